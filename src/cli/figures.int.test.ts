import { beforeAll, describe, expect, it } from 'vitest'
import { openFigures } from '../services/figures/index.ts'
import { BUREAU, sow, testBureau, testCounty } from '../services/figures/testing.ts'
import { testStore } from '../services/store/testing.ts'
import { figuresCommand } from './figures.ts'

const store = await testStore()
const bureau = testBureau()
const county = testCounty()
let opened = 0
const command = figuresCommand({
  open: async () => {
    opened += 1
    return {
      figures: openFigures({
        store,
        bureau,
        county: async (code) => (code === BUREAU ? county : { ...county, unit: () => undefined }),
        cells: 'use',
      }),
      close: async () => {
        opened -= 1
      },
    }
  },
})
beforeAll(() => sow(store, bureau, 40, 3))

async function run(...args: string[]) {
  const out: string[] = []
  const err: string[] = []
  const code = await command.run(args, {
    out: (l) => out.push(l),
    err: (l) => err.push(l),
    tty: false,
    columns: 80,
    stdin: async () => new Uint8Array(),
  })
  return { code, out, err }
}
const asked = ['--from', '2017-01-01', '--to', '2017-10-31', '--unit', BUREAU]

describe('the command figures', () => {
  it('prints one JSON object a line with exactly these names', async () => {
    const { code, out, err } = await run(...asked, '--json')
    expect([code, err]).toEqual([0, []])
    expect(out.length).toBe(bureau.indicators.size)
    for (const line of out) expect(Object.keys(JSON.parse(line))).toEqual(['id', 'title', 'unit', 'type', 'value', 'records', 'version'])
    expect(opened).toBe(0)
  })
  it('prints the list behind a figure, as long as the figure says', async () => {
    const { out } = await run(...asked, '--json', '--id', 'med.accept')
    const { value } = JSON.parse(out[0] ?? '')
    expect(value).toBeGreaterThan(5)
    expect((await run(...asked, '--json', '--id', 'med.accept', '--list')).out.length).toBe(value)
    expect((await run(...asked, '--json', '--id', 'med.accept', '--list', '--limit', '3')).out.length).toBe(3)
    const split = (await run(...asked, '--json', '--id', 'med.accept', '--by', 'month')).out.map((line) => JSON.parse(line))
    expect(split.reduce((n, row) => n + row.value, 0)).toBe(value)
    const [busy] = split.filter((row) => row.value > 0)
    expect((await run(...asked, '--json', '--id', 'med.accept', '--by', 'month', '--key', busy.key, '--list')).out.length).toBe(busy.value)
  })
  it('without --json lines its columns up, Chinese characters counted as two', async () => {
    const { out } = await run(...asked, '--id', 'med.accept')
    expect(out[0]).toMatch(/^受理纠纷 +\d+ +件 +\d+ +med\.accept$/)
    const places = (line: string) => [...line].reduce((n, c) => n + (/[\u2e80-\uff60]/.test(c) ? 2 : 1), 0)
    const rows = (await run(...asked)).out
    expect(new Set(rows.map((line) => places(line) - (line.split(' ').at(-1)?.length ?? 0))).size).toBe(1)
  })
  it('answers a wrong question with a code, on stderr, and exit 2', async () => {
    const codeOf = async (...args: string[]) => {
      const { code, out, err } = await run(...args, '--json')
      expect([code, out, opened]).toEqual([2, [], 0])
      return JSON.parse(err[0] ?? '{}').code
    }
    const [from, first, to, last, unit] = asked
    expect(await codeOf()).toBe('figures.arguments')
    expect(await codeOf(...asked, '--colour')).toBe('figures.arguments')
    expect(await codeOf(...asked, '--list')).toBe('figures.arguments')
    expect(await codeOf(...asked, '--id', 'med.accept', '--key', 'x')).toBe('figures.arguments')
    expect(await codeOf(...asked, '--id', 'med.accept', '--list', '--limit', '0')).toBe('figures.arguments')
    expect(await codeOf(from ?? '', '2017-02-30', to ?? '', last ?? '', unit ?? '', BUREAU)).toBe('period.invalid')
    expect(await codeOf(from ?? '', last ?? '', to ?? '', first ?? '', unit ?? '', BUREAU)).toBe('period.invalid')
    expect(await codeOf(from ?? '', first ?? '', to ?? '', last ?? '', unit ?? '', '445102999')).toBe('unit.missing')
    expect(await codeOf(from ?? '', first ?? '', to ?? '', last ?? '', unit ?? '', '999999')).toBe('unit.missing')
    expect(await codeOf(...asked, '--id', 'med.nothing')).toBe('figures.unknown')
    const { err } = await run(...asked, '--id', 'med.nothing')
    expect(err[0]).toBe('没有这个指标（figures.unknown）')
  })
})
