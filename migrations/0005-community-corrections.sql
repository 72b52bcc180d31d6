-- 社区矫正: generated from the declarations of the line community-corrections.
-- 训诫
create table community_corrections_admonition (
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
  ground text,
  misconduct text,
  verified_on date,
  decided_on date,
  decision text,
  served_on date,
  primary key (bureau, id)
);
create index community_corrections_admonition_unit on community_corrections_admonition (bureau, unit, id);
create index community_corrections_admonition_parent on community_corrections_admonition (bureau, parent_id);
create index community_corrections_admonition_decided_on on community_corrections_admonition (bureau, decided_on, unit);
create index community_corrections_admonition_ground on community_corrections_admonition (bureau, ground, id);
create index community_corrections_admonition_decision on community_corrections_admonition (bureau, decision, id);
alter table community_corrections_admonition enable row level security;
create policy community_corrections_admonition_scope on community_corrections_admonition to fazhi_app using (
  bureau = (select current_setting('fazhi.bureau', true))
  and case when 'community-corrections' = any ((select string_to_array(current_setting('fazhi.lines', true), ','))::text[])
    and unit ^@ any ((select string_to_array(current_setting('fazhi.scope', true), ','))::text[])
    and (not sealed or (select current_setting('fazhi.clearance', true)) = 'sealed')
    then true else false end
);
grant select, insert, update on community_corrections_admonition to fazhi_app;

-- 月度考核
create table community_corrections_appraisal (
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
  month_on date,
  appraised_on date,
  grade text,
  opinion text,
  excused boolean,
  reports integer,
  visits integer,
  contacts integer,
  education_hours numeric,
  service_hours numeric,
  enough boolean,
  primary key (bureau, id)
);
create index community_corrections_appraisal_unit on community_corrections_appraisal (bureau, unit, id);
create index community_corrections_appraisal_parent on community_corrections_appraisal (bureau, parent_id);
create index community_corrections_appraisal_grade on community_corrections_appraisal (bureau, grade, id);
alter table community_corrections_appraisal enable row level security;
create policy community_corrections_appraisal_scope on community_corrections_appraisal to fazhi_app using (
  bureau = (select current_setting('fazhi.bureau', true))
  and case when 'community-corrections' = any ((select string_to_array(current_setting('fazhi.lines', true), ','))::text[])
    and unit ^@ any ((select string_to_array(current_setting('fazhi.scope', true), ','))::text[])
    and (not sealed or (select current_setting('fazhi.clearance', true)) = 'sealed')
    then true else false end
);
grant select, insert, update on community_corrections_appraisal to fazhi_app;

-- 调查评估
create table community_corrections_assessment (
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
  commissioner text,
  letter_number text,
  received_on date,
  fast boolean,
  assessed text,
  juvenile boolean,
  proposed text,
  offence text,
  residence text,
  investigators text,
  findings text,
  extension integer,
  opinion text,
  opinion_on date,
  copied_on date,
  adopted boolean,
  decided_on date,
  returned_on date,
  return_reason text,
  primary key (bureau, id)
);
create index community_corrections_assessment_unit on community_corrections_assessment (bureau, unit, id);
create index community_corrections_assessment_number on community_corrections_assessment (bureau, number);
create index community_corrections_assessment_received_on on community_corrections_assessment (bureau, received_on, unit);
create index community_corrections_assessment_opinion_on on community_corrections_assessment (bureau, opinion_on, unit);
create index community_corrections_assessment_decided_on on community_corrections_assessment (bureau, decided_on, unit);
create index community_corrections_assessment_assessed on community_corrections_assessment (bureau, assessed, id);
create index community_corrections_assessment_proposed on community_corrections_assessment (bureau, proposed, id);
create index community_corrections_assessment_opinion on community_corrections_assessment (bureau, opinion, id);
alter table community_corrections_assessment enable row level security;
create policy community_corrections_assessment_scope on community_corrections_assessment to fazhi_app using (
  bureau = (select current_setting('fazhi.bureau', true))
  and case when 'community-corrections' = any ((select string_to_array(current_setting('fazhi.lines', true), ','))::text[])
    and unit ^@ any ((select string_to_array(current_setting('fazhi.scope', true), ','))::text[])
    and (not sealed or (select current_setting('fazhi.clearance', true)) = 'sealed')
    then true else false end
);
grant select, insert, update on community_corrections_assessment to fazhi_app;

-- 帮扶记录
create table community_corrections_assistance (
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
create index community_corrections_assistance_unit on community_corrections_assistance (bureau, unit, id);
create index community_corrections_assistance_parent on community_corrections_assistance (bureau, parent_id);
create index community_corrections_assistance_given_on on community_corrections_assistance (bureau, given_on, unit);
create index community_corrections_assistance_kind on community_corrections_assistance (bureau, kind, id);
alter table community_corrections_assistance enable row level security;
create policy community_corrections_assistance_scope on community_corrections_assistance to fazhi_app using (
  bureau = (select current_setting('fazhi.bureau', true))
  and case when 'community-corrections' = any ((select string_to_array(current_setting('fazhi.lines', true), ','))::text[])
    and unit ^@ any ((select string_to_array(current_setting('fazhi.scope', true), ','))::text[])
    and (not sealed or (select current_setting('fazhi.clearance', true)) = 'sealed')
    then true else false end
);
grant select, insert, update on community_corrections_assistance to fazhi_app;

-- 分类管理评估
create table community_corrections_classification (
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
  assessed_on date,
  management_class text,
  score integer,
  reasons text,
  primary key (bureau, id)
);
create index community_corrections_classification_unit on community_corrections_classification (bureau, unit, id);
create index community_corrections_classification_parent on community_corrections_classification (bureau, parent_id);
create index community_corrections_classification_management_class on community_corrections_classification (bureau, management_class, id);
alter table community_corrections_classification enable row level security;
create policy community_corrections_classification_scope on community_corrections_classification to fazhi_app using (
  bureau = (select current_setting('fazhi.bureau', true))
  and case when 'community-corrections' = any ((select string_to_array(current_setting('fazhi.lines', true), ','))::text[])
    and unit ^@ any ((select string_to_array(current_setting('fazhi.scope', true), ','))::text[])
    and (not sealed or (select current_setting('fazhi.clearance', true)) = 'sealed')
    then true else false end
);
grant select, insert, update on community_corrections_classification to fazhi_app;

-- 表扬
create table community_corrections_commendation (
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
  proposed_on date,
  merits text,
  decided_on date,
  decision text,
  published_on date,
  primary key (bureau, id)
);
create index community_corrections_commendation_unit on community_corrections_commendation (bureau, unit, id);
create index community_corrections_commendation_parent on community_corrections_commendation (bureau, parent_id);
create index community_corrections_commendation_decided_on on community_corrections_commendation (bureau, decided_on, unit);
create index community_corrections_commendation_decision on community_corrections_commendation (bureau, decision, id);
alter table community_corrections_commendation enable row level security;
create policy community_corrections_commendation_scope on community_corrections_commendation to fazhi_app using (
  bureau = (select current_setting('fazhi.bureau', true))
  and case when 'community-corrections' = any ((select string_to_array(current_setting('fazhi.lines', true), ','))::text[])
    and unit ^@ any ((select string_to_array(current_setting('fazhi.scope', true), ','))::text[])
    and (not sealed or (select current_setting('fazhi.clearance', true)) = 'sealed')
    then true else false end
);
grant select, insert, update on community_corrections_commendation to fazhi_app;

-- 通信联络与信息化核查
create table community_corrections_contact (
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
  contacted_on date,
  kind text,
  reached boolean,
  record text,
  primary key (bureau, id)
);
create index community_corrections_contact_unit on community_corrections_contact (bureau, unit, id);
create index community_corrections_contact_parent on community_corrections_contact (bureau, parent_id);
create index community_corrections_contact_contacted_on on community_corrections_contact (bureau, contacted_on, unit);
create index community_corrections_contact_kind on community_corrections_contact (bureau, kind, id);
alter table community_corrections_contact enable row level security;
create policy community_corrections_contact_scope on community_corrections_contact to fazhi_app using (
  bureau = (select current_setting('fazhi.bureau', true))
  and case when 'community-corrections' = any ((select string_to_array(current_setting('fazhi.lines', true), ','))::text[])
    and unit ^@ any ((select string_to_array(current_setting('fazhi.scope', true), ','))::text[])
    and (not sealed or (select current_setting('fazhi.clearance', true)) = 'sealed')
    then true else false end
);
grant select, insert, update on community_corrections_contact to fazhi_app;

-- 被限制人身自由
create table community_corrections_detention (
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
  kind text,
  organ text,
  starts_on date,
  told_on date,
  cause text,
  ended_on date,
  outcome text,
  primary key (bureau, id)
);
create index community_corrections_detention_unit on community_corrections_detention (bureau, unit, id);
create index community_corrections_detention_parent on community_corrections_detention (bureau, parent_id);
create index community_corrections_detention_starts_on on community_corrections_detention (bureau, starts_on, unit);
create index community_corrections_detention_ended_on on community_corrections_detention (bureau, ended_on, unit);
create index community_corrections_detention_kind on community_corrections_detention (bureau, kind, id);
alter table community_corrections_detention enable row level security;
create policy community_corrections_detention_scope on community_corrections_detention to fazhi_app using (
  bureau = (select current_setting('fazhi.bureau', true))
  and case when 'community-corrections' = any ((select string_to_array(current_setting('fazhi.lines', true), ','))::text[])
    and unit ^@ any ((select string_to_array(current_setting('fazhi.scope', true), ','))::text[])
    and (not sealed or (select current_setting('fazhi.clearance', true)) = 'sealed')
    then true else false end
);
grant select, insert, update on community_corrections_detention to fazhi_app;

-- 教育记录
create table community_corrections_education (
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
  attended_on date,
  kind text,
  topic text,
  hours numeric,
  session uuid,
  apart boolean,
  record text,
  primary key (bureau, id)
);
create index community_corrections_education_unit on community_corrections_education (bureau, unit, id);
create index community_corrections_education_parent on community_corrections_education (bureau, parent_id);
create index community_corrections_education_attended_on on community_corrections_education (bureau, attended_on, unit);
create index community_corrections_education_kind on community_corrections_education (bureau, kind, id);
create index community_corrections_education_session on community_corrections_education (bureau, session);
alter table community_corrections_education enable row level security;
create policy community_corrections_education_scope on community_corrections_education to fazhi_app using (
  bureau = (select current_setting('fazhi.bureau', true))
  and case when 'community-corrections' = any ((select string_to_array(current_setting('fazhi.lines', true), ','))::text[])
    and unit ^@ any ((select string_to_array(current_setting('fazhi.scope', true), ','))::text[])
    and (not sealed or (select current_setting('fazhi.clearance', true)) = 'sealed')
    then true else false end
);
grant select, insert, update on community_corrections_education to fazhi_app;

-- 法定不准出境报备
create table community_corrections_exit_ban (
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
  filed_on date,
  authority text,
  valid_until date,
  papers_held boolean,
  lifted_on date,
  primary key (bureau, id)
);
create index community_corrections_exit_ban_unit on community_corrections_exit_ban (bureau, unit, id);
create index community_corrections_exit_ban_parent on community_corrections_exit_ban (bureau, parent_id);
alter table community_corrections_exit_ban enable row level security;
create policy community_corrections_exit_ban_scope on community_corrections_exit_ban to fazhi_app using (
  bureau = (select current_setting('fazhi.bureau', true))
  and case when 'community-corrections' = any ((select string_to_array(current_setting('fazhi.lines', true), ','))::text[])
    and unit ^@ any ((select string_to_array(current_setting('fazhi.scope', true), ','))::text[])
    and (not sealed or (select current_setting('fazhi.clearance', true)) = 'sealed')
    then true else false end
);
grant select, insert, update on community_corrections_exit_ban to fazhi_app;

-- 迁入征求意见
create table community_corrections_inquiry (
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
  asker text,
  asked_on date,
  residence text,
  findings text,
  answered_on date,
  answer text,
  primary key (bureau, id)
);
create index community_corrections_inquiry_unit on community_corrections_inquiry (bureau, unit, id);
create index community_corrections_inquiry_answer on community_corrections_inquiry (bureau, answer, id);
alter table community_corrections_inquiry enable row level security;
create policy community_corrections_inquiry_scope on community_corrections_inquiry to fazhi_app using (
  bureau = (select current_setting('fazhi.bureau', true))
  and case when 'community-corrections' = any ((select string_to_array(current_setting('fazhi.lines', true), ','))::text[])
    and unit ^@ any ((select string_to_array(current_setting('fazhi.scope', true), ','))::text[])
    and (not sealed or (select current_setting('fazhi.clearance', true)) = 'sealed')
    then true else false end
);
grant select, insert, update on community_corrections_inquiry to fazhi_app;

-- 外出审批
create table community_corrections_leave (
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
  applied_on date,
  reason text,
  explanation text,
  origin text,
  destination text,
  from_on date,
  until_on date,
  days integer,
  days_in_two_months integer,
  tier text,
  checked_on date,
  findings text,
  guarantor text,
  station_opinion text,
  forwarded_on date,
  decided_on date,
  decision text,
  refusal text,
  filed_on date,
  told_on date,
  procuracy_told_on date,
  extended_on date,
  extension text,
  returned_on date,
  cancelled_on date,
  closed_on date,
  primary key (bureau, id)
);
create index community_corrections_leave_unit on community_corrections_leave (bureau, unit, id);
create index community_corrections_leave_parent on community_corrections_leave (bureau, parent_id);
create index community_corrections_leave_number on community_corrections_leave (bureau, number);
create index community_corrections_leave_decided_on on community_corrections_leave (bureau, decided_on, unit);
create index community_corrections_leave_reason on community_corrections_leave (bureau, reason, id);
create index community_corrections_leave_tier on community_corrections_leave (bureau, tier, id);
create index community_corrections_leave_decision on community_corrections_leave (bureau, decision, id);
alter table community_corrections_leave enable row level security;
create policy community_corrections_leave_scope on community_corrections_leave to fazhi_app using (
  bureau = (select current_setting('fazhi.bureau', true))
  and case when 'community-corrections' = any ((select string_to_array(current_setting('fazhi.lines', true), ','))::text[])
    and unit ^@ any ((select string_to_array(current_setting('fazhi.scope', true), ','))::text[])
    and (not sealed or (select current_setting('fazhi.clearance', true)) = 'sealed')
    then true else false end
);
grant select, insert, update on community_corrections_leave to fazhi_app;

-- 会客审批
create table community_corrections_meeting (
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
  applied_on date,
  relation text,
  visitor text,
  reason text,
  planned_on date,
  place text,
  decided_on date,
  decision text,
  opinion text,
  primary key (bureau, id)
);
create index community_corrections_meeting_unit on community_corrections_meeting (bureau, unit, id);
create index community_corrections_meeting_parent on community_corrections_meeting (bureau, parent_id);
create index community_corrections_meeting_relation on community_corrections_meeting (bureau, relation, id);
create index community_corrections_meeting_decision on community_corrections_meeting (bureau, decision, id);
alter table community_corrections_meeting enable row level security;
create policy community_corrections_meeting_scope on community_corrections_meeting to fazhi_app using (
  bureau = (select current_setting('fazhi.bureau', true))
  and case when 'community-corrections' = any ((select string_to_array(current_setting('fazhi.lines', true), ','))::text[])
    and unit ^@ any ((select string_to_array(current_setting('fazhi.scope', true), ','))::text[])
    and (not sealed or (select current_setting('fazhi.clearance', true)) = 'sealed')
    then true else false end
);
grant select, insert, update on community_corrections_meeting to fazhi_app;

-- 矫正小组成员
create table community_corrections_member (
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
  name text,
  kind text,
  woman boolean,
  knows_minors boolean,
  duty text,
  account uuid,
  joined_on date,
  pledged_on date,
  left_on date,
  leave_reason text,
  primary key (bureau, id)
);
create index community_corrections_member_unit on community_corrections_member (bureau, unit, id);
create index community_corrections_member_parent on community_corrections_member (bureau, parent_id);
create index community_corrections_member_kind on community_corrections_member (bureau, kind, id);
alter table community_corrections_member enable row level security;
create policy community_corrections_member_scope on community_corrections_member to fazhi_app using (
  bureau = (select current_setting('fazhi.bureau', true))
  and case when 'community-corrections' = any ((select string_to_array(current_setting('fazhi.lines', true), ','))::text[])
    and unit ^@ any ((select string_to_array(current_setting('fazhi.scope', true), ','))::text[])
    and (not sealed or (select current_setting('fazhi.clearance', true)) = 'sealed')
    then true else false end
);
grant select, insert, update on community_corrections_member to fazhi_app;

-- 治安管理处罚建议
create table community_corrections_penalty (
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
  misconduct text,
  proposed_on date,
  police text,
  copied_on date,
  decided_on date,
  result text,
  decision_number text,
  primary key (bureau, id)
);
create index community_corrections_penalty_unit on community_corrections_penalty (bureau, unit, id);
create index community_corrections_penalty_parent on community_corrections_penalty (bureau, parent_id);
create index community_corrections_penalty_proposed_on on community_corrections_penalty (bureau, proposed_on, unit);
create index community_corrections_penalty_decided_on on community_corrections_penalty (bureau, decided_on, unit);
create index community_corrections_penalty_result on community_corrections_penalty (bureau, result, id);
alter table community_corrections_penalty enable row level security;
create policy community_corrections_penalty_scope on community_corrections_penalty to fazhi_app using (
  bureau = (select current_setting('fazhi.bureau', true))
  and case when 'community-corrections' = any ((select string_to_array(current_setting('fazhi.lines', true), ','))::text[])
    and unit ^@ any ((select string_to_array(current_setting('fazhi.scope', true), ','))::text[])
    and (not sealed or (select current_setting('fazhi.clearance', true)) = 'sealed')
    then true else false end
);
grant select, insert, update on community_corrections_penalty to fazhi_app;

-- 经常性跨市县活动审批
create table community_corrections_permit (
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
  applied_on date,
  reason text,
  explanation text,
  places text,
  findings text,
  decided_on date,
  decision text,
  refusal text,
  valid_until date,
  ended_on date,
  primary key (bureau, id)
);
create index community_corrections_permit_unit on community_corrections_permit (bureau, unit, id);
create index community_corrections_permit_parent on community_corrections_permit (bureau, parent_id);
create index community_corrections_permit_reason on community_corrections_permit (bureau, reason, id);
alter table community_corrections_permit enable row level security;
create policy community_corrections_permit_scope on community_corrections_permit to fazhi_app using (
  bureau = (select current_setting('fazhi.bureau', true))
  and case when 'community-corrections' = any ((select string_to_array(current_setting('fazhi.lines', true), ','))::text[])
    and unit ^@ any ((select string_to_array(current_setting('fazhi.scope', true), ','))::text[])
    and (not sealed or (select current_setting('fazhi.clearance', true)) = 'sealed')
    then true else false end
);
grant select, insert, update on community_corrections_permit to fazhi_app;

-- 社区矫正对象
create table community_corrections_person (
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
  category text,
  entry text,
  sex text,
  born_on date,
  minor boolean,
  juvenile boolean,
  household text,
  residence text,
  health text,
  assessment uuid,
  organ_kind text,
  organ text,
  effective_on date,
  notified_on date,
  papers_on date,
  receipt_on date,
  judgment_number text,
  judged_on date,
  crime text,
  offence text,
  facts text,
  sentence text,
  sentence_term text,
  additional text[],
  circumstance text,
  years integer,
  months integer,
  days integer,
  credit_days integer,
  sentence_end_on date,
  uncounted_days integer,
  term_from date,
  term_to date,
  term_note text,
  term_reason text,
  reported_on date,
  missing_on date,
  missing_end_on date,
  due_on date,
  entered_on date,
  file_on date,
  announced_on date,
  move_decided_on date,
  moved_from text,
  management_class text,
  class_on date,
  planned_on date,
  prohibited boolean,
  last_report_on date,
  last_visit_on date,
  last_contact_on date,
  last_education_on date,
  last_service_on date,
  last_health_on date,
  last_review_on date,
  away_until date,
  permit_until date,
  positioned_until date,
  lost_on date,
  detained_on date,
  pending_on date,
  detentions jsonb,
  exit_ban_on date,
  commendations integer,
  admonitions integer,
  warnings integer,
  penalties integer,
  reoffended_on date,
  summary_on date,
  final_appraisal text,
  help_advice text,
  left_on date,
  exit text,
  release_reason text,
  end_reason text,
  decision_number text,
  moved_to text,
  handover text,
  excuse text,
  exit_note text,
  archived_on date,
  primary key (bureau, id)
);
create index community_corrections_person_unit on community_corrections_person (bureau, unit, id);
create index community_corrections_person_number on community_corrections_person (bureau, number);
create index community_corrections_person_entered_on on community_corrections_person (bureau, entered_on, unit);
create index community_corrections_person_left_on on community_corrections_person (bureau, left_on, unit);
create index community_corrections_person_file_on on community_corrections_person (bureau, file_on, unit);
create index community_corrections_person_missing_on on community_corrections_person (bureau, missing_on, unit);
create index community_corrections_person_missing_end_on on community_corrections_person (bureau, missing_end_on, unit);
create index community_corrections_person_due_on on community_corrections_person (bureau, due_on, unit);
create index community_corrections_person_reoffended_on on community_corrections_person (bureau, reoffended_on, unit);
create index community_corrections_person_category on community_corrections_person (bureau, category, id);
create index community_corrections_person_assessment on community_corrections_person (bureau, assessment);
create index community_corrections_person_management_class on community_corrections_person (bureau, management_class, id);
create index community_corrections_person_exit on community_corrections_person (bureau, exit, id);
alter table community_corrections_person enable row level security;
create policy community_corrections_person_scope on community_corrections_person to fazhi_app using (
  bureau = (select current_setting('fazhi.bureau', true))
  and case when 'community-corrections' = any ((select string_to_array(current_setting('fazhi.lines', true), ','))::text[])
    and unit ^@ any ((select string_to_array(current_setting('fazhi.scope', true), ','))::text[])
    and (not sealed or (select current_setting('fazhi.clearance', true)) = 'sealed')
    then true else false end
);
grant select, insert, update on community_corrections_person to fazhi_app;

-- 矫正方案
create table community_corrections_plan (
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
  made_on date,
  edition integer,
  situation text,
  needs text,
  measures text,
  change text,
  primary key (bureau, id)
);
create index community_corrections_plan_unit on community_corrections_plan (bureau, unit, id);
create index community_corrections_plan_parent on community_corrections_plan (bureau, parent_id);
alter table community_corrections_plan enable row level security;
create policy community_corrections_plan_scope on community_corrections_plan to fazhi_app using (
  bureau = (select current_setting('fazhi.bureau', true))
  and case when 'community-corrections' = any ((select string_to_array(current_setting('fazhi.lines', true), ','))::text[])
    and unit ^@ any ((select string_to_array(current_setting('fazhi.scope', true), ','))::text[])
    and (not sealed or (select current_setting('fazhi.clearance', true)) = 'sealed')
    then true else false end
);
grant select, insert, update on community_corrections_plan to fazhi_app;

-- 使用电子定位装置审批
create table community_corrections_positioning (
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
  applied_on date,
  ground text,
  explanation text,
  approved_on date,
  decision text,
  refusal text,
  told_on date,
  device text,
  device_number text,
  worn_on date,
  current_from date,
  valid_until date,
  renewals integer,
  assessed_on date,
  assessment text,
  ended_on date,
  end_note text,
  primary key (bureau, id)
);
create index community_corrections_positioning_unit on community_corrections_positioning (bureau, unit, id);
create index community_corrections_positioning_parent on community_corrections_positioning (bureau, parent_id);
create index community_corrections_positioning_worn_on on community_corrections_positioning (bureau, worn_on, unit);
create index community_corrections_positioning_ended_on on community_corrections_positioning (bureau, ended_on, unit);
create index community_corrections_positioning_approved_on on community_corrections_positioning (bureau, approved_on, unit);
create index community_corrections_positioning_ground on community_corrections_positioning (bureau, ground, id);
alter table community_corrections_positioning enable row level security;
create policy community_corrections_positioning_scope on community_corrections_positioning to fazhi_app using (
  bureau = (select current_setting('fazhi.bureau', true))
  and case when 'community-corrections' = any ((select string_to_array(current_setting('fazhi.lines', true), ','))::text[])
    and unit ^@ any ((select string_to_array(current_setting('fazhi.scope', true), ','))::text[])
    and (not sealed or (select current_setting('fazhi.clearance', true)) = 'sealed')
    then true else false end
);
grant select, insert, update on community_corrections_positioning to fazhi_app;

-- 禁止令
create table community_corrections_prohibition (
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
  kind text,
  content text,
  court text,
  starts_on date,
  ends_on date,
  breaches integer,
  breached_on date,
  breach text,
  ended_on date,
  primary key (bureau, id)
);
create index community_corrections_prohibition_unit on community_corrections_prohibition (bureau, unit, id);
create index community_corrections_prohibition_parent on community_corrections_prohibition (bureau, parent_id);
create index community_corrections_prohibition_kind on community_corrections_prohibition (bureau, kind, id);
alter table community_corrections_prohibition enable row level security;
create policy community_corrections_prohibition_scope on community_corrections_prohibition to fazhi_app using (
  bureau = (select current_setting('fazhi.bureau', true))
  and case when 'community-corrections' = any ((select string_to_array(current_setting('fazhi.lines', true), ','))::text[])
    and unit ^@ any ((select string_to_array(current_setting('fazhi.scope', true), ','))::text[])
    and (not sealed or (select current_setting('fazhi.clearance', true)) = 'sealed')
    then true else false end
);
grant select, insert, update on community_corrections_prohibition to fazhi_app;

-- 提请建议
create table community_corrections_proposal (
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
  kind text,
  ground text,
  reasons text,
  to_organ text,
  proposed_on date,
  copied_on date,
  forwarded_on date,
  accepted_on date,
  decided_on date,
  decision text,
  decision_number text,
  new_term_to date,
  withdrawn_on date,
  withdrawal text,
  heard boolean,
  primary key (bureau, id)
);
create index community_corrections_proposal_unit on community_corrections_proposal (bureau, unit, id);
create index community_corrections_proposal_parent on community_corrections_proposal (bureau, parent_id);
create index community_corrections_proposal_number on community_corrections_proposal (bureau, number);
create index community_corrections_proposal_proposed_on on community_corrections_proposal (bureau, proposed_on, unit);
create index community_corrections_proposal_decided_on on community_corrections_proposal (bureau, decided_on, unit);
create index community_corrections_proposal_kind on community_corrections_proposal (bureau, kind, id);
create index community_corrections_proposal_ground on community_corrections_proposal (bureau, ground, id);
create index community_corrections_proposal_decision on community_corrections_proposal (bureau, decision, id);
alter table community_corrections_proposal enable row level security;
create policy community_corrections_proposal_scope on community_corrections_proposal to fazhi_app using (
  bureau = (select current_setting('fazhi.bureau', true))
  and case when 'community-corrections' = any ((select string_to_array(current_setting('fazhi.lines', true), ','))::text[])
    and unit ^@ any ((select string_to_array(current_setting('fazhi.scope', true), ','))::text[])
    and (not sealed or (select current_setting('fazhi.clearance', true)) = 'sealed')
    then true else false end
);
grant select, insert, update on community_corrections_proposal to fazhi_app;

-- 矫正对象报告
create table community_corrections_report (
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
  reported_on date,
  kind text,
  content text,
  answer text,
  primary key (bureau, id)
);
create index community_corrections_report_unit on community_corrections_report (bureau, unit, id);
create index community_corrections_report_parent on community_corrections_report (bureau, parent_id);
create index community_corrections_report_reported_on on community_corrections_report (bureau, reported_on, unit);
create index community_corrections_report_kind on community_corrections_report (bureau, kind, id);
alter table community_corrections_report enable row level security;
create policy community_corrections_report_scope on community_corrections_report to fazhi_app using (
  bureau = (select current_setting('fazhi.bureau', true))
  and case when 'community-corrections' = any ((select string_to_array(current_setting('fazhi.lines', true), ','))::text[])
    and unit ^@ any ((select string_to_array(current_setting('fazhi.scope', true), ','))::text[])
    and (not sealed or (select current_setting('fazhi.clearance', true)) = 'sealed')
    then true else false end
);
grant select, insert, update on community_corrections_report to fazhi_app;

-- 进入特定区域（场所）审批
create table community_corrections_restricted_entry (
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
  applied_on date,
  place text,
  reason text,
  planned_on date,
  station_opinion text,
  decided_on date,
  decision text,
  opinion text,
  told_on date,
  primary key (bureau, id)
);
create index community_corrections_restricted_entry_unit on community_corrections_restricted_entry (bureau, unit, id);
create index community_corrections_restricted_entry_parent on community_corrections_restricted_entry (bureau, parent_id);
create index community_corrections_restricted_entry_decision on community_corrections_restricted_entry (bureau, decision, id);
alter table community_corrections_restricted_entry enable row level security;
create policy community_corrections_restricted_entry_scope on community_corrections_restricted_entry to fazhi_app using (
  bureau = (select current_setting('fazhi.bureau', true))
  and case when 'community-corrections' = any ((select string_to_array(current_setting('fazhi.lines', true), ','))::text[])
    and unit ^@ any ((select string_to_array(current_setting('fazhi.scope', true), ','))::text[])
    and (not sealed or (select current_setting('fazhi.clearance', true)) = 'sealed')
    then true else false end
);
grant select, insert, update on community_corrections_restricted_entry to fazhi_app;

-- 病情复查
create table community_corrections_review (
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
  reviewed_on date,
  hospital text,
  findings text,
  ceased boolean,
  copied_on date,
  primary key (bureau, id)
);
create index community_corrections_review_unit on community_corrections_review (bureau, unit, id);
create index community_corrections_review_parent on community_corrections_review (bureau, parent_id);
alter table community_corrections_review enable row level security;
create policy community_corrections_review_scope on community_corrections_review to fazhi_app using (
  bureau = (select current_setting('fazhi.bureau', true))
  and case when 'community-corrections' = any ((select string_to_array(current_setting('fazhi.lines', true), ','))::text[])
    and unit ^@ any ((select string_to_array(current_setting('fazhi.scope', true), ','))::text[])
    and (not sealed or (select current_setting('fazhi.clearance', true)) = 'sealed')
    then true else false end
);
grant select, insert, update on community_corrections_review to fazhi_app;

-- 失联查找
create table community_corrections_search (
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
  kind text,
  missed_on date,
  circumstances text,
  last_attempt_on date,
  attempts integer,
  attempt_log text,
  police_told_on date,
  organ_told_on date,
  procuracy_told_on date,
  ended_on date,
  result text,
  days_away integer,
  finding text,
  primary key (bureau, id)
);
create index community_corrections_search_unit on community_corrections_search (bureau, unit, id);
create index community_corrections_search_parent on community_corrections_search (bureau, parent_id);
create index community_corrections_search_missed_on on community_corrections_search (bureau, missed_on, unit);
create index community_corrections_search_ended_on on community_corrections_search (bureau, ended_on, unit);
create index community_corrections_search_kind on community_corrections_search (bureau, kind, id);
create index community_corrections_search_result on community_corrections_search (bureau, result, id);
alter table community_corrections_search enable row level security;
create policy community_corrections_search_scope on community_corrections_search to fazhi_app using (
  bureau = (select current_setting('fazhi.bureau', true))
  and case when 'community-corrections' = any ((select string_to_array(current_setting('fazhi.lines', true), ','))::text[])
    and unit ^@ any ((select string_to_array(current_setting('fazhi.scope', true), ','))::text[])
    and (not sealed or (select current_setting('fazhi.clearance', true)) = 'sealed')
    then true else false end
);
grant select, insert, update on community_corrections_search to fazhi_app;

-- 公益活动
create table community_corrections_service (
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
  served_on date,
  content text,
  place text,
  hours numeric,
  apart boolean,
  primary key (bureau, id)
);
create index community_corrections_service_unit on community_corrections_service (bureau, unit, id);
create index community_corrections_service_parent on community_corrections_service (bureau, parent_id);
create index community_corrections_service_served_on on community_corrections_service (bureau, served_on, unit);
alter table community_corrections_service enable row level security;
create policy community_corrections_service_scope on community_corrections_service to fazhi_app using (
  bureau = (select current_setting('fazhi.bureau', true))
  and case when 'community-corrections' = any ((select string_to_array(current_setting('fazhi.lines', true), ','))::text[])
    and unit ^@ any ((select string_to_array(current_setting('fazhi.scope', true), ','))::text[])
    and (not sealed or (select current_setting('fazhi.clearance', true)) = 'sealed')
    then true else false end
);
grant select, insert, update on community_corrections_service to fazhi_app;

-- 集体教育活动
create table community_corrections_session (
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
  topic text,
  kind text,
  place text,
  hours numeric,
  for_minors boolean,
  teacher text,
  remarks text,
  primary key (bureau, id)
);
create index community_corrections_session_unit on community_corrections_session (bureau, unit, id);
create index community_corrections_session_held_on on community_corrections_session (bureau, held_on, unit);
create index community_corrections_session_kind on community_corrections_session (bureau, kind, id);
alter table community_corrections_session enable row level security;
create policy community_corrections_session_scope on community_corrections_session to fazhi_app using (
  bureau = (select current_setting('fazhi.bureau', true))
  and case when 'community-corrections' = any ((select string_to_array(current_setting('fazhi.lines', true), ','))::text[])
    and unit ^@ any ((select string_to_array(current_setting('fazhi.scope', true), ','))::text[])
    and (not sealed or (select current_setting('fazhi.clearance', true)) = 'sealed')
    then true else false end
);
grant select, insert, update on community_corrections_session to fazhi_app;

-- 执行地变更
create table community_corrections_transfer (
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
  applied_on date,
  reason text,
  destination text,
  new_address text,
  station_on date,
  station_opinion text,
  asked_on date,
  answered_on date,
  answer text,
  decided_on date,
  decision text,
  refusal text,
  told_on date,
  files_on date,
  arrived_on date,
  primary key (bureau, id)
);
create index community_corrections_transfer_unit on community_corrections_transfer (bureau, unit, id);
create index community_corrections_transfer_parent on community_corrections_transfer (bureau, parent_id);
create index community_corrections_transfer_decided_on on community_corrections_transfer (bureau, decided_on, unit);
create index community_corrections_transfer_answer on community_corrections_transfer (bureau, answer, id);
create index community_corrections_transfer_decision on community_corrections_transfer (bureau, decision, id);
alter table community_corrections_transfer enable row level security;
create policy community_corrections_transfer_scope on community_corrections_transfer to fazhi_app using (
  bureau = (select current_setting('fazhi.bureau', true))
  and case when 'community-corrections' = any ((select string_to_array(current_setting('fazhi.lines', true), ','))::text[])
    and unit ^@ any ((select string_to_array(current_setting('fazhi.scope', true), ','))::text[])
    and (not sealed or (select current_setting('fazhi.clearance', true)) = 'sealed')
    then true else false end
);
grant select, insert, update on community_corrections_transfer to fazhi_app;

-- 实地查访
create table community_corrections_visit (
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
  kind text,
  place text,
  met boolean,
  record text,
  primary key (bureau, id)
);
create index community_corrections_visit_unit on community_corrections_visit (bureau, unit, id);
create index community_corrections_visit_parent on community_corrections_visit (bureau, parent_id);
create index community_corrections_visit_visited_on on community_corrections_visit (bureau, visited_on, unit);
create index community_corrections_visit_kind on community_corrections_visit (bureau, kind, id);
alter table community_corrections_visit enable row level security;
create policy community_corrections_visit_scope on community_corrections_visit to fazhi_app using (
  bureau = (select current_setting('fazhi.bureau', true))
  and case when 'community-corrections' = any ((select string_to_array(current_setting('fazhi.lines', true), ','))::text[])
    and unit ^@ any ((select string_to_array(current_setting('fazhi.scope', true), ','))::text[])
    and (not sealed or (select current_setting('fazhi.clearance', true)) = 'sealed')
    then true else false end
);
grant select, insert, update on community_corrections_visit to fazhi_app;

-- 警告
create table community_corrections_warning (
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
  ground text,
  misconduct text,
  verified_on date,
  decided_on date,
  decision text,
  served_on date,
  primary key (bureau, id)
);
create index community_corrections_warning_unit on community_corrections_warning (bureau, unit, id);
create index community_corrections_warning_parent on community_corrections_warning (bureau, parent_id);
create index community_corrections_warning_decided_on on community_corrections_warning (bureau, decided_on, unit);
create index community_corrections_warning_ground on community_corrections_warning (bureau, ground, id);
create index community_corrections_warning_decision on community_corrections_warning (bureau, decision, id);
alter table community_corrections_warning enable row level security;
create policy community_corrections_warning_scope on community_corrections_warning to fazhi_app using (
  bureau = (select current_setting('fazhi.bureau', true))
  and case when 'community-corrections' = any ((select string_to_array(current_setting('fazhi.lines', true), ','))::text[])
    and unit ^@ any ((select string_to_array(current_setting('fazhi.scope', true), ','))::text[])
    and (not sealed or (select current_setting('fazhi.clearance', true)) = 'sealed')
    then true else false end
);
grant select, insert, update on community_corrections_warning to fazhi_app;
