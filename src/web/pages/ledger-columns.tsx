import { Button, Checkbox, Popover } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import { fieldsOf, type Kept } from '../../kernel/index.ts'
import { daysBetween } from '../../law/index.ts'
import { recordPath } from '../api/paths.ts'
import { useToday } from '../api/session.ts'
import type { Row } from '../api/types.ts'
import { useUnitName } from '../api/units.ts'
import { tone } from '../parts/due-order.ts'
import { FieldValue, linkText, valueText } from '../parts/fields/value.tsx'
import { countdown, dayText, type Lang } from '../parts/format.ts'
import { fieldTitle, stageText } from '../parts/labels.ts'
import type { Column } from '../parts/table.tsx'
import { ledgerWords } from '../words/ledger.ts'
import { useLang, useWords } from '../words/words.ts'

/** A column that can also be copied as text. */
export interface LedgerColumn extends Column<Row> {
  readonly text: (row: Row) => string
}

const own = ['$number', '$stage', '$unit', '$due'] as const

/** The columns a ledger starts with: number, the declared columns, stage, unit, deadline. */
export function defaultColumns(kept: Kept): string[] {
  return [
    ...(kept.type.number ? ['$number'] : []),
    ...kept.type.columns.slice(0, kept.type.number ? 0 : 1),
    '$stage',
    ...kept.type.columns.slice(kept.type.number ? 0 : 1),
    '$unit',
    ...(Object.keys(kept.procedure.deadlines).length > 0 ? ['$due'] : []),
  ]
}

/** The columns chosen on this machine for a ledger. */
export function useColumns(kept: Kept): [string[], (columns: string[] | null) => void] {
  const key = `fazhi.columns.${kept.type.id}`
  const [columns, set] = useState<string[]>(() => {
    const last = localStorage.getItem(key)
    const known = new Set<string>([...own, ...Object.keys(kept.type.fields)])
    const kept_ = last ? (JSON.parse(last) as string[]).filter((c) => known.has(c)) : []
    return kept_.length > 0 ? kept_ : defaultColumns(kept)
  })
  return [
    columns,
    (next) => {
      if (next) localStorage.setItem(key, JSON.stringify(next))
      else localStorage.removeItem(key)
      set(next ?? defaultColumns(kept))
    },
  ]
}

type W = typeof ledgerWords.zh | typeof ledgerWords.en
const titleOf = (kept: Kept, name: string, lang: Lang, w: W): string =>
  name === '$number'
    ? w.number
    : name === '$stage'
      ? w.stage
      : name === '$unit'
        ? w.unit
        : name === '$due'
          ? w.due
          : fieldTitle(name, kept.type.fields[name], lang)

/** Columns of the table; the first one leads to the record. */
export function columnsFor(kept: Kept, shown: readonly string[], lang: Lang, w: W): LedgerColumn[] {
  return shown.map((name, i) => {
    const column = plainColumn(kept, name, lang, w)
    if (i > 0) return column
    return {
      ...column,
      render: (row) => (
        <Link to={recordPath(kept.type.id, row.id)}>
          {column.text(row) || row.label}
          {row.sealed ? <span className="badge amber">{w.sealed}</span> : null}
          {row.voidedAt ? <span className="badge">{w.voided}</span> : null}
        </Link>
      ),
    }
  })
}

function plainColumn(kept: Kept, name: string, lang: Lang, w: W): LedgerColumn {
  const title = titleOf(kept, name, lang, w)
  if (name === '$number') return { key: name, title, text: (r) => r.number ?? '', render: (r) => r.number ?? '—' }
  if (name === '$stage') {
    const ended = (r: Row) => kept.procedure.ends.includes(r.stage)
    return {
      key: name,
      title,
      text: (r) => stageText(kept, r.stage, lang),
      render: (r) => <span className={`badge ${ended(r) ? '' : 'blue'}`}>{stageText(kept, r.stage, lang)}</span>,
    }
  }
  if (name === '$unit') return { key: name, title, text: (r) => r.unitName, render: (r) => r.unitName }
  if (name === '$due')
    return {
      key: name,
      title,
      text: (r) => r.due?.due ?? '',
      render: (r) => <DueCell row={r} />,
    }
  const field = kept.type.fields[name]
  if (!field) return { key: name, title, text: () => '', render: () => '' }
  return {
    key: name,
    title,
    end: field.kind === 'money' || field.kind === 'count' || field.kind === 'number',
    wrap: field.kind === 'note',
    text: (r) =>
      r.masked.includes(name)
        ? ''
        : field.kind === 'link'
          ? r.values[name]
            ? linkText(r, r.values[name])
            : ''
          : valueText(field, r.values[name], lang),
    render: (r) => <Cell name={name} kept={kept} row={r} lang={lang} />,
  }
}

/** The next deadline of a row, coloured by how near it is. */
function DueCell({ row }: { row: Row }) {
  const lang = useLang()
  const today = useToday()
  if (!row.due?.due) return null
  const left = daysBetween(today, row.due.due.slice(0, 10))
  return (
    <span
      className={`badge ${tone(left < 0 ? 'overdue' : left <= 7 ? 'warn' : 'open')}`}
      title={`${row.due.title} ${countdown(left, lang)}`}
    >
      {dayText(row.due.due, lang)}
    </span>
  )
}

function Cell({ name, kept, row, lang }: { name: string; kept: Kept; row: Row; lang: Lang }) {
  const unitName = useUnitName()
  const field = kept.type.fields[name]
  return field ? <FieldValue name={name} field={field} row={row} lang={lang} unitName={unitName} /> : null
}

/** Which columns are shown, as ticks. */
export function ColumnChoice({
  kept,
  shown,
  onChange,
}: {
  kept: Kept
  shown: readonly string[]
  onChange: (columns: string[] | null) => void
}) {
  const w = useWords(ledgerWords)
  const lang = useLang()
  const all = [...own.filter((c) => c !== '$number' || kept.type.number), ...fieldsOf(kept.type).map(([n]) => n)]
  const flip = (name: string) => onChange(shown.includes(name) ? shown.filter((n) => n !== name) : [...shown, name])
  return (
    <Popover
      trigger="click"
      placement="bottomRight"
      content={
        <div style={{ maxHeight: 420, overflowY: 'auto', display: 'grid', gap: 4, minWidth: 200 }}>
          {all.map((name) => (
            <Checkbox
              key={name}
              checked={shown.includes(name)}
              disabled={shown.length === 1 && shown.includes(name)}
              onChange={() => flip(name)}
            >
              {titleOf(kept, name, lang, w)}
            </Checkbox>
          ))}
          <button type="button" className="plain" onClick={() => onChange(null)}>
            {w.allColumns}
          </button>
        </div>
      }
    >
      <Button className="wide-only">{w.columns}</Button>
    </Popover>
  )
}
