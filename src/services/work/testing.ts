import { sql } from 'kysely'
import type { Store } from '../store/index.ts'

/**
 * A made-up caseload straight into the tables: `rows` people of whom `active` are under supervision, over the towns of the bureau, each with four
 * open clocks. For measuring and for plans; it has no history.
 */
export async function fillCaseload(store: Store, bureau: string, rows: number, active: number): Promise<void> {
  await store.owner(async (tx) => {
    await tx.exec(sql`set local synchronous_commit = off`)
    await tx.exec(sql`set local statement_timeout = 0`)
    await tx.exec(sql`create temporary table fill on commit drop as
      with town as (select code, row_number() over (order by code) - 1 as n, count(*) over () as total from unit where bureau = ${bureau} and level = 'township')
      select i, gen_random_uuid() as record, gen_random_uuid() as person, t.code as unit, i <= ${active}::integer as here,
        date '2021-06-30' - ((i::bigint * 7919) % 400)::integer as seen
      from generate_series(1, ${rows}::integer) i join town t on t.n = (i * 13) % t.total`)
    await tx.exec(sql`insert into person (bureau, id, name, pinyin, initials, created_at, created_by)
      select ${bureau}, person, '某' || i, 'mou', 'm', now(), person from fill`)
    await tx.exec(sql`insert into community_corrections_person (bureau, id, unit, stage, version, sealed, created_at, created_by, updated_at,
        category, entry, sex, born_on, organ_kind, organ, effective_on, entered_on, announced_on, file_on, term_from, term_to, last_report_on, last_contact_on, left_on, exit)
      select ${bureau}, record, unit, case when here then 'supervised' else 'released' end, 1, false, now(), person, now(),
        'probation', 'new', case when i % 8 = 0 then 'female' else 'male' end, date '1980-01-01' + i % 5000, 'court', '某区人民法院',
        seen - 200, seen - 190, seen - 189, seen - 190, seen - 200, seen + 200 + i % 300, seen, seen, case when here then null else seen + 1 end,
        case when here then null else 'released' end
      from fill`)
    await tx.exec(sql`insert into involvement (bureau, record_id, role, person, record_type, position)
      select ${bureau}, record, 'subject', person, 'community-corrections.person', 0 from fill`)
    await tx.exec(sql`insert into search_doc (bureau, record_id, record_type, unit, sealed, title, body, pairs)
      select ${bureau}, record, 'community-corrections.person', unit, false, '缓刑', '某' || i, array_to_tsvector(array['某' || i]) from fill`)
    await tx.exec(sql`insert into deadline (bureau, record_id, key, since, record_type, unit, sealed, rule, law_on, original_due, due, warn_on, state, pauses, extend_days, advisory, red)
      select ${bureau}, record, k.key, seen, 'community-corrections.person', unit, false, k.rule, seen, (seen + 30 + k.n)::text, (seen + 30 + k.n)::text, seen + 25,
        'open', '[]', 0, false, k.key = 'contact'
      from fill cross join (values ('report', 'cc.report.month', 0), ('contact', 'cc.visit.month', 1), ('visit', 'cc.visit.month', 2), ('education', 'cc.education.month', 3)) k(key, rule, n)
      where here`)
  })
  await store.ownerClient((client) =>
    client.query('vacuum analyze community_corrections_person, deadline, involvement, person, search_doc'),
  )
}
