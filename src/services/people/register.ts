import { sql } from 'kysely'
import type { Clock } from '../clock.ts'
import type { Tx } from '../store/index.ts'
import { peopleFault } from './faults.ts'
import { maskIdentity, maskPhone, type Particulars, type PersonInput, readParticulars } from './particulars.ts'
import { nameKeys } from './pinyin.ts'
import { type PersonRow, personColumns } from './row.ts'
import type { Sealer } from './sealer.ts'

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
}

/** Reads and writes the register inside a transaction; who may is judged by those who call. */
export interface Register {
  enter(tx: Tx, by: { bureau: string; account: string }, input: PersonInput): Promise<Entered>
  /** Others that may be the same as a fresh entry: same name and day of birth, or same name and telephone. */
  likely(tx: Tx, bureau: string, entered: Entered, input: PersonInput): Promise<Person[]>
  /** The entry itself, or the one it was merged into; locked when it is to be changed. Throws `person.missing`. */
  row(tx: Tx, bureau: string, id: string, lock?: boolean): Promise<PersonRow>
  /** One at a time for the same number, until the transaction ends: two offices that enter one man at the same moment get one entry. */
  byNumber(tx: Tx, bureau: string, number: string): Promise<PersonRow | undefined>
  save(tx: Tx, bureau: string, id: string, p: Particulars): Promise<PersonRow>
  shown(bureau: string, row: PersonRow): Person
  particularsOf(bureau: string, row: PersonRow): Particulars
  numberOf(bureau: string, row: PersonRow): string | null
}

export function openRegister({ clock, sealer }: { clock: Clock; sealer: Sealer }): Register {
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

  async function byNumber(tx: Tx, code: string, number: string): Promise<PersonRow | undefined> {
    const indexes = sealer.indexes(number)
    // The lock and the search leave together; the search is another statement, so it sees what was committed while the lock was waited for.
    const [, found] = await Promise.all([
      tx.exec(sql`select pg_advisory_xact_lock(hashtextextended(${`${code} ${indexes[0]}`}, 0))`),
      tx.one(sql<PersonRow>`select ${personColumns} from person
        where bureau = ${code} and identity_index = any(${indexes}) and merged_into is null order by created_at, id limit 1`),
    ])
    return found
  }

  async function likely(tx: Tx, code: string, { person, known }: Entered, input: PersonInput): Promise<Person[]> {
    const p = readParticulars(input, clock.today())
    if (known || (p.birthDay === null && p.phone === null)) return []
    const rows = await tx.rows(sql<PersonRow>`select ${personColumns} from person
      where bureau = ${code} and name = ${p.name} and id <> ${person.id} and merged_into is null
        and (birth_day = ${p.birthDay} or phone = ${p.phone}) order by created_at limit 10`)
    return rows.map((r) => shown(code, r))
  }

  async function enter(tx: Tx, by: { bureau: string; account: string }, input: PersonInput): Promise<Entered> {
    const p = readParticulars(input, clock.today())
    const known = p.identityNumber ? await byNumber(tx, by.bureau, p.identityNumber) : undefined
    if (known) {
      const person = shown(by.bureau, known)
      if (known.name === p.name) return { person, known: true }
      const note = {
        zh: `该身份证号码已登记为“${known.name}”，与所填姓名“${p.name}”不同，请核对`,
        en: `The identity number is entered under another name (${known.name}); please compare`,
      }
      return { person, known: true, note }
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
    return { person: shown(by.bureau, fresh), known: false }
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

  return { enter, likely, row, byNumber, save, shown, particularsOf, numberOf }
}
