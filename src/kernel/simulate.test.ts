import { describe, expect, it } from 'vitest'
import { compileBureau } from './bureau.ts'
import { day, latest, note, text } from './field.ts'
import { defineIndicators } from './indicator.ts'
import { defineLine } from './line.ts'
import { procedureOf } from './procedure.ts'
import { defineRecord } from './record.ts'
import { emptyWorld, figureIn, perform, recordsOf } from './simulate.ts'
import { titleOn } from './title.ts'

const file = defineRecord({
  id: 'shop.file',
  title: '卷',
  parties: { owner: { title: '主', min: 1, max: 1 } },
  fields: {
    name: text('名'),
    openedOn: day('立卷'),
    lastOn: latest('最近', { of: 'shop.page', day: 'writtenOn' }),
    closedOn: day('结卷').optional(),
  },
})
const page = defineRecord({ id: 'shop.page', title: '页', parent: 'shop.file', fields: { writtenOn: day('日期'), words: note('内容') } })
const files = procedureOf(file)
const pages = procedureOf(page)
const line = defineLine({
  id: 'shop',
  title: '店',
  section: '店',
  records: [file, page],
  procedures: [
    files.define({
      stages: { open: '在办', closed: '已结' },
      ends: ['closed'],
      steps: {
        start: files.step({ title: '立卷', from: 'new', to: 'open', by: ['clerk'], on: 'openedOn', form: ['name', 'openedOn'] }),
        close: files.step({
          title: '结卷',
          from: 'open',
          to: 'closed',
          by: ['clerk', 'head'],
          on: 'closedOn',
          form: ['closedOn'],
          need: [{ must: ['has', 'shop.page'], say: '空卷不能结' }],
          notBy: 'start',
          effect: ({ on, record }) => ({
            open: [
              { record: 'shop.file', step: 'start', values: { name: `${record.values.name}续`, openedOn: on }, people: { owner: 'owner' } },
            ],
          }),
        }),
      },
    }),
    pages.define({
      stages: { kept: '已记' },
      ends: ['kept'],
      steps: {
        write: pages.step({
          title: '记',
          from: 'new',
          to: 'kept',
          by: ['clerk'],
          on: 'writtenOn',
          form: ['writtenOn', 'words'],
          need: [{ must: ['parent', ['stage', 'open']], say: '已结不能再记' }],
        }),
      },
    }),
  ],
  indicators: defineIndicators(file, 'shop', {
    open: { title: '在办', unit: '卷', stock: ['openedOn', 'closedOn'] },
    started: { title: '立卷', unit: '卷', flow: 'openedOn' },
  }),
})
const posts = {
  clerk: { title: '员', lines: ['shop'], clearance: 'open', at: ['county'] },
  head: { title: '长', lines: ['shop'], clearance: 'open', at: ['county'] },
} as const
const bureau = compileBureau([line], posts, { hasRule: () => true })

const start = { record: 'shop.file', step: 'start', unit: '1', today: '2017-03-01', people: { owner: ['p1'] }, values: { name: '甲' } }

describe('a procedure acted out in memory', () => {
  it('opens, is gathered into the record above, opens what follows with its people, and refuses by value', () => {
    let world = emptyWorld(bureau)
    const act = (deed: Parameters<typeof perform>[1]) => {
      const r = perform(world, deed)
      if (r.ok) world = r.world
      return r.ok ? r.id : r.say
    }
    const id = act(start)
    expect(act({ id, step: 'close', today: '2017-03-05' })).toBe('空卷不能结')
    act({ record: 'shop.page', under: id, unit: '1', step: 'write', today: '2017-03-06', values: { words: '一', writtenOn: '2017-03-04' } })
    expect(world.records.get(id)?.values.lastOn).toBe('2017-03-04')
    expect(act({ id, step: 'close', today: '2017-03-07' })).toContain('同一人')
    act({ id, step: 'close', today: '2017-03-07', by: { account: 'other', post: 'head' } })
    const next = [...world.records.values()].at(-1)
    expect(next).toMatchObject({
      type: 'shop.file',
      stage: 'open',
      people: [{ role: 'owner', person: 'p1' }],
      values: { name: '甲续', openedOn: '2017-03-07' },
    })
    expect(act({ record: 'shop.page', under: id, unit: '1', step: 'write', today: '2017-03-08', values: { words: '二' } })).toBe(
      '已结不能再记',
    )
    const period = { from: '2017-03-01', to: '2017-03-31' }
    expect([
      figureIn(world, 'shop.started', period),
      figureIn(world, 'shop.open', period),
      figureIn(world, 'shop.open', { from: '2017-01-01', to: '2017-02-28' }),
    ]).toEqual([2, 1, 0])
    const open = bureau.indicators.get('shop.open')
    expect(open && recordsOf(world, open, period).map((r) => r.id)).toEqual([next?.id])
  })

  it('refuses the wrong post, a day to come, a missing person and a form with faults, and leaves the world as it was', () => {
    const world = emptyWorld(bureau)
    const say = (deed: Parameters<typeof perform>[1]) => {
      const r = perform(world, deed)
      return r.ok ? 'done' : r.code
    }
    expect(say({ ...start, by: { account: 'x', post: 'head' } })).toBe('access.post')
    expect(say({ ...start, values: { name: '甲', openedOn: '2017-03-02' } })).toBe('record.future')
    expect(say({ ...start, people: {} })).toBe('record.people')
    expect(say({ ...start, values: {} })).toBe('form')
    expect(say({ ...start, record: 'shop.page', step: 'write', values: { words: '一' } })).toBe('record.parent')
    expect(say({ ...start, record: 'shop.nothing' })).toBe('record.unknown')
    expect(world.records.size).toBe(0)
  })
})

describe('a title', () => {
  it('is that of its day', () => {
    const thing = {
      title: '今名',
      formerly: [
        { until: '2012-12-31', title: '古名' },
        { until: '2020-06-30', title: '旧名' },
      ],
    }
    expect(['2012-12-31', '2013-01-01', '2020-06-30', '2020-07-01'].map((on) => titleOn(thing, on))).toEqual([
      '古名',
      '旧名',
      '旧名',
      '今名',
    ])
  })
})
