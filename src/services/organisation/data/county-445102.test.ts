import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { countyUnits, justiceOfficesOn, lineageOf, unitsOn } from './county-445102.ts'
import { villagesOf } from './divisions.ts'
import { type DatedUnit, inForceOn, isCounted, lineage } from './units.ts'

const named = (units: readonly DatedUnit[]) => units.map((unit) => unit.name)
const unit = (code: string) => countyUnits().find((u) => u.code === code)
const dayIn = (year: number) =>
  fc
    .tuple(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 28 }))
    .map(([m, d]) => `${year}-${String(m).padStart(2, '0')}-${String(d).padStart(2, '0')}`)
const anyDay = fc.integer({ min: 2014, max: 2026 }).chain(dayIn)

describe('湘桥区的沿革', () => {
  test('in 2017 there are nine streets, four towns and two units that are neither', () => {
    const units = unitsOn('2017-10-31')
    expect(named(units.filter((u) => u.kind === 'street'))).toHaveLength(9)
    expect(named(units.filter((u) => u.kind === 'town'))).toEqual(['意溪镇', '磷溪镇', '铁铺镇', '官塘镇'])
    expect(named(units.filter((u) => u.level === 'pseudo' && u.code.length === 9))).toEqual(['红山林场', '开发区'])
  })

  test('on every day of 2017 exactly 12 towns and 148 villages count, out of 13 and 172', () => {
    fc.assert(
      fc.property(dayIn(2017), (day) => {
        const units = unitsOn(day)
        const counted = units.filter((u) => isCounted(u, day))
        expect(units.filter((u) => u.level === 'township')).toHaveLength(13)
        expect(counted.filter((u) => u.level === 'township')).toHaveLength(12)
        expect(units.filter((u) => u.level === 'village')).toHaveLength(172)
        expect(counted.filter((u) => u.level === 'village')).toHaveLength(148)
      }),
    )
  })

  test('铁铺镇 is the only single town whose absence leaves 148 villages, and its flag says that this is an assumption', () => {
    const villages = unitsOn('2017-10-31').filter((u) => u.level === 'village')
    const towns = unitsOn('2017-10-31').filter((u) => u.level === 'township')
    expect(named(towns.filter((town) => villages.filter((v) => v.parent !== town.code).length === 148))).toEqual(['铁铺镇'])
    const flag = unit('445102112')?.counted[0]
    expect(flag).toMatchObject({ value: false, basis: 'demo assumption', to: '2017-12-31' })
    expect(flag?.note).toContain('演示假设')
  })

  test('the places that the year speaks of stand where the list has them', () => {
    const places = Object.fromEntries(unitsOn('2017-03-01').map((u) => [u.name, u.parent]))
    expect(places).toMatchObject({
      锡美村: '445102100',
      奎元社区: '445102009',
      急水村: '445102111',
      大新乡村: '445102009',
    })
    expect(named(unitsOn('2017-03-01').filter((u) => u.parent === '445102004'))).toEqual([
      '下东平路社区',
      '下西平路社区',
      '砖亭巷社区',
      '义兴社区',
      '南门社区',
    ])
  })

  test('after the merger of 2021 five streets and four towns are left', () => {
    const towns = unitsOn('2021-10-31').filter((u) => u.level === 'township')
    expect(named(towns)).toEqual(['桥东街道', '城西街道', '凤新街道', '太平街道', '西新街道', '意溪镇', '磷溪镇', '铁铺镇', '官塘镇'])
    expect(unitsOn('2021-10-31').filter((u) => u.parent === '445102010')).toHaveLength(19)
  })

  test('太平 after 2021 contains 湘桥, 西湖, 金山 and the old 太平; 西新 contains 南春 and the old 西新', () => {
    expect(lineageOf('445102010')).toEqual(['445102001', '445102002', '445102003', '445102004', '445102010'])
    expect(lineageOf('445102011')).toEqual(['445102005', '445102006', '445102011'])
    expect(lineageOf('445102010015')).toEqual(['445102004001', '445102010015'])
    expect(lineageOf('445102402498')).toEqual(['445102112400', '445102402498'])
    expect(lineageOf('445102100')).toEqual(['445102100'])
    expect(lineageOf('445102777')).toEqual([])
  })

  test('each of the 28 communities of the merged streets goes on under the same name', () => {
    const merged = countyUnits().filter((u) => u.level === 'village' && u.code < '445102007')
    expect(merged).toHaveLength(28)
    for (const old of merged) {
      expect(old.successors).toHaveLength(1)
      const next = unit(old.successors[0] ?? '')
      expect(next?.name).toBe(old.name)
      expect(next?.predecessors).toEqual([old.code])
      expect(lineageOf(next?.parent ?? '')).toContain(old.parent)
    }
  })

  test("the newest list is what stands today, with today's names", () => {
    const today = unitsOn('2023-07-01').filter((u) => u.code.length === 12)
    const list = ['445102009', '445102010', '445102112', '445102402'].flatMap((town) => villagesOf(town) ?? [])
    expect(today).toHaveLength(179)
    expect(named(today)).toEqual(expect.arrayContaining(list.map((d) => d.name)))
  })

  test('an older spelling of a name is kept for imports', () => {
    expect(unit('445102112216')).toMatchObject({ name: '八角楼村', formerly: ['八楼村'] })
  })

  test('a unit never stands on a day on which the unit above it does not', () => {
    fc.assert(
      fc.property(anyDay, (day) => {
        const codes = new Set(unitsOn(day).map((u) => u.code))
        expect(unitsOn(day).filter((u) => u.parent !== null && !codes.has(u.parent))).toEqual([])
      }),
    )
  })

  test('a merger leaves no day between and no unit twice: predecessors end on the day before', () => {
    for (const u of countyUnits()) {
      for (const code of u.predecessors) {
        const before = unit(code)
        expect(before?.successors).toContain(u.code)
        expect(before?.to && dayAfter(before.to)).toBe(u.from)
      }
    }
    fc.assert(
      fc.property(anyDay, (day) => {
        const current = new Set(unitsOn(day).map((u) => u.code))
        expect([...current].flatMap((code) => lineageOf(code).filter((c) => c !== code && current.has(c)))).toEqual([])
      }),
    )
  })

  test('whether a unit counts is answered for its whole life, from its first day to its last', () => {
    for (const u of countyUnits().filter((each) => each.level !== 'section')) {
      expect(u.counted[0]?.from).toBe(u.from)
      expect(u.counted.at(-1)?.to).toBe(u.to)
      for (const [i, span] of u.counted.entries()) {
        const next = u.counted[i + 1]
        if (next) expect(span.to && dayAfter(span.to)).toBe(next.from)
      }
    }
  })

  test('what is assumed or inferred says so in words', () => {
    const silent = countyUnits().filter((u) => ['inference', 'demo assumption'].includes(u.basis) && !u.note)
    expect(named(silent)).toEqual([])
    expect(
      countyUnits()
        .filter((u) => u.level === 'section')
        .map((u) => [u.code, u.basis]),
    ).toEqual(['01', '02', '03', '04', '05', '06'].map((n) => [`445102B${n}`, 'demo assumption']))
  })

  test('each counted town of 2017 has its justice office, under the code of the town', () => {
    const offices = justiceOfficesOn('2017-10-31')
    expect(offices).toHaveLength(12)
    expect(offices.map((o) => o.name)).toEqual(expect.arrayContaining(['城西司法所', '意溪司法所']))
    expect(offices.map((o) => o.unit)).not.toContain('445102112')
  })

  test('a chain of mergers rolls up whole, and a faulty circle does not hang the program', () => {
    const line = (code: string, predecessors: string[]): DatedUnit => ({
      code,
      name: code,
      level: 'township',
      kind: 'town',
      parent: null,
      from: '2000-01-01',
      to: '2001-01-01',
      predecessors,
      successors: [],
      counted: [],
      formerly: [],
      basis: 'published',
    })
    expect(lineage([line('3', ['2', '1']), line('2', ['0']), line('1', []), line('0', [])], '3')).toEqual(['0', '1', '2', '3'])
    expect(lineage([line('a', ['b']), line('b', ['a'])], 'a')).toEqual(['a', 'b'])
    expect(inForceOn([line('a', [])], '2001-01-01')).toHaveLength(1)
    expect(inForceOn([line('a', [])], '2001-01-02')).toEqual([])
  })
})

function dayAfter(day: string): string {
  const [y = 0, m = 0, d = 0] = day.split('-').map(Number)
  const last = m === 2 ? (y % 4 === 0 ? 29 : 28) : [4, 6, 9, 11].includes(m) ? 30 : 31
  const [year, month, date] = d < last ? [y, m, d + 1] : m < 12 ? [y, m + 1, 1] : [y + 1, 1, 1]
  return `${year}-${String(month).padStart(2, '0')}-${String(date).padStart(2, '0')}`
}
