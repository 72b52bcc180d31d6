import { writeXlsx } from 'hucre/xlsx'
import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { compileBureau } from '../../kernel/index.ts'
import { addDays, hasRule } from '../../law/index.ts'
import { lines, posts } from '../../lines/index.ts'
import type { Actor } from '../../services/access/access.ts'
import { testStore } from '../../services/store/testing.ts'
import { installedApp } from '../testing.ts'

const bureau = compileBureau(lines, posts, { hasRule: (c) => hasRule(c) })
const store = await testStore()
const { services, call } = await installedApp(store, bureau, {
  clerk: ['stationOfficer', '445102100'],
  colleague: ['stationOfficer', '445102111'],
  officer: ['correctionsOfficer', '445102'],
  leader: ['leader', '445102'],
})
const base = '/api/community-corrections'
const type = 'community-corrections.person'
const count = async (table: string) =>
  Number((await store.owner((tx) => tx.one(sql<{ n: number }>`select count(*)::int as n from ${sql.table(table)}`)))?.n)

/** How the provincial system heads and codes the same facts. */
const province = {
  id: 'province.person',
  title: '省社区矫正系统：矫正对象',
  type,
  step: 'takeOver',
  columns: [
    { there: 'jzdxbh', here: 'external' },
    { there: 'jzjg', here: 'unit' },
    { there: 'xm', here: 'people.subject.name' },
    { there: 'sfzh', here: 'people.subject.identityNumber' },
    ...['category:jzlb', 'entry:jsfs', 'sex:xb', 'bornOn:csrq', 'organKind:sqjzjdjglx', 'organ:sqjzjdjg', 'effectiveOn:pjsxrq'],
    ...['enteredOn:jsrq', 'judgmentNumber:pjsbh', 'crime:fzlx', 'offence:jtzm', 'sentence:ypxf', 'termFrom:jzqsrq', 'years:nx'],
    ...['statedTo:jzzzrq', 'residence:jzdz'],
  ].map((c) => (typeof c === 'string' ? { here: c.split(':')[0] ?? '', there: c.split(':')[1] ?? '' } : c)),
  codes: {
    category: { '2': 'probation', '3': 'parole' },
    sex: { '1': 'male', '2': 'female' },
    entry: { '1': 'new' },
    organKind: { '1': 'court', '2': 'prison' },
  },
}

/** A valid identity number of somebody who does not exist. */
function identityNumber(n: number, born: string): string {
  const body = `110101${born.replaceAll('-', '')}${String(n % 1000).padStart(3, '0')}`
  const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
  return body + '10X98765432'[weights.reduce((sum, w, i) => sum + w * Number(body[i]), 0) % 11]
}

type Cell = string
function row(n: number): Cell[] {
  const born = addDays('1970-01-01', n)
  const from = addDays('2017-01-01', n % 200)
  return [
    `S${n}`,
    n % 2 === 0 ? '445102100' : '445102111',
    `某${n}`,
    identityNumber(n, born),
    '2',
    '1',
    '1',
    born,
    '1',
    '某区人民法院',
    from,
    addDays(from, 3),
    `（2017）某刑初${n}号`,
    '侵犯财产',
    '盗窃罪',
    '有期徒刑',
    from,
    '2',
    '',
    '某村',
  ]
}
const at = (there: string) => province.columns.findIndex((c) => c.there === there)
/** Every 27th row is wrong in one of six ways. */
const spoil: readonly ((r: Cell[]) => void)[] = [
  (r) => (r[at('sfzh')] = `${r[at('sfzh')]?.slice(0, 17)}${r[at('sfzh')]?.endsWith('1') ? '2' : '1'}`),
  (r) => (r[at('jzlb')] = '9'),
  (r) => (r[at('sqjzjdjglx')] = '2'),
  (r) => (r[at('jzzzrq')] = '2030-01-01'),
  (r) => (r[at('jsrq')] = '2016-01-01'),
  (r) => (r[at('xm')] = ''),
]
const wrong = Array.from({ length: 37 }, (_, i) => 5 + i * 27)

describe('the export of the provincial system', () => {
  it('comes in by a profile with its own headings and codes: of 1,000 rows 963 go in whole and 37 come back with a sentence each', async () => {
    expect((await call('PUT', '/api/exchange/profiles', province, 'system')).status).toBe(200)
    const rows = Array.from({ length: 1000 }, (_, i) => row(i))
    for (const [i, n] of wrong.entries()) spoil[i % spoil.length]?.(rows[n] ?? [])
    const head = province.columns.map((c) => c.there)
    const file = new Uint8Array(await writeXlsx({ sheets: [{ name: '矫正对象', rows: [head, ...rows] }] }))
    const me = await account('officer')
    const done = await services.imports.run(me, type, file, { profile: province.id })
    expect(done).toMatchObject({ rows: 1000, created: 963, rejected: 37 })
    expect(new Set(done.errors.map((e) => e.row - 2))).toEqual(new Set(wrong))
    for (const e of done.errors)
      expect(
        [e.message, e.action].every((s) => /[一-龥]{2}/.test(s)),
        JSON.stringify(e),
      ).toBe(true)
    const said = done.errors.map((e) => e.message).join('\n')
    for (const sentence of ['校验', '代码表', '缓刑由人民法院判处', '二者不一致', '姓名']) expect(said).toContain(sentence)
    // Nothing half-done: each record that went in has its person, its number, its term, its event and its clocks; of the others there is nothing.
    expect(await count('community_corrections_person')).toBe(963)
    expect(await count('person')).toBe(963)
    const whole = await store.owner((tx) =>
      tx.rows(sql`select 1 from community_corrections_person r where number is not null and term_to is not null and stage = 'supervised'
        and exists (select 1 from event e where e.record_id = r.id) and exists (select 1 from deadline d where d.record_id = r.id)
        and exists (select 1 from involvement i where i.record_id = r.id)`),
    )
    expect(whole).toHaveLength(963)
    const again = await services.imports.run(me, type, file, { profile: province.id })
    expect(again).toMatchObject({ created: 0, already: 963, rejected: 37 })
  }, 240_000)

  it('goes out again under the same headings', async () => {
    const r = await call('GET', `${base}/person/export.xlsx?profile=${province.id}`, undefined, 'officer')
    expect(r.status).toBe(200)
  })
})

describe('a person on the books', () => {
  const subject = { role: 'subject', name: '重某某', identityNumber: identityNumber(7, '1985-05-05') }
  const notice = (unit: string) => ({
    unit,
    people: [subject],
    values: {
      category: 'probation',
      entry: 'new',
      sex: 'male',
      bornOn: '1985-05-05',
      organKind: 'court',
      organ: '某区人民法院',
      effectiveOn: '2017-10-01',
      notifiedOn: '2017-10-09',
    },
  })

  it('in one office is refused at another with the office and the article; two officers who begin at once make one record', async () => {
    const before = await count('community_corrections_person')
    const both = await Promise.all([
      call('POST', `${base}/person`, notice('445102100'), 'clerk'),
      call('POST', `${base}/person`, notice('445102111'), 'colleague'),
    ])
    expect(both.map((r) => r.status).sort()).toEqual([201, 422])
    const refused = both.find((r) => r.status === 422)?.body
    expect(refused).toMatchObject({
      code: 'record.already',
      zh: expect.stringMatching(/重某某已在.+登记为社区矫正对象，不能重复登记.*第二十二条/),
    })
    expect(await count('community_corrections_person')).toBe(before + 1)
  })
})

/** The actor behind a name of the staff. */
async function account(username: string): Promise<Actor> {
  const found = await store.owner((tx) => tx.one(sql<{ id: string }>`select id from account where username = ${username}`))
  return { bureau: '445102', account: found?.id ?? '', name: username, holdings: [{ post: 'correctionsOfficer', unit: '445102' }] }
}
