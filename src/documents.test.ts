import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { compiledBureau } from './cli/compiled-bureau.ts'
import { allCommands, commandNames } from './cli/index.ts'
import { errorsIn } from './testing-errors.ts'
import { commandsPage, dictionaryPage, errorsPage } from './testing-pages.ts'

const project = join(import.meta.dirname, '..')
const reference = (name: string) => join(project, 'docs', 'reference', name)
const read = (path: string) => readFileSync(join(project, path), 'utf8')
const pages = ['.', 'docs', 'docs/decisions', 'docs/guide', 'docs/reference'].flatMap((folder) =>
  readdirSync(join(project, folder))
    .filter((f) => f.endsWith('.md'))
    .map((f) => (folder === '.' ? f : `${folder}/${f}`)),
)

describe('the reference pages say what the code says', () => {
  test('every error code, with its status, both sentences and the remedy', async () => {
    await expect(errorsPage(import.meta.dirname)).toMatchFileSnapshot(reference('errors.md'))
  })

  test('every command, with what it does and how it is used', async () => {
    await expect(commandsPage(await allCommands())).toMatchFileSnapshot(reference('commands.md'))
  })

  test('every field of every record, with its code list', async () => {
    await expect(dictionaryPage(compiledBureau())).toMatchFileSnapshot(reference('dictionary.md'))
  })

  test('the reading of the source finds faults of tables, of constructors and of calls', () => {
    const said = errorsIn(import.meta.dirname)
    const one = (code: string) => said.find((s) => s.code === code)
    expect(one('session.busy')).toMatchObject({ status: 503, zh: '同时登录的人过多', remedy: { zh: '请稍等几秒再试。' } })
    expect(one('migrate.words')).toMatchObject({ status: 400, en: expect.stringContaining('lower-case') })
    expect(one('store.newer-database')).toMatchObject({
      zh: '数据库比程序新：已应用迁移 …，程序里没有',
      remedy: { en: 'Use the version that ran last, or a later one.' },
    })
    expect(one('reading.empty')).toMatchObject({ zh: '文件是空的。', en: 'The file is empty.' })
    for (const s of said.filter((x) => x.zh !== '')) {
      expect(s.zh, s.code).toMatch(/\p{Script=Han}/u)
      expect(s.en, s.code).not.toMatch(/\p{Script=Han}/u)
    }
  })
})

describe('the pages', () => {
  test('point only to files that exist', () => {
    const lost = pages.flatMap((page) =>
      [...read(page).matchAll(/\]\(([^)#\s]+)(?:#[^)]*)?\)/g)]
        .map((m) => m[1] ?? '')
        .filter((to) => !/^[a-z]+:/.test(to) && !existsSync(join(project, dirname(page), decodeURI(to))))
        .map((to) => `${page} → ${to}`),
    )
    expect(pages.length).toBeGreaterThan(5)
    expect(lost).toEqual([])
  })

  test('name only commands that exist', () => {
    const scripts = Object.keys((JSON.parse(read('package.json')) as { scripts: object }).scripts)
    const wrong = pages.flatMap((page) => {
      const text = read(page)
      const ours = [...text.matchAll(/npm run (?:--silent )?fazhi -- ([a-z]+)/g)]
        .map((m) => m[1] ?? '')
        .filter((c) => c !== 'help' && !commandNames.includes(c))
      const npm = [...text.matchAll(/npm run (?:--silent )?([a-z]+)/g)].map((m) => m[1] ?? '').filter((s) => !scripts.includes(s))
      return [...ours, ...npm].map((c) => `${page}: ${c}`)
    })
    expect(wrong).toEqual([])
  })

  test('name only files of the source that exist', () => {
    const wrong = pages
      .filter((page) => !/CHANGELOG/.test(page))
      .flatMap((page) =>
        [...read(page).matchAll(/`((?:src|bin|demo|bench|e2e|migrations|docs)\/[\w./-]+)`/g)]
          .map((m) => m[1] ?? '')
          .filter((path) => !existsSync(join(project, path)))
          .map((path) => `${page}: ${path}`),
      )
    expect(wrong).toEqual([])
  })

  test('name only settings that the program reads', () => {
    const source = ['src', 'bin', 'e2e', 'demo'].flatMap((folder) =>
      readdirSync(join(project, folder), { recursive: true })
        .map(String)
        .filter((f) => /\.(ts|tsx|mjs)$/.test(f) && !f.endsWith('.test.ts'))
        .map((f) => readFileSync(join(project, folder, f), 'utf8')),
    )
    const known = new Set(source.flatMap((t) => [...t.matchAll(/\bFAZHI_[A-Z_]+\b/g)].map((m) => m[0])))
    const named = pages.flatMap((page) => [...read(page).matchAll(/\bFAZHI_[A-Z_]+\b/g)].map((m) => m[0]))
    expect([...new Set(named)].filter((name) => !known.has(name))).toEqual([])
  })
})
