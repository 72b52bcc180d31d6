/** One row of docs/glossary.md: 中文 ↔ English ↔ identifier ↔ folder ↔ article. */
export interface Term {
  readonly zh: string
  readonly en: string
  readonly id: string
  readonly folder: string
  readonly article: string
}

const bare = (cell: string): string => cell.trim().replaceAll('`', '')

/** The terms of a glossary page: every table row whose third and fourth cell are code. */
export function termsIn(page: string): readonly Term[] {
  return page.split('\n').flatMap((line) => {
    const [, zh = '', en = '', id = '', folder = '', article = ''] = line.split('|')
    if (!/^\s*`[^`]+`\s*$/.test(id) || !/^\s*`[^`]+`\s*$/.test(folder)) return []
    return [{ zh: zh.trim(), en: en.trim(), id: bare(id), folder: bare(folder), article: article.trim() }]
  })
}
