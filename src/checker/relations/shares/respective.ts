import type { Doc, Item } from '../../document.ts'
import { printed } from '../../document.ts'
import { endAlike, isEarlier, isFunnel } from '../../labels.ts'
import { confirm, reject, type Sheet, show, slice } from '../../outcome.ts'
import { percentFit, percentOf, shareRange } from '../../ratio-math.ts'
import { headlines, isAmount } from '../amounts.ts'
import { againstPrior, bracketPrior, noEarlier } from '../changes/change-prior.ts'
import { isLevel } from '../changes/change-words.ts'
import { lastYear } from '../changes/last-year.ts'
import { mistypedBase } from './mistyped-base.ts'

// 占总数的65.8%、10.3% is said without 分别 as well
const RESPECTIVE = /分别|依次|各(?=(?:约|为|占|上?升|下?降|增|减|提高|回落))|(?<!分别|依次|各|各约)占(?=[^,;:。\d]{0,16}[\d.]+%[、和及])/g

/** 分别: as many values as names, years or counts before it; 分别占 binds to the last counts joined by 、. */
export function checkRespective(sheet: Sheet): void {
  const { doc } = sheet
  for (const sentence of doc.sentences) {
    const items = doc.bySentence[sentence.index] ?? []
    if (items.length < 2) continue
    const text = doc.text.slice(sentence.start, sentence.end)
    for (const m of text.matchAll(RESPECTIVE)) {
      const at = sentence.start + m.index
      const values = valuesAfter(doc, items, at)
      if (values.length < 2) continue
      years(sheet, at, sentence.start, values)
      if (parallel(sheet, items, values)) continue
      // 分别上升42.6%和43%: each belongs to a count of its own, not to the nearest one
      for (const v of values) if (v.family === 'percent') sheet.judged.add(`pct${v.index}`)
      changes(sheet, items, at, values)
      if (/占/.test(text.slice(Math.max(0, m.index - 24), m.index + 4))) shares(sheet, items, at, values)
    }
  }
}

// x、y和z right after 分别, all of one unit
function valuesAfter(doc: Doc, items: readonly Item[], at: number): Item[] {
  const out: Item[] = []
  for (const i of items) {
    if (i.start < at) continue
    // 分别占总数1384件的77.0%和23.0%: what they are shares of
    if (out.length === 0 && i.family !== 'percent' && /^的[\d.]+%/.test(doc.text.slice(i.end, i.end + 8))) continue
    const last = out[out.length - 1]
    if (!last) {
      if (i.start - at > 24 || /[,;]/.test(doc.text.slice(at, i.start))) return []
    } else if (
      (i.unit !== last.unit && last.unit !== '') ||
      !/^[、和及与,](?:约|近)?$/.test(doc.text.slice(last.end, i.start).replace(/ /g, ''))
    )
      break
    out.push(i)
  }
  return out
}

// 2012年至2014年…分别为a、b、c
function years(sheet: Sheet, at: number, start: number, values: readonly Item[]): void {
  const { doc } = sheet
  const head = doc.text.slice(Math.max(start, at - 40), at)
  const m = /(?<!\d)((?:19|20)\d\d)年?(?:至|到|-)((?:19|20)\d\d)年,?[^,;。、\d]{0,24}$/.exec(head)
  if (!m) return
  const n = Number(m[2]) - Number(m[1]) + 1
  const last = values[values.length - 1] as Item
  const quote = slice(doc, at - (head.length - m.index), last.end)
  if (n === values.length) {
    confirm(sheet, 'ratio', `${m[2]}−${m[1]}+1 = ${values.length}`, values, [quote])
    return
  }
  reject(sheet, {
    kind: 'ratio',
    severity: 'error',
    message: {
      zh: `${m[1]}年至${m[2]}年共${n}年，“分别”后只有${values.length}个数`.replace('只有', n > values.length ? '只有' : '却有'),
      en: `${m[1]} to ${m[2]} is ${n} years, but ${values.length} values follow`,
    },
    arithmetic: `${m[2]}−${m[1]}+1 = ${n} ≠ ${values.length}`,
    items: values,
    quotes: [quote],
    suggestion: { zh: '请核对起止年份和数值个数。', en: 'Check the years and the number of values.' },
  })
}

// 7976件(2019年6593件),审结7982件(2019年6803件),同比分别增长20.98%和17.33%
function changes(sheet: Sheet, items: readonly Item[], at: number, values: readonly Item[]): void {
  const { doc } = sheet
  const first = values[0]
  if (!first || !values.every((v) => v.family === 'percent')) return
  const words = doc.text.slice(at, first.numStart)
  const sign = /减|下降|降/.test(words) ? -1 : /增|升|长|提高/.test(words) ? 1 : 0
  if (sign === 0) return
  if (againstNamed(sheet, items, at, values, sign)) return
  const levels = items.filter(
    (i) => i.end <= at && at - i.end < 80 && (isAmount(i) || i.prior) && (i.bracket === first.bracket || i.bracket === -1),
  )
  // 2017年430件,2018年468件,2019年512件,分别比上年增长8.8%和9.4%: the first year has none before it
  const series = levels.slice(-values.length - 1)
  if (series.length > values.length && values.length >= 2 && chain(sheet, series, [undefined, ...values], sign)) return
  const counts = levels.slice(-values.length)
  if (counts.length !== values.length) return
  if (chain(sheet, counts, values, sign) || samePeriodLastYear(sheet, levels, counts, values, sign) || behind(sheet, counts, values, sign))
    return
  // …,工业投资分别增长: the rates are of what the clause names, not of the counts before it
  const last = counts[counts.length - 1] as Item
  const plain = /^,?(?:同比|环比|(?:比|较|与)(?:上年|去年)(?:同期)?(?:相比)?,?)?$/.test(doc.text.slice(last.end, at))
  for (const [k, v] of values.entries()) {
    const level = counts[k] as Item
    const prior = bracketPrior(doc, level)
    if (prior) againstPrior(sheet, v, level, prior, sign, 'error')
    else if (!lastYear(sheet, v, level, sign) && plain) noEarlier(sheet, v, level, sign)
  }
}

// 律所39家,律师461人,…,相比2010年36家律所和349名律师,分别增加8.3%、32.1%: what stands behind 相比 are the earlier ones
function againstNamed(sheet: Sheet, items: readonly Item[], at: number, values: readonly Item[], sign: number): boolean {
  const { doc } = sheet
  const priors = items.filter((i) => i.end <= at && at - i.end < 60 && isLevel(i) && !i.growth).slice(-values.length)
  const [first] = priors
  if (!first || priors.length < values.length) return false
  if (
    !/(?:相比于?|相较于?|比|较|与|同)(?:(?:19|20)\d\d年|上年|去年)[^,;。\d]{0,4}(?:\d{1,2}月[^,;。\d]{0,3})?的?$/.test(
      doc.text.slice(Math.max(0, first.start - 20), first.start),
    )
  )
    return false
  const noun = (i: Item) => i.after.replace(/^的/, '').slice(0, 4)
  const named = (p: Item, i: Item) => noun(p).length < 2 || (i.before + i.after).includes(noun(p))
  const times = (p: Item, i: Item) => Math.abs(Math.log(i.value / p.value))
  const levels = priors.map(
    (p) =>
      items
        .filter((i) => i.index < first.index && i.family === p.family && isAmount(i) && named(p, i))
        .sort((i, j) => times(p, i) - times(p, j))[0],
  )
  if (new Set(levels).size < priors.length || levels.includes(undefined)) return false
  for (const [k, v] of values.entries()) againstPrior(sheet, v, levels[k] as Item, priors[k] as Item, sign, 'question')
  return true
}

// 95件134人,去年同期为200件377人,同比分别下降…: the counts before are the earlier ones
function samePeriodLastYear(
  sheet: Sheet,
  levels: readonly Item[],
  counts: readonly Item[],
  values: readonly Item[],
  sign: number,
): boolean {
  const n = counts.length
  const now = levels.slice(-2 * n, -n)
  if (!/(?:去年|上年)(?:同期)?[^,;]{0,6}$/.test(counts[0]?.before ?? '') || now.length !== n) return false
  if (now.some((x, k) => x.unit !== counts[k]?.unit)) return false
  for (const [k, v] of values.entries()) againstPrior(sheet, v, now[k] as Item, counts[k] as Item, sign, 'error')
  return true
}

// 2018年327件,2019年388件;败诉分别为52件、49件,败诉率分别为15.9%、12.6%: list over list gives the list of rates
function parallel(sheet: Sheet, items: readonly Item[], values: readonly Item[]): boolean {
  const { doc } = sheet
  const [first] = values
  if (!first || !values.every((v) => v.family === 'percent') || !/率/.test(first.before)) return false
  const n = values.length
  const amounts = items.filter((i) => i.index < first.index && isAmount(i))
  const nums = amounts.slice(-n)
  if (nums.length < n || !nums.every((x) => x.family === nums[0]?.family)) return false
  for (let from = amounts.length - 2 * n; from >= 0 && from >= amounts.length - 2 * n - 2; from--) {
    const dens = amounts.slice(from, from + n)
    const fits = values.map((v, k) => percentFit(v, ...shareRange(nums[k] as Item, dens[k] as Item)) !== 'bad')
    const right = fits.filter(Boolean).length
    if (right * 2 < n || right === 0) continue
    for (const [k, v] of values.entries()) {
      sheet.judged.add(`pct${v.index}`)
      const [num, den] = [nums[k] as Item, dens[k] as Item]
      const left = `${printed(doc, num)} ÷ ${printed(doc, den)}`
      if (fits[k]) confirm(sheet, 'ratio', `${left} = ${printed(doc, v)}`, [den, num, v])
      else {
        reject(sheet, {
          kind: 'ratio',
          severity: right * 2 > n ? 'error' : 'question',
          message: { zh: '“分别为”的比率与数量不符', en: 'the rates after 分别 do not follow from the counts' },
          arithmetic: `${left} = ${((100 * num.value) / den.value).toFixed(2)}% ≠ ${printed(doc, v)}`,
          items: [den, num, v],
          suggestion: { zh: '请核对数量与比率的对应。', en: 'Check which rate belongs to which count.' },
        })
      }
    }
    return true
  }
  return false
}

// 2019年402件,2020年538件,2021年617件,分别比上年增长…: each year is measured against the one before it
function chain(sheet: Sheet, counts: readonly Item[], values: readonly (Item | undefined)[], sign: number): boolean {
  const years = counts.map((c) => Number(/((?:19|20)\d\d)年/.exec(c.before)?.[1] ?? 0))
  if (years.some((y, k) => y === 0 || (k > 0 && y !== (years[k - 1] as number) + 1))) return false
  for (let k = 1; k < counts.length; k++) againstPrior(sheet, values[k] as Item, counts[k] as Item, counts[k - 1] as Item, sign, 'error')
  return true
}

// 合伙所、国资所、个人所分别占59.6%、3.0%、28.5%: all kinds are named and make too little, or too much
function kindsInShares(sheet: Sheet, at: number, values: readonly Item[]): void {
  const { doc } = sheet
  const names = /(?:^|[,;。:\n])([^,;。:\n\d]{4,40})$/.exec(doc.text.slice(Math.max(0, at - 42), at))?.[1]?.split('、') ?? []
  const total = values.reduce((n, v) => n + percentOf(v).p, 0)
  if (values.length < 3 || names.length !== values.length || !endAlike(names) || values.some((v) => v.bound !== 'exact')) return
  if (Math.abs(total - 100) <= values.length * (values[0]?.ulp ?? 0) || Math.abs(total - 100) > 15) return
  reject(sheet, {
    kind: 'sum',
    severity: 'question',
    message: { zh: '各类占比之和不是100%', en: 'the shares of the kinds do not add up to 100 %' },
    arithmetic: `${values.map((v) => printed(doc, v)).join('+')} = ${show(total)}% ≠ 100%`,
    items: values,
    suggestion: { zh: '请核对各项占比，或说明其余部分。', en: 'Check the shares, or say what the rest is.' },
  })
}

function shares(sheet: Sheet, items: readonly Item[], at: number, values: readonly Item[]): void {
  const { doc } = sheet
  if (!values.every((v) => v.family === 'percent')) return
  for (const v of values) sheet.judged.add(`pct${v.index}`)
  kindsInShares(sheet, at, values)
  const counts = items.filter((i) => i.end <= at && isAmount(i)).slice(-values.length)
  const first = counts[0]
  if (!first || counts.length !== values.length) return
  if (!counts.every((c) => c.family === first.family)) {
    eachOfItsOwn(sheet, counts, values)
    return
  }
  const bases = items.filter(
    (i) => (i.index < first.index || (i.start > at && i.index < (values[0]?.index ?? 0))) && isAmount(i) && i.family === first.family,
  )
  const above = sentencesBefore(doc, first)
  for (const base of [...[...bases].reverse().slice(0, 3), ...above, ...headlines(doc, first)]) {
    const ok = counts.every((c, k) => {
      const [lo, hi] = shareRange(c, base)
      return percentFit(values[k] as Item, lo, hi) !== 'bad'
    })
    if (!ok) continue
    confirm(
      sheet,
      'ratio',
      counts.map((c, k) => `${printed(doc, c)} ÷ ${printed(doc, base)} = ${printed(doc, values[k] as Item)}`).join('；'),
      [base, ...counts, ...values],
    )
    return
  }
  // 商品类前三位是一般食品104件: the name of the base stands with the first count
  const named = above.find((b) => b.label.length >= 2 && first.before.includes(b.label))
  const base = named ?? bases[bases.length - 1] ?? nearest([...above, ...headlines(doc, first)], counts, values)
  if (!base || counts.some((c) => c.lo > base.hi)) {
    if (first.unit !== '' && counts.every((c) => c.unit === first.unit)) common(sheet, counts, values)
    return
  }
  const wrong = counts.filter((c, k) => {
    const [lo, hi] = shareRange(c, base)
    return percentFit(values[k] as Item, lo, hi) === 'bad'
  })
  if (wrong.length === counts.length && counts.length > 1) {
    if (counts.every((c) => c.unit === first.unit)) common(sheet, counts, values)
    return
  }
  const pairs = wrong.flatMap((c) => [c, values[counts.indexOf(c)] as Item])
  reject(sheet, {
    kind: 'ratio',
    severity: 'error',
    message: { zh: '“分别占”的比例与数量不符', en: 'the shares after 分别占 do not follow from the counts' },
    arithmetic: wrong
      .map(
        (c) =>
          `${printed(doc, c)} ÷ ${printed(doc, base)} = ${((100 * c.value) / base.value).toFixed(2)}% ≠ ${printed(doc, values[counts.indexOf(c)] as Item)}`,
      )
      .join('；'),
    items: [base, ...pairs],
    suggestion: { zh: '请核对数量与比例的对应。', en: 'Check which share belongs to which count.' },
  })
}

// Figures of the measure in the sentences just before, nearest first
function sentencesBefore(doc: Doc, first: Item): Item[] {
  const out: Item[] = []
  for (let k = first.index - 1; k >= 0 && first.index - k <= 16 && out.length < 8; k--) {
    const i = doc.items[k] as Item
    if (i.paragraph !== first.paragraph) break
    if (i.sentence !== first.sentence && isAmount(i) && i.unit === first.unit && i.hi >= first.lo) out.push(i)
  }
  return out
}

// 一审228.2万件、二审23.1万件,分别占86.1%和8.7%: whatever the total, it is one
function common(sheet: Sheet, counts: readonly Item[], values: readonly Item[]): void {
  const { doc } = sheet
  // 2016年6849人,2017年6701人,占全部的比例分别为…: each year has a total of its own
  if (counts.filter((c) => /(?:19|20)\d\d/.test(c.before)).length >= 2) return
  // 新收560件,审结548件,收结案分别占…: what came and what was closed are of two totals
  if (
    isFunnel(counts.map((c) => c.label)) ||
    /当年|各自|同年|当期/.test(doc.text.slice((counts[counts.length - 1] as Item).end, values[0]?.start))
  )
    return
  const spans = counts.map((c, k) => {
    const { p, ulp } = percentOf(values[k] as Item)
    return [(100 * c.lo) / (p + 1.5 * ulp), (100 * c.hi) / Math.max(p - 1.5 * ulp, p / 10)] as const
  })
  const implied = counts.map(
    (c, k) =>
      `${printed(doc, c)} ÷ ${printed(doc, values[k] as Item)} ≈ ${show(Math.round((100 * c.value) / percentOf(values[k] as Item).p))}`,
  )
  const items = [...counts, ...values]
  if (Math.max(...spans.map((s) => s[0])) <= Math.min(...spans.map((s) => s[1]))) {
    if (
      mistypedBase(
        sheet,
        counts.map((count, k) => ({ count, item: values[k] as Item })),
      )
    )
      return
    confirm(sheet, 'ratio', implied.join('；'), items)
    return
  }
  reject(sheet, {
    kind: 'ratio',
    severity: 'question',
    message: { zh: '“分别占”的各项占比推不出同一个总数', en: 'the shares after 分别占 imply different totals' },
    arithmetic: implied.join('；'),
    items,
    suggestion: { zh: '请核对这几项的数量和占比，或写明各自的总数。', en: 'Check the counts and shares, or name the total of each.' },
  })
}

// Of the totals at the head of the section, the one of which some of the shares are right
function nearest(totals: readonly Item[], counts: readonly Item[], values: readonly Item[]): Item | undefined {
  return totals.find((t) => counts.some((c, k) => percentFit(values[k] as Item, ...shareRange(c, t)) === 'ok'))
}

// 14批196人,…同比分别下降17.6%和18.7%(上年同期17批241人)
function behind(sheet: Sheet, counts: readonly Item[], values: readonly Item[], sign: number): boolean {
  const { doc } = sheet
  const last = values[values.length - 1] as Item
  const earlier = doc.items.slice(last.index + 1, last.index + 1 + counts.length)
  if (earlier.length !== counts.length || !isEarlier(earlier[0]?.before ?? '')) return false
  if (earlier.some((x, k) => x.unit !== counts[k]?.unit || x.sentence !== last.sentence)) return false
  for (const [k, v] of values.entries()) againstPrior(sheet, v, counts[k] as Item, earlier[k] as Item, sign, 'error')
  return true
}

// 追讨3157人4826.3万元,其中农民工2694人4137.6万元,分别占85.3%和85.7%: each measure has a base of its own
function eachOfItsOwn(sheet: Sheet, counts: readonly Item[], values: readonly Item[]): void {
  const { doc } = sheet
  const right = counts.map((c, k) => measureBefore(doc, counts, c).find((b) => fitsShare(values[k] as Item, c, b)))
  for (const [k, count] of counts.entries()) {
    const value = values[k] as Item
    const base = right[k] ?? besideOf(doc, counts, right, count) ?? among(doc, measureBefore(doc, counts, count)[0], count)
    if (!base) continue
    const left = `${printed(doc, count)} ÷ ${printed(doc, base)}`
    const fit = percentFit(value, ...shareRange(count, base))
    if (fit === 'ok') confirm(sheet, 'ratio', `${left} = ${printed(doc, value)}`, [base, count, value])
    if (fit !== 'bad') continue
    reject(sheet, {
      kind: 'ratio',
      severity: 'question',
      message: { zh: '“分别占”的比例与数量不符', en: 'the shares after 分别占 do not follow from the counts' },
      arithmetic: `${left} = ${((100 * count.value) / base.value).toFixed(2)}% ≠ ${printed(doc, value)}`,
      items: [base, count, value],
      suggestion: { zh: '请核对数量与比例的对应。', en: 'Check which share belongs to which count.' },
    })
  }
}

const fitsShare = (value: Item, count: Item, base: Item): boolean => percentFit(value, ...shareRange(count, base)) === 'ok'

// Figures of the count's measure before the list, nearest first
function measureBefore(doc: Doc, counts: readonly Item[], count: Item): Item[] {
  const out: Item[] = []
  const from = (counts[0] as Item).index
  for (let k = from - 1; k >= 0 && from - k <= 24; k--) {
    const i = doc.items[k] as Item
    if (i.paragraph < count.paragraph - 1) break
    if (isAmount(i) && i.unit === count.unit && i.hi >= count.lo) out.push(i)
  }
  return out
}

// The base of the other measure is known: that of this one stands beside it
function besideOf(doc: Doc, counts: readonly Item[], known: readonly (Item | undefined)[], count: Item): Item | null {
  const other = known.find((b) => b !== undefined)
  if (!other) return null
  const near = [1, -1, 2, -2].map((d) => doc.items[other.index + d])
  return near.find((i) => i && i.sentence === other.sentence && i.unit === count.unit && isAmount(i) && !counts.includes(i)) ?? null
}

const among = (doc: Doc, base: Item | undefined, count: Item): Item | null =>
  base && base.sentence === count.sentence && doc.text.slice(base.end, count.start).includes('其中') ? base : null
