-- The index by pairs of characters answers a two-character word at once, but a wall would keep the planner from it: whether a text matches
-- is not a leakproof question. So candidates come from here, as bare ids; what is shown of them is read behind the walls.
create function fazhi_matches(wanted tsquery, most integer) returns setof uuid
  language sql stable security definer set search_path = public
  as $$
    select record_id from search_doc
    where bureau = current_setting('fazhi.bureau', true) and pairs @@ wanted
    order by record_id desc limit most
  $$;
revoke all on function fazhi_matches(tsquery, integer) from public;
grant execute on function fazhi_matches(tsquery, integer) to fazhi_app;

-- One person, one identity number; a merged entry keeps its own.
create unique index person_one_identity on person (bureau, identity_index) where merged_into is null;
