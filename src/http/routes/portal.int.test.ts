import { readFileSync } from 'node:fs'
import ExcelJS from 'exceljs'
import mammoth from 'mammoth'
import { describe, expect, it } from 'vitest'
import { testBureau } from '../../services/figures/testing.ts'
import { testStore } from '../../services/store/testing.ts'
import { installedApp } from '../testing.ts'

const { app, services, call } = await installedApp(await testStore(), testBureau(), { administrator: ['systemAdministrator', '445102'] })

/** A page as a visitor gets it: no cookie, no header. */
async function visit(url: string): Promise<{ status: number; html: string; headers: Record<string, unknown> }> {
  const r = await app.fastify.inject({ method: 'GET', url })
  return { status: r.statusCode, html: r.body, headers: r.headers }
}
interface Sent {
  readonly text?: string
  readonly name?: string
  readonly format?: string
  readonly file?: readonly [name: string, content: string | Buffer]
}
async function send(url: string, { file, ...fields }: Sent, address = '10.0.0.1') {
  const form = new FormData()
  for (const [name, value] of Object.entries(fields)) form.append(name, value)
  if (file) form.append('file', new File([new Uint8Array(Buffer.from(file[1]))], file[0]))
  const packed = new Response(form)
  const r = await app.fastify.inject({
    method: 'POST',
    url,
    remoteAddress: address,
    headers: { 'content-type': packed.headers.get('content-type') ?? '' },
    payload: Buffer.from(await packed.arrayBuffer()),
  })
  return { status: r.statusCode, html: r.body, bytes: r.rawPayload, headers: r.headers }
}
const open = (check: boolean) => call('PUT', '/api/public-site', { check }, 'administrator')
const plain = (html: string) => html.replaceAll(/<[^>]+>/g, ' ').replaceAll(/\s+/g, ' ')
const wrong = '一、人民调解\n2017年1至10月，全区共排查发现矛盾纠纷3件，其中婚姻家庭纠纷2件，邻里纠纷2件。'

describe('the public site', () => {
  it('greets everyone in Chinese, and in English when asked, with what the bureau offers', async () => {
    const { status, html, headers } = await visit('/public')
    expect(status).toBe(200)
    expect(headers['content-type']).toContain('text/html')
    expect(html).toContain('<html lang="zh-CN">')
    for (const words of ['潮州市湘桥区司法局', '法定期限计算器', '工作人员登录', '12348']) expect(html).toContain(words)
    const english = await visit('/public?lang=en')
    expect(english.html).toContain('<html lang="en">')
    expect(english.html).toContain('Deadline calculator')
    expect((await visit('/public/')).status).toBe(200)
  })
  it('runs no script, sets no cookie, and keeps no page in a cache', async () => {
    for (const url of ['/public', '/public/calculator', '/public/calculator?rule=la.review&start=2017-09-15', '/public/nothing']) {
      const { html, headers } = await visit(url)
      expect(html, url).not.toMatch(/<script|javascript:|\son[a-z]+=|\sstyle=/i)
      expect(headers['set-cookie'], url).toBeUndefined()
      expect(headers['cache-control'], url).toBe('no-store')
      expect(headers['content-security-policy'], url).toContain("script-src 'self'")
    }
    const style = await visit('/public/style.css')
    expect(style.headers['content-type']).toContain('text/css')
    expect(style.html).toBe(readFileSync(new URL('../../portal/style.css', import.meta.url), 'utf8'))
  })
  it('says in a page that an address leads nowhere', async () => {
    const { status, html } = await visit('/public/nothing')
    expect(status).toBe(404)
    expect(html).toContain('没有这个页面')
  })
})

describe('the public calculator', () => {
  it('finds a rule by its line and by plain words', async () => {
    expect(plain((await visit('/public/calculator?line=legal-aid')).html)).toContain('法律援助法 第四十三条')
    expect((await visit(`/public/calculator?q=${encodeURIComponent('申请复议要多久')}`)).html).toContain('rule=rec.apply')
    expect((await visit(`/public/calculator?q=${encodeURIComponent('龘')}`)).html).toContain('没有找到')
  })
  it('answers with the due day, the article, the version in force and the reasons', async () => {
    const text = plain((await visit('/public/calculator?rule=la.review&start=2026-02-08')).html)
    expect(text).toContain('2026年2月24日 星期二')
    expect(text).toContain('法律援助法 第四十三条')
    expect(text).toContain('2022年1月1日起施行，现行有效')
    expect(text).toContain('春节放假')
    expect(text).toContain('到期：2026年2月24日（星期二）')
    expect(text).not.toContain('未经原文核对')
  })
  it('says of a rule from memory that it is advisory', async () => {
    expect(plain((await visit('/public/calculator?rule=rs.link&start=2017-09-15')).html)).toContain('参考 这条规则未经原文核对')
  })
  it('takes pauses, an extension and the hour of the event', async () => {
    const paused = '/public/calculator?rule=rec.decide&start=2026-03-02&from1=2026-03-10&to1=2026-03-19&extend=30'
    const text = plain((await visit(paused)).html)
    expect(text).toContain('暂停：2026年3月10日至2026年3月19日')
    expect(text).toContain('延长：30日')
    expect(text).toContain('不计中止和延长，原为 2026年5月6日')
    expect(plain((await visit('/public/calculator?rule=la.forward&start=2026-03-02&time=10:30')).html)).toContain('2026年3月3日 10:30')
  })
  it('names what is missing instead of giving a date', async () => {
    const missing = await visit('/public/calculator?rule=dis.answer&start=2026-12-20')
    expect(missing.status).toBe(200)
    expect(missing.html).toContain('缺少2027年的放假调休安排')
    expect(missing.html).not.toContain('class="due"')
    expect((await visit('/public/calculator?rule=dis.answer&start=2026-12-20&lang=en')).html).toContain(
      'The legal calendar of 2027 is missing',
    )
    expect((await visit('/public/calculator?rule=la.forward&start=2026-03-02')).html).toContain('起算时刻要写到分钟')
    expect((await visit('/public/calculator?rule=la.review&start=2026-03-02&from1=2026-03-03')).html).toContain('起止两个日期')
    expect((await visit('/public/calculator?rule=no.such&start=2026-03-02')).html).toContain('no.such')
  })
  it('reads a day however it is written, for phones without a date picker', async () => {
    for (const day of ['2017年9月28日', '2017/9/28', '2017.9.28', '2017-09-28'])
      expect((await visit(`/public/calculator?rule=la.review&start=${encodeURIComponent(day)}`)).html, day).toContain('2017年10月13日')
    expect((await visit('/public/calculator?rule=la.review&start=28.9.2017')).html).toContain('不是日期')
  })
  it('shows again what was typed, and never obeys it', async () => {
    const { html } = await visit(`/public/calculator?q=${encodeURIComponent('"><script>alert(1)</script>')}`)
    expect(html).not.toContain('<script')
    expect(html).toContain('value="&quot;&gt;&lt;script&gt;')
  })
})

describe('the public report check', () => {
  it('is closed until the system administrator opens it', async () => {
    expect((await visit('/public/check')).status).toBe(403)
    expect((await send('/public/check', { text: wrong })).status).toBe(403)
    expect((await visit('/public')).html).not.toContain('/public/check')
    expect((await call('PUT', '/api/public-site', { check: true })).status).toBe(401)
    expect((await open(true)).body).toEqual({ check: true })
    expect((await visit('/public/check')).status).toBe(200)
    expect((await visit('/public')).html).toContain('/public/check')
    const noted = await services.audit.list('445102', { kind: 'public-site.changed' })
    expect(noted.rows[0]?.detail).toEqual({ before: { check: false }, after: { check: true } })
  })
  it('is open in a demo until somebody closes it', async () => {
    const demo = await installedApp(await testStore(), testBureau(), {})
    await demo.services.firstRun.markDemo([])
    expect((await demo.services.publicSite.offer()).check).toBe(true)
  })
  it('shows the findings beside the text, each leading to its words and back, and promises secrecy', async () => {
    const { status, html, headers } = await send('/public/check', { text: wrong })
    expect(status).toBe(200)
    expect(headers['cache-control']).toBe('no-store')
    expect(html).toContain('不保存、不外传')
    const places = [...html.matchAll(/href="#(t-[^"]+)"/g)].map((m) => m[1])
    expect(places.length).toBeGreaterThan(2)
    for (const place of places) expect(html).toContain(`id="${place}"`)
    for (const [, finding] of html.matchAll(/<mark class="\w+"><a href="#([^"]+)"/g)) expect(html).toContain(`<li id="${finding}"`)
    for (const tone of ['all', 'error', 'question', 'ok']) expect(html).toContain(`id="show-${tone}"`)
    expect(plain(html)).toContain('错误（1）')
    expect(html).not.toMatch(/<script|\sstyle=/)
  })
  it('speaks English when asked', async () => {
    expect(plain((await send('/public/check?lang=en', { text: wrong }, '10.0.0.2')).html)).toContain('Errors (1)')
  })
  it('reads an uploaded file, and says what it cannot read', async () => {
    const read = await send('/public/check', { text: '', file: ['总结.txt', wrong] }, '10.0.0.3')
    expect(read.html).toContain('<h1>总结.txt</h1>')
    expect(read.html).toContain('<mark class="error">')
    const picture = await send('/public/check', { file: ['a.doc', Buffer.from('d0cf11e0a1b11ae1', 'hex')] }, '10.0.0.3')
    expect(picture.status).toBe(422)
    expect(picture.html).toContain('role="alert"')
    expect((await send('/public/check', { text: ' ' }, '10.0.0.3')).html).toContain('没有收到文字或文件')
    expect((await send('/public/check', { text: '纠'.repeat(100_001) }, '10.0.0.3')).html).toContain('超过 10 万字')
    const large = await send('/public/check', { file: ['a.txt', Buffer.alloc(10 * 1024 * 1024 + 1, 'a')] }, '10.0.0.3')
    expect(large.status).toBe(413)
  })
  it('gives the sheet as Word and as Excel from the text that the page carries', async () => {
    const word = await send('/public/check/sheet', { text: wrong, name: '半年总结', format: 'docx' }, '10.0.0.4')
    expect((await mammoth.extractRawText({ buffer: word.bytes })).value).toContain('《半年总结》')
    const table = await send('/public/check/sheet', { text: wrong, format: 'xlsx' }, '10.0.0.4')
    const book = new ExcelJS.Workbook()
    await book.xlsx.load(new Uint8Array(table.bytes).buffer)
    expect(book.worksheets[0]?.getRow(2).getCell(2).value).toBe('错误')
  })
  it('gives one visitor ten checks a minute, and says so in a page', async () => {
    const answers = []
    for (let i = 0; i < 11; i += 1) answers.push(await send('/public/check', { text: '无' }, '10.0.0.9'))
    expect(answers.map((a) => a.status)).toEqual([...Array.from({ length: 10 }, () => 200), 429])
    expect(answers.at(-1)?.html).toContain('请求过于频繁')
    expect(answers.at(-1)?.headers['content-type']).toContain('text/html')
  })
})
