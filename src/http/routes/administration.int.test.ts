import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { compileBureau } from '../../kernel/index.ts'
import { posts } from '../../lines/index.ts'
import { testClock } from '../../services/clock.ts'
import { openAudit } from '../../services/identity/audit.ts'
import { identityFaults } from '../../services/identity/faults.ts'
import { openFirstRun } from '../../services/identity/first-run.ts'
import { openIdentity } from '../../services/identity/identity.ts'
import { openInstallation } from '../../services/identity/installation.ts'
import { unitFaults } from '../../services/organisation/faults.ts'
import { openOrganisation } from '../../services/organisation/organisation.ts'
import { peopleFaults } from '../../services/people/faults.ts'
import { openPeople } from '../../services/people/people.ts'
import { createSealer } from '../../services/people/sealer.ts'
import { testStore } from '../../services/store/testing.ts'
import { openMetrics } from '../metrics.ts'
import { frame } from '../server.ts'
import { accountRoutes } from './accounts.ts'
import { firstRunRoutes } from './first-run.ts'
import { peopleRoutes } from './people.ts'
import { sessionRoutes } from './session.ts'
import { unitRoutes } from './units.ts'

const store = await testStore()
const clock = testClock('2023-07-01')
const bureau = compileBureau([], posts, { hasRule: () => true })
const audit = openAudit({ store, clock })
const sealer = createSealer({ key: Buffer.alloc(32, 5), cipher: 'sm', randomToken: clock.randomToken })
const organisation = openOrganisation({ store, clock, bureau, audit })
const installation = openInstallation(store)
const identity = openIdentity({ store, clock, bureau, organisation, installation, audit, sealer })
const firstRun = openFirstRun({ store, bureau, organisation, installation, accounts: identity.accounts, audit })
const people = openPeople({ store, clock, bureau, sealer, audit })
const app = await frame({
  identify: identity.resolve,
  permit: (actor, auth) => auth !== 'any' && identity.permit(actor, auth),
  metrics: openMetrics(),
})
sessionRoutes(app, { identity })
accountRoutes(app, { identity })
unitRoutes(app, { organisation, clock })
peopleRoutes(app, { people })
firstRunRoutes(app, { firstRun, clock, version: 'test' })
await app.fastify.ready()

const faults: Readonly<Record<string, { status: number }>> = { ...identityFaults, ...unitFaults, ...peopleFaults }
const good = 'four sheep in rain'

/** A request as the staff app sends it. Whatever comes back is held against what the route promises. */
async function call(token: string | null, method: 'GET' | 'POST' | 'PUT' | 'DELETE', url: string, payload?: object) {
  const headers = token ? { authorization: `Bearer ${token}` } : {}
  const answer = await app.fastify.inject({ method, url, headers, ...(payload ? { payload } : {}) })
  const path = url.split('?')[0] ?? ''
  const fits = (pattern: string) => new RegExp(`^${pattern.replaceAll(/\{\w+\}/g, '[^/]+')}$`).test(path)
  const def = app.routes.find((r) => r.method === method && r.url === path) ?? app.routes.find((r) => r.method === method && fits(r.url))
  const body = answer.body === '' ? undefined : answer.json()
  if (answer.statusCode < 300) {
    expect(answer.statusCode).toBe(def?.status ?? (def?.response ? 200 : 204))
    if (def?.response) expect(strict(def.response).safeParse(body).error).toBeUndefined()
  } else {
    const everywhere = ['request.invalid', 'request.malformed', 'session.missing', 'session.must-change', 'access.duty']
    expect([...(def?.errors ?? []), ...everywhere]).toContain(body.code)
    const known = faults[body.code]
    if (known) expect(answer.statusCode).toBe(known.status)
    expect(body).toMatchObject({ zh: expect.any(String), en: expect.any(String), remedy: { zh: expect.any(String) } })
  }
  return { status: answer.statusCode, body, headers: answer.headers }
}
/** The same shape, refusing what it does not name: an answer promises all it contains. */
const strict = (schema: z.ZodType): z.ZodType =>
  schema instanceof z.ZodObject
    ? z.strictObject(schema.shape)
    : schema instanceof z.ZodArray
      ? z.array(strict(schema.element as z.ZodType))
      : schema

const login = async (username: string, password = good) =>
  String((await call(null, 'POST', '/api/session', { username, password })).body.token)
const setUp = {
  county: '445102',
  bureauName: '潮州市湘桥区司法局',
  administrator: { username: 'xitong', name: '许系统', password: good },
}

describe('初始化页面', () => {
  it('finds the county, sets the bureau up once, shows the one-time passwords, and closes', async () => {
    expect((await call(null, 'GET', '/api/state')).body).toEqual({ ready: false, demo: false, version: 'test', today: '2023-07-01' })
    const found = await call(null, 'GET', '/api/counties?q=湘桥')
    expect(found.body).toEqual([{ code: '445102', name: '湘桥区', fullName: '广东省潮州市湘桥区', path: '广东省潮州市' }])
    const weak = await call(null, 'POST', '/api/first-run', { ...setUp, administrator: { ...setUp.administrator, password: '12345678' } })
    expect(weak.body).toMatchObject({ code: 'password.weak', faults: [{ path: 'password' }] })
    expect((await call(null, 'GET', '/api/state')).body.ready).toBe(false)

    const done = await call(null, 'POST', '/api/first-run', setUp)
    expect(done.body.accounts).toMatchObject([
      { username: 'xitong', post: 'systemAdministrator' },
      { username: 'security', post: 'securityAdministrator', password: expect.any(String) },
      { username: 'auditor', post: 'auditAdministrator', password: expect.any(String) },
    ])
    expect(done.status).toBe(201)
    expect((await call(null, 'POST', '/api/first-run', setUp)).body.code).toBe('first-run.done')
    expect((await call(null, 'GET', '/api/counties?q=湘桥')).body.code).toBe('first-run.done')
    expect((await call(null, 'GET', '/api/state')).body).toMatchObject({ ready: true, bureauName: '潮州市湘桥区司法局' })
    for (const account of done.body.accounts.slice(1)) {
      const token = await login(account.username, account.password)
      expect((await call(token, 'GET', '/api/audit')).body.code).toMatch(/access\.duty/)
      await call(token, 'POST', '/api/session/password', { current: account.password, next: good })
    }
  })
})

describe('登录接口', () => {
  it('sets a cookie that scripts and other sites cannot use, and wants the mark of our page for writes', async () => {
    const answer = await app.fastify.inject({ method: 'POST', url: '/api/session', payload: { username: 'xitong', password: good } })
    const cookie = String(answer.headers['set-cookie'])
    expect(cookie).toMatch(/^fazhi_session=445102\.[\w-]{43}; Max-Age=43200; Path=\/; HttpOnly; SameSite=Strict$/)
    const cookies = { fazhi_session: cookie.slice(14).split(';')[0] ?? '' }
    expect((await app.fastify.inject({ method: 'GET', url: '/api/session', cookies })).json()).toMatchObject({
      account: { name: '许系统', duties: ['system', 'organisation', 'law'] },
    })
    expect((await app.fastify.inject({ method: 'DELETE', url: '/api/session', cookies })).json()).toMatchObject({ code: 'request.forged' })
    const out = await app.fastify.inject({ method: 'DELETE', url: '/api/session', cookies, headers: { 'x-fazhi': '1' } })
    expect([out.statusCode, String(out.headers['set-cookie'])]).toEqual([204, expect.stringContaining('fazhi_session=;')])
    expect((await app.fastify.inject({ method: 'GET', url: '/api/session', cookies })).json()).toEqual({ account: null })
  })

  it('answers a wrong login, a malformed one and a missing session with one clear error', async () => {
    expect(await call(null, 'POST', '/api/session', { username: 'xitong', password: 'no' })).toMatchObject({
      status: 401,
      body: { code: 'session.refused' },
    })
    const malformed = await call(null, 'POST', '/api/session', { username: 7, more: 1 })
    expect(malformed.body).toMatchObject({
      code: 'request.invalid',
      faults: [{ path: 'username' }, { path: 'password', title: '密码' }, { path: 'more' }],
    })
    expect((await call(null, 'GET', '/api/units')).body.code).toBe('session.missing')
    expect((await call('445102.x', 'GET', '/api/units')).body.code).toBe('session.missing')
  })
})

describe('无法保存的字符', () => {
  it.each(['a\u0000b', 'a\ud800', '甲\u0007'])('%j is refused wherever it is typed, not by the database', async (text) => {
    const system = await login('xitong')
    const id = '00000000-0000-7000-8000-000000000009'
    const attempts = [
      await call(null, 'POST', '/api/session', { username: text, password: text }),
      await call(system, 'GET', `/api/people?q=${text.isWellFormed() ? encodeURIComponent(text) : '%00'}`),
      await call(system, 'POST', '/api/people', { name: text }),
      await call(system, 'POST', `/api/people/${id}/look`, { purpose: text }),
      await call(system, 'POST', '/api/accounts', { username: text, name: text }),
      await call(system, 'POST', `/api/accounts/${id}/posts`, { post: text, unit: text, from: '2023-01-01' }),
      await call(system, 'POST', '/api/units', { code: '445102108', name: text, from: '2023-01-01' }),
      await call(system, 'POST', '/api/units/merge', { codes: ['445102108'], into: { code: '445102109' }, on: '2023-01-01', basis: text }),
      await call(system, 'GET', '/api/audit?kind=%00'),
      await call(null, 'POST', '/api/first-run', { ...setUp, bureauName: text }),
    ]
    expect(attempts.map((a) => a.body.code)).toEqual(attempts.map(() => 'request.invalid'))
  })

  it('a password of any characters is hashed, not stored, and is just wrong; only NUL is no character', async () => {
    const said = async (password: string) => (await call(null, 'POST', '/api/session', { username: 'xitong', password })).body.code
    expect([await said('a\u0007b'), await said('a\u0000b')]).toEqual(['session.refused', 'request.invalid'])
  })
})

describe('账户接口', () => {
  it('an account is made by one administrator, gets its post from another and its entries are read by the third', async () => {
    const [system, security, auditor] = [await login('xitong'), await login('security'), await login('auditor')]
    const made = await call(system, 'POST', '/api/accounts', { username: 'liusuo', name: '刘所长' })
    const { account, password } = made.body
    expect([made.status, account.posts]).toEqual([201, []])
    const post = { post: 'stationHead', unit: '445102112', from: '2023-01-01' }
    expect((await call(system, 'POST', `/api/accounts/${account.id}/posts`, post)).body.code).toBe('access.duty')
    const granted = await call(security, 'POST', `/api/accounts/${account.id}/posts`, post)
    expect(granted.body.posts).toMatchObject([{ postTitle: '司法所所长', unitName: '铁铺镇', to: null }])
    const wrong = await call(security, 'POST', `/api/accounts/${account.id}/posts`, { ...post, from: '2023-02-30' })
    expect(wrong.body).toMatchObject({ code: 'request.invalid', faults: [{ path: 'from', title: '任职起始' }] })
    const held = granted.body.posts[0].id
    await call(security, 'POST', `/api/accounts/${account.id}/posts/${held}/end`, { to: '2023-12-31' })

    const token = await login('liusuo', password)
    expect((await call(token, 'GET', '/api/session')).body.account).toMatchObject({ mustChange: true })
    expect((await call(token, 'POST', '/api/session/password', { current: password, next: good })).body.account.mustChange).toBe(false)
    expect((await call(token, 'GET', '/api/accounts')).body.code).toBe('access.duty')
    expect((await call(token, 'PUT', '/api/policy', { passwordDays: 1, idleMinutes: 5, sessionHours: 1 })).body.code).toBe('access.duty')
    expect((await call(system, 'GET', '/api/accounts')).body.map((a: { username: string }) => a.username)).toEqual([
      'auditor',
      'liusuo',
      'security',
      'xitong',
    ])

    for (const act of ['disable', 'enable'] as const) await call(system, 'POST', `/api/accounts/${account.id}/${act}`)
    for (const act of ['unlock', 'remove-totp'] as const) await call(security, 'POST', `/api/accounts/${account.id}/${act}`)
    expect((await call(token, 'GET', '/api/session')).body).toEqual({ account: null })
    expect((await call(system, 'POST', `/api/accounts/${account.id}/reset-password`)).body.password).toMatch(/-/)
    expect((await call(system, 'POST', `/api/accounts/${account.id}/reset-password`, { password: 'short' })).body.code).toBe(
      'password.weak',
    )
    await call(security, 'PUT', '/api/policy', { passwordDays: 0, idleMinutes: 30, sessionHours: 10 })
    expect((await call(auditor, 'GET', '/api/policy')).body).toEqual({ passwordDays: 0, idleMinutes: 30, sessionHours: 10 })

    const book = await call(auditor, 'GET', '/api/audit?kind=account&after=&limit=2')
    expect(book.body.rows.map((r: { kind: string }) => r.kind)).toEqual(['account.unlocked', 'account.enabled'])
    const more = await call(auditor, 'GET', `/api/audit?kind=account&limit=2&after=${book.body.next}`)
    expect(more.body.rows.map((r: { title: string }) => r.title)).toEqual(['停用账户', '新建账户'])
    expect((await call(system, 'GET', '/api/audit')).body.code).toBe('access.duty')
    expect((await call(system, 'POST', '/api/accounts/nobody/disable')).body.code).toBe('request.invalid')
  })

  it('one-time codes are set up and removed with the password', async () => {
    const token = await login('auditor')
    const { secret } = (await call(token, 'POST', '/api/session/totp')).body
    expect((await call(token, 'POST', '/api/session/totp/confirm', { secret, totp: '000000', password: good })).body.code).toBe(
      'totp.wrong',
    )
    expect((await call(token, 'POST', '/api/session/totp/remove', { password: 'no' })).body.code).toBe('password.wrong')
    expect((await call(token, 'POST', '/api/session/totp/remove', { password: good })).status).toBe(204)
  })
})

describe('机构接口', () => {
  it('shows the units of a day and their history, and changes them with dates', async () => {
    const system = await login('xitong')
    const units = async (on: string) =>
      (await call(system, 'GET', `/api/units?on=${on}`)).body.filter((u: { level: string }) => u.level === 'township')
    expect([(await units('2017-10-31')).length, (await units('2022-01-01')).length]).toEqual([13, 9])
    const history = (await call(system, 'GET', '/api/units/history')).body
    expect(history.find((u: { code: string }) => u.code === '445102004')).toMatchObject({
      to: '2020-12-31',
      successors: ['445102010'],
      mergedOn: '2021-01-01',
    })

    expect((await call(system, 'POST', '/api/units', { code: '445102104', name: '甲镇', from: '2023-01-01' })).status).toBe(201)
    await call(system, 'POST', '/api/units/445102104/rename', { name: '乙镇', from: '2023-02-01' })
    await call(system, 'POST', '/api/units/445102104/begin', { from: '2022-12-01' })
    await call(system, 'POST', '/api/units/445102104/counted', { from: '2023-03-01', counted: false })
    const merged = await call(system, 'POST', '/api/units/merge', {
      codes: ['445102104'],
      into: { code: '445102105', name: '丙镇' },
      on: '2023-06-01',
    })
    expect(merged.body.unit).toMatchObject({ code: '445102105', predecessors: ['445102104'] })
    const closed = await call(system, 'POST', '/api/units/445102105/close', { to: '2023-06-30' })
    expect(closed.body).toMatchObject({ unit: { to: '2023-06-30' }, remarks: [] })
    expect((await call(system, 'POST', '/api/units/445102105/close', { to: null })).body.unit.to).toBeNull()
    expect((await call(system, 'POST', '/api/units', { code: '445102104', name: '丁镇', from: '2023-07-01' })).body.code).toBe(
      'unit.code-used',
    )
    expect(
      (await call(await login('security'), 'POST', '/api/units', { code: '445102106', name: '丁镇', from: '2023-07-01' })).body.code,
    ).toBe('access.duty')
    const refusals = (await call(await login('auditor'), 'GET', '/api/audit?limit=20')).body.rows.map((r: { kind: string }) => r.kind)
    expect(refusals).toContain('administration!')
  })
})

describe('人员接口', () => {
  it('enters, finds, changes, reveals and merges people', async () => {
    const [system, security] = [await login('xitong'), await login('security')]
    const { account } = (await call(system, 'POST', '/api/accounts', { username: 'leader', name: '局长', password: good })).body
    await call(security, 'POST', `/api/accounts/${account.id}/posts`, { post: 'leader', unit: '445102', from: '2023-01-01' })
    const first = await login('leader')
    await call(first, 'POST', '/api/session/password', { current: good, next: `${good}!` })
    const leader = await login('leader', `${good}!`)

    const number = '44510219900101002X'
    const bad = await call(leader, 'POST', '/api/people', { name: '曾小满', identityNumber: number })
    expect(bad.body).toMatchObject({ code: 'person.invalid', faults: [{ path: 'identityNumber', title: '身份证号码' }] })
    const right = number.slice(0, 17) + bad.body.faults[0].say.match(/应为 (\w)/)[1]
    const entered = await call(leader, 'POST', '/api/people', {
      name: '曾小满',
      identityNumber: right,
      phone: '13800001234',
      address: null,
    })
    expect(entered).toMatchObject({ status: 201, body: { known: false, person: { sex: 'female', birthDay: '1990-01-01' } } })
    expect((await call(leader, 'POST', '/api/people', { name: '曾小满', identityNumber: right })).body).toMatchObject({ known: true })
    const { id } = entered.body.person
    expect((await call(leader, 'GET', '/api/people?q=zxm')).body).toMatchObject([{ id, phoneMasked: '138****1234' }])
    const changed = await call(leader, 'POST', `/api/people/${id}`, { version: 1, address: '意溪镇', phone: null })
    expect(changed.body).toMatchObject({ address: '意溪镇', phoneMasked: null, version: 2 })
    expect((await call(leader, 'POST', `/api/people/${id}`, { version: 1, address: '甲' })).status).toBe(409)
    expect((await call(leader, 'POST', `/api/people/${id}/look`, { purpose: '核对身份' })).body).toEqual({
      identityNumber: right,
      phone: null,
    })
    const other = (await call(leader, 'POST', '/api/people', { name: '曾小满', birthDay: '1990-01-01' })).body
    expect(other.likely).toMatchObject([{ id }])
    await call(leader, 'POST', `/api/people/${id}/merge`, { other: other.person.id, reason: '重复登记' })
    expect((await call(leader, 'GET', `/api/people/${other.person.id}`)).body.id).toBe(id)
    expect((await call(system, 'GET', '/api/people?q=曾')).body.code).toBe('person.no-post')
    expect((await call(leader, 'GET', `/api/people/${account.id}`)).body.code).toBe('person.missing')
  })
})
