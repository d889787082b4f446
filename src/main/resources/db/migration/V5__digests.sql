-- A message waits until it is sent, or dropped for a reason that can be counted.
alter table outgoing_message add column dropped_at timestamp with time zone;
-- NOTHING_LEFT, NO_ADDRESS, NO_SERVER or JOINED (another digest said it).
alter table outgoing_message add column dropped_because varchar(20);

-- The server's day on which a digest left: one a day for each person, whoever sends it.
alter table outgoing_message add column digest_day date;
create unique index digest_once_a_day on outgoing_message (recipient, template, digest_day);
