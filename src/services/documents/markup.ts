/** One row of a form; `opens` and `closes` are the lists that begin before it and end after it. */
export interface FormRow {
  readonly cells: readonly string[]
  readonly opens: readonly string[]
  readonly closes: readonly string[]
}

/** A body of mark-up as a page is set from it. */
export type Block =
  | { readonly kind: 'title'; readonly text: string }
  | { readonly kind: 'right'; readonly text: string }
  | { readonly kind: 'text'; readonly text: string; readonly opens: readonly string[]; readonly closes: readonly string[] }
  | { readonly kind: 'form'; readonly rows: readonly FormRow[] }

const opener = /^\{#([^{}]+)\}$/
const closer = /^\{\/([^{}]+)\}$/
const isRow = (line: string) => line.startsWith('|')

/** `| a | {b} |` → its cells, empty ones included: an empty cell is a place to write. */
function cellsOf(line: string): string[] {
  const inner = line.slice(1).replace(/\|\s*$/, '')
  return inner.split('|').map((c) => c.trim())
}

/**
 * Reads the mark-up of a document body (see DocumentType) into blocks. A list mark on a line of its own belongs to the lines it encloses:
 * around rows it repeats rows of the same form, around text it repeats paragraphs.
 */
export function blocksOf(body: string): Block[] {
  const blocks: Block[] = []
  let opens: string[] = []
  let form: { cells: string[]; opens: string[]; closes: string[] }[] | null = null
  const endForm = () => {
    if (form) blocks.push({ kind: 'form', rows: form })
    form = null
  }
  const lines = body.split('\n').map((l) => l.trim())
  for (const [i, line] of lines.entries()) {
    const opened = opener.exec(line)?.[1]
    const closed = closer.exec(line)?.[1]
    if (opened) {
      const next = lines.slice(i + 1).find((l) => !opener.test(l))
      if (!next || !isRow(next)) endForm()
      opens = [...opens, opened]
    } else if (closed) {
      const last = blocks.at(-1)
      const row: { closes: string[] } | undefined = form ? (form as { closes: string[] }[]).at(-1) : undefined
      if (row) row.closes.push(closed)
      else if (last?.kind === 'text') blocks[blocks.length - 1] = { ...last, closes: [...last.closes, closed] }
      else throw new Error(`the list {/${closed}} ends after a title or a signature line; put a paragraph or a row before it`)
    } else if (isRow(line)) {
      form = form ?? []
      form.push({ cells: cellsOf(line), opens, closes: [] })
      opens = []
    } else {
      endForm()
      if (line.startsWith('# ')) blocks.push({ kind: 'title', text: line.slice(2).trim() })
      else if (line.startsWith('>') && opens.length === 0) blocks.push({ kind: 'right', text: line.slice(1).trim() })
      else if (line !== '' || opens.length > 0) {
        blocks.push({ kind: 'text', text: line.replace(/^>\s*/, ''), opens, closes: [] })
        opens = []
      }
    }
  }
  endForm()
  return blocks
}
