-- The caseload: whoever was not seen for longest, whose term ends first, among those who are on the books.
create index community_corrections_person_by_last_contact_on on community_corrections_person (bureau, last_contact_on, id);
create index community_corrections_person_by_term_to on community_corrections_person (bureau, term_to, id);
create index community_corrections_person_stage on community_corrections_person (bureau, stage, unit);
-- What one office owes, found by the office.
create index deadline_open_unit on deadline (bureau, unit, due) where state = 'open';
