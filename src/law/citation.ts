import type { LegalDay } from './day.ts'
import { builtInLaw, type Law } from './law.ts'
import { articleLabel, fromChinese } from './numeral.ts'
import { type ArticleReading, type Statute, type StatuteVersion, versionOn } from './statute.ts'

/** An article found: the statute, the version in force on the day, and our reading where we apply it. */
export interface FoundArticle {
  readonly statute: Statute
  readonly version: StatuteVersion
  readonly number: number
  readonly label: string
  readonly reading: ArticleReading | null
}

/** The bureau's own papers (本局委托书, 本局安置帮教办法): no statutes, but a basis a line may name. */
const LOCAL_PAPER = /^本局/

/** 「引用」 One cited place: a statute, its articles (none for a document without articles), and what is wrong with it. */
export interface Citation {
  readonly text: string
  readonly statute: string
  readonly articles: readonly number[]
  /** What is wrong, in Chinese; empty when the citation holds. */
  readonly faults: readonly string[]
}

/** The statute cited under a short title, full title, number or alias, or by its id. */
export function findStatute(name: string, law: Law = builtInLaw): Statute | undefined {
  const bare = name
    .trim()
    .replace(/^《(.*)》$/, '$1')
    .replace(/^中华人民共和国/, '')
  return law.statutes.find(
    (s) =>
      s.id === bare ||
      s.short === bare ||
      s.aliases?.includes(bare) ||
      s.versions.some((v) => v.number === bare || v.title.replace(/^中华人民共和国/, '') === bare),
  )
}

/** 「查条文」 The article of a statute in the version in force on a day; `article` is 28 or 第二十八条. Undefined when there is none. */
export function findArticle(statute: string, article: number | string, on: LegalDay, law: Law = builtInLaw): FoundArticle | undefined {
  const found = findStatute(statute, law)
  const version = found && versionOn(found.versions, on)
  const number = typeof article === 'number' ? article : fromChinese(/^第(.+?)条/.exec(article.trim())?.[1] ?? '')
  if (!found || !version || number === null || number < 1 || (version.last !== null && number > version.last)) return undefined
  if (version.last === null && version.articles[number] === undefined) return undefined
  return { statute: found, version, number, label: articleLabel(number), reading: version.articles[number] ?? null }
}

/**
 * 「核对引用」 Checks a basis as lines write it: `人民调解法 第二十八条、第三十条；民事诉讼法 第二百零五条`. With a day, the articles must exist in the version in force
 * then; without, in some version. A text that names no statute we know is a fault.
 */
export function citations(text: string, on?: LegalDay, law: Law = builtInLaw): Citation[] {
  return text.split(/[；;]/).map((part) => {
    const piece = part.trim()
    const at = piece.search(/\s*第[零一二三四五六七八九十百千]+条/)
    const name = (at < 0 ? piece : piece.slice(0, at)).trim()
    const labels = at < 0 ? [] : piece.slice(at).split(/[、，]/)
    const faults: string[] = []
    const statute = findStatute(LOCAL_PAPER.test(name) ? '本地工作制度' : name, law)
    if (!statute) faults.push(`法规库中没有“${name}”`)
    const articles: number[] = []
    for (const label of labels) {
      const match =
        /^\s*第([零一二三四五六七八九十百千]+)条(?:之[一二三四五六七八九十]+)?(?:第[一二三四五六七八九十]+款)?(?:第[一二三四五六七八九十]+项)?\s*$/.exec(
          label,
        )
      const number = match ? fromChinese(match[1] ?? '') : null
      if (number === null) {
        faults.push(`“${label.trim()}”不是条文序号`)
        continue
      }
      articles.push(number)
      if (!statute) continue
      const versions = on === undefined ? statute.versions : statute.versions.filter((v) => v === versionOn(statute.versions, on))
      if (versions.length === 0) faults.push(`${statute.short}在${on}没有施行的版本`)
      else if (!versions.some((v) => findArticle(statute.id, number, v.from, law)))
        faults.push(`${statute.short}没有${articleLabel(number)}`)
    }
    return { text: piece, statute: statute?.short ?? name, articles, faults }
  })
}

/** All that is wrong with a basis; empty when it holds. */
export const citationFaults = (text: string, on?: LegalDay, law: Law = builtInLaw): string[] =>
  citations(text, on, law).flatMap((c) => c.faults)
