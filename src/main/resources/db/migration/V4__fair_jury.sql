-- Who may review in a challenge. A challenge without members draws on the whole standing jury.
create table panel_member (
  challenge varchar(64) not null references challenge (id),
  person varchar(64) not null,
  chair boolean default false not null,
  -- How many reviews of the challenge they may be asked for; null: no bound.
  quota integer,
  primary key (challenge, person)
);

-- What a juror has said about their reviewing. Without a row nothing bounds a juror.
create table juror_terms (
  person varchar(64) primary key,
  -- How many reviews they may be asked for in a calendar year; null: no bound.
  yearly_quota integer
);

create table expertise (
  person varchar(64) not null,
  tag varchar(60) not null,
  primary key (person, tag)
);

create table absence (
  person varchar(64) not null,
  first_day date not null,
  last_day date not null,
  primary key (person, first_day)
);

-- A tie bars the juror from reviewing what the other person has written.
create table declared_tie (
  juror varchar(64) not null,
  person varchar(64) not null,
  reason text,
  declared_by varchar(64) not null,
  declared_at timestamp with time zone not null,
  primary key (juror, person)
);

create index declared_tie_person on declared_tie (person);

-- What the chair has settled about one idea and one juror.
create table pair_rule (
  idea varchar(36) not null references idea (id),
  juror varchar(64) not null,
  -- FIXED: is to review it; BARRED: is not.
  rule varchar(10) not null,
  reason text,
  chair varchar(64) not null,
  set_at timestamp with time zone not null,
  primary key (idea, juror)
);

-- The engine's task in which the juror is asked.
alter table seat add column task varchar(64);
alter table seat add column invited_at timestamp with time zone;
alter table seat add column due_at timestamp with time zone;
alter table seat add column left_at timestamp with time zone;
-- Why this juror: how many of their fields the idea touches, how many reviews they had then.
alter table seat add column expertise_match integer;
alter table seat add column load_then integer;
-- OPTIMUM, LEAST_LOAD, CHAIR or DELEGATED.
alter table seat add column chosen varchar(20) default 'LEAST_LOAD' not null;
alter table seat add column chosen_by varchar(64);
create index seat_task on seat (task);

-- One run of the assignment over all ideas of a challenge.
create table assignment_run (
  id varchar(36) primary key,
  challenge varchar(64) not null references challenge (id),
  run_at timestamp with time zone not null,
  ideas integer not null,
  wanted integer not null,
  placed integer not null,
  -- The chair's reason to go on with seats left empty; null: not asked, or not yet answered.
  accepted_by varchar(64),
  accepted_reason text
);

-- What makes an assignment impossible: too little room left among the jurors of some ideas.
create table assignment_shortfall (
  run varchar(36) not null references assignment_run (id),
  number integer not null,
  wanted integer not null,
  room integer not null,
  ideas text not null,
  jurors text not null,
  primary key (run, number)
);

-- What a juror had written when the review was over for them: sent too late, or never sent.
create table late_review (
  id varchar(36) primary key,
  idea varchar(36) not null references idea (id),
  round integer not null,
  juror varchar(64) not null,
  -- LATE: sent after the deadline; UNFINISHED: the draft when the deadline passed.
  kind varchar(20) not null,
  received_at timestamp with time zone not null
);

create index late_review_idea on late_review (idea, round);

create table late_answer (
  review varchar(36) not null references late_review (id),
  number integer not null,
  answer_key varchar(100) not null,
  label varchar(500) not null,
  answer text not null,
  primary key (review, number)
);

alter table assessment add column valued text;
alter table assessment add column would_help text;
update assessment set would_help = comment_to_author;
alter table assessment drop column comment_to_author;
-- The units when the review was given: people move.
alter table assessment add column juror_unit varchar(64);
alter table assessment add column idea_unit varchar(64);
create index assessment_juror on assessment (juror);

-- Past juries score in other steps than whole numbers.
alter table assessment_score alter column score set data type double precision;

create table tally (
  idea varchar(36) not null references idea (id),
  round integer not null,
  seats integer not null,
  reviews integer not null,
  mean double precision not null,
  corrected_mean double precision not null,
  spread double precision not null,
  agreement double precision not null,
  showstoppers integer not null,
  leading_advice varchar(20) not null,
  tallied_at timestamp with time zone not null,
  primary key (idea, round)
);

-- How the table came to the verdict.
alter table verdict add column decision_version integer;
alter table verdict add column decision_definition varchar(64);
alter table verdict add column rule varchar(255);
alter table verdict add column rule_sentence text;
alter table verdict add column proposed varchar(20);

create table verdict_input (
  idea varchar(36) not null references idea (id),
  round integer not null,
  name varchar(100) not null,
  entry varchar(200) not null,
  primary key (idea, round, name)
);

-- Letters that gather what waits for a person leave once a day at most.
alter table outgoing_message add column leaves_at timestamp with time zone;
create index outgoing_message_recipient on outgoing_message (recipient, template);
