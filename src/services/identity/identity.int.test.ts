import { sql } from 'kysely'
import { generate } from 'otplib'
import { beforeEach, describe, expect, it } from 'vitest'
import type { Actor } from '../access/access.ts'
import { millisecondsOf, systemClock, testClock } from '../clock.ts'
import { openOrganisation } from '../organisation/organisation.ts'
import { createSealer } from '../people/sealer.ts'
import { testStore } from '../store/testing.ts'
import { openAudit } from './audit.ts'
import { openFirstRun } from './first-run.ts'
import { openIdentity } from './identity.ts'
import { openInstallation } from './installation.ts'
import { argonHasher } from './password-hash.ts'
import { trialBureau as bureau } from './testing.ts'

const store = await testStore()
const clock = testClock('2017-10-31')
const audit = openAudit({ store, clock })
const sealer = createSealer({ key: Buffer.alloc(32, 3), cipher: 'aes', randomToken: clock.randomToken })
const argon = argonHasher(systemClock({}).randomToken)
let verified = 0
const hasher: typeof argon = {
  hash: argon.hash,
  verify: (password, encoded) => {
    verified += 1
    return argon.verify(password, encoded)
  },
}
/** The services as one process has them; a second process shares nothing but the database. */
const process = () => {
  const organisation = openOrganisation({ store, clock, bureau, audit })
  const installation = openInstallation(store)
  const totpSeconds = () => Math.floor(millisecondsOf(clock.now()) / 1000)
  const identity = openIdentity({ store, clock, bureau, organisation, installation, audit, sealer, hasher, totpSeconds })
  return { organisation, installation, identity }
}
const { organisation, installation, identity } = process()
const firstRun = openFirstRun({ store, bureau, organisation, installation, accounts: identity.accounts, audit })

const good = 'four sheep in rain'
const rows = <T>(query: string) => store.owner((tx) => tx.rows(sql.raw(query) as ReturnType<typeof sql<T>>))
const state = await firstRun.state()
const first = await firstRun.run({
  county: '445102',
  bureauName: '潮州市湘桥区司法局',
  administrator: { username: 'Xitong', name: '许系统', password: good },
  security: { username: 'anquan', name: '安安全', password: good, mustChange: false },
})
const minutes = (n: number) => clock.advance(n * 60_000)
const signIn = async (username: string, password = good, totp?: string) => {
  const { token } = await identity.login({ username, password, totp, address: '10.0.0.9' })
  const actor = await identity.resolve(token)
  if (!actor) throw new Error(`no session for ${username}`)
  return { token, actor }
}
const system = (await signIn('xitong')).actor
const security = (await signIn('anquan')).actor
let count = 0
/** An account with a post, as the two administrators make it. */
const employ = async (post = 'officer', unit = '445102112', from = '2017-01-01') => {
  count += 1
  const { account } = await identity.accounts.create(system, {
    username: `user${count}`,
    name: `职员${count}`,
    password: good,
    mustChange: false,
  })
  await identity.accounts.grant(security, account.id, { post, unit, from })
  return account
}

beforeEach(() => {
  verified = 0
})

describe('初始化', () => {
  it('is offered once, and makes county, units and three administrators', async () => {
    expect(state).toEqual({ ready: false, demo: false })
    expect(first.accounts.map((a) => [a.username, a.postTitle])).toEqual([
      ['xitong', '系统管理员'],
      ['anquan', '安全管理员'],
      ['auditor', '审计管理员'],
    ])
    expect(first.accounts.map((a) => a.password !== undefined)).toEqual([false, false, true])
    expect(await firstRun.state()).toEqual({ ready: true, bureau: '445102', bureauName: '潮州市湘桥区司法局', demo: false })
    const towns = (await organisation.unitsOn('445102', '2017-10-31')).filter((u) => u.level === 'township')
    expect(towns).toHaveLength(13)
    const again = firstRun.run({ county: '445103', bureauName: '甲', administrator: { username: 'a1', name: '甲', password: good } })
    await expect(again).rejects.toMatchObject({ code: 'first-run.done', status: 409 })
    expect(await rows(`select 1 from unit where bureau = '445103'`)).toEqual([])
  })

  it('refuses a county that does not exist and leaves nothing', async () => {
    const wrong = firstRun.run({ county: '999999', bureauName: '甲', administrator: { username: 'a1', name: '甲', password: good } })
    await expect(wrong).rejects.toMatchObject({ code: 'first-run.county' })
  })

  it('an initial password opens nothing but the change of the password', async () => {
    const password = first.accounts[2]?.password ?? ''
    const { token, actor } = await signIn('auditor', password)
    expect(actor).toMatchObject({ mustChange: true, holdings: [] })
    expect(() => identity.permit(actor, 'audit')).toThrow(/must-change/)
    await expect(identity.readAudit(actor, {})).rejects.toMatchObject({ code: 'access.duty' })
    await identity.changePassword(actor, token, { current: password, next: good })
    const changed = await identity.resolve(token)
    expect(changed).toMatchObject({ mustChange: false, holdings: [{ post: 'auditAdministrator', unit: '445102' }] })
    expect((await identity.readAudit(changed as Actor, { kind: 'installation' })).rows).toHaveLength(1)
  })
})

describe('登录', () => {
  it('gives a session whose token is nowhere in the database', async () => {
    await employ()
    const { token, account } = await identity.login({ username: ` USER${count} `, password: good, address: '10.0.0.9', agent: 'test' })
    expect(account).toMatchObject({
      username: `user${count}`,
      bureauName: '潮州市湘桥区司法局',
      holdings: [{ post: 'officer', postTitle: '司法所工作人员', unit: '445102112', unitName: '铁铺镇' }],
      lines: ['trial'],
      mustChange: false,
    })
    const [session] = await rows<{ token_hash: string }>(`select * from session where account = '${account.id}'`)
    expect(JSON.stringify(session)).not.toContain(token.slice(7))
    const { rows: book } = await audit.list('445102', { kind: 'session.opened' })
    expect(book[0]).toMatchObject({ account: account.id, address: '10.0.0.9', title: '登录' })
  })

  it('answers alike for an unknown name, a wrong password, a locked and a disabled account, after the same work', async () => {
    const [known, locked, disabled] = [await employ(), await employ(), await employ()]
    await identity.accounts.disable(system, disabled.id)
    for (let i = 0; i < 5; i += 1) await identity.login({ username: locked.username, password: 'wrong' }).catch(() => undefined)
    const answers = []
    for (const username of ['nobody', known.username, locked.username, disabled.username, 'nobody@999999', '']) {
      verified = 0
      const error = await identity.login({ username, password: 'wrong' }).catch((e: Error) => e)
      expect(verified).toBe(1)
      answers.push(JSON.stringify(error))
    }
    expect(new Set(answers).size).toBe(1)
    expect(JSON.parse(answers[0] ?? '')).toMatchObject({ code: 'session.refused', status: 401 })
  })

  it('locks after five failures for fifteen minutes, even for the right password', async () => {
    const { username, id } = await employ()
    const wrong = () => identity.login({ username, password: 'wrong' }).catch((e: { code: string }) => e.code)
    for (let i = 0; i < 4; i += 1) await wrong()
    await signIn(username)
    for (let i = 0; i < 5; i += 1) await wrong()
    const right = () => identity.login({ username, password: good })
    await expect(right()).rejects.toMatchObject({ code: 'session.refused' })
    minutes(14)
    await expect(right()).rejects.toMatchObject({ code: 'session.refused' })
    minutes(2)
    await right()
    const { rows: book } = await audit.list('445102', { kind: 'session' })
    expect(book.filter((r) => r.account === id).map((r) => r.kind)).toContain('session.locked')
  })

  it('a hundred attempts at once are still five', async () => {
    const { id, username } = await employ()
    const tries = await Promise.allSettled(
      Array.from({ length: 30 }, (_, i) => identity.login({ username, password: i === 29 ? good : `wrong${i}` })),
    )
    expect(tries.filter((t) => t.status === 'fulfilled').length).toBeLessThanOrEqual(1)
    const { rows: book } = await audit.list('445102', { limit: 1000 })
    const judged = book.filter((r) => r.account === id && ['session.refused', 'session.locked', 'session.opened'].includes(r.kind))
    expect(judged.length).toBeLessThanOrEqual(6)
  })

  it('on a full disk whoever is signed in goes on reading, and a right password locks nobody out', async () => {
    const { username } = await employ()
    const { token } = await signIn(username)
    await store.owner(async (tx) => {
      await tx.exec(
        sql`create function no_room() returns trigger language plpgsql as $$ begin raise exception 'no room' using errcode = '53100'; end $$`,
      )
      await tx.exec(sql`create trigger no_room before insert or update on session execute function no_room()`)
    })
    minutes(2)
    expect(await identity.resolve(token)).toMatchObject({ name: expect.stringContaining('职员') })
    for (let i = 0; i < 6; i += 1)
      await expect(identity.login({ username, password: good })).rejects.toMatchObject({ code: 'store.disk-full', status: 507 })
    await store.owner((tx) => tx.exec(sql`drop function no_room cascade`))
    await signIn(username)
  })

  it('a lock ends by the security administrator, who cannot unlock himself', async () => {
    const { id, username } = await employ()
    for (let i = 0; i < 5; i += 1) await identity.login({ username, password: 'wrong' }).catch(() => undefined)
    await expect(identity.accounts.unlock(system, id)).rejects.toMatchObject({ code: 'access.duty' })
    await identity.accounts.unlock(security, id)
    await signIn(username)
    await expect(identity.accounts.unlock(security, security.account)).rejects.toMatchObject({ code: 'account.self' })
  })

  it('a lock does not outlast its minutes when the clock is set back', async () => {
    const { username } = await employ()
    for (let i = 0; i < 5; i += 1) await identity.login({ username, password: 'wrong' }).catch(() => undefined)
    const at = clock.now()
    minutes(-24 * 60)
    await identity.login({ username, password: good })
    clock.set(at)
  })

  it('with several bureaus the name says which', async () => {
    await store.owner((tx) => tx.exec(sql`update setting set value = '["445102", "440105"]' where bureau = '000000' and name = 'bureaus'`))
    const other = process().identity
    await expect(other.login({ username: 'xitong', password: good })).rejects.toMatchObject({ code: 'session.which-bureau' })
    expect((await other.login({ username: 'xitong@445102', password: good })).account.name).toBe('许系统')
    await store.owner((tx) => tx.exec(sql`update setting set value = '["445102"]' where bureau = '000000' and name = 'bureaus'`))
  })
})

describe('会话', () => {
  it('ends after two idle hours, and slides with use at one write a minute at most', async () => {
    const { username, id } = await employ()
    const { token } = await signIn(username)
    const seen = async () => (await rows<{ seen_at: string }>(`select seen_at from session where account = '${id}'`))[0]?.seen_at
    const opened = await seen()
    clock.advance(30_000)
    expect(await identity.resolve(token)).not.toBeNull()
    expect(await seen()).toBe(opened)
    minutes(1)
    await identity.resolve(token)
    expect(await seen()).toBe(clock.now())
    minutes(119)
    expect(await identity.resolve(token)).not.toBeNull()
    minutes(121)
    expect(await identity.resolve(token)).toBeNull()
    expect(await seen()).toBeUndefined()
  })

  it('ends after twelve hours however busy it was', async () => {
    const { username } = await employ()
    const { token } = await signIn(username)
    for (let i = 0; i < 11; i += 1) {
      minutes(60)
      expect(await identity.resolve(token)).not.toBeNull()
    }
    minutes(60)
    expect(await identity.resolve(token)).toBeNull()
  })

  it('asks the database once in ten seconds', async () => {
    const { username, id } = await employ()
    const { token } = await signIn(username)
    await store.owner((tx) => tx.exec(sql`update account set name = '改名' where id = ${id}`))
    clock.advance(9_000)
    expect((await identity.resolve(token))?.name).not.toBe('改名')
    clock.advance(1_000)
    expect((await identity.resolve(token))?.name).toBe('改名')
  })

  it('a disabled account is out at once, and within ten seconds in another process', async () => {
    const { username, id } = await employ()
    const { token } = await signIn(username)
    const elsewhere = process().identity
    expect(await elsewhere.resolve(token)).not.toBeNull()
    await identity.accounts.disable(system, id)
    expect(await identity.resolve(token)).toBeNull()
    clock.advance(10_000)
    expect(await elsewhere.resolve(token)).toBeNull()
    await identity.accounts.enable(system, id)
    expect(await identity.resolve(token)).toBeNull()
    await signIn(username)
  })

  it('a token is good for nothing after logout, nor when it is of another form', async () => {
    const { username } = await employ()
    const { token } = await signIn(username)
    await identity.logout(token)
    expect(await identity.resolve(token)).toBeNull()
    for (const wrong of ['', 'x', `${token}x`, token.replace('445102', '440105'), `445102.${"'".repeat(43)}`])
      expect(await identity.resolve(wrong)).toBeNull()
  })

  it('a post holds from its first to its last day', async () => {
    const { username, id } = await employ('officer', '445102112', '2017-11-02')
    const today = clock.today()
    const holdings = async () => (await signIn(username)).actor.holdings
    expect(await holdings()).toEqual([])
    clock.set('2017-11-02')
    expect(await holdings()).toEqual([{ post: 'officer', unit: '445102112' }])
    const held = (await identity.accounts.list(system)).find((a) => a.id === id)?.posts[0]
    await identity.accounts.endPost(security, id, held?.id ?? '', '2017-11-03')
    clock.set('2017-11-04')
    expect(await holdings()).toEqual([])
    clock.set(today)
  })

  it('the officer of a merged town answers for the records of the old towns', async () => {
    clock.set('2022-01-04')
    const { username } = await employ('officer', '445102010', '2022-01-01')
    const units = (await signIn(username)).actor.holdings.map((h) => h.unit)
    expect(units).toEqual(['445102010', '445102001', '445102002', '445102003', '445102004'])
    clock.set('2017-10-31')
  })

  it('another bureau sees no account, session or audit entry of ours', async () => {
    for (const table of ['account', 'session', 'post_held', 'audit', 'unit']) {
      const query = sql.raw(`select 1 from ${table}`)
      expect(await store.read({ 'fazhi.bureau': '440105' }, (tx) => tx.rows(query))).toEqual([])
      expect(await store.read({}, (tx) => tx.rows(query))).toEqual([])
      expect((await store.read({ 'fazhi.bureau': '445102' }, (tx) => tx.rows(query))).length).toBeGreaterThan(0)
    }
  })
})

describe('密码', () => {
  it('changing it ends the other sessions, and the new one must be good, new and backed by the old', async () => {
    const { username } = await employ()
    const [a, b] = [await signIn(username), await signIn(username)]
    const change = (current: string, next: string) => identity.changePassword(a.actor, a.token, { current, next })
    await expect(change('wrong', 'Wq7#kd9x')).rejects.toMatchObject({ code: 'password.wrong', status: 400 })
    await expect(change(good, 'Password123')).rejects.toMatchObject({ code: 'password.weak', faults: [{ path: 'next' }] })
    await expect(change(good, good)).rejects.toMatchObject({ code: 'password.weak' })
    await change(good, 'Wq7#kd9x')
    expect(await identity.resolve(a.token)).not.toBeNull()
    expect(await identity.resolve(b.token)).toBeNull()
    await signIn(username, 'Wq7#kd9x')
  })

  it('wrong guesses in an open session lock the account too', async () => {
    const { username } = await employ()
    const { actor, token } = await signIn(username)
    for (let i = 0; i < 5; i += 1)
      await identity.changePassword(actor, token, { current: `no${i}`, next: 'Wq7#kd9x' }).catch(() => undefined)
    await expect(identity.login({ username, password: good })).rejects.toMatchObject({ code: 'session.refused' })
  })

  it('grows old after the days that the security administrator sets', async () => {
    const { username } = await employ()
    const policy = await identity.policy(security)
    await expect(identity.setPolicy(system, policy)).rejects.toMatchObject({ code: 'access.duty' })
    await identity.setPolicy(security, { ...policy, passwordDays: 30 })
    const at = clock.now()
    minutes(31 * 24 * 60)
    expect((await signIn(username)).actor).toMatchObject({ mustChange: true, holdings: [] })
    clock.set(at)
    await identity.setPolicy(security, policy)
    expect((await audit.list('445102', { kind: 'policy' })).rows[0]).toMatchObject({ detail: { before: { passwordDays: 30 } } })
  })

  it('is reset by the system administrator to a one-time password that must be changed', async () => {
    const { id, username } = await employ()
    const { token } = await signIn(username)
    const { password = '' } = await identity.accounts.resetPassword(system, id)
    expect(password).toMatch(/^[a-z2-9]{4}-[a-z2-9]{4}-[a-z2-9]{4}$/)
    expect(await identity.resolve(token)).toBeNull()
    await expect(identity.login({ username, password: good })).rejects.toMatchObject({ code: 'session.refused' })
    expect((await signIn(username, password)).actor.mustChange).toBe(true)
    expect(JSON.stringify((await audit.list('445102', { limit: 1000 })).rows)).not.toContain(password)
  })

  it('of a security or audit administrator is not reset by the system administrator, so that nobody becomes two', async () => {
    const auditor = (await identity.accounts.list(system)).find((a) => a.username === 'auditor')
    for (const id of [security.account, auditor?.id ?? ''])
      await expect(identity.accounts.resetPassword(system, id)).rejects.toMatchObject({ code: 'account.reset-by-security', status: 403 })
    await expect(identity.accounts.resetPassword(security, security.account)).rejects.toMatchObject({ code: 'account.self' })
    await expect(identity.accounts.resetPassword(security, system.account)).rejects.toMatchObject({ code: 'account.reset-by-system' })
    await identity.accounts.resetPassword(security, auditor?.id ?? '', 'Wq7#kd9x')
    const { rows: book } = await audit.list('445102', { kind: 'password.reset' })
    expect(book.map((r) => [r.title, r.detail.code ?? ''])).toContainEqual(['重置密码（被拒绝）', 'account.reset-by-security'])
  })

  it('can be given back at the server itself', async () => {
    const { username } = await employ()
    for (let i = 0; i < 5; i += 1) await identity.login({ username, password: 'wrong' }).catch(() => undefined)
    const password = await identity.accounts.rescue('445102', username)
    expect((await signIn(username, password)).actor.mustChange).toBe(true)
  })
})

describe('动态口令', () => {
  it('is asked for once enabled, used once, and its secret is sealed', async () => {
    const { id, username } = await employ()
    const { actor } = await signIn(username)
    const { secret, uri } = await identity.beginTotp(actor)
    expect(uri).toContain(encodeURIComponent('潮州市湘桥区司法局'))
    const code = () => generate({ secret, epoch: Math.floor(millisecondsOf(clock.now()) / 1000) })
    await expect(identity.enableTotp(actor, { secret, code: '000000', password: good })).rejects.toMatchObject({ code: 'totp.wrong' })
    await expect(identity.enableTotp(actor, { secret, code: await code(), password: 'no' })).rejects.toMatchObject({
      code: 'password.wrong',
    })
    minutes(1)
    await identity.enableTotp(actor, { secret, code: await code(), password: good })
    const [row] = await rows<{ totp_secret: string }>(`select totp_secret from account where id = '${id}'`)
    expect(row?.totp_secret).not.toContain(secret)

    await expect(identity.login({ username, password: good })).rejects.toMatchObject({ code: 'session.totp' })
    minutes(1)
    const once = await code()
    await signIn(username, good, once)
    await expect(identity.login({ username, password: good, totp: once })).rejects.toMatchObject({ code: 'session.refused' })
    minutes(1)
    const { actor: again } = await signIn(username, good, await code())
    await identity.removeTotp(again, good)
    await signIn(username)
  })

  it('asking for the code neither counts as a failure nor clears failures; wrong codes lock', async () => {
    const { id, username } = await employ()
    const { actor } = await signIn(username)
    const { secret } = await identity.beginTotp(actor)
    await identity.enableTotp(actor, {
      secret,
      code: await generate({ secret, epoch: Math.floor(millisecondsOf(clock.now()) / 1000) }),
      password: good,
    })
    for (let i = 0; i < 8; i += 1)
      await expect(identity.login({ username, password: good })).rejects.toMatchObject({ code: 'session.totp' })
    for (let i = 0; i < 5; i += 1) {
      await identity.login({ username, password: good, totp: '123456' }).catch(() => undefined)
      if (i < 4) await expect(identity.login({ username, password: good })).rejects.toMatchObject({ code: 'session.totp' })
    }
    await expect(identity.login({ username, password: good })).rejects.toMatchObject({ code: 'session.refused' })
    await identity.accounts.unlock(security, id)
    await identity.accounts.removeTotp(security, id)
    await signIn(username)
  })
})

describe('三员分立', () => {
  const fresh = async () => {
    count += 1
    return (await identity.accounts.create(system, { username: `user${count}`, name: `职员${count}` })).account
  }
  const at = { unit: '445102', from: '2017-10-31' }

  it('accounts are made by the system administrator and posts granted by the security administrator, each refused the other', async () => {
    await expect(identity.accounts.create(security, { username: 'x1', name: '甲' })).rejects.toMatchObject({
      code: 'access.duty',
      zh: expect.stringContaining('系统管理员'),
    })
    const account = await fresh()
    await expect(identity.accounts.grant(system, account.id, { post: 'leader', ...at })).rejects.toMatchObject({
      code: 'access.duty',
      zh: expect.stringContaining('安全管理员'),
    })
    await expect(identity.readAudit(system, {})).rejects.toMatchObject({ code: 'access.duty', zh: expect.stringContaining('审计管理员') })
    await expect(identity.readAudit(security, {})).rejects.toMatchObject({ code: 'access.duty' })
    const { rows: book } = await audit.list('445102', { kind: 'post.granted' })
    expect(book[0]).toMatchObject({ kind: 'post.granted!', account: system.account, detail: { code: 'access.duty' } })
  })

  it('nobody grants himself a post', async () => {
    await expect(identity.accounts.grant(security, security.account, { post: 'leader', ...at })).rejects.toMatchObject({
      code: 'post.self',
    })
  })

  it('nobody holds two of the three offices on one day, and the refusal names both', async () => {
    const account = await fresh()
    await identity.accounts.grant(security, account.id, { post: 'auditAdministrator', ...at, to: '2017-12-31' })
    const both = identity.accounts.grant(security, account.id, { post: 'systemAdministrator', unit: '445102', from: '2017-12-31' })
    await expect(both).rejects.toMatchObject({ code: 'post.separated', zh: expect.stringMatching(/审计管理员.*系统管理员/) })
    await identity.accounts.grant(security, account.id, { post: 'systemAdministrator', unit: '445102', from: '2018-01-01' })
    await identity.accounts.grant(security, account.id, { post: 'leader', ...at })
  })

  it('two grants at the same moment do not slip past each other', async () => {
    const account = await fresh()
    const results = await Promise.allSettled([
      identity.accounts.grant(security, account.id, { post: 'auditAdministrator', ...at }),
      identity.accounts.grant(security, account.id, { post: 'systemAdministrator', ...at }),
    ])
    expect(results.filter((r) => r.status === 'fulfilled')).toHaveLength(1)
  })

  it('the last administrator of a kind is neither disabled nor relieved', async () => {
    await expect(identity.accounts.disable(system, security.account)).rejects.toMatchObject({ code: 'account.last-administrator' })
    const held = (await identity.accounts.list(security)).find((a) => a.id === security.account)?.posts[0]
    await expect(identity.accounts.endPost(security, security.account, held?.id ?? '', '2017-10-31')).rejects.toMatchObject({
      code: 'account.last-administrator',
    })
    await expect(identity.accounts.disable(system, system.account)).rejects.toMatchObject({ code: 'account.self' })
    const second = await fresh()
    await identity.accounts.grant(security, second.id, { post: 'securityAdministrator', ...at })
    const results = await Promise.allSettled([
      identity.accounts.disable(system, second.id),
      identity.accounts.endPost(security, security.account, held?.id ?? '', '2017-10-31'),
    ])
    expect(results.filter((r) => r.status === 'fulfilled').length).toBeLessThanOrEqual(1)
  })

  it.each([
    ['an unknown post', { post: 'emperor', ...at }, 'post.unknown'],
    ['a unit that does not exist', { post: 'officer', unit: '445102999', from: '2017-10-31' }, 'post.unit'],
    ['a unit that does not stand yet', { post: 'officer', unit: '445102010', from: '2017-10-31' }, 'post.unit'],
    ['a unit of another level', { post: 'officer', ...at }, 'post.unit'],
    ['days in the wrong order', { post: 'leader', ...at, to: '2017-10-30' }, 'post.days'],
    ['a day that does not exist', { post: 'leader', unit: '445102', from: '2017-02-29' }, 'post.days'],
  ])('refuses %s', async (_, grant, code) => {
    const account = await fresh()
    await expect(identity.accounts.grant(security, account.id, grant)).rejects.toMatchObject({ code })
  })

  it('a post of the bureau may be held in one of its sections, and the same post is not granted twice', async () => {
    const account = await fresh()
    const grant = { post: 'leader', unit: '445102B03', from: '2017-10-31' }
    await identity.accounts.grant(security, account.id, grant)
    await expect(identity.accounts.grant(security, account.id, grant)).rejects.toMatchObject({ code: 'post.held' })
  })

  it('a username is of letters and used once', async () => {
    const create = (username: string) => identity.accounts.create(system, { username, name: '甲' })
    await expect(create('陈')).rejects.toMatchObject({ code: 'account.username' })
    await expect(create('a b')).rejects.toMatchObject({ code: 'account.username' })
    await expect(create('a@445102')).rejects.toMatchObject({ code: 'account.username' })
    await create('陈建国')
    await expect(create('ＣＨＥＮ2017')).resolves.toMatchObject({ account: { username: 'chen2017' } })
    await expect(create('CHEN2017')).rejects.toMatchObject({ code: 'account.username-taken', status: 409 })
    await expect(identity.accounts.create(system, { username: 'weak', name: '甲', password: '12345678' })).rejects.toMatchObject({
      code: 'password.weak',
    })
  })
})
