import type { Changes, Given } from '../../kernel/index.ts'
import { addDays, type LegalDay } from '../../law/index.ts'

type Units = Given['units']

/** The longest campaign that asks for a return every day. */
export const MOST_DAYS = 100

/** A campaign opens what it asks for: one return for each counted town and day (日报零报告), or one for each town at its end. */
export function campaignReturns({
  form,
  units,
}: {
  form: { startsOn: LegalDay; endsOn: LegalDay; daily: boolean }
  units: Units
}): Changes {
  const days: LegalDay[] = []
  if (form.daily) for (let d = form.startsOn; d <= form.endsOn; d = addDays(d, 1)) days.push(d)
  else days.push(form.endsOn)
  const towns = units.filter((u) => u.level === 'township' && u.counted)
  return {
    open: days.flatMap((askedOn) =>
      towns.map((town) => ({
        record: 'mediation.return',
        step: 'open',
        unit: town.code,
        under: 'this' as const,
        values: { town: town.code, askedOn },
      })),
    ),
  }
}

/** 「三级联动」: what the village cannot settle goes to the town, what the town cannot settle to the district; the number and the clocks stay. */
export function escalated({ record }: { record: { unit: string } }) {
  const above = record.unit.length > 9 ? record.unit.slice(0, 9) : record.unit.slice(0, 6)
  const post = above.length === 6 ? 'mediationOfficer' : 'stationOfficer'
  return { unit: above, notify: [{ post, unit: above, say: '有纠纷提级办理' }] }
}

/** 「提级调解」: a case says beside its unit at which level it is mediated. */
export function lifted(given: { record: { unit: string } }) {
  const changes = escalated(given)
  return { ...changes, set: { level: changes.unit.length === 6 ? ('county' as const) : ('township' as const) } }
}

/** The allowance by the rate in force on the day of the claim. */
export function rateOf({ form, parameters }: { form: { grade: string }; parameters: Readonly<Record<string, number>> }): Changes {
  const amount = parameters[`subsidy.${form.grade}`]
  return amount === undefined ? {} : { set: { amount } }
}
