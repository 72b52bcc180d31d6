-- A person of whom records are kept may have an account of his own, bound to his entry in the register.
alter table account add column person uuid;
alter table account add foreign key (bureau, person) references person (bureau, id);
create unique index account_person on account (bureau, person);

-- What follows the record it belongs to (into another unit, under its seal) has an event that says so.
alter table event drop constraint event_kind_check;
alter table event add constraint event_kind_check check (kind in ('step', 'correct', 'void', 'look', 'document', 'file', 'deadline', 'import', 'follow'));

-- What the person handed in himself, and how it was checked.
alter table community_corrections_report add column checked_on date;
alter table community_corrections_report add column refusal text;
alter table community_corrections_leave add column said_back_on date;

-- The narrow door in the wall: by his own account a person reaches the rows in which he takes part, of the types that are shown to him.
create policy deadline_own on deadline to fazhi_app using (
  bureau = (select current_setting('fazhi.bureau', true))
  and record_id = any ((select string_to_array(current_setting('fazhi.own', true), ','))::uuid[])
);
create policy community_corrections_education_own on community_corrections_education to fazhi_app using (
  bureau = (select current_setting('fazhi.bureau', true))
  and parent_id = any ((select string_to_array(current_setting('fazhi.own', true), ','))::uuid[])
);
create policy community_corrections_leave_own on community_corrections_leave to fazhi_app using (
  bureau = (select current_setting('fazhi.bureau', true))
  and parent_id = any ((select string_to_array(current_setting('fazhi.own', true), ','))::uuid[])
);
create policy community_corrections_permit_own on community_corrections_permit to fazhi_app using (
  bureau = (select current_setting('fazhi.bureau', true))
  and parent_id = any ((select string_to_array(current_setting('fazhi.own', true), ','))::uuid[])
);
create policy community_corrections_person_own on community_corrections_person to fazhi_app using (
  bureau = (select current_setting('fazhi.bureau', true))
  and id = any ((select string_to_array(current_setting('fazhi.own', true), ','))::uuid[])
);
create policy community_corrections_prohibition_own on community_corrections_prohibition to fazhi_app using (
  bureau = (select current_setting('fazhi.bureau', true))
  and parent_id = any ((select string_to_array(current_setting('fazhi.own', true), ','))::uuid[])
);
create policy community_corrections_report_own on community_corrections_report to fazhi_app using (
  bureau = (select current_setting('fazhi.bureau', true))
  and parent_id = any ((select string_to_array(current_setting('fazhi.own', true), ','))::uuid[])
);
create policy community_corrections_service_own on community_corrections_service to fazhi_app using (
  bureau = (select current_setting('fazhi.bureau', true))
  and parent_id = any ((select string_to_array(current_setting('fazhi.own', true), ','))::uuid[])
);
