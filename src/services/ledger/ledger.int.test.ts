import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import {
  compileBureau,
  day,
  defineLine,
  defineRecord,
  flag,
  keptBy,
  link,
  newest,
  note,
  procedureOf,
  text,
  unit,
} from '../../kernel/index.ts'
import type { Actor } from '../access/access.ts'
import { Fault } from '../fault.ts'
import { openAudit } from '../identity/audit.ts'
import { testStore } from '../store/testing.ts'
import { newSealKey, sealsOf } from './chain.ts'
import { type Acts, openLedger } from './ledger.ts'
import { tableSql } from './tables.ts'
import { sealNow, verify } from './verify.ts'

// A small line of its own, so that the ledger is tested as the room that knows no line.
const matter = defineRecord({
  id: 'trial.matter',
  title: '事项',
  class: 'restricted',
  number: '{place}事〔{year}〕{seq}号',
  numberDay: 'openedOn',
  parties: { party: { title: '当事人', min: 1 } },
  fields: {
    openedOn: day('受理日期'),
    about: note('内容'),
    other: link('关联事项', 'trial.matter').optional(),
    closedOn: day('办结日期').optional(),
    notes: newest(text('最近记录'), { of: 'trial.entry', day: 'on', take: 'say' }),
    secret: text('封存内容').sealed().optional(),
    minor: flag('未成年人').optional(),
  },
  sealedWhen: ['is', 'minor', true],
  rules: [{ must: ['inOrder', 'openedOn', 'closedOn'], say: '办结日期不能早于受理日期' }],
})
const words = procedureOf(matter)
const matters = words.define({
  stages: { open: '办理中', closed: '已办结' },
  ends: ['closed'],
  steps: {
    open: words.step({
      title: '受理',
      from: 'new',
      to: 'open',
      by: ['clerk'],
      on: 'openedOn',
      form: ['about', 'other?', 'secret?', 'minor?'],
    }),
    hand: words.step({
      title: '移交',
      from: 'open',
      by: ['clerk'],
      form: [],
      also: { to: unit('接收单位') },
      effect: ({ form }) => ({ unit: form.to }),
    }),
    learn: words.step({ title: '查明为未成年人', from: 'open', by: ['clerk'], form: ['minor'] }),
    close: words.step({
      title: '办结',
      from: 'open',
      to: 'closed',
      by: ['clerk', 'head'],
      notBy: 'open',
      on: 'closedOn',
      form: ['closedOn'],
      need: [{ must: ['has', 'trial.entry'], say: '没有任何记录，不能办结' }],
      effect: ({ record }) => ({
        open: [{ record: 'trial.matter', step: 'open', values: { about: `接续 ${record.values.about}` }, people: { party: 'party' } }],
      }),
    }),
  },
})
const entry = defineRecord({
  id: 'trial.entry',
  title: '记录',
  parent: 'trial.matter',
  fields: { on: day('日期'), say: text('内容') },
  sealedWhen: ['parent', ['is', 'minor', true]],
})
const entries = keptBy(entry, { by: ['clerk'], on: 'on' })
const bureau = compileBureau(
  [defineLine({ id: 'trial', title: '试验', section: '股', records: [matter, entry], procedures: [matters, entries] })],
  {
    clerk: { title: '经办人', lines: ['trial'], clearance: 'sealed', at: ['township'] },
    chief: { title: '主管', lines: ['trial'], clearance: 'sealed', at: ['township'], duties: ['correct'] },
    head: { title: '负责人', lines: ['trial'], clearance: 'restricted', at: ['township'], duties: ['correct', 'void'] },
  },
  { hasRule: () => true },
)
const code = '445102'
const who = (n: number, post: string, unit: string): Actor => ({
  bureau: code,
  account: `00000000-0000-7000-8000-00000000000${n}`,
  name: `甲${n}`,
  holdings: [{ post, unit }],
})
const clerk = who(1, 'clerk', '445102112')
const head = who(2, 'head', '445102112')
const chief = who(4, 'chief', '445102112')
const foreign = who(3, 'clerk', '445102113')

const store = await testStore()
await store.owner(async (tx) => {
  for (const kept of bureau.records.values()) for (const statement of tableSql(kept).split(/;\n/)) await tx.exec(sql.raw(statement))
})
let n = 0
const seals = sealsOf(newSealKey(false))
const clock = {
  today: () => '2017-10-31',
  now: () => '2017-10-31T02:00:00.000Z',
  newId: () => `01f00000-0000-7000-8000-${String(++n).padStart(12, '0')}`,
  randomToken: () => 'x',
}
const ledger = openLedger({
  store,
  bureau,
  seals,
  clock,
  surroundings: async () => ({
    ask: () => ({ ok: false, zh: '' }),
    units: [
      { code: '445102112', name: '铁铺镇', level: 'township', counted: true },
      { code: '445102113', name: '官塘镇', level: 'township', counted: true },
    ],
    unitName: () => '铁铺镇',
    parameters: () => ({}),
  }),
  registerPerson: async (tx, actor, p) => {
    const id = `01f00000-0000-7000-9000-${String(++n).padStart(12, '0')}`
    await tx.exec(
      sql`insert into person (bureau, id, name, pinyin, initials, created_at, created_by) values (${actor.bureau}, ${id}, ${p.name}, '', '', '2017-10-31T02:00:00Z', ${actor.account})`,
    )
    return { id, name: p.name ?? '' }
  },
  audit: openAudit({ store, clock }),
  marks: () => ['2017-10'],
})
const begin = (about: string, more: object = {}) => ({ values: { about, ...more }, people: [{ role: 'party', name: '陈某某' }] })
const refusal = async (work: Promise<unknown>): Promise<string> => {
  try {
    await work
    return 'done'
  } catch (e) {
    return e instanceof Fault ? e.code : String(e)
  }
}
const rows = <T>(text: string) => store.owner((tx) => tx.rows<T>(sql.raw(text)))

describe('the ledger', () => {
  it('opens a record with its number, event, people, search text and figure mark in one act', async () => {
    const done = await ledger.create(clerk, 'trial.matter', begin('邻里漏水纠纷'))
    expect(done.record.number).toBe('铁铺事〔2017〕1号')
    expect(done.record.values.openedOn).toBe('2017-10-31')
    const [events, marks, found] = await Promise.all([
      rows(`select seq, kind, step from event where record_id = '${done.id}'`),
      rows(`select months from figure_mark`),
      rows(`select 1 from search_doc where record_id = '${done.id}' and pairs @@ '''漏水'''::tsquery`),
    ])
    expect(events).toEqual([{ seq: 1, kind: 'step', step: 'open' }])
    expect(marks).toEqual([{ months: ['2017-10'] }])
    expect(found).toHaveLength(1)
  })

  it('gives the next number without a gap, even after a refused act', async () => {
    expect(await refusal(ledger.create(clerk, 'trial.matter', begin('甲', { other: '01f00000-0000-7000-8000-999999999999' })))).toBe(
      'record.invalid',
    )
    expect((await ledger.create(clerk, 'trial.matter', begin('乙'))).record.number).toBe('铁铺事〔2017〕2号')
  })

  it('refuses a day in the future, an unknown unit and a missing party, and writes nothing', async () => {
    const before = await rows('select 1 from event')
    expect(await refusal(ledger.create(clerk, 'trial.matter', begin('甲', { openedOn: '2017-11-01' })))).toBe('record.future')
    expect(await refusal(ledger.create(clerk, 'trial.matter', { ...begin('甲'), unit: '445102112999' }))).toBe('unit.closed')
    expect(await refusal(ledger.create(clerk, 'trial.matter', { values: { about: '甲' } }))).toBe('record.invalid')
    expect(await refusal(ledger.create(head, 'trial.matter', begin('甲')))).toBe('access.post')
    expect(await rows('select 1 from event')).toHaveLength(before.length)
  })

  it('answers a repeated request with the first record, and refuses the key for another', async () => {
    const once = { key: 'k1', request: { a: 1 } }
    const first = await ledger.create(clerk, 'trial.matter', begin('丙'), once)
    expect((await ledger.create(clerk, 'trial.matter', begin('丙'), once)).id).toBe(first.id)
    expect(await refusal(ledger.create(clerk, 'trial.matter', begin('丁'), { key: 'k1', request: { a: 2 } }))).toBe('request.key-reused')
  })

  it('takes a step only through its gates, by another person, once, and carries out its consequences', async () => {
    const { id } = await ledger.create(clerk, 'trial.matter', begin('戊'))
    expect(await refusal(ledger.step(head, 'trial.matter', id, 'close', { version: 1, values: {} }))).toBe('step.gate')
    await ledger.create(clerk, 'trial.entry', { parent: id, values: { say: '已到场' } })
    expect(await refusal(ledger.step(head, 'trial.matter', id, 'close', { version: 1, values: {} }))).toBe('record.stale')
    expect(await refusal(ledger.step(clerk, 'trial.matter', id, 'close', { version: 2, values: {} }))).toBe('step.same-person')
    expect(await refusal(ledger.step(head, 'trial.matter', id, 'close', { version: 2, values: { closedOn: '2017-10-01' } }))).toBe(
      'record.rule',
    )
    const done = await ledger.step(head, 'trial.matter', id, 'close', { version: 2, values: {} })
    expect(done.record).toMatchObject({ stage: 'closed', version: 3, values: { notes: '已到场' } })
    const [next] = await rows<{ about: string; people: number }>(
      `select m.about, (select count(*)::int from involvement i where i.record_id = m.id) as people from trial_matter m where about like '接续%'`,
    )
    expect(next).toEqual({ about: '接续 戊', people: 1 })
    expect(await refusal(ledger.step(head, 'trial.matter', id, 'close', { version: 3, values: {} }))).toBe('step.stage')
  })

  it('lets one of two officers through who act at once', async () => {
    const { id } = await ledger.create(clerk, 'trial.matter', begin('己'))
    await ledger.create(clerk, 'trial.entry', { parent: id, values: { say: '一' } })
    const both = await Promise.all([1, 2].map(() => refusal(ledger.step(head, 'trial.matter', id, 'close', { version: 2, values: {} }))))
    expect(both.sort()).toEqual(['done', 'record.stale'])
  })

  it('corrects with a reason and shows both values; voids with a reason and keeps the record', async () => {
    const { id } = await ledger.create(clerk, 'trial.matter', begin('庚'))
    expect(await refusal(ledger.correct(clerk, 'trial.matter', id, { version: 1, values: { about: '辛' }, reason: '笔误' }))).toBe(
      'access.duty',
    )
    expect(await refusal(ledger.correct(head, 'trial.matter', id, { version: 1, values: { about: '辛' }, reason: '' }))).toBe(
      'record.invalid',
    )
    const preview = await ledger.correct(
      head,
      'trial.matter',
      id,
      { version: 1, values: { about: '辛' }, reason: '笔误更正' },
      { preview: true },
    )
    expect(preview.record.values.about).toBe('辛')
    await ledger.correct(head, 'trial.matter', id, { version: 1, values: { about: '辛' }, reason: '笔误更正' })
    const [event] = await rows<{ patch: object; reason: string }>(
      `select patch, reason from event where record_id = '${id}' and kind = 'correct'`,
    )
    expect(event).toEqual({ patch: { about: ['庚', '辛'] }, reason: '笔误更正' })
    await ledger.void(head, 'trial.matter', id, { version: 2, reason: '重复登记' })
    expect(await refusal(ledger.correct(head, 'trial.matter', id, { version: 3, values: {}, reason: '再改一次' }))).toBe('record.voided')
    expect(await rows(`select 1 from trial_matter where id = '${id}'`)).toHaveLength(1)
  })

  it('hides a record from another town, and logs each look at what is sealed', async () => {
    const { id } = await ledger.create(clerk, 'trial.matter', begin('壬', { secret: '病史' }))
    expect(await refusal(ledger.look(foreign, 'trial.matter', id, { purpose: '核对' }))).toBe('record.missing')
    expect(await refusal(ledger.look(head, 'trial.matter', id, { purpose: '核对' }))).toBe('access.sealed')
    expect(await ledger.look(clerk, 'trial.matter', id, { purpose: '核对病史' })).toEqual({ secret: '病史' })
    expect(await rows(`select kind, reason from event where record_id = '${id}' order by seq desc limit 1`)).toEqual([
      { kind: 'look', reason: '核对病史' },
    ])
  })

  it('takes what belongs to a record along into its new unit, each with its event and the figures of both units', async () => {
    const { id } = await ledger.create(clerk, 'trial.matter', begin('移交'))
    const below = await ledger.create(clerk, 'trial.entry', { parent: id, values: { say: '一' } })
    await rows(`delete from figure_mark`)
    await ledger.step(clerk, 'trial.matter', id, 'hand', { version: 2, values: { to: '445102113' } })
    expect(await rows(`select unit from trial_entry where id = '${below.id}'`)).toEqual([{ unit: '445102113' }])
    expect(await rows(`select kind, unit, patch from event where record_id = '${below.id}' order by seq`)).toEqual([
      { kind: 'step', unit: '445102113', patch: expect.anything() },
      { kind: 'follow', unit: '445102113', patch: { unit: ['445102112', '445102113'] } },
    ])
    expect(
      await rows(`select unit, count(*)::int as n from figure_mark where record_type = 'trial.entry' group by unit order by unit`),
    ).toEqual([
      { unit: '445102112', n: 1 },
      { unit: '445102113', n: 1 },
    ])
    expect(await refusal(ledger.correct(head, 'trial.entry', below.id, { version: 2, values: { say: '二' }, reason: '更正内容' }))).toBe(
      'record.missing',
    )
    expect(await verify(store, seals, bureau, code)).toMatchObject({ broken: null })
  })

  it('seals what belongs to a record that becomes sealed, and unseals no paper that shows sealed data', async () => {
    const { id } = await ledger.create(clerk, 'trial.matter', begin('未成年人'))
    const below = await ledger.create(clerk, 'trial.entry', { parent: id, values: { say: '一' } })
    await rows(
      `insert into document (bureau, id, record_id, record_type, type, unit, sealed, title, issued_on, issued_at, issued_by, content, template_sha256)
       values ('${code}', '01f00000-0000-7000-8000-0000000fffff', '${id}', 'trial.matter', 'trial.matter/x', '445102112', true, '文书', '2017-10-31', now(), '${clerk.account}', '{"sealed": ["封存内容"]}', '')`,
    )
    await ledger.step(clerk, 'trial.matter', id, 'learn', { version: 2, values: { minor: true } })
    expect(await rows(`select sealed from trial_entry where id = '${below.id}'`)).toEqual([{ sealed: true }])
    expect(await rows(`select bool_and(sealed) as sealed from event where record_id in ('${id}', '${below.id}')`)).toEqual([
      { sealed: true },
    ])
    expect(await refusal(ledger.correct(head, 'trial.entry', below.id, { version: 2, values: { say: '二' }, reason: '更正内容' }))).toBe(
      'record.missing',
    )
    await ledger.step(clerk, 'trial.matter', id, 'learn', { version: 3, values: { minor: false } })
    expect(await rows(`select sealed from trial_entry where id = '${below.id}'`)).toEqual([{ sealed: false }])
    expect(await rows(`select sealed from document where record_id = '${id}'`)).toEqual([{ sealed: true }])
  })

  it('keeps a record sealed by the one above it when it is corrected', async () => {
    const { id } = await ledger.create(clerk, 'trial.matter', begin('未成年人', { minor: true }))
    const below = await ledger.create(clerk, 'trial.entry', { parent: id, values: { say: '一' } })
    await ledger.correct(chief, 'trial.entry', below.id, { version: 1, values: { say: '二' }, reason: '更正内容' })
    expect(await rows(`select sealed from trial_entry where id = '${below.id}'`)).toEqual([{ sealed: true }])
  })

  it('writes many acts together: each sees what those before it did, is numbered, gated and chained like an act alone', async () => {
    const alone = await ledger.create(clerk, 'trial.matter', begin('单办'))
    const done = await ledger.batch(code, async (acts) => {
      const first = await acts.create(clerk, 'trial.matter', begin('批量甲'))
      await acts.create(clerk, 'trial.matter', begin('批量乙', { other: first.id }))
      await acts.create(clerk, 'trial.entry', { parent: first.id, values: { say: '批量到场' } })
      await acts.create(clerk, 'trial.entry', { parent: alone.id, values: { say: '又到场' } })
      return acts.step(head, 'trial.matter', first.id, 'close', { values: {} })
    })
    expect(done).toMatchObject({ version: 3, record: { stage: 'closed', values: { notes: '批量到场' } }, before: { version: 2 } })
    const numbers = await rows<{ about: string; number: string; version: number }>(
      `select about, number, version from trial_matter where about in ('单办', '批量甲', '批量乙', '接续 批量甲') order by id`,
    )
    const serial = Number(/(\d+)号/.exec(alone.record.number ?? '')?.[1])
    expect(numbers.map((r) => [r.about, r.number, r.version])).toEqual([
      ['单办', `铁铺事〔2017〕${serial}号`, 2],
      ['批量甲', `铁铺事〔2017〕${serial + 1}号`, 3],
      ['批量乙', `铁铺事〔2017〕${serial + 2}号`, 1],
      ['接续 批量甲', `铁铺事〔2017〕${serial + 3}号`, 1],
    ])
    expect(await rows(`select seq, kind, step from event where record_id = '${done.id}' order by seq`)).toEqual([
      { seq: 1, kind: 'step', step: 'open' },
      { seq: 2, kind: 'step', step: 'trial.entry' },
      { seq: 3, kind: 'step', step: 'close' },
    ])
    expect(await rows(`select record_id from search_doc where pairs @@ '''批量'''::tsquery`)).toHaveLength(4)
    expect((await verify(store, seals, bureau, code)).broken).toBeNull()
  })

  it('takes along what the same batch has put under a record', async () => {
    const above = await ledger.create(clerk, 'trial.matter', begin('批量移交'))
    const below = await ledger.batch(code, async (acts) => {
      const made = await acts.create(clerk, 'trial.entry', { parent: above.id, values: { say: '一' } })
      await acts.step(clerk, 'trial.matter', above.id, 'hand', { values: { to: '445102113' } })
      return made
    })
    expect(await rows(`select unit from trial_entry where id = '${below.id}'`)).toEqual([{ unit: '445102113' }])
    expect(await rows(`select distinct unit from event where record_id in ('${above.id}', '${below.id}')`)).toEqual([{ unit: '445102113' }])
  })

  it('writes none of many acts when one of them is refused, though nobody minds the refusal; the gates and walls are those of an act alone', async () => {
    const { id } = await ledger.create(clerk, 'trial.matter', begin('在库'))
    const before = await rows('select 1 from event')
    const many = (act: (acts: Acts, first: string) => Promise<unknown>) =>
      refusal(
        ledger.batch(code, async (acts) => {
          const first = await acts.create(clerk, 'trial.matter', begin('批量丙'))
          await act(acts, first.id).catch(() => undefined)
        }),
      )
    const close = (who: Actor, on?: string) => (acts: Acts, first: string) =>
      acts.step(who, 'trial.matter', on ?? first, 'close', { values: {} })
    expect(await many((acts) => acts.create(clerk, 'trial.matter', begin('批量丁', { openedOn: '2017-11-01' })))).toBe('record.future')
    expect(await many(close(head))).toBe('step.gate')
    expect(await many(close(foreign))).toBe('access.area')
    expect(await many(close(foreign, id))).toBe('record.missing')
    const heard = async (acts: Acts, first: string) => {
      await acts.create(clerk, 'trial.entry', { parent: first, values: { say: '到场' } })
      await close(clerk)(acts, first)
    }
    expect(await many(heard)).toBe('step.same-person')
    expect(await rows('select 1 from event')).toHaveLength(before.length)
    expect(await rows(`select 1 from trial_matter where about = '批量丙'`)).toEqual([])
  })

  it('finds every chain whole, seals it, and names the first record that somebody changed behind its back', async () => {
    const whole = await verify(store, seals, bureau, code)
    expect(whole).toMatchObject({ broken: null })
    expect(whole.events).toBeGreaterThan(10)
    expect(await sealNow(store, seals, { ...clock, now: () => '2017-10-31T03:00:00.000Z' }, code)).toBe(1)
    expect(await sealNow(store, seals, { ...clock, now: () => '2017-10-31T03:00:30.000Z' }, code)).toBeNull()
    expect(await verify(store, seals, bureau, code)).toMatchObject({ broken: null, seals: 1 })
    const [victim] = await rows<{ record_id: string }>(
      `select record_id from event where kind = 'correct' and record_type = 'trial.matter'`,
    )
    await rows(`update event set patch = '{"about": ["庚", "假"]}' where record_id = '${victim?.record_id}' and kind = 'correct'`)
    expect((await verify(store, seals, bureau, code)).broken).toMatchObject({ record: victim?.record_id, seq: 2 })
    await rows(`update event set patch = '{"about": ["庚", "辛"]}' where record_id = '${victim?.record_id}' and kind = 'correct'`)
    expect((await verify(store, seals, bureau, code)).broken).toBeNull()
    await rows(`delete from event where kind = 'look'`)
    expect((await verify(store, seals, bureau, code)).broken).toMatchObject({ type: 'seal' })
  })

  it('lets the application change no event, and shows nothing when the settings are lost', async () => {
    const walls = { 'fazhi.bureau': code, 'fazhi.scope': code, 'fazhi.lines': 'trial', 'fazhi.clearance': 'sealed' }
    await expect(store.write(walls, (tx) => tx.exec(sql`update event set patch = '{}'`))).rejects.toThrow()
    await expect(store.write(walls, (tx) => tx.exec(sql`delete from event`))).rejects.toThrow()
    expect(await store.read({}, (tx) => tx.rows(sql`select 1 from trial_matter`))).toEqual([])
    expect(await store.read({ ...walls, 'fazhi.scope': '445102114' }, (tx) => tx.rows(sql`select 1 from trial_matter`))).toEqual([])
  })
})
