/** A schema as JSON Schema writes it, as far as examples are made from it. */
interface Shape {
  readonly $ref?: string
  readonly const?: unknown
  readonly enum?: readonly unknown[]
  readonly anyOf?: readonly Shape[]
  readonly oneOf?: readonly Shape[]
  readonly type?: string | readonly string[]
  readonly format?: string
  readonly pattern?: string
  readonly title?: string
  readonly minLength?: number
  readonly minimum?: number
  readonly minItems?: number
  readonly items?: Shape
  readonly properties?: Readonly<Record<string, Shape>>
  readonly required?: readonly string[]
}

const ID = '015f6f00-0000-7000-8000-000000000001'
const texts: Readonly<Record<string, string>> = { date: '2017-10-31', uuid: ID, 'date-time': '2017-10-31T02:00:00.000Z' }

/** A value that a schema accepts, with what it requires and no more. `find` gives the schema that a reference names. */
export function exampleOf(schema: object, find: (ref: string) => object | undefined): unknown {
  const s = schema as Shape
  if (s.$ref !== undefined) {
    const known = find(s.$ref)
    return known ? exampleOf(known, find) : {}
  }
  if (s.const !== undefined) return s.const
  if (s.enum) return s.enum[0]
  const choices = s.anyOf ?? s.oneOf
  if (choices) return exampleOf(choices.find((c) => c.type !== 'null') ?? {}, find)
  const type = typeof s.type === 'string' ? s.type : s.type?.find((t) => t !== 'null')
  if (type === 'object') return Object.fromEntries((s.required ?? []).map((name) => [name, exampleOf(s.properties?.[name] ?? {}, find)]))
  if (type === 'array') return Array.from({ length: s.minItems ?? 0 }, () => exampleOf(s.items ?? {}, find))
  if (type === 'integer' || type === 'number') return Math.max(1, s.minimum ?? 1)
  if (type === 'boolean') return true
  if (type === 'string') return texts[s.format ?? ''] ?? textOf(s)
  return {}
}

/** The title of a field reads like what belongs there; where a form is asked for, the first of some usual values that has it. */
function textOf({ title = '示例', minLength = 0, pattern }: Shape): string {
  const text = title.padEnd(minLength, '示例')
  const form = pattern === undefined ? undefined : new RegExp(pattern, 'u')
  return form ? ([text, ...usual].find((value) => form.test(value)) ?? text) : text
}

const usual = ['445102', ID, '2017-10-31', '123456', 'example', 'example.one', '2017']
