-- A file of the route as its owner wrote it, once for all revisions that hold it.
create table route_file (
  digest varchar(64) primary key,
  content bytea not null
);

-- A state of the whole route: a draft, or what was or is in force.
create table revision (
  id varchar(36) primary key,
  -- Over all its files: two revisions that hold the same have the same.
  digest varchar(64) not null,
  -- FOLDER, PAGE, MODELER or BACK: how it came.
  door varchar(10) not null,
  -- Whether the folder has held it while it was in force.
  in_folder boolean default false not null,
  -- Null: whoever may write into the folder.
  drafted_by varchar(64),
  drafted_at timestamp with time zone not null,
  -- The revision that was in force when the draft was begun.
  based_on varchar(36) references revision (id),
  reason text,
  -- Who moves once it is published, as JSON.
  movers text,
  asked_by varchar(64),
  asked_at timestamp with time zone,
  -- Counted from 1 in the order of publication; null: not published.
  number integer unique,
  published_by varchar(64),
  published_at timestamp with time zone,
  deployment varchar(64),
  -- What was found and what was different when it was published, as JSON.
  findings text,
  differences text,
  dropped_by varchar(64),
  dropped_at timestamp with time zone
);

create table revision_file (
  revision varchar(36) not null references revision (id),
  name varchar(255) not null,
  digest varchar(64) not null references route_file (digest),
  primary key (revision, name)
);

-- One process that runs, with all it has called, on its way to a revision, or on trial.
create table move (
  revision varchar(36) not null references revision (id),
  -- The process instance that nothing has called.
  journey varchar(64) not null,
  trial boolean not null,
  -- The business key: an idea's id, a challenge's, a cohort's.
  subject varchar(255),
  process varchar(255) not null,
  -- WAITING, MOVED, STAYED or ENDED.
  outcome varchar(10) not null,
  tries integer default 0 not null,
  -- Where it stood and where it stands, what stays as before and what is lost, as JSON.
  report text,
  decided_at timestamp with time zone,
  primary key (revision, journey, trial)
);

create index move_outcome on move (outcome);
