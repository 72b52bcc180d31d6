import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import mammoth from 'mammoth'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { compileBureau, day, defineLine, defineRecord, procedureOf, text } from '../../kernel/index.ts'
import { hasRule } from '../../law/index.ts'
import { posts } from '../../lines/index.ts'
import type { Actor } from '../access/access.ts'
import { testClock } from '../clock.ts'
import { tableSql } from '../ledger/tables.ts'
import { over } from '../open.ts'
import { testStore } from '../store/testing.ts'

// A small line of its own under the two versions of 行政复议法: ten calendar days for the reply until 2023, ten working days since.
const matter = defineRecord({
  id: 'trial.matter',
  title: '复议答复',
  class: 'restricted',
  fields: { about: text('事项'), copyOn: day('收到副本'), repliedOn: day('答复').optional() },
})
const words = procedureOf(matter)
const matters = words.define({
  stages: { open: '答复中', done: '已答复' },
  ends: ['done'],
  steps: {
    open: words.step({ title: '收到副本', from: 'new', to: 'open', by: ['clerk'], on: 'copyOn', form: ['about', 'copyOn'] }),
    reply: words.step({ title: '答复', from: 'open', to: 'done', by: ['clerk'], on: 'repliedOn', form: ['repliedOn'] }),
  },
  deadlines: {
    reply: { title: '书面答复', rule: 'rec.reply', from: 'copyOn', until: 'repliedOn', warn: [3], late: '视为没有证据、依据', red: true },
    // Both pass early in the test, and nobody is late for it.
    lapse: { title: '提起诉讼', rule: 'la.assign', from: 'copyOn', until: 'repliedOn', right: true },
    remind: { title: '提前提醒', rule: 'cc.gps.warn', from: 'copyOn', until: 'repliedOn' },
  },
})
const bureau = compileBureau(
  [defineLine({ id: 'trial', title: '试验', section: '股', records: [matter], procedures: [matters] })],
  {
    ...posts,
    clerk: { title: '经办人', lines: ['trial'], clearance: 'restricted', at: ['township'] },
    head: { title: '负责人', lines: ['trial'], clearance: 'restricted', at: ['township'], duties: ['correct'] },
  },
  { hasRule: (c) => hasRule(c) },
)

const data = mkdtempSync(join(tmpdir(), 'fazhi-orders-'))
const store = await testStore()
const clock = testClock('2024-01-02')
const s = await over(store, bureau, { data, clock })
afterAll(async () => {
  await s.figures.close()
  rmSync(data, { recursive: true })
})
const who = (n: number, post: string, unit: string): Actor => ({
  bureau: '445102',
  account: `00000000-0000-7000-8000-00000000000${n}`,
  name: `干部${n}`,
  holdings: [{ post, unit }],
})
const yixi = '445102100'
const clerk = who(1, 'clerk', yixi)
const head = who(2, 'head', yixi)
const elsewhere = who(3, 'head', '445102112')
const lawyer = who(4, 'leader', '445102')

const opened = async (about: string, copyOn: string) => (await s.ledger.create(clerk, 'trial.matter', { values: { about, copyOn } })).id
const clockOf = async (id: string) => {
  const found = (await s.deadlines.of(head, 'trial.matter', id)).find((c) => c.key === 'reply')
  if (!found) throw new Error('no clock')
  return found
}
const openOrders = async (actor: Actor) => (await s.orders.list(actor, { state: 'open', limit: 50 })).orders

beforeAll(async () => {
  await s.firstRun.run({
    county: '445102',
    bureauName: '潮州市湘桥区司法局',
    administrator: { username: 'system', name: '系统管理员', password: 'Hanjiang-7-bridge' },
  })
  await store.owner(async (tx) => {
    for (const kept of bureau.records.values()) for (const statement of tableSql(kept).split(/;\n/)) await tx.exec(sql.raw(statement))
  })
}, 60_000)

describe('a case keeps the law of the day on which it began', () => {
  it('and an officer who puts it under another version says why; both stay in the log', async () => {
    const id = await opened('旧法案件', '2023-12-28')
    expect(await clockOf(id)).toMatchObject({ due: '2024-01-08', lawOn: '2023-12-28', originalDue: '2024-01-08' })
    expect((await s.deadlines.derivation(head, 'trial.matter', id, 'reply')).article).toBe('行政复议法 第二十三条')
    await s.deadlines.changeLaw(head, 'trial.matter', id, 'reply', { lawOn: '2024-01-01', reason: '经集体研究适用新法' })
    const after = await clockOf(id)
    expect(after).toMatchObject({ due: '2024-01-12', lawOn: '2024-01-01', since: '2023-12-28' })
    expect(after.changes.at(-1)).toMatchObject({ kind: 'law', fromDue: '2024-01-08', toDue: '2024-01-12', reason: '经集体研究适用新法' })
    const why = await s.deadlines.derivation(head, 'trial.matter', id, 'reply', '2023-12-28')
    expect(why.article).toContain('第四十八条')
    expect(why.derivation.at(-1)).toContain('2024年1月12日')
    await expect(
      s.deadlines.changeLaw(head, 'trial.matter', id, 'reply', { lawOn: '1990-01-01', reason: '没有这样的版本' }),
    ).rejects.toMatchObject({ code: 'deadline.no-version' })
    await expect(
      s.deadlines.changeLaw(clerk, 'trial.matter', id, 'reply', { lawOn: '2023-12-28', reason: '经办人无权变更' }),
    ).rejects.toMatchObject({ code: 'access.duty' })
  })
})

describe('a late holiday notice', () => {
  it('moves what is open, logs the move with the notice, and leaves what is closed', async () => {
    const [open, closed] = [await opened('未答复', '2024-01-02'), await opened('已答复', '2024-01-02')]
    const { version } = await s.reader.get(clerk, 'trial.matter', closed)
    await s.ledger.step(clerk, 'trial.matter', closed, 'reply', { version, values: { repliedOn: '2024-01-02' } })
    const before = await clockOf(open)
    expect(before.due).toBe('2024-01-16')
    const moved = await s.desk.correctDay(lawyer, { day: '2024-01-15', working: false, notice: '国办发明电〔2024〕试验号' })
    expect(moved.map((m) => m.id)).toContain(open)
    expect(moved.map((m) => m.id)).not.toContain(closed)
    const after = await clockOf(open)
    expect(after).toMatchObject({ due: '2024-01-17', originalDue: '2024-01-16' })
    expect(after.changes.at(-1)).toMatchObject({ kind: 'calendar', fromDue: '2024-01-16', toDue: '2024-01-17' })
    expect(after.changes.at(-1)?.reason).toContain('试验号')
    expect(await clockOf(closed)).toMatchObject({ state: 'met', due: '2024-01-16' })
  })
})

describe('a deadline that passes', () => {
  it('raises one order with the next number, tells those who answer for it, and is noted on the clock', async () => {
    clock.set('2024-01-17')
    expect(await s.orders.raise('445102')).toBe(1)
    expect(await s.orders.raise('445102')).toBe(0)
    clock.set('2024-01-18')
    expect(await s.orders.raise('445102')).toBe(1)
    // What has lapsed is nobody's work any more; what is late is.
    const work = await s.work.due(clerk, { limit: 50 })
    expect(work.due.filter((d) => d.state === 'overdue').map((d) => d.key)).toContain('reply')
    expect(work.due.filter((d) => d.state === 'overdue').map((d) => d.key)).not.toContain('lapse')
    // The record, its list and the desk of the line say the same: it has lapsed, and what is due next is the answer.
    const desk = await s.worklists.duties(clerk, 'trial', { when: 'overdue', limit: 50 })
    expect(desk.rows.map((d) => d.key)).toContain('reply')
    expect(desk.rows.map((d) => d.key)).not.toContain('lapse')
    const { rows } = await s.worklists.list(clerk, 'trial.matter', { limit: 50, fields: {} })
    expect(rows.map((r) => r.due?.title)).not.toContain('提起诉讼')
    const lapsed = (await s.deadlines.of(head, 'trial.matter', rows.find((r) => r.stage === 'open')?.id ?? '')).find(
      (c) => c.key === 'lapse',
    )
    expect(lapsed).toMatchObject({ state: 'open', lapsed: true, orders: [] })
    const orders = await openOrders(head)
    expect(orders.map((o) => [o.number, o.due, o.daysLate, o.red, o.mine])).toEqual([
      ['督办〔2024〕2号', '2024-01-17', 1, true, true],
      ['督办〔2024〕1号', '2024-01-12', 6, true, true],
    ])
    expect(orders[0]).toMatchObject({ title: '书面答复', late: '视为没有证据、依据', article: '行政复议法 第四十八条、第八十八条' })
    const told = await s.work.notices(head)
    expect(told.map((n) => n.say).join()).toContain('督办单 督办〔2024〕2号：未答复的“书面答复”已于2024年1月17日届满')
    expect((await s.work.notices(lawyer)).length).toBe(2)
    const noted = await clockOf(orders[0]?.record.id ?? '')
    expect(noted.orders).toEqual([{ number: '督办〔2024〕2号', raisedOn: '2024-01-18', answer: null }])
    expect(noted.changes.at(-1)).toMatchObject({ kind: 'overdue', reason: '期限届满未办理，发督办〔2024〕2号督办单' })
  })

  it('is seen only by those who see the record; who may only work at it cannot answer', async () => {
    expect(await openOrders(elsewhere)).toEqual([])
    expect(await s.orders.open(elsewhere)).toBe(0)
    expect((await openOrders(clerk)).map((o) => o.mine)).toEqual([false, false])
    await expect(s.orders.answer(clerk, '督办〔2024〕2号', '经办人回复')).rejects.toMatchObject({ code: 'access.duty' })
    await expect(s.orders.answer(elsewhere, '督办〔2024〕2号', '他所回复')).rejects.toMatchObject({ code: 'order.missing' })
  })

  it('is answered once, and the answer stands in the record’s chain and on the paper', async () => {
    const answered = await s.orders.answer(head, '督办〔2024〕2号', '经办人住院，已指定他人接办')
    expect(answered).toMatchObject({ answer: '经办人住院，已指定他人接办', state: 'open', mine: false })
    await expect(s.orders.answer(head, '督办〔2024〕2号', '再次回复')).rejects.toMatchObject({ code: 'order.answered' })
    const events = await s.history.events(head, 'trial.matter', answered.record.id)
    expect(JSON.stringify(events)).toContain('回复督办〔2024〕2号督办单')
    const { value } = await mammoth.extractRawText({ buffer: Buffer.from(await s.orders.paper(head, '督办〔2024〕2号')) })
    for (const said of ['督 办 单', '意溪镇', '应于2024年1月17日前办理', '已逾期1日', '回复：经办人住院', '2024年1月18日'])
      expect(value).toContain(said)
  })

  it('is closed by the record itself, and says how late it was', async () => {
    const [order] = await openOrders(head)
    const id = order?.record.id ?? ''
    const { version } = await s.reader.get(clerk, 'trial.matter', id)
    clock.set('2024-01-20')
    await s.ledger.step(clerk, 'trial.matter', id, 'reply', { version, values: { repliedOn: '2024-01-19' } })
    expect((await openOrders(head)).map((o) => o.number)).toEqual(['督办〔2024〕1号'])
    const all = await s.orders.list(head, { state: 'all', limit: 1 })
    expect(all.orders).toMatchObject([{ number: '督办〔2024〕2号', state: 'closed', metOn: '2024-01-19', daysLate: 2 }])
    const rest = await s.orders.list(head, { state: 'all', limit: 1, after: all.next ?? '' })
    expect(rest).toMatchObject({ orders: [{ number: '督办〔2024〕1号' }], next: null, open: 1 })
    await s.deadlines.changeLaw(head, 'trial.matter', rest.orders[0]?.record.id ?? '', 'reply', {
      lawOn: '2023-12-28',
      reason: '仍适用旧法',
    })
    expect((await s.orders.list(head, { state: 'all', limit: 9 })).orders.map((o) => o.state)).toEqual(['closed', 'moved'])
    expect(await s.orders.raise('445102')).toBe(1)
    expect((await openOrders(head)).map((o) => [o.number, o.due])).toEqual([['督办〔2024〕3号', '2024-01-08']])
  })

  it('is raised once by two servers at once', async () => {
    await Promise.all([opened('甲', '2024-01-03'), opened('乙', '2024-01-03')])
    clock.set('2024-02-01')
    const raised = await Promise.all([s.orders.raise('445102'), s.orders.raise('445102')])
    expect(raised.reduce((a, b) => a + b)).toBe(2)
    const numbers = (await openOrders(head)).map((o) => o.number)
    expect(numbers).toEqual(['督办〔2024〕5号', '督办〔2024〕4号', '督办〔2024〕3号'])
  })
})
