import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { builtInLaw, citationFaults } from '../law/index.ts'
import { compiledBureau } from './compiled-bureau.ts'
import { type Term, termsIn } from './glossary.ts'
import { vocabulary } from './vocabulary.ts'

const project = join(import.meta.dirname, '..', '..')
const terms = termsIn(readFileSync(join(project, 'docs', 'glossary.md'), 'utf8'))
const bureau = compiledBureau()
const declared = Map.groupBy(vocabulary(bureau, builtInLaw), (n) => n.id)

/** The text of a folder or of one file, tests left out. */
function sourceAt(path: string): string {
  const full = join(project, path)
  const files = statSync(full).isDirectory() ? readdirSync(full, { recursive: true }).map((f) => join(full, String(f))) : [full]
  return files
    .filter((f) => /\.(ts|sql)$/.test(f) && !/\.test\.ts$/.test(f))
    .map((f) => readFileSync(f, 'utf8'))
    .join('\n')
}
const exportedOrTable = ({ id, folder }: Term): boolean =>
  new RegExp(`\\bexport (?:async )?(?:const|function|interface|type|class) ${id}\\b|\\bcreate table ${id}\\b`).test(sourceAt(folder))

describe('the glossary', () => {
  it('is read row by row', () => {
    expect(terms.length).toBeGreaterThan(120)
    expect(
      termsIn('| 中文 | English | Identifier | Folder | Article |\n|---|---|---|---|---|\n| 衔接 | linking | `a.b` | `src/x` | 第一条 |'),
    ).toEqual([{ zh: '衔接', en: 'linking', id: 'a.b', folder: 'src/x', article: '第一条' }])
  })

  it('names only folders that exist', () => {
    expect(terms.filter((t) => !existsSync(join(project, t.folder))).map((t) => `${t.zh}: ${t.folder}`)).toEqual([])
  })

  it('names only what the declarations or the source of that folder know by this identifier', () => {
    const wrong = terms.filter((t) => {
      const known = declared.get(t.id)
      return known ? known.every((k) => k.folder !== t.folder) : !existsSync(join(project, t.folder)) || !exportedOrTable(t)
    })
    expect(wrong.map((t) => `${t.zh}: ${t.id} is not in ${t.folder}`)).toEqual([])
  })

  it('leaves out no line, no record type and no post', () => {
    const named = new Set(terms.map((t) => t.id))
    const all = [...bureau.lines.map((l) => l.id), ...bureau.records.keys(), ...Object.keys(bureau.posts)]
    expect(all.filter((id) => !named.has(id))).toEqual([])
  })

  it('calls posts and lines as they call themselves', () => {
    const title = (id: string) => bureau.posts[id]?.title ?? bureau.lines.find((l) => l.id === id)?.title
    expect(terms.filter((t) => (title(t.id) ?? t.zh) !== t.zh).map((t) => `${t.id}: ${t.zh} ≠ ${title(t.id)}`)).toEqual([])
  })

  it('gives every term its own row, in both languages', () => {
    const twice = terms.filter((t, n) => terms.findIndex((o) => o.id === t.id) !== n)
    expect(twice.map((t) => t.id)).toEqual([])
    for (const t of terms) {
      expect(t.zh, t.id).toMatch(/\p{Script=Han}/u)
      expect(t.en, t.id).toMatch(/[a-z]/)
    }
  })

  it('cites articles that the law book knows', () => {
    expect(terms.flatMap((t) => (t.article === '' ? [] : citationFaults(t.article).map((f) => `${t.zh}: ${f}`)))).toEqual([])
  })
})
