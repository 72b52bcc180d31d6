import { sql } from 'kysely'
import { compileBureau, type Line } from '../../kernel/index.ts'
import { posts } from '../../lines/index.ts'
import { mediation } from '../../lines/mediation/index.ts'
import type { Actor } from '../access/access.ts'
import { testClock } from '../clock.ts'
import { Fault } from '../fault.ts'
import { openAudit } from '../identity/audit.ts'
import { newSealKey, sealsOf } from '../ledger/chain.ts'
import { openLedger } from '../ledger/ledger.ts'
import { predicateSql } from '../ledger/predicate-sql.ts'
import { openReader } from '../ledger/read.ts'
import { openPeople } from '../people/people.ts'
import { createSealer } from '../people/sealer.ts'
import type { Store } from '../store/index.ts'

/** The posts of the test county, each held by somebody. */
export const who = (n: number, post: string, unit: string, name = `经办${n}`): Actor => ({
  bureau: '445102',
  account: `00000000-0000-7000-8000-0000000000${String(n).padStart(2, '0')}`,
  name,
  holdings: [{ post, unit }],
})

/** The mediation line of one county over a test database, for the rooms that work with papers and spreadsheets. */
export async function openOffice(store: Store, more: readonly Line[] = []) {
  const bureau = compileBureau([mediation, ...more], posts, { hasRule: () => true })
  const clock = testClock('2017-10-31')
  const audit = openAudit({ store, clock })
  const people = openPeople({
    store,
    clock,
    bureau,
    audit,
    sealer: createSealer({ key: Buffer.alloc(32, 1), cipher: 'aes', randomToken: clock.randomToken }),
  })
  const units = [
    { code: '445102', name: '潮州市湘桥区', level: 'county', counted: true },
    { code: '445102112', name: '铁铺镇', level: 'township', counted: true },
    { code: '445102113', name: '官塘镇', level: 'township', counted: true },
    { code: '445102112201', name: '铺头村', level: 'village', counted: true },
  ]
  const names = async () => (code: string) => units.find((u) => u.code === code)?.name ?? code
  const surroundings = async () => ({
    ask: () => ({ ok: false as const, zh: '' }),
    units,
    unitName: await names(),
    parameters: () => ({}),
  })
  const ledger = openLedger({
    store,
    bureau,
    clock,
    seals: sealsOf(newSealKey(false)),
    surroundings,
    registerPerson: async (tx, actor, p) => (await people.enter(tx, actor, p)).person,
    audit,
    marks: () => [],
  })
  const reader = openReader({ store, bureau, today: clock.today, names, lineage: async (_, unit) => [unit], predicateSql })
  const actors = {
    mediator: who(1, 'mediator', '445102112', '陈调解'),
    stationOfficer: who(2, 'stationOfficer', '445102112', '林干事'),
    officer: who(3, 'mediationOfficer', '445102', '黄股长'),
    leader: who(4, 'leader', '445102', '许局长'),
    other: who(5, 'mediator', '445102113', '郑调解'),
    worker: who(6, 'villageWorker', '445102112201', '李网格'),
    superior: who(7, 'superior', '445102', '上级'),
    deputy: who(8, 'leader', '445102', '杨副局长'),
  }
  await store.owner(async (tx) => {
    for (const a of Object.values(actors))
      await tx.exec(
        sql`insert into account (bureau, id, username, name, password_hash, password_changed_at, created_at) values (${a.bureau}, ${a.account}, ${a.account.slice(-4)}, ${a.name}, '', ${clock.now()}, ${clock.now()})`,
      )
  })
  const committee = (
    await ledger.create(actors.stationOfficer, 'mediation.committee', {
      values: { name: '铁铺镇人民调解委员会', kind: 'township', foundedOn: '2010-01-04' },
    })
  ).id
  const party = (role: string, name: string, identityNumber?: string) => ({
    role,
    name,
    phone: '13800001234',
    address: '铁铺镇铺头村',
    ...(identityNumber ? { identityNumber } : {}),
  })
  /** A case accepted on a day of October 2017. */
  const openCase = async (actor: Actor = actors.mediator, more: Readonly<Record<string, unknown>> = {}) =>
    ledger.create(actor, 'mediation.case', {
      values: { acceptedOn: '2017-10-09', kind: 'neighbour', source: 'application', summary: '因排水沟归属发生纠纷', committee, ...more },
      people: [party('applicant', '陈安宁', '110101199003070011'), party('respondent', '林平安')],
    })
  return { store, bureau, clock, surroundings, audit, people, ledger, reader, names, units, actors, committee, openCase, party }
}

/** The code of the refusal that some work ends in. */
export async function refusal(work: Promise<unknown>): Promise<string> {
  try {
    await work
    return 'done'
  } catch (e) {
    return e instanceof Fault ? e.code : String(e)
  }
}
