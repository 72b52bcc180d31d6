import { addDays, dueDay, dueOf, isDay, type RuleCode, ruleCodes, ruleOf } from '../src/law/index.ts'

interface Case {
  readonly rule: RuleCode
  readonly start: string
  readonly pauses: readonly { from: string; to: string }[]
}

/** A county's mix: every rule of days, starts over nine years, one case in five paused once or twice. Repeatable. */
function cases(count: number): Case[] {
  const rules = ruleCodes.filter((code) => ruleOf(code)?.versions.every((v) => v.unit !== 'hour'))
  let seed = 20171031
  const next = (below: number): number => {
    seed = (Math.imul(seed, 1103515245) + 12345) & 0x7fffffff
    return seed % below
  }
  return Array.from({ length: count }, () => {
    const rule = rules[next(rules.length)] ?? 'la.review'
    const newest = ruleOf(rule)?.versions.at(-1)?.from ?? '2017-01-01'
    const start = addDays(newest > '2017-01-01' ? newest : '2017-01-01', next(600))
    const fixed = ruleOf(rule)?.versions.some((v) => v.direction === 'before' || v.unit.includes(':'))
    const pauses = fixed || next(5) > 0 ? [] : Array.from({ length: 1 + next(2) }, () => pauseAfter(start, next(40), next(20)))
    return { rule, start, pauses }
  })
}

const pauseAfter = (start: string, after: number, days: number) => ({ from: addDays(start, after), to: addDays(start, after + days) })

function measure(what: string, work: readonly Case[], one: (c: Case) => boolean): void {
  for (const c of work.slice(0, 20_000)) one(c)
  const begin = performance.now()
  let dated = 0
  for (const c of work) if (one(c)) dated += 1
  const seconds = (performance.now() - begin) / 1000
  console.log(
    JSON.stringify({
      bench: 'law',
      what,
      deadlines: work.length,
      dated,
      seconds: Number(seconds.toFixed(3)),
      perSecond: Math.round(work.length / seconds),
    }),
  )
}

/** 「法律时钟测速」 Deadlines per second: the mass variant that recomputes a province after a late notice, and the one with reasons. */
export async function run(): Promise<void> {
  const work = cases(500_000)
  measure('due day alone', work, ({ rule, start, pauses }) => isDay(dueDay(rule, start, { pauses })))
  measure('due day with its derivation', work.slice(0, 50_000), ({ rule, start, pauses }) => dueOf({ rule, start, pauses }).ok)
}

if (import.meta.main) await run()
