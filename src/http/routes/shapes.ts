import { z } from 'zod'
import { isDay } from '../../law/index.ts'

/** A legal day in a request: one that exists. */
export const dayText = (title: string) =>
  z.string().refine(isDay, { error: '不是有效日期，应写作 2017-10-31 / not a day such as 2017-10-31' }).meta({ title, format: 'date' })

/** No control characters but line ends and tabs, no half of a surrogate pair: the database takes neither, and a list would show neither. */
const isPlain = (text: string) => text.isWellFormed() && [...text].every((c) => c >= ' ' || c === '\n' || c === '\r' || c === '\t')

/** A line of text in a request: trimmed, of a length that fits, in characters that can be kept and shown. */
export const plainText = (title: string, max: number, min: 0 | 1 = 0) =>
  z
    .string()
    .trim()
    .min(min, '不能为空 / must not be empty')
    .max(max, `不能超过 ${max} 个字符 / at most ${max} characters`)
    .refine(isPlain, { error: '含有不可见的控制字符 / contains control characters' })
    .meta({ title })
