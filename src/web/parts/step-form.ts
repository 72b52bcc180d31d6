import { asked, codeFaults, type Field, faultsOf, type Kept, type Step, stepSchema } from '../../kernel/index.ts'
import type { ValueFault, Values } from '../api/types.ts'
import type { AskedField } from './fields/field-form.tsx'

/** The fields that a step asks for, in the order of its form; the day of the act is never required, for today is meant when it is left out. */
export function askedBy(kept: Kept, step: Step): AskedField[] {
  const own = step.form.map(asked).flatMap(([name, required]) => {
    const field = kept.type.fields[name]
    return field ? [{ name, field, required: required && name !== step.on }] : []
  })
  const day = step.on ? kept.type.fields[step.on] : undefined
  const dated = step.on && day && !own.some((f) => f.name === step.on) ? [{ name: step.on, field: day, required: false }] : []
  const also = Object.entries(step.also).map(([name, field]) => ({ name, field, required: field.required }))
  return [...own, ...dated, ...also]
}

/** What is sent: only what was asked for and filled in; an optional flag stays unknown until somebody says yes or no. */
export function filled(fields: readonly AskedField[], values: Values): Record<string, unknown> {
  return Object.fromEntries(fields.flatMap(({ name }) => (isKnown(values[name]) ? [[name, values[name]]] : [])))
}
const isKnown = (v: unknown): boolean => v !== null && v !== undefined && v !== '' && !(Array.isArray(v) && v.length === 0)

/** The same judgement as the server's, before anything is sent: schema of the step and codes that hold on the day of the act. */
export function stepFaults(kept: Kept, step: Step, values: Values, today: string): ValueFault[] {
  const fields = askedBy(kept, step)
  const shape: Record<string, Field> = Object.fromEntries(fields.map((f) => [f.name, f.field]))
  const given = filled(fields, values)
  const parsed = stepSchema(kept.type, step).safeParse(given)
  const on = step.on && typeof given[step.on] === 'string' ? String(given[step.on]) : today
  return [...(parsed.success ? [] : missing(faultsOf(parsed.error, shape), given)), ...codeFaults(shape, given, on)]
}

/** A value that was left out is said to be required, whatever its schema would say of an absent value. */
const missing = (faults: readonly ValueFault[], given: Readonly<Record<string, unknown>>): ValueFault[] =>
  faults.map((f) => (f.path in given || f.path.includes('.') ? f : { ...f, say: '必填 / required' }))
