import { type LawLine, lawLines } from '../law/index.ts'

/** What the calculator is asked by the address: every value as it was typed, shortened, so that the form shows it again. */
export interface Asked {
  readonly line: LawLine | undefined
  readonly words: string
  readonly rule: string
  readonly start: string
  readonly time: string
  readonly pauses: readonly { readonly from: string; readonly to: string }[]
  readonly extend: string
}

/** As many stretches as the form offers; a case with more is one for an officer. */
export const PAUSES = 3

/** Reads an address. What is missing is empty, what is too long is cut: the law clock says what is wrong with the rest. */
export function askedOf(query: Readonly<Record<string, unknown>>): Asked {
  const text = (name: string, longest: number) => (typeof query[name] === 'string' ? query[name].trim().slice(0, longest) : '')
  const day = (name: string) => dayOf(text(name, 12))
  const line = text('line', 40)
  return {
    line: lawLines.find((l) => l === line),
    words: text('q', 60),
    rule: text('rule', 60),
    start: day('start'),
    time: text('time', 5),
    pauses: Array.from({ length: PAUSES }, (_, i) => ({ from: day(`from${i + 1}`), to: day(`to${i + 1}`) })),
    extend: text('extend', 4),
  }
}

/** A phone without a date picker is typed into by hand: 2017年9月15日, 2017/9/15 and 2017.9.15 are days too. */
function dayOf(typed: string): string {
  const [, y, m = '', d = ''] = /^(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?$/.exec(typed) ?? []
  return y === undefined ? typed : `${y}-${m.padStart(2, '0')}-${d.padStart(2, '0')}`
}

/** The same as an address again, without what is empty: for the link to the other language. */
export function addressOf(asked: Asked): Record<string, string> {
  const pauses = asked.pauses.flatMap((p, i) => [
    [`from${i + 1}`, p.from],
    [`to${i + 1}`, p.to],
  ])
  const all = [
    ['line', asked.line ?? ''],
    ['q', asked.words],
    ['rule', asked.rule],
    ['start', asked.start],
    ['time', asked.time],
    ...pauses,
    ['extend', asked.extend],
  ]
  return Object.fromEntries(all.filter(([, value]) => value !== ''))
}
