import { z } from 'zod'
import type { LegalDay } from '../law/index.ts'
import { codesOn, codeTitle } from './code-list.ts'
import type { Field, Shape } from './field.ts'
import { asked, type Step } from './procedure.ts'
import type { RecordType } from './record.ts'

const dayPattern = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/
const realDay = (v: string) => {
  if (!dayPattern.test(v)) return false
  const [y = 0, m = 0, d = 0] = v.split('-').map(Number)
  const last = [31, y % 4 === 0 && (y % 100 !== 0 || y % 400 === 0) ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][m - 1] ?? 0
  return d <= last && y >= 1900 && y <= 2200
}
const daySchema = z
  .string()
  .refine(realDay, { error: '不是有效日期，应写作 2017-10-31 / not a day such as 2017-10-31' })
  .meta({ format: 'date' })
const idSchema = z.string().regex(/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/, '不是有效的记录标识 / not a record id')

/** No control characters but tab and line ends, no lone surrogates: they break documents and spreadsheets, and PostgreSQL refuses NUL. */
const isPrintable = (v: string) => v.isWellFormed() && [...v].every((c) => c >= ' ' || c === '\t' || c === '\n' || c === '\r')

const clean = (max: number) =>
  z
    .string()
    .trim()
    .min(1, '不能为空 / must not be empty')
    .max(max, `不能超过 ${max} 个字符 / at most ${max} characters`)
    .refine(isPrintable, '含有不可见的控制字符 / contains control characters')

function bare(f: Field): z.ZodType {
  switch (f.kind) {
    case 'text':
    case 'note':
      return clean(f.max ?? 4000)
    case 'choice':
      return z.enum(Object.keys(f.codes?.codes ?? {}) as [string, ...string[]], {
        error: '代码表中没有此值 / not in the code list',
      })
    case 'choices':
      return z.array(z.enum(Object.keys(f.codes?.codes ?? {}) as [string, ...string[]])).max(50)
    case 'day':
      return daySchema
    case 'instant':
      return z.iso.datetime()
    case 'count':
      return z
        .number({ error: '应为整数 / must be a whole number' })
        .int('应为整数 / must be a whole number')
        .min(f.min ?? 0, '不能为负数 / must not be negative')
        .max(f.max ?? 1_000_000_000)
    case 'number':
      return z.number()
    case 'money':
      return z
        .number({ error: '应为金额（元） / must be an amount in yuan' })
        .min(0, '金额不能为负数 / must not be negative')
        .max(f.max ?? 1e12)
        .refine((v) => Math.abs(v * 100 - Math.round(v * 100)) < 1e-6 * Math.max(1, Math.abs(v)), '金额最多两位小数 / at most two decimals')
    case 'flag':
      return z.boolean()
    case 'link':
    case 'person':
    case 'account':
      return idSchema
    case 'unit':
      return z.string().regex(/^[0-9A-Z]{2,15}$/, '不是有效的单位代码 / not a unit code')
    case 'spans':
      return z
        .array(
          z
            .object({ from: daySchema, to: daySchema.nullable() })
            .refine((s) => !s.to || s.from <= s.to, '起止日期颠倒 / ends before it begins'),
        )
        .max(200)
  }
}

/** The schema of one field, with its title and codes for OpenAPI and the data dictionary. */
export function schemaOf(f: Field, required = f.required): z.ZodType {
  const described = bare(f).meta({
    title: f.title,
    ...(f.codes
      ? {
          description: Object.entries(f.codes.codes)
            .map(([k, c]) => `${k} ${c.title}`)
            .join('; '),
        }
      : f.measure
        ? { description: f.measure }
        : {}),
  })
  return required ? described : described.nullable().optional()
}

/** The schema of a set of fields; names not in it are refused, so a typing mistake in a client is never silently lost. */
export function shapeSchema(shape: Shape): z.ZodObject {
  return z.strictObject(Object.fromEntries(Object.entries(shape).map(([name, f]) => [name, schemaOf(f)])))
}

/** What a step accepts: the record's own fields that it asks for, the step's own fields, and the legal day of the act (today when left out). */
export function stepSchema(type: RecordType, step: Step): z.ZodObject {
  const known = stepSchemas.get(step)
  if (known?.type === type) return known.schema
  const schema = buildStepSchema(type, step)
  stepSchemas.set(step, { type, schema })
  return schema
}

/** Built once for each step: making a schema costs more than judging a form by it. */
const stepSchemas = new WeakMap<Step, { readonly type: RecordType; readonly schema: z.ZodObject }>()

function buildStepSchema(type: RecordType, step: Step): z.ZodObject {
  const own = step.form.map(asked).flatMap(([name, required]): [string, z.ZodType][] => {
    const f = type.fields[name]
    return f ? [[name, schemaOf(f, required && name !== step.on)]] : []
  })
  const also = Object.entries(step.also).map(([name, f]): [string, z.ZodType] => [name, schemaOf(f)])
  const on: [string, z.ZodType][] = step.on && type.fields[step.on] ? [[step.on, schemaOf(type.fields[step.on] as Field, false)]] : []
  return z.strictObject(Object.fromEntries([...own, ...also, ...on]))
}

/** A fault of one value: the field at fault, and the sentence that says what is wrong and what to do. */
export interface ValueFault {
  readonly path: string
  readonly title: string
  readonly say: string
}

/** Turns a zod error into faults with the titles of the fields. */
export function faultsOf(error: z.ZodError, shape: Readonly<Record<string, { readonly title: string }>>): ValueFault[] {
  const faults = error.issues.flatMap((issue) => {
    if (issue.code === 'unrecognized_keys') return issue.keys.map((k) => ({ path: k, title: k, say: '没有这个数据项 / no such field' }))
    const path = issue.path.map(String).join('.')
    const missing = issue.code === 'invalid_type' && issue.input === undefined && issue.message.startsWith('Invalid input')
    return [
      {
        path,
        title: shape[String(issue.path[0] ?? '')]?.title ?? path,
        say: missing ? '必填 / required' : plainly(issue),
      },
    ]
  })
  return faults.filter((f, i) => faults.findIndex((g) => g.path === f.path && g.say === f.say) === i)
}

/** Sentences of the schema library in the words of the office; a sentence of our own is left as it is. */
function plainly(issue: z.core.$ZodIssue): string {
  if (/\p{Script=Han}/u.test(issue.message)) return issue.message
  const text = 'origin' in issue && issue.origin === 'string'
  switch (issue.code) {
    case 'invalid_format':
      return issue.format === 'uuid' ? '不是有效的标识 / not an identifier' : `格式不正确 / ${issue.message}`
    case 'too_big':
      return text
        ? `最多 ${issue.maximum} 个字 / at most ${issue.maximum} characters`
        : `不能大于 ${issue.maximum} / at most ${issue.maximum}`
    case 'too_small':
      return text
        ? `至少 ${issue.minimum} 个字 / at least ${issue.minimum} characters`
        : `不能小于 ${issue.minimum} / at least ${issue.minimum}`
    case 'invalid_value':
      return `应为 ${issue.values.join('、')} 之一 / one of ${issue.values.join(', ')}`
    default:
      return `类型不正确 / ${issue.message}`
  }
}

/** Codes chosen outside their dates: a class of dispute that did not exist in the year of the case. */
export function codeFaults(shape: Shape, values: Readonly<Record<string, unknown>>, on: LegalDay): ValueFault[] {
  return Object.entries(values).flatMap(([name, v]) => {
    const f = shape[name]
    if (!f?.codes || typeof v !== 'string' || !(v in f.codes.codes) || codesOn(f.codes, on).includes(v)) return []
    return [{ path: name, title: f.title, say: `“${codeTitle(f.codes, v)}”在 ${on} 不可选用 / not valid on ${on}` }]
  })
}
