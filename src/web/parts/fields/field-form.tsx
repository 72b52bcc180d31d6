import type { ReactNode } from 'react'
import type { Field } from '../../../kernel/index.ts'
import type { Value, ValueFault, Values } from '../../api/types.ts'
import { useLang } from '../../words/words.ts'
import { fieldTitle } from '../labels.ts'
import { bilingual } from '../states.tsx'
import { Control } from './control.tsx'

/** A field that a form asks for. */
export interface AskedField {
  readonly name: string
  readonly field: Field
  readonly required: boolean
}

/** A form drawn from declarations: label, control, hint, and the sentence of what is wrong beside each value. */
export function FieldForm({
  id,
  asked,
  values,
  onChange,
  faults,
  on,
  links,
}: {
  id: string
  asked: readonly AskedField[]
  values: Values
  onChange: (name: string, value: Value) => void
  faults: readonly ValueFault[]
  on: string
  links?: Readonly<Record<string, string>>
}) {
  const lang = useLang()
  return (
    <div className="fields">
      {asked.map(({ name, field, required }) => {
        const fault = faults.find((f) => f.path === name || f.path.startsWith(`${name}.`))
        const key = `${id}-${name}`
        return (
          <FormItem
            key={name}
            id={key}
            label={fieldTitle(name, field, lang)}
            required={required}
            wide={field.kind === 'note' || field.kind === 'choices'}
            group={isGroup(field)}
            hint={field.hint}
            fault={fault ? bilingual(fault.say, lang) : undefined}
          >
            <Control
              id={key}
              field={field}
              value={values[name]}
              onChange={(v) => onChange(name, v)}
              required={required}
              lang={lang}
              on={on}
              invalid={fault !== undefined}
              linked={links?.[String(values[name])]}
              described={fault ? `${key}-fault` : undefined}
            />
          </FormItem>
        )
      })}
    </div>
  )
}

const isGroup = (field: Field): boolean =>
  field.kind === 'flag' || field.kind === 'choices' || (field.kind === 'choice' && Object.keys(field.codes?.codes ?? {}).length <= 3)

/** Label, control, hint and fault of one value. A group of choices is named as a group. */
export function FormItem({
  id,
  label,
  required,
  wide,
  group,
  hint,
  fault,
  children,
}: {
  id: string
  label: string
  required?: boolean
  wide?: boolean
  group?: boolean
  hint?: string | undefined
  fault?: string | undefined
  children: ReactNode
}) {
  const name = (
    <>
      {label}
      {required ? (
        <span className="must" aria-hidden="true">
          {' '}
          *
        </span>
      ) : null}
    </>
  )
  const under = (
    <>
      {hint ? <p className="quiet">{hint}</p> : null}
      {fault ? (
        <p className="wrong" id={`${id}-fault`}>
          {fault}
        </p>
      ) : null}
    </>
  )
  if (group)
    return (
      <fieldset className={wide ? 'item wide' : 'item'}>
        <legend>{name}</legend>
        {children}
        {under}
      </fieldset>
    )
  return (
    <div className={wide ? 'item wide' : 'item'}>
      <label htmlFor={id}>{name}</label>
      {children}
      {under}
    </div>
  )
}
