import { randomBytes, randomFillSync } from 'node:crypto'

/**
 * The one gate for time and chance. Services receive a clock; only this file touches `Date` and the random source, so a test
 * or a demo decides what day it is and which identifiers come out.
 */
export interface Clock {
  /** The legal day in Asia/Shanghai, 'YYYY-MM-DD'. */
  today(): string
  /** The present instant in UTC, ISO 8601 with milliseconds. */
  now(): string
  /** A UUIDv7: ordered by time of creation, made here because PostgreSQL 15 has no uuidv7(). */
  newId(): string
  /** An unguessable token in base64url, 256 bits unless told otherwise. */
  randomToken(bytes?: number): string
}

/** China has one legal time, UTC+8, and has known no summer time since 1991; every day counted here is later. */
const SHANGHAI_OFFSET_MS = 8 * 3_600_000

/** The legal day in Asia/Shanghai of an instant given in milliseconds since 1970. */
export function legalDay(milliseconds: number): string {
  return new Date(milliseconds + SHANGHAI_OFFSET_MS).toISOString().slice(0, 10)
}

/** An instant written with any offset, as UTC ISO 8601 with milliseconds; undefined when it is not an instant. */
export function toInstant(text: string): string | undefined {
  const milliseconds = Date.parse(text)
  return Number.isNaN(milliseconds) ? undefined : new Date(milliseconds).toISOString()
}

/** Milliseconds since 1970 of an ISO instant. */
export function millisecondsOf(instant: string): number {
  return Date.parse(instant)
}

/** A stretch of time on the monotonic clock, in milliseconds: for measuring, never for dating. */
export function stopwatch(): () => number {
  const start = performance.now()
  return () => performance.now() - start
}

/**
 * The clock of a running system. `FAZHI_TODAY=2017-10-31` holds the legal day still for the demo county and the manual's
 * screenshots; instants then lie on that day too, at the true time of day, so that no event is dated after "today".
 */
export function systemClock(env: Readonly<Record<string, string | undefined>> = process.env): Clock {
  const held = env.FAZHI_TODAY
  if (held !== undefined && held !== '' && !isDay(held)) {
    throw new RangeError(`FAZHI_TODAY must be a day like 2017-10-31, not "${held}"`)
  }
  const day = held || undefined
  const milliseconds = (): number => {
    const real = Date.now()
    if (day === undefined) return real
    const timeOfDay = (real + SHANGHAI_OFFSET_MS) % 86_400_000
    return Date.parse(`${day}T00:00:00Z`) - SHANGHAI_OFFSET_MS + timeOfDay
  }
  return {
    today: () => day ?? legalDay(milliseconds()),
    now: () => new Date(milliseconds()).toISOString(),
    newId: uuidSource(milliseconds, (bytes) => randomFillSync(bytes)),
    randomToken: (bytes = 32) => randomBytes(bytes).toString('base64url'),
  }
}

/** A clock for tests: it stands still until it is set or moved on, and its identifiers are the same in every run. */
export interface TestClock extends Clock {
  /** Put the clock at an ISO instant, or at noon (Asia/Shanghai) of a legal day. */
  set(at: string): void
  /** Move on by so many milliseconds. */
  advance(milliseconds: number): void
}

/** A test clock standing at an instant or a legal day; `seed` makes its own, repeatable sequence of identifiers. */
export function testClock(at = '2017-10-31', seed = 1): TestClock {
  let milliseconds = 0
  const set = (to: string): void => {
    const value = isDay(to) ? Date.parse(`${to}T04:00:00Z`) : Date.parse(to)
    if (Number.isNaN(value)) throw new RangeError(`not a day or an instant: ${to}`)
    milliseconds = value
  }
  set(at)
  const fill = repeatableBytes(seed)
  return {
    set,
    advance: (by) => {
      milliseconds += by
    },
    today: () => legalDay(milliseconds),
    now: () => new Date(milliseconds).toISOString(),
    newId: uuidSource(() => milliseconds, fill),
    randomToken: (bytes = 32) => Buffer.from(fill(new Uint8Array(bytes))).toString('base64url'),
  }
}

function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false
  const milliseconds = Date.parse(`${text}T00:00:00Z`)
  return !Number.isNaN(milliseconds) && new Date(milliseconds).toISOString().startsWith(text)
}

/**
 * UUIDv7 (RFC 9562): 48 bits of milliseconds, then a 12-bit counter that keeps identifiers of one millisecond in the order
 * they were asked for, then 62 random bits. A clock that steps back does not make identifiers step back.
 */
function uuidSource(milliseconds: () => number, fill: (bytes: Uint8Array) => Uint8Array): () => string {
  let last = 0
  let counter = 0
  return () => {
    const present = milliseconds()
    if (present > last) {
      last = present
      counter = 0
    } else {
      counter += 1
      if (counter > 0xfff) {
        last += 1
        counter = 0
      }
    }
    const time = last.toString(16).padStart(12, '0')
    const random = fill(new Uint8Array(8))
    random[0] = ((random[0] ?? 0) & 0x3f) | 0x80
    const tail = Buffer.from(random).toString('hex')
    return `${time.slice(0, 8)}-${time.slice(8)}-7${counter.toString(16).padStart(3, '0')}-${tail.slice(0, 4)}-${tail.slice(4)}`
  }
}

/** Bytes that look random and are the same for the same seed (xorshift32). For tests only. */
function repeatableBytes(seed: number): (bytes: Uint8Array) => Uint8Array {
  let state = (seed | 0) === 0 ? 0x9e3779b9 : seed | 0
  return (bytes) => {
    for (let index = 0; index < bytes.length; index += 1) {
      state ^= state << 13
      state ^= state >>> 17
      state ^= state << 5
      bytes[index] = state & 0xff
    }
    return bytes
  }
}
