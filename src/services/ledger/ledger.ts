import { sql } from 'kysely'
import { type Bureau, faultsOf, froms, type Given, gathersOf, type Kept, shapeSchema } from '../../kernel/index.ts'
import { type Actor, type Decision, type Holding, ledgerSettings, mayAct, mayDo, maySee, maySeeOwn, settingsOf } from '../access/access.ts'
import type { Clock } from '../clock.ts'
import type { AskDue } from '../deadlines/reconcile.ts'
import { Fault } from '../fault.ts'
import type { Audit } from '../identity/audit.ts'
import type { Settings, Store, Tx } from '../store/index.ts'
import { settingStatements } from '../store/transaction.ts'
import { type Act, type Around, advance, amend, beginAct, chain, type MovedClock, open, take } from './act.ts'
import type { Seals } from './chain.ts'
import { checkPeople } from './checks.ts'
import { settle, statementsOf } from './commit.ts'
import { type Desk, emptyDesk, loadedFrom } from './desk.ts'
import { follow } from './follow.ts'
import { gatherUp } from './gather.ts'
import { type Loaded, loadRecord, type Part } from './load.ts'
import { type Once, once } from './once.ts'
import { faulty } from './refusals.ts'
import type { Stored } from './row.ts'
import { sendAll } from './write.ts'

/** A person as a form gives him: one of the register, or one to be registered with the same act. */
export interface PersonInput {
  readonly role: string
  readonly person?: string | undefined
  readonly name?: string | undefined
  readonly sex?: string | undefined
  readonly birthDay?: string | undefined
  readonly identityNumber?: string | undefined
  readonly phone?: string | undefined
  readonly address?: string | undefined
  readonly ethnicity?: string | undefined
  readonly occupation?: string | undefined
}

/** What the ledger asks of the other services. */
export interface LedgerDeps {
  readonly store: Store
  readonly bureau: Bureau
  readonly clock: Clock
  readonly seals: Seals
  /** Prepared for each act, outside its transaction: the law clock with the bureau's calendar, the units and parameters of the day. */
  readonly surroundings: (
    bureau: string,
    day: string,
  ) => Promise<{
    ask: AskDue
    units: Given['units']
    unitName: (code: string) => string
    parameters: (line: string) => Readonly<Record<string, number>>
  }>
  /** Registers a person inside the act, or finds the one with the same identity number. */
  readonly registerPerson: (tx: Tx, actor: Actor, person: PersonInput) => Promise<{ id: string; name: string }>
  /** A look at sealed values stands in the record's own chain and in the audit book, where who oversees it will find it. */
  readonly audit: Pick<Audit, 'note'>
  readonly marks: (kept: Kept, before: Stored | null, after: Stored | null) => readonly string[]
}

export interface CreateInput {
  readonly step?: string | undefined
  readonly unit?: string | undefined
  readonly parent?: string | undefined
  readonly values: Readonly<Record<string, unknown>>
  readonly people?: readonly PersonInput[] | undefined
}

export interface ChangeInput {
  readonly version: number
  readonly values?: Readonly<Record<string, unknown>> | undefined
  readonly people?: readonly PersonInput[] | undefined
  readonly reason: string
}

/** A preview works out what an act would change and writes nothing. */
export interface Mode {
  readonly preview?: boolean
  readonly once?: Once | undefined
}

/** The id of the record and its version after the act; a preview writes nothing. */
export interface Done {
  readonly id: string
  readonly version: number
  readonly record: Stored
  readonly before: Stored | null
  /** Every clock that the act moved, of this record and of others. */
  readonly clocks: readonly MovedClock[]
}

/** A step as a form gives it; `version` is the one that the person saw. */
export interface StepInput {
  readonly version: number
  readonly values: Readonly<Record<string, unknown>>
}

/** The acts of one transaction: each is decided, chained and clocked by itself, and sees what those before it have done. */
export interface Acts {
  create(actor: Actor, type: string, input: CreateInput, once?: Once): Promise<Done>
  /** Without a version: at whatever version the record stands, for a writer whom nobody can have overtaken. */
  step(actor: Actor, type: string, id: string, step: string, input: Partial<StepInput>): Promise<Done>
}

/** The only writer: every change of a record goes through here, in one transaction with its event, clocks, people, search text and figure marks. */
export interface Ledger {
  create(actor: Actor, type: string, input: CreateInput, once?: Once): Promise<Done>
  step(actor: Actor, type: string, id: string, step: string, input: StepInput, once?: Once): Promise<Done>
  /**
   * 「批量」 Many acts written together, one after another, as the rows of a workbook: all of them, or none when one is refused. After a
   * conflict with another writer `work` is done again, so it must have no effect outside. Costs a third of as many acts one by one.
   */
  batch<T>(bureau: string, work: (acts: Acts) => Promise<T>): Promise<T>
  /** 「更正」: changes fields outside the procedure, with a reason. */
  correct(actor: Actor, type: string, id: string, input: ChangeInput, mode?: Mode): Promise<Done>
  /** 「作废」: the record stays readable and counts nowhere. */
  void(actor: Actor, type: string, id: string, input: { version: number; reason: string }, mode?: Mode): Promise<Done>
  /** 「查看封存信息」: the sealed values, with an event that says who looked and why. */
  look(
    actor: Actor,
    type: string,
    id: string,
    input: { fields?: readonly string[] | undefined; purpose: string },
  ): Promise<Record<string, unknown>>
  /** Adds an event to a record that another service has acted on (document issued, file added) in the caller's transaction. */
  note(
    tx: Tx,
    actor: Actor,
    by: Holding,
    type: string,
    id: string,
    kind: 'document' | 'file' | 'deadline',
    step: string | null,
    patch: Readonly<Record<string, unknown>>,
    reason: string | null,
  ): Promise<void>
}

export const deny = (d: Decision): Fault =>
  d.allowed
    ? new Fault('access.denied', { zh: '没有权限', en: 'Not allowed', remedy: { zh: '', en: '' }, status: 403 })
    : new Fault(d.code, {
        zh: d.zh,
        en: d.en,
        remedy: { zh: '如确需办理，请联系有权限的岗位', en: 'Ask somebody whose post carries it' },
        status: 403,
        ...(d.basis ? { basis: d.basis } : {}),
      })

/** The record type of an id, or a clear refusal. */
export function keptOf(bureau: Bureau, type: string): Kept {
  const kept = bureau.records.get(type)
  if (kept) return kept
  throw new Fault('record.type', {
    zh: `没有“${type}”这种台账`,
    en: `No record type "${type}"`,
    remedy: { zh: '请检查地址', en: 'Check the address' },
    status: 404,
  })
}

export const missing = (kept: Kept): Fault =>
  new Fault('record.missing', {
    zh: `没有这条${kept.type.title}，或者它不在您的权限范围内`,
    en: `No such record, or it lies outside your rights`,
    remedy: { zh: '请返回列表重新查找', en: 'Go back to the list and look again' },
    status: 404,
  })

const stale = (kept: Kept, now: number): Fault =>
  new Fault('record.stale', {
    zh: `这条${kept.type.title}刚刚被他人修改（现为第 ${now} 版），您的修改没有保存`,
    en: `The record was changed by somebody else (it is at version ${now}); your change was not saved`,
    remedy: { zh: '请刷新后核对最新内容再提交', en: 'Reload, compare and submit again' },
    status: 409,
  })

/** The transaction in which acts are done. */
interface Room {
  readonly tx: Tx
  readonly desk: Desk
  readonly around: (day: string) => Promise<Around>
  /** The walls stand open to the bureau, because acts of several people are done in it. */
  readonly open: boolean
}

export function openLedger(deps: LedgerDeps): Ledger {
  const { store, bureau, clock } = deps

  async function prepare(code: string, day: string): Promise<Around> {
    return {
      bureau,
      clock,
      seals: deps.seals,
      marks: deps.marks,
      ...(await deps.surroundings(code, day)),
      nextNumber: (tx, name, year) => nextNumber(tx, code, name, year),
    }
  }

  /** One act in a transaction of its own; what it leaves on the desk is written, unless it is a preview. */
  async function within<T>(
    actor: Actor,
    work: (room: Room) => Promise<T>,
    o: { wide?: boolean; preview?: boolean | undefined } = {},
  ): Promise<T> {
    const around = await prepare(actor.bureau, clock.today())
    const settings = o.wide ? ledgerSettings(bureau, actor.bureau) : settingsOf(bureau, actor)
    // Everything an act reads and writes is found by its key: plans are made once.
    return store.write(
      settings,
      async (tx) => {
        const room: Room = { tx, desk: emptyDesk(actor.bureau), around: () => Promise.resolve(around), open: false }
        const done = await work(room)
        if (!o.preview) await sendAll(tx, statementsOf(room.desk))
        return done
      },
      { plan: 'generic' },
    )
  }

  const walls = (tx: Tx, settings: Settings) => Promise.all(settingStatements(settings).map((s) => tx.exec(sql.raw(s))))
  /** After the decision the act may touch records in other units and lines: the walls are opened to the bureau, no further. */
  const widen = async (room: Room, actor: Actor): Promise<unknown> => room.open || walls(room.tx, ledgerSettings(bureau, actor.bureau))

  /** One record, locked: from the desk, or from the database behind the actor's own walls. */
  async function fetch({ tx, desk, open }: Room, actor: Actor, kept: Kept, id: string): Promise<Loaded | undefined> {
    const held = desk.records.get(id)
    if (held) return held.loaded.kept === kept ? loadedFrom(held) : undefined
    if (!open) return loadRecord(tx, actor.bureau, kept, id, true)
    const [, loaded] = await Promise.all([
      walls(tx, settingsOf(bureau, actor)),
      loadRecord(tx, actor.bureau, kept, id, true),
      walls(tx, ledgerSettings(bureau, actor.bureau)),
    ])
    return loaded
  }

  async function locked(room: Room, actor: Actor, kept: Kept, id: string, version: number | null): Promise<Loaded> {
    const loaded = await fetch(room, actor, kept, id)
    if (!loaded) throw missing(kept)
    const see = maySee(bureau, actor, kept, loaded.record)
    const own = see.allowed ? undefined : maySeeOwn(bureau, actor, kept, loaded.record)
    if (!see.allowed && !own?.allowed) throw deny(see)
    if (loaded.record.voidedAt) {
      throw new Fault('record.voided', {
        zh: '这条记录已作废，不能再办理',
        en: 'The record is voided',
        remedy: { zh: '如需继续，请重新登记', en: 'Open a new record' },
        status: 422,
      })
    }
    if (version !== null && version !== loaded.record.version) throw stale(kept, loaded.record.version)
    if (!own || room.desk.records.has(id)) return loaded
    // The narrow door shows a person the record and not its chain and clocks, which his act must continue.
    await widen(room, actor)
    return (await loadRecord(room.tx, actor.bureau, kept, id, false)) ?? loaded
  }

  const begin = async (room: Room, actor: Actor, by: Holding, reason: string | null): Promise<Act> =>
    beginAct(await room.around(clock.today()), room.tx, room.desk, actor, by, reason)

  /** Ends the act; the record as it leaves it. */
  async function close(act: Act, id: string): Promise<Done> {
    await gatherUp(act)
    await follow(act)
    settle(act)
    const t = act.touched.get(id)
    if (!t) throw new Error('the act lost its record')
    return { id, version: t.now.version, record: t.now, before: t.before, clocks: act.clocks }
  }

  async function people(tx: Tx, actor: Actor, given: readonly PersonInput[]): Promise<Part[]> {
    const out: Part[] = []
    for (const p of given) {
      if (p.person) {
        const found = await tx.one<{ name: string }>(sql`select name from person where bureau = ${actor.bureau} and id = ${p.person}`)
        if (!found) throw faulty([{ path: `people.${p.role}`, title: '当事人', say: '人员库中没有此人 / no such person' }])
        out.push({ role: p.role, person: p.person, name: found.name })
      } else {
        const { id, name } = await deps.registerPerson(tx, actor, p)
        out.push({ role: p.role, person: id, name })
      }
    }
    return out
  }

  async function create(room: Room, actor: Actor, type: string, input: CreateInput, o: Once | undefined): Promise<Done> {
    const { tx } = room
    const kept = keptOf(bureau, type)
    const key = input.step ?? openingOf(kept)
    const step = kept.procedure.steps[key]
    const parent =
      input.parent && kept.type.parent ? await locked(room, actor, keptOf(bureau, kept.type.parent), input.parent, null) : undefined
    const unit = input.unit ?? parent?.record.unit ?? homeUnit(actor, step?.by ?? [])
    const d = step ? mayAct(bureau, actor, step, unit, parent ? { id: parent.record.id, parentId: null } : undefined) : null
    if (!d?.allowed) throw d ? deny(d) : missing(kept)
    // What a person hands in lies with his own record: he chooses no office.
    if (bureau.posts[d.by.post]?.self && unit !== parent?.record.unit)
      throw deny(maySeeOwn(bureau, actor, kept, { id: '', parentId: null }))
    if (parent) await widen(room, actor)
    return once(tx, clock, actor, o, async () => {
      const act = await begin(room, actor, d.by, null)
      if (parent) take(act, parent)
      const id = await open(act, kept, {
        step: key,
        values: input.values,
        unit,
        parentId: input.parent ?? null,
        people: await people(tx, actor, input.people ?? []),
      })
      return close(act, id)
    })
  }

  async function step(room: Room, actor: Actor, type: string, id: string, key: string, input: Partial<StepInput>, o?: Once): Promise<Done> {
    const kept = keptOf(bureau, type)
    const declared = kept.procedure.steps[key]
    return once(room.tx, clock, actor, o, async () => {
      const loaded = await locked(room, actor, kept, id, input.version ?? null)
      const d = declared ? mayAct(bureau, actor, declared, loaded.record.unit, loaded.record) : null
      if (!d?.allowed) throw d ? deny(d) : keyless(kept, key)
      await widen(room, actor)
      const act = await begin(room, actor, d.by, null)
      take(act, loaded)
      await advance(act, id, key, input.values ?? {})
      return close(act, id)
    })
  }

  return {
    create: (actor, type, input, o) => within(actor, (room) => create(room, actor, type, input, o), { wide: !input.parent }),
    step: (actor, type, id, key, input, o) => within(actor, (room) => step(room, actor, type, id, key, input, o)),

    batch: (code, work) => {
      const days = new Map<string, Promise<Around>>()
      const around = (day: string) => {
        const known = days.get(day) ?? prepare(code, day)
        days.set(day, known)
        return known
      }
      return store.write(
        ledgerSettings(bureau, code),
        async (tx) => {
          const room: Room = { tx, desk: emptyDesk(code), around, open: true }
          let refused: unknown
          // A refused act may have been gathered in part, so nothing of the desk is written even when its error is swallowed.
          const whole = async (act: Promise<Done>) => {
            try {
              return await act
            } catch (error) {
              refused ??= error
              throw error
            }
          }
          const done = await work({
            create: (actor, type, input, o) => whole(create(room, actor, type, input, o)),
            step: (actor, type, id, key, input) => whole(step(room, actor, type, id, key, input)),
          })
          if (refused) throw refused
          await sendAll(tx, statementsOf(room.desk))
          return done
        },
        { plan: 'generic' },
      )
    },

    correct: (actor, type, id, input, mode) => {
      const kept = keptOf(bureau, type)
      const work = async (room: Room) => {
        const { tx } = room
        const loaded = await locked(room, actor, kept, id, input.version)
        const d = mayDo(bureau, actor, 'correct', loaded.record.unit, kept.line.id)
        if (!d.allowed) throw deny(d)
        const optional = Object.fromEntries(
          Object.entries(kept.type.fields).flatMap(([n, f]) =>
            n in (input.values ?? {}) ? [[n, input.values?.[n] === null ? f.optional() : f]] : [],
          ),
        )
        const gathered = gathersOf(kept.type).filter(([n]) => n in optional)
        if (gathered.length > 0) throw faulty(gathered.map(([n]) => ({ path: n, title: kept.type.fields[n]?.title ?? n, say: fromBelow })))
        const parsed = shapeSchema(optional).safeParse(input.values ?? {})
        if (!parsed.success) throw faulty(faultsOf(parsed.error, kept.type.fields))
        await widen(room, actor)
        const act = await begin(room, actor, d.by, reasonOf(input.reason))
        take(act, loaded)
        const parts = input.people ? await people(tx, actor, input.people) : undefined
        if (parts) checkPeople(kept, parts)
        await amend(act, id, 'correct', null, parsed.data, clock.today(), parts)
        if (parts && !mode?.preview) {
          await tx.exec(sql`delete from involvement where bureau = ${actor.bureau} and record_id = ${id}`)
          for (const [position, p] of parts.entries())
            act.written.parts.push({
              bureau: actor.bureau,
              record_id: id,
              role: p.role,
              person: p.person,
              record_type: kept.type.id,
              position,
            })
        }
        return close(act, id)
      }
      return within(actor, (room) => once(room.tx, clock, actor, mode?.preview ? undefined : mode?.once, () => work(room)), {
        preview: mode?.preview,
      })
    },

    void: (actor, type, id, input, mode) => {
      const kept = keptOf(bureau, type)
      const work = async (room: Room) => {
        const loaded = await locked(room, actor, kept, id, input.version)
        const d = mayDo(bureau, actor, 'void', loaded.record.unit, kept.line.id)
        if (!d.allowed) throw deny(d)
        await widen(room, actor)
        const act = await begin(room, actor, d.by, reasonOf(input.reason))
        take(act, loaded)
        const t = act.touched.get(id)
        if (t) t.now = { ...t.now, voidedAt: act.at }
        chain(act, id, 'void', null, clock.today(), { voided: [false, true] })
        return close(act, id)
      }
      return within(actor, (room) => once(room.tx, clock, actor, mode?.preview ? undefined : mode?.once, () => work(room)), {
        preview: mode?.preview,
      })
    },

    look: (actor, type, id, input) => {
      const kept = keptOf(bureau, type)
      const purpose = reasonOf(input.purpose)
      return within(actor, async (room) => {
        const loaded = await locked(room, actor, kept, id, null)
        const see = maySee(bureau, actor, kept, loaded.record)
        const cleared = see.allowed && bureau.posts[see.by.post]?.clearance === 'sealed'
        if (!see.allowed || !cleared) {
          throw deny(
            see.allowed
              ? { allowed: false, code: 'access.sealed', zh: '您的岗位无权查看封存信息', en: 'Your post is not cleared for sealed data' }
              : see,
          )
        }
        const names = Object.entries(kept.type.fields).flatMap(([name, f]) =>
          f.sensitivity === 'sealed' && (!input.fields || input.fields.includes(name)) ? [name] : [],
        )
        await widen(room, actor)
        const act = await begin(room, actor, see.by, purpose)
        take(act, loaded)
        chain(act, id, 'look', null, clock.today(), { looked: names })
        await close(act, id)
        await deps.audit.note(room.tx, {
          bureau: actor.bureau,
          account: actor.account,
          kind: 'record.looked',
          subject: id,
          detail: { type, fields: names, purpose },
        })
        return Object.fromEntries(names.map((name) => [name, loaded.record.values[name] ?? null]))
      })
    },

    note: async (tx, actor, by, type, id, kind, step, patch, reason) => {
      const kept = keptOf(bureau, type)
      const around = await prepare(actor.bureau, clock.today())
      const loaded = await loadRecord(tx, actor.bureau, kept, id, true)
      if (!loaded) throw missing(kept)
      const desk = emptyDesk(actor.bureau)
      const act = beginAct(around, tx, desk, actor, by, reason)
      take(act, loaded)
      chain(act, id, kind, step, clock.today(), patch)
      settle(act)
      await sendAll(tx, statementsOf(desk))
    },
  }
}

const keyless = (kept: Kept, key: string): Fault =>
  new Fault('step.unknown', {
    zh: `“${kept.type.title}”没有“${key}”这个办理环节`,
    en: `${kept.type.id} has no step "${key}"`,
    remedy: { zh: '请刷新页面', en: 'Reload the page' },
    status: 404,
  })

const fromBelow =
  '由下属记录自动汇总，请更正或作废有误的那条记录 / worked out from the records below: correct or void the one that is wrong'

/** A reason is a sentence, not a mark. */
function reasonOf(reason: string): string {
  const text = reason.trim()
  if ([...text].length >= 2 && text.length <= 500) return text
  throw faulty([{ path: 'reason', title: '理由', say: '请用一句话说明（2 至 500 字） / say it in one sentence' }])
}

const openingOf = (kept: Kept): string => Object.entries(kept.procedure.steps).find(([, s]) => froms(s).includes('new'))?.[0] ?? ''

/** The unit of the post by which the actor may take the step, when he names none. */
function homeUnit(actor: Actor, by: readonly string[]): string {
  return actor.holdings.find((h) => by.includes(h.post))?.unit ?? actor.bureau
}

/** Gap-free: the counter moves inside the act, so an act that fails gives its number back. */
async function nextNumber(tx: Tx, bureau: string, name: string, year: number): Promise<number> {
  const row = await tx.one<{ value: number }>(
    sql`insert into counter (bureau, name, year, value) values (${bureau}, ${name}, ${year}, 1)
        on conflict (bureau, name, year) do update set value = counter.value + 1 returning value`,
  )
  return row?.value ?? 0
}
