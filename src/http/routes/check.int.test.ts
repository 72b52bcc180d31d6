import ExcelJS from 'exceljs'
import mammoth from 'mammoth'
import { beforeAll, describe, expect, it } from 'vitest'
import type { CheckResult, LedgerComparison } from '../../checker/index.ts'
import { testBureau } from '../../services/figures/testing.ts'
import { testStore } from '../../services/store/testing.ts'
import { installedApp } from '../testing.ts'

const { call } = await installedApp(await testStore(), testBureau(), {
  officer: ['mediationOfficer', '445102'],
  mediator: ['mediator', '445102100'],
})
interface Checked {
  name: string
  text: string
  result: CheckResult
  ledger?: LedgerComparison[]
}

const wrong = '一、人民调解\n2017年1至10月，全区共排查发现矛盾纠纷3件，其中婚姻家庭纠纷2件，邻里纠纷2件。'
const multipart = (name: string, content: string) => ({
  body: `--cut\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\ncontent-type: application/octet-stream\r\n\r\n${content}\r\n--cut--\r\n`,
  headers: { 'content-type': 'multipart/form-data; boundary=cut' },
})

beforeAll(async () => {
  for (const summary of ['两户因屋檐滴水发生争执', '停车占道发生口角']) {
    const made = await call('POST', '/api/mediation/dispute', { values: { kind: 'neighbour', summary } }, 'mediator')
    expect(made.status, JSON.stringify(made.body)).toBe(201)
  }
})

describe('a report is checked', () => {
  it('when its text is sent, with the words and the arithmetic', async () => {
    const { status, body } = await call('POST', '/api/check', { text: wrong }, 'mediator')
    expect(status).toBe(200)
    const { result, ledger } = body as Checked
    expect(result.findings).toHaveLength(1)
    expect(result.findings[0]).toMatchObject({ kind: 'sum', severity: 'error', arithmetic: expect.stringContaining('2') })
    expect(ledger).toBeUndefined()
  })
  it('when a file is uploaded, whose name comes back', async () => {
    const { body, headers } = multipart('report.txt', wrong)
    const answer = await call('POST', '/api/check', body, 'mediator', headers)
    expect(answer.body).toMatchObject({ name: 'report.txt', text: wrong })
    expect((answer.body as Checked).result.findings).toHaveLength(1)
  })
  it('and what is no report is refused with its own code', async () => {
    const { body, headers } = multipart('old.doc', '\u00d0\u00cf\u0011')
    expect((await call('POST', '/api/check', body, 'mediator', headers)).body).toMatchObject({ code: expect.stringMatching(/^reading\./) })
    expect((await call('POST', '/api/check', { text: 5 }, 'mediator')).body).toMatchObject({ code: 'request.invalid' })
    expect((await call('POST', '/api/check', { text: '纠'.repeat(500_001) }, 'mediator')).status).toBe(400)
    expect((await call('POST', '/api/check', { text: wrong })).status).toBe(401)
  })
})

describe('a report is compared with the ledger', () => {
  it('for the period it speaks of, in the county of the one who asks', async () => {
    const { body } = await call('POST', '/api/check?ledger=1', { text: wrong }, 'officer')
    const { ledger, result } = body as Checked
    const found = ledger?.find((c) => c.indicator === 'med.found')
    expect(found).toMatchObject({ stated: 3, ledger: 2, agrees: false })
    expect(result.figures.find((f) => f.id === found?.figure)?.text).toBe('3件')
  })
  it('for the period that the reader names, when the report names none', async () => {
    const text = '全区共排查发现矛盾纠纷2件。'
    expect(((await call('POST', '/api/check?ledger=1', { text }, 'officer')).body as Checked).ledger).toEqual([])
    const named = await call('POST', '/api/check?ledger=1&from=2017-01-01&to=2017-10-31', { text }, 'officer')
    expect((named.body as Checked).ledger).toMatchObject([{ indicator: 'med.found', ledger: 2, agrees: true }])
    expect((await call('POST', '/api/check?ledger=1&from=2017-13-01&to=2017-10-31', { text }, 'officer')).body).toMatchObject({
      code: 'period.invalid',
    })
  })
  it('and not for a unit outside the post', async () => {
    const answer = await call('POST', '/api/check?ledger=1&unit=445102', { text: wrong }, 'mediator')
    expect(answer).toMatchObject({ status: 403, body: { code: 'access.area' } })
  })
})

describe('the check sheet', () => {
  const checked = async () => (await call('POST', '/api/check?ledger=1', { text: wrong, name: '半年总结' }, 'officer')).body as Checked
  it('is a Word paper with the quoted words, the arithmetic, the advice and the counts', async () => {
    const { bytes } = await call('POST', '/api/check/export', { ...(await checked()), format: 'docx' }, 'officer')
    const { value } = await mammoth.extractRawText({ buffer: bytes })
    for (const words of ['校 核 单', '《半年总结》', '错误1处', '第2行：', '3件', '算式：', '建议：', '排查发现矛盾纠纷', '不符'])
      expect(value).toContain(words)
    const again = await call('POST', '/api/check/export', { ...(await checked()), format: 'docx' }, 'officer')
    expect(again.bytes.equals(bytes)).toBe(true)
  })
  it('is a workbook with a row for each finding', async () => {
    const { bytes } = await call('POST', '/api/check/export', { ...(await checked()), format: 'xlsx' }, 'officer')
    const book = new ExcelJS.Workbook()
    await book.xlsx.load(new Uint8Array(bytes).buffer)
    expect(book.worksheets.map((s) => s.name)).toEqual(['校核结果', '与台账比对', '核对相符'])
    const row = book.worksheets[0]?.getRow(2)
    expect([row?.getCell(1).value, row?.getCell(2).value, row?.getCell(3).value]).toEqual([1, '错误', '合计'])
    expect(String(row?.getCell(5).value)).toContain('3件')
  })
  it('refuses a result that is none', async () => {
    const answer = await call('POST', '/api/check/export', { text: '', result: { findings: 'all' }, format: 'docx' }, 'officer')
    expect(answer).toMatchObject({ status: 400, body: { code: 'request.invalid' } })
  })
})
