import { sql } from 'kysely'
import type { Bureau } from '../../kernel/index.ts'
import { type Actor, mayDo, settingsOf } from '../access/access.ts'
import type { Clock } from '../clock.ts'
import { Fault } from '../fault.ts'
import type { Audit } from '../identity/audit.ts'
import { type Once, once } from '../ledger/once.ts'
import type { Store, Tx } from '../store/index.ts'
import { peopleFault } from './faults.ts'
import { readIdentityNumber } from './identity-number.ts'
import { type Involvements, readInvolvements } from './involvements.ts'
import { differences, moveInvolvements, together } from './merge.ts'
import { type PersonInput, readParticulars } from './particulars.ts'
import { type Entered, openRegister, type Person, type PersonDetails } from './register.ts'
import { peopleRights } from './rights.ts'
import type { PersonRow } from './row.ts'
import type { Sealer } from './sealer.ts'
import { search } from './search.ts'

export type { Entered, Person, PersonDetails } from './register.ts'

/** A person on his own page. */
export type PersonView = Person & Involvements

export interface People {
  /** By name, initials, pinyin, last digits of a telephone number, or a whole identity number (which is written to the audit book). */
  search(actor: Actor, query: string, limit?: number): Promise<Person[]>
  /** One person with the records he has a part in; an entry that was merged leads to the one it was merged into. Throws `person.missing`. */
  get(actor: Actor, id: string): Promise<PersonView>
  /** Also tells of others that may be the same person. */
  create(actor: Actor, input: PersonInput, o?: Once): Promise<Entered & { readonly likely: readonly Person[] }>
  /** The same inside the caller's transaction, whose record's event tells of it; the caller has judged the right. */
  enter(tx: Tx, by: { bureau: string; account: string }, input: PersonInput): Promise<Entered>
  /** Changes what is given; `null` clears. Throws `person.stale`, `person.same-number`. */
  change(actor: Actor, id: string, version: number, changes: { readonly [K in keyof PersonInput]: PersonInput[K] | null }): Promise<Person>
  /** 「合并」 `other` becomes `keep`: its involvements move, what `keep` lacks is taken over. For posts with the duty to correct, at the bureau. */
  merge(actor: Actor, input: { keep: string; other: string; reason: string }): Promise<Person>
  /** 「查看」 Number and telephone in clear, with an audit entry that says who looked and why. */
  look(actor: Actor, id: string, purpose: string, address?: string): Promise<{ identityNumber: string | null; phone: string | null }>
  /** People in clear by id, for documents, inside the caller's transaction. */
  details(tx: Tx, bureau: string, ids: readonly string[]): Promise<ReadonlyMap<string, PersonDetails>>
}

/** The register of people: each once, the identity number sealed, every look written down. */
export function openPeople(deps: { store: Store; clock: Clock; bureau: Bureau; sealer: Sealer; audit: Audit }): People {
  const { store, clock, bureau, sealer, audit } = deps
  const wall = (code: string) => ({ 'fazhi.bureau': code })
  const register = openRegister({ clock, sealer })
  const { enter, likely, row, byNumber, save, shown, particularsOf, numberOf } = register

  return {
    enter,

    search: async (actor, query, limit = 20) => {
      const rights = peopleRights(bureau, actor)
      const typed = readIdentityNumber(query)
      const ask = { bureau: actor.bureau, query, number: typed.ok ? sealer.indexes(typed.value.number) : null, limit }
      const rows = await store.read(wall(actor.bureau), (tx) => search(tx, { ...ask, createdBy: rights.own ? actor.account : null }))
      if (ask.number)
        await audit.record({
          bureau: actor.bureau,
          account: actor.account,
          kind: 'person.sought',
          subject: rows[0]?.id ?? '',
          detail: { found: rows.length },
        })
      return rows.map((r) => shown(actor.bureau, r))
    },

    get: async (actor, id) => {
      const rights = peopleRights(bureau, actor)
      return store.read(settingsOf(bureau, actor), async (tx) => {
        const found = await row(tx, actor.bureau, id)
        if (rights.own && found.created_by !== actor.account) throw peopleFault('person.missing')
        return { ...shown(actor.bureau, found), ...(await readInvolvements(tx, bureau, actor, found.id)) }
      })
    },

    create: async (actor, input, o) => {
      if (!peopleRights(bureau, actor).mayWrite) throw peopleFault('person.reads')
      return store.write(wall(actor.bureau), (tx) =>
        once(tx, clock, actor, o, async () => {
          const entered = await enter(tx, actor, input)
          if (!entered.known)
            await audit.note(tx, { bureau: actor.bureau, account: actor.account, kind: 'person.entered', subject: entered.person.id })
          return { ...entered, likely: await likely(tx, actor.bureau, entered, input) }
        }),
      )
    },

    change: async (actor, id, version, changes) => {
      const rights = peopleRights(bureau, actor)
      if (!rights.mayWrite) throw peopleFault('person.reads')
      return store.write(wall(actor.bureau), async (tx) => {
        const found = await row(tx, actor.bureau, id, true)
        if (rights.own && found.created_by !== actor.account) throw peopleFault('person.missing')
        if (found.version !== version) throw peopleFault('person.stale')
        const before = particularsOf(actor.bureau, found)
        const given = Object.fromEntries(Object.entries(changes).filter(([, v]) => v !== undefined))
        // A number that is taken away takes its day of birth along unless the form says otherwise; one that is given brings its own.
        const kept = typeof given.identityNumber === 'string' ? { ...before, sex: null, birthDay: null } : before
        const merged = Object.fromEntries(Object.entries({ ...kept, ...given }).map(([k, v]) => [k, v ?? undefined]))
        const after = readParticulars(merged, clock.today())
        if (after.identityNumber && after.identityNumber !== before.identityNumber) {
          const other = await byNumber(tx, actor.bureau, after.identityNumber)
          if (other && other.id !== found.id)
            throw peopleFault('person.same-number', {
              zh: `该身份证号码已登记在“${other.name}”名下`,
              en: `The identity number is already entered for ${other.name}`,
            })
        }
        const saved = await save(tx, actor.bureau, found.id, after)
        await audit.note(tx, {
          bureau: actor.bureau,
          account: actor.account,
          kind: 'person.changed',
          subject: found.id,
          detail: differences(before, after),
        })
        return shown(actor.bureau, saved)
      })
    },

    merge: async (actor, { keep, other, reason }) => {
      const decision = mayDo(bureau, actor, 'correct', actor.bureau)
      if (!decision.allowed)
        throw new Fault(decision.code, {
          status: 403,
          zh: '合并人员信息由局机关有更正权限的岗位办理',
          en: 'People are merged by a post of the bureau that carries the duty to correct',
          remedy: { zh: '请把两条人员信息告知局机关同事。', en: 'Tell a colleague at the bureau which two entries are one person.' },
        })
      const say = sentence(reason)
      return store.write(wall(actor.bureau), async (tx) => {
        // Always in the same order, so that two merges of the same pair wait for each other instead of blocking each other.
        const rows = new Map<string, PersonRow>()
        for (const id of [keep, other].toSorted()) rows.set(id, await row(tx, actor.bureau, id, true))
        const [kept, gone] = [rows.get(keep), rows.get(other)]
        if (!kept || !gone) throw peopleFault('person.missing')
        if (kept.id === gone.id) throw peopleFault('person.same')
        const [a, b] = [particularsOf(actor.bureau, kept), particularsOf(actor.bureau, gone)]
        if (a.identityNumber && b.identityNumber && a.identityNumber !== b.identityNumber) throw peopleFault('person.different-numbers')
        await tx.exec(
          sql`update person set merged_into = ${kept.id}, version = version + 1 where bureau = ${actor.bureau} and id = ${gone.id}`,
        )
        const saved = await save(tx, actor.bureau, kept.id, together(a, b))
        const moved = await moveInvolvements(tx, actor.bureau, gone.id, kept.id)
        await tx.exec(sql`update account set person = ${kept.id} where bureau = ${actor.bureau} and person = ${gone.id}
          and not exists (select 1 from account a where a.bureau = ${actor.bureau} and a.person = ${kept.id})`)
        await audit.note(tx, {
          bureau: actor.bureau,
          account: actor.account,
          kind: 'person.merged',
          subject: kept.id,
          detail: { other: gone.id, reason: say, records: moved, taken: differences(a, together(a, b)) },
        })
        return shown(actor.bureau, saved)
      })
    },

    look: async (actor, id, purpose, address) => {
      const rights = peopleRights(bureau, actor)
      if (!rights.mayLook) throw peopleFault('person.clearance')
      const say = sentence(purpose)
      return store.write(wall(actor.bureau), async (tx) => {
        const found = await row(tx, actor.bureau, id)
        if (rights.own && found.created_by !== actor.account) throw peopleFault('person.missing')
        await audit.note(tx, {
          bureau: actor.bureau,
          account: actor.account,
          kind: 'person.looked',
          subject: found.id,
          detail: { purpose: say },
          address,
        })
        return { identityNumber: numberOf(actor.bureau, found), phone: found.phone }
      })
    },

    details: async (tx, code, ids) => {
      const out = new Map<string, PersonDetails>()
      for (const id of new Set(ids)) {
        const found = await row(tx, code, id)
        out.set(id, { id: found.id, ...particularsOf(code, found) })
      }
      return out
    },
  }
}

function sentence(text: string): string {
  const trimmed = text.trim()
  const length = [...trimmed].length
  if (length < 2 || length > 200) throw peopleFault('person.purpose')
  return trimmed
}
