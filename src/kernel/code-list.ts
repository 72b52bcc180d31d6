import type { LegalDay } from '../law/index.ts'

/** One value of a code list. `from`/`to` are the first and last day on which it may be chosen; a record keeps the value it was given. */
export interface Code {
  readonly title: string
  readonly from?: LegalDay
  readonly to?: LegalDay
  /** The code that a ministry table or a provincial system uses for this value. */
  readonly external?: string
}

/** 「代码表」: the closed set of values of a field, each with its dates. Values are English identifiers, titles the official words. */
export interface CodeList<K extends string = string> {
  readonly id: string
  readonly title: string
  readonly source?: string
  readonly codes: { readonly [key in K]: Code }
}

/** Declares a code list; a bare string is the title of a value that has always been valid. */
export function codeList<const V extends Readonly<Record<string, string | Code>>>(def: {
  id: string
  title: string
  source?: string
  values: V
}): CodeList<keyof V & string> {
  const codes: Record<string, Code> = {}
  for (const [key, value] of Object.entries(def.values)) codes[key] = typeof value === 'string' ? { title: value } : value
  return {
    id: def.id,
    title: def.title,
    ...(def.source ? { source: def.source } : {}),
    codes: codes as CodeList<keyof V & string>['codes'],
  }
}

/** The values that may be chosen on a day, in the order of the list. */
export function codesOn<K extends string>(list: CodeList<K>, on: LegalDay): K[] {
  return (Object.keys(list.codes) as K[]).filter((key) => {
    const { from, to } = list.codes[key]
    return (!from || from <= on) && (!to || on <= to)
  })
}

/** The official words for a stored value; the value itself when the list no longer knows it. */
export function codeTitle(list: CodeList, value: string): string {
  return list.codes[value]?.title ?? value
}
