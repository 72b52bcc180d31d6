-- The second wall for the shared tables. The application role owns nothing; a lost setting means no rows, never all rows.

alter table setting enable row level security;
create policy setting_bureau on setting to fazhi_app using (bureau in ((select current_setting('fazhi.bureau', true)), '000000'));
alter table unit enable row level security;
create policy unit_bureau on unit to fazhi_app using (bureau = (select current_setting('fazhi.bureau', true)));
alter table unit_counted enable row level security;
create policy unit_counted_bureau on unit_counted to fazhi_app using (bureau = (select current_setting('fazhi.bureau', true)));
alter table unit_successor enable row level security;
create policy unit_successor_bureau on unit_successor to fazhi_app using (bureau = (select current_setting('fazhi.bureau', true)));
alter table account enable row level security;
create policy account_bureau on account to fazhi_app using (bureau = (select current_setting('fazhi.bureau', true)));
alter table post_held enable row level security;
create policy post_held_bureau on post_held to fazhi_app using (bureau = (select current_setting('fazhi.bureau', true)));
alter table session enable row level security;
create policy session_bureau on session to fazhi_app using (bureau = (select current_setting('fazhi.bureau', true)));
alter table person enable row level security;
create policy person_bureau on person to fazhi_app using (bureau = (select current_setting('fazhi.bureau', true)));
alter table involvement enable row level security;
create policy involvement_bureau on involvement to fazhi_app using (bureau = (select current_setting('fazhi.bureau', true)));
alter table seal enable row level security;
create policy seal_bureau on seal to fazhi_app using (bureau = (select current_setting('fazhi.bureau', true)));
alter table deadline_change enable row level security;
create policy deadline_change_bureau on deadline_change to fazhi_app using (bureau = (select current_setting('fazhi.bureau', true)));
alter table counter enable row level security;
create policy counter_bureau on counter to fazhi_app using (bureau = (select current_setting('fazhi.bureau', true)));
alter table document_template enable row level security;
create policy document_template_bureau on document_template to fazhi_app using (bureau = (select current_setting('fazhi.bureau', true)));
alter table idempotency enable row level security;
create policy idempotency_bureau on idempotency to fazhi_app using (bureau = (select current_setting('fazhi.bureau', true)));
alter table outbox enable row level security;
create policy outbox_bureau on outbox to fazhi_app using (bureau = (select current_setting('fazhi.bureau', true)));
alter table notice enable row level security;
create policy notice_bureau on notice to fazhi_app using (bureau = (select current_setting('fazhi.bureau', true)));
alter table job enable row level security;
create policy job_bureau on job to fazhi_app using (bureau = (select current_setting('fazhi.bureau', true)));
alter table figure_cell enable row level security;
create policy figure_cell_bureau on figure_cell to fazhi_app using (bureau = (select current_setting('fazhi.bureau', true)));
alter table figure_mark enable row level security;
create policy figure_mark_bureau on figure_mark to fazhi_app using (bureau = (select current_setting('fazhi.bureau', true)));
alter table calendar_correction enable row level security;
create policy calendar_correction_bureau on calendar_correction to fazhi_app using (bureau = (select current_setting('fazhi.bureau', true)));
alter table calendar_year enable row level security;
create policy calendar_year_bureau on calendar_year to fazhi_app using (bureau = (select current_setting('fazhi.bureau', true)));
alter table law_file enable row level security;
create policy law_file_bureau on law_file to fazhi_app using (bureau = (select current_setting('fazhi.bureau', true)));
alter table parameter_value enable row level security;
create policy parameter_value_bureau on parameter_value to fazhi_app using (bureau = (select current_setting('fazhi.bureau', true)));
alter table audit enable row level security;
create policy audit_bureau on audit to fazhi_app using (bureau = (select current_setting('fazhi.bureau', true)));

-- Rows that hang on a record lie in the record's unit and line and share its seal.
alter table event enable row level security;
create policy event_scope on event to fazhi_app using (
  bureau = (select current_setting('fazhi.bureau', true))
  and case when split_part(record_type, '.', 1) = any ((select string_to_array(current_setting('fazhi.lines', true), ','))::text[])
    and unit ^@ any ((select string_to_array(current_setting('fazhi.scope', true), ','))::text[])
    and (not sealed or (select current_setting('fazhi.clearance', true)) = 'sealed')
    then true else false end
);
alter table deadline enable row level security;
create policy deadline_scope on deadline to fazhi_app using (
  bureau = (select current_setting('fazhi.bureau', true))
  and case when split_part(record_type, '.', 1) = any ((select string_to_array(current_setting('fazhi.lines', true), ','))::text[])
    and unit ^@ any ((select string_to_array(current_setting('fazhi.scope', true), ','))::text[])
    and (not sealed or (select current_setting('fazhi.clearance', true)) = 'sealed')
    then true else false end
);
alter table document enable row level security;
create policy document_scope on document to fazhi_app using (
  bureau = (select current_setting('fazhi.bureau', true))
  and case when split_part(record_type, '.', 1) = any ((select string_to_array(current_setting('fazhi.lines', true), ','))::text[])
    and unit ^@ any ((select string_to_array(current_setting('fazhi.scope', true), ','))::text[])
    and (not sealed or (select current_setting('fazhi.clearance', true)) = 'sealed')
    then true else false end
);
alter table attachment enable row level security;
create policy attachment_scope on attachment to fazhi_app using (
  bureau = (select current_setting('fazhi.bureau', true))
  and case when split_part(record_type, '.', 1) = any ((select string_to_array(current_setting('fazhi.lines', true), ','))::text[])
    and unit ^@ any ((select string_to_array(current_setting('fazhi.scope', true), ','))::text[])
    and (not sealed or (select current_setting('fazhi.clearance', true)) = 'sealed')
    then true else false end
);
alter table search_doc enable row level security;
create policy search_doc_scope on search_doc to fazhi_app using (
  bureau = (select current_setting('fazhi.bureau', true))
  and case when split_part(record_type, '.', 1) = any ((select string_to_array(current_setting('fazhi.lines', true), ','))::text[])
    and unit ^@ any ((select string_to_array(current_setting('fazhi.scope', true), ','))::text[])
    and (not sealed or (select current_setting('fazhi.clearance', true)) = 'sealed')
    then true else false end
);

-- What may be written: events, seals, audit, documents and changes of deadlines are only ever added; nothing is deleted but sessions, marks, cells and spent keys.
grant select, insert on event, seal, audit, deadline_change, document, document_template to fazhi_app;
-- A record that moves to another unit takes its history along: only these columns of the history may change.
grant update (unit, sealed) on event, document to fazhi_app;
grant select, insert, update on setting, unit, unit_counted, unit_successor, account, post_held, session, person, involvement, counter, idempotency, outbox, notice, job, figure_cell, figure_mark, calendar_correction, calendar_year, law_file, parameter_value, deadline, attachment, search_doc to fazhi_app;
grant delete on session, figure_mark, figure_cell, idempotency, involvement, post_held, unit_counted, calendar_correction to fazhi_app;
