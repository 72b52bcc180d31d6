import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { builtInLaw } from '../law/index.ts'
import type { Command, Io } from './command.ts'
import { compiledBureau } from './compiled-bureau.ts'
import { type Term, termsIn } from './glossary.ts'
import { language } from './language.ts'
import { table } from './table.ts'
import { kinds, type Named, named, vocabulary } from './vocabulary.ts'

const USAGE = 'fazhi where WORD [--json]'
const glossary = join(import.meta.dirname, '..', '..', 'docs', 'glossary.md')

/** The command `where`: who says 衔接 finds the room. Exit 1 when nothing carries the word, 2 without a word. */
export const command: Command = {
  name: 'where',
  summary: {
    zh: '查词：一个词（中文或英文）在本系统里指什么、代码怎么写、在哪个文件夹',
    en: 'a word, Chinese or English: what it names here, how the code calls it, and in which folder it lives',
  },
  usage: USAGE,
  run,
}

async function run(args: readonly string[], io: Io): Promise<number> {
  const word = args.filter((a) => a !== '--json').join(' ')
  if (word.trim() === '') {
    io.err(USAGE)
    return 2
  }
  const found = named(word, await everything())
  const speak = language()
  if (found.length === 0) {
    io.err(
      speak === 'zh'
        ? `没有叫“${word}”的东西，换一个词或只写其中两个字再试。`
        : `Nothing is called “${word}”. Try another word, or a part of it.`,
    )
    return 1
  }
  if (args.includes('--json')) for (const { kind, id, title, folder } of found) io.out(JSON.stringify({ kind, id, title, folder }))
  else
    table(
      found.map((f) => [kinds[f.kind][speak], f.id, f.folder, f.title]),
      io,
    )
  return 0
}

/** The declarations with their English names from the glossary, and the terms that no declaration carries. */
async function everything(): Promise<readonly Named[]> {
  const declared = vocabulary(compiledBureau(), builtInLaw)
  const terms = Map.groupBy(termsIn(await readFile(glossary, 'utf8')), (t) => t.id)
  const known = new Set(declared.map((d) => d.id))
  return [
    ...declared.map((d) => ({ ...d, also: [...d.also, ...(terms.get(d.id) ?? []).flatMap((t) => [t.zh, t.en])] })),
    ...[...terms.values()]
      .flat()
      .filter((t) => !known.has(t.id))
      .map(asNamed),
  ]
}

const asNamed = (t: Term): Named => ({ kind: 'term', id: t.id, title: t.zh, folder: t.folder, also: [t.en] })
