import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve, sep } from 'node:path'
import { describe, expect, test } from 'vitest'

const source = import.meta.dirname
/** Floors from bottom to top; an arrow may only go down. Rooms of one floor do not know each other unless it says so. */
const floors = ['law', 'kernel', 'checker', 'lines', 'services', 'web', 'portal', 'http', 'cli', 'main'] as const
type Room = (typeof floors)[number]

/** Tests of the whole house, and what they read it with: they lie in no room. */
const houseTests = [
  'borders.test.ts',
  'main.int.test.ts',
  'recipe.int.test.ts',
  'documents.test.ts',
  'seed-map.test.ts',
  'testing-errors.ts',
  'testing-pages.ts',
]

/** What each room may import besides itself. */
const allowed: Readonly<Record<Room, readonly Room[]>> = {
  law: [],
  kernel: ['law'],
  checker: ['kernel', 'law'],
  lines: ['checker', 'kernel', 'law'],
  services: ['kernel', 'law', 'checker'],
  web: ['kernel', 'lines', 'law', 'checker'],
  portal: ['kernel', 'lines', 'law', 'checker'],
  http: ['kernel', 'lines', 'law', 'checker', 'services', 'portal'],
  cli: ['kernel', 'lines', 'law', 'checker', 'services', 'http'],
  main: ['kernel', 'lines', 'law', 'checker', 'services', 'web', 'portal', 'http', 'cli'],
}

/** What to do instead, for each arrow that is tempting and wrong. */
const instead: Readonly<Record<Room, string>> = {
  law: 'law imports nothing of the project: pass the value in as an argument',
  kernel: 'the kernel only has words: let the caller pass the value in',
  checker: 'the checker is given text and figures as plain values: pass them in',
  lines: 'a line only declares: return data, and let a service carry it out',
  services: 'services receive the compiled bureau and other values from main: take it as an argument',
  web: 'the web app talks to the server through its API client: call a route, or move the pure part to kernel',
  portal: 'the portal receives what it shows as values: pass them in from http or main',
  http: 'http is a face: move what is shared into a service',
  cli: 'the command line is a face: move what is shared into a service',
  main: 'nothing is above main',
}

/** Rooms that know neither the hour nor chance, nor the machine they run on. */
const pure: readonly Room[] = ['law', 'kernel', 'lines', 'checker']
/** Rooms that run in a browser, where the server's clock is not at hand. */
const inBrowser: readonly Room[] = ['web', 'portal']
/** The one gate for time and chance. */
const gate = 'services/clock.ts'

interface Module {
  /** Path below src, with slashes. */
  readonly path: string
  readonly text: string
  readonly isTest: boolean
}

interface Arrow {
  readonly from: string
  readonly to: string
}

const modules = readModules(source)
const arrows = modules.flatMap((module) => importsOf(module.text).flatMap((to) => arrow(module.path, to)))

describe('the borders between the rooms', () => {
  test('the whole source has been read', () => {
    expect(modules.length).toBeGreaterThan(120)
    expect(arrows.length).toBeGreaterThan(200)
    expect(new Set(modules.map(({ path }) => roomOf(path)))).toContain('services')
  })

  test('every file lies in a room', () => {
    expect(modules.filter(({ path }) => roomOf(path) === undefined).map(({ path }) => path)).toEqual([])
  })

  test('an arrow goes only downwards', () => {
    expect(arrows.flatMap(arrowFault)).toEqual([])
  })

  test('every relative import names a file that exists, with its ending', () => {
    const known = new Set(modules.map(({ path }) => path))
    const missing = arrows.filter(({ to }) => /\.tsx?$/.test(to) && !to.startsWith('..') && !known.has(to))
    expect(missing.map(({ from, to }) => `${from} → ${to}`)).toEqual([])
    const bare = modules.flatMap(({ path, text }) =>
      importsOf(text)
        .filter((to) => to.startsWith('.') && !/\.[a-z]+(\?[a-z]+)?$/.test(to))
        .map((to) => `${path} → ${to}`),
    )
    expect(bare).toEqual([])
  })

  test('a line is entered only by its index', () => {
    const through = arrows.filter(({ from, to }) => {
      const line = lineOf(to)
      return (
        line !== undefined &&
        roomOf(from) === 'lines' &&
        lineOf(from) !== undefined &&
        lineOf(from) !== line &&
        to !== `lines/${line}/index.ts` &&
        // A line's own test world may be borrowed by another line's tests.
        to !== `lines/${line}/testing.ts`
      )
    })
    expect(
      through.map(({ from, to }) => `${from} → ${to}: import lines/${lineOf(to)}/index.ts instead, and export there what others may use`),
    ).toEqual([])
  })

  test('pure rooms import neither Node nor a library that reaches out', () => {
    const reaching = modules
      .filter(({ path, isTest }) => !isTest && pure.includes(roomOf(path) ?? 'main'))
      .flatMap(({ path, text }) =>
        importsOf(text)
          .filter((to) => to.startsWith('node:') || /^(pg|fastify|pino|kysely)(\/|$)/.test(to))
          .map((to) => `${path} → ${to}`),
      )
    expect(reaching.map((sentence) => `${sentence}: this room is pure; let a service read it and pass it in`)).toEqual([])
  })

  test('only the clock asks the time and draws lots', () => {
    const asking = modules
      .filter(({ path, isTest }) => !isTest && path !== gate && !inBrowser.includes(roomOf(path) ?? 'main'))
      .flatMap(({ path, text }) =>
        timeAndChance(text).map((word) => `${path}: ${word}. Take a Clock as an argument (${gate}); in pure rooms take the day itself`),
      )
    expect(asking).toEqual([])
  })

  test('in the browser nothing is left to chance either, but the keys of requests', () => {
    const asking = modules
      .filter(({ path, isTest }) => !isTest && inBrowser.includes(roomOf(path) ?? 'main'))
      .flatMap(({ path, text }) =>
        timeAndChance(text)
          .filter((word) => word === 'Math.random' || word === 'Date.now')
          .map((word) => `${path}: ${word}. Use the day of the server's state, or crypto.randomUUID()`),
      )
    expect(asking).toEqual([])
  })

  test('tests are beside their source, and nothing imports a test', () => {
    expect(arrows.filter(({ to }) => /\.test\.tsx?$/.test(to)).map(({ from, to }) => `${from} → ${to}`)).toEqual([])
  })
})

describe('the border test itself', () => {
  test('it reads every kind of import', () => {
    const text = `import a from './a.ts'
      import type { B } from "./b.ts"
      import {
        c,
      } from './c.ts'
      import './d.ts'
      export * from './e.ts'
      export { f } from './f.ts'
      const g = await import('./g.ts')
      // import h from './h.ts'
      /* import i from './i.ts' */
      const text = "a sentence about import k from './k.ts'"`
    expect(importsOf(text)).toEqual(['./a.ts', './b.ts', './c.ts', './d.ts', './e.ts', './f.ts', './g.ts'])
  })

  test('it finds an arrow that goes up and says what to use instead', () => {
    expect(arrowFault({ from: 'law/calendar.ts', to: 'services/clock.ts' })).toEqual([
      'law/calendar.ts → services/clock.ts: law imports nothing of the project: pass the value in as an argument',
    ])
    expect(arrowFault({ from: 'services/ledger/act.ts', to: 'lines/mediation/index.ts' })).toHaveLength(1)
    expect(arrowFault({ from: 'web/app.tsx', to: 'services/fault.ts' })).toHaveLength(1)
    expect(arrowFault({ from: 'http/server.ts', to: 'services/store/index.ts' })).toEqual([])
  })

  test('it knows the words by which time and chance come in', () => {
    expect(timeAndChance('const now = Date.now()')).toEqual(['Date.now'])
    expect(timeAndChance('new Date()')).toEqual(['new Date'])
    expect(timeAndChance("Math.random(); randomUUID(); // Date.now()\nconst s = 'new Date()'")).toEqual(['Math.random', 'randomUUID'])
    expect(timeAndChance('const x: Date | undefined')).toEqual([])
  })
})

function arrowFault({ from, to }: Arrow): string[] {
  const [room, target] = [roomOf(from), roomOf(to)]
  if (room === undefined || target === undefined || room === target || isTest(from)) return []
  return allowed[room].includes(target) ? [] : [`${from} → ${to}: ${instead[room]}`]
}

/** The room of a path below src: its first folder, or main for the file main.ts. */
function roomOf(path: string): Room | undefined {
  const first = path.split('/')[0]?.replace(/\.tsx?$/, '')
  return floors.find((room) => room === first)
}

function lineOf(path: string): string | undefined {
  return /^lines\/([^/]+)\//.exec(path)?.[1]
}

function arrow(from: string, to: string): Arrow[] {
  if (!to.startsWith('.')) return []
  const target = resolve(source, dirname(from), to.replace(/\?.*$/, ''))
  return [{ from, to: relative(source, target).split(sep).join('/') }]
}

function isTest(path: string): boolean {
  return /\.test\.tsx?$/.test(path) || /(^|\/)testing[^/]*\.ts$/.test(path)
}

function readModules(directory: string): Module[] {
  return readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name) && !entry.name.endsWith('.d.ts') && !houseTests.includes(entry.name))
    .map((entry) => {
      const full = join(entry.parentPath, entry.name)
      const path = relative(source, full).split(sep).join('/')
      return { path, text: readFileSync(full, 'utf8'), isTest: isTest(path) }
    })
}

/** Everything a module imports: static, type-only, re-exported, dynamic. Comments and strings do not count. */
function importsOf(text: string): string[] {
  const code = withoutComments(text)
  const pattern = /(?:^|[;\n}])\s*(?:import|export)\b(?:[^'"`;()]*?\bfrom)?\s*(['"])([^'"\n]+)\1|\bimport\(\s*(['"])([^'"\n]+)\3/g
  return [...code.matchAll(pattern)].map((match) => match[2] ?? match[4] ?? '')
}

/** Code without comments; strings stay, because imports are made of them. */
function withoutComments(text: string): string {
  return text.replace(/(['"`])(?:\\.|(?!\1)[^\\])*?\1|\/\*[\s\S]*?\*\/|\/\/[^\n]*/g, (found, quote) => (quote === undefined ? ' ' : found))
}

/** The forbidden words in a piece of code: calls that read the time or draw lots. */
function timeAndChance(text: string): string[] {
  const code = text.replace(/(['"`])(?:\\.|(?!\1)[^\\])*?\1|\/\*[\s\S]*?\*\/|\/\/[^\n]*/g, ' ')
  const pattern =
    /\bnew Date\b|\bDate\.(?:now|parse|UTC)\b|(?<![.\w])Date\(|\bMath\.random\b|\brandom(?:UUID|Bytes|Int|FillSync)\b|\bgetRandomValues\b|\bperformance\.now\b/g
  return [...new Set([...code.matchAll(pattern)].map((match) => match[0]))]
}
