alter table community_corrections_assessment add column employer text;

alter table community_corrections_assessment add column crime text;

alter table community_corrections_assessment add column court text;

alter table community_corrections_assessment add column judged_on date;

alter table community_corrections_assessment add column sentence text;

alter table community_corrections_assessment add column sentence_term text;

alter table community_corrections_assessment add column sentence_from date;

alter table community_corrections_assessment add column sentence_end_on date;

alter table community_corrections_assessment add column additional text[];

alter table community_corrections_leave add column short_notice boolean;

alter table community_corrections_person add column notice_number text;

alter table community_corrections_person add column notice_on date;

alter table community_corrections_person add column handing_kind text;

alter table community_corrections_person add column handing_organ text;

alter table community_corrections_person add column paper_kind text;

alter table community_corrections_person add column sentence_from date;

alter table community_corrections_person add column review_extension integer;

-- 病情复查延期审批
create table community_corrections_postponement (
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
  until_on date,
  reason text,
  days integer,
  tier text,
  forwarded_on date,
  decided_on date,
  decision text,
  refusal text,
  procuracy_told_on date,
  primary key (bureau, id)
);
create index community_corrections_postponement_unit on community_corrections_postponement (bureau, unit, id);
create index community_corrections_postponement_parent on community_corrections_postponement (bureau, parent_id);
create index community_corrections_postponement_tier on community_corrections_postponement (bureau, tier, id);
create index community_corrections_postponement_decision on community_corrections_postponement (bureau, decision, id);
alter table community_corrections_postponement enable row level security;
create policy community_corrections_postponement_scope on community_corrections_postponement to fazhi_app using (
  bureau = (select current_setting('fazhi.bureau', true))
  and case when 'community-corrections' = any ((select string_to_array(current_setting('fazhi.lines', true), ','))::text[])
    and unit ^@ any ((select string_to_array(current_setting('fazhi.scope', true), ','))::text[])
    and (not sealed or (select current_setting('fazhi.clearance', true)) = 'sealed')
    then true else false end
);
grant select, insert, update on community_corrections_postponement to fazhi_app;

alter table community_corrections_transfer add column moves_on date;

alter table community_corrections_transfer add column short_notice boolean;
