import type { Doc, Item } from '../../document.ts'
import { printed } from '../../document.ts'
import { areOpposite, denies, endAlike, isFunnel, isOpenEnded, mostOverlap, partitionOf } from '../../labels.ts'
import { confirm, reject, type Sheet, show } from '../../outcome.ts'
import { percentFit, percentOf } from '../../ratio-math.ts'
import { add, fits, isAmount, isHeadline, rough, wholeOf } from '../amounts.ts'
import { DEGREE, goesOn, qualityOf } from './goes-on.ts'
import { areNoParts } from './no-parts.ts'
import { judgeTwins } from './sum-judge.ts'

// Between two members of one list: a share or a change of the first, a stop, the name of the second (农业、林业类)
const SEAM = /^[^,、;。:]{0,14}(?:[,;](?:\([\d一二三四五六七八九十]{1,2}\))?[^,;。:\d]{0,30}|、[^,、;。:\d]{0,30})$/
const BREAK = /合计|小计|总计|共计|总共|(?<!公)共(?!同|建|产|青|享|治)|其中|另有|另外|此外|累计|总数|总量/
const REST = /其他|其它|其余/
// what is still going on is what is left
const PENDING = /未结|未审结|待审|待办|在办|在审|正在|尚未/
const LEAD = /(?:看|分|上|中|情况|构成|类型|类别|结果|分布|来源|方式|结构|如下|分别|涉及|统计)[,:。为是有]*$/
// What leads to a column of a list in two measures
const COLUMN = '如下'
// Kinds of which there are no others
const CLOSED = new Set(['correction', 'grade', 'cleanup', 'disclosure', 'ladder', 'level', 'industry', 'letter'])
// A list longer than this is a table
const LONGEST = 24
const FAR = 120

/** Members of one list, each counted in the same measure. */
interface Run {
  readonly parts: readonly Item[]
  readonly lead: string
}

/** What speaks for a list being the whole. */
type Evidence = 'complete' | 'open'

/** Lists without 其中, wherever their total stands: at the head of the sentence, of the paragraph, of the section. */
export function checkParallelLists(sheet: Sheet, parents: ReadonlyMap<number, Item>): void {
  const { doc } = sheet
  const runs = doc.bySentence.flatMap((items) => {
    const columns = columnsOf(doc, items)
    const turns = new Set(columns.flatMap((c) => c.parts))
    return [...allRuns(doc, items).filter((run) => !run.parts.some((p) => turns.has(p))), ...columns]
  })
  const together = sumsSoFar(sheet)
  const missed = runs.flatMap((run) => stretches(run, together)).filter((run) => !agree(sheet, run))
  const pairs = runs.flatMap((run) => pairsOf(doc, run))
  const found = sumsSoFar(sheet)
  for (const pair of pairs) if (!explained(pair, found) && !agree(sheet, pair)) disagree(sheet, pair, parents)
  const later = sumsSoFar(sheet)
  for (const run of missed) if (!explained(run, later)) disagree(sheet, run, parents)
  for (const run of enumerated(doc)) if (!agree(sheet, run)) disagree(sheet, run, parents)
}

const explained = (run: Run, together: ReadonlySet<string>): boolean =>
  run.parts.some((p, k) => k > 0 && together.has(`${(run.parts[k - 1] as Item).index}+${p.index}`))

// 214人,男188人、女26人;18岁以下3人,18至45岁140人,46岁以上71人: what is added up already parts the rest
function stretches(run: Run, together: ReadonlySet<string>): Run[] {
  const joined = (k: number) => together.has(`${run.parts[k]?.index}+${run.parts[k + 1]?.index}`)
  const out: Item[][] = [[]]
  for (const [k, part] of run.parts.entries()) {
    if (joined(k - 1) || joined(k)) out.push([])
    else out[out.length - 1]?.push(part)
  }
  return out.filter((parts) => parts.length >= (parts.length === run.parts.length ? 2 : 3)).map((parts) => ({ ...run, parts }))
}

const opposed = (a: Item, b: Item | undefined): boolean => b !== undefined && areOpposite(a.label, b.label)

// 受理139件,旧存47件、新收92件,结案78件: two members that leave no third, whatever else the list goes on to
function pairsOf(doc: Doc, run: Run): Run[] {
  const out: Run[] = []
  for (let k = 0; k + 1 < run.parts.length; k++) {
    const [before, a, b, next] = [run.parts[k - 1], run.parts[k], run.parts[k + 1], run.parts[k + 2]] as [Item?, Item?, Item?, Item?]
    if (
      !a ||
      !b ||
      !areOpposite(a.label, b.label) ||
      /;/.test(doc.text.slice(a.end, b.start)) ||
      (next && areOpposite(b.label, next.label))
    )
      continue
    const ends = !next || doc.text.slice(b.end, next.start).includes(';') || isFunnel([next.label]) || opposed(next, run.parts[k + 3])
    const starts =
      !before ||
      denies(a.label, b.label) ||
      doc.text.slice(before.end, a.start).includes(';') ||
      // 国资所57家;个人所52家;联营所1家: the one before is of their kind
      (before.value > (k === 1 ? 0.8 : 1) * Math.max(a.value, b.value) && !endAlike([before.label, a.label, b.label]))
    if (ends && starts && run.parts.length > 2) out.push({ parts: [a, b], lead: '' })
  }
  return out
}

// 产业类11个、资金826.5万元,基础设施类8个、资金433万元: two measures take turns
function columnsOf(doc: Doc, items: readonly Item[]): Run[] {
  const runs: Run[] = []
  for (let i = 0; i + 5 < items.length; i++) {
    const [a, b] = [items[i] as Item, items[i + 1] as Item]
    // 省司法厅43件、受理31件,省公安厅25件、受理20件: the second measure may be known by its name alone
    const named = a.unit === b.unit && b.label.length >= 2
    if (!isAmount(a) || !isAmount(b) || (a.unit === b.unit && !named) || a.end === b.start) continue
    const turn = (x: Item | undefined, y: Item | undefined) =>
      same(x, a) && same(y, b) && (!named || (y?.label === b.label && x?.label !== b.label))
    let k = i
    while (k + 1 < items.length && turn(items[k], items[k + 1]) && !/[;。]/.test(doc.text.slice(a.end, items[k + 1]?.start))) k += 2
    const rows = (k - i) / 2
    if (rows < 3) continue
    const take = (at: number) => Array.from({ length: rows }, (_, r) => items[i + 2 * r + at] as Item)
    runs.push({ parts: take(0), lead: COLUMN }, { parts: take(1), lead: COLUMN })
    i = k - 1
  }
  return runs
}

const same = (item: Item | undefined, model: Item): boolean => item !== undefined && item.unit === model.unit && isAmount(item)

// 一是…118件,…。二是…96件,…。其他方面117件: the first figure of each point
function enumerated(doc: Doc): Run[] {
  const runs: Run[] = []
  let parts: Item[] = []
  let paragraph = -1
  const close = () => {
    if (parts.length >= 3) runs.push({ parts, lead: '' })
    parts = []
  }
  for (const sentence of doc.sentences) {
    if (sentence.paragraph !== paragraph) close()
    paragraph = sentence.paragraph
    const head = doc.text.slice(sentence.start, sentence.start + 6).trim()
    const point = /^(?:[^,。]{0,2})?[一二三四五六七八九]是/.test(head)
    if (!point && !/^(?:其他|其余|另有)/.test(head)) continue
    if (head.includes('一是')) close()
    const first = doc.bySentence[sentence.index]?.find(isAmount)
    if (first && (!parts[0] || first.unit === parts[0].unit)) parts.push(first)
    if (!point) close()
  }
  close()
  return runs
}

// Neighbours that some other relation has already added up
function sumsSoFar(sheet: Sheet): Set<string> {
  const pairs = new Set<string>()
  for (const { kind, items } of [...sheet.holds, ...sheet.drafts]) {
    if (kind !== 'sum') continue
    const order = items.map((i) => i.index).sort((a, b) => a - b)
    for (const [k, i] of order.entries()) if (k > 0) pairs.add(`${order[k - 1]}+${i}`)
  }
  return pairs
}

// The lists of a sentence, and those in its brackets
function allRuns(doc: Doc, items: readonly Item[]): Run[] {
  const outer = [...runsOf(doc, items)]
  const taken = new Set(outer.flatMap((run) => run.parts))
  const bracketed = items.filter((i) => i.depth > 0 && !taken.has(i))
  return bracketed.length > 1 ? [...outer, ...runsOf(doc, bracketed)] : outer
}

function* runsOf(doc: Doc, items: readonly Item[]): Generator<Run> {
  let parts: Item[] = []
  let last: Item | null = null
  const lead = () => {
    const first = parts[0] as Item
    return doc.text.slice(Math.max(0, first.clauseStart - 16), first.clauseStart).trim()
  }
  for (const item of items) {
    // 36-45岁474人: the borders of a class are part of its name
    if (item.range || item.threshold || (item.chinese && item.value < 20)) continue
    // 民商事4822件(再审1件在内): what stands in a bracket behind a member is of it
    if (parts[0] && item.depth > parts[0].depth) continue
    const previous = parts[parts.length - 1]
    // shares and changes belong to the member before them, a second measure too
    if (item.family === 'percent' || item.growth || (last && item.start === last.end)) {
      last = item
      continue
    }
    const joined =
      previous !== undefined &&
      last !== null &&
      isAmount(item) &&
      (item.before.trim() !== '' || /^[、和]$/.test(doc.text.slice(last.end, item.start))) &&
      item.bracket === previous.bracket &&
      fits(previous, item) &&
      seam(doc.text.slice(last.end, item.start), last.index + 1 < item.index)
    if (!joined) {
      if (parts.length >= 2) yield { parts, lead: lead() }
      parts = []
    }
    if (isAmount(item)) {
      parts.push(item)
      last = item
    } else last = null
  }
  if (parts.length >= 2) yield { parts, lead: lead() }
}

function seam(written: string, borders: boolean): boolean {
  // 4822件(再审1件在内),与上年持平;刑事270件
  const words = written.replace(/\([^()]*\)/g, '').replace(/^,[^,;。\d]{0,10}持平(?=[,;])/, '')
  const gap = borders ? words.replace(/\d/g, '') : words.replace(/(?<!\d)1(?:10|19|20|22)(?!\d)/, '')
  return (SEAM.test(gap) || /^(?:和|及|与|以及)/.test(gap)) && !BREAK.test(gap) && gap.length <= 40
}

// The whole run, without its first (a total before its parts), up to a semicolon; loosely, without its last ones too
function windows(doc: Doc, parts: readonly Item[], loose: boolean): (readonly Item[])[] {
  const n = Math.min(parts.length, LONGEST)
  const all = parts.slice(0, n)
  const out = [all, all.slice(1)]
  if (loose) out.push(all.slice(0, -1), all.slice(2), all.slice(0, -2), all.slice(1, -1))
  // semicolons end a list, or part all of its members
  const parted = (k: number) => doc.text.slice(parts[k - 1]?.end, parts[k]?.start).includes(';')
  const throughout = n > 2 && all.every((_, k) => k === 0 || parted(k))
  let from = 0
  for (let k = 1; k < n; k++) {
    const [a, b] = [all[k - 1] as Item, all[k] as Item]
    if (loose && areOpposite(a.label, b.label)) out.push([a, b])
    if ((throughout || !parted(k)) && qualityOf(a.label) === qualityOf(b.label)) continue
    out.push(all.slice(from, k), all.slice(from + 1, k), all.slice(k))
    from = k
  }
  if (from > 0) out.push(all.slice(from + 1))
  return out.filter((w, k) => w.length >= 2 && (k === 0 || w.length < n))
}

// The list makes a total that stands somewhere
function agree(sheet: Sheet, run: Run): boolean {
  const { doc } = sheet
  const wholes = wholesOf(doc, run)
  for (const parts of windows(doc, run.parts, run.lead !== COLUMN)) {
    if (parts.length < 3 && !pairOf(doc, run, parts)) continue
    if (isCut(doc, run.parts, run.parts.indexOf(parts[0] as Item), parts.length)) continue
    const inside = new Set(parts)
    const whole = wholeOf(
      wholes.filter((w) => !inside.has(w)),
      parts,
    )
    if (!whole || outshone(doc, parts, whole)) continue
    confirm(sheet, 'sum', `${parts.map((p) => printed(doc, p)).join('+')} = ${printed(doc, whole)}`, [whole, ...parts])
    judgeTwins(sheet, { total: whole, others: [], parts, complete: false, bracket: false })
    return true
  }
  return false
}

// Behind: 继续有效48件,废止16件,拟修改3件, of two members only where the third is of their kind. In front: only totals are left out
function isCut(doc: Doc, all: readonly Item[], from: number, k: number): boolean {
  const list = all.slice(from)
  if ((k >= 3 || partitionOf(list.slice(0, 3).map((p) => p.label)) !== null) && goesOn(doc, list, k)) return true
  const largest = Math.max(...list.slice(0, k).map((p) => p.value))
  return from >= 2 && all.slice(0, from).some((p) => p.value < largest) && goesOn(doc, all, from)
}

// 旧存50件,…;受理44件,旧存27件、新收23件: the figure right before the list was meant, not one of another clause
function outshone(doc: Doc, parts: readonly Item[], whole: Item): boolean {
  const first = parts[0] as Item
  const next = doc.items[first.index - 1]
  if (
    !next ||
    next === whole ||
    !isAmount(next) ||
    next.paragraph !== first.paragraph ||
    first.sentence - next.sentence > 1 ||
    next.unit !== first.unit
  )
    return false
  const off = Math.abs(add(parts).value / next.value - 1)
  return off > 0 && off <= 0.2 && next.bound === 'exact' && /[;。\n]/.test(doc.text.slice(whole.end, next.start))
}

function disagree(sheet: Sheet, run: Run, parents: ReadonlyMap<number, Item>): void {
  const { doc } = sheet
  const wholes = wholesOf(doc, run)
  for (const parts of windows(doc, run.parts, false)) {
    if (parts.length < 3 && !pairOf(doc, run, parts)) continue
    if (miss(sheet, run, parts, wholes, parents)) return
  }
}

// Two members make a whole only where they leave no third
function pairOf(doc: Doc, run: Run, parts: readonly Item[]): boolean {
  const [a, b] = parts
  if (!a || !b) return false
  return (
    areOpposite(a.label, b.label) ||
    shares(doc, parts) ||
    (parts.length === run.parts.length && /(?:看|分|构成|类型|来源|方式)[,:。]$/.test(run.lead))
  )
}

// Before the list: all of the paragraph, then what stands at the head of paragraphs; after it, a total in the next words
function wholesOf(doc: Doc, run: Run): Item[] {
  const first = run.parts[0] as Item
  const last = run.parts[run.parts.length - 1] as Item
  const near: Item[] = []
  const far: Item[] = []
  for (let k = last.index - 1; k >= 0 && first.index - k <= FAR; k--) {
    const i = doc.items[k] as Item
    if (!isAmount(i) || i.target || !fits(i, first)) continue
    if (i.paragraph === first.paragraph && near.length < 24) near.push(i)
    else if (far.length < 40 && i.unit === first.unit && i.depth === 0) far.push(i)
  }
  const after = doc.items.slice(last.index + 1, last.index + 4).filter((i) => i.sentence === last.sentence && isAmount(i) && fits(i, first))
  return [...near, ...after, ...far]
}

function evidence(doc: Doc, run: Run, parts: readonly Item[]): Evidence {
  const labels = parts.map((p) => p.label)
  const end = (parts[parts.length - 1] as Item).end
  if (
    isOpenEnded(doc.text.slice((parts[0] as Item).clauseStart, end)) ||
    /^[^,;。]{0,6}(?:等|居多|为主)|^[,;](?:其余|其他|余下|余者)/.test(doc.text.slice(end, end + 12))
  )
    return 'open'
  if (CLOSED.has(partitionOf(labels)?.name ?? '') && parts.length >= 3) return 'complete'
  if (
    labels.some((l) => REST.test(l)) ||
    (parts.length >= 3 &&
      PENDING.test(labels[labels.length - 1] ?? '') &&
      !PENDING.test(labels[0] ?? '') &&
      !labels.some((l) => /结转|旧存/.test(l))) ||
    labels.some((l, k) => labels.some((m, n) => n > k && areOpposite(l, m, parts.length === 2)))
  )
    return 'complete'
  if (shares(doc, parts) || (parts.length >= 3 && /分别[为是有]?$/.test(parts[0]?.before ?? ''))) return 'complete'
  if (parts.length >= 3 && labels.every((l) => DEGREE.test(l))) return 'complete'
  if (mostOverlap(labels) && !labels.every((l) => /岁/.test(l))) return 'open'
  if (parts.length >= 6 && run.lead.endsWith(':')) return 'complete'
  if (isFunnel(labels) && new Set(labels).size > 1) return 'open'
  return LEAD.test(run.lead) && (parts.length >= 3 || pairOf(doc, run, parts)) ? 'complete' : 'open'
}

// Each member with its share, together about a hundred; 分别占62.5%和37.5% behind them
function shares(doc: Doc, parts: readonly Item[]): boolean {
  const end = (parts[parts.length - 1] as Item).index
  const behind = doc.items.slice(end + 1, end + 1 + parts.length)
  if (behind.every((i) => i.family === 'percent' && !i.growth) && /占/.test(behind[0]?.before ?? '') && hundred(behind)) return true
  let total = 0
  for (const p of parts) {
    const next = doc.items.slice(p.index + 1, p.index + 3).find((i) => i.family === 'percent' && !i.growth)
    if (!next || next.sentence !== p.sentence) return false
    total += percentOf(next).p
  }
  return Math.abs(total - 100) <= 3
}

const hundred = (items: readonly Item[]): boolean => Math.abs(items.reduce((n, i) => n + percentOf(i).p, 0) - 100) <= 3

/** 应安置412人,务农187人,…,安置率98.1%; 起诉318件,不起诉61件: it is said, or known, that the list is not the whole. */
export function saidOtherwise(doc: Doc, parts: readonly Item[], whole: Item, sum: number): boolean {
  const last = parts[parts.length - 1] as Item
  // 旧存61件,新收144件,结案160件
  if (parts.some((p) => /结转|旧存/.test(p.before)) && whole.index > last.index) return true
  if (/起诉|不捕|逮捕|批捕/.test(last.before)) return true
  if (sum > whole.value) return false
  const rate = doc.items.slice(last.index + 1, last.index + 4).find((i) => i.family === 'percent' && i.paragraph === last.paragraph)
  if (!rate) return false
  const p = (100 * sum) / whole.value
  return percentFit(rate, p, p) === 'ok' || (/率/.test(rate.before) && Math.abs(percentOf(rate).p - p) <= 5)
}

// True where the list misses a total that it was meant to make
function miss(sheet: Sheet, run: Run, parts: readonly Item[], wholes: readonly Item[], parents: ReadonlyMap<number, Item>): boolean {
  const { doc } = sheet
  // 居前三的:甲类83件,… are the first of some other figure; 房管、人事各3件 are six
  if (rough(parts) || /前[二三四五六七八九十\d]/.test(run.lead + (parts[0]?.before ?? '')) || parts.some((p) => /、.*各$/.test(p.before)))
    return false
  const kind = evidence(doc, run, parts)
  const labels = parts.map((p) => p.label)
  const sum = add(parts)
  const largest = parts.reduce((n, p) => Math.max(n, p.hi), 0)
  const first = parts[0] as Item
  const off = (w: Item) => Math.abs(sum.value / w.value - 1)
  const one = partitionOf(labels) !== null || endAlike(labels)
  const reach = (w: Item) => {
    const here = w.paragraph === first.paragraph
    if (!here && (parents.has(w.index) || !(isHeadline(w) || /[审执]结|(?<!未)结案/.test(w.before)))) return 0
    // 3件,维持2件,纠正1件: of small numbers one is much
    if (kind === 'complete') return here ? Math.max(0.25, w.index === first.index - 1 ? 3 / w.value : 0) : 0.12
    const next = w.index === first.index - 1 && w.sentence === first.sentence
    if (parts.length >= 3 && one && !mostOverlap(labels) && (sum.value > w.value || (next && parts.length >= 4)))
      return next && sum.value > w.value ? 0.25 : 0.1
    // so many kinds right behind a figure were meant to make it
    if (parts.length >= 6 && w.index === first.index - 1 && here && !mostOverlap(labels)) return parts.length >= 10 ? 0.2 : 0.08
    // 调解成功21件,防止转化3件,…: one step of the cases among others
    const steps = labels.filter((l) => isFunnel([l])).length
    return parts.length >= 4 && here && (steps === 0 || steps * 2 >= labels.length) ? 0.03 : 0
  }
  const likely = wholes.filter(
    (w) =>
      // a member of the list may only be the total of what follows it
      !(run.parts.includes(w) && w.index >= first.index) &&
      w.bound === 'exact' &&
      w.unit === first.unit &&
      (w.value >= largest || wholes.find((o) => o.index < first.index) === w) &&
      off(w) > 0 &&
      off(w) <= reach(w) &&
      !saidOtherwise(doc, parts, w, sum.value) &&
      !areNoParts(doc, w, parts),
  )
  const whole = likely.sort((a, b) => off(a) - off(b))[0]
  if (!whole) return false
  reject(sheet, {
    kind: 'sum',
    severity: 'question',
    message: { zh: '各项相加与总数不符', en: 'The items of the list do not add up to the total' },
    arithmetic: `${parts.map((p) => printed(doc, p)).join('+')} = ${show(sum.value)} ≠ ${printed(doc, whole)} (差 ${show(Math.abs(whole.value - sum.value))})`,
    items: [whole, ...parts],
    suggestion: { zh: '请核对总数和各项；如列举不全，请写明。', en: 'Check the total and the items; if the list is not complete, say so.' },
  })
  return true
}
