import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { unzipSync } from 'fflate'
import { writeXlsx } from 'hucre/xlsx'
import { afterAll, describe, expect, it } from 'vitest'
import { openDocuments } from '../../services/documents/documents.ts'
import { openOffice } from '../../services/documents/testing.ts'
import { openExports } from '../../services/exchange/export.ts'
import { openImports } from '../../services/exchange/import.ts'
import { openProfiles } from '../../services/exchange/profiles.ts'
import { openBlobs } from '../../services/files/blobs.ts'
import { openFiles } from '../../services/files/files.ts'
import { openJobs } from '../../services/jobs/jobs.ts'
import { openRunner } from '../../services/jobs/runner.ts'
import { testStore } from '../../services/store/testing.ts'
import { openMetrics } from '../metrics.ts'
import { frame } from '../server.ts'
import { documentRoutes } from './documents.ts'
import { exchangeRoutes } from './exchange.ts'
import { fileRoutes } from './files.ts'
import { jobRoutes } from './jobs.ts'

const store = await testStore()
const office = await openOffice(store)
const { actors, bureau } = office
const data = mkdtempSync(join(tmpdir(), 'fazhi-transfer-'))
const jobs = openJobs({ ...office, directory: join(data, 'jobs') })
const profiles = openProfiles(office)
const imports = openImports({ ...office, jobs, profiles, directory: join(data, 'imports') })
const exports = openExports({ ...office, jobs, profiles })
const byName = (name: string) => Object.entries(actors).find(([key]) => key === name)?.[1] ?? null
const app = await frame({ identify: async (token) => byName(token), permit: () => undefined, metrics: openMetrics() })
documentRoutes(app, { bureau, documents: openDocuments({ ...office, bureauName: async () => '潮州市湘桥区司法局' }) })
fileRoutes(app, { bureau, files: openFiles({ ...office, blobs: openBlobs(join(data, 'files'), office.clock) }) })
exchangeRoutes(app, { bureau, exports, imports, profiles })
jobRoutes(app, { jobs })
const runner = openRunner({
  ...office,
  jobs,
  directory: join(data, 'jobs'),
  kinds: new Map([['import', imports.kind]]),
  actorOf: async (_, account) => Object.values(actors).find((a) => a.account === account) ?? null,
})
await app.fastify.ready()
afterAll(async () => {
  await app.fastify.close()
  rmSync(data, { recursive: true, force: true })
})

type Answer = {
  status: number
  headers: Record<string, unknown>
  bytes: Buffer
  body: Record<string, never> & { code?: string; id?: string; token?: string }
}
async function call(
  who: string,
  method: 'GET' | 'POST' | 'PUT',
  url: string,
  body?: object,
  headers: Record<string, string> = {},
): Promise<Answer> {
  const r = await app.fastify.inject({
    method,
    url,
    headers: { authorization: `Bearer ${who}`, ...headers },
    ...(body ? { payload: body } : {}),
  })
  const json = String(r.headers['content-type']).includes('json')
  return { status: r.statusCode, headers: r.headers, bytes: r.rawPayload, body: json && r.body ? JSON.parse(r.body) : {} }
}
const upload = (
  who: string,
  url: string,
  name: string,
  content: Uint8Array,
  method: 'POST' | 'PUT' = 'POST',
  headers: Record<string, string> = {},
) => {
  const edge = 'edge-of-parts'
  const payload = Buffer.concat([
    Buffer.from(
      `--${edge}\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\ncontent-type: application/octet-stream\r\n\r\n`,
    ),
    content,
    Buffer.from(`\r\n--${edge}--\r\n`),
  ])
  return call(who, method, url, payload, { ...headers, 'content-type': `multipart/form-data; boundary=${edge}` })
}
const { id } = await office.openCase()
const base = `/api/mediation/case/${id}`

describe('文书、材料、表格和任务的接口', () => {
  it('previews, issues once for a repeated request, reads again and binds papers', async () => {
    expect((await call('mediator', 'GET', `${base}/documents/agreement/preview`)).bytes.subarray(0, 2).toString()).toBe('PK')
    expect(await call('mediator', 'POST', `${base}/documents/agreement`)).toMatchObject({
      status: 422,
      body: { code: 'document.too-early' },
    })
    const [a, b] = [
      await call('mediator', 'POST', `${base}/documents/registration`, undefined, { 'idempotency-key': 'k' }),
      await call('mediator', 'POST', `${base}/documents/registration`, undefined, { 'idempotency-key': 'k' }),
    ]
    expect(a).toMatchObject({ status: 201, body: { title: '人民调解受理登记表' } })
    expect(b.body.id).toBe(a.body.id)
    const paper = await call('mediator', 'GET', `/api/documents/${a.body.id}.docx`)
    expect(paper.headers['content-disposition']).toContain(encodeURIComponent('人民调解受理登记表'))
    expect(paper.headers['cache-control']).toBe('private, no-store')
    expect(Object.keys(unzipSync(paper.bytes))).toContain('word/document.xml')
    expect((await call('mediator', 'GET', `${base}/dossier.docx`)).status).toBe(200)
    expect(await call('other', 'GET', `/api/documents/${a.body.id}.docx`)).toMatchObject({
      status: 404,
      body: { code: 'document.missing' },
    })
    expect(await call('nobody', 'GET', `/api/documents/${a.body.id}.docx`)).toMatchObject({ status: 401 })
  })

  it('takes the office’s own template, and says what is wrong with a bad one', async () => {
    const url = '/api/templates/mediation/case/referral'
    const file = (await call('officer', 'GET', `${url}/file.docx`)).bytes
    expect(await upload('officer', url, 'a.docx', file, 'PUT')).toMatchObject({ status: 200, body: { version: 1 } })
    expect(await upload('officer', url, 'a.docx', Buffer.from('no'), 'PUT')).toMatchObject({
      status: 422,
      body: { code: 'document.template-file' },
    })
    expect(await upload('mediator', url, 'a.docx', file, 'PUT')).toMatchObject({ status: 403, body: { code: 'access.duty' } })
    expect((await call('officer', 'POST', `${url}/restore`)).body).toEqual({ version: 2 })
  })

  it('keeps a file, and refuses one of more than 50 MB, a program, and a request without a file', async () => {
    const added = await upload('mediator', `${base}/files`, '证据.pdf', Buffer.from('%PDF-1.4 x'))
    expect(added).toMatchObject({ status: 201, body: { name: '证据.pdf' } })
    const read = await call('mediator', 'GET', `/api/files/${added.body.id}`)
    expect(read.bytes.toString()).toBe('%PDF-1.4 x')
    expect(read.headers['content-security-policy']).toContain('sandbox')
    expect(await upload('mediator', `${base}/files`, 'a.pdf', Buffer.alloc(51 * 1024 * 1024, 0x25))).toMatchObject({
      status: 413,
      body: { code: 'file.too-large' },
    })
    expect(await upload('mediator', `${base}/files`, 'a.pdf', Buffer.from([0x4d, 0x5a, 0, 0]))).toMatchObject({
      status: 415,
      body: { code: 'file.type' },
    })
    expect(await call('mediator', 'POST', `${base}/files`, { a: 1 })).toMatchObject({ status: 400, body: { code: 'file.empty' } })
    expect(await call('mediator', 'POST', `/api/files/${added.body.id}/void`, { reason: '传错了' })).toMatchObject({ status: 200 })
  })

  it('keeps a file once that a phone sends twice, and refuses another file under the same key', async () => {
    const key = { 'idempotency-key': 'scan-1' }
    const send = (content: string) => upload('mediator', `${base}/files`, '照片说明.txt', Buffer.from(content), 'POST', key)
    const [first, again] = [await send('现场照片一张'), await send('现场照片一张')]
    expect([first.status, again.status, again.body.id]).toEqual([201, 201, first.body.id])
    const list = (await call('mediator', 'GET', `${base}/files`)).body as unknown as { name: string }[]
    expect(list.filter((f) => f.name === '照片说明.txt')).toHaveLength(1)
    expect(await send('另一张')).toMatchObject({ status: 409, body: { code: 'request.key-reused' } })
  })

  it('previews an import, runs it as a job with progress, and exports the list', async () => {
    const rows = [
      ['受理日期', '纠纷类型', '案件来源', '纠纷简要情况', '承办调委会', '申请人姓名', '被申请人姓名'],
      ['2017-10-09', '邻里', '依申请调解', '甲', '铁铺镇人民调解委员会', '陈一', '林二'],
      ['2017-10-09', '没有', '依申请调解', '乙', '铁铺镇人民调解委员会', '陈一', '林二'],
    ]
    const url = '/api/mediation/case'
    const preview = await upload('mediator', `${url}/import?preview=1`, 'a.xlsx', await writeXlsx({ sheets: [{ name: '案件', rows }] }))
    expect(preview).toMatchObject({ status: 200, body: { rows: 2, good: 1, bad: 1, errors: [{ row: 3, field: 'kind' }] } })
    const started = await call('mediator', 'POST', `${url}/import`, { token: preview.body.token }, { 'idempotency-key': 'import-1' })
    expect(started).toMatchObject({ status: 202, body: { state: 'waiting' } })
    await runner.drain()
    expect((await call('mediator', 'GET', `/api/jobs/${started.body.id}`)).body).toMatchObject({
      state: 'done',
      result: { figures: { created: 1, rejected: 1 } },
    })
    const again = await call('mediator', 'POST', `${url}/import`, { token: preview.body.token }, { 'idempotency-key': 'import-1' })
    expect(again.body.id).toBe(started.body.id)
    expect((await call('mediator', 'GET', `/api/jobs/${started.body.id}/result`)).headers['content-type']).toContain('spreadsheetml')
    expect(await call('mediator', 'POST', `${url}/import`, { token: 'x' })).toMatchObject({ status: 404, body: { code: 'import.token' } })
    const sheet = await call('officer', 'GET', `${url}/export.xlsx?kind=neighbour&columns=kind,summary`)
    expect(Buffer.from(unzipSync(sheet.bytes)['xl/worksheets/sheet1.xml'] ?? new Uint8Array()).toString()).toContain('邻里')
    expect(await call('officer', 'GET', `${url}/export.xlsx?nothing=1`)).toMatchObject({ status: 400, body: { code: 'list.filter' } })
    expect(await call('mediator', 'GET', `${url}/export.xlsx`)).toMatchObject({ status: 403, body: { code: 'access.duty' } })
    expect((await call('mediator', 'GET', `${url}/template.xlsx`)).bytes.subarray(0, 2).toString()).toBe('PK')
  })

  it('asks a second person for sealed data, who finds the request among his jobs', async () => {
    const ask = () =>
      call(
        'leader',
        'POST',
        '/api/mediation/case/export',
        { query: { unit: '445102' }, purpose: '年度核对' },
        { 'idempotency-key': 'export-1' },
      )
    const asked = await ask()
    expect((await ask()).body.id).toBe(asked.body.id)
    expect(asked).toMatchObject({ status: 202, body: { state: 'waiting', approval: { approved: null, mine: false } } })
    expect(await call('leader', 'POST', `/api/jobs/${asked.body.id}/approve`)).toMatchObject({
      status: 403,
      body: { code: 'job.same-person' },
    })
    const list = (await call('deputy', 'GET', '/api/jobs')).body as unknown as { id: string; approval: { mine: boolean } }[]
    expect(list.find((j) => j.id === asked.body.id)?.approval.mine).toBe(true)
    expect(await call('deputy', 'POST', `/api/jobs/${asked.body.id}/refuse`, { reason: '用途不明' })).toMatchObject({
      status: 200,
      body: { state: 'failed' },
    })
  })
})
