import { addDays, dayInWords, daysBetween, daysInMonth, type LegalDay } from '../../law/index.ts'
import { inForce, theLaw } from './law.ts'

const said = (day: LegalDay): string => dayInWords(day, 'zh')

/** What the papers say about the length of a correction. */
export interface Sentence {
  readonly category: string
  /** Day from which the law counts: see `starts`. */
  readonly from: LegalDay
  readonly years?: number | null
  readonly months?: number | null
  readonly days?: number | null
  /** Days in custody before the judgment was carried out. */
  readonly creditDays?: number | null
  /** The day on which the original sentence is served in full (parole, temporary service). */
  readonly sentenceEndOn?: LegalDay | null
  /** Days outside prison that the deciding organ does not count as served (escape, fraud). */
  readonly uncountedDays?: number | null
  /** 原判刑罚: bounds the length. */
  readonly sentence?: string | null
}

/** The term with its derivation in Chinese, or the sentence that says why it cannot be worked out. */
export type Term =
  | { readonly ok: true; readonly from: LegalDay; readonly to: LegalDay; readonly lines: readonly string[] }
  | { readonly ok: false; readonly say: string }

/** From which day each category counts. */
export const starts: Readonly<Record<string, { readonly title: string; readonly basis: string }>> = {
  control: { title: '判决执行之日', basis: '刑法 第四十一条' },
  probation: { title: '判决确定之日', basis: '刑法 第七十三条' },
  parole: { title: '假释之日', basis: '刑法 第八十三条' },
  temporary: { title: '暂予监外执行之日', basis: '刑事诉讼法 第二百六十五条' },
  deprivation: { title: '主刑执行完毕或者假释之日', basis: '刑法 第五十八条' },
}

/** Lawful lengths in months by category and sentence; a joint sentence may lengthen 管制 to three years (刑法 第六十九条). */
const bounds: readonly { category: string; sentence?: string; least: number; most: number; basis: string }[] = [
  { category: 'control', least: 3, most: 36, basis: '刑法 第三十八条、第六十九条' },
  { category: 'probation', sentence: 'detention', least: 2, most: 12, basis: '刑法 第七十三条' },
  { category: 'probation', sentence: 'fixed', least: 12, most: 60, basis: '刑法 第七十三条' },
  { category: 'parole', sentence: 'life', least: 120, most: 120, basis: '刑法 第八十三条' },
]

/**
 * The last day of a sentence of so many years, months and days, the first day counted.
 * A year or month ends on the day before the corresponding day; where that day does not exist, or the first day is the last of its month, on the
 * day before the last day of the month. 最高人民法院关于适用刑事诉讼法的解释（法释〔2021〕1号） 第二百零二条; 刑期 earlier than 2021 were counted alike.
 */
export function lastDay(from: LegalDay, years: number, months: number, days: number): LegalDay {
  let at = from
  if (years > 0) at = corresponding(at, years * 12, false)
  if (months > 0) at = corresponding(at, months, isLastOfMonth(at))
  return addDays(at, days - 1)
}

const isLastOfMonth = (day: LegalDay): boolean => Number(day.slice(8)) === daysInMonth(Number(day.slice(0, 4)), Number(day.slice(5, 7)))

function corresponding(day: LegalDay, months: number, toLast: boolean): LegalDay {
  const count = Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1 + months
  const [year, month] = [Math.floor(count / 12), (count % 12) + 1]
  const last = daysInMonth(year, month)
  const date = toLast ? last : Math.min(Number(day.slice(8)), last)
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(date).padStart(2, '0')}`
}

/** 「矫正期限」: first and last day, with every step of the arithmetic and its article. */
export function termOf(s: Sentence): Term {
  const start = starts[s.category]
  if (!start) return { ok: false, say: `未知的矫正类别：${s.category}` }
  const [years, months, days] = [s.years ?? 0, s.months ?? 0, s.days ?? 0]
  const lines = [`自${said(s.from)}（${start.title}）起算，当日计入（${start.basis}）`]

  if (s.category === 'temporary' || (s.category === 'parole' && s.sentenceEndOn && years + months + days === 0)) {
    if (!s.sentenceEndOn) return { ok: false, say: '暂予监外执行的期限至原判刑期届满，请填写原判刑期届满日' }
    lines.push(
      `原判刑期至${said(s.sentenceEndOn)}届满，${s.category === 'parole' ? '没有执行完毕的刑期即为假释考验期（刑法 第八十三条）' : '暂予监外执行期间计入执行刑期'}`,
    )
    const uncounted = s.category === 'temporary' ? (s.uncountedDays ?? 0) : 0
    if (uncounted > 0) lines.push(`不计入执行刑期${uncounted}日，刑期相应顺延（刑事诉讼法 第二百六十八条）`)
    return finished(s.from, addDays(s.sentenceEndOn, uncounted), lines)
  }

  if (years + months + days === 0) return { ok: false, say: '请填写法律文书确定的期限（年、月、日）' }
  const length = years * 12 + months
  const bound = bounds.find((b) => b.category === s.category && (!b.sentence || b.sentence === s.sentence))
  if (bound && (length < bound.least || length > bound.most || (length === bound.most && days > 0)))
    return {
      ok: false,
      say: `期限${written(years, months, days)}不在法定幅度内（${bound.least}个月以上${bound.most}个月以下，${bound.basis}），请核对法律文书`,
    }

  const whole = lastDay(s.from, years, months, days)
  lines.push(`期限${written(years, months, days)}，至${said(whole)}届满（刑期按年、月计算至对应日的前一日）`)
  const credit = s.creditDays ?? 0
  if (credit > 0 && s.category === 'control') {
    lines.push(`先行羁押${credit}日，羁押一日折抵刑期二日，折抵${credit * 2}日（刑法 第四十一条）`)
    return finished(s.from, addDays(whole, -credit * 2), lines)
  }
  if (credit > 0) lines.push(`先行羁押${credit}日不折抵${s.category === 'parole' ? '假释考验期' : '考验期'}（刑法 第七十三条）`)
  return finished(s.from, whole, lines)
}

function finished(from: LegalDay, to: LegalDay, lines: string[]): Term {
  if (to < from) return { ok: false, say: `算得期满日${said(to)}早于起算日${said(from)}，请核对先行羁押日数与刑期` }
  const release = inForce(to, theLaw) ? '社区矫正法 第四十四条' : '社区矫正实施办法 第三十条'
  lines.push(`矫正期限：${said(from)}至${said(to)}，共${daysBetween(from, to) + 1}日；期满当日办理解除（${release}）`)
  return { ok: true, from, to, lines }
}

const written = (years: number, months: number, days: number): string =>
  [years && `${years}年`, months && `${months}个月`, days && `${days}日`].filter(Boolean).join('')

/**
 * The first day on which a term may end after a reduction, with its article; null where the record does not tell. Of 管制 and of 有期徒刑 at least half
 * is served, days in custody counted (刑法 第七十八条); a probation never becomes shorter than the law's least (刑法 第七十三条).
 */
export function earliestAfterReduction(s: Sentence & { readonly sentenceFrom?: LegalDay | null }): { on: LegalDay; basis: string } | null {
  const half = (from: LegalDay, to: LegalDay, credit: number) => addDays(from, Math.ceil((daysBetween(from, to) + 1) / 2) - credit - 1)
  const basis = '减刑后实际执行的刑期不能少于原判刑期的二分之一（刑法第七十八条）'
  const [years, months, days] = [s.years ?? 0, s.months ?? 0, s.days ?? 0]
  if (s.category === 'control' && years + months + days > 0)
    return { on: half(s.from, lastDay(s.from, years, months, days), (s.creditDays ?? 0) * 2), basis }
  if (s.category === 'temporary' && s.sentence === 'fixed' && s.sentenceFrom && s.sentenceEndOn)
    return { on: half(s.sentenceFrom, s.sentenceEndOn, 0), basis }
  const bound = bounds.find((b) => b.category === s.category && b.category === 'probation' && b.sentence === s.sentence)
  return bound ? { on: lastDay(s.from, 0, bound.least, 0), basis: `缩短后的缓刑考验期不能少于${bound.least}个月（刑法第七十三条）` } : null
}

/** 「未成年」: below eighteen on a day; the eighteenth birthday itself is not below. 刑法 第十七条 counts from the day after the birthday. */
export function isMinorOn(bornOn: LegalDay, on: LegalDay): boolean {
  return on <= corresponding(bornOn, 18 * 12, false)
}
