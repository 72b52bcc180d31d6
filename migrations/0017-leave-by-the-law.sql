alter table community_corrections_leave add column by_the_law boolean;
