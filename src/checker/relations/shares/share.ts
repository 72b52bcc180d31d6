import type { Doc, Item } from '../../document.ts'
import { printed } from '../../document.ts'
import { confirm, holdsWith, reject, type Sheet, show } from '../../outcome.ts'
import { baseExists, numeratorExists, percentFit, percentOf, shareRange, showPercent } from '../../ratio-math.ts'
import { amountsBefore, fits, isAmount, isHeadline } from '../amounts.ts'
import { mistypedBase, type Pair } from './mistyped-base.ts'
import { ledTotal, ownTotal } from './own-total.ts'
import { candidates, foreign, measures, nameOf } from './share-base.ts'
import { byMeasure, readShare, roughly, type Share } from './share-claim.ts'
import { common, divisions, hundred, oneBase, order } from './share-lists.ts'

// as far as a total governs
const FAR = 60

/** Shares: n of a printed base, shares that should make 100, shares against the order of their counts. */
export function checkShares(sheet: Sheet, parents: ReadonlyMap<number, Item>): void {
  const left: Share[] = []
  const parts = new Set<Item>()
  const every: Share[] = []
  const bases = new Map<number, Item>()
  for (const items of sheet.doc.bySentence) {
    const shares: Share[] = []
    for (const item of items) {
      const share = readShare(sheet.doc, item, items, parents)
      if (share) shares.push(share)
      if (share?.count) parts.add(share.count)
    }
    if (shares.length === 0) continue
    for (const s of shares) {
      sheet.judged.add(`pct${s.item.index}`)
      overHundred(sheet, s)
    }
    every.push(...shares)
    const whole = servesMost(sheet.doc, shares, parts)
    const open = shares.filter((s) => !explain(sheet, s, shares, bases, parents, parts, whole))
    const settled = new Set(shares.filter((s) => !open.includes(s)).map((s) => s.item.index))
    const known = new Set(shares.map((s) => bases.get(s.item.index)).filter((b) => b !== undefined))
    for (const s of open) if (ofKnown(sheet, s, known, bases) || blame(sheet, s, shares, parts)) settled.add(s.item.index)
    for (const run of runs(sheet.doc, shares)) {
      if (!order(sheet, run, settled)) {
        oneBase(sheet, run, settled, bases)
        common(sheet, run, settled, bases)
      }
      for (const part of divisions(sheet.doc, run)) hundred(sheet, part, bases)
    }
    for (const s of shares) if (!settled.has(s.item.index) && !noWholeBase(sheet, s)) left.push(s)
  }
  for (const group of alike(left))
    if (!mistypedBase(sheet, group, parts)) for (const { item } of group) ofNeighbours(sheet, item, every, bases)
}

// 专职280人,占70%。兼职80人,占20%。公职40人,占11%: a list in sentences of its own, of which the neighbours are shares of one total
function ofNeighbours(sheet: Sheet, item: Item, every: readonly Share[], bases: ReadonlyMap<number, Item>): void {
  const at = every.findIndex((s) => s.item === item)
  const s = every[at]
  const near = [at - 2, at - 1, at + 1, at + 2].map((k) => every[k]).filter((o) => o !== undefined)
  const same = near.filter((o) => o.base === s?.base && Math.abs(o.item.sentence - item.sentence) <= 2)
  const totals = same.map((o) => bases.get(o.item.index)).filter((b) => b !== undefined)
  const base = totals[0]
  if (!s?.count || !base || totals.length < 2 || !totals.every((b) => b === base)) return
  if (!fits(base, s.count) || base === s.count || s.count.lo > base.hi || percentFit(item, ...shareRange(s.count, base)) !== 'bad') return
  if (!roughly(s, base)) notOf(sheet, s, base, 'question')
}

function notOf(sheet: Sheet, s: Share, base: Item, severity: 'error' | 'question'): void {
  const { doc } = sheet
  const { item } = s
  const count = s.count as Item
  const actual = showPercent((100 * count.value) / base.value, item.decimals)
  sheet.judged.add(`bad${item.index}`)
  reject(sheet, {
    kind: 'ratio',
    severity,
    message: {
      zh: `${printed(doc, count)}占${printed(doc, base)}应为${actual}，文中写作${printed(doc, item)}`,
      en: `${printed(doc, count)} of ${printed(doc, base)} is ${actual}, the text says ${printed(doc, item)}`,
    },
    arithmetic: `${printed(doc, count)} ÷ ${printed(doc, base)} = ${actual} ≠ ${printed(doc, item)}`,
    items: [base, count, item],
    suggestion: { zh: '请核对分子、分母和比例。', en: 'Check the count, its base and the percentage.' },
  })
}

function overHundred(sheet: Sheet, s: Share): void {
  // of a plan more than all may be done
  if (percentOf(s.item).p <= 100 || s.item.bound !== 'exact' || /计划|目标|任务|预算|进度|指标/.test(s.base)) return
  sheet.judged.add(`bad${s.item.index}`)
  reject(sheet, {
    kind: 'ratio',
    severity: 'error',
    message: { zh: `占比${printed(sheet.doc, s.item)}超过100%`, en: `a share of ${printed(sheet.doc, s.item)} is more than the whole` },
    arithmetic: `${printed(sheet.doc, s.item)} > 100%`,
    items: s.count ? [s.count, s.item] : [s.item],
    suggestion: { zh: '请核对该比例。', en: 'Check the percentage.' },
  })
}

// Is it beyond doubt that this is the total meant? It is made by its parts, another share is of it, or the count comes next after its 其中
function isBeyondDoubt(sheet: Sheet, s: Share, base: Item): boolean {
  const { doc } = sheet
  const count = s.count as Item
  // 留守儿童97854人…,某县留守儿童占45.9%: a share that names its count again may be of another place
  const place = /^[\u4e00-\u9fff]{1,5}?[省市县区镇乡村]/.exec(s.item.before.trim())?.[0]
  if (place && !count.before.includes(place)) return false
  // 判处徒刑的1475人,占总人数的66.6%,…拘役683人,占总人数的30.9%: what has a share of the same total is not that total
  const next = doc.items[base.index + 1]
  if (s.base !== '' && next?.family === 'percent' && next.before.includes(s.base)) return false
  // 判刑1475人,占66.6%,其中…;拘役683人,占30.9%: nor is it the total of what stands beside it
  if (next?.family === 'percent' && next.before.includes('占') && /[;。]/.test(doc.text.slice(base.end, count.start))) return false
  if (holdsWith(sheet, base).some((h) => h.items[0] === base && h.items.some((i) => i !== base && (h.kind === 'ratio' || i === count))))
    return true
  return count.index - base.index <= 2 && count.sentence === base.sentence && doc.text.slice(base.end, count.start).includes('其中')
}

// Shares that nothing explained, by paragraph, measure and the name of their base
function alike(left: readonly Share[]): Pair[][] {
  const groups = new Map<string, Pair[]>()
  for (const { item, count, base } of left) {
    if (!count) continue
    const key = `${count.paragraph} ${count.family} ${base}`
    groups.set(key, [...(groups.get(key) ?? []), { item, count }])
  }
  return [...groups.values()]
}

// 其他18件、占4% after five shares of 430: what is not of the total named last may be of the one that served the others
function ofKnown(sheet: Sheet, s: Share, known: ReadonlySet<Item>, found: Map<number, Item>): boolean {
  const { doc } = sheet
  const { item, count } = s
  if (!count || s.base !== '') return false
  for (const base of known) {
    if (base === count || !fits(base, count) || percentFit(item, ...shareRange(count, base)) === 'bad') continue
    found.set(item.index, base)
    confirm(sheet, 'ratio', `${printed(doc, count)} ÷ ${printed(doc, base)} = ${printed(doc, item)}`, [base, count, item])
    return true
  }
  return false
}

// 对23027万户进行了调查…: of all totals printed before, the one of which at least three shares of a sentence are, and most of them
function servesMost(doc: Doc, shares: readonly Share[], parts: ReadonlySet<Item>): Item | null {
  const usable = shares.filter((s) => s.count && s.item.bound === 'exact' && s.base === '')
  const first = usable[0]?.count
  if (!first || usable.length < 3) return null
  let best: Item | null = null
  let most = Math.max(2, usable.length / 2)
  for (let k = first.index - 1; k >= 0 && first.index - k <= FAR; k--) {
    const base = doc.items[k] as Item
    if (base.value < first.value || parts.has(base) || !isAmount(base) || !fits(base, first)) continue
    const right = usable.filter((s) => percentFit(s.item, ...shareRange(s.count as Item, base)) === 'ok').length
    if (right <= most) continue
    best = base
    most = right
  }
  return best
}

// 经济类2133件,占42.6%;…政治类419件,占8.4%: one of a list is of the total of the others, whatever else gives it by chance
function isOfList(sheet: Sheet, s: Share, whole: Item): boolean {
  const count = s.count as Item
  if (s.base !== '' || count === whole || !fits(whole, count) || count.lo > whole.hi) return false
  if (holdsWith(sheet, count).some((h) => h.kind === 'sum' && h.items[0] === whole)) return true
  return !s.parent && !/其中|[(]/.test(sheet.doc.text.slice(Math.max(whole.end, count.clauseStart - 4), count.start))
}

// True when the share holds or must not be judged
function explain(
  sheet: Sheet,
  s: Share,
  all: readonly Share[],
  found: Map<number, Item>,
  parents: ReadonlyMap<number, Item>,
  parts: ReadonlySet<Item>,
  whole: Item | null,
): boolean {
  const { doc } = sheet
  const { item, count } = s
  if (!count || sheet.judged.has(`bad${item.index}`)) return sheet.judged.has(`bad${item.index}`)
  const led = ledTotal(doc, s)
  const listed = whole !== null && isOfList(sheet, s, whole)
  const bases = led ? [led] : listed ? [whole] : whole && count !== whole ? [whole, ...candidates(doc, s, all)] : candidates(doc, s, all)
  let near = false
  const own = ownTotal(doc, s, bases, parts)
  const rivals = new Set(all.filter((o) => o.count && o.count !== count && o.base === s.base).map((o) => o.count))
  for (const base of bases) {
    // 已落实122件,占84%;计划落实24件,占19%: one of a list is the base of the next only by chance
    if (item.decimals === 0 && rivals.has(base) && !/其中/.test(doc.text.slice(base.end, count.start))) continue
    if (own && isOutranked(s, base, own)) continue
    const [lo, hi] = shareRange(count, closed(base))
    const fit = percentFit(item, lo, hi)
    if (fit === 'ok') {
      found.set(item.index, base)
      confirm(sheet, 'ratio', `${printed(doc, count)} ÷ ${printed(doc, base)} = ${printed(doc, item)}`, [base, count, item])
      return true
    }
    if (fit === 'near') near = true
  }
  if (s.twin && bases.length > 0) {
    const other = candidates(doc, { ...s, count: s.twin, twin: null, parent: parents.get(s.twin.index) ?? null }, [])
    if (other.some((b) => b.index !== s.twin?.index && percentFit(item, ...shareRange(s.twin as Item, b)) === 'ok')) return true
  }
  if (near) return true
  const together = jointly(doc, s, bases)
  if (together) {
    const [parts, base] = together
    confirm(sheet, 'ratio', `(${parts.map((x) => printed(doc, x)).join('+')}) ÷ ${printed(doc, base)} = ${printed(doc, item)}`, [
      base,
      ...parts,
      item,
    ])
    return true
  }
  // A、B、C、D、E5个领域占76%: how many the kinds are, not how many there were
  if (count.value <= 20 && count.family === 'org' && doc.text.slice(count.clauseStart, count.start).includes('、')) return true
  // 两项共占: the share is of several counts together, and which ones is not said
  return /[两二三四五六]者|[两二三四五六]项|[两二三四五六]类|合占|共占|合计|之和/.test(item.before)
}

// 超过40件, 突破1万人: a number that may be anything would be the base of any share
const closed = (base: Item): { lo: number; hi: number } =>
  base.hi > base.lo * 1.3 ? { lo: base.value * 0.98, hi: base.value * 1.1 } : base

// A total farther off that gives the share only by chance
function isOutranked(s: Share, base: Item, own: Item): boolean {
  if (base === own || base.sentence === own.sentence || base.index > own.index) return false
  const named = nameOf(s.base)
  return !named?.(base.before) || named(own.before)
}

// True when a base is known well enough, and the share is not of it
function blame(sheet: Sheet, s: Share, all: readonly Share[], parts: ReadonlySet<Item>): boolean {
  const { doc } = sheet
  const { item, count } = s
  if (!count) return false
  const bases = candidates(doc, s, all)
  // 9190人,占全体的72%,占小学生总数的17%: a second share of one count is of another total, which need not be printed
  if (all.some((o) => o.count === count && o.item.index < item.index)) return false
  const named = nameOf(s.base)
  const base = s.parent && !foreign(s) ? s.parent : null
  const certain = base !== null && fits(base, count) && count.lo <= base.hi
  const own = ownTotal(doc, s, bases, parts)
  const byChance = own !== null && bases.some((b) => isOutranked(s, b, own) && percentFit(item, ...shareRange(count, closed(b))) === 'ok')
  // 检举控告305件 gives it where the total of the list does not
  const others = bases.some((b) => b !== base && percentFit(item, ...shareRange(count, closed(b))) === 'ok')
  const called = (b: Item) => b.label !== count.label && (named?.(b.label) || named?.(b.before) || measures(b, s.base))
  const guess = certain
    ? base
    : (own ??
      (named
        ? (closest(
            s,
            bases.filter((b) => called(b) && !parts.has(b)),
          ) ??
          bases.find(called) ??
          null)
        : null))
  const fallback =
    guess ??
    sameMeasure(s, count, bases) ??
    (s.base === '' ? sibling(doc, count) : null) ??
    wholeOf(s, count, bases) ??
    served(sheet, s, count)
  if (fallback && percentFit(item, ...shareRange(count, closed(fallback))) !== 'bad') {
    confirm(sheet, 'ratio', `${printed(doc, count)} ÷ ${printed(doc, fallback)} = ${printed(doc, item)}`, [fallback, count, item])
    return true
  }
  // 占全省 names a place, not a sum of money
  const known = fallback !== null && fallback === guess && !/^全?[省市县区国]$/.test(s.base)
  if (
    fallback &&
    !roughly(s, fallback) &&
    (certain || fallback === ledTotal(doc, s) || !isFar(s, fallback)) &&
    (known || !otherMoney(s, fallback))
  ) {
    notOf(sheet, s, fallback, certain && !byChance && !others && isBeyondDoubt(sheet, s, fallback) ? 'error' : 'question')
    return true
  }
  return false
}

// 律师2386名(含两公律师386名)…占律师总数的16.5%: of several with the name, the one that comes nearest
function closest(s: Share, bases: readonly Item[]): Item | undefined {
  const off = (b: Item) => Math.abs((100 * (s.count as Item).value) / b.value - percentOf(s.item).p)
  return [...bases].sort((a, b) => off(a) - off(b))[0]
}

// 深圳女律师1182人,占全市律师的45%: what is named only, in another sentence, and gives quite another share is of another scope
function isFar(s: Share, base: Item): boolean {
  const count = s.count as Item
  const times = (100 * count.value) / base.value / percentOf(s.item).p
  return base.sentence !== count.sentence && (times > 2 || times < 0.5)
}

// 贷款余额13万亿元…经济总量4万亿元,占全省61.3%: of money, one sum is no part of just any other
function otherMoney(s: Share, base: Item): boolean {
  if (s.parent === base || base.family !== 'money') return false
  const words = s.count?.before ?? ''
  for (let k = 0; k + 2 <= words.length; k++) if (base.before.includes(words.slice(k, k + 2))) return false
  return true
}

// 来信38件,占8.8%;…。一是物业类118件,占27.4%: a total of which other shares were right is likely the base of this one
function served(sheet: Sheet, s: Share, count: Item): Item | null {
  if (s.base !== '') return null
  const { p } = percentOf(s.item)
  const near = (b: Item) => Math.abs((100 * count.value) / b.value - p) <= Math.min(3, Math.max(1, p * 0.3))
  const bases = new Set(
    sheet.holds
      .filter((h) => h.kind === 'ratio' && h.items[2]?.family === 'percent' && h.items[0]?.unit === count.unit)
      .map((h) => h.items[0] as Item),
  )
  const first = (sheet.doc.bySentence[count.sentence] ?? []).find((i) => isAmount(i) && i.unit === count.unit)
  if (first && first !== count && first.value > count.value && isHeadline(first)) bases.add(first)
  return [...bases].reverse().find((b) => b !== count && b.hi >= count.lo && near(b)) ?? null
}

// 亡1109人。…住宅火灾亡754人,…,亡人占68%: the total of the same measure
function sameMeasure(s: Share, count: Item, bases: readonly Item[]): Item | null {
  if (!byMeasure(count, s.label)) return null
  return bases.find((b) => b.unit === count.unit && b.lo > count.hi && (count.label.length > 1 || b.label === count.label)) ?? null
}

// 合计238件,占案件总量的71.9%: of the figures near it, the one that nearly gives the share
function wholeOf(s: Share, count: Item, bases: readonly Item[]): Item | null {
  const joint = s.base === '' && /合计|共/.test(count.before)
  if (!joint && !/总[数量额人件户面]/.test(s.item.before)) return null
  const here = (b: Item) => count.sentence - b.sentence <= 4 && b.paragraph === count.paragraph
  const near = bases.filter((b) => fits(b, count) && (here(b) || (!joint && isHeadline(b))))
  // the only total there is
  const off = (b: Item) => Math.abs((100 * count.value) / b.value - percentOf(s.item).p)
  if (!joint && near.length === 1 && near[0] && isHeadline(near[0])) return off(near[0]) <= 15 ? near[0] : null
  return near.find((b) => off(b) <= 3 || (isHeadline(b) && off(b) <= 0.08 * percentOf(s.item).p)) ?? null
}

// 判处罪犯2896人,判处五年以上312人,占10.8%: the figure just before, unless it has a share of its own
function sibling(doc: Doc, count: Item): Item | null {
  for (let k = count.index - 1; k >= 0 && count.index - k <= 5; k--) {
    const i = doc.items[k] as Item
    if (i.sentence !== count.sentence || (i.family === 'percent' && !i.growth) || doc.text.slice(i.end, count.start).includes(';'))
      return null
    if (isAmount(i) && i.unit === count.unit && i.lo > count.hi && i.depth === count.depth) return i
  }
  return null
}

// A10件、B20件,占30%: a share may be of the last counts together
function jointly(doc: Doc, s: Share, bases: readonly Item[]): [Item[], Item] | null {
  const count = s.count as Item
  const parts = [count]
  const said = /共|均|都|合/.test(s.item.before)
  for (let k = count.index - 1; k >= 0 && parts.length < (said ? 6 : 4); k--) {
    const i = doc.items[k] as Item
    if (i.sentence !== count.sentence) break
    // a count with a share of its own, or in another clause group, is not part of this one
    if (!said && (i.family === 'percent' || /[;。]/.test(doc.text.slice(i.end, count.start)))) break
    if (!isAmount(i) || !fits(i, count)) continue
    parts.unshift(i)
    const lo = parts.reduce((n, x) => n + x.lo, 0)
    const hi = parts.reduce((n, x) => n + x.hi, 0)
    for (const base of bases) {
      if (parts.includes(base) || base.value < lo) continue
      if (percentFit(s.item, (100 * lo) / base.hi, (100 * hi) / base.lo) === 'ok') return [parts, base]
    }
  }
  return null
}

// No whole total at all gives the share: only where no printed total was found
function noWholeBase(sheet: Sheet, s: Share): boolean {
  const { doc } = sheet
  const { item, count } = s
  if (!count) noWholeCount(sheet, s)
  if (!count || sheet.judged.has(`bad${item.index}`)) return true
  const whole =
    ['case', 'person', 'org'].includes(count.family) && count.bound === 'exact' && Number.isInteger(count.value) && count.ulp === 1
  if (!whole || item.bound !== 'exact' || baseExists(count.value, item)) return false
  sheet.judged.add(`bad${item.index}`)
  reject(sheet, {
    kind: 'ratio',
    severity: 'question',
    message: {
      zh: `没有任何整数总数能使${printed(doc, count)}恰占${printed(doc, item)}`,
      en: `no whole total makes ${printed(doc, count)} exactly ${printed(doc, item)}`,
    },
    arithmetic: `${printed(doc, count)} ÷ ${printed(doc, item)} ≈ ${show(Math.round((10000 * count.value) / percentOf(item).p) / 100)}`,
    items: [count, item],
    suggestion: { zh: '请写明总数，或核对比例。', en: 'Give the total, or check the percentage.' },
  })
  return true
}

// 婚姻家庭类25件。家庭暴力占婚姻家庭类的87.2%: no whole number out of the base that is named
function noWholeCount(sheet: Sheet, s: Share): void {
  const { doc } = sheet
  const { item } = s
  const named = nameOf(s.base)
  if (!named || item.bound !== 'exact' || item.decimals === 0 || sheet.judged.has(`bad${item.index}`)) return
  const base = amountsBefore(doc, item, null).find((b) => b.paragraph === item.paragraph && named(b.label))
  if (base?.bound !== 'exact' || base.ulp !== 1 || !['case', 'person', 'org'].includes(base.family)) return
  if (numeratorExists(base.value, item)) return
  sheet.judged.add(`bad${item.index}`)
  reject(sheet, {
    kind: 'ratio',
    severity: 'question',
    message: {
      zh: `${printed(doc, base)}${base.unit}中没有任何整数占${printed(doc, item)}`,
      en: `no whole number out of ${printed(doc, base)} is ${printed(doc, item)}`,
    },
    arithmetic: `${printed(doc, base)} × ${printed(doc, item)} ≈ ${show(Math.round(base.value * percentOf(item).p) / 100)}`,
    items: [base, item],
    suggestion: { zh: '请核对总数和比例。', en: 'Check the total and the percentage.' },
  })
}

// Neighbouring shares that say nothing of another base
function runs(doc: Doc, shares: readonly Share[]): Share[][] {
  const out: Share[][] = []
  let run: Share[] = []
  for (const s of shares) {
    const last = run[run.length - 1]
    const gap = last ? doc.text.slice(last.item.end, s.item.start) : ''
    const joined = last && gap.length < 60 && last.item.bracket === s.item.bracket && (s.base === '' || s.base === last.base)
    if (!joined && run.length > 0) {
      out.push(run)
      run = []
    }
    run.push(s)
  }
  if (run.length > 0) out.push(run)
  return out
}
