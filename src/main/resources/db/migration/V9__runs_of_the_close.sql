-- The chair settles what came of the assignment at the challenge's close, whatever was assigned again since.
alter table assignment_run add column again boolean default false not null;
