-- People's units; accounts, names and groups live in the engine's identity tables.
create table unit (
  id varchar(64) primary key,
  name varchar(200) not null,
  parent varchar(64) references unit (id),
  manager varchar(64)
);

create table unit_member (
  person varchar(64) primary key,
  unit varchar(64) not null references unit (id)
);

create table facilitator (
  person varchar(64) primary key,
  since timestamp with time zone not null
);

create table challenge (
  id varchar(64) primary key,
  title varchar(240) not null,
  question varchar(4000) not null,
  opens_on timestamp with time zone,
  closes_on timestamp with time zone,
  permanent boolean not null,
  phase varchar(20) not null
);

create table challenge_setting (
  challenge varchar(64) not null references challenge (id),
  name varchar(64) not null,
  setting varchar(200) not null,
  primary key (challenge, name)
);

create table idea (
  id varchar(36) primary key,
  challenge varchar(64) not null references challenge (id),
  external_id varchar(200),
  title varchar(240) not null,
  problem text,
  solution text,
  beneficiaries text,
  effect text,
  links text,
  theme varchar(240),
  author varchar(64) not null,
  submitted_at timestamp with time zone not null,
  merged_into varchar(36) references idea (id),
  settled_at timestamp with time zone,
  unique (challenge, external_id)
);

create index idea_author on idea (author);

create table co_author (
  idea varchar(36) not null references idea (id),
  person varchar(64) not null,
  primary key (idea, person)
);

create table seat (
  id varchar(36) primary key,
  idea varchar(36) not null references idea (id),
  round integer not null,
  number integer not null,
  attempt integer not null,
  juror varchar(64) not null,
  state varchar(20) not null,
  reason text,
  unique (idea, round, number, attempt)
);

create index seat_juror on seat (juror, state);

create table panel_addition (
  idea varchar(36) not null references idea (id),
  juror varchar(64) not null,
  reason text,
  primary key (idea, juror)
);

create table deliberation (
  idea varchar(36) not null references idea (id),
  round integer not null,
  chair varchar(64),
  reason text not null,
  primary key (idea, round)
);

create table factory_request (
  id varchar(36) primary key,
  idea varchar(36) not null references idea (id),
  requested_at timestamp with time zone not null,
  sent_at timestamp with time zone
);

create table handover_outcome (
  idea varchar(36) not null references idea (id),
  outcome varchar(20) not null,
  recorded_at timestamp with time zone not null
);

create table assessment (
  id varchar(36) primary key,
  idea varchar(36) not null references idea (id),
  round integer not null,
  juror varchar(64) not null,
  advice varchar(20) not null,
  confidence varchar(20) not null,
  showstopper text,
  comment_to_author text,
  comment_to_jury text,
  submitted_at timestamp with time zone not null,
  unique (idea, round, juror)
);

create table assessment_score (
  assessment varchar(36) not null references assessment (id),
  criterion varchar(64) not null,
  label varchar(200) not null,
  weight double precision not null,
  score integer not null,
  remark text,
  primary key (assessment, criterion)
);

create table verdict (
  idea varchar(36) not null references idea (id),
  round integer not null,
  verdict varchar(20) not null,
  reviews integer not null,
  mean double precision,
  spread double precision,
  reason text,
  given_at timestamp with time zone not null,
  primary key (idea, round)
);

create table cohort (
  id varchar(36) primary key,
  title varchar(240) not null
);

create table trainee (
  cohort varchar(36) not null references cohort (id),
  number integer not null,
  person varchar(64) not null,
  primary key (cohort, number)
);

create table journal_entry (
  id varchar(36) primary key,
  subject varchar(64) not null,
  step varchar(255) not null,
  form varchar(100) not null,
  person varchar(64),
  written_at timestamp with time zone not null
);

create index journal_entry_subject on journal_entry (subject, written_at);

create table journal_answer (
  entry varchar(36) not null references journal_entry (id),
  number integer not null,
  answer_key varchar(100) not null,
  label varchar(500) not null,
  answer text not null,
  primary key (entry, number)
);

create table outgoing_message (
  id varchar(36) primary key,
  recipient varchar(64) not null,
  template varchar(100) not null,
  subject varchar(64) not null,
  created_at timestamp with time zone not null,
  sent_at timestamp with time zone
);
