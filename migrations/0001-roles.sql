-- The role of the application: it owns nothing, so row-level security holds for it. The embedded database has made it already,
-- with a password; on a server of one's own the owner takes this role at connect, or the administrator lets it log in.
do $$
begin
  if not exists (select from pg_roles where rolname = 'fazhi_app') then
    create role fazhi_app nologin nosuperuser nobypassrls;
  end if;
  if not (select rolsuper from pg_roles where rolname = current_user) then
    -- From PostgreSQL 16 on, who creates a role may grant it but not take it, until it is granted.
    execute format('grant fazhi_app to %I', current_user);
  end if;
exception
  when insufficient_privilege then
    if not pg_has_role(current_user, 'fazhi_app', 'member') then
      raise exception 'the owner % must be allowed to take the role fazhi_app: create role fazhi_app; grant fazhi_app to %', current_user, current_user;
    end if;
end
$$;

grant usage on schema public to fazhi_app;
-- No default privileges: each migration grants what the application may do with each table, and no more.
-- The list of migrations came before its role; the application may read it and no more.
grant select on table migration to fazhi_app;
