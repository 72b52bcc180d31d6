-- What a person applies for by his own account, beside leave and regular trips: another place, a meeting, a place that is barred to him.
create policy community_corrections_meeting_own on community_corrections_meeting to fazhi_app using (
  bureau = (select current_setting('fazhi.bureau', true))
  and parent_id = any ((select string_to_array(current_setting('fazhi.own', true), ','))::uuid[])
);
create policy community_corrections_restricted_entry_own on community_corrections_restricted_entry to fazhi_app using (
  bureau = (select current_setting('fazhi.bureau', true))
  and parent_id = any ((select string_to_array(current_setting('fazhi.own', true), ','))::uuid[])
);
create policy community_corrections_transfer_own on community_corrections_transfer to fazhi_app using (
  bureau = (select current_setting('fazhi.bureau', true))
  and parent_id = any ((select string_to_array(current_setting('fazhi.own', true), ','))::uuid[])
);
