import type { Kept } from '../../kernel/index.ts'
import { FieldValue } from '../parts/fields/value.tsx'
import type { Lang } from '../parts/format.ts'
import { fieldTitle } from '../parts/labels.ts'
import type { Column } from '../parts/table.tsx'
import type { WorkRow } from './worklist.ts'

/** Columns of a desk's table from the declared columns of a record type. */
export function fieldColumns(kept: Kept, names: readonly string[], lang: Lang): Column<WorkRow>[] {
  return names.flatMap((name) => {
    const field = kept.type.fields[name]
    if (!field) return []
    return [
      {
        key: name,
        title: fieldTitle(name, field, lang),
        render: (row: WorkRow) => <FieldValue name={name} field={field} row={row} lang={lang} unitName={(code) => code} />,
        wrap: field.kind === 'note' || field.kind === 'text',
        end: field.kind === 'count' || field.kind === 'number',
      },
    ]
  })
}
