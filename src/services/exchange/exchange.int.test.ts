import { mkdtempSync, readdirSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import ExcelJS from 'exceljs'
import { zipSync } from 'fflate'
import { writeXlsx } from 'hucre/xlsx'
import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { openOffice, refusal, who } from '../documents/testing.ts'
import { openJobs } from '../jobs/jobs.ts'
import { type JobKind, openRunner } from '../jobs/runner.ts'
import { testStore } from '../store/testing.ts'
import { openExports } from './export.ts'
import { lineOf, openImports } from './import.ts'
import { openProfiles } from './profiles.ts'

const store = await testStore()
const office = await openOffice(store)
const { actors, clock } = office
const directory = mkdtempSync(join(tmpdir(), 'fazhi-exchange-'))
const jobs = openJobs({ ...office, directory: join(directory, 'jobs') })
const profiles = openProfiles(office)
const imports = openImports({ ...office, jobs, profiles, directory: join(directory, 'imports') })
const exports = openExports({ ...office, jobs, profiles })
const kinds = new Map<string, JobKind>([
  ['import', imports.kind],
  ['export.sealed', exports.kind],
])
const runner = openRunner({
  ...office,
  jobs,
  kinds,
  directory: join(directory, 'jobs'),
  actorOf: async (_, account) => Object.values(actors).find((a) => a.account === account) ?? null,
})
const T = 'mediation.case'
const headers = [
  '外部编号',
  '受理日期',
  '纠纷类型 *',
  '案件来源',
  '纠纷简要情况',
  '承办调委会',
  '争议金额',
  '申请人姓名',
  '申请人身份证号',
  '被申请人姓名',
  '备注',
]
type Cell = string | number | null
const book = async (rows: Cell[][], head: string[] = headers): Promise<Uint8Array> => {
  const b = new ExcelJS.Workbook()
  const s = b.addWorksheet('案件')
  for (const r of [head, ...rows]) s.addRow(r)
  return new Uint8Array(await b.xlsx.writeBuffer())
}
const good = (n: number): Cell[] => [
  `A${n}`,
  '2017-10-09',
  '邻里',
  '依申请调解',
  `第${n}宗排水沟纠纷`,
  '铁铺镇人民调解委员会',
  '8,000元',
  '陈一',
  '',
  '林二、林三',
  '略',
]
const cases = () => store.owner(async (tx) => Number((await tx.one(sql<{ n: number }>`select count(*)::int as n from mediation_case`))?.n))
const sheetOf = async (bytes: Uint8Array) => {
  const b = new ExcelJS.Workbook()
  await b.xlsx.load(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer)
  return b.worksheets
}
const rowsOf = async (bytes: Uint8Array): Promise<string[][]> => {
  const [sheet] = await sheetOf(bytes)
  const out: string[][] = []
  sheet?.eachRow((r) =>
    out.push(
      Array.isArray(r.values)
        ? r.values.slice(1).map((v) => (v === null || v === undefined ? '' : v instanceof Date ? v.toISOString().slice(0, 10) : String(v)))
        : [],
    ),
  )
  return out
}

describe('导入', () => {
  it('shows before anything is written which rows are good, and of each bad one the row, the field, what is wrong and what to do', async () => {
    const before = await cases()
    const file = await book([
      good(1),
      ['A2', '2017-13-09', '邻里', '依申请调解', '甲', '铁铺镇人民调解委员会', '', '陈一', '', '林二'],
      ['A3', '2017-10-09', '邻居', '依申请调解', '甲', '没有的调委会', '', '陈一', '11010119900307001X', ''],
      ['A4', '2017-11-09', '邻里', '依申请调解', '', '铁铺镇人民调解委员会', '', '陈一', '', '林二'],
      ['A5', '2017-10-09', '旅游', '依申请调解', '甲', '铁铺镇人民调解委员会', '很多', '陈一', '', '林二'],
    ])
    const p = await imports.preview(actors.mediator, T, file)
    expect(p).toMatchObject({ rows: 5, good: 1, bad: 4, already: 0, ignored: ['备注'] })
    const lines = p.errors.map(lineOf)
    expect(lines).toContain('第 3 行，受理日期：“2017-13-09”不是有效日期；请写作 2017-10-31')
    expect(lines).toContain('第 4 行，申请人身份证号：校验位应为 1，现为 X；号码有误，请核对原件')
    expect(lines).toContain('第 4 行，承办调委会：没有找到“没有的调委会”；请核对名称或编号，或先登记该记录')
    expect(lines).toContain('第 4 行，被申请人姓名：至少填写 1 人；请填写姓名')
    expect(lines.find((l) => l.startsWith('第 4 行，纠纷类型'))).toContain('请从下拉列表中选择：婚姻家庭、邻里')
    expect(lines).toContain('第 5 行，纠纷简要情况：没有填写；请填写')
    expect(lines).toContain('第 5 行，受理日期：2017-11-09 晚于今天（2017-10-31）；尚未发生的事不能登记，请填写实际日期')
    expect(lines.find((l) => l.startsWith('第 6 行，纠纷类型'))).toContain('“旅游”在 2017-10-09 不可选用')
    expect(lines.find((l) => l.startsWith('第 6 行，争议金额'))).toContain('不是数字')
    expect(p.sample[0]).toMatchObject({ 纠纷类型: '邻里', 争议金额: '8,000元' })
    expect(await cases()).toBe(before)
  })

  it.skipIf(process.platform === 'win32')(
    'is refused with what to do when the disk has no room for the file, and leaves nothing',
    async () => {
      const waiting = mkdtempSync(join(tmpdir(), 'fazhi-exchange-'))
      const token = '01590000-0000-7000-8000-000000000000'
      // Whatever is written there meets a full disk.
      symlinkSync('/dev/full', join(waiting, `${token}.xlsx`))
      const full = openImports({ ...office, clock: { ...clock, newId: () => token }, jobs, profiles, directory: waiting })
      await expect(full.preview(actors.mediator, T, await book([good(1)]))).rejects.toMatchObject({ code: 'store.disk-full', status: 507 })
      expect(readdirSync(waiting)).toEqual([])
    },
  )

  it('lets good rows in and gives bad ones back marked; the corrected file goes in, and the same file again changes nothing', async () => {
    const before = await cases()
    const rows = Array.from({ length: 30 }, (_, i) => good(100 + i))
    rows[6] = ['A106', '2017-10-09', '邻里', '依申请调解', '甲', '铁铺镇人民调解委员会', '', '陈一', '110101199003070010', '林二']
    const file = await book(rows)
    const p = await imports.preview(actors.mediator, T, file)
    const job = await imports.start(actors.mediator, T, p.token)
    await runner.drain()
    const done = await jobs.get(actors.mediator, job.id)
    expect(done).toMatchObject({
      state: 'done',
      result: { figures: { rows: 30, created: 29, already: 0, rejected: 1 }, file: { name: '未导入的行.xlsx' } },
    })
    expect(done.log.map((l) => l.say)).toContain('第 8 行，申请人身份证号：校验位应为 1，现为 0；号码有误，请核对原件')
    expect(await cases()).toBe(before + 29)
    const rejected = new Uint8Array(Buffer.concat(await (await jobs.result(actors.mediator, job.id)).stream.toArray()))
    const back = await rowsOf(rejected)
    expect(back[0]?.at(-1)).toBe('错误说明')
    expect(back[1]).toContain('A106')
    expect(back[1]?.at(-1)).toContain('校验位应为 1')

    expect(await imports.run(actors.mediator, T, file)).toMatchObject({ created: 0, already: 29, rejected: 1 })
    // Another officer of the same town imports it again: still nothing new.
    expect(await imports.run(actors.stationOfficer, T, file)).toMatchObject({ created: 0, already: 29, rejected: 1 })
    const mended = back.map((r, i) => (i === 0 ? r : r.map((c) => (c === '110101199003070010' ? '110101199003070011' : c))))
    expect(await imports.run(actors.mediator, T, await book(mended.slice(1), mended[0]))).toMatchObject({
      created: 1,
      rejected: 0,
      rejects: null,
    })
    expect(await cases()).toBe(before + 30)
    expect(await refusal(imports.start(actors.mediator, T, p.token))).toBe('import.token')
  })

  it('refuses a known external number with other content, in the ledger and within one file', async () => {
    const changed = good(100).map((c, i) => (i === 4 ? '改过的简况' : c))
    const result = await imports.run(
      actors.mediator,
      T,
      await book([changed, good(200), good(200), good(200).map((c, i) => (i === 4 ? '又一份' : c))]),
    )
    expect(result).toMatchObject({ created: 1, already: 1, rejected: 2 })
    expect(result.errors.map((e) => e.message)).toEqual(['外部编号 A100 已经导入过，内容与本行不同', '与第 3 行的外部编号相同，内容不同'])
  })

  it('is asked the gates of the procedure before anything is written', async () => {
    const c = await office.openCase()
    const head = ['上级记录编号', '申请日期', '人民法院']
    const p = await imports.preview(
      actors.mediator,
      'mediation.confirmation',
      await book(
        [
          [String(c.record.number), '2017-10-20', '湘桥区人民法院'],
          ['无此编号', '2017-10-20', '法院'],
        ],
        head,
      ),
    )
    expect(p.errors.map((e) => e.message)).toEqual(['请先在案件中办理“申请司法确认”', '没有找到“无此编号”'])
  })

  it('keeps to the rights of the importer', async () => {
    expect(await refusal(imports.preview(actors.officer, T, await book([good(1)])))).toBe('access.post')
    expect(await refusal(imports.template(actors.superior, T))).toBe('access.post')
    const p = await imports.preview(actors.mediator, T, await book([['官塘镇', ...good(1)]], ['单位', ...headers]))
    expect(p.errors[0]?.message).toContain('不在您的管辖范围内')
    const q = await imports.preview(actors.mediator, T, await book([good(300)]))
    expect(await refusal(imports.start(actors.other, T, q.token))).toBe('import.token')
  })

  it('gives one clear refusal for a file that is broken, locked, huge, of another kind or without a header', async () => {
    const file = await book([good(1)])
    const code = (bytes: Uint8Array) => refusal(imports.preview(actors.mediator, T, bytes))
    expect(await code(Buffer.from('%PDF-1.4'))).toBe('import.not-workbook')
    expect(await code(new Uint8Array())).toBe('import.not-workbook')
    expect(await code(file.slice(0, file.length - 200))).toBe('import.broken')
    expect(await code(zipSync({ 'word/document.xml': Buffer.from('<x/>') }))).toBe('import.not-workbook')
    expect(await code(await writeXlsx({ sheets: [{ name: 'a', rows: [['x']] }], encryption: { password: 'p', spinCount: 10 } }))).toBe(
      'import.old-format',
    )
    expect(await code(await book([['x']], ['甲', '乙']))).toBe('import.headers')
    expect(await code(await book([]))).toBe('import.empty')
    expect(await code(await book([['2017-10-09', '邻里']], ['受理日期', '纠纷类型', '案件来源', '申请人']))).toBe('import.columns')
    // The directory says that the sheet unfolds to 300 MB.
    const bomb = Buffer.from(zipSync({ 'xl/workbook.xml': Buffer.from('<workbook/>'), 'xl/worksheets/sheet1.xml': new Uint8Array(9000) }))
    bomb.writeUInt32LE(300 * 1024 * 1024, bomb.lastIndexOf(Buffer.from('PK\u0001\u0002')) + 24)
    expect(await code(bomb)).toBe('import.too-large')
    const entity = zipSync({
      '[Content_Types].xml': Buffer.from('<Types/>'),
      'xl/workbook.xml': Buffer.from('<!DOCTYPE x [<!ENTITY a "aa">]><workbook/>'),
    })
    expect(await code(entity)).toBe('import.broken')
  })

  it('offers a template with the columns of the step, drop-downs and an explanation, which can be filled in and imported', async () => {
    const { bytes } = await imports.template(actors.mediator, T)
    const [sheet, codes, notes] = await sheetOf(bytes)
    const head = (await rowsOf(bytes))[0] ?? []
    expect(head.slice(0, 6)).toEqual(['外部编号', '单位', '受理日期', '纠纷类型 *', '案件来源 *', '纠纷简要情况 *'])
    expect(sheet?.getCell(2, 4).dataValidation?.formulae?.[0]).toMatch(/^代码!/)
    expect(codes?.state).toBe('hidden')
    expect(notes?.rowCount).toBe(head.length + 1)
    const filled = head.map(
      (h): Cell =>
        ({
          受理日期: '2017-10-09',
          '纠纷类型 *': '邻里',
          '案件来源 *': '主动调解',
          '纠纷简要情况 *': '模板',
          '承办调委会 *': '铁铺镇人民调解委员会',
          '申请人姓名 *': '陈一',
          '被申请人姓名 *': '林二',
        })[h] ?? null,
    )
    expect(await imports.run(actors.mediator, T, await book([filled], head))).toMatchObject({ created: 1, rejected: 0 })
  })
})

describe('导出', () => {
  const read = async (x: Awaited<ReturnType<typeof exports.list>>) => rowsOf(new Uint8Array(Buffer.concat(await x.stream.toArray())))
  it('writes the list as it is seen, in official words, and into the audit book', async () => {
    const rows = await read(await exports.list(actors.officer, T, { query: { fields: { kind: 'neighbour' }, order: '-acceptedOn' } }))
    expect(rows[0]).toEqual([
      '编号',
      '单位',
      '办理阶段',
      '受理日期',
      '纠纷类型',
      '案件来源',
      '纠纷简要情况',
      '承办调委会',
      '调解结果',
      '结果日期',
      '申请人',
      '被申请人',
      '邀请参与调解人',
    ])
    expect(rows[1]?.slice(1, 6)).toEqual(['铁铺镇', '已受理', '2017-10-09', '邻里', expect.stringMatching(/调解/)])
    expect(rows[1]?.[7]).toBe('铁铺镇人民调解委员会')
    expect(rows).toHaveLength((await cases()) + 1)
    const [entry] = await store.owner((tx) => tx.rows(sql<{ subject: string }>`select subject from audit where kind = 'records.exported'`))
    expect(entry?.subject).toBe(T)
  })

  it('is for posts that carry the duty, over columns that exist', async () => {
    expect(await refusal(exports.list(actors.mediator, T, { query: { fields: {} } }))).toBe('access.duty')
    expect(await refusal(exports.list(who(9, 'systemAdministrator', '445102'), T, { query: { fields: {} } }))).toBe('access.line')
    expect(await refusal(exports.list(actors.officer, T, { query: { fields: {} }, columns: ['nothing'] }))).toBe('export.column')
    const rows = await read(
      await exports.list(actors.officer, T, {
        query: { fields: {}, unit: '445102112' },
        columns: ['kind', 'amountClaimed'],
        external: true,
      }),
    )
    expect(rows[1]?.[3]).toBe('02')
  })

  it('goes out and comes in by a profile, and a profile with faults is refused whole', async () => {
    const system = who(10, 'systemAdministrator', '445102')
    const profile = {
      id: 'province.case',
      title: '省平台调解案件',
      type: T,
      columns: [
        { there: 'ajbh', here: 'external' },
        { there: 'dw', here: 'unit' },
        { there: 'slrq', here: 'acceptedOn' },
        { there: 'jflx', here: 'kind' },
        { there: 'ajly', here: 'source' },
        { there: 'jk', here: 'summary' },
        { there: 'twh', here: 'committee' },
        { there: 'sqr', here: 'people.applicant.name' },
        { there: 'bsqr', here: 'people.respondent.name' },
      ],
      codes: { kind: { JF02: 'neighbour' }, source: { S1: 'initiative' } },
    }
    const faulty = {
      ...profile,
      columns: [...profile.columns, { there: 'x', here: 'nothing' }],
      codes: { kind: { A: 'none' }, summary: {} },
    }
    expect(await refusal(profiles.put(actors.officer, profile))).toBe('access.duty')
    const refused = await profiles.put(system, faulty).catch((e) => e)
    expect(refused.faults.map((f: { path: string }) => f.path)).toEqual(['columns.x', 'codes.kind.A', 'codes.summary'])
    await profiles.put(system, profile)
    const file = await book(
      [
        ['P1', '445102112', '20171009', 'JF02', 'S1', '来自省平台', '铁铺镇人民调解委员会', '陈一', '林二'],
        ['P2', '445102112', '20171009', 'JF99', 'S1', '甲', '铁铺镇人民调解委员会', '陈一', '林二'],
      ],
      profile.columns.map((c) => c.there),
    )
    const done = await imports.run(actors.mediator, T, file, { profile: 'province.case' })
    expect(done).toMatchObject({ created: 1, rejected: 1 })
    expect(done.errors[0]).toMatchObject({ row: 3, field: 'kind', message: '代码表“纠纷类型”中没有“JF99”' })
    const rows = await read(
      await exports.list(actors.officer, T, { query: { fields: { source: 'initiative' } }, profile: 'province.case' }),
    )
    expect(rows[0]).toEqual(profile.columns.map((c) => c.there))
    expect(rows[1]?.slice(0, 5)).toEqual(['P1', '445102112', '2017-10-09', 'JF02', 'S1'])
    // What went out comes in again: nothing is typed twice and nothing changes, whether it came from there or was entered here.
    const [head = [], ...out] = rows
    const count = await cases()
    const again = await imports.run(actors.mediator, T, await book(out, head as string[]), { profile: 'province.case' })
    expect(again).toMatchObject({ rows: out.length, created: 0, already: out.length, rejected: 0, errors: [] })
    const own = await read(await exports.list(actors.officer, T, { query: { fields: {}, unit: '445102112' } }))
    const [title = [], ...list] = own
    expect(await imports.run(actors.mediator, T, await book(list, title as string[]))).toMatchObject({
      created: 0,
      already: list.length,
      rejected: 0,
    })
    expect(await cases()).toBe(count)
    const mended = list.map((r, i) => (i === 0 ? r.map((c, at) => (title[at] === '纠纷简要情况' ? '另有说法' : c)) : r))
    const told = await imports.run(actors.mediator, T, await book(mended, title as string[]))
    expect(told).toMatchObject({ created: 0, rejected: 1, errors: [{ row: 2, field: 'summary', title: '纠纷简要情况' }] })
    expect(told.errors[0]?.action).toBe('请在系统中更正该记录，不要重复导入')
    expect(await refusal(exports.list(actors.officer, 'mediation.visit', { query: { fields: {} }, profile: 'province.case' }))).toBe(
      'profile.missing',
    )
  })

  it('of sealed data waits for a second person', async () => {
    expect(await refusal(exports.request(actors.officer, T, { query: { fields: {} } }, '年度核对'))).toBe('access.sealed')
    expect(await refusal(exports.request(actors.leader, T, { query: { fields: {} } }, ''))).toBe('export.purpose')
    const job = await exports.request(actors.leader, T, { query: { fields: {}, unit: '445102112' } }, '年度核对')
    expect(await runner.drain()).toBe(0)
    await jobs.approve(actors.deputy, job.id)
    await runner.drain()
    expect(await jobs.get(actors.leader, job.id)).toMatchObject({ state: 'done', result: { figures: { rows: await cases() } } })
    expect(clock.today()).toBe('2017-10-31')
  })
})
