-- 安置帮教: generated from the declarations of the line resettlement.
-- 困难帮扶
create table resettlement_help (
  bureau text not null,
  id uuid not null,
  unit text not null,
  stage text not null,
  number text,
  version integer not null,
  sealed boolean not null,
  created_at timestamptz not null,
  created_by uuid not null,
  updated_at timestamptz not null,
  voided_at timestamptz,
  parent_id uuid not null,
  given_on date,
  kind text,
  content text,
  partner text,
  primary key (bureau, id)
);
create index resettlement_help_unit on resettlement_help (bureau, unit, id);
create index resettlement_help_parent on resettlement_help (bureau, parent_id);
create index resettlement_help_given_on on resettlement_help (bureau, given_on, unit);
create index resettlement_help_kind on resettlement_help (bureau, kind, id);
alter table resettlement_help enable row level security;
create policy resettlement_help_scope on resettlement_help to fazhi_app using (
  bureau = (select current_setting('fazhi.bureau', true))
  and case when 'resettlement' = any ((select string_to_array(current_setting('fazhi.lines', true), ','))::text[])
    and unit ^@ any ((select string_to_array(current_setting('fazhi.scope', true), ','))::text[])
    and (not sealed or (select current_setting('fazhi.clearance', true)) = 'sealed')
    then true else false end
);
grant select, insert, update on resettlement_help to fazhi_app;

-- 安置帮教报表
create table resettlement_return (
  bureau text not null,
  id uuid not null,
  unit text not null,
  stage text not null,
  number text,
  version integer not null,
  sealed boolean not null,
  created_at timestamptz not null,
  created_by uuid not null,
  updated_at timestamptz not null,
  voided_at timestamptz,
  parent_id uuid not null,
  town text,
  end_on date,
  filed_on date,
  signed_by text,
  remarks text,
  primary key (bureau, id)
);
create index resettlement_return_unit on resettlement_return (bureau, unit, id);
create index resettlement_return_parent on resettlement_return (bureau, parent_id);
create index resettlement_return_end_on on resettlement_return (bureau, end_on, unit);
alter table resettlement_return enable row level security;
create policy resettlement_return_scope on resettlement_return to fazhi_app using (
  bureau = (select current_setting('fazhi.bureau', true))
  and case when 'resettlement' = any ((select string_to_array(current_setting('fazhi.lines', true), ','))::text[])
    and unit ^@ any ((select string_to_array(current_setting('fazhi.scope', true), ','))::text[])
    and (not sealed or (select current_setting('fazhi.clearance', true)) = 'sealed')
    then true else false end
);
grant select, insert, update on resettlement_return to fazhi_app;

-- 安置帮教对象
create table resettlement_person (
  bureau text not null,
  id uuid not null,
  unit text not null,
  stage text not null,
  number text,
  version integer not null,
  sealed boolean not null,
  created_at timestamptz not null,
  created_by uuid not null,
  updated_at timestamptz not null,
  voided_at timestamptz,
  source text,
  kind text,
  sex text,
  born_on date,
  minor boolean,
  household text,
  residence text,
  community text,
  crime text,
  offence text,
  sentence_term text,
  prison text,
  health text,
  skills text,
  advice text,
  info_on date,
  verified_on date,
  verification text,
  findings text,
  expected_on date,
  pickup text,
  pickup_plan text,
  released_on date,
  certificate text,
  unlinked_on date,
  search_note text,
  linked_on date,
  entry text,
  moved_from text,
  entered_on date,
  file_on date,
  level text,
  key_reasons text[],
  key_on date,
  key_plan text,
  occupation text,
  age_group text,
  group_on date,
  group_members text,
  agreement_on date,
  help_until date,
  last_visit_on date,
  helps integer,
  unable_to_work boolean,
  arrangement text,
  arranged_on date,
  reoffended_on date,
  left_on date,
  exit text,
  moved_to text,
  exit_note text,
  primary key (bureau, id)
);
create index resettlement_person_unit on resettlement_person (bureau, unit, id);
create index resettlement_person_number on resettlement_person (bureau, number);
create index resettlement_person_entered_on on resettlement_person (bureau, entered_on, unit);
create index resettlement_person_left_on on resettlement_person (bureau, left_on, unit);
create index resettlement_person_verified_on on resettlement_person (bureau, verified_on, unit);
create index resettlement_person_released_on on resettlement_person (bureau, released_on, unit);
create index resettlement_person_file_on on resettlement_person (bureau, file_on, unit);
create index resettlement_person_group_on on resettlement_person (bureau, group_on, unit);
create index resettlement_person_arranged_on on resettlement_person (bureau, arranged_on, unit);
create index resettlement_person_reoffended_on on resettlement_person (bureau, reoffended_on, unit);
create index resettlement_person_source on resettlement_person (bureau, source, id);
create index resettlement_person_level on resettlement_person (bureau, level, id);
create index resettlement_person_arrangement on resettlement_person (bureau, arrangement, id);
create index resettlement_person_exit on resettlement_person (bureau, exit, id);
alter table resettlement_person enable row level security;
create policy resettlement_person_scope on resettlement_person to fazhi_app using (
  bureau = (select current_setting('fazhi.bureau', true))
  and case when 'resettlement' = any ((select string_to_array(current_setting('fazhi.lines', true), ','))::text[])
    and unit ^@ any ((select string_to_array(current_setting('fazhi.scope', true), ','))::text[])
    and (not sealed or (select current_setting('fazhi.clearance', true)) = 'sealed')
    then true else false end
);
grant select, insert, update on resettlement_person to fazhi_app;

-- 安置帮教报表任务
create table resettlement_round (
  bureau text not null,
  id uuid not null,
  unit text not null,
  stage text not null,
  number text,
  version integer not null,
  sealed boolean not null,
  created_at timestamptz not null,
  created_by uuid not null,
  updated_at timestamptz not null,
  voided_at timestamptz,
  period text,
  end_on date,
  demand text,
  closed_on date,
  primary key (bureau, id)
);
create index resettlement_round_unit on resettlement_round (bureau, unit, id);
create index resettlement_round_period on resettlement_round (bureau, period, id);
alter table resettlement_round enable row level security;
create policy resettlement_round_scope on resettlement_round to fazhi_app using (
  bureau = (select current_setting('fazhi.bureau', true))
  and case when 'resettlement' = any ((select string_to_array(current_setting('fazhi.lines', true), ','))::text[])
    and unit ^@ any ((select string_to_array(current_setting('fazhi.scope', true), ','))::text[])
    and (not sealed or (select current_setting('fazhi.clearance', true)) = 'sealed')
    then true else false end
);
grant select, insert, update on resettlement_round to fazhi_app;

-- 走访谈话
create table resettlement_visit (
  bureau text not null,
  id uuid not null,
  unit text not null,
  stage text not null,
  number text,
  version integer not null,
  sealed boolean not null,
  created_at timestamptz not null,
  created_by uuid not null,
  updated_at timestamptz not null,
  voided_at timestamptz,
  parent_id uuid not null,
  visited_on date,
  way text,
  situation text,
  needs text,
  primary key (bureau, id)
);
create index resettlement_visit_unit on resettlement_visit (bureau, unit, id);
create index resettlement_visit_parent on resettlement_visit (bureau, parent_id);
create index resettlement_visit_visited_on on resettlement_visit (bureau, visited_on, unit);
create index resettlement_visit_way on resettlement_visit (bureau, way, id);
alter table resettlement_visit enable row level security;
create policy resettlement_visit_scope on resettlement_visit to fazhi_app using (
  bureau = (select current_setting('fazhi.bureau', true))
  and case when 'resettlement' = any ((select string_to_array(current_setting('fazhi.lines', true), ','))::text[])
    and unit ^@ any ((select string_to_array(current_setting('fazhi.scope', true), ','))::text[])
    and (not sealed or (select current_setting('fazhi.clearance', true)) = 'sealed')
    then true else false end
);
grant select, insert, update on resettlement_visit to fazhi_app;
