import { asked, type Field, fieldsOf, froms, type Kept, type Step } from '../../kernel/index.ts'

/** What a column of a workbook holds. */
export type Column =
  | { readonly kind: 'field'; readonly title: string; readonly name: string; readonly field: Field; readonly required: boolean }
  | { readonly kind: 'person'; readonly title: string; readonly role: string; readonly part: PersonPart; readonly required: boolean }
  | { readonly kind: 'external' | 'number' | 'unit' | 'parent'; readonly title: string; readonly required: boolean }

/** What is asked of a person in a workbook. */
export type PersonPart = 'name' | 'identityNumber' | 'phone' | 'address'
export const personParts: Readonly<Record<PersonPart, string>> = {
  name: '姓名',
  identityNumber: '身份证号',
  phone: '电话',
  address: '住址',
}

/** The number by which the sender knows a record: the same number is never imported twice. */
export const EXTERNAL_TITLE = '外部编号'
/** Our own number of a record: a row that names one enters nothing. */
export const NUMBER_TITLE = '编号'
/** The column in which rejected rows come back with what is wrong. */
export const FAULT_TITLE = '错误说明'

/** The step by which imported records are opened: the one that a profile names, or the first. */
export function openingStep(kept: Kept, named?: string): { key: string; step: Step } | undefined {
  const found = Object.entries(kept.procedure.steps).find(([key, s]) => froms(s).includes('new') && (!named || key === named))
  return found ? { key: found[0], step: found[1] } : undefined
}

/** Kinds that have no sensible cell: they name things that only this installation knows, or several values at once. */
const notInSheets = new Set(['person', 'account', 'spans'])

/** The columns that an import of this type understands, in order. */
export function importColumns(kept: Kept, step: Step): Column[] {
  const own = new Map<string, boolean>(step.form.map(asked))
  if (step.on && !own.has(step.on)) own.set(step.on, false)
  const fields = [...own].flatMap(([name, required]): Column[] => {
    const field = kept.type.fields[name]
    return field && !notInSheets.has(field.kind)
      ? [{ kind: 'field', title: field.title, name, field, required: required && name !== step.on }]
      : []
  })
  const also = Object.entries(step.also).flatMap(([name, field]): Column[] =>
    notInSheets.has(field.kind) ? [] : [{ kind: 'field', title: field.title, name, field, required: field.required }],
  )
  const people = Object.entries(kept.type.parties).flatMap(([role, def]) =>
    Object.entries(personParts).map(
      ([part, title]): Column => ({
        kind: 'person',
        title: `${def.title}${title}`,
        role,
        part: part as PersonPart,
        required: part === 'name' && (def.min ?? 0) > 0,
      }),
    ),
  )
  return [
    { kind: 'external', title: EXTERNAL_TITLE, required: false },
    ...(kept.type.number ? [{ kind: 'number', title: NUMBER_TITLE, required: false } as const] : []),
    { kind: 'unit', title: '单位', required: false },
    ...(kept.type.parent ? [{ kind: 'parent', title: '上级记录编号', required: true } as const] : []),
    ...fields,
    ...also,
    ...people,
  ]
}

/** One column of an export. */
export interface ExportColumn {
  readonly title: string
  readonly width: number
  readonly kind: 'number' | 'unit' | 'stage' | 'field' | 'people'
  readonly name: string
  readonly field?: Field
}

const width = (f: Field): number => (f.kind === 'note' ? 40 : f.kind === 'text' || f.kind === 'link' ? 24 : f.kind === 'day' ? 13 : 12)

/**
 * The columns of an export: those of the ledger page, those chosen, or all; always with number, unit, stage and the names of people.
 * `external` heads them by the names that provincial systems use. Undefined when a chosen column does not exist.
 */
export function exportColumns(kept: Kept, chosen: readonly string[], external: boolean): ExportColumn[] | undefined {
  const fields = new Map(fieldsOf(kept.type))
  if (chosen.some((name) => !fields.has(name))) return undefined
  const title = (f: Field) => (external && f.external ? f.external : f.title)
  return [
    ...(kept.type.number ? [{ title: NUMBER_TITLE, width: 22, kind: 'number', name: 'number' } as const] : []),
    { title: '单位', width: 16, kind: 'unit', name: 'unit' },
    { title: '办理阶段', width: 12, kind: 'stage', name: 'stage' },
    ...chosen.flatMap((name): ExportColumn[] => {
      const field = fields.get(name)
      return field ? [{ title: title(field), width: width(field), kind: 'field', name, field }] : []
    }),
    ...Object.entries(kept.type.parties).map(([role, def]) => ({ title: def.title, width: 18, kind: 'people', name: role }) as const),
  ]
}
