import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { compiledBureau } from './cli/compiled-bureau.ts'

const project = join(import.meta.dirname, '..')
const page = readFileSync(join(project, 'docs', 'seed-map.md'), 'utf8')
const bureau = compiledBureau()

// The report itself lies beside the repository (../shared); where it is missing, what needs it says so and is skipped.
const reports = join(project, '..', 'shared', 'reports')
const present = existsSync(join(reports, 'seed.txt'))
if (!present) console.warn('src/seed-map.test.ts: no report in ../shared, the page is not compared with its words and figures')

interface Row {
  readonly no: string
  readonly room: string
  readonly record: string
  readonly indicator: string
  readonly state: string
  readonly test: string
}
const cellsOf = (line: string): string[] =>
  line
    .split('|')
    .slice(1, -1)
    .map((c) => c.trim())
const code = (cell: string): string => /^`([^`]+)`/.exec(cell)?.[1] ?? ''
const lines = page.split('\n').filter((l) => l.startsWith('| '))
const rows: Row[] = lines
  .map(cellsOf)
  .flatMap(([no = '', , room = '', record = '', indicator = '', state = '', test = '', ...more]) =>
    /^\d(\.\d)?-\d+$/.test(no) && more.length === 0
      ? [{ no, room: code(room), record: code(record), indicator: code(indicator), state, test }]
      : [],
  )
const contradictions = lines.map(cellsOf).filter((c) => c.length === 4)
const works = rows.filter((r) => r.state === '有')
const planned = rows.filter((r) => r.state === '计划')

/** Lines of the bureau's work that are to come, and rooms beside them. */
const toCome = [
  ...['publicity', 'village-advisers', 'legal-aid', 'public-legal-services', 'governance', 'normative-documents', 'major-decisions'],
  ...['practice-supervision', 'proposals', 'petitions', 'disclosure', 'contingency', 'reconsideration', 'training', 'reports', 'tracking'],
]

/** Whether a test named in a cell (`file` › how its name begins) stands in its file. */
function stands(cell: string): boolean {
  const [, file = '', name = ''] = /^`([^`]+)` › (.+)$/.exec(cell) ?? []
  const path = join(project, file)
  return (
    /\.test\.ts$/.test(file) && existsSync(path) && ['test', 'it'].some((word) => readFileSync(path, 'utf8').includes(`${word}('${name}`))
  )
}

describe('the map of the report of 2017', () => {
  test('has every chapter, numbered without a gap', () => {
    expect(rows.length).toBeGreaterThan(100)
    expect(works.length + planned.length).toBe(rows.length)
    const chapters = Map.groupBy(rows, (r) => r.no.split('-')[0] ?? '')
    expect([...chapters.keys()]).toEqual(['0', '1', '1.1', '1.2', '1.3', '1.4', '2', '3', '4', '5', '6', '7', '8', '9'])
    for (const [chapter, list] of chapters) expect(list.map((r) => r.no)).toEqual(list.map((_, n) => `${chapter}-${n + 1}`))
  })

  test('a statement that works names a room, a record type and an indicator that exist', () => {
    const wrong = works.flatMap((r) => [
      ...(existsSync(join(project, r.room)) && r.room.startsWith('src/') ? [] : [`${r.no}: no room ${r.room}`]),
      ...(r.record === '' || bureau.records.has(r.record) ? [] : [`${r.no}: no record type ${r.record}`]),
      ...(r.indicator === '' || bureau.indicators.has(r.indicator) ? [] : [`${r.no}: no indicator ${r.indicator}`]),
    ])
    expect(wrong).toEqual([])
  })

  test('and a test that stands in the file it names', () => {
    expect(works.filter((r) => !stands(r.test)).map((r) => `${r.no}: ${r.test}`)).toEqual([])
  })

  test('a record type is counted by an indicator of its own line, in its own room', () => {
    const wrong = works.filter((r) => {
      const line = bureau.records.get(r.record)?.line
      const counted = r.indicator === '' || line?.indicators.some((i) => i.id === r.indicator)
      return r.room.startsWith('src/lines/') && (r.room !== `src/lines/${line?.id}` || !counted)
    })
    expect(wrong.map((r) => r.no)).toEqual([])
  })

  test('a statement that is planned names a line to come, and no indicator that is here already', () => {
    const lineIds = bureau.lines.map((l) => l.id)
    expect(planned.filter((r) => !toCome.includes(r.room) && !lineIds.includes(r.room)).map((r) => `${r.no}: ${r.room}`)).toEqual([])
    expect(
      planned.filter((r) => bureau.indicators.has(r.indicator)).map((r) => `${r.no}: ${r.indicator} exists, so the row works`),
    ).toEqual([])
    expect(planned.filter((r) => r.test !== '').map((r) => r.no)).toEqual([])
  })

  test('each contradictory figure of the report says which value the ledger holds, by indicators that exist and tests that stand', () => {
    expect(contradictions.length).toBeGreaterThan(12)
    const named = contradictions.flatMap(([, held = '', why = '']) =>
      [...`${held} ${why}`.matchAll(/`([a-z]+\.[\w.]+)`/g)].map((m) => m[1] ?? ''),
    )
    expect(named.filter((id) => !bureau.indicators.has(id))).toEqual([])
    const tests = contradictions.map((c) => c[3] ?? '').filter((c) => c.startsWith('`'))
    expect(tests.filter((cell) => !stands(cell))).toEqual([])
    for (const pair of ['6065', '1161', '2446', '2248', '766', '125', '133', '633'])
      expect(contradictions.map((c) => c.slice(0, 3).join(' ')).join(' '), pair).toContain(pair)
  })
})

describe.skipIf(!present)('beside the report itself', () => {
  const seed = present ? readFileSync(join(reports, 'seed.txt'), 'utf8') : ''

  test('no run of twelve Chinese characters of the report stands in the page', () => {
    const words = seed.replace(/[^\p{Script=Han}]/gu, '')
    const copied = [...page.matchAll(/\p{Script=Han}{12,}/gu)].flatMap(([run]) =>
      Array.from({ length: run.length - 11 }, (_, n) => run.slice(n, n + 12)).filter((twelve) => words.includes(twelve)),
    )
    expect(words.length).toBeGreaterThan(3000)
    expect(copied).toEqual([])
  })

  test('every figure of the report stands in the page', () => {
    const { figures } = JSON.parse(readFileSync(join(reports, 'seed.figures.json'), 'utf8')) as {
      figures: { number: number; quote: string }[]
    }
    const said = new Set([...page.matchAll(/\d+(?:\.\d+)?/g)].map(([n]) => Number(n)))
    expect(figures.length).toBeGreaterThan(30)
    expect(figures.filter((f) => !said.has(f.number)).map((f) => `${f.number} ${f.quote}`)).toEqual([])
  })
})
