import { z } from 'zod'
import { countings } from './data/counting.ts'
import { isDay } from './day.ts'
import { lawLines } from './line-titles.ts'
import type { CountingCode, Unit } from './rule.ts'

const COUNTINGS = Object.keys(countings).filter((c): c is CountingCode => c in countings)

const MONTH_DAY = '(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\\d|3[01])'
const UNIT = new RegExp(`^(?:calendar|working|hour|month|year|date:${MONTH_DAY}(?:,${MONTH_DAY})*|window:${MONTH_DAY}\\.\\.${MONTH_DAY})$`)

const text = z.string().min(1)
const day = z.string().refine((d) => isDay(d), { error: 'day' })
const period = { from: day, to: day.nullable().default(null) }
const unit = z.custom<Unit>((u) => typeof u === 'string' && UNIT.test(u), { error: 'unit' })

const statuteVersion = z.strictObject({
  title: text,
  organ: text,
  number: text.nullable().default(null),
  issued: day.nullable().default(null),
  ...period,
  last: z.int().positive().nullable().default(null),
  read: z.strictObject({ file: text, commit: text, day }).optional(),
  page: text.optional(),
  note: text.optional(),
  articles: z.record(z.string().regex(/^[1-9]\d*$/), z.strictObject({ says: text, quote: text.optional() })).default({}),
})

const ruleVersion = z
  .strictObject({
    ...period,
    article: text,
    length: z.int(),
    unit,
    direction: z.literal('before').optional(),
    counting: z.enum(COUNTINGS),
    start: text.optional(),
    act: text.optional(),
    extend: z.strictObject({ by: text, most: z.int().positive().nullable(), article: text }).optional(),
    pauses: z.array(z.strictObject({ why: text, article: text })).optional(),
    checked: z.enum(['text', 'page', 'memory']).default('memory'),
    note: text.optional(),
  })
  .refine((v) => v.direction === 'before' || v.length >= 0, { error: 'negative', path: ['length'] })

const year = z.strictObject({
  year: z.int().min(1949).max(2199),
  notices: z.array(z.strictObject({ title: text, number: text.nullable().default(null), issued: day.nullable().default(null) })).min(1),
  holidays: z.array(z.tuple([text, day, day]).refine(([, from, to]) => from <= to, { error: 'order' })),
  workdays: z.array(day),
  amends: z.literal(true).optional(),
})

/** 「法规文件」的格式：statutes, rules and calendar years as JSON. */
export const lawFileSchema = z.strictObject({
  statutes: z
    .array(
      z.strictObject({
        id: text,
        short: text.optional(),
        en: text.optional(),
        aliases: z.array(text).optional(),
        versions: z.array(statuteVersion).min(1),
      }),
    )
    .default([]),
  rules: z
    .array(
      z.strictObject({
        code: z.string().regex(/^[a-z]+(\.[a-z0-9]+)+$/),
        line: z.enum(lawLines).optional(),
        title: text.optional(),
        en: text.optional(),
        actor: text.optional(),
        start: text.optional(),
        act: text.optional(),
        kind: z.enum(['most', 'least', 'warn']).optional(),
        versions: z.array(ruleVersion).min(1),
      }),
    )
    .default([]),
  calendar: z.array(year).default([]),
})
