import type { Doc, Item } from '../../document.ts'
import { printed } from '../../document.ts'
import { mayOverlap, partitionOf } from '../../labels.ts'
import { confirm, reject, type Sheet, show } from '../../outcome.ts'
import { hundredFit, isPrecise, percentFit, percentOf, shareRange, showPercent } from '../../ratio-math.ts'
import { add, fits, isAmount, meets } from '../amounts.ts'
import { roughly, type Share } from './share-claim.ts'

// 3.3万人占51%, 3.4万人占49%: the smaller number has the larger share
/** Counts and shares the wrong way round; true where something was found. */
export function order(sheet: Sheet, run: readonly Share[], settled: Set<number>): boolean {
  const { doc } = sheet
  let found = false
  for (let k = 1; k < run.length; k++) {
    const a = run[k - 1] as Share
    const b = run[k] as Share
    if (!a.count || !b.count || a.count.index === b.count.index || !fits(a.count, b.count)) continue
    if (a.parent?.index !== b.parent?.index || ofItsOwn(doc, a, b.count) || otherYears(a.count, b.count)) continue
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

// 书记6万名,大专8000人,占14%;主任9千名,大专5000人,占55%: a total stands between, and the second share is of it
function ofItsOwn(doc: Doc, a: Share, count: Item): boolean {
  return doc.items.slice(a.item.index + 1, count.index).some((i) => isAmount(i) && fits(i, count) && i.lo > count.hi)
}

// 2021年…23起,占74.2%;2020年…22起,占91.7%: each year has a total of its own
function otherYears(a: Item, b: Item): boolean {
  const [x, y] = [a, b].map((i) => /(?:19|20)\d\d(?= ?年)/.exec(i.before)?.[0])
  return x !== y
}

// When its neighbours are shares of one printed total, the odd share of a list is of that total too
/** The odd share of a list whose other shares are of one printed total. */
export function oneBase(sheet: Sheet, run: readonly Share[], settled: Set<number>, bases: ReadonlyMap<number, Item>): void {
  const { doc } = sheet
  const votes = new Map<Item, number>()
  for (const s of run) {
    const b = bases.get(s.item.index)
    if (b) votes.set(b, (votes.get(b) ?? 0) + 1)
  }
  const [base, count] = [...votes].sort((a, b) => b[1] - a[1])[0] ?? [null, 0]
  // 已落实122件,占84%;计划落实24件,占19%: two counts that make the total are both of it
  const two = base !== null && run.length === 2 && run.every((s) => s.count) && meets(base, add(run.map((s) => s.count as Item)))
  if (!base || count < (two ? 1 : 2)) return
  for (const s of run) {
    if (!s.count || settled.has(s.item.index) || sheet.judged.has(`bad${s.item.index}`)) continue
    if (!fits(base, s.count) || s.count.lo > base.hi) continue
    const [lo, hi] = shareRange(s.count, base)
    if (percentFit(s.item, lo, hi) !== 'bad' || roughly(s, base)) continue
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
/** Shares of one list that imply different totals. */
export function common(sheet: Sheet, run: readonly Share[], settled: ReadonlySet<number>, bases: ReadonlyMap<number, Item>): void {
  const { doc } = sheet
  const usable = run.filter(
    (s) => s.count && ['exact', 'about'].includes(s.item.bound) && percentOf(s.item).p > 0 && !sheet.judged.has(`bad${s.item.index}`),
  )
  const first = usable[0]
  if (!first?.count || usable.length < 2 || usable.some((s) => otherYears(first.count as Item, s.count as Item))) return
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
  if (s.item.bound === 'about')
    return [(100 * c.lo) / Math.max(1.06 * p, p + ulp), (100 * c.hi) / Math.max(Math.min(0.94 * p, p - ulp), p / 10)]
  return [(100 * c.lo) / (p + 1.5 * ulp), (100 * c.hi) / Math.max(p - 1.5 * ulp, p / 10)]
}

// 男性占a%,女性占b%;20岁以下占c%,…: two divisions in one sentence, parted by a semicolon
/** The divisions of one sentence (by sex; by age), parted by a semicolon. */
export function divisions(doc: Doc, run: readonly Share[]): Share[][] {
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
/** Shares that should make 100 per cent. */
export function hundred(sheet: Sheet, run: readonly Share[], bases: ReadonlyMap<number, Item>): void {
  const { doc } = sheet
  if (run.length < 2) return
  for (let from = 0; from < run.length; from++) {
    for (let to = run.length; to - from >= 2; to--) {
      const some = run.slice(from, to)
      if (to - from < 3 && run.length > 2) break
      // where the rest is named, the list is whole
      if (to < run.length && /其他|其它|其余/.test((run[run.length - 1] as Share).label)) continue
      if (hundredFit(some.map((s) => s.item)) === 'ok') {
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
  if (!run.every((s) => isPrecise(s.item))) return
  if (run.length === 2) {
    if (!complements(sheet, run)) pairOver(sheet, run)
    return
  }
  const total = run.reduce((n, s) => n + percentOf(s.item).p, 0)
  if (total < 85 || total > 115 || hundredFit(run.map((s) => s.item)) === 'doubtful') return
  // each right by itself, of a printed total: the kinds overlap, are not all there, or the shares were cut off (14%、32%、52%)
  if (run.every((s) => bases.has(s.item.index))) return
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
  const ages = /以下|以内/.test(labels[0] ?? '') && /以上/.test(labels[labels.length - 1] ?? '') && labels.every((l) => /岁|周岁/.test(l))
  const partition = partitionOf(labels) ?? (ages ? { name: 'age', complete: true } : null)
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

// 男性占52.3%,女性占48.7%: two kinds that leave no third make 100 %
function complements(sheet: Sheet, run: readonly Share[]): boolean {
  const { doc } = sheet
  const [a, b] = run as [Share, Share]
  if (!partitionOf([a.label, b.label])?.complete || doc.text.slice(a.item.end, b.item.start).length > 16) return false
  const total = percentOf(a.item).p + percentOf(b.item).p
  if (Math.abs(total - 100) > 10 || Math.abs(total - 100) <= 1.01 * Math.max(a.item.ulp, b.item.ulp)) return false
  reject(sheet, {
    kind: 'sum',
    severity: /男|女/.test(a.label + b.label) ? 'error' : 'question',
    message: { zh: '两类占比之和不是100%', en: 'the shares of two kinds do not add up to 100 %' },
    arithmetic: `${printed(doc, a.item)}+${printed(doc, b.item)} = ${show(total)}% ≠ 100%`,
    items: [a.item, b.item],
    suggestion: { zh: '请核对两项占比。', en: 'Check both shares.' },
  })
  return true
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
