-- A window that does not go on from what lies here begins a draft of its own: none writes over another's.
create table draft_of_window (
  task varchar(64) not null,
  person varchar(64) not null,
  written_in varchar(64) not null,
  version integer not null,
  answers text not null,
  saved_at timestamp with time zone not null,
  primary key (task, person, written_in)
);

insert into draft_of_window (task, person, written_in, version, answers, saved_at)
  select task, person, '', 1, answers, saved_at from draft;

drop table draft;

alter table draft_of_window rename to draft;
