-- Answers that are for the forms that ask for them by name: not for the journal, nor for authors.
alter table journal_answer add column aside boolean default false not null;
