-- Whoever makes an account takes this row first, so that no two of them differ in their capitals only.
create table account_lock (id integer not null primary key);

insert into account_lock (id) values (1);
