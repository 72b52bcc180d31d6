-- By which number another system knows a record that came from it: asked for each page of an export to that system.
create index idempotency_record on idempotency (bureau, (answer->>'id')) where key like 'import:%';
create index idempotency_key on idempotency (bureau, key) where key like 'import:%';
