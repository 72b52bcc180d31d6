import { sql } from 'kysely'
import { beforeAll, describe, expect, it } from 'vitest'
import { compileBureau } from '../../kernel/index.ts'
import { hasRule } from '../../law/index.ts'
import { lines, posts } from '../../lines/index.ts'
import { settingsOf } from '../../services/access/access.ts'
import { testStore } from '../../services/store/testing.ts'
import { installedApp } from '../testing.ts'

const bureau = compileBureau(lines, posts, { hasRule: (c) => hasRule(c) })
const store = await testStore()
const town = '445102100'
const { app, services, call, login } = await installedApp(store, bureau, {
  head: ['stationHead', town],
  clerk: ['stationOfficer', town],
  officer: ['correctionsOfficer', '445102'],
  procuracy: ['procuracy', '445102'],
})
const base = '/api/community-corrections'
interface Shown {
  id: string
  version: number
  stage: string
  values: Record<string, unknown>
}
const good = async (as: string, url: string, body: unknown): Promise<Shown> => {
  const r = await call('POST', url, body, as)
  if (r.status >= 300) throw new Error(`${url} ${JSON.stringify(r.body)}`)
  return r.body as Shown
}

/** A person under supervision, by the office's own steps. */
async function supervised(name: string, bornOn: string): Promise<string> {
  const at = (id: string) => `${base}/person/${id}`
  const first = await good('clerk', `${base}/person`, {
    people: [{ role: 'subject', name }],
    values: {
      category: 'probation',
      entry: 'new',
      sex: 'male',
      bornOn,
      organKind: 'court',
      organ: '某区人民法院',
      effectiveOn: '2017-09-01',
      notifiedOn: '2017-09-02',
    },
  })
  const { id } = first
  let v = first.version
  const step = async (key: string, values: object) => {
    v = (await good('clerk', `${at(id)}/steps/${key}`, { version: v, values })).version
  }
  await step('receivePapers', {
    papersOn: '2017-09-03',
    judgmentNumber: '（2017）某刑初1号',
    crime: 'property',
    offence: '盗窃罪',
    sentence: 'fixed',
    termFrom: '2017-09-01',
    years: 1,
    months: 0,
  })
  await step('register', { enteredOn: '2017-09-04', residence: '某村1号' })
  await good('clerk', `${base}/member`, {
    parent: id,
    values: { name: '某甲', kind: 'village', woman: true, knowsMinors: true, joinedOn: '2017-09-04' },
  })
  await step('openFile', { fileOn: '2017-09-04' })
  await step('announce', { announcedOn: '2017-09-04' })
  return id
}

interface File {
  id: string
  values: Record<string, unknown>
  duties: { key: string; due: string; article: string; derivation: string[] }[]
  opens: { type: string; key: string; allowed: boolean }[]
  below: { id: string; type: string; stage: string; values: Record<string, unknown>; steps: { key: string; allowed: boolean }[] }[]
}
let mine = ''
let other = ''
let minor = ''
const accounts: Record<string, string> = {}

/** The officer opens the account; the person signs in with the one-time password and chooses his own. */
async function enrol(id: string): Promise<string> {
  const opened = (await good('clerk', `${base}/person/${id}/own-account`, {})) as unknown as { username: string; password: string }
  expect(opened.username).toMatch(/^\d{8}$/)
  return login(opened.username, opened.password)
}
const files = async (token: string): Promise<File[]> => (await call('GET', '/api/own', undefined, { token })).body as File[]
const act = (token: string, type: string, step: string, on: string, values: object) =>
  call('POST', '/api/own/acts', { type: `community-corrections.${type}`, step, on, values }, { token })

beforeAll(async () => {
  mine = await supervised('陈某某', '1980-01-01')
  other = await supervised('林某某', '1981-01-01')
  minor = await supervised('小某某', '2001-01-01')
  for (const [name, id] of Object.entries({ mine, other, minor })) accounts[name] = await enrol(id)
}, 120_000)

describe('the account of a person under supervision', () => {
  it('shows him his term, his own duties with day, article and reasons, and what he may hand in', async () => {
    const [file, ...more] = await files(accounts.mine ?? '')
    expect(more).toEqual([])
    expect(file?.id).toBe(mine)
    expect(file?.values).toMatchObject({ category: 'probation', termFrom: '2017-09-01', termTo: '2018-08-31' })
    expect(file?.duties.map((d) => d.key)).toEqual(expect.arrayContaining(['report', 'firstEducation', 'firstService']))
    for (const d of file?.duties ?? []) expect([d.article, d.derivation.length > 0]).toEqual([expect.stringContaining('第'), true])
    expect(file?.opens.map((o) => [o.type, o.key, o.allowed])).toEqual([
      ['community-corrections.report', 'submit', true],
      ['community-corrections.leave', 'apply', true],
      ['community-corrections.permit', 'apply', true],
      ['community-corrections.transfer', 'apply', true],
      ['community-corrections.meeting', 'apply', true],
      ['community-corrections.restricted-entry', 'apply', false],
    ])
  })

  it('keeps from him what the office has not told him: its own clocks, proposals, the day on which he was lost', async () => {
    const [file] = await files(accounts.mine ?? '')
    expect(Object.keys(file?.values ?? {})).not.toContain('pendingOn')
    expect(Object.keys(file?.values ?? {})).not.toContain('lostOn')
    expect(Object.keys(file?.values ?? {})).not.toContain('offence')
    const office = ['contact', 'visit', 'release', 'pendingAtEnd', 'papers', 'receipt']
    expect(file?.duties.filter((d) => office.includes(d.key))).toEqual([])
  })

  it('lets a minor, whose file is sealed, read his own', async () => {
    const [file] = await files(accounts.minor ?? '')
    expect(file?.id).toBe(minor)
  })

  it('sends a report that waits on the officer’s desk, counts nowhere, and counts from its day when it is checked', async () => {
    const sent = await act(accounts.mine ?? '', 'report', 'submit', mine, { kind: 'regular', content: '本月在工地上班，无违法行为' })
    expect(sent.status).toBe(200)
    const report = (sent.body as File[])[0]?.below.find((b) => b.type.endsWith('.report'))
    expect(report).toMatchObject({ stage: 'submitted', values: { reportedOn: '2017-10-31', content: '本月在工地上班，无违法行为' } })
    const figure = async () =>
      (
        (await call('GET', '/api/figures/cc.reports?from=2017-01-01&to=2017-10-31&unit=445102', undefined, 'officer')).body as {
          value: number
        }
      ).value
    expect(await figure()).toBe(0)
    const before = (await call('GET', `${base}/person/${mine}?brief=true`, undefined, 'clerk')).body as Shown
    expect(before.values.lastReportOn).toBe('2017-09-04')
    const desk = (await call('GET', `${base}/report?stage=submitted`, undefined, 'clerk')).body as { rows: Shown[] }
    expect(desk.rows.map((r) => r.id)).toEqual([report?.id])
    await good('clerk', `${base}/report/${report?.id}/steps/accept`, { version: 1, values: { answer: '电话核对，情况属实' } })
    const after = (await call('GET', `${base}/person/${mine}?brief=true`, undefined, 'clerk')).body as Shown
    expect(after.values).toMatchObject({ lastReportOn: '2017-10-31', lastContactOn: '2017-10-31' })
    expect(await figure()).toBe(1)
  })

  it('takes a photograph with what he hands in: sealed, for the office alone, without the place; a look at it is written down', async () => {
    const token = accounts.other ?? ''
    const hand = (photo: string, key = 'photo-1') =>
      call(
        'POST',
        '/api/own/acts',
        { type: 'community-corrections.report', step: 'submit', on: other, values: { kind: 'regular', content: '在工地上班' }, photo },
        { token },
        { 'idempotency-key': key },
      )
    const part = (marker: number, text: string) => Buffer.from([0xff, marker, 0, text.length + 2, ...Buffer.from(text)])
    const picture = Buffer.concat([
      Buffer.from([0xff, 0xd8]),
      part(0xe0, 'JFIF'),
      part(0xe1, 'Exif GPS'),
      part(0xda, 'x'),
      Buffer.from('PIC'),
    ])
    const [first, again] = [await hand(picture.toString('base64')), await hand(picture.toString('base64'))]
    expect([first.status, again.status]).toEqual([200, 200])
    const report = (first.body as File[])[0]?.below.find((b) => b.type.endsWith('.report'))
    const list = (await call('GET', `${base}/report/${report?.id}/files`, undefined, 'clerk')).body as { id: string; media: string }[]
    expect(list.map((f) => f.media)).toEqual(['image/jpeg'])
    const seen = await call('GET', `/api/files/${list[0]?.id}`, undefined, 'clerk')
    expect(seen.bytes.toString('latin1')).toContain('PIC')
    expect(seen.bytes.toString('latin1')).not.toContain('GPS')
    const events = (await call('GET', `${base}/report/${report?.id}/events`, undefined, 'clerk')).body as { kind: string; reason: string }[]
    expect(events.filter((e) => e.kind === 'file').map((e) => e.reason)).toEqual(expect.arrayContaining(['调取材料']))
    const sealed = await store.owner((tx) => tx.rows<{ sealed: boolean }>(sql`select sealed from attachment where id = ${list[0]?.id}`))
    expect(sealed).toEqual([{ sealed: true }])
    expect((await hand(Buffer.from('%PDF-1.4').toString('base64'), 'photo-2')).body).toMatchObject({
      code: 'own.photo',
      zh: expect.stringContaining('不是照片'),
    })
    const large = Buffer.concat([picture, Buffer.alloc(2_100_000)]).toString('base64')
    expect((await hand(large, 'photo-3')).body).toMatchObject({ code: 'own.photo', zh: expect.stringContaining('2 MB') })
    expect((await files(token))[0]?.below.filter((b) => b.type.endsWith('.report'))).toHaveLength(1)
  })

  it('takes no other day than today for what he hands in, no report in an officer’s name, and no step of the office', async () => {
    const token = accounts.mine ?? ''
    const early = await act(token, 'leave', 'apply', mine, {
      appliedOn: '2017-10-01',
      reason: 'work',
      explanation: '务工',
      destination: '某市',
      fromOn: '2017-11-03',
      untilOn: '2017-11-05',
    })
    expect(early.body).toMatchObject({ code: 'record.own-day' })
    expect((await act(token, 'report', 'keep', mine, { kind: 'regular', content: '无', reportedOn: '2017-10-31' })).status).toBe(403)
    expect((await act(token, 'person', 'release', mine, { leftOn: '2017-10-31' })).status).toBe(403)
    expect((await act(token, 'commendation', 'propose', mine, {})).status).toBe(403)
    expect((await act(token, 'report', 'submit', mine, { kind: 'inPerson', content: '来过' })).body).toMatchObject({ code: 'step.refused' })
  })

  it('asks for leave, which goes the way of every leave, and says that he is back, which an officer must check', async () => {
    const token = accounts.mine ?? ''
    const asked = await act(token, 'leave', 'apply', mine, {
      reason: 'work',
      explanation: '外地务工',
      destination: '某市',
      fromOn: '2017-10-31',
      untilOn: '2017-11-03',
    })
    const leave = (asked.body as File[])[0]?.below.find((b) => b.type.endsWith('.leave'))
    expect(leave).toMatchObject({ stage: 'applied', steps: [{ key: 'sayBack', allowed: false }] })
    const at = `${base}/leave/${leave?.id}/steps`
    await good('clerk', `${at}/check`, { version: 1, values: { findings: '属实' } })
    await good('head', `${at}/approveAtStation`, { version: 2, values: {} })
    const back = await act(token, 'leave', 'sayBack', String(leave?.id), {})
    expect((back.body as File[])[0]?.below.find((b) => b.id === leave?.id)).toMatchObject({
      stage: 'approved',
      values: { saidBackOn: '2017-10-31' },
    })
    expect((await act(token, 'leave', 'comeBack', String(leave?.id), { returnedOn: '2017-10-31' })).status).toBe(403)
  })

  it('applies to move home and to meet somebody; what an office writes about it is not his to write', async () => {
    const token = accounts.mine ?? ''
    const move = { reason: '房屋到期，搬到父母家', destination: '某县司法局', newAddress: '某县某村2号' }
    const asked = await act(token, 'transfer', 'apply', mine, move)
    const transfer = (asked.body as File[])[0]?.below.find((b) => b.type.endsWith('.transfer'))
    expect(transfer).toMatchObject({ stage: 'applied', values: { ...move, appliedOn: '2017-10-31' } })
    const meeting = { relation: 'other', visitor: '某甲', reason: '商谈赔偿', plannedOn: '2017-11-03' }
    expect((await act(token, 'meeting', 'apply', mine, meeting)).status).toBe(200)
    const forged = await act(token, 'restricted-entry', 'apply', mine, { place: '某市场', stationOpinion: '同意' })
    expect(forged.body).toMatchObject({ code: 'access.own' })
    const then = await act(token, 'permit', 'apply', mine, { reason: 'work', explanation: '每周送货', places: '某市' })
    expect(then.body).toMatchObject({ code: 'step.refused', zh: expect.stringContaining('2020') })
  })

  it('reaches nothing of anyone else: not by the record, not under it, not by a guessed id', async () => {
    const token = accounts.other ?? ''
    expect((await files(token)).map((f) => f.id)).toEqual([other])
    expect((await act(token, 'report', 'submit', mine, { kind: 'regular', content: '冒名' })).status).toBe(404)
    const leave = (await files(accounts.mine ?? ''))[0]?.below.find((b) => b.type.endsWith('.leave'))
    expect((await act(token, 'leave', 'sayBack', String(leave?.id), {})).status).toBe(404)
  })

  it('is refused at every other route of the server', async () => {
    const answers = await Promise.all(
      app.routes
        .filter((r) => r.auth !== 'public' && r.auth !== 'own')
        .map(async (r) => {
          const url = r.url.replaceAll(/\{\w+\}/g, mine)
          const answer = await app.fastify.inject({
            method: r.method,
            url,
            headers: { authorization: `Bearer ${accounts.mine}` },
            ...(r.method === 'GET' || r.upload ? {} : { payload: {} }),
          })
          return `${r.method} ${r.url} ${answer.statusCode} ${answer.json<{ code: string }>().code}`
        }),
    )
    expect(answers.length).toBeGreaterThan(300)
    expect(answers.filter((a) => !a.endsWith(' 403 access.own-pages'))).toEqual([])
  })

  it('meets a wall behind the doors as well: under his settings the database shows his own rows of the shown types only', async () => {
    const actor = await services.identity.resolve(accounts.mine ?? '')
    if (!actor) throw new Error('not signed in')
    const seen = await store.read(settingsOf(bureau, actor), async (tx) => {
      const out: Record<string, unknown[]> = {}
      for (const kept of bureau.records.values()) {
        const table = kept.type.id.replaceAll('.', '_').replaceAll('-', '_')
        out[kept.type.id] = await tx.rows(sql`select ${sql.ref(kept.type.parent ? 'parent_id' : 'id')} as whose from ${sql.table(table)}`)
      }
      for (const table of ['event', 'document', 'attachment', 'search_doc'])
        out[table] = await tx.rows(sql`select 1 from ${sql.table(table)}`)
      out.deadline = await tx.rows(sql`select distinct record_id as whose from deadline`)
      return out
    })
    const filled = Object.fromEntries(Object.entries(seen).filter(([, rows]) => rows.length > 0))
    expect(Object.keys(filled).sort()).toEqual([
      'community-corrections.leave',
      'community-corrections.meeting',
      'community-corrections.person',
      'community-corrections.report',
      'community-corrections.transfer',
      'deadline',
    ])
    for (const rows of Object.values(filled)) expect(new Set(rows.map((r) => (r as { whose: string }).whose))).toEqual(new Set([mine]))
  })

  it('stands in no list of the administrators, whose posts it cannot be given, and ends with the officer’s word', async () => {
    const list = (await call('GET', '/api/accounts', undefined, 'system')).body as {
      id: string
      username: string
      posts: { post: string }[]
    }[]
    expect(list.flatMap((a) => a.posts).filter((p) => p.post === 'supervisee')).toEqual([])
    const somebody = list.find((a) => a.username === 'clerk')?.id
    const granted = await call(
      'POST',
      `/api/accounts/${somebody}/posts`,
      { post: 'supervisee', unit: town, from: '2017-10-31' },
      'security',
    )
    expect(granted.body).toMatchObject({ code: 'post.own' })
    expect((await call('POST', `${base}/person/${other}/own-account`, {}, 'procuracy')).status).toBe(403)
    const url = `${base}/person/${other}/own-account`
    expect((await call('GET', url, undefined, 'clerk')).body).toMatchObject({ account: { closed: false } })
    expect((await call('DELETE', url, undefined, 'clerk')).status).toBe(204)
    expect((await call('GET', '/api/own', undefined, { token: accounts.other ?? '' })).status).toBe(401)
    const again = (await good('clerk', url, {})) as unknown as { username: string; password: string }
    expect((await files(await login(again.username, again.password))).map((f) => f.id)).toEqual([other])
  })
})
