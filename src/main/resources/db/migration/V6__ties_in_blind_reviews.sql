-- A tie that was taken back no longer bars anybody; that it was declared is remembered.
alter table declared_tie add column taken_back_at timestamp with time zone;

-- Why the tally did not count the assessment; null: it counts, or there is no tally yet.
alter table assessment add column left_out varchar(20);
