-- The tables that every line shares. Every primary key, unique constraint and foreign key begins with bureau (six-digit county code):
-- the distribution column of a province. Portable subset: PostgreSQL 15 syntax, no extension, no trigger, no sequence.

-- Settings of the installation and of each bureau. Bureau '000000' holds what belongs to the installation.
create table setting (
  bureau text not null,
  name text not null,
  value jsonb not null,
  primary key (bureau, name)
);

-- Administrative units, sections and justice offices, dated. A renamed unit is a new row of the same code.
create table unit (
  bureau text not null,
  code text not null,
  valid_from date not null,
  valid_to date,
  name text not null,
  level text not null check (level in ('county', 'section', 'township', 'village', 'pseudo')),
  note text,
  version integer not null default 1,
  primary key (bureau, code, valid_from)
);
-- Whether a unit counts in statistics, dated: the bureau decides, not the program.
create table unit_counted (
  bureau text not null,
  code text not null,
  valid_from date not null,
  valid_to date,
  primary key (bureau, code, valid_from)
);
-- 「撤并」: what became of a unit.
create table unit_successor (
  bureau text not null,
  code text not null,
  successor text not null,
  changed_on date not null,
  basis text,
  primary key (bureau, code, successor)
);

create table account (
  bureau text not null,
  id uuid not null,
  username text not null,
  name text not null,
  password_hash text not null,
  password_changed_at timestamptz not null,
  must_change boolean not null default true,
  totp_secret text,
  failures integer not null default 0,
  locked_until timestamptz,
  disabled_at timestamptz,
  created_at timestamptz not null,
  version integer not null default 1,
  primary key (bureau, id),
  unique (bureau, username)
);
-- 「岗位」 held at a unit from–to.
create table post_held (
  bureau text not null,
  id uuid not null,
  account uuid not null,
  post text not null,
  unit text not null,
  valid_from date not null,
  valid_to date,
  primary key (bureau, id),
  foreign key (bureau, account) references account (bureau, id)
);
create index post_held_account on post_held (bureau, account);
create table session (
  bureau text not null,
  -- SHA-256 of the token: a stolen table opens no session.
  token_hash text not null,
  account uuid not null,
  created_at timestamptz not null,
  seen_at timestamptz not null,
  expires_at timestamptz not null,
  address text,
  agent text,
  primary key (bureau, token_hash),
  foreign key (bureau, account) references account (bureau, id)
);
create index session_account on session (bureau, account);

-- People once. The identity number is sealed (AES-256-GCM); the index is a keyed hash for exact search.
create table person (
  bureau text not null,
  id uuid not null,
  name text not null,
  pinyin text not null,
  initials text not null,
  sex text,
  birth_day date,
  identity_sealed text,
  identity_index text,
  phone text,
  address text,
  ethnicity text,
  occupation text,
  merged_into uuid,
  created_at timestamptz not null,
  created_by uuid not null,
  version integer not null default 1,
  primary key (bureau, id)
);
create index person_identity on person (bureau, identity_index);
create index person_pinyin on person (bureau, pinyin text_pattern_ops);
create index person_initials on person (bureau, initials text_pattern_ops);
create index person_name on person (bureau, name text_pattern_ops);
create table involvement (
  bureau text not null,
  record_id uuid not null,
  role text not null,
  person uuid not null,
  record_type text not null,
  position integer not null default 0,
  primary key (bureau, record_id, role, person),
  foreign key (bureau, person) references person (bureau, id)
);
create index involvement_person on involvement (bureau, person);

-- The chain of what happened to each record. seq counts from 1; hash covers the row and the hash before it.
create table event (
  bureau text not null,
  record_id uuid not null,
  seq integer not null,
  record_type text not null,
  unit text not null,
  sealed boolean not null default false,
  act uuid not null,
  kind text not null check (kind in ('step', 'correct', 'void', 'look', 'document', 'file', 'deadline', 'import')),
  step text,
  at timestamptz not null,
  on_day date not null,
  account uuid not null,
  post text not null,
  post_unit text not null,
  reason text,
  patch jsonb not null,
  previous text not null,
  hash text not null,
  primary key (bureau, record_id, seq)
);
create index event_at on event (bureau, at);
-- The heads of all chains at a moment, as one Merkle root, signed; each seal covers the one before.
create table seal (
  bureau text not null,
  n integer not null,
  at timestamptz not null,
  through timestamptz not null,
  heads integer not null,
  root text not null,
  previous text not null,
  algorithm text not null,
  public_key text not null,
  signature text not null,
  primary key (bureau, n)
);

-- Clocks. since is the start day by the record; a clock that starts anew is a new row.
create table deadline (
  bureau text not null,
  record_id uuid not null,
  key text not null,
  since text not null,
  record_type text not null,
  unit text not null,
  sealed boolean not null default false,
  rule text not null,
  -- The day whose law governs: the start day unless an officer changed it with a reason.
  law_on date not null,
  original_due text,
  due text,
  warn_on date,
  met_on date,
  -- open: running; met: stopped in time or late; dropped: no longer applies; unknown: the law clock cannot answer yet.
  state text not null check (state in ('open', 'met', 'dropped', 'unknown')),
  problem text,
  pauses jsonb not null default '[]',
  extend_days integer not null default 0,
  advisory boolean not null default false,
  red boolean not null default false,
  primary key (bureau, record_id, key, since)
);
create index deadline_open on deadline (bureau, due) where state = 'open';
create table deadline_change (
  bureau text not null,
  record_id uuid not null,
  key text not null,
  since text not null,
  n integer not null,
  at timestamptz not null,
  kind text not null,
  from_due text,
  to_due text,
  reason text not null,
  account uuid,
  primary key (bureau, record_id, key, since, n)
);

-- 「文号」 counters: gap-free, moved by UPDATE … RETURNING inside the act.
create table counter (
  bureau text not null,
  name text not null,
  year integer not null,
  value integer not null,
  primary key (bureau, name, year)
);
create table document (
  bureau text not null,
  id uuid not null,
  record_id uuid not null,
  record_type text not null,
  type text not null,
  unit text not null,
  sealed boolean not null default false,
  title text not null,
  number text,
  issued_on date not null,
  issued_at timestamptz not null,
  issued_by uuid not null,
  -- What was filled in, so that the paper can be made again as it was issued.
  content jsonb not null,
  template_sha256 text not null,
  primary key (bureau, id),
  unique (bureau, number)
);
create index document_record on document (bureau, record_id);
create table document_template (
  bureau text not null,
  type text not null,
  version integer not null,
  sha256 text not null,
  content bytea not null,
  at timestamptz not null,
  account uuid not null,
  primary key (bureau, type, version)
);
create table attachment (
  bureau text not null,
  id uuid not null,
  record_id uuid not null,
  record_type text not null,
  unit text not null,
  sealed boolean not null default false,
  name text not null,
  media_type text not null,
  bytes bigint not null,
  sha256 text not null,
  at timestamptz not null,
  account uuid not null,
  voided_at timestamptz,
  primary key (bureau, id)
);
create index attachment_record on attachment (bureau, record_id);

-- Full text by pairs of characters: a two-character word is one key of the index.
create table search_doc (
  bureau text not null,
  record_id uuid not null,
  record_type text not null,
  unit text not null,
  sealed boolean not null default false,
  title text not null,
  body text not null,
  pairs tsvector not null,
  primary key (bureau, record_id)
);
create index search_doc_pairs on search_doc using gin (pairs);

create table idempotency (
  bureau text not null,
  account uuid not null,
  key text not null,
  request_hash text not null,
  answer jsonb not null,
  at timestamptz not null,
  primary key (bureau, account, key)
);
create table outbox (
  bureau text not null,
  id uuid not null,
  kind text not null,
  payload jsonb not null,
  at timestamptz not null,
  tries integer not null default 0,
  not_before timestamptz not null,
  done_at timestamptz,
  primary key (bureau, id)
);
create index outbox_waiting on outbox (bureau, not_before) where done_at is null;
create table notice (
  bureau text not null,
  id uuid not null,
  post text not null,
  unit text not null,
  record_type text,
  record_id uuid,
  say text not null,
  at timestamptz not null,
  seen_at timestamptz,
  seen_by uuid,
  primary key (bureau, id)
);
create index notice_to on notice (bureau, unit, post) where seen_at is null;
create table job (
  bureau text not null,
  id uuid not null,
  kind text not null,
  title text not null,
  input jsonb not null,
  state text not null check (state in ('waiting', 'running', 'done', 'failed')),
  progress real not null default 0,
  log jsonb not null default '[]',
  result jsonb,
  account uuid not null,
  at timestamptz not null,
  started_at timestamptz,
  ended_at timestamptz,
  primary key (bureau, id)
);
create index job_recent on job (bureau, at desc);

-- Figures kept per indicator version, unit and month; a mark says that a cell must be counted again.
create table figure_cell (
  bureau text not null,
  indicator text not null,
  version integer not null,
  unit text not null,
  month text not null,
  dimension text not null,
  value text not null,
  records bigint not null,
  total numeric not null,
  primary key (bureau, indicator, version, unit, month, dimension, value)
);
create table figure_mark (
  bureau text not null,
  id uuid not null,
  record_type text not null,
  unit text not null,
  months text[] not null,
  primary key (bureau, id)
);

-- Law and calendar entered by the administrator: additions to what the program ships.
create table calendar_correction (
  bureau text not null,
  day date not null,
  working boolean not null,
  notice text not null,
  at timestamptz not null,
  account uuid not null,
  primary key (bureau, day)
);
create table calendar_year (
  bureau text not null,
  year integer not null,
  notice text not null,
  days jsonb not null,
  at timestamptz not null,
  account uuid not null,
  primary key (bureau, year)
);
create table law_file (
  bureau text not null,
  id uuid not null,
  name text not null,
  content jsonb not null,
  at timestamptz not null,
  account uuid not null,
  withdrawn_at timestamptz,
  primary key (bureau, id)
);
-- Local parameters: rates and cycles, dated, with their source.
create table parameter_value (
  bureau text not null,
  line text not null,
  name text not null,
  valid_from date not null,
  value numeric not null,
  basis text not null,
  at timestamptz not null,
  account uuid not null,
  primary key (bureau, line, name, valid_from)
);

-- What happens outside records: logins, refusals, administration, exports. Hash-chained per bureau by the sealing job.
create table audit (
  bureau text not null,
  id uuid not null,
  at timestamptz not null,
  account uuid,
  kind text not null,
  subject text,
  detail jsonb not null default '{}',
  address text,
  primary key (bureau, id)
);
create index audit_at on audit (bureau, at);
