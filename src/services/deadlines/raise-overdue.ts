import { sql } from 'kysely'
import type { Bureau } from '../../kernel/index.ts'
import { dayInWords, ruleOf } from '../../law/index.ts'
import { ledgerSettings } from '../access/access.ts'
import type { Clock } from '../clock.ts'
import type { Store, Tx } from '../store/index.ts'
import { noteChange } from './change-log.ts'
import { rightsOf } from './lapsed.ts'

/** A clock that has passed its day and has no order for that day yet. */
interface Late {
  readonly id: string
  readonly type: string
  readonly unit: string
  readonly key: string
  readonly since: string
  readonly due: string
  readonly red: boolean
  readonly title: string
}

const SERIES = 'overdue-order'
const AT_ONCE = 2000

/**
 * 「督办」 Raises an order, numbered without gaps, for each deadline that has passed since the last call, tells those who answer for it, and notes it in the
 * clock's own log. Two servers that do it at once wait for each other and raise each order once. Returns how many were raised.
 */
export async function raiseOverdue(
  { store, bureau, clock }: { store: Store; bureau: Bureau; clock: Clock },
  code: string,
): Promise<number> {
  const settings = ledgerSettings(bureau, code)
  const silent = passQuietly(bureau)
  // Most of the time nothing has passed: the counter is not touched for that.
  if ((await store.read(settings, (tx) => lateClocks(tx, code, clock.today(), silent, 1))).length === 0) return 0
  return store.write(settings, async (tx) => {
    const today = clock.today()
    const year = Number(today.slice(0, 4))
    const counted = await tx.one<{ value: number }>(
      sql`insert into counter (bureau, name, year, value) values (${code}, ${SERIES}, ${year}, 0)
          on conflict (bureau, name, year) do update set value = counter.value returning value`,
    )
    const first = (counted?.value ?? 0) + 1
    const late = await lateClocks(tx, code, today, silent, AT_ONCE)
    await Promise.all(late.flatMap((row, i) => orderFor(tx, row, `督办〔${year}〕${first + i}号`, today)))
    await tx.exec(sql`update counter set value = ${first - 1 + late.length} where bureau = ${code} and name = ${SERIES} and year = ${year}`)
    return late.length
  })

  function orderFor(tx: Tx, row: Late, number: string, today: string): Promise<unknown>[] {
    const declared = bureau.records.get(row.type)?.procedure.deadlines[row.key]
    const say = `督办单 ${number}：${row.title}的“${declared?.title ?? row.key}”已于${dayInWords(row.due.slice(0, 10), 'zh')}届满${declared?.late ? `，${declared.late}` : ''}`
    return [
      tx.exec(sql`insert into overdue_order (bureau, record_id, key, since, due, number, raised_on, at)
        values (${code}, ${row.id}, ${row.key}, ${row.since}, ${row.due}, ${number}, ${today}, ${clock.now()})`),
      tx.exec(
        noteChange(clock, code, row, {
          kind: 'overdue',
          from: row.due,
          to: row.due,
          reason: `期限届满未办理，发${number}督办单`,
          account: null,
        }),
      ),
      ...answerable(bureau, row).map((post) =>
        tx.exec(sql`insert into notice (bureau, id, post, unit, record_type, record_id, say, at)
          values (${code}, ${clock.newId()}, ${post}, ${row.unit}, ${row.type}, ${row.id}, ${say}, ${clock.now()})`),
      ),
    ]
  }
}

/** Clocks whose passing is nobody's fault: rights that lapse, and reminders. As `type/key`. */
const passQuietly = (bureau: Bureau): string[] => [
  ...rightsOf(bureau),
  ...[...bureau.records.values()].flatMap(({ type, procedure }) =>
    Object.entries(procedure.deadlines).flatMap(([key, d]) => (ruleOf(d.rule)?.kind === 'warn' ? [`${type.id}/${key}`] : [])),
  ),
]

const lateClocks = (tx: Tx, code: string, today: string, silent: readonly string[], most: number): Promise<readonly Late[]> =>
  tx.rows<Late>(
    sql`select d.record_id as id, d.record_type as type, d.unit, d.key, d.since, d.due, d.red, s.title from deadline d
        join search_doc s on s.bureau = d.bureau and s.record_id = d.record_id
        where d.bureau = ${code} and d.state = 'open' and left(d.due, 10) < ${today} and (d.record_type || '/' || d.key) <> all(${silent})
          and not exists (select 1 from overdue_order o where o.bureau = d.bureau and o.record_id = d.record_id and o.key = d.key and o.since = d.since and o.due = d.due)
        order by d.due, d.record_id, d.key limit ${most}`,
  )

/** Who answers for it: the heads of justice offices and the line's officers at the bureau; the leaders too where it is a red line. */
function answerable(bureau: Bureau, { type, red }: Late): string[] {
  const line = bureau.records.get(type)?.line.id ?? ''
  return Object.entries(bureau.posts).flatMap(([key, p]) => {
    const everyLine = p.lines.includes('*')
    const answers = p.lines.includes(line) || (everyLine && (red || p.at.includes('township')))
    return p.duties?.includes('correct') && answers ? [key] : []
  })
}
