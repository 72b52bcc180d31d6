import ExcelJS from 'exceljs'
import { expect, test } from 'vitest'
import { office } from './harness/office.ts'

const { as } = office()

test('a spreadsheet with bad rows shows the fault of each row and what to do, writes nothing before it is confirmed, and imports the good rows once', async () => {
  const page = await as('station-001', '/ledger/mediation/dispute/import')
  const saved = page.waitForEvent('download')
  await page.getByRole('button', { name: '下载模板' }).click()
  const book = new ExcelJS.Workbook()
  await book.xlsx.readFile(await (await saved).path())
  const sheet = book.worksheets[0]
  if (!sheet) throw new Error('the template has no sheet')
  const heads = (sheet.getRow(1).values as unknown[]).map((v) =>
    String(v ?? '')
      .replace(/[*＊]/g, '')
      .trim(),
  )
  const put = (row: number, values: Readonly<Record<string, string>>) => {
    for (const [head, value] of Object.entries(values)) sheet.getCell(row, heads.indexOf(head)).value = value
  }
  sheet.spliceRows(2, sheet.rowCount)
  put(2, { 纠纷类型: '邻里', 纠纷简况: '两户因晾衣架滴水争吵', 发现日期: '2017-06-05' })
  put(3, { 纠纷类型: '天外来客', 纠纷简况: '类型写错的一行', 发现日期: '2017-06-06' })
  put(4, { 纠纷类型: '邻里', 纠纷简况: '日期写错的一行', 发现日期: '2017-02-30' })
  const file = { name: '纠纷.xlsx', mimeType: 'application/vnd.openxmlformats', buffer: Buffer.from(await book.xlsx.writeBuffer()) }
  const before = await page.request.get('/api/mediation/dispute?limit=1').then((r) => r.json())

  await page.locator('input[type=file]').setInputFiles(file)
  const wrong = page.getByRole('table', { name: '需要改正的行' })
  await wrong.waitFor()
  const rows = await wrong.getByRole('row').allTextContents()
  expect(rows.filter((r) => r.includes('第 3 行') && r.includes('纠纷类型'))).toHaveLength(1)
  expect(rows.filter((r) => r.includes('第 4 行') && r.includes('发现日期'))).toHaveLength(1)
  expect(await page.request.get('/api/mediation/dispute?limit=1').then((r) => r.json())).toEqual(before)

  await page.getByRole('button', { name: '导入 1 行' }).click()
  await page.getByText('已完成').waitFor()
  const list = await as('station-001', '/ledger/mediation/dispute?q=晾衣架')
  await list.getByRole('row').filter({ hasText: '两户因晾衣架滴水争吵' }).waitFor()

  // The same file again, with its mistakes mended or not, imports nothing twice.
  await page.reload()
  await page.locator('input[type=file]').setInputFiles(file)
  await page.getByText(/以前已导入/).waitFor()
})
