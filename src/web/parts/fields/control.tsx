import { Checkbox, Input, InputNumber, Radio, Select } from 'antd'
import { codesOn, type Field } from '../../../kernel/index.ts'
import type { Value } from '../../api/types.ts'
import { DayInput } from '../day-input.tsx'
import type { Lang } from '../format.ts'
import { codeText } from '../labels.ts'
import { LinkPicker } from '../link-picker.tsx'
import { UnitPicker } from '../unit-picker.tsx'

interface Given {
  readonly id: string
  readonly field: Field
  readonly value: Value | undefined
  readonly onChange: (value: Value) => void
  readonly required: boolean
  readonly lang: Lang
  /** The day whose code lists hold. */
  readonly on: string
  readonly invalid: boolean
  /** What a linked record is called. */
  readonly linked?: string | undefined
  readonly described?: string | undefined
}

/** The control of a field, by its kind. */
export function Control(given: Given) {
  const { id, field, value, onChange, required, lang, on, invalid } = given
  const status = invalid ? 'error' : ''
  const said = { 'aria-required': required, 'aria-invalid': invalid, 'aria-describedby': given.described }
  const codes = field.codes ? codesOn(field.codes, on) : []
  const kept = typeof value === 'string' && value !== '' && field.codes && !codes.includes(value) ? [value, ...codes] : codes
  const options = kept.map((c) => ({ value: c, label: field.codes ? codeText(field.codes, c, lang) : c }))
  switch (field.kind) {
    case 'note':
      return (
        <Input.TextArea
          id={id}
          value={text(value)}
          onChange={(e) => onChange(e.target.value || null)}
          autoSize={{ minRows: 3, maxRows: 14 }}
          maxLength={field.max ?? 4000}
          status={status}
          {...said}
        />
      )
    case 'choice':
      if (options.length <= 3)
        return <Radio.Group id={id} options={options} value={value ?? null} onChange={(e) => onChange(String(e.target.value))} name={id} />
      return (
        <Select
          id={id}
          style={{ width: '100%' }}
          {...(value ? { value: String(value) } : {})}
          onChange={(v: string | undefined) => onChange(v ?? null)}
          options={options}
          allowClear={!required}
          showSearch={{ optionFilterProp: 'label' }}
          status={status}
          virtual={false}
          {...said}
        />
      )
    case 'choices':
      return <Checkbox.Group options={options} value={Array.isArray(value) ? value.map(String) : []} onChange={(v) => onChange(v)} />
    case 'day':
      return <DayInput id={id} value={text(value)} onChange={(d) => onChange(d || null)} clear={!required} invalid={invalid} />
    case 'count':
    case 'number':
    case 'money':
      return (
        <InputNumber
          id={id}
          style={{ width: '100%' }}
          value={typeof value === 'number' ? value : null}
          onChange={(v) => onChange(v === null ? null : Number(v))}
          precision={field.kind === 'count' ? 0 : 2}
          {...(field.min === undefined ? {} : { min: field.min })}
          {...(field.measure ? { suffix: field.measure } : {})}
          controls={false}
          status={status}
          inputMode={field.kind === 'count' ? 'numeric' : 'decimal'}
          {...said}
        />
      )
    case 'flag':
      return (
        <Radio.Group
          id={id}
          name={id}
          value={value ?? null}
          onChange={(e) => onChange(Boolean(e.target.value))}
          options={[
            { value: true, label: lang === 'zh' ? '是' : 'Yes' },
            { value: false, label: lang === 'zh' ? '否' : 'No' },
          ]}
        />
      )
    case 'link':
      return (
        <LinkPicker
          id={id}
          to={field.to ?? ''}
          value={text(value) || undefined}
          label={given.linked}
          invalid={invalid}
          onChange={onChange}
          required={required}
        />
      )
    case 'unit':
      return <UnitPicker id={id} value={text(value) || undefined} onChange={(v) => onChange(v ?? null)} clear={!required} />
    default:
      return (
        <Input
          id={id}
          value={text(value)}
          onChange={(e) => onChange(e.target.value || null)}
          maxLength={field.max ?? 200}
          status={status}
          {...said}
        />
      )
  }
}

const text = (value: Value | undefined): string => (typeof value === 'string' ? value : '')
