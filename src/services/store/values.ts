import pg from 'pg'
import { toInstant } from '../clock.ts'

const TEXT_LIST: number = 1009

/**
 * How values of the database arrive: a day as 'YYYY-MM-DD', an instant as UTC ISO text, numbers as numbers.
 * An int8 beyond 2^53 stays text, because a silently rounded number is worse than an odd type.
 */
const parsers: Readonly<Record<number, (text: string) => unknown>> = {
  20: wholeNumber,
  1016: listOf(wholeNumber),
  1082: asIs,
  1182: listOf(asIs),
  1114: (text) => text.replace(' ', 'T'),
  1115: listOf((text) => text.replace(' ', 'T')),
  1184: instant,
  1185: listOf(instant),
  1700: Number,
  1231: listOf(Number),
}

/** The `types` option of a pg client. */
export const types: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') =>
    (format === 'binary' ? undefined : parsers[oid]) ?? pg.types.getTypeParser(oid, format ?? 'text')) as typeof pg.types.getTypeParser,
}

function asIs(text: string): string {
  return text
}

function wholeNumber(text: string): number | string {
  const value = Number(text)
  return Number.isSafeInteger(value) ? value : text
}

/** A list is taken apart by pg's own parser of text[] and each entry read for itself. */
function listOf(parse: (text: string) => unknown): (text: string) => unknown {
  const read = (entry: unknown): unknown => (Array.isArray(entry) ? entry.map(read) : typeof entry === 'string' ? parse(entry) : entry)
  return (text) => read(pg.types.getTypeParser(TEXT_LIST, 'text')(text))
}

/**
 * '2017-05-19 01:02:03.5+00' → '2017-05-19T01:02:03.500Z'. At least three digits of fraction, so that an instant written by
 * the clock comes back letter for letter: the event chain hashes it.
 */
function instant(text: string): string {
  const parts = /^(\d{4}-\d{2}-\d{2}) (\d{2}:\d{2}:\d{2})(?:\.(\d{1,6}))?\+00$/.exec(text)
  if (!parts) return toInstant(text.replace(' ', 'T').replace(/([+-]\d{2})$/, '$1:00')) ?? text
  const [, day, time, fraction = ''] = parts
  return `${day}T${time}.${fraction.length <= 3 ? fraction.padEnd(3, '0') : fraction.padEnd(6, '0')}Z`
}
