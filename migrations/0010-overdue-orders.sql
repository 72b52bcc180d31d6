-- 「督办单」 One order for each deadline that has passed. Here is only its number and its answer: what it is about stands in the clock and the record, behind
-- their walls. A clock that is moved and passes again gets another order.
create table overdue_order (
  bureau text not null,
  record_id uuid not null,
  key text not null,
  since text not null,
  -- The day that passed.
  due text not null,
  number text not null,
  raised_on date not null,
  at timestamptz not null,
  answer text,
  answered_at timestamptz,
  answered_by uuid,
  primary key (bureau, record_id, key, since, due),
  unique (bureau, number),
  foreign key (bureau, record_id, key, since) references deadline (bureau, record_id, key, since)
);
create index overdue_order_at on overdue_order (bureau, at desc);
alter table overdue_order enable row level security;
create policy overdue_order_bureau on overdue_order to fazhi_app using (bureau = (select current_setting('fazhi.bureau', true)));
grant select, insert on overdue_order to fazhi_app;
grant update (answer, answered_at, answered_by) on overdue_order to fazhi_app;
