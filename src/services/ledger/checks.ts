import { sql } from 'kysely'
import { codeFaults, faultsOf, type Kept, type Step, stepSchema, tableOf } from '../../kernel/index.ts'
import { Fault } from '../fault.ts'
import type { Act } from './act.ts'
import type { Part } from './load.ts'
import { faulty } from './refusals.ts'

/** The day of the act: what the form says, today otherwise; a day in the future is refused. */
export function dayOf(act: Act, kept: Kept, step: Step, form: Readonly<Record<string, unknown>>): string {
  const said = step.on ? form[step.on] : undefined
  if (typeof said === 'string' && said > act.today) {
    const title = kept.type.fields[step.on ?? '']?.title ?? ''
    throw new Fault('record.future', {
      zh: `${title} ${said} 晚于今天（${act.today}），尚未发生的事不能登记`,
      en: `${step.on} ${said} lies in the future`,
      remedy: { zh: '请填写实际日期', en: 'Enter the day on which it happened' },
      status: 422,
      faults: [{ path: step.on ?? '', title, say: '不能晚于今天 / must not be later than today' }],
    })
  }
  // What a person hands in himself is of the day on which he does it: only an officer enters later what happened earlier.
  if (typeof said === 'string' && said !== act.today && act.around.bureau.posts[act.by.post]?.self) throw ownDay(act.today)
  return typeof said === 'string' ? said : act.today
}

const ownDay = (today: string): Fault =>
  new Fault('record.own-day', {
    zh: `本人提交的以提交当日（${today}）为准，不能填写其他日期`,
    en: `What you hand in yourself is of today (${today}); another day cannot be given`,
    remedy: { zh: '以前的事项请到司法所补登', en: 'Let the justice office enter what happened earlier' },
    status: 422,
  })

/** Parses what was filled in for a step; every fault at once. */
export function formOf(kept: Kept, step: Step, values: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const parsed = stepSchema(kept.type, step).safeParse(values)
  if (!parsed.success) throw faulty(faultsOf(parsed.error, { ...kept.type.fields, ...step.also }))
  return parsed.data
}

/** The people of a record must be as many as its roles ask for. */
export function checkPeople(kept: Kept, people: readonly Part[]): void {
  const faults = Object.entries(kept.type.parties).flatMap(([role, def]) => {
    const n = people.filter((p) => p.role === role).length
    if (n < (def.min ?? 0)) return [{ path: `people.${role}`, title: def.title, say: `至少填写 ${def.min} 人 / at least ${def.min}` }]
    return n > (def.max ?? 1000) ? [{ path: `people.${role}`, title: def.title, say: `最多 ${def.max} 人 / at most ${def.max}` }] : []
  })
  const unknown = people
    .filter((p) => !(p.role in kept.type.parties))
    .map((p) => ({ path: `people.${p.role}`, title: p.role, say: '没有这个当事人角色 / no such role' }))
  if (faults.length + unknown.length > 0) throw faulty([...faults, ...unknown])
}

/** A person who has a running record of this type already, in whatever unit, gets no second one. Two officers who begin at once wait for each other. */
export async function checkSingle(act: Act, kept: Kept, people: readonly Part[]): Promise<void> {
  const { single } = kept.type
  const ids = people.filter((p) => p.role === single?.role).map((p) => p.person)
  if (!single || ids.length === 0) return
  const { bureau } = act.actor
  await act.tx.rows(sql`select 1 from person where bureau = ${bureau} and id = any(${ids}::uuid[]) order by id for update`)
  const [found] = await act.tx.rows<{ unit: string; stage: string; name: string }>(
    sql`select r.unit, r.stage, p.name from involvement i
        join ${sql.table(tableOf(kept.type.id))} r on r.bureau = i.bureau and r.id = i.record_id and r.voided_at is null and r.stage = any(${[...single.stages]})
        join person p on p.bureau = i.bureau and p.id = i.person
        where i.bureau = ${bureau} and i.person = any(${ids}::uuid[]) and i.role = ${single.role} and i.record_type = ${kept.type.id} limit 1`,
  )
  if (!found) return
  const at = `${act.around.unitName(found.unit)}（${kept.procedure.stages[found.stage] ?? found.stage}）`
  throw new Fault('record.already', {
    zh: `${found.name}已在${at}登记为${kept.type.title}，不能重复登记；${single.say}${single.basis ? `（${single.basis}）` : ''}`,
    en: 'The person has a running record of this kind already, perhaps in another unit',
    remedy: { zh: '请先核对该人的登记情况', en: 'Look at the record that there is' },
    status: 422,
    ...(single.basis ? { basis: single.basis } : {}),
  })
}

/** A closed or unknown unit takes no new record. */
export function checkUnit(act: Act, unit: string): void {
  if (act.around.units.some((u) => u.code === unit)) return
  throw new Fault('unit.closed', {
    zh: `单位代码 ${unit} 不存在或已撤销，不能登记新的记录`,
    en: `Unit ${unit} does not exist or is closed`,
    remedy: { zh: '请选择在用的单位；撤并的单位请选承接单位', en: 'Choose a unit in force, or the successor of a merged one' },
    status: 409,
    faults: [{ path: 'unit', title: '单位', say: '不存在或已撤销 / unknown or closed' }],
  })
}

/** Links must lead to a record of the right type in the same bureau that is not voided. */
export async function checkLinks(act: Act, kept: Kept, form: Readonly<Record<string, unknown>>): Promise<void> {
  const asked = Object.entries(form).flatMap(([name, v]) => {
    const f = kept.type.fields[name]
    const to = f?.kind === 'link' && typeof v === 'string' ? act.around.bureau.records.get(f.to ?? '') : undefined
    return to && f ? [{ name, title: f.title, id: String(v), to }] : []
  })
  const found = await Promise.all(
    asked.map((a) =>
      act.touched.has(a.id) || act.desk.records.has(a.id)
        ? { ok: 1 }
        : act.tx.one<{ ok: number }>(
            sql`select 1 as ok from ${sql.table(tableOf(a.to.type.id))} where bureau = ${act.actor.bureau} and id = ${a.id} and voided_at is null`,
          ),
    ),
  )
  const faults = asked.flatMap((a, i) =>
    found[i] ? [] : [{ path: a.name, title: a.title, say: `没有这条${a.to.type.title} / no such record` }],
  )
  if (faults.length > 0) throw faulty(faults)
}

export function datedCodes(kept: Kept, form: Readonly<Record<string, unknown>>, on: string): void {
  const faults = codeFaults(kept.type.fields, form, on)
  if (faults.length > 0) throw faulty(faults)
}
