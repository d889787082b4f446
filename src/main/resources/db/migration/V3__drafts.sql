-- Answers begun in a task, readable by the person who typed them and by nobody else.
create table draft (
  task varchar(64) not null,
  person varchar(64) not null,
  answers text not null,
  saved_at timestamp with time zone not null,
  primary key (task, person)
);
