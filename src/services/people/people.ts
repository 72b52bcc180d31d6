import { sql } from 'kysely'
import type { Bureau } from '../../kernel/index.ts'
import { type Actor, mayDo } from '../access/access.ts'
import type { Clock } from '../clock.ts'
import { Fault } from '../fault.ts'
import type { Audit } from '../identity/audit.ts'
import type { Store, Tx } from '../store/index.ts'
import { peopleFault } from './faults.ts'
import { readIdentityNumber } from './identity-number.ts'
import { differences, moveInvolvements, together } from './merge.ts'
import { maskIdentity, maskPhone, type Particulars, type PersonInput, readParticulars } from './particulars.ts'
import { nameKeys } from './pinyin.ts'
import { peopleRights } from './rights.ts'
import { type PersonRow, personColumns } from './row.ts'
import type { Sealer } from './sealer.ts'
import { search } from './search.ts'

/** A person as lists and pages show him: number and telephone masked. */
export interface Person {
  readonly id: string
  readonly name: string
  readonly sex: string | null
  readonly birthDay: string | null
  readonly identityMasked: string | null
  readonly phoneMasked: string | null
  readonly address: string | null
  readonly ethnicity: string | null
  readonly occupation: string | null
  readonly version: number
}

/** A person in clear, for the papers that name him. Whoever asks for it answers for the event that says so. */
export interface PersonDetails extends Omit<Person, 'identityMasked' | 'phoneMasked' | 'version'> {
  readonly identityNumber: string | null
  readonly phone: string | null
}

/** What came of entering a person. */
export interface Entered {
  readonly person: Person
  /** The register had this identity number already: this is that person, and nothing was written. */
  readonly known: boolean
  /** When the name on the form is not the name in the register. */
  readonly note?: { readonly zh: string; readonly en: string }
  /** Others that may be the same: same name and day of birth, or same name and telephone. */
  readonly likely: readonly Person[]
}

export interface People {
  /** By name, initials, pinyin, last digits of a telephone number, or a whole identity number (which is written to the audit book). */
  search(actor: Actor, query: string, limit?: number): Promise<Person[]>
  /** One person; an entry that was merged leads to the one it was merged into. Throws `person.missing`. */
  get(actor: Actor, id: string): Promise<Person>
  create(actor: Actor, input: PersonInput): Promise<Entered>
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
  const contextOf = (code: string, id: string) => `person/${code}/${id}`
  const numberOf = (code: string, row: PersonRow) =>
    row.identity_sealed ? sealer.open(row.identity_sealed, contextOf(code, row.id)) : null

  const shown = (code: string, row: PersonRow): Person => {
    const number = numberOf(code, row)
    return {
      id: row.id,
      name: row.name,
      sex: row.sex,
      birthDay: row.birth_day,
      identityMasked: number && maskIdentity(number),
      phoneMasked: row.phone && maskPhone(row.phone),
      address: row.address,
      ethnicity: row.ethnicity,
      occupation: row.occupation,
      version: row.version,
    }
  }

  /** The entry itself, or the one it was merged into; locked when it is to be changed. */
  async function row(tx: Tx, code: string, id: string, lock = false): Promise<PersonRow> {
    let next = id
    for (let step = 0; step < 20; step += 1) {
      const found = await tx.one(
        sql<PersonRow>`select ${personColumns} from person where bureau = ${code} and id = ${next} ${lock ? sql`for update` : sql``}`,
      )
      if (!found) break
      if (found.merged_into === null) return found
      next = found.merged_into
    }
    throw peopleFault('person.missing')
  }

  /** One at a time for the same number, until the transaction ends: two offices that enter one man at the same moment get one entry. */
  async function byNumber(tx: Tx, code: string, number: string): Promise<PersonRow | undefined> {
    const indexes = sealer.indexes(number)
    await tx.exec(sql`select pg_advisory_xact_lock(hashtextextended(${`${code} ${indexes[0]}`}, 0))`)
    return tx.one(sql<PersonRow>`select ${personColumns} from person
      where bureau = ${code} and identity_index = any(${indexes}) and merged_into is null order by created_at, id limit 1`)
  }

  async function likely(tx: Tx, code: string, p: Particulars, not: string): Promise<Person[]> {
    if (p.birthDay === null && p.phone === null) return []
    const rows = await tx.rows(sql<PersonRow>`select ${personColumns} from person
      where bureau = ${code} and name = ${p.name} and id <> ${not} and merged_into is null
        and (birth_day = ${p.birthDay} or phone = ${p.phone}) order by created_at limit 10`)
    return rows.map((r) => shown(code, r))
  }

  async function enter(tx: Tx, by: { bureau: string; account: string }, input: PersonInput): Promise<Entered> {
    const p = readParticulars(input, clock.today())
    const known = p.identityNumber ? await byNumber(tx, by.bureau, p.identityNumber) : undefined
    if (known) {
      const person = shown(by.bureau, known)
      if (known.name === p.name) return { person, known: true, likely: [] }
      const note = {
        zh: `该身份证号码已登记为“${known.name}”，与所填姓名“${p.name}”不同，请核对`,
        en: `The identity number is entered under another name (${known.name}); please compare`,
      }
      return { person, known: true, note, likely: [] }
    }
    const id = clock.newId()
    const keys = nameKeys(p.name)
    const fresh = await tx.one(sql<PersonRow>`
      insert into person (bureau, id, name, pinyin, initials, sex, birth_day, identity_sealed, identity_index, phone, address, ethnicity, occupation, created_at, created_by)
      values (${by.bureau}, ${id}, ${p.name}, ${keys.pinyin}, ${keys.initials}, ${p.sex}, ${p.birthDay},
        ${p.identityNumber && sealer.seal(p.identityNumber, contextOf(by.bureau, id))}, ${p.identityNumber && sealer.index(p.identityNumber)},
        ${p.phone}, ${p.address}, ${p.ethnicity}, ${p.occupation}, ${clock.now()}, ${by.account})
      returning ${personColumns}`)
    if (!fresh) throw new Error('the register took no row')
    return { person: shown(by.bureau, fresh), known: false, likely: await likely(tx, by.bureau, p, id) }
  }

  /** Writes what a person's entry now says. */
  async function save(tx: Tx, code: string, id: string, p: Particulars): Promise<PersonRow> {
    const keys = nameKeys(p.name)
    const saved = await tx.one(sql<PersonRow>`update person set name = ${p.name}, pinyin = ${keys.pinyin}, initials = ${keys.initials},
      sex = ${p.sex}, birth_day = ${p.birthDay},
      identity_sealed = ${p.identityNumber && sealer.seal(p.identityNumber, contextOf(code, id))},
      identity_index = ${p.identityNumber && sealer.index(p.identityNumber)},
      phone = ${p.phone}, address = ${p.address}, ethnicity = ${p.ethnicity}, occupation = ${p.occupation}, version = version + 1
      where bureau = ${code} and id = ${id} returning ${personColumns}`)
    if (!saved) throw peopleFault('person.missing')
    return saved
  }

  const particularsOf = (code: string, r: PersonRow): Particulars => ({
    name: r.name,
    sex: r.sex,
    birthDay: r.birth_day,
    identityNumber: numberOf(code, r),
    phone: r.phone,
    address: r.address,
    ethnicity: r.ethnicity,
    occupation: r.occupation,
  })

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
      return store.read(wall(actor.bureau), async (tx) => {
        const found = await row(tx, actor.bureau, id)
        if (rights.own && found.created_by !== actor.account) throw peopleFault('person.missing')
        return shown(actor.bureau, found)
      })
    },

    create: async (actor, input) => {
      if (!peopleRights(bureau, actor).mayWrite) throw peopleFault('person.reads')
      return store.write(wall(actor.bureau), async (tx) => {
        const entered = await enter(tx, actor, input)
        if (!entered.known)
          await audit.note(tx, { bureau: actor.bureau, account: actor.account, kind: 'person.entered', subject: entered.person.id })
        return entered
      })
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
