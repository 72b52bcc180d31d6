import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { compileBureau } from '../../kernel/index.ts'
import { hasRule } from '../../law/index.ts'
import { lines, posts } from '../../lines/index.ts'
import type { Actor } from '../access/access.ts'
import { testClock } from '../clock.ts'
import { over } from '../open.ts'
import { testStore } from '../store/testing.ts'
import type { DutyQuery } from './worklist.ts'

const today = '2021-06-30'
const data = mkdtempSync(join(tmpdir(), 'fazhi-worklist-'))
const store = await testStore()
const s = await over(store, compileBureau(lines, posts, { hasRule: (c) => hasRule(c) }), { data, clock: testClock(today) })
afterAll(async () => {
  await s.figures.close()
  rmSync(data, { recursive: true })
})

const line = 'community-corrections'
const yixi = '445102100'
const tiepu = '445102112'
const who = (n: number, post: string, unit: string): Actor => ({
  bureau: '445102',
  account: `00000000-0000-7000-8000-00000000000${n}`,
  name: `干部${n}`,
  holdings: [{ post, unit }],
})
const office = who(1, 'stationOfficer', yixi)
const other = who(2, 'stationOfficer', tiepu)
const county = who(3, 'correctionsOfficer', '445102')
const village = who(4, 'villageWorker', '445102100201')
const superior = who(5, 'superior', '445102')

/** A person on the books of an office since a day; nobody has seen him since. */
async function registered(actor: Actor, name: string, on: string, bornOn = '1980-05-05'): Promise<string> {
  const { id } = await s.ledger.create(actor, `${line}.person`, {
    values: {
      category: 'probation',
      entry: 'new',
      sex: 'male',
      bornOn,
      organKind: 'court',
      organ: '某区人民法院',
      effectiveOn: on,
      notifiedOn: on,
    },
    people: [{ role: 'subject', name }],
  })
  await s.ledger.step(actor, `${line}.person`, id, 'register', { version: 1, values: { enteredOn: on } })
  return id
}

const ids: Record<string, string> = {}
beforeAll(async () => {
  await s.firstRun.run({
    county: '445102',
    bureauName: '某区司法局',
    administrator: { username: 'system', name: '系统管理员', password: 'Hanjiang-7-bridge' },
  })
  ids.long = await registered(office, '陈久未见', '2021-03-01')
  ids.recent = await registered(office, '林新报到', '2021-06-20')
  ids.minor = await registered(office, '黄少年', '2021-06-10', '2004-01-01')
  ids.other = await registered(other, '张他所', '2021-06-01')
  await s.ledger.create(office, `${line}.member`, {
    parent: ids.long,
    values: { name: '某乙', kind: 'village', woman: false, knowsMinors: false, joinedOn: '2021-03-02' },
  })
}, 60_000)

const all = async (actor: Actor, query: Omit<DutyQuery, 'limit'>, limit: number) => {
  const out = []
  let after: string | undefined
  do {
    const page = await s.worklists.duties(actor, line, { ...query, after, limit })
    out.push(...page.rows)
    after = page.next ?? undefined
  } while (after)
  return out
}

describe('what is due on the home page', () => {
  const whose = async (actor: Actor) => {
    const { due } = await s.work.due(actor, { limit: 100, lines: [line] })
    return new Set(due.map((d) => d.record.whose))
  }
  it('bears the name of the one person it is about, for who may know it', async () => {
    expect(await whose(office)).toEqual(new Set(['陈久未见', '林新报到', '黄少年']))
    expect(await whose(other)).toEqual(new Set(['张他所']))
    // A minor's file is closed to those above.
    expect(await whose(superior)).toEqual(new Set(['陈久未见', '林新报到', '张他所']))
  })
})

describe('the duties of a line', () => {
  it('come in the order of their days, each with the person and the article, page by page the same as at once', async () => {
    const whole = await all(office, {}, 500)
    expect(whole.length).toBeGreaterThan(8)
    expect(whole.map((d) => d.due)).toEqual(whole.map((d) => d.due).sort())
    expect(await all(office, {}, 3)).toEqual(whole)
    const contact = whole.find((d) => d.key === 'contact' && d.record.id === ids.long)
    expect(contact).toMatchObject({ title: '监管接触（防虚管）', state: 'overdue', red: true })
    expect(contact?.of?.people.map((p) => p.name)).toEqual(['陈久未见'])
    expect(contact?.basis).toContain('社区矫正')
  })

  it('are those of the own office only; the county sees both', async () => {
    const names = async (actor: Actor, query = {}) =>
      new Set((await all(actor, query, 500)).flatMap((d) => d.of?.people.map((p) => p.name) ?? []))
    expect(await names(other)).toEqual(new Set(['张他所']))
    expect((await names(county)).size).toBe(4)
    expect(await names(county, { unit: tiepu })).toEqual(new Set(['张他所']))
  })

  it('can be narrowed to what is overdue, due today or within the week, and are counted alike', async () => {
    const counts = await s.worklists.counts(county, line)
    for (const when of ['overdue', 'today', 'week'] as const) expect(await all(county, { when }, 500)).toHaveLength(counts[when])
    expect(await all(county, { when: 'overdue', red: true }, 500)).toHaveLength(counts.red)
    expect(counts.red).toBeGreaterThan(0)
  })

  it('are refused to a post that does not work in the line, and a line that does not exist is said to be none', async () => {
    await expect(s.worklists.duties(village, line, { limit: 5 })).rejects.toMatchObject({ code: 'access.line' })
    await expect(s.worklists.duties(county, 'nothing', { limit: 5 })).rejects.toMatchObject({ code: 'line.unknown' })
  })
})

describe('the list of a line', () => {
  const list = (actor: Actor, name: string, more = {}) => s.worklists.list(actor, `${line}.${name}`, { fields: {}, limit: 50, ...more })

  it('shows names, what is due next and which alerts hold', async () => {
    const { rows } = await list(office, 'person')
    const long = rows.find((r) => r.id === ids.long)
    expect(long?.people.map((p) => p.name)).toEqual(['陈久未见'])
    expect(long?.due?.due).toBeDefined()
    expect(long?.alerts).toEqual(expect.arrayContaining([`${line}.notFiled`, `${line}.notAnnounced`, `${line}.noPapers`]))
    expect(long?.alerts).not.toContain(`${line}.lost`)
  })

  it('names the person of a record that hangs on his', async () => {
    const { rows } = await list(office, 'member')
    expect(rows.map((r) => r.of?.people.map((p) => p.name))).toEqual([['陈久未见']])
  })

  it('hides minors from a post that is not cleared, and says how many', async () => {
    const { rows, hidden } = await list(superior, 'person')
    expect(rows).toHaveLength(3)
    expect(hidden).toBe(1)
    expect((await all(superior, {}, 500)).some((d) => d.record.id === ids.minor)).toBe(false)
  })
})

describe('the red lines of a line', () => {
  it('count exactly the records that their lists show', async () => {
    const { alerts, deadlines } = await s.worklists.redLines(county, line)
    expect(alerts.some((a) => a.count > 0)).toBe(true)
    for (const a of alerts) {
      const when = s.bureau.alerts.find((b) => b.id === a.id)?.when
      const { rows } = await s.worklists.list(county, a.type, { fields: {}, where: when, limit: 500 })
      expect(rows.length, a.id).toBe(a.count)
    }
    for (const d of deadlines)
      expect(await all(county, { type: d.type, key: d.key, red: true, when: 'overdue' }, 500), d.key).toHaveLength(d.overdue)
    expect(deadlines.find((d) => d.key === 'contact')?.overdue).toBeGreaterThan(0)
  })

  it('are those of the unit that is asked for', async () => {
    const of = async (unit?: string) =>
      (await s.worklists.redLines(county, line, unit)).alerts.find((a) => a.id === `${line}.notFiled`)?.count ?? 0
    expect(await of(tiepu)).toBe(1)
    expect(await of()).toBe(4)
  })
})
