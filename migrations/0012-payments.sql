-- 协议款项支付
create table mediation_payment (
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
  paid_on date,
  amount numeric(16,2),
  voucher text,
  primary key (bureau, id)
);
create index mediation_payment_unit on mediation_payment (bureau, unit, id);
create index mediation_payment_parent on mediation_payment (bureau, parent_id);
create index mediation_payment_paid_on on mediation_payment (bureau, paid_on, unit);
alter table mediation_payment enable row level security;
create policy mediation_payment_scope on mediation_payment to fazhi_app using (
  bureau = (select current_setting('fazhi.bureau', true))
  and case when 'mediation' = any ((select string_to_array(current_setting('fazhi.lines', true), ','))::text[])
    and unit ^@ any ((select string_to_array(current_setting('fazhi.scope', true), ','))::text[])
    and (not sealed or (select current_setting('fazhi.clearance', true)) = 'sealed')
    then true else false end
);
grant select, insert, update on mediation_payment to fazhi_app;
