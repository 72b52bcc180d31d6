import { Link } from 'react-router'
import type { Field } from '../../../kernel/index.ts'
import { recordPath } from '../../api/paths.ts'
import type { Row, Value } from '../../api/types.ts'
import { dayText, instantText, type Lang, moneyText, numberText } from '../format.ts'
import { codeText } from '../labels.ts'

interface Span {
  readonly from: string
  readonly to: string | null
}
const isSpan = (v: unknown): v is Span => typeof v === 'object' && v !== null && 'from' in v

/** A value as text, in official form; empty when unknown. */
export function valueText(field: Field, value: Value | undefined, lang: Lang): string {
  if (value === null || value === undefined || value === '') return ''
  switch (field.kind) {
    case 'day':
      return dayText(String(value), lang)
    case 'instant':
      return instantText(String(value), lang)
    case 'choice':
      return field.codes ? codeText(field.codes, String(value), lang) : String(value)
    case 'choices':
      return Array.isArray(value)
        ? value.map((v) => (field.codes ? codeText(field.codes, String(v), lang) : String(v))).join(lang === 'zh' ? '、' : ', ')
        : String(value)
    case 'flag':
      return lang === 'zh' ? (value ? '是' : '否') : value ? 'Yes' : 'No'
    case 'money':
      return moneyText(Number(value), lang)
    case 'count':
    case 'number':
      return `${numberText(Number(value))}${lang === 'zh' ? (field.measure ?? '') : ''}`
    case 'spans':
      return Array.isArray(value)
        ? value
            .filter(isSpan)
            .map((s) => `${dayText(s.from, lang)} – ${s.to ? dayText(s.to, lang) : '…'}`)
            .join('；')
        : ''
    default:
      return String(value)
  }
}

/** What the record linked by a value is called. */
export const linkText = (row: Row, value: Value | undefined): string => row.links?.[String(value)] ?? '…'

/** A field of a record on the page: links lead to their record, units show their name. */
export function FieldValue({
  name,
  field,
  row,
  lang,
  unitName,
}: {
  name: string
  field: Field
  row: Row
  lang: Lang
  unitName: (code: string) => string
}) {
  const value = row.values[name]
  if (row.masked.includes(name)) return <span className="badge">{lang === 'zh' ? '已隐去' : 'Hidden'}</span>
  if (value === null || value === undefined || value === '') return <span className="quiet">—</span>
  if (field.kind === 'link' && field.to) return <Link to={recordPath(field.to, String(value))}>{linkText(row, value)}</Link>
  if (field.kind === 'unit') return <>{unitName(String(value))}</>
  if (field.kind === 'person' || field.kind === 'account') return <>{linkText(row, value)}</>
  return <span className={field.kind === 'note' ? 'pre' : ''}>{valueText(field, value, lang)}</span>
}
