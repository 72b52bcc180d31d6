import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Deed, emptyWorld, figureIn, perform, type Simulated, sidesOf, type World } from '../../kernel/simulate.ts'
import { addDays, addMonths } from '../../law/index.ts'
import { bureau, station } from './testing.ts'

/**
 * Years of random acts, lawful and unlawful, by random people on random days. Whatever is tried, the world stays lawful: after every act the
 * figures must add up in every unit, and the laws of corrections must hold for every record. The laws are written again here in plain words,
 * from the outside, without looking at any procedure.
 */
const type = (name: string) => `community-corrections.${name}`
const units = [station, '445102100']
const posts = ['stationOfficer', 'stationHead', 'correctionsOfficer', 'leader', 'supervisee', 'groupMember']

/** What may be tried: a step with values that are mostly, not always, sensible. */
interface Try {
  readonly pick: number
  readonly which: number
  readonly wait: number
  readonly back: number
  readonly post: number
  readonly dice: readonly number[]
}
const tries = fc.array(
  fc.record({
    pick: fc.nat(1000),
    which: fc.nat(1000),
    wait: fc.nat(14),
    back: fc.oneof({ weight: 12, arbitrary: fc.constant(0) }, { weight: 3, arbitrary: fc.nat(20) }, { weight: 1, arbitrary: fc.nat(700) }),
    post: fc.nat(7),
    dice: fc.array(fc.nat(1000), { minLength: 6, maxLength: 6 }),
  }),
  { minLength: 120, maxLength: 260, size: 'max' },
)

const at = <T>(list: readonly T[], n: number): T => list[n % list.length] as T

/** A value for each kind of question that forms ask; days lie around today. */
function answers(
  world: World,
  deed: { record: string; step: string },
  today: string,
  dice: readonly number[],
  above: Simulated | undefined,
): Record<string, unknown> {
  const kept = world.bureau.records.get(deed.record)
  const step = kept?.procedure.steps[deed.step]
  if (!kept || !step) return {}
  const out: Record<string, unknown> = {}
  let n = 0
  for (const asked of [...step.form, ...Object.keys(step.also)]) {
    const name = asked.replace('?', '')
    const field = kept.type.fields[name] ?? step.also[name]
    const die = dice[n++ % dice.length] ?? 0
    if (!field || name === step.on) continue
    // What may be left out is mostly left out, and now and then something needed is.
    if (asked.endsWith('?') ? die % 3 > 0 : die % 97 === 0) continue
    switch (field.kind) {
      case 'text':
      case 'note':
        out[name] = '某'
        break
      case 'choice':
        out[name] = at(Object.keys(field.codes?.codes ?? {}), die)
        break
      case 'choices':
        out[name] = [at(Object.keys(field.codes?.codes ?? {}), die)]
        break
      case 'flag':
        out[name] = die % 2 === 0
        break
      case 'count':
        out[name] = die % 4
        break
      case 'number':
        out[name] = (die % 16) / 2
        break
      case 'unit':
        out[name] = at(units, die)
        break
      case 'day':
        out[name] = addDays(today, -(die % 12))
        break
      default:
        break
    }
  }
  const [first = 0, second = 0, third = 0] = dice
  if (deed.record === type('leave') && deed.step === 'apply') {
    out.fromOn = addDays(today, (first % 12) - 1)
    out.untilOn = addDays(String(out.fromOn), third % 30 === 0 ? -1 : second % 45)
  }
  if (deed.record === type('positioning') && deed.step === 'apply' && first % 2 === 0)
    out.ground = today < '2020-07-01' ? 'provincial' : 'left'
  if (deed.record === type('person')) {
    if (deed.step === 'notify')
      Object.assign(out, {
        effectiveOn: addDays(today, -((dice[0] ?? 0) % 9)),
        organKind: 'court',
        bornOn: addDays(today, -6000 - 9 * (dice[1] ?? 0)),
      })
    if (deed.step === 'receivePapers')
      Object.assign(out, {
        years: 1 + ((dice[1] ?? 0) % 2),
        months: 3 + ((dice[2] ?? 0) % 9),
        days: null,
        sentenceEndOn: addDays(today, 200),
        creditDays: null,
        uncountedDays: null,
        sentence: (dice[3] ?? 0) % 2 ? 'fixed' : 'detention',
        statedTo: null,
      })
    if (deed.step === 'receivePapers' && (dice[4] ?? 0) % 8 > 0) out.termFrom = above?.values.effectiveOn ?? today
    if (deed.step === 'changeTerm') out.termTo = addDays(today, (dice[0] ?? 0) % 300)
  }
  return out
}

/** A leave asked for, checked and granted by two or three people who share the work, so that walks meet sums and hands. */
function leaveDeed(world: World, t: Try, today: string, people: readonly Simulated[]): Deed | null {
  const account = `a${t.post % 2}`
  const open = [...world.records.values()].find((r) => r.type === type('leave') && (r.stage === 'applied' || r.stage === 'checked'))
  const out = [...world.records.values()].find(
    (r) => r.type === type('leave') && r.stage === 'approved' && String(r.values.untilOn) <= today,
  )
  if (open && t.which % 9 > 0) {
    const station = open.values.tier === 'station'
    const post = station ? 'stationHead' : 'correctionsOfficer'
    const step = open.stage === 'applied' ? 'check' : t.which % 7 === 0 ? 'refuse' : station ? 'approveAtStation' : 'approveAtCounty'
    return {
      id: open.id,
      step,
      today,
      values: step === 'check' ? { findings: '某' } : step === 'refuse' ? { refusal: '某' } : {},
      by: { account, post },
    }
  }
  if (out)
    return { id: out.id, step: 'comeBack', today, values: { returnedOn: out.values.untilOn }, by: { account, post: 'stationOfficer' } }
  const person = people.find((p) => p.stage === 'supervised' && p.values.detainedOn === null && p.values.lostOn === null)
  if (!person) return null
  const fromOn = addDays(today, 1 + (t.which % 3))
  const values = { reason: 'work', explanation: '某', destination: '某', fromOn, untilOn: addDays(fromOn, 3 + ((t.dice[0] ?? 0) % 25)) }
  const by = { account, post: 'stationOfficer' }
  return { record: type('leave'), under: person.id, unit: person.unit, step: 'apply', today, values, by }
}

function deedOf(world: World, t: Try, today: string): Deed | null {
  const all = [...world.records.values()].filter((r) => r.type === type('person'))
  const here = all.filter((p) => p.values.leftOn === null)
  // Who has left is still tried now and then.
  const people = here.length > 0 && t.pick % 5 > 0 ? here : all
  const openable = [...bureau.records.values()].flatMap((k) =>
    Object.entries(k.procedure.steps).flatMap(([key, s]) => (s.from === 'new' ? [{ kept: k, key }] : [])),
  )
  const back = addDays(today, -t.back)
  const by = (allowed: readonly string[]) => ({ account: `a${t.post}`, post: t.post === 7 ? at(posts, t.pick) : at(allowed, t.post) })
  // One act in seven opens a person; two in seven open something under him; the others move what is there.
  const mode = t.pick % 7
  if (people.length === 0 || (mode === 0 && here.length < 5)) {
    const values = answers(world, { record: type('person'), step: 'notify' }, back, t.dice, undefined)
    return {
      record: type('person'),
      step: 'notify',
      unit: at(units, t.which),
      people: { subject: [`p${world.next}`] },
      today,
      values: { ...values, notifiedOn: back },
      by: by(['stationOfficer', 'correctionsOfficer']),
    }
  }
  const waiting = people.find((p) => p.stage === 'awaiting' || p.stage === 'registered')
  if (mode === 3 && waiting) {
    // Somebody does the office's ordinary work, so that walks get beyond the first days.
    const grouped = [...world.records.values()].some((r) => r.type === type('member') && r.parentId === waiting.id)
    if (waiting.stage === 'registered' && !grouped) {
      const values = { name: '某', kind: 'village', woman: true, knowsMinors: true, joinedOn: today }
      return { record: type('member'), under: waiting.id, unit: waiting.unit, step: 'join', today, values, by: by(['stationOfficer']) }
    }
    const step = waiting.values.papersOn === null ? 'receivePapers' : waiting.stage === 'awaiting' ? 'register' : 'announce'
    const values = step === 'receivePapers' ? answers(world, { record: type('person'), step }, today, t.dice, waiting) : {}
    return { id: waiting.id, step, today, values, by: by(['stationOfficer']) }
  }
  const over = people.find((p) => p.stage === 'supervised' && typeof p.values.termTo === 'string' && p.values.termTo <= today)
  if (mode === 3 && over) {
    if (t.which % 5 === 1) {
      const values = { ground: 'merit', reasons: '某', toOrgan: '某', proposedOn: today }
      return {
        record: type('proposal'),
        under: over.id,
        unit: over.unit,
        step: 'proposeReducing',
        today,
        values,
        by: by(['correctionsOfficer']),
      }
    }
    const [step, values] =
      over.values.summaryOn === null
        ? (['summarise', {}] as const)
        : over.values.finalAppraisal === null
          ? (['appraise', { finalAppraisal: '某', helpAdvice: '某' }] as const)
          : (['release', t.which % 4 === 0 ? { excuse: 'elsewhere', exitNote: '某' } : {}] as const)
    return { id: over.id, step, today, values, by: by(['stationOfficer']) }
  }
  const leave = leaveDeed(world, t, today, people)
  if (mode === 5 && leave) return leave
  const gone = people.find((p) => p.values.lostOn !== null)
  if (mode === 3 && gone && t.which % 3 === 0)
    return { id: gone.id, step: 'terminate', today, values: { endReason: 'death' }, by: by(['correctionsOfficer']) }
  if (mode <= 2) {
    const under = openable.filter(({ kept }) => kept.type.parent === type('person'))
    const { kept, key } = at(under, t.which)
    const ready = people.filter((p) => p.stage === 'supervised')
    const person = at(ready.length > 0 && t.which % 4 > 0 ? ready : people, t.dice[5] ?? 0)
    const step = kept.procedure.steps[key]
    const values = answers(world, { record: kept.type.id, step: key }, back, t.dice, person)
    if (step?.on) values[step.on] = back
    return { record: kept.type.id, under: person.id, unit: person.unit, step: key, today, values, by: by(step?.by ?? posts) }
  }
  const moves = (r: Simulated) => Object.values(bureau.records.get(r.type)?.procedure.steps ?? {}).some((s) => s.from !== 'new')
  const unfinished = (r: Simulated) => !bureau.records.get(r.type)?.procedure.ends.includes(r.stage ?? '')
  const movable = [...world.records.values()].filter(moves)
  const rows =
    t.which % 5 > 0 && movable.some((r) => unfinished(r) && r.parentId) ? movable.filter((r) => unfinished(r) && r.parentId) : movable
  // Persons are moved more often than what hangs on them.
  const row = mode === 4 ? at(people, t.which) : at(rows, t.which)
  const kept = bureau.records.get(row.type)
  const steps = Object.entries(kept?.procedure.steps ?? {}).filter(([, s]) => s.from !== 'new')
  const fitting = steps.filter(([, s]) => [s.from].flat().includes(row.stage ?? ''))
  const leaves = ['terminate', 'pardon', 'cancel', 'archive', 'reoffend', 'refuse', 'decline', 'withdraw', 'end', 'leave']
  const usual = fitting.filter(([key]) => !leaves.includes(key) || (t.dice[2] ?? 0) % 4 === 0)
  const [key, step] = at(t.dice[4] && t.dice[4] % 9 === 0 ? steps : usual.length > 0 ? usual : steps, t.dice[3] ?? 0)
  const values = answers(world, { record: row.type, step: key }, back, t.dice, row)
  if (step.on) values[step.on] = back
  return { id: row.id, step: key, today, values, by: by(step.by) }
}

/** Who alone may do what is graver than a day's work: 社区矫正法 第二十八条、第二十九条、第四十五条 and after. */
const onlyBy: Readonly<Record<string, readonly string[]>> = {
  'positioning.approve': ['leader'],
  'positioning.renew': ['leader'],
  'admonition.decide': ['correctionsOfficer', 'leader'],
  'warning.decide': ['correctionsOfficer', 'leader'],
  'commendation.decide': ['correctionsOfficer', 'leader'],
  'penalty.propose': ['correctionsOfficer', 'leader'],
  'proposal.proposeRevokingProbation': ['correctionsOfficer', 'leader'],
  'proposal.proposeRevokingParole': ['correctionsOfficer', 'leader'],
  'proposal.proposeRecommitting': ['correctionsOfficer', 'leader'],
  'person.terminate': ['correctionsOfficer', 'leader'],
  'person.pardon': ['correctionsOfficer', 'leader'],
  'leave.approveAtStation': ['stationHead'],
  'transfer.agree': ['correctionsOfficer', 'leader'],
}
/** Another hand than the one before it. */
const twoHands: readonly (readonly [string, string, string])[] = [
  ['leave', 'check', 'approveAtStation'],
  ['leave', 'check', 'approveAtCounty'],
  ['permit', 'verify', 'approve'],
  ['positioning', 'apply', 'approve'],
  ['admonition', 'verify', 'decide'],
  ['warning', 'verify', 'decide'],
  ['commendation', 'propose', 'decide'],
]

/** Days that leaves take of any two months which begin so, counted day by day. */
function mostInTwoMonths(leaves: readonly { from: string; to: string }[], around: { from: string; to: string }): number {
  let most = 0
  for (let first = addMonths(around.from, -2); first <= around.to; first = addDays(first, 1)) {
    const end = addMonths(first, 2)
    let days = 0
    for (const l of leaves) for (let d = l.from < first ? first : l.from; d <= l.to && d < end; d = addDays(d, 1)) days++
    // Two months that do not touch the leave say nothing of it.
    if (first <= around.to && addDays(end, -1) >= around.from) most = Math.max(most, days)
  }
  return most
}

/** The laws, from the outside. Each answers with the sentence it would have broken. */
function broken(world: World, before: World, deed: Deed): string[] {
  const out: string[] = []
  const say = (cond: boolean, what: string) => cond || out.push(what)
  const rows = [...world.records.values()]
  const under = (id: string, name: string) => rows.filter((r) => r.parentId === id && r.type === type(name))
  const kind = (deed.record ?? world.records.get(deed.id ?? '')?.type ?? '').split('.')[1]
  const allowed = onlyBy[`${kind}.${deed.step}`]
  say(!allowed || allowed.includes(deed.by?.post ?? ''), `${kind}.${deed.step}由${deed.by?.post}办理`)
  for (const [record, first, second] of twoHands)
    for (const r of rows)
      if (r.type === type(record) && r.lastBy[first] && r.lastBy[second]) say(r.lastBy[first] !== r.lastBy[second], `${record}由一人办到底`)
  for (const p of rows.filter((r) => r.type === type('person'))) {
    const v = p.values
    const left = v.leftOn !== null && before.records.get(p.id)?.values.leftOn === null
    // Nothing ends by itself: by a step on the person, or by handing his file over.
    if (left) say(deed.id === p.id || deed.step === 'handFiles', '没有人办理而离矫')
    say(v.enteredOn === null || v.effectiveOn === null || String(v.enteredOn) >= String(v.effectiveOn), '裁判生效前接收')
    const classes = under(p.id, 'classification').map((c) => c.values)
    const newest = classes.reduce<(typeof classes)[number] | undefined>(
      (best, c) => (!best || String(c.assessedOn) >= String(best.assessedOn) ? c : best),
      undefined,
    )
    say((v.managementClass ?? null) === (newest?.managementClass ?? null), '管理类别不是最近一次评估的')
    for (const [record, day] of [
      ['report', 'reportedOn'],
      ['visit', 'visitedOn'],
      ['warning', 'verifiedOn'],
      ['leave', 'appliedOn'],
      ['proposal', 'proposedOn'],
    ] as const)
      for (const r of under(p.id, record)) say(String(r.values[day]) >= String(v.enteredOn), `${record}早于入矫登记`)
    const was = before.records.get(p.id)
    const just = (stage: string) => p.stage === stage && was?.stage !== stage
    if (just('released')) {
      say(v.releaseReason === 'pardon' || (typeof v.termTo === 'string' && v.termTo <= String(v.leftOn)), '期限未满即解除')
      const earlier = [...before.records.values()].filter((r) => r.parentId === p.id)
      say(v.releaseReason === 'pardon' || (v.summaryOn !== null && v.finalAppraisal !== null), '没有总结鉴定即解除')
      say(
        v.releaseReason === 'pardon' ||
          !earlier.some((r) => r.type === type('proposal') && (r.stage === 'proposed' || r.stage === 'accepted')),
        '提请未决即解除',
      )
      say(v.releaseReason === 'pardon' || !earlier.some((r) => r.type === type('detention') && r.stage === 'held'), '羁押中即解除')
      const help = rows.filter((r) => r.type === 'resettlement.person' && !before.records.has(r.id))
      say(help.length === (v.handover === 'opened' ? 1 : 0) && (v.handover === 'opened' || v.excuse !== null), '解除未转入安置帮教')
    }
    if (just('supervised')) {
      const group = under(p.id, 'member').filter((m) => m.values.leftOn === null)
      say(group.length > 0 && (v.sex !== 'female' || group.some((m) => m.values.woman === true)), '女性对象的小组没有女性')
      say(v.minor !== true || group.some((m) => m.values.knowsMinors === true), '未成年人的小组没有熟悉未成年人的人')
    }
    if (just('terminated')) say(v.endReason === 'death' || v.decisionNumber !== null, '没有决定即终止')
    if (v.leftOn !== null) {
      say(v.exit !== null, '离矫没有方式')
      say(
        under(p.id, 'positioning').every((g) => g.stage !== 'worn' && g.stage !== 'approved'),
        '离矫后仍在定位',
      )
      say(
        under(p.id, 'search').every((s) => s.stage !== 'searching'),
        '离矫后仍在查找',
      )
    }
    say(was?.values.minor !== true || v.minor === true, '未成年人的待遇中途丢失')
    say(!(v.minor === true || v.juvenile === true) || p.sealed, '未成年人档案没有封存')
    say(
      Number(v.admonitions ?? 0) <= under(p.id, 'admonition').filter((a) => a.values.decision === 'granted').length,
      '训诫次数多于训诫决定',
    )
    say(under(p.id, 'search').filter((s) => s.stage === 'searching').length <= 1, '同时有两次查找')
    say(
      (v.lostOn !== null) === under(p.id, 'search').some((s) => s.stage === 'searching' && s.values.kind === 'lost'),
      '脱管标记与查找不符',
    )
    say(v.leftOn !== null || (v.detainedOn !== null) === under(p.id, 'detention').some((d) => d.stage === 'held'), '羁押标记与登记不符')
    say(
      (v.pendingOn !== null) === under(p.id, 'proposal').some((d) => d.stage === 'proposed' || d.stage === 'accepted'),
      '提请标记与提请不符',
    )
  }
  for (const r of rows) {
    const v = r.values
    if (r.type === type('admonition')) say(String(v.verifiedOn) >= '2020-07-01', '2020年7月前训诫')
    if (r.type === type('positioning') && r.stage === 'worn') {
      say(v.toldOn !== null && v.decision === 'granted', '未批准未告知即佩戴')
      say(String(v.currentFrom) < '2020-07-01' || String(v.validUntil) <= addMonths(String(v.currentFrom), 3), '电子定位超过三个月')
      say(String(v.appliedOn) < '2020-07-01' || v.ground !== 'provincial', '电子定位没有法定事由')
    }
    if (r.type === type('proposal') && v.kind === 'reduce' && (v.acceptedOn !== null || v.decidedOn !== null))
      say(String(v.proposedOn) < '2020-07-01' || v.forwardedOn !== null, '减刑未经地市级转报')
    if (r.type === type('penalty')) say(world.records.get(r.parentId ?? '')?.values.category !== 'parole', '假释对象被提请治安处罚')
    if (r.type === type('leave') && v.decision === 'granted') {
      const days = (Date.parse(String(v.untilOn)) - Date.parse(String(v.fromOn))) / 86_400_000 + 1
      if (v.tier === 'station') say(days <= 7, '司法所批准超过七日')
      if (v.tier === 'county') say(days <= 31, '县级批准超过三十日')
      const justNow = before.records.get(r.id)?.values.decision !== 'granted'
      if (justNow && v.tier !== 'prefecture' && String(v.appliedOn) >= '2020-07-01') {
        const granted = under(String(r.parentId), 'leave').filter((l) => l.values.decision === 'granted')
        const real = granted.map(({ values: l }) => ({
          from: String(l.fromOn),
          to: String([l.untilOn, l.returnedOn ?? l.untilOn].sort()[0]),
        }))
        say(mostInTwoMonths(real, { from: String(v.fromOn), to: String(v.untilOn) }) <= 30, '两个月内超过三十日而未报上一级')
      }
    }
  }
  return out
}

const people = [
  'cc.stock.end',
  'cc.in',
  'cc.out.release',
  'cc.out.end',
  'cc.out.move',
  'cc.cum.in',
  'cc.cum.out',
  'cc.missing',
  'cc.lost',
  'cc.due',
]
const must = bureau.checks.filter((c) => c.weight === 'must')

describe('years of random acts', () => {
  it('leave every figure adding up in every unit, and break no law', { timeout: 120_000 }, () => {
    let taken = 0
    let refused = 0
    const reached = new Set<string>()
    fc.assert(
      fc.property(tries, fc.constantFrom('2016-01-10', '2019-06-01', '2021-03-01'), (list, start) => {
        let world = emptyWorld(bureau, [])
        let today: string = start
        for (const t of list) {
          today = addDays(today, t.wait)
          const deed = deedOf(world, t, today)
          if (!deed) continue
          const r = perform(world, deed)
          if (!r.ok) {
            refused++
            continue
          }
          taken++
          reached.add(`${deed.record ?? world.records.get(deed.id ?? '')?.type}.${deed.step}`)
          expect(broken(r.world, world, deed)).toEqual([])
          world = r.world
        }
        // Now, and as it was on earlier days: a figure of the past must add up as well as today's.
        for (const [back, months] of [
          [0, 1],
          [0, 24],
          [2, 6],
          [5, 3],
          [9, 3],
          [14, 12],
        ] as const) {
          const end = addMonths(today, -back)
          const period = { from: addDays(addMonths(end, -months), 1), to: end }
          const before = { from: '2000-01-01', to: addMonths(end, -months) }
          for (const unit of ['', ...units]) {
            const wrong = must.map((c) => ({ id: c.id, ...sidesOf(world, c, period, before, unit) })).filter((c) => !c.holds)
            expect(wrong).toEqual([])
          }
          // The offices make up the county, in every figure of people.
          for (const id of people)
            expect([id, figureIn(world, id, period)]).toEqual([
              id,
              units.reduce((sum, u) => sum + (figureIn(world, id, period, u) ?? 0), 0),
            ])
        }
      }),
      { numRuns: 60, seed: 20171031, endOnFailure: true },
    )
    // A walk that is refused everywhere proves nothing: most kinds of acts must have happened.
    expect(reached.size).toBeGreaterThan(80)
    expect(taken).toBeGreaterThan(2000)
    expect(refused).toBeGreaterThan(2000)
  })
})
