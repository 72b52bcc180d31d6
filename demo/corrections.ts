import { addDays, addMonths, type LegalDay } from '../src/law/index.ts'
import { termOf } from '../src/lines/community-corrections/term.ts'
import { backlog, hands, later, workdayFrom } from './calendar.ts'
import { asParty, type World } from './committees.ts'
import type { Random } from './random.ts'
import { type Handle, handle, type Script } from './script.ts'

/**
 * How the published figures of corrections can be true together: 766 received since the start less 633 who left make 133 on the books, and 125
 * are those released within the year. What is left open by them (how many were on the books at New Year) is chosen here.
 */
export const correctionGroups = {
  /** Came and left before 2017. */
  past: { left: 505, terminated: 8 },
  /** On the books at New Year, left by 31 October. */
  leaving: { count: 106, terminated: 3 },
  /** On the books at New Year and on 31 October. */
  staying: 37,
  /** Received in 2017 by 31 October: short terms that ended, and those that go on. */
  brief: 22,
  fresh: 96,
  /** Received in November and December. */
  afterwards: 26,
} as const

interface Term {
  readonly category: 'probation' | 'control' | 'parole'
  readonly sentence: 'fixed' | 'detention' | 'control'
  readonly months: number
  readonly from: LegalDay
  readonly to: LegalDay
}

interface Life extends Term {
  readonly town: string
  readonly notifiedOn: LegalDay
  readonly enteredOn: LegalDay
  readonly announcedOn: LegalDay
  readonly end: { readonly on: LegalDay; readonly how: 'release' | 'terminate' } | null
}

const type = 'community-corrections.person'

const offences: Readonly<Record<string, { crime: string; light: boolean; weight: number }>> = {
  危险驾驶罪: { crime: 'publicSecurity', light: true, weight: 20 },
  交通肇事罪: { crime: 'publicSecurity', light: false, weight: 20 },
  盗窃罪: { crime: 'property', light: true, weight: 18 },
  诈骗罪: { crime: 'property', light: false, weight: 8 },
  故意伤害罪: { crime: 'person', light: false, weight: 15 },
  开设赌场罪: { crime: 'order', light: false, weight: 10 },
  寻衅滋事罪: { crime: 'order', light: false, weight: 9 },
  妨害公务罪: { crime: 'order', light: true, weight: 4 },
  信用卡诈骗罪: { crime: 'market', light: false, weight: 5 },
  容留他人吸毒罪: { crime: 'order', light: true, weight: 6 },
}

/** A term that ends in a window, begun in another: drawn until both hold. */
function termWithin(random: Random, ends: readonly [LegalDay, LegalDay], begins: readonly [LegalDay, LegalDay], brief = false): Term {
  for (;;) {
    const category = brief ? 'probation' : random.weighted({ probation: 94, parole: 4, control: 2 })
    const sentence = brief ? 'detention' : category === 'control' ? 'control' : 'fixed'
    const months = brief ? random.int(2, 7) : category === 'probation' ? random.pick([12, 12, 12, 18, 18, 24, 24, 36]) : random.int(8, 22)
    const end = random.dayBetween(...ends)
    const from = workdayFrom(addMonths(addDays(end, 1), -months), '2017-12-29')
    const term = termOf({ category, from, sentence, ...(category === 'parole' ? { sentenceEndOn: end } : { months }) })
    if (!term.ok || from < begins[0] || from > begins[1] || term.to < ends[0] || term.to > ends[1]) continue
    return { category, sentence, months, from, to: term.to }
  }
}

/** Writes down everybody who was ever on the books of corrections, and his life there. */
export function correctionLives(world: World, script: Script): void {
  const random = world.random.fork('corrections')
  const { past, leaving, staying, brief, fresh, afterwards } = correctionGroups
  const many = (name: string, count: number, draw: (one: Random, i: number) => Life): Life[] =>
    Array.from({ length: count }, (_, i) => draw(random.fork(`${name}/${i}`), i))
  const life = (one: Random, term: Term, end: Life['end']): Life => {
    const notifiedOn = addDays(term.from, one.int(1, 2))
    const enteredOn = workdayFrom(addDays(notifiedOn, one.int(1, 4)))
    return {
      ...term,
      town: one.pick(world.villages).code.slice(0, 9),
      notifiedOn,
      enteredOn,
      announcedOn: later(enteredOn, one.int(1, 3)),
      end,
    }
  }
  /** Some end before their term: death, or another sentence. */
  const early = (one: Random, term: Term, ends: readonly [LegalDay, LegalDay]): LegalDay => {
    const [from, to] = [addDays(term.from, 30), term.to < ends[1] ? term.to : ends[1]]
    return one.dayBetween(from < ends[0] ? ends[0] : from, to)
  }
  const years: Readonly<Record<string, number>> = { '2012': 60, '2013': 85, '2014': 105, '2015': 120, '2016': 135 }
  const everybody: Life[] = [
    ...many('past', past.left, (one, i) => {
      const year = one.weighted(years)
      const term = termWithin(one, [`${year}-01-04`, year === '2016' ? '2016-12-20' : `${year}-12-28`], ['2011-06-01', '2016-09-30'])
      return life(
        one,
        term,
        i < past.terminated ? { how: 'terminate', on: early(one, term, ['2011-09-01', '2016-12-20']) } : { how: 'release', on: term.to },
      )
    }),
    ...many('leaving', leaving.count, (one, i) => {
      // From the third week on, so that the papers of leaving are made out after the books began.
      const ends = ['2017-01-23', '2017-10-26'] as const
      const term = termWithin(one, ends, ['2013-01-01', '2016-12-09'])
      return life(one, term, i < leaving.terminated ? { how: 'terminate', on: early(one, term, ends) } : { how: 'release', on: term.to })
    }),
    ...many('staying', staying, (one) =>
      ended(life(one, termWithin(one, ['2017-11-02', '2019-10-31'], ['2014-11-01', '2016-12-09']), null)),
    ),
    ...many('brief', brief, (one) => {
      const term = termWithin(one, ['2017-03-01', '2017-10-26'], ['2016-12-29', '2017-08-20'], true)
      return life(one, term, { how: 'release', on: term.to })
    }),
    ...many('fresh', fresh, (one) => ended(life(one, termWithin(one, ['2017-11-02', '2020-10-20'], ['2016-12-30', '2017-10-20']), null))),
    ...many('afterwards', afterwards, (one) =>
      life(one, termWithin(one, ['2018-06-01', '2020-12-20'], ['2017-10-31', '2017-12-15']), null),
    ),
  ]
  const entering = new Map<string, () => string>(world.towns.map((t) => [t.code, backlog()]))
  // By the day of notice, so that the numbers of a year follow it.
  const ordered = everybody
    .map((l, i) => ({ l, i }))
    .sort((a, b) => (a.l.notifiedOn < b.l.notifiedOn ? -1 : a.l.notifiedOn > b.l.notifiedOn ? 1 : a.i - b.i))
  for (const { l, i } of ordered) live(world, script, random.fork(`life/${i}`), l, entering.get(l.town) ?? backlog())
}

/** Who stays beyond the cut-off leaves within the year when his term ends in it. */
const ended = (l: Life): Life => (l.to <= '2017-12-28' ? { ...l, end: { how: 'release', on: l.to } } : l)

function live(world: World, script: Script, random: Random, l: Life, entered: () => string): void {
  const { cast } = world
  const before = l.end !== null && l.end.on < '2016-12-26'
  const village = random.pick(world.villages.filter((v) => v.code.startsWith(l.town))).code
  const light = l.sentence !== 'fixed'
  const offence = random.weighted(
    Object.fromEntries(Object.entries(offences).map(([name, o]) => [name, !light || o.light ? o.weight : 0])) as Record<string, number>,
  )
  const p = world.person({ village, on: l.from, ages: [19, 66], sex: random.weighted({ male: 86, female: 14 }) })
  const who = cast.stationOfficer(l.town)
  const is = handle()
  const by = hands(random)
  // What lay before the books began is entered in the last week of 2016, in its order; the rest on its day.
  const at = (day: LegalDay): string => (day < '2016-12-27' ? entered() : by(day))
  const add = (day: LegalDay, play: Parameters<Script['add']>[2]) => script.add(l.town, at(day), play)
  const step = (day: LegalDay, key: string, values: Readonly<Record<string, unknown>>, actor = who) =>
    add(day, (pen) => pen.step(actor, type, is, key, values))
  const year = l.from.slice(0, 4)
  const serial = random.int(3, 420)
  const papersOn = l.notifiedOn

  add(l.notifiedOn, (pen) =>
    pen.create(who, type, is, {
      unit: l.town,
      values: {
        category: l.category,
        entry: 'new',
        sex: p.sex,
        bornOn: p.born,
        organKind: 'court',
        organ: l.category === 'parole' ? '潮州市中级人民法院' : '潮州市湘桥区人民法院',
        effectiveOn: l.from,
        notifiedOn: l.notifiedOn,
        household: p.address,
        residence: p.address,
      },
      people: [asParty('subject', p)],
    }),
  )
  step(papersOn, 'receivePapers', {
    papersOn,
    judgmentNumber:
      l.category === 'parole'
        ? `（${year}）粤51刑更${serial}号`
        : year < '2016'
          ? `（${year}）潮湘法刑初字第${serial}号`
          : `（${year}）粤5102刑初${serial}号`,
    judgedOn: addDays(l.from, l.category === 'parole' ? 0 : -11),
    crime: offences[offence]?.crime ?? 'other',
    offence,
    sentence: l.sentence,
    sentenceTerm: sentenceText(l),
    termFrom: l.from,
    ...(l.category === 'parole' ? { sentenceEndOn: l.to } : { months: l.months }),
  })
  step(l.enteredOn, 'register', { enteredOn: l.enteredOn })
  step(l.enteredOn, 'openFile', { fileOn: l.enteredOn })
  if (!before) {
    step(later(papersOn, 1) < l.enteredOn ? l.enteredOn : later(papersOn, 1), 'returnReceipt', {
      receiptOn: later(papersOn, 1) < l.enteredOn ? later(papersOn, 1) : l.enteredOn,
    })
    supervision(world, { random, l, is, add, female: p.sex === 'female', name: p.name })
  }
  const { end } = l
  if (!end) return
  if (end.how === 'terminate') {
    const dead = random.chance(0.5)
    add(end.on, async (pen) => {
      await pen.step(cast.correctionsOfficer, type, is, 'terminate', {
        leftOn: end.on,
        ...(dead
          ? { endReason: 'death', exitNote: '因病死亡，已核对死亡证明。' }
          : { endReason: 'sentenced', decisionNumber: `（${end.on.slice(0, 4)}）粤5102刑初${serial + 7}号` }),
      })
    })
    return
  }
  const summaryOn = addDays(end.on, -random.int(6, 18))
  const summarised = summaryOn < l.announcedOn ? l.announcedOn : summaryOn
  const elsewhere = random.chance(0.03)
  const helpAdvice = random.pick(['建议协助落实就业。', '建议定期走访，了解生活情况。', '建议督促家属共同帮教。'])
  add(summarised, async (pen) => {
    await pen.step(who, type, is, 'summarise', { summaryOn: summarised })
  })
  add(addDays(summarised, 1), async (pen) => {
    await pen.step(who, type, is, 'appraise', {
      finalAppraisal: '矫正期间能够遵守法律法规和监督管理规定，按时报告，参加学习和社区服务，认罪悔罪。',
      helpAdvice,
    })
  })
  add(end.on, async (pen) => {
    await pen.step(who, type, is, 'release', {
      leftOn: end.on,
      ...(elsewhere ? { excuse: 'elsewhere', exitNote: '户籍地在外县，已将材料移送当地司法行政机关。' } : {}),
    })
  })
}

function sentenceText(l: Life): string {
  const length =
    l.months % 12 === 0 ? `${l.months / 12}年` : l.months > 12 ? `${Math.floor(l.months / 12)}年${l.months % 12}个月` : `${l.months}个月`
  if (l.category === 'control') return length
  if (l.category === 'parole') return '三年'
  return l.sentence === 'detention' ? `二个月，缓刑${length}` : `十个月，缓刑${length}`
}

interface Course {
  readonly random: Random
  readonly l: Life
  readonly is: Handle
  readonly add: (day: LegalDay, play: Parameters<Script['add']>[2]) => void
  readonly female: boolean
  readonly name: string
}

/** The group, the plan, the class, and then month by month in 2017. */
function supervision(world: World, { random, l, is, add, female }: Course): void {
  const who = world.cast.stationOfficer(l.town)
  const below = (day: LegalDay, kind: string, values: Readonly<Record<string, unknown>>) =>
    add(day, (pen) => pen.create(who, `community-corrections.${kind}`, handle(), { parent: is.id, values }))
  const member = random.pick(world.villages.filter((v) => v.code.startsWith(l.town)))
  below(l.enteredOn, 'member', {
    name: world.person({ village: member.code, on: l.enteredOn, sex: female ? 'female' : 'male' }).name,
    kind: random.pick(['village', 'village', 'women', 'volunteer']),
    woman: female,
    knowsMinors: false,
    joinedOn: l.enteredOn,
    pledgedOn: l.enteredOn,
  })
  add(l.announcedOn, async (pen) => {
    await pen.step(who, type, is, 'announce', { announcedOn: l.announcedOn })
  })
  below(l.announcedOn, 'plan', {
    madeOn: l.announcedOn,
    situation: '家庭关系稳定，有固定住处，认罪态度较好。',
    measures: '每月报告一次，参加集中学习和社区服务各不少于八小时，司法所定期走访。',
  })
  const strict = random.weighted({ ordinary: 70, lenient: 18, strict: 12 })
  below(l.announcedOn, 'classification', {
    assessedOn: l.announcedOn,
    managementClass: strict,
    reasons: '综合犯罪情况、日常表现和家庭支持评定。',
  })

  const last = l.end?.on ?? '2018-01-01'
  const phase = random.int(0, 2)
  for (let m = 1; m <= 12; m += 1) {
    const month = `2017-${String(m).padStart(2, '0')}`
    const day = (from: number, to: number) => workdayFrom(`${month}-${String(random.int(from, to)).padStart(2, '0')}`, `${month}-27`)
    const [reported, visited, taught, served] = [day(3, 12), day(9, 20), day(6, 24), day(6, 24)]
    const fits = (on: LegalDay) => on > addDays(l.announcedOn, 8) && on < last
    if (fits(reported))
      below(reported, 'report', {
        reportedOn: reported,
        kind: random.pick(['inPerson', 'regular', 'written']),
        content: random.pick([
          '本月在家务农，生活正常，没有外出。',
          '本月在本区企业上班，工作稳定。',
          '本月经营小店，家庭和睦，遵守各项规定。',
        ]),
      })
    const near = m >= 9 && m <= 10
    if (fits(visited) && (m % 3 === phase || m === 10)) {
      const kind = random.weighted({ home: 75, work: 10, community: 15 })
      below(visited, 'visit', { visitedOn: visited, kind, met: true, record: '见到本人，家属反映表现正常，已提醒按时报告。' })
    }
    if (fits(taught) && (near || random.chance(0.2)))
      below(taught, 'education', {
        attendedOn: taught,
        kind: random.pick(['collective', 'individual']),
        topic: random.pick(['刑法与社区矫正规定', '公民道德与家庭责任', '远离毒品和酒驾']),
        hours: 8,
      })
    if (fits(served) && (near || random.chance(0.2)))
      below(served, 'service', {
        servedOn: served,
        content: random.pick(['打扫社区公共场所', '协助敬老院整理环境', '清理河岸垃圾']),
        place: member.name,
        hours: 8,
      })
  }
  if (random.chance(0.1)) warned(world, random, l, is, add, last)
  if (random.chance(0.14)) away(world, random, l, is, add, last)
}

function warned(world: World, random: Random, l: Life, is: Handle, add: Course['add'], last: LegalDay): void {
  const on = workdayFrom(random.dayBetween('2017-02-10', '2017-10-12'))
  if (on < addDays(l.announcedOn, 20) || later(on, 6) >= last) return
  const warning = handle()
  const kind = 'community-corrections.warning'
  const who = world.cast.stationOfficer(l.town)
  add(on, (pen) =>
    pen.create(who, kind, warning, {
      parent: is.id,
      values: { ground: 'education', misconduct: '连续两次无故不参加集中学习，经教育仍不改正。', verifiedOn: on },
    }),
  )
  const decidedOn = later(on, 3)
  add(decidedOn, (pen) => pen.step(world.cast.correctionsOfficer, kind, warning, 'decide', { decidedOn, decision: 'granted' }))
  add(later(decidedOn, 1), (pen) => pen.step(who, kind, warning, 'serve', { servedOn: later(decidedOn, 1) }))
}

function away(world: World, random: Random, l: Life, is: Handle, add: Course['add'], last: LegalDay): void {
  const appliedOn = workdayFrom(random.dayBetween('2017-02-13', '2017-10-30'))
  const fromOn = addDays(appliedOn, 3)
  const untilOn = addDays(fromOn, random.int(2, 5))
  if (appliedOn < addDays(l.announcedOn, 12) || later(untilOn, 2) >= last) return
  const leave = handle()
  const kind = 'community-corrections.leave'
  const who = world.cast.stationOfficer(l.town)
  const [reason, explanation] = random.pick([
    ['medical', '到外地医院复查，已提供预约凭证。'],
    ['family', '参加亲属婚礼，已提供请柬。'],
    ['work', '到外地洽谈订货，已提供单位证明。'],
  ] as const)
  const destination = random.pick(['广州市', '汕头市', '厦门市', '深圳市'])
  add(appliedOn, (pen) =>
    pen.create(who, kind, leave, { parent: is.id, values: { appliedOn, reason, explanation, destination, fromOn, untilOn } }),
  )
  add(appliedOn, (pen) => pen.step(who, kind, leave, 'check', { findings: '材料属实，同意外出。' }))
  add(later(appliedOn, 1), (pen) => pen.step(world.cast.stationHead(l.town), kind, leave, 'approveAtStation', {}))
  const back = workdayFrom(untilOn)
  add(back, (pen) => pen.step(who, kind, leave, 'comeBack', { returnedOn: untilOn }))
}
