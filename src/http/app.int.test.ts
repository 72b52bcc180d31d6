import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { compileBureau } from '../kernel/index.ts'
import { hasRule } from '../law/index.ts'
import { lines, posts } from '../lines/index.ts'
import { testClock } from '../services/clock.ts'
import { over } from '../services/open.ts'
import { testStore } from '../services/store/testing.ts'
import { buildApp } from './app.ts'
import { statusOf } from './error-status.ts'

const data = mkdtempSync(join(tmpdir(), 'fazhi-app-'))
const store = await testStore()
const services = await over(store, compileBureau(lines, posts, { hasRule: (c) => hasRule(c) }), { data, clock: testClock('2017-10-31') })
const app = await buildApp(services, { version: 'test' })
afterAll(async () => {
  await app.fastify.close()
  rmSync(data, { recursive: true })
})

const password = 'Hanjiang-7-bridge'
type Answer = { status: number; body: Record<string, never> & { code?: string; rows?: { id: string }[] } }
const call = async (
  method: 'GET' | 'POST' | 'PUT' | 'DELETE',
  url: string,
  body?: unknown,
  token?: string,
  headers: Record<string, string> = {},
): Promise<Answer> => {
  const r = await app.fastify.inject({
    method,
    url,
    headers: { ...(token ? { authorization: `Bearer ${token}` } : {}), ...headers },
    ...(body === undefined ? {} : { payload: body as object }),
  })
  return { status: r.statusCode, body: r.body ? JSON.parse(r.body) : {} }
}
const login = async (username: string, secret = password): Promise<string> =>
  String((await call('POST', '/api/session', { username, password: secret })).body.token)

const tokens: Record<string, string> = {}
const dispute = { values: { kind: 'neighbour', summary: '两户因屋檐滴水发生争执' } }
let caseId = ''

beforeAll(async () => {
  const first = await call('POST', '/api/first-run', {
    county: '445102',
    bureauName: '潮州市湘桥区司法局',
    administrator: { username: 'system', name: '系统管理员', password },
  })
  expect(first.status, JSON.stringify(first.body)).toBeLessThan(300)
  const given = first.body.accounts as unknown as { username: string; password?: string }[]
  const own = async (username: string, secret: string): Promise<string> => {
    const token = await login(username, secret)
    await call('POST', '/api/session/password', { current: secret, next: `${password}-own` }, token)
    return login(username, `${password}-own`)
  }
  const system = await login('system')
  const security = await own('security', given.find((a) => a.username === 'security')?.password ?? '')
  const units = (await call('GET', '/api/units?on=2017-10-31', undefined, system)).body as unknown as { code: string; level: string }[]
  const village = units.find((u) => u.level === 'village' && u.code.startsWith('445102100'))?.code ?? ''
  const staff: [string, string, string][] = [
    ['mediator', 'mediator', '445102100'],
    ['foreign', 'mediator', '445102111'],
    ['station', 'stationHead', '445102100'],
    ['officer', 'mediationOfficer', '445102'],
    ['worker', 'villageWorker', village],
  ]
  for (const [username, post, unit] of staff) {
    const made = await call('POST', '/api/accounts', { username, name: username, password }, system)
    const id = String((made.body.account as { id?: string } | undefined)?.id ?? made.body.id)
    const granted = await call('POST', `/api/accounts/${id}/posts`, { post, unit, from: '2017-01-01' }, security)
    expect(granted.status, JSON.stringify(granted.body)).toBeLessThan(300)
    tokens[username] = await own(username, password)
  }
}, 60_000)

describe('the server', () => {
  it('describes every route with every refusal in OpenAPI 3.1', async () => {
    const { body } = await call('GET', '/api/openapi.json')
    const paths = body.paths as unknown as Record<string, Record<string, { responses: Record<string, unknown> }>>
    expect(body.openapi).toBe('3.1.0')
    for (const r of app.routes) expect(paths[r.url]?.[r.method.toLowerCase()]?.responses, r.url).toBeDefined()
    expect(paths['/api/mediation/case/{id}/steps/agreeInWriting']).toBeDefined()
    const text = JSON.stringify(body)
    const refs = [...text.matchAll(/"#\/components\/(?:schemas|responses)\/([^"]+)"/g)].map((m) => m[1] ?? '')
    const { schemas, responses } = body.components as unknown as { schemas: object; responses: object }
    const known = [...Object.keys(schemas), ...Object.keys(responses)]
    expect(refs.filter((r) => !known.includes(r))).toEqual([])
    expect(text.length).toBeLessThan(2_500_000)
  })

  it('opens a case from a dispute that was found, and moves the dispute by the same act', async () => {
    const found = await call('POST', '/api/mediation/dispute', dispute, tokens.mediator)
    expect(found.status).toBe(201)
    const committee = await call(
      'POST',
      '/api/mediation/committee',
      { values: { name: '意溪镇人民调解委员会', kind: 'township', foundedOn: '2015-03-01' } },
      tokens.station,
    )
    expect(committee.status, JSON.stringify(committee.body)).toBe(201)
    const made = await call(
      'POST',
      '/api/mediation/case',
      {
        values: { kind: 'neighbour', source: 'application', summary: '屋檐滴水纠纷', committee: committee.body.id, dispute: found.body.id },
        people: [
          { role: 'applicant', name: '陈仁善', phone: '15400000001' },
          { role: 'respondent', name: '林礼让' },
        ],
      },
      tokens.mediator,
    )
    expect(made.status, JSON.stringify(made.body)).toBe(201)
    caseId = String(made.body.id)
    expect(made.body).toMatchObject({ number: '意溪调〔2017〕1号', stage: 'accepted', people: [{ name: '陈仁善' }, { name: '林礼让' }] })
    expect((made.body.deadlines as unknown as { key: string; state: string }[]).map((d) => d.key)).toContain('general')
    expect((await call('GET', `/api/mediation/dispute/${found.body.id}`, undefined, tokens.mediator)).body).toMatchObject({
      stage: 'accepted',
      values: { flow: 'accepted' },
    })
  })

  it('shows a record only inside its area, and lists what may be done now with the reason for the rest', async () => {
    expect((await call('GET', `/api/mediation/case/${caseId}`, undefined, tokens.foreign)).body.code).toBe('record.missing')
    expect((await call('GET', '/api/mediation/case', undefined, tokens.foreign)).body.rows).toEqual([])
    const { body } = await call('GET', `/api/mediation/case/${caseId}`, undefined, tokens.mediator)
    const steps = Object.fromEntries((body.steps as unknown as { key: string; allowed: boolean; why?: string }[]).map((s) => [s.key, s]))
    expect(steps.agreeInWriting?.allowed).toBe(true)
    expect(steps.archive).toMatchObject({ allowed: false, why: expect.stringContaining('当前为“已受理”') })
  })

  it('answers bad input with one coded error each, and never with a stack or SQL', async () => {
    const t = tokens.mediator
    const answers: [string, Promise<Answer>, string, number][] = [
      ['wrong type', call('POST', '/api/mediation/dispute', { values: { kind: 5, summary: 1 } }, t), 'record.invalid', 400],
      [
        'unknown code',
        call('POST', '/api/mediation/dispute', { values: { ...dispute.values, kind: 'nothing' } }, t),
        'record.invalid',
        400,
      ],
      [
        'a class of disputes that came later',
        call('POST', '/api/mediation/dispute', { values: { ...dispute.values, kind: 'internet' } }, t),
        'record.invalid',
        400,
      ],
      [
        'impossible date',
        call('POST', '/api/mediation/dispute', { values: { ...dispute.values, foundOn: '2017-02-30' } }, t),
        'record.invalid',
        400,
      ],
      [
        'tomorrow',
        call('POST', '/api/mediation/dispute', { values: { ...dispute.values, foundOn: '2017-11-01' } }, t),
        'record.future',
        422,
      ],
      ['unknown field', call('POST', '/api/mediation/dispute', { values: { ...dispute.values, extra: 1 } }, t), 'record.invalid', 400],
      ['unknown key', call('POST', '/api/mediation/dispute', { ...dispute, extra: 1 }, t), 'request.invalid', 400],
      ['foreign unit', call('POST', '/api/mediation/dispute', { ...dispute, unit: '445102111' }, t), 'access.area', 403],
      ['not a mediator', call('POST', '/api/mediation/case', dispute, tokens.worker), 'access.post', 403],
      [
        'stale',
        call('POST', `/api/mediation/case/${caseId}/steps/fail`, { version: 9, values: { reason: '一方缺席' } }, t),
        'record.stale',
        409,
      ],
      ['out of order', call('POST', `/api/mediation/case/${caseId}/steps/archive`, { version: 1, values: {} }, t), 'step.stage', 422],
      ['no such record', call('GET', `/api/mediation/case/01f00000-0000-7000-8000-000000000000`, undefined, t), 'record.missing', 404],
      ['not an id', call('GET', '/api/mediation/case/1', undefined, t), 'request.invalid', 400],
      ['no such address', call('GET', '/api/nothing', undefined, t), 'request.unknown', 404],
      ['bad filter', call('GET', '/api/mediation/case?nothing=1', undefined, t), 'list.filter', 400],
      ['bad limit', call('GET', '/api/mediation/case?limit=9999', undefined, t), 'request.invalid', 400],
      ['no session', call('GET', '/api/mediation/case'), 'session.missing', 401],
      ['a day that is none', call('GET', '/api/mediation/dispute?foundOn.from=2017-02-30', undefined, t), 'list.filter', 400],
      ['a number that is none', call('GET', '/api/mediation/dispute?personsConcerned.from=1e300', undefined, t), 'list.filter', 400],
      ['a place in a list that is none', call('GET', '/api/mediation/dispute?after=zzz', undefined, t), 'list.filter', 400],
      ['another place', call('GET', '/api/mediation/dispute?order=-foundOn&after=never%7Czzz', undefined, t), 'list.filter', 400],
      ['NUL in a search', call('GET', '/api/search?q=%00', undefined, t), 'request.invalid', 400],
      [
        'NUL in a reason',
        call('POST', `/api/mediation/case/${caseId}/void`, { version: 1, reason: '登记\0有误' }, tokens.station),
        'request.invalid',
        400,
      ],
      [
        'a key of the importer',
        call('POST', '/api/mediation/dispute', dispute, t, { 'idempotency-key': 'import:mediation.dispute:1' }),
        'request.invalid',
        400,
      ],
      ['five megabytes', call('POST', '/api/session', { username: 'x'.repeat(5_000_000), password }), 'request.too-large', 413],
    ]
    for (const [what, answer, code, status] of answers) {
      const { status: got, body } = await answer
      expect([what, body.code, got]).toEqual([what, code, status])
      expect(statusOf(code), code).toBe(status)
      expect(JSON.stringify(body)).not.toMatch(/select |insert |node_modules|at \w+ \(/i)
    }
    const raw = await app.fastify.inject({
      method: 'POST',
      url: '/api/session',
      headers: { 'content-type': 'application/json' },
      payload: '{"username":',
    })
    expect([raw.statusCode, raw.json().code]).toEqual([400, 'request.malformed'])
  })

  it('does a step once that is sent several times at the same moment, and tells each the same', async () => {
    const made = await call('POST', '/api/mediation/dispute', dispute, tokens.mediator)
    const url = `/api/mediation/dispute/${made.body.id}/steps/settle`
    const body = { version: 1, values: { result: '双方和解，互相谅解' } }
    const key = { 'idempotency-key': 'phone-step' }
    const all = await Promise.all([1, 2, 3, 4, 5].map(() => call('POST', url, body, tokens.mediator, key)))
    expect(all.map((a) => [a.status, a.body.version])).toEqual(all.map(() => [200, 2]))
    expect((await call('POST', url, { ...body, version: 2 }, tokens.mediator, key)).body.code).toBe('request.key-reused')
    const events = (await call('GET', `/api/mediation/dispute/${made.body.id}/events`, undefined, tokens.mediator))
      .body as unknown as object[]
    expect(events).toHaveLength(2)
  })

  it('shows which figures and deadlines a correction moves before it is made', async () => {
    const url = `/api/mediation/case/${caseId}/correct`
    const body = { version: 1, values: { acceptedOn: '2017-09-29' }, reason: '受理日期登记有误' }
    const seen = await call('POST', `${url}?preview=1`, body, tokens.station)
    expect(seen.status, JSON.stringify(seen.body)).toBe(200)
    const { deadlines, figures } = seen.body as unknown as {
      deadlines: { title: string; kind: string; to: string | null }[]
      figures: object[]
    }
    expect(deadlines.map((d) => d.kind).sort()).toEqual(expect.arrayContaining(['dropped', 'opened']))
    expect(deadlines.every((d) => /\p{Script=Han}/u.test(d.title))).toBe(true)
    expect(figures.length).toBeGreaterThan(0)
    expect((await call('GET', `/api/mediation/case/${caseId}`, undefined, tokens.station)).body).toMatchObject({
      version: 1,
      values: { acceptedOn: '2017-10-31' },
    })
  })

  it('does a repeated request once', async () => {
    const key = { 'idempotency-key': 'phone-1' }
    const first = await call('POST', '/api/mediation/dispute', dispute, tokens.mediator, key)
    const again = await call('POST', '/api/mediation/dispute', dispute, tokens.mediator, key)
    expect(again.body.id).toBe(first.body.id)
  })

  it('enters a person once however often the request arrives, and never twice where no key can be kept', async () => {
    const key = { 'idempotency-key': 'person-1' }
    const enter = (name: string) => call('POST', '/api/people', { name }, tokens.mediator, key)
    const people = await Promise.all([1, 2, 3].map(() => enter('谢一次')))
    expect(new Set(people.map((p) => (p.body.person as unknown as { id: string }).id)).size).toBe(1)
    const found = await call('GET', `/api/people?q=${encodeURIComponent('谢一次')}`, undefined, tokens.mediator)
    expect(found.body).toHaveLength(1)
    expect((await enter('谢二次')).body.code).toBe('request.key-reused')
    // Their answers hold a password, or what they make bears its own name: the second is refused by that name.
    const refuses = ['/api/accounts', '/api/accounts/{id}/posts', '/api/first-run', '/api/units']
    const makes = app.routes.filter((r) => r.method === 'POST' && (r.status === 201 || r.status === 202) && !r.once)
    expect(makes.map((r) => r.url).sort()).toEqual(refuses)
    const system = await login('system')
    const add = () => call('POST', '/api/accounts', { username: 'twice', name: '重名' }, system, { 'idempotency-key': 'account-1' })
    expect([await add(), await add()].map((a) => [a.status, a.body.code])).toEqual([
      [201, undefined],
      [409, 'account.username-taken'],
    ])
  })

  it('takes a case through agreement, payment, confirmation and archive, each day counted by the law', async () => {
    const t = tokens.mediator
    const step = async (key: string, values: object, version: number) => {
      const r = await call('POST', `/api/mediation/case/${caseId}/steps/${key}`, { version, values }, t)
      expect(r.status, `${key} ${JSON.stringify(r.body).slice(0, 300)}`).toBe(200)
      return r.body
    }
    await step('agreeInWriting', { terms: '林家于月底前改建滴水，陈家负担一半费用', amountAgreed: 1200.5 }, 1)
    const due = await call('GET', `/api/mediation/case/${caseId}/deadlines/confirm/derivation`, undefined, t)
    expect(due.body.article, JSON.stringify(due.body)).toBe('人民调解法 第三十三条')
    for (const amount of [1000, 200.5]) {
      const paid = await call('POST', '/api/mediation/payment', { parent: caseId, values: { amount } }, t)
      expect(paid.status, JSON.stringify(paid.body)).toBe(201)
    }
    await step('askConfirmation', {}, 4)
    const refused = await call('POST', `/api/mediation/case/${caseId}/steps/archive`, { version: 5, values: {} }, t)
    expect(refused.body.code).toBe('step.gate')
    const late = await call(
      'POST',
      '/api/mediation/session',
      { parent: caseId, values: { place: '村委会', toldRights: true, record: '双方到场' } },
      t,
    )
    expect(late.body.code).toBe('step.gate')
    const done = await step('perform', {}, 5)
    expect(done).toMatchObject({ stage: 'performed', values: { amountPaid: 1200.5, performance: 'full' } })
    const history = await call('GET', `/api/mediation/case/${caseId}/events`, undefined, t)
    expect((history.body as unknown as { title: string }[]).map((e) => e.title)).toEqual([
      '履行完毕',
      '申请司法确认',
      '因协议款项支付更新',
      '因协议款项支付更新',
      '达成书面协议',
      '受理登记',
    ])
  })

  it('shows what a correction would change before it is made', async () => {
    const { body: now } = await call('GET', `/api/mediation/case/${caseId}`, undefined, tokens.station)
    const change = { version: now.version, values: { kind: 'housing' }, reason: '类型选错' }
    const preview = await call('POST', `/api/mediation/case/${caseId}/correct?preview=1`, change, tokens.station)
    expect(preview.body).toMatchObject({ changes: [{ title: '纠纷类型', from: '邻里', to: '房屋宅基地' }] })
    expect((preview.body.figures as unknown as unknown[]).length).toBeGreaterThan(0)
    expect((await call('GET', `/api/mediation/case/${caseId}`, undefined, tokens.station)).body).toMatchObject({
      values: { kind: 'neighbour' },
    })
  })

  it('finds a two-character word, and puts on the workbench what the law wants first', async () => {
    const hits = await call('GET', `/api/search?q=${encodeURIComponent('滴水')}`, undefined, tokens.mediator)
    expect((hits.body.hits as unknown as { id: string }[]).map((h) => h.id)).toContain(caseId)
    const elsewhere = await call('GET', `/api/search?q=${encodeURIComponent('滴水')}`, undefined, tokens.foreign)
    expect(elsewhere.body.hits).toEqual([])
    const work = await call('GET', '/api/work', undefined, tokens.station)
    expect(work.status).toBe(200)
    expect((work.body.alerts as unknown as { id: string }[]).map((a) => a.id)).toContain('mediation.notFiled')
  })

  it('moves open deadlines when a holiday is announced late, keeps closed ones, and says why', async () => {
    const t = tokens.mediator
    const committees = await call('GET', '/api/mediation/committee', undefined, t)
    const made = await call(
      'POST',
      '/api/mediation/case',
      {
        values: { kind: 'medical', source: 'application', summary: '术后感染争议', committee: committees.body.rows?.[0]?.id },
        people: [
          { role: 'applicant', name: '甲某' },
          { role: 'respondent', name: '示例医院' },
        ],
      },
      t,
    )
    const deadline = async () =>
      (await call('GET', `/api/mediation/case/${made.body.id}`, undefined, t)).body.deadlines as unknown as {
        key: string
        due: string
        originalDue: string
        changes: { reason: string }[]
      }[]
    const before = (await deadline()).find((d) => d.key === 'general' || d.key === 'medical')
    expect(before, JSON.stringify(await deadline())).toBeDefined()
    const day = before?.due.slice(0, 10) ?? ''
    const moved = await call(
      'POST',
      '/api/law/calendar/corrections',
      { day, working: false, notice: '国办发明电〔2017〕试验号' },
      tokens.officer,
    )
    expect(moved.status, JSON.stringify(moved.body)).toBe(200)
    const after = (await deadline()).find((d) => d.key === before?.key)
    expect(after?.originalDue).toBe(before?.due)
    expect((after?.due ?? '') > day).toBe(true)
    expect(after?.changes.at(-1)?.reason).toContain('试验号')
  })

  it('rehearses a calendar before it is entered: what would move, and only the titles that the reader may see', async () => {
    const source = JSON.stringify({
      calendar: [
        {
          year: 2017,
          amends: true,
          notices: [{ title: '试验通知', number: '国办发明电〔2017〕试验2号' }],
          holidays: [['试验假', '2017-11-01', '2017-12-31']],
          workdays: [],
        },
      ],
    })
    const rehearsed = await call('POST', '/api/law/rehearse', { name: '试验', source }, tokens.officer)
    expect(rehearsed.status, JSON.stringify(rehearsed.body)).toBe(200)
    const { calendar, deadlines, moved, hidden } = rehearsed.body as unknown as {
      calendar: { days: { day: string; worked: boolean }[] }
      deadlines: { before: string; after: string | null; deadline: { title: string; type: string } }[]
      moved: number
      hidden: number
    }
    expect(calendar.days[0]).toMatchObject({ day: '2017-11-01', worked: false })
    expect(moved).toBeGreaterThan(0)
    expect(deadlines.length).toBe(Math.min(100, moved - hidden))
    for (const d of deadlines) expect(d.after === null || d.after > d.before).toBe(true)
    const again = await call('POST', '/api/law/rehearse', { name: '试验', source }, tokens.officer)
    expect(again.body).toEqual(rehearsed.body)
    expect((await call('POST', '/api/law/rehearse', { name: '试验', source }, tokens.mediator)).body.code).toBe('access.duty')
  })
})
