import { readdirSync, statSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { cities, counties, pathOf, provinces, townshipsOf, villagesOf } from './divisions.ts'

describe('行政区划名录', () => {
  test('the country has 31 provinces, 342 cities and 2978 counties, each below a known one', () => {
    const known = new Set([...provinces(), ...cities()].map((d) => d.code))
    expect([provinces().length, cities().length, counties().length]).toEqual([31, 342, 2978])
    expect(cities().filter((city) => !known.has(city.code.slice(0, 2)))).toEqual([])
    expect(counties().filter((county) => !known.has(county.code.slice(0, 4)))).toEqual([])
    expect(counties('4451').map((d) => d.name)).toEqual(['湘桥区', '潮安区', '饶平县'])
  })

  test('every county has its township-level units, 41352 in all, with nine digits and a name', () => {
    const all = counties().flatMap((county) => townshipsOf(county.code))
    expect(all).toHaveLength(41_352)
    expect(new Set(all.map((d) => d.code)).size).toBe(41_352)
    expect(all.filter((d) => !/^\d{9}$/.test(d.code) || d.name.length < 2)).toEqual([])
  })

  test('湘桥区 has nine towns and three units that are none, and 179 villages below them', () => {
    const units = townshipsOf('445102')
    expect(units.map((d) => d.name).slice(0, 9)).toEqual([
      '桥东街道',
      '城西街道',
      '凤新街道',
      '太平街道',
      '西新街道',
      '意溪镇',
      '磷溪镇',
      '铁铺镇',
      '官塘镇',
    ])
    expect(units.flatMap((d) => villagesOf(d.code) ?? [])).toHaveLength(179)
    expect(units.map((d) => villagesOf(d.code)?.length)).toEqual([11, 20, 17, 19, 9, 28, 32, 24, 16, 1, 1, 1])
  })

  test('a county whose villages are not held is told apart from a township without villages', () => {
    expect(villagesOf('110101001')).toBeNull()
    expect(villagesOf('445102999')).toEqual([])
    expect(townshipsOf('999999')).toEqual([])
  })

  test('a code names its way down from the province, an unknown one names nothing', () => {
    expect(pathOf('44')).toEqual(['广东省'])
    expect(pathOf('445102')).toEqual(['广东省', '潮州市', '湘桥区'])
    expect(pathOf('445102100216')).toEqual(['广东省', '潮州市', '湘桥区', '意溪镇', '锡美村'])
    expect(['445199', '445102888', '445102100999', '44510', ''].map(pathOf)).toEqual([[], [], [], [], []])
  })

  test('the data of this folder stays below one and a half million bytes', () => {
    const here = new URL('.', import.meta.url)
    const bytes = readdirSync(here).map((file) => statSync(new URL(file, here)).size)
    expect(bytes.reduce((sum, size) => sum + size, 0)).toBeLessThan(1_500_000)
  })
})
