import type { Doc, Item } from '../../document.ts'
import { printed } from '../../document.ts'
import { confirm, draftsWith, reject, type Sheet } from '../../outcome.ts'
import { percentFit, percentOf, shareRange, showPercent } from '../../ratio-math.ts'
import { add, fits, headlines, isAmount } from '../amounts.ts'
import { grim } from './grim.ts'
import { isBaseOf, rejectRate, UNSURE } from './rate-fault.ts'
import { amongGrades, severalOutcomes } from './rate-grades.ts'
import { refusals } from './rate-halves.ts'
import { byPosition, dividedBy } from './rate-position.ts'

/** Words under which the numerator of a rate is printed, by the word before 率. */
const STEMS: readonly (readonly [RegExp, RegExp])[] = [
  [/成功$|调成$/, /成功|调成|达成|化解/],
  [/(?:审结|结案|办结)$/, /审结|结案|办结|结/],
  [/(?:调处|调解|化解)$/, /调处|调解|化解|成功/],
  [/履行$/, /履行|兑现/],
  [/受[理案]$/, /受理(?!前)|立案/],
  [/破案$/, /破/],
  [/胜诉$/, /胜诉/],
  [/败诉$/, /败诉/],
  [/纠错$/, /纠错|撤销|确认违法|变更|责令/],
  [/(?:出庭|应诉)$/, /出庭/],
  [/(?:犯罪|再犯)$/, /犯罪/],
  [/(?<!不)(?:批捕|逮捕)$/, /(?<!不|审查)(?:批准|决定|批)?逮?捕/],
  [/(?<!不)起诉$/, /(?<!不|审查)起诉/],
  [/不捕$/, /不(?:予)?(?:批准|批)?逮?捕/],
  [/不(?:起)?诉$/, /不(?:予)?起?诉/],
  [/调撤$/, /调解|撤诉/],
  [/优良$/, /优良/],
  [/城镇化$/, /城镇/],
  [/参保$/, /参保|医保|社保|养老/],
  [/接通$/, /接[通听起]/],
  [/[执持]证$/, /持有|持证/],
  [/(?:差错|错误)$/, /错/],
  [/(?:测评|参评|评价|评议)$/, /测评|参评|评价|评议/],
]
const CAPPED =
  /成功|破案|采纳|回收|参考|及格|入学|参保|调处|调解|化解|履行|合格|覆盖|满意|知晓|建档|监管|参与|回访|出庭|受理|采纳|优秀|衔接|帮教|安置|入户|签订|公开|普及/

/** Rates whose numerator is several counts together, and the names of these. */
const TOGETHER: readonly (readonly [RegExp, readonly RegExp[]])[] = [
  [/调撤$/, [/调解|和解/, /撤诉|撤回/]],
  [/满意[和及与]基本满意$/, [/(?<!基本|不)满意/, /基本满意/]],
  [/(?<!不|基本)满意$/, [/(?<!基本|不)满意/, /基本满意/]],
  [/优良$/, [/优/, /良/]],
  [/(?<!不)合格$/, [/优秀|优等/, /良好|中等/, /(?<!不)合格/]],
  [/(?<!不)合格$/, [/优秀|优等|良好/, /(?<!不)合格/]],
]
// 仲裁结案率: of the cases of arbitration
const KIND = /^(?:民事|商事|刑事|行政|审判|仲裁|诉讼|执行|调解|一审|二审|再审|简易)(?=..)/

/** Rates (成功率, 结案率, 履行率): a printed numerator over a printed base, or no whole numerator at all (GRIM). */
export function checkRates(sheet: Sheet): void {
  checkExcess(sheet)
  const { doc } = sheet
  for (const item of doc.items) {
    if (item.family !== 'percent' || item.growth || item.threshold || item.slash || item.range || item.target) continue
    if (sheet.judged.has(`pct${item.index}`)) continue
    // 发放比例到达20230%: no rate of anything done is tenfold
    if (item.value > 1000 && /(?:率|比例|占比)[^\d,;。]{0,3}$/.test(item.before)) {
      overWhole(sheet, item, '比例')
      continue
    }
    const m =
      /([\u4e00-\u9fff]{1,10})[率面](?:\([^()]{0,8}\))?(?:平均|均|都|分别|已|约|稳定|保持|提高|上升|下降|仍|高)*(?:为|达到|达|是|在|到|至|有|:)*$/.exec(
        item.before,
      )
    if (!m || /增长|增速|利|税|上年|去年|同期|连续/.test(item.before)) continue
    // 审限内结案率100%: of those closed, how many in time
    const inTime = /限内|按期|按时|及时/.exec(item.before)?.[0]
    if (inTime && !doc.items[item.index - 1]?.before.includes(inTime)) continue
    sheet.judged.add(`pct${item.index}`)
    judgeRate(sheet, item, m[1] as string)
  }
}

// 受理1000件,调解成功1029件: more cannot succeed than were taken up
function checkExcess(sheet: Sheet): void {
  const { doc } = sheet
  for (const num of doc.items) {
    if (!/成功|履行|整改/.test(num.before) || !isAmount(num) || num.bound !== 'exact') continue
    // 受理2216件,同比上升12.4%,成功2198件: a change stands between
    const last = doc.items[num.index - 1]
    const den = last?.growth ? doc.items[num.index - 2] : last
    if (!den || den.sentence !== num.sentence || !isAmount(den) || den.unit !== num.unit || num.lo <= den.hi) continue
    const gap = doc.text.slice(den.end, num.clauseStart)
    if (gap.length > (last?.growth ? 18 : 2) || gap.includes(';') || !/受理|调解|调处|化解|发生|成功|纠纷|问题|隐患/.test(den.before))
      continue
    reject(sheet, {
      kind: 'ratio',
      severity: /成功|整改/.test(num.before) && /受理|调解|调处|发生|问题/.test(den.before) ? 'error' : 'question',
      message: {
        zh: `成功、履行或整改的${printed(doc, num)}${num.unit}多于前面的${printed(doc, den)}${den.unit}`,
        en: `${printed(doc, num)} succeeded out of only ${printed(doc, den)}`,
      },
      arithmetic: `${printed(doc, num)} > ${printed(doc, den)}`,
      items: [den, num],
      suggestion: { zh: '请核对两数，如含上期结转请写明。', en: 'Check both; if cases of the period before are counted, say so.' },
    })
  }
}

function overWhole(sheet: Sheet, item: Item, name: string): void {
  const { doc } = sheet
  reject(sheet, {
    kind: 'ratio',
    severity: 'error',
    message: { zh: `${name}${printed(doc, item)}超过100%`, en: `a rate of ${printed(doc, item)} is more than the whole` },
    arithmetic: `${printed(doc, item)} > 100%`,
    items: [item],
    suggestion: { zh: '请核对该比率。', en: 'Check the rate.' },
  })
}

function judgeRate(sheet: Sheet, item: Item, stem: string): void {
  const { doc } = sheet
  const { p } = percentOf(item)
  if (p > 100 && CAPPED.test(stem) && !/完成|结案|办结|审结|执结/.test(stem)) {
    overWhole(sheet, item, `${stem}率`)
    return
  }
  const inside = (s: number) => (doc.bySentence[s] ?? []).filter((i) => i.index < item.index && isAmount(i) && i.depth <= item.depth)
  const own = inside(item.sentence)
  // 受理681件,…。受理率为89.1%: a rate in a sentence of its own speaks of the sentence before it
  const opens = doc.items[item.index - 1]?.sentence !== item.sentence
  const here = opens && doc.sentences[item.sentence - 1]?.paragraph === item.paragraph ? inside(item.sentence - 1) : own
  const after = (doc.bySentence[item.sentence] ?? []).filter(
    (i) =>
      i.index > item.index &&
      i.index <= item.index + 2 &&
      isAmount(i) &&
      // 受理820件,调解成功率98.0%,成功804件: what succeeded may stand behind the rate
      (i.depth > item.depth || (i.index === item.index + 1 && /^,[^,;。]{0,8}$/.test(doc.text.slice(item.end, i.start)))),
  )
  const names = STEMS.find(([s]) => s.test(stem))?.[1] ?? new RegExp(stem.slice(-2))
  const denied = /^不/.test(stem)
  const named = stem.slice(-2)
  if (lastYears(sheet, item)) return
  const nums = [...here, ...after]
    .filter(
      (i) => (names.test(i.before) || names.test(i.after)) && (denied || !/[不未](?:予|能)?[^,;]{0,4}$/.test(i.before.replace(names, ''))),
    )
    .reverse()
    // 责令履行85件,直接纠错374件: what bears the name of the rate goes before what only belongs to it
    .sort((a, b) => Number(b.before.includes(named)) - Number(a.before.includes(named)))
  const earlier = earlierAmounts(doc, item)
  if (amongGrades(sheet, item, stem) || together(sheet, item, stem, here, [...here, ...earlier])) return
  const claimed = triple(doc, item, nums[0])
  let near = false
  let short: readonly [Item, Item] | null = null
  for (const num of nums.slice(0, 6)) {
    const last = amountBefore(doc, num)
    const whole = num.index === item.index - 1 ? dividedBy(doc, num) : null
    const dens = (whole ? [whole] : [...here, ...after, ...earlier]).filter(
      (d) =>
        (!claimed || d.start >= claimed) &&
        d.index !== num.index &&
        (fits(d, num) || d.family === num.family || d === last) &&
        d.hi >= num.lo,
    )
    for (const den of dens) {
      // 批准176人,不批准88人,不捕率: the base is never the granted alone
      if (
        stem.startsWith('不') &&
        den.sentence === num.sentence &&
        den.lo < 2 * num.lo + 1 &&
        den.index < num.index &&
        !/受理|审查|提请/.test(den.before)
      )
        continue
      const [lo, hi] = shareRange(num, den)
      const fit = percentFit(item, lo, hi)
      if (fit === 'ok' && item.value === 100 && num.hi < den.lo) {
        if (num.index === item.index - 1 && (den === last || isBaseOf(stem, den))) short ??= [den, num]
        near = true
      } else if (fit === 'ok') {
        confirm(sheet, 'ratio', `${printed(doc, num)} ÷ ${printed(doc, den)} = ${printed(doc, item)}`, [den, num, item])
        return
      }
      if (fit === 'near') near = true
    }
    if (whole) break
    const far = claimed ? undefined : headlines(doc, num).find((d) => !dens.includes(d) && percentFit(item, ...shareRange(num, d)) === 'ok')
    if (far) {
      confirm(sheet, 'ratio', `${printed(doc, num)} ÷ ${printed(doc, far)} = ${printed(doc, item)}`, [far, num, item])
      return
    }
    // 逮捕25人,不捕24人,不捕率48.98%: the base is both together
    const both =
      dens.length > 0 || here.length > 1
        ? withOther(item, num, [...here, ...after, ...refusals(doc, item, stem), ...(denied ? earlier.filter((i) => granted(i, num)) : [])])
        : null
    if (both) {
      confirm(sheet, 'ratio', `${printed(doc, num)} ÷ (${printed(doc, both)}+${printed(doc, num)}) = ${printed(doc, item)}`, [
        both,
        num,
        item,
      ])
      return
    }
    const pair = sumOfTwo(item, num, dens)
    if (pair) {
      confirm(sheet, 'ratio', `${printed(doc, num)} ÷ (${pair.map((x) => printed(doc, x)).join('+')}) = ${printed(doc, item)}`, [
        ...pair,
        num,
        item,
      ])
      return
    }
  }
  if (severalOutcomes(sheet, item, nums[0], [...here, ...earlier])) return
  if (short && !isOfAnother(doc, item, stem, short[1])) {
    notAll(sheet, item, stem, ...short)
    return
  }
  // the rate may be of the two counts before it whatever they are called (28件,成功28件,成功率100%)
  if (near) return
  // 不起诉70人,其中情节轻微65人、证据不足5人: the whole is meant
  const num = denied ? nums.filter((n) => n.unit === nums[0]?.unit).sort((a, b) => b.value - a.value)[0] : nums[0]
  const kind = KIND.exec(stem)?.[0]
  if (kind && num && !doc.text.slice(doc.sentences[num.sentence]?.start ?? 0, num.start).includes(kind)) return
  // 纠错 is the sum of several outcomes: only a numerator that bears the name of the rate itself may be blamed
  const nameless = num !== undefined && UNSURE.test(stem) && !(num.before + num.after).includes(stem.slice(-2))
  if (nameless && item.index - num.index !== 1) return
  // a numerator that stands apart from its rate is tried by place first
  if (num?.index !== item.index - 1 && byPosition(sheet, item, stem)) return
  if (num && isOfAnother(doc, item, stem, num)) return
  if (num) {
    rejectRate(sheet, item, stem, num, here)
    return
  }
  grim(sheet, item, stem, here)
  if (draftsWith(sheet, item).length === 0) grim(sheet, item, stem, namedBefore(doc, item, stem), true)
}

// The amount before a count in its sentence, past a percentage
function amountBefore(doc: Doc, num: Item): Item | undefined {
  const before = doc.items.slice(Math.max(0, num.index - 2), num.index).findLast((i) => i.family !== 'percent')
  return before?.sentence === num.sentence ? before : undefined
}

// 受理1003宗,成功1002宗,成功率100%: rounded it is, but all it is not
function notAll(sheet: Sheet, item: Item, stem: string, den: Item, num: Item): void {
  const { doc } = sheet
  const actual = showPercent((100 * num.value) / den.value, 2)
  reject(sheet, {
    kind: 'ratio',
    severity: 'question',
    message: {
      zh: `${printed(doc, den)}${den.unit}中只有${printed(doc, num)}${num.unit}，${stem}率写作100%`,
      en: `only ${printed(doc, num)} of ${printed(doc, den)}, yet the rate is said to be 100 %`,
    },
    arithmetic: `${printed(doc, num)} ÷ ${printed(doc, den)} = ${actual} ≠ 100%`,
    items: [den, num, item],
    suggestion: { zh: '请写明小数，或核对两数。', en: 'Give the decimals, or check both counts.' },
  })
}

const GENERAL = /实时|及时|即时|当场|限时|案件|纠纷|矛盾|总体|综合|平均|累计|全[国省市县区]|当年|年度|人民|群众|其|总|的/g

// 实际参加304人,参加率96.2%,集中教育参加率98.1%: the rate of another thing; …;制发社会治理建议17份,采纳率100%: of other figures
function isOfAnother(doc: Doc, item: Item, stem: string, num: Item): boolean {
  // 按时结案597件,结案率100%
  if (/按[时期]|限内|及时/.test(num.before) && !/按[时期]|限内|及时/.test(stem)) return true
  const start = doc.sentences[num.sentence]?.start ?? 0
  const head = stem.slice(0, -2).replace(GENERAL, '').slice(0, 2)
  if (head.length === 2 && num.index < item.index && !doc.text.slice(start, item.clauseStart).includes(head)) return true
  const segment = doc.text.lastIndexOf(';', item.start)
  return (
    num.end <= segment && doc.items.slice(num.index + 1, item.index).some((i) => i.start > segment && isAmount(i) && i.unit === num.unit)
  )
}

// 来信来访27件…。信访调处率98%: the rate names its base, some sentences before
function namedBefore(doc: Doc, item: Item, stem: string): Item[] {
  const name = [...stem.slice(0, 2)]
  const base = doc.items
    .slice(Math.max(0, item.index - 8), item.index)
    .findLast((i) => isAmount(i) && name.every((c) => i.before.includes(c)) && !i.before.includes(stem.slice(-2)))
  return base && base.paragraph === item.paragraph && stem.length >= 4 ? [base] : []
}

// 去年同期收案208件,结案36件,结案率17.3%: the rate of last year is of last year's cases
function lastYears(sheet: Sheet, item: Item): boolean {
  const { doc } = sheet
  const [den, num] = [doc.items[item.index - 2], doc.items[item.index - 1]]
  if (!num || !den?.prior || den.sentence !== item.sentence || den.unit !== num.unit) return false
  if (/[;。]/.test(doc.text.slice(den.end, item.start)) || percentFit(item, ...shareRange(num, den)) === 'bad') return false
  confirm(sheet, 'ratio', `${printed(doc, num)} ÷ ${printed(doc, den)} = ${printed(doc, item)}`, [den, num, item])
  return true
}

// 受理38件,已结10件,结案率26.32%: says what the rate is of; where that clause begins, null where it does not
function triple(doc: Doc, item: Item, num: Item | undefined): number | null {
  const den = doc.items[item.index - 2]
  if (!num || !den || num.index !== item.index - 1 || den.sentence !== item.sentence || den.unit !== num.unit || !isAmount(den)) return null
  if (!/(?<!新)受理|收案/.test(den.before) || den.value < num.value || /[;。(]/.test(doc.text.slice(den.end, item.start))) return null
  return den.clauseStart
}

// 调解211件,撤诉97件,调撤率70%: the numerator is several counts together. True where they are all there
function together(sheet: Sheet, item: Item, stem: string, here: readonly Item[], dens: readonly Item[]): boolean {
  const { doc } = sheet
  if (item.bound !== 'exact') return false
  const parts = TOGETHER.filter(([s]) => s.test(stem))
    .map(([, names]) => names.map((name) => [...here].reverse().find((i) => name.test(i.before))))
    // 调解撤诉4103件: one count is both already
    .find(
      (all) => new Set(all).size === all.length && all.every((x) => x && x.unit === all[0]?.unit && x.index >= item.index - 2 * all.length),
    )
  const first = parts?.[0]
  if (!first) return false
  const sum = add(parts as Item[])
  const bases = [...dens].reverse().filter((d) => !parts.includes(d) && fits(d, first))
  bases.push(...headlines(doc, first))
  const share = (d: Item) => (100 * sum.value) / d.value
  const right = bases.find((d) => percentFit(item, (100 * sum.lo) / d.hi, (100 * sum.hi) / d.lo) === 'ok')
  const left = `(${parts.map((x) => printed(doc, x as Item)).join('+')})`
  if (right) {
    confirm(sheet, 'ratio', `${left} ÷ ${printed(doc, right)} = ${printed(doc, item)}`, [right, ...(parts as Item[]), item])
    return true
  }
  // 结案440件(其中调解211件,撤诉97件,调撤率70%)
  const whole = bases.find((d) => d.sentence === first.sentence && d.index < first.index)
  const among = whole && (whole.index === first.index - 1 || /其中/.test(doc.text.slice(whole.end, first.start))) ? whole : null
  const near = among ?? bases.find((d) => Math.abs(share(d) - percentOf(item).p) <= 5)
  if (!near || percentFit(item, share(near), share(near)) !== 'bad') return true
  const actual = showPercent(share(near), item.decimals)
  reject(sheet, {
    kind: 'ratio',
    severity: 'question',
    message: {
      zh: `${stem}率推算为${actual}，文中写作${printed(doc, item)}`,
      en: `the rate would be ${actual}, the text says ${printed(doc, item)}`,
    },
    arithmetic: `${left} ÷ ${printed(doc, near)} = ${actual} ≠ ${printed(doc, item)}`,
    items: [near, ...(parts as Item[]), item],
    suggestion: { zh: '请核对分子、分母，或写明比率口径。', en: 'Check the counts, or say what the rate is of.' },
  })
  return true
}

function earlierAmounts(doc: Doc, item: Item): Item[] {
  const out: Item[] = []
  for (let s = item.sentence - 1; s >= item.sentence - 2 && s >= 0; s--) {
    if (doc.sentences[s]?.paragraph !== item.paragraph) break
    for (const i of doc.bySentence[s] ?? []) if (isAmount(i)) out.push(i)
  }
  return out
}

// 起诉292人。不起诉70人
const granted = (i: Item, num: Item): boolean => i.unit === num.unit && /捕|诉/.test(i.before) && !/不|受理|审查|审结/.test(i.before)

function withOther(item: Item, num: Item, others: readonly Item[]): Item | null {
  if (item.decimals === 0) return null
  for (const o of others) {
    if (o.index === num.index || o.unit !== num.unit) continue
    const [lo, hi] = shareRange(num, { lo: o.lo + num.lo, hi: o.hi + num.hi })
    if (percentFit(item, lo, hi) === 'ok') return o
  }
  return null
}

function sumOfTwo(item: Item, num: Item, dens: readonly Item[]): [Item, Item] | null {
  const near = dens.slice(0, 6)
  for (let a = 0; a < near.length; a++) {
    for (let b = a + 1; b < near.length; b++) {
      const x = near[a] as Item
      const y = near[b] as Item
      if (x.index === y.index) continue
      const [lo, hi] = shareRange(num, { lo: x.lo + y.lo, hi: x.hi + y.hi })
      if (item.decimals > 0 && percentFit(item, lo, hi) === 'ok') return [x, y]
    }
  }
  return null
}
