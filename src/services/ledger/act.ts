import type { Bureau, Changes, Given, Kept, Opening, Seen, Step } from '../../kernel/index.ts'
import { asked, blankValues, filledIn, isRefusal, isSealed, plan, ruleBroken } from '../../kernel/index.ts'
import type { Actor, Holding } from '../access/access.ts'
import type { Clock } from '../clock.ts'
import type { AskDue, Clocked, Move } from '../deadlines/reconcile.ts'
import type { Tx } from '../store/index.ts'
import { type Link, linkText, type Seals } from './chain.ts'
import { checkLinks, checkPeople, checkSingle, checkUnit, datedCodes, dayOf, formOf } from './checks.ts'
import { type Desk, loadedFrom, withHeld } from './desk.ts'
import { factsWith, type Loaded, loadRecord, loadRelatives, type Part, type Relatives, type Wanted, wantedBy } from './load.ts'
import { fillNumber, placeOf } from './naming.ts'
import { missingLink, missingParent, refusalFault } from './refusals.ts'
import { patchOf, type Stored } from './row.ts'
import { nothingWritten, type Written } from './write.ts'

/** What an act may know of the world outside the ledger: prepared before the transaction, so that nothing in it waits for anything else. */
export interface Around {
  readonly bureau: Bureau
  readonly clock: Clock
  readonly seals: Seals
  readonly ask: AskDue
  readonly units: Given['units']
  readonly unitName: (code: string) => string
  readonly parameters: (line: string) => Readonly<Record<string, number>>
  /** Months of figures that a change touches. */
  readonly marks: (kept: Kept, before: Stored | null, after: Stored | null) => readonly string[]
  /** Takes the next value of a gap-free number inside the act. */
  readonly nextNumber: (tx: Tx, name: string, year: number) => Promise<number>
}

/** A clock that an act started, moved or ended. */
export interface MovedClock extends Move {
  readonly type: string
  readonly id: string
}

/** A record in the hands of an act. */
export interface Touched {
  readonly loaded: Loaded
  /** As the database has it; null while it is not there. */
  readonly stored: Stored | null
  /** As it was when the present act began. */
  before: Stored | null
  now: Stored
  /** As it stands in lists and in the search. */
  title: string
  parts: Part[]
  clocks: Map<string, Clocked>
  last: { seq: number; hash: string }
  lastBy: Readonly<Record<string, string>>
}

/** One act: a person's step with all its consequences, gathered first and written together. */
export interface Act {
  readonly id: string
  readonly at: string
  readonly today: string
  readonly actor: Actor
  readonly by: Holding
  readonly reason: string | null
  readonly tx: Tx
  readonly around: Around
  /** What earlier acts of the same transaction have left to be written. */
  readonly desk: Desk
  readonly touched: Map<string, Touched>
  readonly written: Written
  readonly clocks: MovedClock[]
  depth: number
}

/** Begins an act. `by` is the post that the access service granted it to. */
export function beginAct(around: Around, tx: Tx, desk: Desk, actor: Actor, by: Holding, reason: string | null): Act {
  return {
    id: around.clock.newId(),
    at: around.clock.now(),
    today: around.clock.today(),
    actor,
    by,
    reason,
    tx,
    around,
    desk,
    touched: new Map(),
    written: nothingWritten(),
    clocks: [],
    depth: 0,
  }
}

/** Takes a record that is loaded and locked, or lies on the desk, into the act. */
export function take(act: Act, loaded: Loaded): void {
  const { id } = loaded.record
  if (act.touched.has(id)) return
  const held = act.desk.records.get(id)
  if (held) held.before = held.now
  act.touched.set(
    id,
    held ?? {
      loaded,
      stored: loaded.record,
      before: loaded.record,
      now: loaded.record,
      title: '',
      parts: [...loaded.parts],
      clocks: new Map(loaded.clocks.map((c) => [clockKey(c), c])),
      last: loaded.last,
      lastBy: loaded.lastBy,
    },
  )
}

/** A clock within its record. */
export const clockKey = (c: Clocked): string => `${c.key}/${c.since}`

/** What a new record needs to begin: its step, values, unit, parent and people. */
export interface Beginning {
  readonly step: string
  readonly values: Readonly<Record<string, unknown>>
  readonly unit: string
  readonly parentId: string | null
  readonly people: readonly Part[]
}

/** Opens a record by one of its `new` steps. Returns its id. */
export async function open(act: Act, kept: Kept, begin: Beginning): Promise<string> {
  const step = kept.procedure.steps[begin.step]
  if (!step) throw refusalFault({ code: 'step.unknown', zh: '没有这个办理环节', en: 'No such step' })
  const form = formOf(kept, step, begin.values)
  const on = dayOf(act, kept, step, form)
  const blank = blankValues(kept.type)
  const id = act.around.clock.newId()
  const record: Stored = {
    id,
    unit: begin.unit,
    stage: 'new',
    number: null,
    version: 0,
    sealed: false,
    createdAt: act.at,
    createdBy: act.actor.account,
    updatedAt: act.at,
    voidedAt: null,
    parentId: begin.parentId,
    values: blank,
  }
  checkPeople(kept, begin.people)
  checkUnit(act, begin.unit)
  await checkLinks(act, kept, form)
  await checkSingle(act, kept, begin.people)
  const relatives = await relativesOf(act, kept, step, { id: null, parentId: begin.parentId })
  if (kept.type.parent && !relatives.parent) throw missingParent(kept)
  const given = givenFor(act, kept, step, record, form, on, relatives)
  const facts = factsWith({ values: record.values, stage: null, id: null }, begin.people, relatives)
  const outcome = plan(kept, begin.step, given, facts, {})
  if (isRefusal(outcome)) throw refusalFault(outcome)
  datedCodes(kept, form, on)
  const number = kept.type.number ? await numberOf(act, kept, outcome.unit, String(outcome.values[kept.type.numberDay ?? ''] ?? on)) : null
  const now: Stored = {
    ...record,
    values: outcome.values,
    stage: outcome.stage,
    unit: outcome.unit,
    sealed: outcome.sealed,
    number,
    version: 1,
  }
  const loaded: Loaded = { kept, record: now, parts: begin.people, clocks: [], last: { seq: 0, hash: '' }, lastBy: {} }
  act.touched.set(id, {
    loaded,
    stored: null,
    before: null,
    now,
    title: '',
    parts: [...begin.people],
    clocks: new Map(),
    last: loaded.last,
    lastBy: {},
  })
  begin.people.forEach((p, position) => {
    act.written.parts.push({ bureau: act.actor.bureau, record_id: id, role: p.role, person: p.person, record_type: kept.type.id, position })
  })
  chain(act, id, 'step', begin.step, on, { ...patchOf(kept, {}, now.values), ...peoplePatch(begin.people) })
  await consequences(act, kept, id, outcome.changes)
  return id
}

/** Takes a step on a record that is already in the act. */
export async function advance(act: Act, id: string, key: string, values: Readonly<Record<string, unknown>>): Promise<void> {
  const t = touchedOf(act, id)
  const { kept } = t.loaded
  const step = kept.procedure.steps[key]
  if (!step) throw refusalFault({ code: 'step.unknown', zh: '没有这个办理环节', en: `No step "${key}"` })
  const relatives = await relativesOf(act, kept, step, { id, parentId: t.now.parentId })
  const facts = factsWith({ values: t.now.values, stage: t.now.stage, id }, t.parts, relatives)
  // The stage and the gates are judged before the form: who may not take the step is not asked to fill it in.
  const form = formOf(kept, step, values)
  const on = dayOf(act, kept, step, form)
  await checkLinks(act, kept, form)
  const outcome = plan(kept, key, givenFor(act, kept, step, t.now, form, on, relatives), facts, t.lastBy)
  if (isRefusal(outcome)) throw refusalFault(outcome)
  datedCodes(kept, form, on)
  if (outcome.unit !== t.now.unit) checkUnit(act, outcome.unit)
  const patch = patchOf(kept, t.now.values, outcome.values)
  t.now = { ...t.now, values: outcome.values, stage: outcome.stage, unit: outcome.unit, sealed: outcome.sealed }
  chain(act, id, 'step', key, on, { ...patch, ...alsoPatch(step, form) })
  await consequences(act, kept, id, outcome.changes)
}

/** Changes fields of a record outside its procedure: a correction, or what a record below it says. */
export async function amend(
  act: Act,
  id: string,
  kind: 'correct' | 'step',
  step: string | null,
  values: Readonly<Record<string, unknown>>,
  on: string,
  people?: readonly Part[],
): Promise<void> {
  const t = touchedOf(act, id)
  const { kept } = t.loaded
  const after = { ...t.now.values, ...values }
  const patch = patchOf(kept, t.now.values, after)
  const parts = people ?? t.parts
  const facts = factsWith(
    { values: after, stage: t.now.stage, id },
    parts,
    await relativesOf(act, kept, { need: [], reads: [] }, { id, parentId: t.now.parentId }),
  )
  const broken = ruleBroken(kept, facts)
  if (broken) throw refusalFault(broken)
  t.now = { ...t.now, values: after, sealed: isSealed(kept, facts) }
  t.parts = [...parts]
  if (step === kept.type.id && widen(act, id, patch)) return
  chain(act, id, kind, step, on, { ...patch, ...(people ? peoplePatch(people) : {}) })
}

/** What follows from a record's own values stands in the event that brought them; false when this act has written none. */
function widen(act: Act, id: string, more: Readonly<Record<string, unknown>>): boolean {
  const { events } = act.written
  const at = events.findLastIndex((e) => e.record_id === id)
  const event = events[at]
  if (!event) return false
  const t = touchedOf(act, id)
  const widened = { ...event, patch: { ...event.patch, ...more }, unit: t.now.unit, sealed: t.now.sealed }
  const hash = act.around.seals.hash(linkText(widened))
  t.last = { seq: event.seq, hash }
  events[at] = { ...widened, hash }
  return true
}

async function consequences(act: Act, kept: Kept, id: string, changes: Changes): Promise<void> {
  if (++act.depth > 6) throw new Error(`consequences of ${kept.type.id} run in a circle`)
  for (const opening of changes.open ?? []) await openLinked(act, id, opening)
  for (const other of changes.act ?? []) {
    await ensure(act, other.record ?? linkTarget(act, other.on, other.step).type.id, other.on)
    await advance(act, other.on, other.step, other.values)
  }
  for (const n of changes.notify ?? []) {
    act.written.notices.push({
      bureau: act.actor.bureau,
      id: act.around.clock.newId(),
      post: n.post,
      unit: n.unit,
      record_type: kept.type.id,
      record_id: id,
      say: n.say,
      at: act.at,
    })
  }
  act.depth--
}

async function openLinked(act: Act, id: string, opening: Opening): Promise<void> {
  const t = touchedOf(act, id)
  const kept = act.around.bureau.records.get(opening.record)
  if (!kept) throw new Error(`effect opens unknown record type ${opening.record}`)
  const people = Object.entries(opening.people ?? {}).flatMap(([role, from]) =>
    t.parts.filter((p) => p.role === from).map((p) => ({ ...p, role })),
  )
  await open(act, kept, {
    step: opening.step,
    values: opening.values,
    unit: opening.unit ?? t.now.unit,
    parentId: opening.under === 'this' ? id : opening.under === 'parent' ? t.now.parentId : null,
    people,
  })
}

/** Effects name a linked record by id; its type is the one whose procedure has the step and which some field of the act links to. */
function linkTarget(act: Act, id: string, step: string): Kept {
  const known = act.touched.get(id)
  if (known) return known.loaded.kept
  for (const t of act.touched.values()) {
    for (const [name, f] of Object.entries(t.loaded.kept.type.fields)) {
      const kept = f.kind === 'link' && t.now.values[name] === id ? act.around.bureau.records.get(f.to ?? '') : undefined
      if (kept && step in kept.procedure.steps) return kept
    }
  }
  throw new Error(`effect acts on a record that no field of the act links to`)
}

/** Takes a record that a consequence reaches, from the desk or from the database, where it is locked; undefined when there is none. */
export async function reach(act: Act, kept: Kept, id: string): Promise<Touched | undefined> {
  if (!act.touched.has(id)) {
    const held = act.desk.records.get(id)
    const loaded = held ? loadedFrom(held) : await loadRecord(act.tx, act.actor.bureau, kept, id, true)
    if (loaded) take(act, loaded)
  }
  return act.touched.get(id)
}

async function ensure(act: Act, type: string, id: string): Promise<void> {
  const kept = act.around.bureau.records.get(type)
  const reached = kept ? await reach(act, kept, id) : undefined
  if (!reached || reached.now.voidedAt) throw missingLink(kept?.type.title ?? type)
}

async function relativesOf(
  act: Act,
  kept: Kept,
  step: Pick<Step, 'need' | 'reads'>,
  at: { id: string | null; parentId: string | null },
): Promise<Relatives> {
  const wanted = wantedBy(kept, [...step.need.map((g) => g.must), ...kept.type.rules.flatMap((r) => (r.must ? [r.must] : []))], step.reads)
  const held = (id: string | null) => (id === null ? undefined : (act.touched.get(id) ?? act.desk.records.get(id)))
  // What this transaction has opened has nothing below it in the database, and a parent in hand need not be read again.
  const unread: Wanted = {
    children: held(at.id)?.stored === null ? new Set() : wanted.children,
    siblings: held(at.parentId)?.stored === null ? new Set() : wanted.siblings,
    parent: wanted.parent && !held(at.parentId),
  }
  const world = { bureau: act.around.bureau, code: act.actor.bureau }
  const loaded = withHeld(act.desk, wanted, at, await loadRelatives(act.tx, world, kept, at.id, at.parentId, unread, true))
  return { ...loaded, parent: held(at.parentId)?.now ?? loaded.parent }
}

function givenFor(
  act: Act,
  kept: Kept,
  step: Step,
  record: Stored,
  form: Readonly<Record<string, unknown>>,
  on: string,
  relatives: Relatives,
): Given {
  const seen = (s: Stored): Seen => ({ id: s.id, unit: s.unit, stage: s.stage, number: s.number, values: s.values })
  const others = Object.fromEntries(
    step.reads.map((type) => {
      const list = kept.children.includes(type) ? relatives.children.get(type) : relatives.siblings.get(type)
      return [type, (list ?? []).filter((s) => s.id !== record.id).map(seen)]
    }),
  )
  const filled = Object.fromEntries(
    [...step.form.map(asked).map(([name]) => name), ...Object.keys(step.also)].map((name) => [name, filledIn(record.values, form, name)]),
  )
  return {
    record: {
      id: record.id,
      unit: record.unit,
      stage: record.stage === 'new' ? null : record.stage,
      number: record.number,
      values: record.values,
    },
    form: { ...filled, ...(step.on ? { [step.on]: on } : {}) },
    on,
    by: { account: act.actor.account, post: act.by.post, unit: act.by.unit },
    parent: relatives.parent ? seen(relatives.parent) : null,
    others,
    units: act.around.units,
    parameters: act.around.parameters(kept.line.id),
  }
}

async function numberOf(act: Act, kept: Kept, unit: string, on: string): Promise<string> {
  const year = Number(on.slice(0, 4))
  const seq = await act.around.nextNumber(act.tx, `${kept.type.id}:${unit}`, year)
  return fillNumber(kept.type.number ?? '', { unit, place: placeOf(act.around.unitName(unit)), year, seq })
}

function touchedOf(act: Act, id: string): Touched {
  const t = act.touched.get(id)
  if (!t) throw new Error(`record ${id} is not in the act`)
  return t
}

/** Adds a link to the chain of a record. */
export function chain(act: Act, id: string, kind: string, step: string | null, on: string, patch: Readonly<Record<string, unknown>>): void {
  const t = touchedOf(act, id)
  const link = {
    bureau: act.actor.bureau,
    record_id: id,
    seq: t.last.seq + 1,
    record_type: t.loaded.kept.type.id,
    act: act.id,
    kind,
    step,
    at: act.at,
    on_day: on,
    account: act.actor.account,
    post: act.by.post,
    post_unit: act.by.unit,
    reason: act.reason,
    patch,
    previous: t.last.hash,
  } satisfies Link
  const hash = act.around.seals.hash(linkText(link))
  t.last = { seq: link.seq, hash }
  act.written.events.push({ ...link, hash, unit: t.now.unit, sealed: t.now.sealed })
}

const peoplePatch = (people: readonly Part[]): Record<string, unknown> =>
  people.length > 0 ? { people: [null, people.map((p) => ({ role: p.role, person: p.person }))] } : {}

/** What a step asked for beside the record's own fields is kept in its event. */
const alsoPatch = (step: Step, form: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  Object.fromEntries(
    Object.keys(step.also).flatMap((name) => (form[name] === null || form[name] === undefined ? [] : [[name, [null, form[name]]]])),
  )
