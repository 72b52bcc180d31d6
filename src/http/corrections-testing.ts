import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll } from 'vitest'
import { compileBureau } from '../kernel/index.ts'
import { addYears, hasRule, type LegalDay } from '../law/index.ts'
import { lines, posts } from '../lines/index.ts'
import type { Actor } from '../services/access/access.ts'
import { testClock } from '../services/clock.ts'
import { Fault } from '../services/fault.ts'
import { over } from '../services/open.ts'
import { testStore } from '../services/store/testing.ts'

export const line = (record: string) => `community-corrections.${record}`
type Values = Readonly<Record<string, unknown>>

/** What a person is, for the tests that put one on the books. */
export interface Kind {
  readonly category?: 'control' | 'probation' | 'parole' | 'temporary'
  readonly name?: string
  readonly more?: Values
}

/** A county with its database, and an office that supervises people there: for tests of what only the whole system can show. */
export async function openCorrections(today: LegalDay) {
  const data = mkdtempSync(join(tmpdir(), 'fazhi-corrections-'))
  const store = await testStore()
  const bureau = compileBureau(lines, posts, { hasRule: (code) => hasRule(code) })
  const clock = testClock(today)
  const s = await over(store, bureau, { data, clock })
  afterAll(async () => {
    await s.figures.close()
    rmSync(data, { recursive: true })
  })
  const administrator = { username: 'system', name: '系统管理员', password: 'Hanjiang-7-bridge' }
  await s.firstRun.run({ county: '445102', bureauName: '潮州市湘桥区司法局', administrator })
  const who = async (n: number, name: string, post: string, unit: string): Promise<Actor> => {
    const account = `00000000-0000-7000-8000-00000000000${n}`
    await store.owner((tx) =>
      tx.exec(
        sql`insert into account (bureau, id, username, name, password_hash, password_changed_at, created_at) values ('445102', ${account}, ${`a${n}`}, ${name}, '', ${clock.now()}, ${clock.now()})`,
      ),
    )
    return { bureau: '445102', account, name, holdings: [{ post, unit }] }
  }
  const town = '445102100'
  const actors = {
    clerk: await who(1, '林干事', 'stationOfficer', town),
    colleague: await who(2, '陈干事', 'stationOfficer', town),
    head: await who(3, '黄所长', 'stationHead', town),
    officer: await who(4, '许股长', 'correctionsOfficer', '445102'),
    leader: await who(5, '郑局长', 'leader', '445102'),
    elsewhere: await who(6, '蔡干事', 'stationOfficer', '445102111'),
  }

  const versions = new Map<string, number>()
  const create = async (type: string, input: Parameters<typeof s.ledger.create>[2], by: Actor): Promise<string> => {
    const { id, version } = await s.ledger.create(by, line(type), input)
    versions.set(id, version)
    return id
  }
  const below = (person: string, type: string, step: string, values: Values, by: Actor = actors.clerk) =>
    create(type, { parent: person, step, values }, by)
  const step = async (type: string, id: string, key: string, values: Values = {}, by: Actor = actors.clerk): Promise<void> => {
    // The record above moves with what is below it, so its version is asked.
    const { version } = await s.reader.row(actors.officer, line(type), id)
    await s.ledger.step(by, line(type), id, key, { version, values })
  }
  const valuesOf = async (type: string, id: string) => (await s.reader.row(actors.officer, line(type), id)).values

  let made = 0
  /** The notice of a judgment that came into force today. */
  const notify = ({ category = 'probation', name, more }: Kind = {}): Promise<string> => {
    made += 1
    const day = clock.today()
    return create(
      'person',
      {
        step: 'notify',
        people: [{ role: 'subject', name: name ?? `某${made}`, phone: '13800001234', address: '意溪镇某村' }],
        values: {
          category,
          entry: 'new',
          sex: 'male',
          bornOn: addYears(day, -30),
          organKind: category === 'temporary' ? 'prison' : 'court',
          organ: '某区人民法院',
          effectiveOn: day,
          notifiedOn: day,
          residence: '意溪镇某村1号',
          ...more,
        },
      },
      actors.clerk,
    )
  }
  const sentenceOf = (category: Kind['category']): Values => ({
    judgmentNumber: '（2022）粤刑初1号',
    crime: 'property',
    offence: '盗窃罪',
    sentence: category === 'control' ? 'control' : 'fixed',
    termFrom: clock.today(),
    ...(category === 'temporary' ? { circumstance: 'illness', sentenceEndOn: addYears(clock.today(), 2) } : { years: 2 }),
  })
  const member = (person: string) =>
    below(person, 'member', 'join', { name: '某甲', kind: 'village', woman: true, knowsMinors: true, joinedOn: clock.today() })
  /** A person under supervision since today. */
  const onBooks = async (kind: Kind = {}): Promise<string> => {
    const id = await notify(kind)
    await step('person', id, 'receivePapers', sentenceOf(kind.category ?? 'probation'))
    await step('person', id, 'register')
    await member(id)
    await step('person', id, 'openFile')
    await step('person', id, 'announce')
    return id
  }
  return { s, store, bureau, clock, actors, create, below, step, valuesOf, notify, member, onBooks, sentenceOf, town }
}

/** The fault in which some work ends. */
export async function faultOf(work: Promise<unknown>): Promise<Fault> {
  const e = await work.then(
    () => new Error('it was not refused'),
    (error: unknown) => error,
  )
  if (e instanceof Fault) return e
  throw e
}
