import { z } from 'zod'
import { isDay } from '../../law/index.ts'

/** A legal day in a request: one that exists. */
export const dayText = (title: string) =>
  z.string().refine(isDay, { error: '不是有效日期，应写作 2017-10-31 / not a day such as 2017-10-31' }).meta({ title, format: 'date' })
