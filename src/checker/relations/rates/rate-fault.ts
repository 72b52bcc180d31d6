import type { Doc, Item } from '../../document.ts'
import { printed } from '../../document.ts'
import { confirm, holdsWith, reject, type Sheet } from '../../outcome.ts'
import { percentFit, percentOf, shareRange, showPercent } from '../../ratio-math.ts'
import { fits, isAmount, isHeadline } from '../amounts.ts'
import { refusals } from './rate-halves.ts'
import { dividedBy } from './rate-position.ts'

/** Rates whose base is often another than the figure before: only a numerator that bears their name may be blamed. */
export const UNSURE = /犯罪|再犯|出庭|应诉|纠错|败诉|胜诉|满意|增长|覆盖|知晓|参与|完成/
/** The base that a rate has by its name: only where it stands before the rate is the text wrong whatever was meant. */
const BASES: readonly (readonly [RegExp, RegExp])[] = [
  [/成功$|调成$/, /受理|调解|调处|化解|排查|办理|纠纷|矛盾/],
  [/(?:审结|结案|办结)$/, /受理|[收受来立]案|新收|接收|收到|接到|申请|承办|交办|转办|登记|工单|诉求|来信/],
  [/履行$/, /达成|成功|协议|调解/],
  [/(?:调处|化解)$/, /排查|摸排|发生|受理|纠纷/],
  [/受理$/, /收到|申请|接收/],
  [/(?:办复|答复)$/, /立案|交办|承办|建议|提案/],
  [/合格$/, /抽检|抽查|检查|检测|评查|参加|考核|案件/],
  [/(?:采纳|回复)$/, /建议|提出|发出/],
]

// 收到申请6200件,审结4696件: some were not taken up, and the rate is of those that were
const mayBeRefused = (stem: string, den: Item): boolean =>
  /(?:审结|结案)$/.test(stem) && /收到|接到|申请/.test(den.before) && !/受理/.test(den.before)

/** Is the amount what a rate of this name is of? */
export const isBaseOf = (stem: string, den: Item): boolean => BASES.some(([name, base]) => name.test(stem) && base.test(den.before))

/** A rate whose numerator and base are printed, and which they do not give. */
export function rejectRate(sheet: Sheet, item: Item, stem: string, num: Item, here: readonly Item[]): void {
  const { doc } = sheet
  const chain = here.filter(
    (i) => i.index !== num.index && (fits(i, num) || i.family === num.family) && i.hi >= num.lo && i.index < num.index,
  )
  const other = otherHalf(doc, item, stem, num)
  if (other || stem.startsWith('不')) {
    if (other) refused(sheet, item, stem, num, other)
    return
  }
  const { p } = percentOf(item)
  // 廉租房开工2164套,开工率116.9%: what is more than its base has a base smaller than itself
  const over = p > 100 && (chain[chain.length - 1]?.value ?? Number.POSITIVE_INFINITY) > num.value * 1.25
  const before = beside(doc, num)
  const next = doc.items[num.index + 1]
  // 改判发回2件,一审结案93件,改判发回率2.15%
  const after = next && next.index === item.index - 1 && isAmount(next) && next.unit === num.unit && next.value > num.value ? next : null
  const whole = holdsWith(sheet, num).find((h) => h.kind === 'sum' && h.items.length >= 3 && h.items.indexOf(num) > 0)?.items[0]
  const den = over
    ? planned(doc, item, num)
    : (dividedBy(doc, num) ??
      whole ??
      after ??
      nearest(doc, chain, num, item) ??
      before ??
      sameSubject(doc, item, num) ??
      nearMiss(doc, item, num, stem))
  if (!den) return
  const fit = percentFit(item, ...shareRange(num, den))
  if (fit === 'ok') confirm(sheet, 'ratio', `${printed(doc, num)} ÷ ${printed(doc, den)} = ${printed(doc, item)}`, [den, num, item])
  if (fit !== 'bad') return
  const actual = (100 * num.value) / den.value
  const adjacent = between(doc, num, item) === 0 && num.sentence === den.sentence && between(doc, den, num) <= 1
  const tied = isBaseOf(stem, den) && !UNSURE.test(stem) && chain.length <= 2 && chain.includes(den)
  // a rate far from every printed pair is most likely of a base that is not printed
  if (!adjacent && Math.abs(actual - p) > 30) return
  if (den === before && !chain.includes(den) && (!adjacent || Math.abs(actual - p) > 45)) return
  const semicolons = doc.text.slice(den.end, item.start).includes(';')
  reject(sheet, {
    kind: 'ratio',
    severity: tied && adjacent && !semicolons && item.bound === 'exact' && !mayBeRefused(stem, den) ? 'error' : 'question',
    message: {
      zh: `${stem}率应为${showPercent(actual, item.decimals)}（${printed(doc, num)}÷${printed(doc, den)}），文中写作${printed(doc, item)}`,
      en: `the rate should be ${showPercent(actual, item.decimals)} (${printed(doc, num)} of ${printed(doc, den)}), the text says ${printed(doc, item)}`,
    },
    arithmetic: `${printed(doc, num)} ÷ ${printed(doc, den)} = ${showPercent(actual, item.decimals)} ≠ ${printed(doc, item)}`,
    items: [den, num, item],
    suggestion: { zh: '请核对分子、分母，或写明分母口径。', en: 'Check both counts, or name the base of the rate.' },
  })
}

// 直接纠错236件,纠错率24.2%,调解170件,调解率17.4%: what has a rate of its own is no base; of the others the last one, or what nearly gives the rate
function nearest(doc: Doc, chain: readonly Item[], num: Item, item: Item): Item | undefined {
  const hasRate = (next: Item | undefined) => next?.family === 'percent' && !next.growth && /率/.test(next.before)
  const free = chain.filter((i) => !hasRate(doc.items[i.index + 1]))
  const last = free.at(-1)
  if (!last || free.length === 1 || between(doc, last, num) === 0) return last ?? chain.at(-1)
  const off = (i: Item) => Math.abs((100 * num.value) / i.value - percentOf(item).p)
  return [...free].sort((a, b) => off(a) - off(b))[0]
}

// What was not refused, or what was: 起诉 beside 不起诉
function otherHalf(doc: Doc, item: Item, stem: string, num: Item): Item | null {
  const between = doc.items.slice(num.index + 1, item.index)
  if (!stem.startsWith('不')) return refusals(doc, item, stem).find((i) => i.unit === num.unit) ?? null
  const here = doc.bySentence[num.sentence] ?? []
  const other = here.filter((i) => i.index < num.index && i.unit === num.unit && isAmount(i)).pop()
  return other && between.every((i) => i.growth) ? other : null
}

// 批捕286人,不捕126人,不捕率30.6%: the base is both together; pending cases may move it by a little
function refused(sheet: Sheet, item: Item, stem: string, num: Item, other: Item): void {
  const { doc } = sheet
  const actual = (100 * num.value) / (num.value + other.value)
  if (Math.abs(actual - percentOf(item).p) < (item.index - num.index === 1 && num.index - other.index === 1 ? 0.5 : 1)) return
  const left = `${printed(doc, num)} ÷ (${printed(doc, other)}+${printed(doc, num)}) = ${showPercent(actual, item.decimals)}`
  reject(sheet, {
    kind: 'ratio',
    severity: 'question',
    message: {
      zh: `${stem}率推算为${showPercent(actual, item.decimals)}，文中写作${printed(doc, item)}`,
      en: `the rate would be ${showPercent(actual, item.decimals)}, the text says ${printed(doc, item)}`,
    },
    arithmetic: `${left} ≠ ${printed(doc, item)}`,
    items: [other, num, item],
    suggestion: { zh: '请核对分子、分母，或写明分母口径。', en: 'Check both counts, or name the base of the rate.' },
  })
}

// Figures that stand between two, changes left out
function between(doc: Doc, a: Item, b: Item): number {
  return doc.items.slice(a.index + 1, b.index).filter((i) => !i.growth).length
}

// 床位2380张,入住1142人; 建议61件,回复63件: the figure just before, in whatever measure
function beside(doc: Doc, num: Item): Item | null {
  const last = doc.items[num.index - 1]
  const before = last?.family === 'percent' ? doc.items[num.index - 2] : last
  if (!before || before.sentence !== num.sentence || !isAmount(before) || (before.family === 'money') !== (num.family === 'money'))
    return null
  const gap = doc.text.slice(before.end, num.start)
  // 接听3.2万通,接通率96%;1.9万名群众参评
  const parted = last === before ? /[;。]/ : /。/
  return gap.length <= 24 && !parted.test(gap) && before.unit !== '' ? before : null
}

// 315件…。结案268件,结案率85.1%: of the figures just before, the one that nearly gives the rate
function nearMiss(doc: Doc, item: Item, num: Item, stem: string): Item | null {
  const { p } = percentOf(item)
  // 已调解成功37件,正在调处1件,成功率99.4%: what is still open may stand between
  const between = doc.items.slice(num.index + 1, item.index)
  if (between.length > 1 || between.some((i) => i.unit !== num.unit || !/正在|尚|未|余/.test(i.before))) return null
  // 受理纠纷820件。调解成功714件,成功率98.0%: the base that the name asks for may be farther off
  const near = (i: Item) => (i.sentence < num.sentence && isBaseOf(stem, i) && isHeadline(i) ? 15 : 3)
  if (p < 50) return num.before.includes(stem.slice(-2)) ? nearRatio(doc, item, num) : null
  for (let k = num.index - 1; k >= 0 && num.index - k <= 16; k--) {
    const i = doc.items[k] as Item
    if (i.paragraph !== num.paragraph || num.sentence - i.sentence > 3) return null
    if (isAmount(i) && i.unit === num.unit && (i.lo >= num.hi || p > 90) && Math.abs((100 * num.value) / i.value - p) <= near(i)) return i
  }
  return null
}

// 在册6842人…。重新犯罪31人,重新犯罪率0.45%: a small rate is near where it is near in proportion
function nearRatio(doc: Doc, item: Item, num: Item): Item | null {
  const { p } = percentOf(item)
  const off = (i: Item) => Math.abs((100 * num.value) / i.value / p - 1)
  for (let k = num.index - 1; k >= 0 && num.index - k <= 16; k--) {
    const i = doc.items[k] as Item
    if (i.paragraph !== num.paragraph) return null
    if (isAmount(i) && i.unit === num.unit && isHeadline(i) && i.lo > num.hi && off(i) <= 0.25) return i
  }
  return null
}

// 要求竣工3000套。…竣工4986套,竣工率166%: what was planned under the same words, else the plan
function planned(doc: Doc, item: Item, num: Item): Item | null {
  const words = num.before.replace(/[^\u4e00-\u9fff]/g, '')
  let plan: Item | null = null
  if (item.index - num.index !== 1 || words.length < 2) return null
  for (let k = num.index - 1; k >= 0 && num.index - k <= 16; k--) {
    const i = doc.items[k] as Item
    if (i.paragraph !== num.paragraph) break
    if (!isAmount(i) || i.unit !== num.unit || i.value > num.value) continue
    if (i.label.endsWith(words) || (i.label.length >= 2 && words.startsWith(i.label))) return i
    if (/任务|目标|计划/.test(i.before) && Math.abs((100 * num.value) / i.value - percentOf(item).p) <= 25) plan = i
  }
  return plan
}

// 审结民商事案件7211件…。民商事案件调解撤诉4103件: the base stands some sentences before, under the same words
function sameSubject(doc: Doc, item: Item, num: Item): Item | null {
  const words = num.before.replace(/[^\u4e00-\u9fff]/g, '')
  if (item.index - num.index !== 1 || words.length < 5) return null
  for (let k = num.index - 1; k >= 0 && num.index - k <= 16; k--) {
    const i = doc.items[k] as Item
    if (i.paragraph !== num.paragraph) return null
    if (!isAmount(i) || i.unit !== num.unit || i.lo < num.hi) continue
    // 耕地105亩…。耕地有效灌溉面积40亩
    if (i.label.length >= 2 && words.startsWith(i.label)) return i
    for (let at = 0; at + 4 <= words.length; at++) if (i.before.includes(words.slice(at, at + 4))) return i
  }
  return null
}
