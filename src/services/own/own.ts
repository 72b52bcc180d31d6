import { Readable } from 'node:stream'
import { sql } from 'kysely'
import { asked, type Bureau, froms, type Kept, type Step, stepRefusal, tableOf, titleOn } from '../../kernel/index.ts'
import { daysBetween } from '../../law/index.ts'
import { type Actor, mayAct, maySeeOwn, type OwnPart, settingsOf } from '../access/access.ts'
import type { Clock } from '../clock.ts'
import { explained } from '../deadlines/deadlines.ts'
import type { Clocked } from '../deadlines/reconcile.ts'
import { Fault } from '../fault.ts'
import type { Files } from '../files/files.ts'
import { plainPicture } from '../files/plain-picture.ts'
import type { LawBook, LawNow } from '../law/law-book.ts'
import { deny, keptOf, type Ledger, missing } from '../ledger/ledger.ts'
import { childrenOf, clocksOf, factsWith, loadRecord, loadRelatives, wantedBy } from '../ledger/load.ts'
import type { Once } from '../ledger/once.ts'
import { decode, type Raw, type Stored } from '../ledger/row.ts'
import type { Store, Tx } from '../store/index.ts'

/** A duty of the person himself, with its day, its article and the reasons of the day. */
export interface OwnDuty {
  readonly key: string
  readonly title: string
  readonly due: string | null
  readonly daysLeft: number | null
  readonly article: string | null
  readonly late: string | null
  readonly derivation: readonly string[]
}

/** A step that is the person's own to take, and why not now. */
export interface OwnStep {
  readonly key: string
  readonly title: string
  readonly basis?: string
  readonly form: readonly string[]
  readonly allowed: boolean
  readonly why?: string
}

/** A record as its person reads it: the fields that its type shows to his part, and nothing else. */
export interface OwnRecord {
  readonly type: string
  readonly title: string
  readonly id: string
  readonly number: string | null
  readonly stage: string
  readonly stageTitle: string
  readonly ended: boolean
  readonly values: Readonly<Record<string, unknown>>
  readonly steps: readonly OwnStep[]
}

/** What is kept about a person, as his own pages show it. */
export interface OwnFile extends OwnRecord {
  readonly unitName: string
  readonly role: string
  readonly duties: readonly OwnDuty[]
  /** What he may open under it: a report, an application. */
  readonly opens: readonly (OwnStep & { readonly type: string })[]
  /** What lies under it and is shown to him, newest first. */
  readonly below: readonly OwnRecord[]
}

/** One act by the person himself: a step of his own record, or a new record under it. */
export interface OwnAct {
  readonly type: string
  readonly step: string
  /** The record that the step moves, or the one under which a new record is opened. */
  readonly on: string
  readonly values: Readonly<Record<string, unknown>>
  /** A photograph that belongs to what he opens, in base64: JPEG or PNG. */
  readonly photo?: string | undefined
}

/** A photograph as the page makes it is a tenth of this. */
const photoLimit = 2 * 1024 * 1024

export interface OwnDeps {
  readonly store: Store
  readonly bureau: Bureau
  readonly clock: Clock
  readonly ledger: Ledger
  readonly files: Pick<Files, 'add'>
  readonly book: Pick<LawBook, 'of'>
  readonly names: (bureau: string) => Promise<(code: string) => string>
}

/** 「本人」 What a person of whom records are kept reads and hands in by his own account; the only room that such an account can enter. */
export interface Own {
  files(actor: Actor): Promise<OwnFile[]>
  act(actor: Actor, act: OwnAct, once?: Once): Promise<void>
}

export function openOwn(deps: OwnDeps): Own {
  const { store, bureau, clock } = deps

  /** A record that the person's own account may read, or the refusal. */
  function readable(actor: Actor, kept: Kept, record: Stored): string {
    const see = maySeeOwn(bureau, actor, kept, record)
    if (!see.allowed || !see.role) throw deny(see)
    return see.role
  }

  async function record(tx: Tx, actor: Actor, kept: Kept, r: Stored): Promise<OwnRecord> {
    const role = readable(actor, kept, r)
    const steps = Object.entries(kept.procedure.steps).filter(
      ([, s]) => !froms(s).includes('new') && mayAct(bureau, actor, s, r.unit, r).allowed && ownPost(s.by, role),
    )
    const wanted = wantedBy(
      kept,
      steps.flatMap(([, s]) => s.need.map((g) => g.must)),
      [],
    )
    const relatives = await loadRelatives(tx, { bureau, code: actor.bureau }, kept, r.id, r.parentId, wanted, false)
    const facts = factsWith({ values: r.values, stage: r.stage, id: r.id }, [], relatives)
    return {
      type: kept.type.id,
      title: titleOn(kept.type, clock.today()),
      id: r.id,
      number: r.number,
      stage: r.stage,
      stageTitle: kept.procedure.stages[r.stage] ?? r.stage,
      ended: kept.procedure.ends.includes(r.stage),
      values: Object.fromEntries((kept.type.shownTo?.[role] ?? []).map((name) => [name, r.values[name] ?? null])),
      steps: steps.map(([key, s]) => {
        const why = stepRefusal(kept, key, facts, {}, actor.account)?.zh
        return {
          key,
          title: s.title,
          ...(s.basis ? { basis: s.basis } : {}),
          form: hisForm(kept, role, s),
          allowed: !why,
          ...(why ? { why } : {}),
        }
      }),
    }
  }

  const ownPost = (by: readonly string[], role: string) => by.some((post) => bureau.posts[post]?.self === role)

  function dutiesOf(now: LawNow, kept: Kept, role: string, clocks: readonly Clocked[]): OwnDuty[] {
    return clocks
      .flatMap((c): OwnDuty[] => {
        const declared = kept.procedure.deadlines[c.key]
        if (!declared || declared.dutyOf !== role || c.state === 'met' || c.state === 'dropped') return []
        const due = c.due?.slice(0, 10) ?? null
        const why = c.state === 'open' ? explained(now, declared, c) : null
        return [
          {
            key: c.key,
            title: declared.title,
            due,
            daysLeft: due ? daysBetween(clock.today(), due) : null,
            article: why?.article ?? null,
            late: declared.late ?? null,
            derivation: why?.derivation ?? [],
          },
        ]
      })
      .sort((a, b) => (a.due ?? '9').localeCompare(b.due ?? '9'))
  }

  async function fileOf(tx: Tx, actor: Actor, now: LawNow, part: OwnPart, unitName: (code: string) => string): Promise<OwnFile[]> {
    const kept = keptOf(bureau, part.type)
    const raw = await tx.one<Raw>(
      sql`select * from ${sql.table(tableOf(kept.type.id))} where bureau = ${actor.bureau} and id = ${part.record} and voided_at is null`,
    )
    if (!raw) return []
    const r = decode(kept, raw)
    const shown = kept.children.flatMap((type) => {
      const child = bureau.records.get(type)
      return child?.type.shownTo?.[part.role] ? [child] : []
    })
    const [own, clocks, lists] = await Promise.all([
      record(tx, actor, kept, r),
      clocksOf(tx, actor.bureau, r.id),
      Promise.all(shown.map(async (child) => ({ child, rows: (await childrenOf(tx, actor.bureau, child, r.id)).slice(-100) }))),
    ])
    const below = await Promise.all(lists.flatMap(({ child, rows }) => rows.toReversed().map((row) => record(tx, actor, child, row))))
    const above = { values: r.values, stage: r.stage }
    const opens = shown.flatMap((child) =>
      Object.entries(child.procedure.steps).flatMap(([key, s]) => {
        if (!froms(s).includes('new') || !ownPost(s.by, part.role)) return []
        const why = stepRefusal(child, key, { values: {}, stage: null, parent: above }, {}, actor.account)?.zh
        return [
          {
            type: child.type.id,
            key,
            title: s.title,
            ...(s.basis ? { basis: s.basis } : {}),
            form: hisForm(child, part.role, s),
            allowed: !why,
            ...(why ? { why } : {}),
          },
        ]
      }),
    )
    return [{ ...own, unitName: unitName(r.unit), role: part.role, duties: dutiesOf(now, kept, part.role, clocks), opens, below }]
  }

  return {
    files: async (actor) => {
      const [now, nameOf] = await Promise.all([deps.book.of(actor.bureau), deps.names(actor.bureau)])
      return store.read(settingsOf(bureau, actor), async (tx) => {
        const files = await Promise.all((actor.own ?? []).map((part) => fileOf(tx, actor, now, part, nameOf)))
        return files.flat()
      })
    },

    act: async (actor, act, once) => {
      const kept = keptOf(bureau, act.type)
      const step = kept.procedure.steps[act.step]
      const roles = step ? step.by.flatMap((post) => bureau.posts[post]?.self ?? []) : []
      const his = new Set(step ? roles.flatMap((role) => hisForm(kept, role, step)).map(nameOf) : [])
      if (!step || !Object.keys(act.values).every((name) => his.has(name))) throw notYours()
      if (froms(step).includes('new')) {
        // Judged before anything is written, so that a report never goes in without the picture that belongs to it.
        const picture = act.photo === undefined ? undefined : pictureOf(act.photo)
        const { id } = await deps.ledger.create(actor, act.type, { step: act.step, parent: act.on, values: act.values }, once)
        if (picture)
          await deps.files.add(
            actor,
            act.type,
            id,
            { name: `本人照片${clock.today()}`, stream: Readable.from([picture]) },
            once && { key: `${once.key}/photo`.slice(-200), request: once.request },
          )
        return
      }
      const found = await store.read(settingsOf(bureau, actor), (tx) => loadRecord(tx, actor.bureau, kept, act.on, false))
      if (!found) throw missing(kept)
      readable(actor, kept, found.record)
      await deps.ledger.step(actor, act.type, act.on, act.step, { version: found.record.version, values: act.values }, once)
    },
  }
}

/** What of a step's form the person himself fills in: of what is shown to him only, so never the opinion of an office. */
const hisForm = (kept: Kept, role: string, step: Step): string[] =>
  step.form.filter((entry) => kept.type.shownTo?.[role]?.includes(nameOf(entry)) === true)
const nameOf = (entry: string): string => asked(entry)[0]

/** The picture of an act without what its camera wrote beside it. Throws `own.photo`. */
function pictureOf(photo: string): Uint8Array {
  const bytes = Buffer.from(photo, 'base64')
  const picture = bytes.length > photoLimit ? null : plainPicture(bytes)
  if (picture) return picture
  throw new Fault('own.photo', {
    zh: bytes.length > photoLimit ? '照片超过 2 MB，没有提交' : '附上的不是照片（只收 JPEG、PNG），没有提交',
    en:
      bytes.length > photoLimit
        ? 'The photograph is larger than 2 MB; nothing was sent'
        : 'This is no photograph (JPEG or PNG); nothing was sent',
    remedy: { zh: '请重新拍照，或者不附照片提交', en: 'Take it again, or send without one' },
    status: 422,
  })
}

const notYours = (): Fault =>
  new Fault('access.own', {
    zh: '只能查看和办理本人的记录',
    en: 'Only your own records are open to you',
    remedy: { zh: '请从“我的矫正”页面办理；有疑问请联系司法所', en: 'Use your own pages, or ask the justice office' },
    status: 403,
  })
