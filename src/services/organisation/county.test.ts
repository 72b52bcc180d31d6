import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Fault } from '../fault.ts'
import { add, begin, type Change, close, count, merge, rename } from './changes.ts'
import { type County, countyOf, parentOf, unitsOf } from './county.ts'
import { countyUnits, lineageOf } from './data/county-445102.ts'
import { findCounties, firstUnits } from './first-units.ts'

const today = '2023-07-01'

/** The tables of units in memory: what `write.ts` does with SQL. */
function applied(changes: readonly Change[], bureau = '445102'): County {
  const units: {
    code: string
    valid_from: string
    valid_to: string | null
    name: string
    level: County['units'][number]['level']
    note: null
  }[] = []
  const counted: { code: string; valid_from: string; valid_to: string | null }[] = []
  const successors: { code: string; successor: string; changed_on: string; basis: string | null }[] = []
  const rowOf = (c: { code: string; from: string }) => {
    const row = units.find((u) => u.code === c.code && u.valid_from === c.from)
    if (!row) throw new Error(`no row ${c.code} ${c.from}`)
    return row
  }
  for (const c of changes) {
    if (c.do === 'open') units.push({ code: c.code, valid_from: c.from, valid_to: c.to, name: c.name, level: c.level, note: null })
    if (c.do === 'end') rowOf(c).valid_to = c.to
    if (c.do === 'name') rowOf(c).name = c.name
    if (c.do === 'begin') rowOf(c).valid_from = c.begins
    if (c.do === 'count') counted.push({ code: c.code, valid_from: c.from, valid_to: c.to })
    if (c.do === 'uncount') {
      const at = counted.findIndex((s) => s.code === c.code && s.valid_from === c.from)
      if (at < 0) throw new Error(`no span ${c.code} ${c.from}`)
      counted.splice(at, 1)
    }
    if (c.do === 'succeed') successors.push({ code: c.code, successor: c.successor, changed_on: c.on, basis: c.basis })
  }
  const keys = [...units.map((u) => `u${u.code}${u.valid_from}`), ...counted.map((s) => `c${s.code}${s.valid_from}`)]
  if (new Set(keys).size !== keys.length) throw new Error('a key twice')
  return countyOf(bureau, 1, unitsOf({ units, counted, successors }))
}

/** A small county to change: two towns with two villages each. */
const small: readonly Change[] = [
  { do: 'open', code: '445102', from: '2000-01-01', to: null, name: '湘桥区', level: 'county' },
  ...['445102001', '445102002'].flatMap((code, i): Change[] => [
    { do: 'open', code, from: '2000-01-01', to: null, name: `${'甲乙'[i]}街道`, level: 'township' },
    { do: 'count', code, from: '2000-01-01', to: null },
    ...['001', '002'].flatMap((n): Change[] => [
      { do: 'open', code: code + n, from: '2000-01-01', to: null, name: `${'甲乙'[i]}${n === '001' ? '东' : '西'}社区`, level: 'village' },
      { do: 'count', code: code + n, from: '2000-01-01', to: null },
    ]),
  ]),
]
const changed = (...acts: ((c: County) => Change[])[]): County => {
  const done = [...small]
  for (const act of acts) done.push(...act(applied(done)))
  return applied(done)
}
const county = applied(small)
const codeOf = (act: () => unknown): string => {
  try {
    act()
  } catch (error) {
    if (error instanceof Fault) return error.code
    throw error
  }
  return 'allowed'
}

describe('湘桥区沿革的导入', () => {
  const xiangqiao = applied(firstUnits('445102') ?? [])

  it('rolls the same codes up through the mergers of 2021 as the dated data say', () => {
    for (const unit of countyUnits()) {
      expect(xiangqiao.lineage(unit.code)).toEqual(lineageOf(unit.code))
    }
    expect(xiangqiao.lineage('445102010')).toEqual(['445102001', '445102002', '445102003', '445102004', '445102010'])
    expect(xiangqiao.lineage('445102')).toEqual(['445102'])
  })

  it('a village that moved to another town takes its records along, but the figures of the towns stay where they were', () => {
    expect(xiangqiao.lineage('445102402498')).toEqual(['445102112400', '445102402498'])
    expect(xiangqiao.lineage('445102402')).toEqual(['445102402'])
    expect(xiangqiao.reach('445102402')).toEqual(['445102112400', '445102402'])
  })

  it('before the merger nothing rolls up', () => {
    expect(xiangqiao.lineage('445102010', '2020-12-31')).toEqual(['445102010'])
  })

  it('counts 12 towns and 148 villages on every day of 2017', () => {
    const on = xiangqiao.on('2017-10-31').filter((u) => u.counted)
    expect(on.filter((u) => u.level === 'township')).toHaveLength(12)
    expect(on.filter((u) => u.level === 'village')).toHaveLength(148)
  })

  it('every other county begins with its towns', () => {
    const [found] = findCounties('饶平')
    expect(found).toMatchObject({ fullName: expect.stringContaining('潮州市饶平县') })
    const other = applied(firstUnits(found?.code ?? '') ?? [], found?.code)
    expect(other.on('2010-01-01').filter((u) => u.level === 'township').length).toBeGreaterThan(10)
    expect(firstUnits('999999')).toBeNull()
    expect(findCounties('')).toEqual([])
  })
})

describe('新增', () => {
  it('a new village stands and counts from its first day', () => {
    const next = changed((c) => add(c, { code: '445102001003', name: '甲南社区', from: '2023-01-01' }, today))
    expect(next.stands('445102001003', '2022-12-31')).toBe(false)
    expect(next.isCounted('445102001003', '2023-01-01')).toBe(true)
    expect(next.below('445102001', '2023-01-01').map((u) => u.name)).toEqual(['甲东社区', '甲西社区', '甲南社区'])
  })

  it.each([
    ['a code of another county', { code: '440105001' }, 'unit.code'],
    ['a code of the wrong length', { code: '44510200' }, 'unit.code'],
    ['a code that is no code', { code: '445102-01' }, 'unit.code'],
    ['a code in use', { code: '445102001' }, 'unit.code-used'],
    ['a level that does not fit the code', { code: '445102003', level: 'village' as const }, 'unit.level'],
    ['a village under no town', { code: '445102003001' }, 'unit.parent'],
    ['a day that does not exist', { code: '445102003', from: '2023-02-29' }, 'unit.day'],
    ['a day in a far future', { code: '445102003', from: '2030-01-01' }, 'unit.day'],
    ['a day before the unit above', { code: '445102003', from: '1999-12-31' }, 'unit.parent'],
    ['no name', { code: '445102003', name: ' ' }, 'unit.name'],
    ['the name of a sister', { code: '445102003', name: '甲街道' }, 'unit.name'],
  ])('refuses %s', (_, wrong, code) => {
    const right = { code: '445102003', name: '丙街道', from: '2023-01-01' }
    expect(codeOf(() => add(county, { ...right, ...wrong }, today))).toBe(code)
  })

  it('refuses a village entered with a past day under a town that has been closed since', () => {
    const closed = changed(
      (c) => add(c, { code: '445102003', name: '丙街道', from: '2005-01-01' }, today),
      (c) => close(c, '445102003', '2015-12-31', today),
    )
    expect(codeOf(() => add(closed, { code: '445102003001', name: '丙东社区', from: '2010-01-01' }, today))).toBe('unit.parent')
  })

  it('a section has the letter B and does not count in statistics', () => {
    const next = changed((c) => add(c, { code: '445102B01', name: '办公室', from: '2020-01-01' }, today))
    expect(next.unit('445102B01')).toMatchObject({ level: 'section', counted: [] })
    expect(next.above('445102B01', '2020-01-01')).toBe('445102')
  })
})

describe('更名', () => {
  it('keeps the old name for the old days', () => {
    const next = changed((c) => rename(c, '445102001', { name: '新甲街道', from: '2022-05-01' }, today))
    expect([next.nameOf('445102001', '2022-04-30'), next.nameOf('445102001', '2022-05-01')]).toEqual(['甲街道', '新甲街道'])
    expect(next.unit('445102001')).toMatchObject({ from: '2000-01-01', to: null })
    expect(next.nameOf('445102001', '1990-01-01')).toBe('甲街道')
  })

  it('from the first day of the name it is a correction and leaves one name', () => {
    const next = changed((c) => rename(c, '445102001', { name: '甲子街道', from: '2000-01-01' }, today))
    expect(next.unit('445102001')?.names).toHaveLength(1)
  })

  it('refuses a day before the present name, an unknown unit and no change', () => {
    const renamed = changed((c) => rename(c, '445102001', { name: '新甲街道', from: '2022-05-01' }, today))
    expect(codeOf(() => rename(renamed, '445102001', { name: '又甲街道', from: '2022-04-30' }, today))).toBe('unit.day')
    expect(codeOf(() => rename(county, '445102009', { name: '丁街道', from: '2022-05-01' }, today))).toBe('unit.missing')
    expect(codeOf(() => rename(county, '445102001', { name: '甲街道', from: '2022-05-01' }, today))).toBe('unit.name')
  })
})

describe('撤销', () => {
  it('a unit stands and counts through its last day; reopening undoes it', () => {
    const closed = changed((c) => close(c, '445102001001', '2022-12-31', today))
    expect([closed.isCounted('445102001001', '2022-12-31'), closed.isCounted('445102001001', '2023-01-01')]).toEqual([true, false])
    const again = changed(
      (c) => close(c, '445102001001', '2022-12-31', today),
      (c) => close(c, '445102001001', null, today),
    )
    expect(again.units).toEqual(county.units)
  })

  it('the last day can be corrected', () => {
    const twice = changed(
      (c) => close(c, '445102001001', '2022-12-31', today),
      (c) => close(c, '445102001001', '2023-03-31', today),
    )
    expect(twice.isCounted('445102001001', '2023-03-31')).toBe(true)
  })

  it('a town with villages is not closed, and the sentence names them', () => {
    expect(() => close(county, '445102001', '2022-12-31', today)).toThrow(
      expect.objectContaining({ code: 'unit.below', zh: expect.stringContaining('甲东社区、甲西社区') }),
    )
  })

  it('refuses the county, an unknown unit and a day before it began', () => {
    expect(codeOf(() => close(county, '445102', '2022-12-31', today))).toBe('unit.county')
    expect(codeOf(() => close(county, '445102003', '2022-12-31', today))).toBe('unit.missing')
    expect(codeOf(() => close(county, '445102001001', '1999-12-31', today))).toBe('unit.day')
  })
})

describe('撤并', () => {
  const merged = (c: County) =>
    merge(c, { codes: ['445102001', '445102002'], into: { code: '445102010', name: '甲街道' }, on: '2021-01-01' }, today)

  it('founds the new town on the day, ends the old ones the day before, and may take the name of one of them', () => {
    const next = changed(merged)
    expect(
      next
        .on('2020-12-31')
        .filter((u) => u.level === 'township')
        .map((u) => u.code),
    ).toEqual(['445102001', '445102002'])
    expect(next.on('2021-01-01').filter((u) => u.level === 'township')).toMatchObject([
      { code: '445102010', name: '甲街道', counted: true },
    ])
    expect(next.lineage('445102010')).toEqual(['445102001', '445102002', '445102010'])
  })

  it('villages keep their codes and stand under the new town, until they get codes of their own', () => {
    const moved = changed(merged)
    expect(moved.below('445102010', '2021-01-01').map((u) => u.name)).toEqual(['甲东社区', '甲西社区', '乙东社区', '乙西社区'])
    const recoded = changed(merged, (c) =>
      merge(c, { codes: ['445102001001'], into: { code: '445102010001', name: '甲东社区' }, on: '2021-01-01' }, today),
    )
    expect(recoded.below('445102010', '2021-01-01').map((u) => u.code)).toEqual([
      '445102001002',
      '445102002001',
      '445102002002',
      '445102010001',
    ])
    expect(recoded.lineage('445102010001')).toEqual(['445102001001', '445102010001'])
  })

  it('one unit may take in another and go on', () => {
    const next = changed((c) => merge(c, { codes: ['445102001', '445102002'], into: { code: '445102001' }, on: '2021-01-01' }, today))
    expect(next.stands('445102001', '2021-01-01')).toBe(true)
    expect(next.lineage('445102001')).toEqual(['445102001', '445102002'])
  })

  it.each([
    ['a unit merged before', ['445102001'], { code: '445102002' }, '2022-01-01', 'unit.closed'],
    ['an unknown unit', ['445102003'], { code: '445102010' }, '2022-01-01', 'unit.missing'],
    ['nothing but itself', ['445102010'], { code: '445102010' }, '2022-01-01', 'unit.code'],
    ['a town into a village', ['445102010'], { code: '445102001001' }, '2022-01-01', 'unit.level'],
    ['a village and a town', ['445102001001', '445102010'], { code: '445102002001' }, '2022-01-01', 'unit.level'],
    ['into a unit under another name', ['445102001001'], { code: '445102002001', name: '丁社区' }, '2022-01-01', 'unit.name'],
    ['into a unit that is closed', ['445102010'], { code: '445102001' }, '2022-01-01', 'unit.closed'],
    ['the county', ['445102'], { code: '445103' }, '2022-01-01', 'unit.county'],
  ])('refuses %s', (_, codes, into, on, code) => {
    expect(codeOf(() => merge(changed(merged), { codes, into, on }, today))).toBe(code)
  })

  it('refuses a circle', () => {
    const circle = changed(
      (c) => merge(c, { codes: ['445102001001'], into: { code: '445102001002' }, on: '2021-01-01' }, today),
      () => [{ do: 'end', code: '445102001001', from: '2000-01-01', to: null }],
    )
    expect(codeOf(() => merge(circle, { codes: ['445102001002'], into: { code: '445102001001' }, on: '2022-01-01' }, today))).toBe(
      'unit.cycle',
    )
  })

  it('a unit that is split rolls up into none of its parts, so nothing is counted twice', () => {
    const split = changed(
      (c) => merge(c, { codes: ['445102001001'], into: { code: '445102002001' }, on: '2021-01-01' }, today),
      () => [{ do: 'succeed', code: '445102001001', successor: '445102002002', on: '2021-01-01', basis: null }],
    )
    expect(split.lineage('445102002001')).toEqual(['445102002001'])
    expect(split.lineage('445102002')).toEqual(['445102002'])
    expect(split.reach('445102002')).toEqual(['445102001001', '445102002'])
  })
})

describe('统计口径', () => {
  it('a unit is left out from one day and counted again from another', () => {
    const out = changed((c) => count(c, '445102001', { from: '2017-01-01', counted: false }, today))
    expect([out.isCounted('445102001', '2016-12-31'), out.isCounted('445102001', '2017-01-01')]).toEqual([true, false])
    const again = changed(
      (c) => count(c, '445102001', { from: '2017-01-01', counted: false }, today),
      (c) => count(c, '445102001', { from: '2018-01-01', counted: true }, today),
    )
    expect(again.unit('445102001')?.counted).toEqual([
      { from: '2000-01-01', to: '2016-12-31' },
      { from: '2018-01-01', to: null },
    ])
  })

  it('after any decisions the last word for a day is what holds on that day, and spans never overlap', () => {
    const day = fc.integer({ min: 2001, max: 2022 }).map((y) => `${y}-01-01`)
    fc.assert(
      fc.property(fc.array(fc.tuple(day, fc.boolean()), { maxLength: 8 }), (decisions) => {
        const next = changed(
          ...decisions.map(
            ([from, counted]) =>
              (c: County) =>
                count(c, '445102001', { from, counted }, today),
          ),
        )
        // A decision speaks for its day and all later days.
        for (let year = 2000; year <= 2023; year += 1) {
          const on = `${year}-06-01`
          const said = decisions.filter(([from]) => from <= on).at(-1)?.[1] ?? true
          expect(next.isCounted('445102001', on)).toBe(said)
        }
        const spans = next.unit('445102001')?.counted ?? []
        for (const [i, span] of spans.entries()) if (i > 0) expect((spans[i - 1]?.to ?? '9999') < span.from).toBe(true)
      }),
    )
  })
})

describe('设立日期的更正', () => {
  it('moves the first day of the unit and of its counting', () => {
    const next = changed((c) => begin(c, '445102001001', '2013-06-28', today))
    expect(next.unit('445102001001')).toMatchObject({ from: '2013-06-28', counted: [{ from: '2013-06-28', to: null }] })
    const earlier = changed((c) => begin(c, '445102001001', '2000-01-01', today))
    expect(earlier.units).toEqual(county.units)
  })

  it('a town cannot begin after its villages, nor a village before its town', () => {
    expect(codeOf(() => begin(county, '445102001', '2013-06-28', today))).toBe('unit.day')
    expect(codeOf(() => begin(county, '445102001001', '1999-01-01', today))).toBe('unit.parent')
  })
})

describe('任意一连串的变动', () => {
  const code = fc.constantFrom('445102001', '445102002', '445102003', '445102001001', '445102001002', '445102002001', '445102003001')
  const day = fc.integer({ min: 2001, max: 2023 }).map((y) => `${y}-01-01`)
  const actOf = fc.oneof(
    fc.tuple(code, day).map(
      ([c, d]) =>
        (k: County) =>
          add(k, { code: c, name: `单位${c.slice(6)}`, from: d }, today),
    ),
    fc.tuple(code, day).map(
      ([c, d]) =>
        (k: County) =>
          rename(k, c, { name: `新名${c.slice(6)}${d.slice(2, 4)}`, from: d }, today),
    ),
    fc.tuple(code, fc.option(day)).map(
      ([c, d]) =>
        (k: County) =>
          close(k, c, d, today),
    ),
    fc.tuple(code, code, day).map(
      ([a, b, d]) =>
        (k: County) =>
          merge(k, { codes: [a], into: { code: b }, on: d }, today),
    ),
    fc.tuple(code, day, fc.boolean()).map(
      ([c, d, counted]) =>
        (k: County) =>
          count(k, c, { from: d, counted }, today),
    ),
    fc.tuple(code, day).map(
      ([c, d]) =>
        (k: County) =>
          begin(k, c, d, today),
    ),
  )

  it('is refused in words or leaves names without gaps, no unit without one above, no counting outside a life, and no record in two units', () => {
    fc.assert(
      fc.property(fc.array(actOf, { maxLength: 12 }), (acts) => {
        const done = [...small]
        for (const act of acts) {
          try {
            done.push(...act(applied(done)))
          } catch (error) {
            if (!(error instanceof Fault)) throw error
          }
        }
        const result = applied(done)
        for (const unit of result.units) {
          expect(unit.to === null || unit.from <= unit.to).toBe(true)
          for (const [i, name] of unit.names.entries()) {
            const next = unit.names[i + 1]
            if (next) expect(name.to !== null && name.to < next.from).toBe(true)
          }
          for (const span of unit.counted) {
            expect(span.from >= unit.from && (unit.to === null || (span.to !== null && span.to <= unit.to))).toBe(true)
          }
          for (const on of ['2005-06-01', '2015-06-01', '2023-06-01'])
            if (result.stands(unit.code, on) && unit.code !== '445102') expect(result.above(unit.code, on)).not.toBeNull()
        }
        const towns = result.on('2023-06-01').filter((u) => u.level === 'township')
        for (const a of towns)
          for (const b of towns)
            if (a.code < b.code)
              for (const p of result.lineage(a.code))
                for (const q of result.lineage(b.code)) expect(p.startsWith(q) || q.startsWith(p)).toBe(false)
        expect(result.units.every((u) => u.code === '445102' || parentOf(u.code) !== null)).toBe(true)
      }),
      { numRuns: 300 },
    )
  })
})
