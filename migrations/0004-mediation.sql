-- 人民调解与矛盾纠纷排查: generated from the declarations of the line mediation.
-- 排查专项
create table mediation_campaign (
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
  name text,
  period text,
  starts_on date,
  ends_on date,
  daily boolean,
  demand text,
  closed_on date,
  summary text,
  primary key (bureau, id)
);
create index mediation_campaign_unit on mediation_campaign (bureau, unit, id);
create index mediation_campaign_period on mediation_campaign (bureau, period, id);
alter table mediation_campaign enable row level security;
create policy mediation_campaign_scope on mediation_campaign to fazhi_app using (
  bureau = (select current_setting('fazhi.bureau', true))
  and case when 'mediation' = any ((select string_to_array(current_setting('fazhi.lines', true), ','))::text[])
    and unit ^@ any ((select string_to_array(current_setting('fazhi.scope', true), ','))::text[])
    and (not sealed or (select current_setting('fazhi.clearance', true)) = 'sealed')
    then true else false end
);
grant select, insert, update on mediation_campaign to fazhi_app;

-- 人民调解委员会
create table mediation_committee (
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
  name text,
  kind text,
  founded_on date,
  parent_committee uuid,
  partners text,
  head text,
  members integer,
  women integer,
  elected_on date,
  address text,
  seal boolean,
  filed_on date,
  told_court_on date,
  closed_on date,
  primary key (bureau, id)
);
create index mediation_committee_unit on mediation_committee (bureau, unit, id);
create index mediation_committee_founded_on on mediation_committee (bureau, founded_on, unit);
create index mediation_committee_closed_on on mediation_committee (bureau, closed_on, unit);
create index mediation_committee_kind on mediation_committee (bureau, kind, id);
create index mediation_committee_parent_committee on mediation_committee (bureau, parent_committee);
alter table mediation_committee enable row level security;
create policy mediation_committee_scope on mediation_committee to fazhi_app using (
  bureau = (select current_setting('fazhi.bureau', true))
  and case when 'mediation' = any ((select string_to_array(current_setting('fazhi.lines', true), ','))::text[])
    and unit ^@ any ((select string_to_array(current_setting('fazhi.scope', true), ','))::text[])
    and (not sealed or (select current_setting('fazhi.clearance', true)) = 'sealed')
    then true else false end
);
grant select, insert, update on mediation_committee to fazhi_app;

-- 司法确认
create table mediation_confirmation (
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
  court text,
  asked_on date,
  accepted_on date,
  decided_on date,
  decision text,
  case_number text,
  extension integer,
  primary key (bureau, id)
);
create index mediation_confirmation_unit on mediation_confirmation (bureau, unit, id);
create index mediation_confirmation_parent on mediation_confirmation (bureau, parent_id);
create index mediation_confirmation_asked_on on mediation_confirmation (bureau, asked_on, unit);
create index mediation_confirmation_decision on mediation_confirmation (bureau, decision, id);
alter table mediation_confirmation enable row level security;
create policy mediation_confirmation_scope on mediation_confirmation to fazhi_app using (
  bureau = (select current_setting('fazhi.bureau', true))
  and case when 'mediation' = any ((select string_to_array(current_setting('fazhi.lines', true), ','))::text[])
    and unit ^@ any ((select string_to_array(current_setting('fazhi.scope', true), ','))::text[])
    and (not sealed or (select current_setting('fazhi.clearance', true)) = 'sealed')
    then true else false end
);
grant select, insert, update on mediation_confirmation to fazhi_app;

-- 矛盾纠纷
create table mediation_dispute (
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
  found_on date,
  kind text,
  summary text,
  place text,
  risk text,
  round uuid,
  persons_concerned integer,
  flow text,
  settled_on date,
  prevented_on date,
  handed_on date,
  organ text,
  result text,
  primary key (bureau, id)
);
create index mediation_dispute_unit on mediation_dispute (bureau, unit, id);
create index mediation_dispute_found_on on mediation_dispute (bureau, found_on, unit);
create index mediation_dispute_prevented_on on mediation_dispute (bureau, prevented_on, unit);
create index mediation_dispute_settled_on on mediation_dispute (bureau, settled_on, unit);
create index mediation_dispute_handed_on on mediation_dispute (bureau, handed_on, unit);
create index mediation_dispute_kind on mediation_dispute (bureau, kind, id);
create index mediation_dispute_risk on mediation_dispute (bureau, risk, id);
create index mediation_dispute_round on mediation_dispute (bureau, round);
create index mediation_dispute_flow on mediation_dispute (bureau, flow, id);
alter table mediation_dispute enable row level security;
create policy mediation_dispute_scope on mediation_dispute to fazhi_app using (
  bureau = (select current_setting('fazhi.bureau', true))
  and case when 'mediation' = any ((select string_to_array(current_setting('fazhi.lines', true), ','))::text[])
    and unit ^@ any ((select string_to_array(current_setting('fazhi.scope', true), ','))::text[])
    and (not sealed or (select current_setting('fazhi.clearance', true)) = 'sealed')
    then true else false end
);
grant select, insert, update on mediation_dispute to fazhi_app;

-- 调解员培训
create table mediation_lesson (
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
  topic text,
  held_on date,
  hours integer,
  primary key (bureau, id)
);
create index mediation_lesson_unit on mediation_lesson (bureau, unit, id);
create index mediation_lesson_parent on mediation_lesson (bureau, parent_id);
create index mediation_lesson_held_on on mediation_lesson (bureau, held_on, unit);
alter table mediation_lesson enable row level security;
create policy mediation_lesson_scope on mediation_lesson to fazhi_app using (
  bureau = (select current_setting('fazhi.bureau', true))
  and case when 'mediation' = any ((select string_to_array(current_setting('fazhi.lines', true), ','))::text[])
    and unit ^@ any ((select string_to_array(current_setting('fazhi.scope', true), ','))::text[])
    and (not sealed or (select current_setting('fazhi.clearance', true)) = 'sealed')
    then true else false end
);
grant select, insert, update on mediation_lesson to fazhi_app;

-- 调解案件
create table mediation_case (
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
  accepted_on date,
  kind text,
  source text,
  summary text,
  committee uuid,
  mediator uuid,
  written boolean,
  difficulty text,
  level text,
  persons_concerned integer,
  amount_claimed numeric(16,2),
  dispute uuid,
  previous uuid,
  risk text,
  reported_on date,
  consent boolean,
  mediation_from date,
  expertise jsonb,
  extension integer,
  agreed_on date,
  agreement text,
  terms text,
  amount_agreed numeric(16,2),
  perform_by date,
  status boolean,
  outcome text,
  result_on date,
  reason text,
  organ text,
  paid_on date,
  amount_paid numeric(16,2),
  performed_on date,
  performance text,
  visited_on date,
  confirm_asked_on date,
  confirmed_on date,
  averted text[],
  averted_people integer,
  archived_on date,
  primary key (bureau, id)
);
create index mediation_case_unit on mediation_case (bureau, unit, id);
create index mediation_case_number on mediation_case (bureau, number);
create index mediation_case_accepted_on on mediation_case (bureau, accepted_on, unit);
create index mediation_case_result_on on mediation_case (bureau, result_on, unit);
create index mediation_case_agreed_on on mediation_case (bureau, agreed_on, unit);
create index mediation_case_paid_on on mediation_case (bureau, paid_on, unit);
create index mediation_case_performed_on on mediation_case (bureau, performed_on, unit);
create index mediation_case_confirmed_on on mediation_case (bureau, confirmed_on, unit);
create index mediation_case_kind on mediation_case (bureau, kind, id);
create index mediation_case_source on mediation_case (bureau, source, id);
create index mediation_case_committee on mediation_case (bureau, committee);
create index mediation_case_mediator on mediation_case (bureau, mediator);
create index mediation_case_dispute on mediation_case (bureau, dispute);
create index mediation_case_previous on mediation_case (bureau, previous);
create index mediation_case_outcome on mediation_case (bureau, outcome, id);
alter table mediation_case enable row level security;
create policy mediation_case_scope on mediation_case to fazhi_app using (
  bureau = (select current_setting('fazhi.bureau', true))
  and case when 'mediation' = any ((select string_to_array(current_setting('fazhi.lines', true), ','))::text[])
    and unit ^@ any ((select string_to_array(current_setting('fazhi.scope', true), ','))::text[])
    and (not sealed or (select current_setting('fazhi.clearance', true)) = 'sealed')
    then true else false end
);
grant select, insert, update on mediation_case to fazhi_app;

-- 人民调解员
create table mediation_mediator (
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
  name text,
  woman boolean,
  committee uuid,
  origin text,
  employment text,
  grade text,
  education text,
  licence text,
  serves_from date,
  serves_to date,
  trained_on date,
  training_hours integer,
  left_on date,
  primary key (bureau, id)
);
create index mediation_mediator_unit on mediation_mediator (bureau, unit, id);
create index mediation_mediator_serves_from on mediation_mediator (bureau, serves_from, unit);
create index mediation_mediator_left_on on mediation_mediator (bureau, left_on, unit);
create index mediation_mediator_committee on mediation_mediator (bureau, committee);
create index mediation_mediator_origin on mediation_mediator (bureau, origin, id);
create index mediation_mediator_employment on mediation_mediator (bureau, employment, id);
create index mediation_mediator_grade on mediation_mediator (bureau, grade, id);
alter table mediation_mediator enable row level security;
create policy mediation_mediator_scope on mediation_mediator to fazhi_app using (
  bureau = (select current_setting('fazhi.bureau', true))
  and case when 'mediation' = any ((select string_to_array(current_setting('fazhi.lines', true), ','))::text[])
    and unit ^@ any ((select string_to_array(current_setting('fazhi.scope', true), ','))::text[])
    and (not sealed or (select current_setting('fazhi.clearance', true)) = 'sealed')
    then true else false end
);
grant select, insert, update on mediation_mediator to fazhi_app;

-- 排查报告
create table mediation_return (
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
  asked_on date,
  due_on date,
  filed_on date,
  nil boolean,
  remarks text,
  signed_by text,
  primary key (bureau, id)
);
create index mediation_return_unit on mediation_return (bureau, unit, id);
create index mediation_return_parent on mediation_return (bureau, parent_id);
create index mediation_return_asked_on on mediation_return (bureau, asked_on, unit);
alter table mediation_return enable row level security;
create policy mediation_return_scope on mediation_return to fazhi_app using (
  bureau = (select current_setting('fazhi.bureau', true))
  and case when 'mediation' = any ((select string_to_array(current_setting('fazhi.lines', true), ','))::text[])
    and unit ^@ any ((select string_to_array(current_setting('fazhi.scope', true), ','))::text[])
    and (not sealed or (select current_setting('fazhi.clearance', true)) = 'sealed')
    then true else false end
);
grant select, insert, update on mediation_return to fazhi_app;

-- 矛盾纠纷排查
create table mediation_round (
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
  held_on date,
  place text,
  period text,
  campaign uuid,
  participants integer,
  remarks text,
  primary key (bureau, id)
);
create index mediation_round_unit on mediation_round (bureau, unit, id);
create index mediation_round_held_on on mediation_round (bureau, held_on, unit);
create index mediation_round_period on mediation_round (bureau, period, id);
create index mediation_round_campaign on mediation_round (bureau, campaign);
alter table mediation_round enable row level security;
create policy mediation_round_scope on mediation_round to fazhi_app using (
  bureau = (select current_setting('fazhi.bureau', true))
  and case when 'mediation' = any ((select string_to_array(current_setting('fazhi.lines', true), ','))::text[])
    and unit ^@ any ((select string_to_array(current_setting('fazhi.scope', true), ','))::text[])
    and (not sealed or (select current_setting('fazhi.clearance', true)) = 'sealed')
    then true else false end
);
grant select, insert, update on mediation_round to fazhi_app;

-- 调解记录
create table mediation_session (
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
  held_on date,
  place text,
  told_rights boolean,
  record text,
  primary key (bureau, id)
);
create index mediation_session_unit on mediation_session (bureau, unit, id);
create index mediation_session_parent on mediation_session (bureau, parent_id);
create index mediation_session_held_on on mediation_session (bureau, held_on, unit);
alter table mediation_session enable row level security;
create policy mediation_session_scope on mediation_session to fazhi_app using (
  bureau = (select current_setting('fazhi.bureau', true))
  and case when 'mediation' = any ((select string_to_array(current_setting('fazhi.lines', true), ','))::text[])
    and unit ^@ any ((select string_to_array(current_setting('fazhi.scope', true), ','))::text[])
    and (not sealed or (select current_setting('fazhi.clearance', true)) = 'sealed')
    then true else false end
);
grant select, insert, update on mediation_session to fazhi_app;

-- 以案定补申报
create table mediation_subsidy (
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
  claimed_on date,
  mediator uuid,
  grade text,
  amount numeric(16,2),
  checked_on date,
  verified_on date,
  published_on date,
  paid_on date,
  refusal text,
  refused_on date,
  primary key (bureau, id)
);
create index mediation_subsidy_unit on mediation_subsidy (bureau, unit, id);
create index mediation_subsidy_parent on mediation_subsidy (bureau, parent_id);
create index mediation_subsidy_paid_on on mediation_subsidy (bureau, paid_on, unit);
create index mediation_subsidy_mediator on mediation_subsidy (bureau, mediator);
create index mediation_subsidy_grade on mediation_subsidy (bureau, grade, id);
alter table mediation_subsidy enable row level security;
create policy mediation_subsidy_scope on mediation_subsidy to fazhi_app using (
  bureau = (select current_setting('fazhi.bureau', true))
  and case when 'mediation' = any ((select string_to_array(current_setting('fazhi.lines', true), ','))::text[])
    and unit ^@ any ((select string_to_array(current_setting('fazhi.scope', true), ','))::text[])
    and (not sealed or (select current_setting('fazhi.clearance', true)) = 'sealed')
    then true else false end
);
grant select, insert, update on mediation_subsidy to fazhi_app;

-- 调解回访
create table mediation_visit (
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
  performance text,
  record text,
  primary key (bureau, id)
);
create index mediation_visit_unit on mediation_visit (bureau, unit, id);
create index mediation_visit_parent on mediation_visit (bureau, parent_id);
create index mediation_visit_visited_on on mediation_visit (bureau, visited_on, unit);
create index mediation_visit_way on mediation_visit (bureau, way, id);
create index mediation_visit_performance on mediation_visit (bureau, performance, id);
alter table mediation_visit enable row level security;
create policy mediation_visit_scope on mediation_visit to fazhi_app using (
  bureau = (select current_setting('fazhi.bureau', true))
  and case when 'mediation' = any ((select string_to_array(current_setting('fazhi.lines', true), ','))::text[])
    and unit ^@ any ((select string_to_array(current_setting('fazhi.scope', true), ','))::text[])
    and (not sealed or (select current_setting('fazhi.clearance', true)) = 'sealed')
    then true else false end
);
grant select, insert, update on mediation_visit to fazhi_app;
