import { createHash } from 'node:crypto'
import type { Kept, Step } from '../../kernel/index.ts'
import { canonical } from '../ledger/chain.ts'
import type { PersonInput } from '../ledger/ledger.ts'
import { type Cell, plain, textOfCell, valueOfCell } from './cells.ts'
import { type Column, FAULT_TITLE, importColumns, type PersonPart } from './columns.ts'
import { exchangeFault } from './faults.ts'
import type { Profile } from './profiles.ts'
import { sheetRows } from './sheet-rows.ts'
import { MOST_ROWS } from './workbook.ts'

/** One thing that is wrong in a row, as the person who mends the file reads it: 第 7 行，身份证号：校验位应为 X；请核对原件. */
export interface RowFault {
  readonly row: number
  /** The field, `people.role.part`, `unit`, `parent`, or '' for the row as a whole. */
  readonly field: string
  readonly title: string
  readonly message: string
  readonly action: string
}

/** A row of the sheet, taken apart. What is looked up in the database is still text. */
export interface Draft {
  readonly row: number
  readonly cells: readonly Cell[]
  readonly external: string
  readonly number: string
  readonly unit: string
  readonly parent: string
  readonly values: Readonly<Record<string, unknown>>
  readonly people: readonly PersonInput[]
  readonly faults: readonly RowFault[]
}

/** The sheet under its header. */
export interface Sheet {
  readonly headers: readonly string[]
  readonly columns: ReadonlyMap<number, Column>
  /** Headers that mean nothing here; what stands below them is not imported. */
  readonly ignored: readonly string[]
  readonly drafts: readonly Draft[]
}

/** A header as it is compared: without the mark of what must be filled in, blanks and brackets. */
const bare = (text: string): string => plain(text).replaceAll(/[\s*]|\(必填\)/g, '')

function match(kept: Kept, known: readonly Column[], header: string, profile: Profile | undefined): Column | undefined {
  const target = profile?.columns.find((c) => c.there === header)?.here
  const words = bare(header)
  return known.find((c) => {
    const name = c.kind === 'field' ? c.name : c.kind === 'person' ? `people.${c.role}.${c.part}` : c.kind
    if (target !== undefined) return name === target
    if (bare(c.title) === words) return true
    if (c.kind !== 'field') return c.kind === 'person' && words === `${bare(kept.type.parties[c.role]?.title ?? '')}` && c.part === 'name'
    return c.field.external === words || c.name === words
  })
}

/** Several people in one cell, in the order of the names. */
const split = (cell: Cell): string[] => {
  const text = textOfCell(cell)
  return text === '' ? [] : text.split(/[、;；\n]/).map((t) => t.trim())
}

/** Reads the first sheet of a workbook as rows of one record type. Throws one clear fault when it is not such a sheet. */
export async function readSheet(kept: Kept, step: Step, file: Uint8Array, profile: Profile | undefined): Promise<Sheet> {
  const known = importColumns(kept, step)
  let columns: Map<number, Column> | undefined
  let headers: string[] = []
  const drafts: Draft[] = []
  let before = 0
  for await (const { row, cells } of sheetRows(file)) {
    if (!columns) {
      const found = new Map<number, Column>()
      for (const [i, cell] of cells.entries()) {
        const c = match(kept, known, textOfCell(cell), profile)
        if (c && ![...found.values()].includes(c)) found.set(i, c)
      }
      // A title or two may stand above the header.
      if (found.size >= Math.min(2, known.filter((c) => c.required).length || 1)) {
        columns = found
        headers = cells.map(textOfCell)
      } else if (++before >= 10) break
      continue
    }
    if (drafts.length >= MOST_ROWS) throw exchangeFault('import.too-many')
    drafts.push(draftOf(kept, columns, row, cells, profile))
  }
  if (!columns) throw exchangeFault('import.headers')
  const present = new Set([...columns.values()])
  const lacking = known.filter((c) => c.required && !present.has(c))
  if (lacking.length > 0)
    throw exchangeFault('import.columns', {
      zh: `缺少必填的列：${lacking.map((c) => c.title).join('、')}`,
      faults: lacking.map((c) => ({ path: c.title, title: c.title, say: '缺少此列 / column is missing' })),
    })
  if (drafts.length === 0) throw exchangeFault('import.empty')
  const ignored = headers.filter((h, i) => h !== '' && bare(h) !== FAULT_TITLE && !columns.has(i))
  return { headers, columns, ignored, drafts }
}

function draftOf(
  kept: Kept,
  columns: ReadonlyMap<number, Column>,
  row: number,
  cells: readonly Cell[],
  profile: Profile | undefined,
): Draft {
  const values: Record<string, unknown> = {}
  const faults: RowFault[] = []
  const plainTexts = { external: '', number: '', unit: '', parent: '' }
  const parts = new Map<string, Partial<Record<PersonPart, string[]>>>()
  for (const [i, c] of columns) {
    const cell = cells[i]
    if (c.kind === 'field') {
      const read = valueOfCell(c.field, cell, profile?.codes[c.name])
      if (!read.ok) faults.push({ row, field: c.name, title: c.title, ...read.fault })
      else if (read.value !== null) values[c.name] = read.value
      else if (c.required) faults.push({ row, field: c.name, title: c.title, message: '没有填写', action: '请填写' })
    } else if (c.kind === 'person') parts.set(c.role, { ...parts.get(c.role), [c.part]: split(cell) })
    else plainTexts[c.kind] = textOfCell(cell)
  }
  const people = [...parts].flatMap(([role, p]): PersonInput[] => {
    const names = p.name ?? []
    for (const part of ['identityNumber', 'phone', 'address'] as const) {
      const list = p[part] ?? []
      // One address for all is common; anything else that does not match the names is a slip.
      if (list.length > 0 && list.length !== names.length && !(part === 'address' && list.length === 1))
        faults.push({
          row,
          field: `people.${role}.${part}`,
          title: columnTitle(kept, role, part),
          message: `姓名有 ${names.length} 个，此列有 ${list.length} 个`,
          action: '多人时各列用顿号分开，数目一致；没有的留空位',
        })
    }
    const at = (part: PersonPart, i: number) => p[part]?.[i] ?? (part === 'address' && p.address?.length === 1 ? p.address[0] : undefined)
    return names.flatMap((name, i): PersonInput[] =>
      name === ''
        ? []
        : [
            {
              role,
              name,
              identityNumber: at('identityNumber', i) || undefined,
              phone: at('phone', i) || undefined,
              address: at('address', i) || undefined,
            },
          ],
    )
  })
  return { row, cells, ...plainTexts, values, people, faults }
}

const parts: Readonly<Record<string, string>> = { name: '姓名', identityNumber: '身份证号', phone: '电话', address: '住址' }
/** The title of a person's column. */
export const columnTitle = (kept: Kept, role: string, part: string): string =>
  `${kept.type.parties[role]?.title ?? role}${parts[part] ?? ''}`

/** The key under which a row is imported once: the sender's number, or the row itself. */
export function onceKey(type: string, d: Pick<Draft, 'external' | 'unit' | 'parent' | 'values' | 'people'>): string {
  if (d.external !== '') return `import:${type}:${d.external}`.slice(0, 200)
  return `import:${type}:#${createHash('sha256')
    .update(canonical([d.unit, d.parent, d.values, d.people]))
    .digest('hex')}`
}
