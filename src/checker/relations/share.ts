import type { Doc, Item } from '../document.ts'
import { printed } from '../document.ts'
import { cleanLabel, mayOverlap, partitionOf } from '../labels.ts'
import { confirm, reject, type Sheet, show } from '../outcome.ts'
import { baseExists, percentFit, percentOf, shareRange, showPercent } from '../ratio-math.ts'
import { fits, isAmount } from './amounts.ts'

/** A printed share: 占(base)的p%, with the count it belongs to and the words before 占. */
interface Share {
  readonly item: Item
  readonly count: Item | null
  readonly label: string
  readonly base: string
  readonly parent: Item | null
}

/** Shares: n of a printed base, shares that should make 100, shares against the order of their counts. */
export function checkShares(sheet: Sheet, parents: ReadonlyMap<number, Item>): void {
  for (const items of sheet.doc.bySentence) {
    const shares: Share[] = []
    for (const item of items) {
      const share = readShare(sheet.doc, item, items, parents)
      if (share) shares.push(share)
    }
    if (shares.length === 0) continue
    for (const s of shares) {
      sheet.judged.add(`pct${s.item.index}`)
      overHundred(sheet, s)
    }
    const bases = new Map<number, Item>()
    const settled = new Set(shares.filter((s) => judgeOne(sheet, s, shares, bases)).map((s) => s.item.index))
    for (const run of runs(sheet.doc, shares)) {
      if (!order(sheet, run, settled)) {
        oneBase(sheet, run, settled, bases)
        common(sheet, run, settled, bases)
      }
      for (const part of divisions(sheet.doc, run)) hundred(sheet, part)
    }
    for (const s of shares) if (!settled.has(s.item.index)) noWholeBase(sheet, s)
  }
}

function readShare(doc: Doc, item: Item, items: readonly Item[], parents: ReadonlyMap<number, Item>): Share | null {
  if (item.family !== 'percent' || item.growth || item.threshold || item.range) return null
  const m = /^(.*?)(?:大约|约|仅|只|就|各|均|分别|所|共)*占(?:比|有)?(.*)$/s.exec(item.before)
  if (!m) return null
  const label = cleanLabel(m[1] ?? '')
  const base = cleanLabel((m[2] ?? '').replace(/(?:的|为|达到|达|比例|比重|比|约|近)+$/, ''))
  if (/分别占|各占/.test(item.before)) return null
  let count: Item | null = null
  if (label === '' || label.length <= 2) {
    for (let k = items.length - 1; k >= 0; k--) {
      const c = items[k] as Item
      if (c.index >= item.index) continue
      const gap = doc.text.slice(c.end, item.start)
      if (gap.length > 42 || /[;。]/.test(gap)) break
      if (isAmount(c) || (c.chinese && c.family !== 'time')) {
        count = c
        break
      }
    }
    if (count && /[,;]/.test(doc.text.slice(count.end, item.clauseStart).slice(0, -1)) && label === '') {
      // something else was said between the count and its share: 51个中心建成,运行良好,占60%
      const between = doc.text.slice(count.end, item.clauseStart)
      if (between.length > 24) count = null
    }
  }
  const parent = count ? (parents.get(count.index) ?? null) : null
  return { item, count, label: label || (count?.label ?? ''), base, parent }
}

function overHundred(sheet: Sheet, s: Share): void {
  if (percentOf(s.item).p <= 100 || s.item.bound !== 'exact') return
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

// True when the share is explained (it holds, or it was rejected)
function judgeOne(sheet: Sheet, s: Share, all: readonly Share[], found: Map<number, Item>): boolean {
  const { doc } = sheet
  const { item, count } = s
  if (!count || sheet.judged.has(`bad${item.index}`)) return sheet.judged.has(`bad${item.index}`)
  const bases = candidates(doc, s, all)
  let near = false
  for (const base of bases) {
    const [lo, hi] = shareRange(count, base)
    const fit = percentFit(item, lo, hi)
    if (fit === 'ok') {
      found.set(item.index, base)
      confirm(sheet, 'ratio', `${printed(doc, count)} ÷ ${printed(doc, base)} = ${printed(doc, item)}`, [base, count, item])
      return true
    }
    if (fit === 'near') near = true
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
  // 两项共占: the share is of several counts together, and which ones is not said
  if (/[两二三四五六]者|[两二三四五六]项|[两二三四五六]类|合占|共占|合计|之和/.test(item.before)) return true
  const named = named_(s.base)
  const base = s.parent && !foreign(s) ? s.parent : null
  const certain = base !== null && fits(base, count) && count.lo <= base.hi
  const guess = certain ? base : named ? (bases.find((b) => named.test(b.label) || named.test(b.before)) ?? null) : null
  if (guess) {
    const actual = (100 * count.value) / guess.value
    sheet.judged.add(`bad${item.index}`)
    reject(sheet, {
      kind: 'ratio',
      severity: certain ? 'error' : 'question',
      message: {
        zh: `${printed(doc, count)}占${printed(doc, guess)}应为${showPercent(actual, item.decimals)}，文中写作${printed(doc, item)}`,
        en: `${printed(doc, count)} of ${printed(doc, guess)} is ${showPercent(actual, item.decimals)}, the text says ${printed(doc, item)}`,
      },
      arithmetic: `${printed(doc, count)} ÷ ${printed(doc, guess)} = ${showPercent(actual, item.decimals)} ≠ ${printed(doc, item)}`,
      items: [guess, count, item],
      suggestion: { zh: '请核对分子、分母和比例。', en: 'Check the count, its base and the percentage.' },
    })
    return true
  }
  return false
}

// A10件、B20件,占30%: a share may be of the last counts together
function jointly(doc: Doc, s: Share, bases: readonly Item[]): [Item[], Item] | null {
  const count = s.count as Item
  const parts = [count]
  for (let k = count.index - 1; k >= 0 && parts.length < 6; k--) {
    const i = doc.items[k] as Item
    if (i.sentence !== count.sentence) break
    if (!isAmount(i) || !fits(i, count)) continue
    parts.unshift(i)
    const lo = parts.reduce((n, x) => n + x.lo, 0)
    const hi = parts.reduce((n, x) => n + x.hi, 0)
    for (const base of bases) {
      if (parts.includes(base) || base.hi < lo) continue
      if (percentFit(s.item, (100 * lo) / base.hi, (100 * hi) / base.lo) === 'ok') return [parts, base]
    }
  }
  return null
}

// No whole total at all gives the share: only where no printed total was found
function noWholeBase(sheet: Sheet, s: Share): void {
  const { doc } = sheet
  const { item, count } = s
  if (!count || sheet.judged.has(`bad${item.index}`)) return
  const whole =
    ['case', 'person', 'org'].includes(count.family) && count.bound === 'exact' && Number.isInteger(count.value) && count.ulp === 1
  if (whole && item.bound === 'exact' && !baseExists(count.value, item)) {
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
  }
}

// 占全省, 占在册: a word by which the base may be found
function named_(base: string): RegExp | null {
  const w = base.replace(/(?:的|总数|总量|总|数|比例|比重|人数|案件|人员)+$/g, '')
  if (w.length >= 5 && w.length <= 8 && /^[\u4e00-\u9fff]+$/.test(w)) {
    // any three signs in a row: 占一审民商事案件 finds 审结民商事案件
    return new RegExp(Array.from({ length: w.length - 2 }, (_, k) => w.slice(k, k + 3)).join('|'))
  }
  if (w.length < 2 || w.length > 8 || /[^\u4e00-\u9fff]/.test(w)) return null
  return new RegExp(w)
}

// 占全省…: the base is said to be another than the total just named
function foreign(s: Share): boolean {
  const w = s.base.replace(/(?:的|总数|总量|总|数|比例|比重|人数|案件|人员)+$/g, '')
  if (w === '') return false
  const words = `${s.parent?.before ?? ''}${s.parent?.after ?? ''}`
  for (let k = 0; k + 2 <= w.length; k++) if (words.includes(w.slice(k, k + 2))) return false
  return true
}

function candidates(doc: Doc, s: Share, all: readonly Share[]): Item[] {
  const out: Item[] = []
  const count = s.count as Item
  const push = (i: Item | null | undefined) => {
    if (i && i.index !== count.index && i.hi >= count.lo && !out.includes(i)) out.push(i)
  }
  push(s.parent)
  for (const other of all) push(other.parent)
  // a share under a heading may be of the total of the section before: 占收到申请总数 is carried on
  for (let back = 0; back <= 8; back++) {
    const sentence = doc.sentences[count.sentence - back]
    if (!sentence || (back > 3 && s.base === '' && sentence.paragraph < count.paragraph - 2)) break
    const items = doc.bySentence[sentence.index] ?? []
    for (let k = items.length - 1; k >= 0; k--) {
      const i = items[k] as Item
      if (i.index < s.item.index && isAmount(i) && (fits(i, count) || i.family === count.family)) push(i)
    }
    if (out.length > 12) break
  }
  const word = named_(s.base)
  if (word && out.length < 20) {
    for (const i of doc.items.slice(Math.max(0, count.index - 150), count.index + 30)) {
      if (i.index !== count.index && isAmount(i) && fits(i, count) && word.test(i.before)) push(i)
      if (out.length > 24) break
    }
  }
  return out
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

// 3.3万人占51%, 3.4万人占49%: the smaller number has the larger share
function order(sheet: Sheet, run: readonly Share[], settled: Set<number>): boolean {
  const { doc } = sheet
  let found = false
  for (let k = 1; k < run.length; k++) {
    const a = run[k - 1] as Share
    const b = run[k] as Share
    if (!a.count || !b.count || a.count.index === b.count.index || !fits(a.count, b.count)) continue
    if (a.parent?.index !== b.parent?.index) continue
    const pa = percentOf(a.item)
    const pb = percentOf(b.item)
    const less = a.count.hi <= b.count.lo && a.count.value < b.count.value && pa.p > pb.p + pb.ulp / 2
    const more = b.count.hi <= a.count.lo && b.count.value < a.count.value && pb.p > pa.p + pa.ulp / 2
    if (!less && !more) continue
    if (sheet.judged.has(`bad${a.item.index}`) || sheet.judged.has(`bad${b.item.index}`)) continue
    found = true
    settled.add(a.item.index).add(b.item.index)
    reject(sheet, {
      kind: 'ratio',
      severity: 'error',
      message: {
        zh: '数量与占比大小相反：数小的一项占比反而大',
        en: 'counts and shares are the wrong way round: the smaller count has the larger share',
      },
      arithmetic: `${printed(doc, a.count)} ${less ? '<' : '>'} ${printed(doc, b.count)}，${printed(doc, a.item)} ${less ? '>' : '<'} ${printed(doc, b.item)}`,
      items: [a.count, a.item, b.count, b.item],
      suggestion: { zh: '请核对两项占比是否写反。', en: 'Check whether the two shares were swapped.' },
    })
  }
  return found
}

// When its neighbours are shares of one printed total, the odd share of a list is of that total too
function oneBase(sheet: Sheet, run: readonly Share[], settled: Set<number>, bases: ReadonlyMap<number, Item>): void {
  const { doc } = sheet
  const votes = new Map<Item, number>()
  for (const s of run) {
    const b = bases.get(s.item.index)
    if (b) votes.set(b, (votes.get(b) ?? 0) + 1)
  }
  const [base, count] = [...votes].sort((a, b) => b[1] - a[1])[0] ?? [null, 0]
  if (!base || count < 2) return
  for (const s of run) {
    if (!s.count || settled.has(s.item.index) || sheet.judged.has(`bad${s.item.index}`)) continue
    if (!fits(base, s.count) || s.count.lo > base.hi) continue
    const [lo, hi] = shareRange(s.count, base)
    if (percentFit(s.item, lo, hi) !== 'bad') continue
    settled.add(s.item.index)
    sheet.judged.add(`bad${s.item.index}`)
    const actual = showPercent((100 * s.count.value) / base.value, s.item.decimals)
    reject(sheet, {
      kind: 'ratio',
      severity: 'question',
      message: {
        zh: `同一列举的其他各项都占${printed(doc, base)}，${printed(doc, s.count)}应占${actual}，文中写作${printed(doc, s.item)}`,
        en: `the rest of the list are shares of ${printed(doc, base)}; ${printed(doc, s.count)} would be ${actual}, the text says ${printed(doc, s.item)}`,
      },
      arithmetic: `${printed(doc, s.count)} ÷ ${printed(doc, base)} = ${actual} ≠ ${printed(doc, s.item)}`,
      items: [base, s.count, s.item],
      suggestion: { zh: '请核对该项的数量和占比。', en: 'Check the count and its share.' },
    })
  }
}

// All counts of a run must be shares of one base
function common(sheet: Sheet, run: readonly Share[], settled: ReadonlySet<number>, bases: ReadonlyMap<number, Item>): void {
  const { doc } = sheet
  const usable = run.filter(
    (s) => s.count && s.item.bound === 'exact' && percentOf(s.item).p > 0 && !sheet.judged.has(`bad${s.item.index}`),
  )
  const first = usable[0]
  if (!first || usable.length < 2) return
  if (!usable.every((s) => s.count && first.count && fits(first.count, s.count) && s.parent?.index === first.parent?.index)) return
  if (usable.every((s) => settled.has(s.item.index)) && !first.parent) return
  const spans = usable.map((s) => baseSpan(s))
  // shares that a printed total already explains are not tried against another one
  const explained = usable.map((s) => bases.get(s.item.index)).filter((b) => b !== undefined)
  const total = explained.length > 0 ? (explained[0] ?? null) : first.parent
  // one unit in the last place is forgiven to a rounded total
  const give = total && total.ulp > 1 ? total.ulp : 0
  if (total) spans.push([total.lo - give, total.hi + give])
  const meet = (list: readonly (readonly [number, number])[]) =>
    Math.max(...list.map((x) => x[0])) <= Math.min(...list.map((x) => x[1])) * (1 + 1e-9)
  if (meet(spans)) return
  let odd = usable.findIndex((_, k) => meet(spans.filter((__, j) => j !== k)))
  if (odd < 0) odd = usable.length - 1
  const s = usable[odd] as Share
  const rest = usable.filter((u) => u !== s)
  const span = spans[odd] as [number, number]
  sheet.judged.add(`bad${s.item.index}`)
  reject(sheet, {
    kind: 'ratio',
    severity: 'question',
    message: {
      zh: `同一列举中的占比推不出同一个总数：由${printed(doc, s.count as Item)}占${printed(doc, s.item)}推得约${show(Math.round((span[0] + span[1]) / 2))}`,
      en: `the shares of one list imply different totals: ${printed(doc, s.count as Item)} at ${printed(doc, s.item)} implies about ${show(Math.round((span[0] + span[1]) / 2))}`,
    },
    arithmetic: usable
      .map(
        (u) =>
          `${printed(doc, u.count as Item)} ÷ ${printed(doc, u.item)} ≈ ${show(Math.round((100 * (u.count as Item).value) / percentOf(u.item).p))}`,
      )
      .join('；'),
    items: [s.count as Item, s.item, ...rest.flatMap((u) => [u.count as Item, u.item]), ...(total ? [total] : [])],
    suggestion: { zh: '请核对这几项的数量和占比。', en: 'Check the counts and shares of this list.' },
  })
}

function baseSpan(s: Share): [number, number] {
  const { p, ulp } = percentOf(s.item)
  const c = s.count as Item
  return [(100 * c.lo) / (p + 1.5 * ulp), (100 * c.hi) / Math.max(p - 1.5 * ulp, p / 10)]
}

// 男性占a%,女性占b%;20岁以下占c%,…: two divisions in one sentence, parted by a semicolon
function divisions(doc: Doc, run: readonly Share[]): Share[][] {
  const out: Share[][] = []
  for (const [k, s] of run.entries()) {
    const before = run[k - 1]
    const last = out[out.length - 1]
    if (!before || !last || doc.text.slice(before.item.end, s.item.start).includes(';')) out.push([s])
    else last.push(s)
  }
  return out.filter((d) => d.length >= 2).length >= 2 ? out : [[...run]]
}

// Shares of one list make 100 %
function hundred(sheet: Sheet, run: readonly Share[]): void {
  const { doc } = sheet
  if (run.length < 2) return
  for (let from = 0; from < run.length; from++) {
    for (let to = run.length; to - from >= 2; to--) {
      const some = run.slice(from, to)
      if (to - from < 3 && run.length > 2) break
      if (within(some)) {
        confirm(
          sheet,
          'sum',
          `${some.map((s) => printed(doc, s.item)).join('+')} = 100%`,
          some.map((s) => s.item),
        )
        return
      }
    }
    if (from > 8) break
  }
  if (run.some((s) => s.item.bound !== 'exact')) return
  if (run.length === 2) {
    pairOver(sheet, run)
    return
  }
  const total = run.reduce((n, s) => n + percentOf(s.item).p, 0)
  if (total < 85 || total > 115) return
  const first = run[0] as Share
  const labels = run.map((s) => s.label)
  if (
    !labels.every((l) => /岁|以上|以下|至/.test(l)) &&
    mayOverlap(labels) &&
    !/学历|年龄|文化程度/.test(doc.text.slice(Math.max(0, (first.count ?? first.item).clauseStart - 12), first.item.start))
  )
    return
  const sentence = doc.sentences[first.item.sentence]
  const start = (first.count ?? first.item).clauseStart
  const lead = doc.text.slice(Math.max(sentence?.start ?? 0, start - 10), start)
  const dimension = /[:中]$|(?:看|分|构成|结构)[,:]?$/.test(lead.trim())
  const partition = partitionOf(labels)
  const among = /其中/.test(doc.text.slice(Math.max(sentence?.start ?? 0, start - 6), start + 4))
  if (total < 100 && !dimension && !partition) return
  if (among && total < 100 && !partition) return
  if (total < 100 && interrupted(doc, run)) return
  reject(sheet, {
    kind: 'sum',
    severity: total > 100 && dimension ? 'error' : 'question',
    message: { zh: '各项占比之和不是100%', en: 'the shares do not add up to 100 %' },
    arithmetic: `${run.map((s) => printed(doc, s.item)).join('+')} = ${show(total)}% ≠ 100%`,
    items: run.flatMap((s) => (s.count ? [s.count, s.item] : [s.item])),
    suggestion: { zh: '请核对各项占比，或说明其余部分。', en: 'Check the shares, or say what the rest is.' },
  })
}

// Other figures between the shares: the list names more kinds than it gives shares for
function interrupted(doc: Doc, run: readonly Share[]): boolean {
  return run.some((s, k) => {
    const before = run[k - 1]
    if (!before) return false
    const from = (s.count ?? s.item).index
    return doc.items.slice(before.item.index + 1, from).some((i) => isAmount(i) || (i.family === 'percent' && !i.growth))
  })
}

// Two shares of one total that make a little more than 100 %
function pairOver(sheet: Sheet, run: readonly Share[]): void {
  const { doc } = sheet
  const [a, b] = run as [Share, Share]
  if (!a.count || !b.count || !a.parent || a.parent.index !== b.parent?.index || a.count.index === b.count.index) return
  const total = percentOf(a.item).p + percentOf(b.item).p
  if (total <= 100 + a.item.ulp + b.item.ulp || total > 110 || mayOverlap([a.label, b.label])) return
  if (sheet.judged.has(`bad${a.item.index}`) || sheet.judged.has(`bad${b.item.index}`)) return
  reject(sheet, {
    kind: 'sum',
    severity: 'question',
    message: { zh: '两项占比之和超过100%', en: 'two shares of one total add up to more than 100 %' },
    arithmetic: `${printed(doc, a.item)}+${printed(doc, b.item)} = ${show(total)}% > 100%`,
    items: [a.count, a.item, b.count, b.item],
    suggestion: { zh: '请核对两项占比。', en: 'Check both shares.' },
  })
}

function within(some: readonly Share[]): boolean {
  let total = 0
  let slack = 0
  for (const s of some) {
    const { p, ulp } = percentOf(s.item)
    total += p
    slack += ulp * 0.5
  }
  return Math.abs(total - 100) <= slack + 1e-9
}
