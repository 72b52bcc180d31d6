import { addDays, type LegalDay } from '../src/law/index.ts'
import type { Actor } from '../src/services/access/access.ts'
import { drawDays, hands, later, workdayFrom } from './calendar.ts'
import type { Campaigns } from './campaigns.ts'
import { county, firstTown } from './cast.ts'
import { asParty, type Committee, type Committees, type World } from './committees.ts'
import { type Narrative, type NarrativeKind, narrative, type Plot, plotOf, type Sides, settlement } from './disputes.ts'
import type { FictionalPerson } from './names.ts'
import { bodyOf, houseIn } from './places.ts'
import type { Random } from './random.ts'
import { type Handle, handle, type Script } from './script.ts'

/** The last day that the published figures cover. */
export const cutOff: LegalDay = '2017-10-31'

/** What the report of 2017 says and what can be true at the same time; docs/seed-map.md gives the reading. */
export const targets = {
  found: 6065,
  participants: 6281,
  accepted: 1161,
  complex: 2,
  hospitalAccepted: 20,
  hospitalSucceeded: 19,
  hospitalPaidYuan: 2_145_000,
} as const

/** The two months after the cut-off go on at the year's pace. */
const rest = { found: 1182, cases: 214, fromFound: 108 } as const
const casesFromFound = 560

const kinds = {
  family: 21,
  neighbour: 27,
  housing: 9,
  contract: 5,
  business: 3,
  damages: 9,
  land: 4,
  expropriation: 2,
  environment: 3,
  labour: 5,
  consumer: 4,
  traffic: 6,
  property: 4,
  other: 5,
} as const satisfies Partial<Record<NarrativeKind, number>>

interface Story extends Narrative {
  readonly plot: Plot
  readonly kind: NarrativeKind
  readonly village: string
  readonly place: string
  readonly sides: Sides
  readonly first: FictionalPerson
  readonly second: { readonly name: string; readonly person: FictionalPerson | null }
}

/** Writes down the year of people's mediation: rounds, disputes found and what became of them, cases of all sources, medical cases, allowances. */
export function mediationYear(world: World, script: Script, committees: Committees, campaigns: Campaigns): void {
  const tell = storyteller(world)
  const rounds = organiseRounds(world, script, campaigns)
  foundDisputes(world, script, committees, tell, rounds)
  directCases(world, script, committees, tell)
  medicalCases(world, script, committees.medical, tell)
}

/** Stories of which no two are alike. */
function storyteller(
  world: World,
): (random: Random, kind: NarrativeKind, village: string, day: LegalDay, wish?: (p: Plot) => boolean) => Story {
  const told = new Set<string>()
  const names = new Map(world.villages.map((v) => [v.code, v.name]))
  return (random, kind, village, day, wish = () => true) => {
    for (;;) {
      const plot = plotOf(random, kind)
      if (!wish(plot)) continue
      const first = world.person({ village, on: day, ...plot.first })
      const person = plot.against === 'person' ? world.person({ village, on: day, ...plot.second }) : null
      const second = plot.against === 'person' ? { name: person?.name ?? '', person } : { name: bodyOf(random, plot.against).name, person }
      const sides = { first: first.name, second: second.name, village: names.get(village) ?? village, house: houseIn(random) }
      const said = narrative(random, plot, sides)
      if (told.has(said.summary)) continue
      told.add(said.summary)
      return { ...said, plot, kind, village, place: sides.village + sides.house, sides, first, second }
    }
  }
}

/** Heavier and lighter villages: drawn once for the year. */
function villageWeights(world: World): Record<string, number> {
  const random = world.random.fork('weights')
  return Object.fromEntries(world.villages.map((v) => [v.code, (v.code.startsWith(firstTown) ? 1.3 : 1) * (0.5 + 1.5 * random.next())]))
}

interface Held {
  readonly day: LegalDay
  readonly is: Handle
}

/** One round a month in every village, and as many people as the year's figure says. */
function organiseRounds(world: World, script: Script, campaigns: Campaigns): Map<string, Held[]> {
  const random = world.random.fork('rounds')
  const held = new Map<string, Held[]>(world.villages.map((v) => [v.code, []]))
  const plans = world.villages.flatMap((village) =>
    Array.from({ length: 12 }, (_, m) => {
      const month = `2017-${String(m + 1).padStart(2, '0')}`
      return {
        village,
        day: workdayFrom(random.dayBetween(`${month}-03`, `${month}-24`), `${month}-28`),
        people: 3 + random.int(0, 2),
        is: handle(),
      }
    }),
  )
  const counted = plans.filter((p) => p.day <= cutOff)
  let excess = counted.reduce((sum, p) => sum + p.people, 0) - targets.participants
  while (excess !== 0) {
    const plan = random.pick(counted)
    if (excess > 0 && plan.people > 2) plan.people -= 1
    else if (excess < 0) plan.people += 1
    else continue
    excess += excess > 0 ? -1 : 1
  }
  for (const { village, day, people, is } of plans) {
    const campaign = campaigns.find((c) => c.startsOn <= day && day <= c.endsOn)
    held.get(village.code)?.push({ day, is })
    script.add(village.code.slice(0, 9), hands(random)(day), (pen) =>
      pen.create(world.cast.villageHand(village.code), 'mediation.round', is, {
        unit: village.code,
        values: {
          heldOn: day,
          place: `${village.name}辖区`,
          period: campaign?.period ?? 'routine',
          participants: people,
          ...(campaign ? { campaign: campaign.is.id } : {}),
        },
      }),
    )
  }
  return held
}

type Tell = ReturnType<typeof storyteller>

function foundDisputes(world: World, script: Script, committees: Committees, tell: Tell, rounds: Map<string, Held[]>): void {
  const random = world.random.fork('disputes')
  const weights = villageWeights(world)
  const { cast } = world
  const parts = [
    { count: targets.found, accepted: casesFromFound, from: '2017-01-01', to: cutOff, last: cutOff },
    { count: rest.found, accepted: rest.fromFound, from: '2017-11-01', to: '2017-12-31', last: '2017-12-29' },
  ] as const
  for (const part of parts) {
    const days = drawDays(random, part.count, part.from, part.to)
    const accepted = new Set(random.shuffle(days.map((_, i) => i)).slice(0, part.accepted))
    for (const [i, day] of days.entries()) {
      const one = random.fork(`${part.from}/${i}`)
      const village = one.weighted(weights)
      const lane = village.slice(0, 9)
      const story = tell(one, one.weighted(kinds), village, day)
      const at = hands(one)
      const is = handle()
      const round = rounds.get(village)?.findLast((r) => r.day < day && r.day.slice(0, 7) === day.slice(0, 7))
      const finder = cast.villageFinder(village)
      const hand = cast.villageHand(village)
      const becomes = accepted.has(i) ? 'accept' : one.weighted({ settle: 90, prevent: 7, hand: 1.4, wait: 0.35 })
      const personsConcerned = Number(one.weighted({ '2': 70, '3': 15, '4': 10, '6': 5 }))
      const risk = one.weighted({ none: 86, yellow: 12, orange: 1.8, red: becomes === 'accept' || becomes === 'hand' ? 0.6 : 0 })
      script.add(lane, at(day), (pen) =>
        pen.create(finder, 'mediation.dispute', is, {
          unit: village,
          values: {
            kind: story.kind,
            summary: story.summary,
            foundOn: day,
            place: story.place,
            ...(risk === 'none' ? {} : { risk }),
            ...(round ? { round: round.is.id } : {}),
            personsConcerned,
          },
        }),
      )
      if (becomes === 'accept') {
        const acceptedOn = workdayFrom(addDays(day, risk === 'red' ? 0 : one.int(0, 4)), part.last)
        const on = acceptedOn < day ? day : acceptedOn
        openCase(world, script, {
          random: one,
          at,
          lane,
          committee: committeeFor(one, committees, story),
          story,
          acceptedOn: on,
          source: 'initiative',
          dispute: is,
        })
        continue
      }
      if (becomes === 'wait') continue
      const on = addDays(day, one.chance(0.62) ? one.int(0, 3) : one.int(4, 15))
      if (becomes === 'hand')
        script.add(lane, at(on), (pen) =>
          pen.step(hand, 'mediation.dispute', is, 'hand', {
            handedOn: on,
            organ: organOf[story.kind] ?? 'other',
            result: '经了解，该事项依法应由有关机关处理，已告知当事人并移交。',
          }),
        )
      else {
        const result = settlement(one, story.plot, story.sides, null)
        script.add(lane, at(on), (pen) =>
          becomes === 'prevent'
            ? pen.step(hand, 'mediation.dispute', is, 'prevent', { preventedOn: on, result })
            : pen.step(hand, 'mediation.dispute', is, 'settle', { settledOn: on, result }),
        )
      }
    }
  }
}

const organOf: Partial<Record<NarrativeKind, string>> = {
  labour: 'labour',
  land: 'land',
  damages: 'police',
  family: 'civil',
  traffic: 'police',
  expropriation: 'petitions',
}

/** Most in the village, the harder ones in the town. */
const committeeFor = (random: Random, committees: Committees, story: Story): Committee =>
  committees.of(random.chance(0.78) ? story.village : story.village.slice(0, 9))

function directCases(world: World, script: Script, committees: Committees, tell: Tell): void {
  const random = world.random.fork('cases')
  const weights = villageWeights(world)
  const parts = [
    { count: targets.accepted - targets.hospitalAccepted - casesFromFound, complex: targets.complex, from: '2017-01-01', to: cutOff },
    { count: rest.cases - rest.fromFound, complex: 1, from: '2017-11-01', to: '2017-12-31' },
  ] as const
  for (const part of parts) {
    const days = drawDays(random, part.count, part.from, part.to)
    const complex = new Set(random.shuffle(days.map((_, i) => i)).slice(0, part.complex))
    for (const [i, day] of days.entries()) {
      const one = random.fork(`${part.from}/${i}`)
      const village = one.weighted(weights)
      const hard = complex.has(i)
      const story = tell(one, hard ? 'expropriation' : one.weighted(kinds), village, day)
      const toFamily = story.kind === 'family' && day >= '2017-06-01' && one.chance(0.35)
      const committee = toFamily ? committees.family : hard ? committees.of(village.slice(0, 9)) : committeeFor(one, committees, story)
      const source = one.weighted({ application: 76, police: 11, court: 7, petitions: 4, otherOrgan: 2 })
      const lane = committee.unit === county ? county : village.slice(0, 9)
      openCase(world, script, {
        random: one,
        at: hands(one),
        lane,
        committee,
        story,
        acceptedOn: day,
        source,
        difficulty: hard ? 'complex' : undefined,
      })
    }
  }
}

interface Opening {
  readonly random: Random
  readonly at: (day: LegalDay) => string
  readonly lane: string
  readonly committee: Committee
  readonly story: Story
  readonly acceptedOn: LegalDay
  readonly source: string
  readonly difficulty?: 'complex' | undefined
  readonly dispute?: Handle
}

const actorFor = (world: World, committees: { unit: string; name: string }) =>
  committees.unit === county
    ? committees.name.includes('医疗')
      ? world.cast.medicalHead
      : world.cast.familyHead
    : world.cast.villageHand(committees.unit)

const values = (story: Story, committee: Committee) => ({
  kind: story.kind,
  summary: story.summary,
  committee: committee.is.id,
  level: committee.unit === county ? 'county' : committee.unit.length > 9 ? 'village' : 'township',
  ...(story.claimed === null ? {} : { amountClaimed: story.claimed }),
})

const parties = (story: Story) => [
  asParty('applicant', story.first),
  story.second.person ? asParty('respondent', story.second.person) : { role: 'respondent', name: story.second.name },
]

/** A case from its acceptance to the archive, as it goes in a village or a town. */
function openCase(world: World, script: Script, o: Opening): void {
  const { random, at, lane, committee, story } = o
  const who = actorFor(world, committee)
  const is = handle()
  const difficulty = o.difficulty ?? random.weighted({ simple: 55, ordinary: 45 })
  const mediator = random.pick(committee.mediators)
  const written = o.source === 'application' && random.chance(0.5)
  script.add(lane, at(o.acceptedOn), (pen) =>
    pen.create(who, 'mediation.case', is, {
      unit: committee.unit,
      values: {
        ...values(story, committee),
        acceptedOn: o.acceptedOn,
        source: o.source,
        difficulty,
        written,
        ...(o.dispute ? { dispute: o.dispute.id } : {}),
      },
      people: parties(story),
    }),
  )
  const begunOn = later(o.acceptedOn, difficulty === 'simple' ? 0 : random.int(1, 4))
  const resultOn = difficulty === 'simple' ? begunOn : later(begunOn, difficulty === 'complex' ? random.int(14, 22) : random.int(0, 13))
  const outcome = random.weighted({ agreed: 965, failed: 21, terminated: 9, referred: 5 })
  const step = (day: LegalDay, key: string, form: () => Readonly<Record<string, unknown>>) =>
    script.add(lane, at(day), (pen) => pen.step(who, 'mediation.case', is, key, form()))
  const oral = outcome === 'agreed' && difficulty === 'simple' && random.chance(0.7)
  if (!oral) step(begunOn, 'begin', () => ({ mediationFrom: begunOn, mediator: mediator.id, consent: true }))
  if (!oral || difficulty !== 'simple')
    script.add(lane, at(resultOn), (pen) =>
      pen
        .create(who, 'mediation.session', handle(), {
          parent: is.id,
          values: {
            heldOn: resultOn,
            place: `${committee.name}调解室`,
            toldRights: true,
            record: `${story.sides.first}陈述：${story.summary}调解员告知双方权利义务，听取双方意见，讲明有关法律规定和村规民约，组织双方协商。`,
          },
        })
        .then(() => undefined),
    )
  if (outcome !== 'agreed') {
    const reason = {
      failed: '双方分歧较大，多次协商未能达成一致。',
      terminated: '一方当事人明确表示不再接受调解。',
      referred: '经了解，争议应由有关机关依法处理。',
    }[outcome]
    const key = { failed: 'fail', terminated: 'terminate', referred: 'refer' }[outcome]
    step(resultOn, key, () => ({ resultOn, reason, ...(outcome === 'referred' ? { organ: organOf[story.kind] ?? 'court' } : {}) }))
    const archivedOn = later(resultOn, random.int(3, 20))
    step(archivedOn, 'archive', () => ({ archivedOn }))
    return
  }
  const pays = story.plot.payable && story.claimed !== null && random.chance(0.8)
  const until = later(resultOn, random.int(5, 30))
  const amount = pays ? Math.max(50, Math.round(((story.claimed ?? 0) * random.int(45, 95)) / 5000) * 50) : 0
  const terms = settlement(random, story.plot, story.sides, pays ? { amount, until } : null)
  const status = story.kind === 'family' && /离婚|抚养|收养/.test(story.summary)
  const averted = random.chance(0.012) ? { averted: [random.pick(['crime', 'petition', 'brawl'])], avertedPeople: random.int(2, 12) } : {}
  step(resultOn, oral ? 'agreeOrally' : 'agreeInWriting', () => ({
    agreedOn: resultOn,
    terms,
    ...(pays ? { amountAgreed: amount, performBy: until } : {}),
    ...(oral || !status ? {} : { status }),
    ...averted,
  }))
  const performedOn = pays ? workdayFrom(addDays(until, -random.int(0, 4)), until) : later(resultOn, random.int(0, 6))
  const done = performedOn < resultOn ? resultOn : performedOn
  if (pays)
    script.add(lane, at(done), (pen) => pen.create(who, 'mediation.payment', handle(), { parent: is.id, values: { paidOn: done, amount } }))
  const confirms = !oral && !status && pays && random.chance(0.035)
  if (confirms) confirmation(script, { lane, at, who, is, random, agreedOn: resultOn })
  const kept = random.chance(0.94)
  if (kept) step(done, 'perform', () => ({ performedOn: done }))
  if (!kept || random.chance(0.2)) {
    const visitedOn = later(done, random.int(5, 25))
    const way = random.pick(['call', 'visit'])
    const performance = kept ? 'full' : random.pick(['part', 'none'])
    script.add(lane, at(visitedOn), async (pen) => {
      await pen.create(who, 'mediation.visit', handle(), {
        parent: is.id,
        values: {
          visitedOn,
          way,
          performance,
          record: kept ? '双方关系正常，协议已履行，没有新的争议。' : '一方称手头紧，请求宽限，已督促按协议履行。',
        },
      })
    })
    if (kept) archive(visitedOn)
  } else archive(done)

  function archive(after: LegalDay): void {
    const archivedOn = later(after, random.int(2, 18))
    if (!random.chance(0.93)) return
    step(archivedOn, 'archive', () => ({ archivedOn }))
    if (random.chance(0.09))
      allowance(world, script, { lane, at, random, is, mediator, grade: oral ? 'oral' : difficulty, after: archivedOn, committee })
  }
}

function confirmation(
  script: Script,
  o: { lane: string; at: (day: LegalDay) => string; who: Actor; is: Handle; random: Random; agreedOn: LegalDay },
): void {
  const { lane, at, who, is, random } = o
  const asked = later(o.agreedOn, random.int(0, 2))
  const accepted = later(asked, 3)
  const decided = later(accepted, random.int(4, 14))
  const court = handle()
  const serial = random.int(11, 260)
  script.add(lane, at(asked), (pen) => pen.step(who, 'mediation.case', is, 'askConfirmation', { confirmAskedOn: asked }))
  script.add(lane, at(asked), (pen) =>
    pen.create(who, 'mediation.confirmation', court, { parent: is.id, values: { court: '潮州市湘桥区人民法院', askedOn: asked } }),
  )
  script.add(lane, at(accepted), (pen) =>
    pen.step(who, 'mediation.confirmation', court, 'accept', { acceptedOn: accepted, caseNumber: `（2017）粤5102民特${serial}号` }),
  )
  script.add(lane, at(decided), async (pen) => {
    await pen.step(who, 'mediation.confirmation', court, 'decide', { decidedOn: decided, decision: 'confirmed' })
  })
}

/** 「以案定补」 for some of the archived cases. */
function allowance(
  world: World,
  script: Script,
  o: {
    lane: string
    at: (day: LegalDay) => string
    random: Random
    is: Handle
    mediator: Handle
    grade: string
    after: LegalDay
    committee: Committee
  },
): void {
  if (o.committee.unit === county) return
  const town = o.committee.unit.slice(0, 9)
  const { cast } = world
  const claim = handle()
  const type = 'mediation.subsidy'
  const claimedOn = later(o.after, o.random.int(1, 6))
  const checkedOn = later(claimedOn, o.random.int(1, 8))
  const verifiedOn = later(checkedOn, o.random.int(2, 12))
  const publishedOn = later(verifiedOn, 3)
  const paidOn = later(publishedOn, 8)
  const { lane, at } = o
  script.add(lane, at(claimedOn), (pen) =>
    pen.create(cast.stationOfficer(town), type, claim, { parent: o.is.id, values: { claimedOn, mediator: o.mediator.id, grade: o.grade } }),
  )
  script.add(lane, at(checkedOn), (pen) => pen.step(cast.stationHead(town), type, claim, 'check', { checkedOn }))
  script.add(lane, at(verifiedOn), (pen) => pen.step(cast.mediationOfficer, type, claim, 'verify', { verifiedOn }))
  script.add(lane, at(publishedOn), (pen) => pen.step(cast.mediationOfficer, type, claim, 'publish', { publishedOn }))
  script.add(lane, at(paidOn), (pen) => pen.step(cast.mediationOfficer, type, claim, 'pay', { paidOn }))
}

/** Medical cases: thirty working days, 20 accepted by the cut-off, 19 agreed, one not; what is paid adds up to the published sum. */
function medicalCases(world: World, script: Script, committee: Committee, tell: Tell): void {
  const random = world.random.fork('medical')
  const { cast } = world
  const who = cast.medicalHead
  const days = [
    ...drawDays(random, targets.hospitalAccepted, '2017-01-04', '2017-09-08'),
    ...drawDays(random, 4, '2017-11-02', '2017-12-20'),
  ].map((d) => workdayFrom(d))
  const failing = 11
  const free = new Set([4, 16])
  const payers = Array.from({ length: targets.hospitalAccepted }, (_, i) => i).filter((i) => i !== failing && !free.has(i))
  const shares = new Map(payers.map((i) => [i, random.int(8, 100)]))
  const whole = [...shares.values()].reduce((a, b) => a + b, 0)
  const sums = new Map(payers.map((i) => [i, Math.round((targets.hospitalPaidYuan * (shares.get(i) ?? 0)) / whole / 500) * 500]))
  const [first = 0] = payers
  sums.set(first, (sums.get(first) ?? 0) + targets.hospitalPaidYuan - [...sums.values()].reduce((a, b) => a + b, 0))
  for (const [i, acceptedOn] of days.entries()) {
    const one = random.fork(String(i))
    const inTime = i < targets.hospitalAccepted
    const paid = inTime ? (sums.get(i) ?? null) : one.int(20, 160) * 500
    const story = tell(one, 'medical', one.pick(world.villages).code, acceptedOn, (p) => paid === null || p.payable)
    const at = hands(one)
    const is = handle()
    const step = (day: LegalDay, key: string, form: Readonly<Record<string, unknown>>) =>
      script.add(county, at(day), (pen) => pen.step(who, 'mediation.case', is, key, form))
    const pay = (day: LegalDay, amount: number) =>
      script.add(county, at(day), (pen) =>
        pen.create(who, 'mediation.payment', handle(), { parent: is.id, values: { paidOn: day, amount } }),
      )
    const mediator = one.pick(committee.mediators)
    const source = one.pick(['application', 'application', 'otherOrgan'])
    const asked = paid === null ? null : Math.round((paid * one.int(130, 260)) / 50_000) * 500
    script.add(county, at(acceptedOn), (pen) =>
      pen.create(who, 'mediation.case', is, {
        unit: county,
        values: {
          ...values(story, committee),
          ...(asked === null ? {} : { amountClaimed: asked }),
          acceptedOn,
          source,
          difficulty: 'ordinary',
          written: true,
        },
        people: parties(story),
      }),
    )
    const begunOn = later(acceptedOn, one.int(1, 4))
    script.add(county, at(begunOn), (pen) =>
      pen.step(who, 'mediation.case', is, 'begin', { mediationFrom: begunOn, mediator: mediator.id, consent: true }),
    )
    const expert = i % 5 === 2
    const resultOn = later(begunOn, expert ? 32 : one.int(10, 30))
    if (expert) {
      const [from, to] = [later(begunOn, 3), later(begunOn, 20)]
      step(from, 'beginExpertise', {})
      step(to, 'endExpertise', {})
    }
    script.add(county, at(resultOn), (pen) =>
      pen.create(who, 'mediation.session', handle(), {
        parent: is.id,
        values: {
          heldOn: resultOn,
          place: '湘桥区医疗纠纷人民调解委员会调解室',
          toldRights: true,
          record: `患方陈述：${story.summary}医方说明诊疗经过，专家意见已送达双方，调解员组织双方就责任和数额协商。`,
        },
      }),
    )
    const archivedOn = (after: LegalDay) => later(after, one.int(5, 15))
    if (inTime && i === failing) {
      step(resultOn, 'fail', { resultOn, reason: '双方对过错程度分歧较大，患方决定向人民法院起诉。' })
      const on = archivedOn(resultOn)
      step(on, 'archive', { archivedOn: on })
      continue
    }
    const until = workdayFrom(addDays(resultOn, one.int(5, 18)))
    const terms = settlement(one, story.plot, story.sides, paid === null ? null : { amount: paid, until })
    step(resultOn, 'agreeInWriting', { agreedOn: resultOn, terms, ...(paid === null ? {} : { amountAgreed: paid, performBy: until }) })
    const done = paid === null ? later(resultOn, 2) : until
    if (paid !== null) {
      const half = Math.round(paid / 1000) * 500
      if (i % 7 === 3) {
        const early = later(resultOn, 2)
        pay(early, half)
        pay(done, paid - half)
      } else pay(done, paid)
    }
    step(done, 'perform', { performedOn: done })
    const on = archivedOn(done)
    step(on, 'archive', { archivedOn: on })
  }
}
