import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { compiledBureau } from './cli/compiled-bureau.ts'
import { allCommands, commandNames } from './cli/index.ts'
import { vocabulary } from './cli/vocabulary.ts'
import { statusOf } from './http/error-status.ts'
import { builtInLaw } from './law/index.ts'
import { auditKinds } from './services/identity/audit.ts'
import { codesNamed, errorsIn } from './testing-errors.ts'
import { commandsPage, dictionaryPage, errorsPage } from './testing-pages.ts'
import { linePages } from './web/lines/pages.ts'

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

describe('the words of the program for what happens', () => {
  test('give each code in OpenAPI and on the page of errors the status with which it is answered', () => {
    // What only a start, a command or a restore can meet is told on a terminal and is no answer of a route.
    const terminal =
      /^(cli|main|services\/(store\/(backup|binaries|embedded|file-lock|place|restore|service-user|tables)|people\/(data-key|sealer)))/
    const said = errorsIn(import.meta.dirname).filter((s) => s.status !== null && !terminal.test(s.file))
    expect(said.length).toBeGreaterThan(100)
    const wrong = said
      .filter((s) => statusOf(s.code) !== s.status)
      .map((s) => `${s.code}: ${s.status} in ${s.file}, ${statusOf(s.code)} told`)
    expect(wrong).toEqual([])
  })

  test('give every act of the audit book its title, and every title its act', () => {
    const services = join(import.meta.dirname, 'services')
    const codes = new Set([...codesNamed(import.meta.dirname), ...errorsIn(import.meta.dirname).map((e) => e.code)])
    const written = new Set(
      readdirSync(services, { recursive: true })
        .map(String)
        .filter((file) => file.endsWith('.ts') && !/\btest(ing)?\b|open\.ts$|audit\.ts$/.test(file))
        .map((file) => readFileSync(join(services, file), 'utf8'))
        .filter((text) => text.includes('audit'))
        .flatMap((text) => [...text.matchAll(/'([a-z][a-z-]*\.[a-z][a-z-]*)!?'/g)].map((m) => m[1] ?? ''))
        // No codes of refusals, settings, files or kinds of jobs.
        .filter((word) => word in auditKinds || !(codes.has(word) || /^fazhi\.|\.xlsx$/.test(word) || word === 'export.sealed')),
    )
    expect(written.size).toBeGreaterThan(25)
    expect([...written].filter((kind) => !(kind in auditKinds)).sort()).toEqual([])
    expect(Object.keys(auditKinds).filter((kind) => kind !== 'administration' && !written.has(kind))).toEqual([])
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

describe('the decisions', () => {
  const folder = join(project, 'docs', 'decisions')
  const records = readdirSync(folder).filter((f) => /^\d{4}-/.test(f))

  test('are numbered without a gap and listed on their first page', () => {
    const index = read('docs/decisions/README.md')
    expect(records.length).toBeGreaterThanOrEqual(8)
    for (const [n, file] of records.sort().entries()) {
      const heading = readFileSync(join(folder, file), 'utf8').split('\n')[0] ?? ''
      expect(heading, file).toMatch(new RegExp(`^# ${n + 1}\\. \\S`))
      expect(index, file).toContain(`[${heading.slice(2)}](${file})`)
    }
  })

  test('say status, context, decision, consequences and alternatives, on half a page', () => {
    for (const file of records) {
      const text = readFileSync(join(folder, file), 'utf8')
      expect(text.split('\n')[2], file).toMatch(/^(Accepted|Overruled by \d+)\.$/)
      expect(
        [...text.matchAll(/^\*\*(\w+)\.\*\*/gm)].map((m) => m[1]),
        file,
      ).toEqual(['Context', 'Decision', 'Consequences', 'Alternatives'])
      expect(text.length, file).toBeLessThan(2400)
    }
  })
})

describe('the manual', () => {
  const folder = join(project, 'docs', 'guide')
  const guides = readdirSync(folder).filter((f) => f.endsWith('.md'))

  test('quotes only words that stand on the screen or in the declarations', async () => {
    const { exact, patterns } = await interfaceWords()
    for (const { title } of vocabulary(compiledBureau(), builtInLaw)) exact.add(title)
    for (const { title } of linePages) exact.add(title.zh)
    const invented = guides.flatMap((file) =>
      [...read(`docs/guide/${file}`).matchAll(/「([^「」]+)」/g)]
        .map((m) => m[1] ?? '')
        .filter((word) => !exact.has(word) && !patterns.some((p) => exact.has(p.exec(word)?.[1] ?? '')))
        .map((word) => `${file}: ${word}`),
    )
    expect(exact.size).toBeGreaterThan(1000)
    expect(invented).toEqual([])
  })

  test('has a page for every post that works or administers, each on one screen', () => {
    const all = guides.map((file) => read(`docs/guide/${file}`)).join('\n')
    const named = ['司法所工作人员', '人民调解员', '网格员', '基层工作股', '社区矫正股', '局领导', '系统管理员', '安全管理员', '审计管理员']
    expect(named.filter((post) => !all.includes(post))).toEqual([])
    for (const file of guides) expect(read(`docs/guide/${file}`).length, file).toBeLessThan(1800)
  })
})

/** The Chinese words of all pages: as they stand, and as patterns where a name is put in (「新建…」). */
async function interfaceWords(): Promise<{ exact: Set<string>; patterns: RegExp[] }> {
  const exact = new Set<string>()
  const patterns: RegExp[] = []
  const files = ['web/words', 'web/lines'].flatMap((folder) =>
    readdirSync(join(import.meta.dirname, folder), { recursive: true })
      .map(String)
      .filter((f) => /(^words\/|^|\/)[\w-]+\.ts$/.test(f) && !f.endsWith('.test.ts') && (folder === 'web/words' || f.endsWith('words.ts')))
      .map((f) => `./${folder}/${f}`),
  )
  for (const file of files) {
    const module: Record<string, unknown> = await import(file)
    for (const words of Object.values(module)) {
      if (typeof words !== 'object' || words === null || !('zh' in words)) continue
      for (const entry of Object.values(words.zh as Record<string, unknown>)) {
        if (typeof entry === 'string') exact.add(entry)
        else if (typeof entry === 'function') patterns.push(new RegExp(`^${String(entry('(.+)'))}$`))
      }
    }
  }
  return { exact, patterns }
}
