import { type LawLine as Line, lawLineTitles } from '../../law/index.ts'
import { ledgerPath } from '../api/paths.ts'
import type { Lang } from '../parts/format.ts'
import { humanised } from '../parts/humanise.ts'
import { recordText } from '../parts/labels.ts'
import { bureau } from '../sheet.ts'

/** Which clocks of which ledgers run under a rule. */
export function usedBy(code: string, lang: Lang): { key: string; title: string; to: string }[] {
  return [...bureau.records.values()].flatMap((kept) =>
    Object.entries(kept.procedure.deadlines)
      .filter(([, d]) => d.rule === code)
      .map(([key, d]) => ({
        key: `${kept.type.id}.${key}`,
        title: `${recordText(kept.type.id, lang)} · ${lang === 'zh' ? d.title : humanised(key)}`,
        to: ledgerPath(kept.type.id),
      })),
  )
}

/** The name of a line of work: a line with ledgers by its own title, another by that of the law clock. */
export const lineTitle = (line: Line, lang: Lang): string =>
  (lang === 'zh' ? bureau.lines.find((l) => l.id === line)?.title : undefined) ?? lawLineTitles[line][lang]
