-- 安置帮教的月度衔接流程：监所收押、预释放名单、摸排、未衔接名单上报和终结；婚姻状况、帮教责任人。
alter table resettlement_person
  add column marital text,
  add column taken_in_on date,
  add column short_sentence boolean,
  add column roster_on date,
  add column prepared_on date,
  add column unlinked_reported_on date,
  add column search_ended_on date,
  add column search_end text,
  add column responsible text;
