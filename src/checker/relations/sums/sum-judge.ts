import type { Doc, Item } from '../../document.ts'
import { printed } from '../../document.ts'
import { areOpposite, endAlike, isFunnel, isOpenEnded, mayOverlap, mostOverlap, partitionOf } from '../../labels.ts'
import { confirm, reject, type Sheet, show } from '../../outcome.ts'
import { percentFit, shareRange } from '../../ratio-math.ts'
import type { Severity } from '../../types.ts'
import { add, isAmount, meets, rough } from '../amounts.ts'
import { goesOn } from './goes-on.ts'
import { areNoParts } from './no-parts.ts'

// Kinds of legal work: a rounded total holds more kinds than are named
const LAW = new Set(['case-law', 'litigation'])
// Two qualities of the same people (大专以上31名, 35岁以下30人) are no division at all
// 党纪处分 and 政务处分 may fall on one person
const ATTRIBUTE = /党纪|政务处分|年内|以上|以下|大专|本科|学历|岁|党员|专职|中级|高级|职称/

/** A total and the parts that stand behind it. */
export interface List {
  readonly total: Item
  /** Other items that may be the total, nearest first. */
  readonly others: readonly Item[]
  readonly parts: readonly Item[]
  /** 其中 promises no complete list; a bracket without 其中 and a colon do. */
  readonly complete: boolean
  /** The parts stand in a bracket right after the total. */
  readonly bracket: boolean
}

/** Judges a list against its total; how many of its parts were understood (0: none). */
export function judgeList(sheet: Sheet, list: List): number {
  const { doc } = sheet
  const { total, others, parts } = list
  const totals = [total, ...others]
  const first = parts[0] as Item
  if (parts.length === 1) {
    const key = `part${first.index}`
    if (first.lo > total.hi && first.unit === total.unit && !sheet.judged.has(key)) {
      if (others.some((o) => first.lo <= o.hi)) return 0
      sheet.judged.add(key)
      reject(sheet, {
        kind: 'sum',
        severity: isFunnel([first.label]) ? 'question' : 'error',
        message: {
          zh: `其中的一项${printed(doc, first)}${first.unit}大于总数${printed(doc, total)}${total.unit}`,
          en: `one part, ${printed(doc, first)}, is larger than its total, ${printed(doc, total)}`,
        },
        arithmetic: `${printed(doc, first)} > ${printed(doc, total)}`,
        items: [total, first],
        suggestion: { zh: '请核对总数与该项。', en: 'Check the total and this part.' },
      })
    }
    return 0
  }
  for (let k = parts.length; k >= 2; k--) {
    // 缓刑460人+假释20人 may make the total by chance when 暂予监外执行20人 follows: kinds of one division go together
    if (
      k < parts.length &&
      (oneDivision(parts.slice(0, k + 1)) ||
        oneKind(doc, parts, k) ||
        (!onPurpose(parts, k) && oneList(doc, parts, k)) ||
        (k >= 3 && goesOn(doc, parts, k)))
    )
      continue
    const some = parts.slice(0, k)
    const sum = add(some)
    const match = totals.find((t) => meets(t, sum))
    if (!match) continue
    // 32条。其中:…: the figure of the sentence before is nearly made; one farther off is made by chance
    if (k === parts.length && isNearer(total, match, sum.value)) {
      rejectSum(sheet, { ...list, others: [] }, parts)
      return k
    }
    confirm(sheet, 'sum', `${some.map((p) => printed(doc, p)).join('+')} = ${printed(doc, match)}`, [match, ...some])
    return k
  }
  const kinds = parts.filter((p) => !isFunnel([p.label]))
  const whole =
    kinds.length >= 2 && kinds.length < parts.length && !oneList(doc, parts, parts.length - 1)
      ? totals.find((t) => meets(t, add(kinds)))
      : undefined
  if (whole) {
    confirm(sheet, 'sum', `${kinds.map((p) => printed(doc, p)).join('+')} = ${printed(doc, whole)}`, [whole, ...kinds])
    return parts.length
  }
  // 首次执行3612件,执结3498件,恢复执行1124件: a step of one kind stands among the kinds
  const group = firstGroup(doc, parts)
  const own = group.filter((p) => kinds.includes(p))
  const off = (some: readonly Item[]) => Math.abs(add(some).value / total.value - 1)
  const between =
    off(own) <= off(group) &&
    // what falls short of the total counts nothing twice
    add(group).value > total.value &&
    !oneList(doc, group, group.length - 1) &&
    own.length >= 2 &&
    group.slice(1, -1).some((p) => !own.includes(p)) &&
    own.includes(group[group.length - 1] as Item)
  // 书记包案2件,已化解47件,未化解7件: what stands last may be all of it
  const tail = add(parts).value > total.value ? parts.slice(-2) : []
  if (tail.length === 2 && parts.length >= 3 && areOpposite(tail[0]?.label ?? '', tail[1]?.label ?? '', false) && meets(total, add(tail))) {
    confirm(sheet, 'sum', `${tail.map((p) => printed(doc, p)).join('+')} = ${printed(doc, total)}`, [total, ...tail])
    return parts.length
  }
  const natural = nearlyAll(totals, parts) ?? kindred(parts) ?? joined(doc, parts) ?? (between ? own : beforeSteps(group))
  const from = closest(list, natural)
  if (from && meets(from, add(natural)))
    confirm(sheet, 'sum', `${natural.map((p) => printed(doc, p)).join('+')} = ${printed(doc, from)}`, [from, ...natural])
  else if (from) rejectSum(sheet, { ...list, total: from, others: totals.filter((t) => t !== from) }, natural)
  return parts.indexOf(natural[natural.length - 1] as Item) + 1
}

// 城区专职9名、兼职4名;农村专职6名、兼职5名;专属3名: all the kinds that stand there nearly make the total
function nearlyAll(totals: readonly Item[], parts: readonly Item[]): readonly Item[] | null {
  const kinds = parts.filter((p) => !isFunnel([p.label]))
  const enough = kinds.length >= (kinds.length < parts.length ? 3 : 4)
  const near = enough && totals.some((t) => Math.abs(add(kinds).value / t.value - 1) <= 0.05)
  return near && !mayOverlap(kinds.map((p) => p.label)) ? kinds : null
}

const isNearer = (total: Item, match: Item, sum: number): boolean =>
  match.sentence < total.sentence && total.bound === 'exact' && Math.abs(total.value / sum - 1) <= 0.05

// 缓刑207人,假释6人,暂予监外执行4人,管制5人,警告31人: the list ends where the kinds end
function kindred(parts: readonly Item[]): readonly Item[] | null {
  let k = parts.length
  while (k >= 3 && partitionOf(parts.slice(0, k).map((p) => p.label)) === null) k--
  const next = parts[k]
  // 旧存1304件,新收2577件,审结1456件: what leaves no third is all of it
  const [a, b, c] = parts
  if (k < 3 && a && b && c && isFunnel([c.label]) && partitionOf([a.label, b.label])?.complete) return [a, b]
  return k >= 3 && next && (isFunnel([next.label]) || partitionOf(parts.slice(0, k).map((p) => p.label))?.name === 'correction')
    ? parts.slice(0, k)
    : null
}

// 网格员上报171件,热线转来21件,办结190件: a step behind several kinds is taken with all of them
function beforeSteps(parts: readonly Item[]): readonly Item[] {
  const k = parts.findIndex((p) => isFunnel([p.label]))
  return k >= 3 ? parts.slice(0, k) : parts
}

// A total in an earlier sentence is only taken where the sum comes near it
function closest(list: List, parts: readonly Item[]): Item | null {
  const first = parts[0] as Item
  if (list.total.sentence === first.sentence) return list.total
  const sum = add(parts).value
  const off = (t: Item) => Math.abs(t.value / sum - 1)
  const best = [list.total, ...list.others].sort((a, b) => off(a) - off(b))[0]
  if (best && off(best) <= 0.2) return best
  // 律师事务所22200家。其中合伙15300家,国资1400家,个人5300家: kinds of which there are no others are of the figure spoken of
  return parts.length >= 3 && partitionOf(parts.map((p) => p.label)) !== null && off(list.total) <= 0.6 ? list.total : null
}

function oneDivision(parts: readonly Item[]): boolean {
  const name = partitionOf(parts.map((p) => p.label))?.name
  return name === 'correction' || name === 'grade' || name === 'case-law' || name === 'disclosure'
}

// 专职341人、兼职8人、公职31人、公司6人,党员154人: after kinds joined by 、 a comma begins another quality
function joined(doc: Doc, parts: readonly Item[]): readonly Item[] | null {
  const gap = (k: number) => doc.text.slice((parts[k - 1] as Item).end, (parts[k] as Item).start)
  let k = 1
  while (k < parts.length && gap(k).startsWith('、')) k++
  // 刑事305宗、民事40宗,提供代书45件次: two kinds of one division are enough
  const enough = k >= 3 || (k === 2 && partitionOf(parts.slice(0, 2).map((p) => p.label)) !== null)
  return enough && k < parts.length && !gap(k).includes('、') ? parts.slice(0, k) : null
}

// 外国律所代表机构265家,香港律所代表机构65家,台湾律所代表机构9家: one name throughout is one list
const oneKind = (doc: Doc, parts: readonly Item[], k: number): boolean => {
  const all = parts.slice(0, k + 1)
  const labels = all.map((p) => p.label)
  return (
    k === 2 &&
    endAlike(labels) &&
    labels.every((l) => l.length >= 5) &&
    all.every((p, n) => n === 0 || /^[,、]$/.test(doc.text.slice(all[n - 1]?.end, p.clauseStart)))
  )
}

// Three parts that make a large total exactly do not do so by chance
const onPurpose = (parts: readonly Item[], k: number): boolean => k >= 3 && add(parts.slice(0, k)).value >= 60

// 予以公开4件、部分公开2件、不予公开1件、无法提供3件: a list joined by 、 throughout does not end before its end
function oneList(doc: Doc, parts: readonly Item[], k: number): boolean {
  const all = parts.slice(0, k + 1)
  if (k < 2 || mayOverlap([all[k]?.label ?? '']) || isFunnel([all[k]?.label ?? ''])) return false
  return joinedThroughout(doc, all)
}

const joinedThroughout = (doc: Doc, all: readonly Item[]): boolean =>
  all.every((p, n) => n === 0 || (p.unit === all[0]?.unit && /^[^,;。:、\d]{0,12}、/.test(doc.text.slice(all[n - 1]?.end, p.start))))

// Parts up to the first semicolon, where there are at least two of them and the rest starts anew
function firstGroup(doc: Doc, parts: readonly Item[]): readonly Item[] {
  for (let k = 2; k < parts.length; k++) {
    const gap = doc.text.slice((parts[k - 1] as Item).end, (parts[k] as Item).start)
    if (gap.includes(';') && !doc.text.slice((parts[0] as Item).end, (parts[1] as Item).start).includes(';')) return parts.slice(0, k)
  }
  return parts
}

// 规范化98个,占72.1%;独立用房112个,占82.4%: two qualities, each with a right share of its own
function hasShare(doc: Doc, part: Item, total: Item): boolean {
  const next = doc.items[part.index + 1]
  if (next?.family !== 'percent' || next.sentence !== part.sentence || !next.before.includes('占')) return false
  const [lo, hi] = shareRange(part, total)
  return percentFit(next, lo, hi) !== 'bad'
}

function rejectSum(sheet: Sheet, list: List, parts: readonly Item[]): void {
  const { doc } = sheet
  const { total, others, complete } = list
  const sum = add(parts)
  const labels = parts.map((p) => p.label)
  const partition = partitionOf(labels)
  const overlap = partition === null && (parts.length > 3 ? mostOverlap(labels) : mayOverlap(labels))
  // 公务接待3.4万元: money is divided by its purposes
  const funnel = partition === null && total.family !== 'money' && isFunnel(labels)
  const alike = partition !== null || endAlike(labels)
  const tailEnd = doc.text.slice((parts[parts.length - 1] as Item).end).slice(0, 12)
  const open =
    isOpenEnded(doc.text.slice((parts[0] as Item).clauseStart, (parts[parts.length - 1] as Item).end)) || /^[^,;。]{0,6}等/.test(tailEnd)
  let severity: Severity | null = null
  // 铁路639公里,其中高铁370公里,农村公路3000公里: the list has gone on to other things
  if (!complete && !partition && sum.value > 2 * total.value) return
  // 每10件中约有6件出自…:全年2947件,…: what is thrice the whole is of another whole
  if (parts.some((p) => p.lo > 3 * total.hi)) return
  if (sum.lo > total.hi * 1.05 && parts.every((part) => hasShare(doc, part, total))) return
  if (sum.lo > total.hi) {
    const ratio = sum.value / total.value
    // far too much for the nearest figure: the list may be of another one
    if (ratio > 1.25 && others.some((o) => o.hi >= sum.lo)) return
    if (overlap) severity = funnel || ratio > 2 || labels.some((l) => ATTRIBUTE.test(l)) ? null : 'question'
    else if (funnel && !complete) severity = ratio < (parts.length >= 3 ? 1.35 : 1.06) ? 'question' : null
    else if (alike || parts.length >= 3 || complete)
      severity = ratio < 1.6 && (alike || complete || parts.length >= 4) ? 'error' : 'question'
    else severity = ratio < 1.6 ? 'question' : null
  } else {
    const ratio = sum.value / total.value
    const approximate = rough([total, ...parts])
    // some are still under examination
    const pending =
      parts.length === 2 &&
      total.value - sum.value > 3 &&
      /受理|提请|移送|收到/.test(total.before) &&
      /不(?:予)?(?:批准|批捕|捕)/.test(parts[1]?.before ?? '')
    if (open || overlap || pending) severity = null
    else if (complete && parts.length >= 3 && !funnel && ratio >= 0.6)
      severity = list.bracket && alike && ratio >= 0.8 ? 'error' : 'question'
    else if (complete && ratio >= 0.6) severity = 'question'
    else if (partition?.complete && ratio >= 0.5) severity = 'question'
    else if (
      partition &&
      ratio >= (parts.length >= 3 ? 0.6 : 0.8) &&
      !(approximate && LAW.has(partition.name) && (ratio < 0.85 || parts.length < 3))
    )
      severity = 'question'
    else if (approximate) severity = parts.length >= 3 && !funnel && ratio >= 0.85 ? 'question' : null
    else if (parts.length >= 3 && ratio >= 0.7) severity = 'question'
    else if (parts.length === 2 && ratio >= (alike ? 0.8 : 0.85) && !funnel) severity = 'question'
  }
  // three or more exact parts that miss the total by a hair were meant to make it, whatever they are called
  const apart = Math.max(sum.lo - total.hi, total.lo - sum.hi) / total.value
  const away = rough([total, ...parts]) ? apart : Math.abs(sum.value / total.value - 1)
  const exact = !rough([total, ...parts])
  const hair = away > 0 && away <= (parts.length >= 3 ? 0.03 : total.value >= 40 && exact ? 0.025 : 0)
  // 脱贫不稳定户21户、边缘易致贫户34户、突发严重困难户17户: alike and joined throughout, whatever else the words may mean
  const even = exact && parts.length >= 3 && endAlike(labels) && joinedThroughout(doc, parts) && away <= 0.15
  if (severity === null && (hair || even) && !open) severity = 'question'
  // what was divided may be another total where a sentence lies between
  if (severity === 'error' && total.sentence !== parts[0]?.sentence) severity = 'question'
  if (severity === null || areNoParts(doc, total, parts)) return
  const diff = total.value - sum.value
  const over = diff < 0
  reject(sheet, {
    kind: 'sum',
    severity,
    message: over
      ? { zh: '各分项之和大于总数', en: 'The parts add up to more than the total' }
      : complete
        ? { zh: '各分项之和与总数不符', en: 'The parts do not add up to the total' }
        : { zh: '“其中”各项之和少于总数，余下部分没有交代', en: 'The parts listed fall short of the total; the rest is not explained' },
    arithmetic: `${parts.map((p) => printed(doc, p)).join('+')} = ${show(sum.value)} ≠ ${printed(doc, total)} (差 ${show(Math.abs(diff))})`,
    items: [total, ...parts],
    suggestion: over
      ? { zh: '请核对总数和各分项；如各类有交叉，请写明。', en: 'Check the total and each part; if the groups overlap, say so.' }
      : {
          zh: `请补上相差的 ${show(diff)}，或在列举后加“等”。`,
          en: `Account for the missing ${show(diff)}, or say that the list is not complete.`,
        },
  })
}

/** 3126户5348人,其中城市417户702人,农村2709户4646人: what holds in one measure must hold in the other. */
export function judgeTwins(sheet: Sheet, list: List): void {
  const { doc } = sheet
  const second = (i: Item): Item | null => {
    const next = doc.items[i.index + 1]
    return next && next.start === i.end && next.unit !== i.unit && isAmount(next) ? next : null
  }
  const total = second(list.total)
  const twins = list.parts.map(second)
  // 来访87批次161人次、网上信访1件次: what has but one measure is one in each
  const parts = twins.map((t, k) => t ?? (list.parts[k] as Item))
  if (!total || parts.length < 2 || !twins.some((t) => t !== null) || !twins.every((t) => t === null || t.unit === total.unit)) return
  if (!meets(list.total, add(list.parts))) return
  if (twins.includes(null) && (total.family !== 'visit' || Math.abs(add(parts).value / total.value - 1) > 0.25)) return
  if (meets(total, add(parts)))
    confirm(sheet, 'sum', `${parts.map((p) => printed(doc, p)).join('+')} = ${printed(doc, total)}`, [total, ...parts])
  else rejectSum(sheet, { ...list, total, others: [], parts }, parts)
}
