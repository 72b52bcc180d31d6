import type { Doc, Item } from '../../document.ts'
import { periodOf } from '../../document.ts'
import { coreLabel } from '../../labels.ts'
import type { Sheet } from '../../outcome.ts'
import { isAmount } from '../amounts.ts'
import { againstPrior } from './change-prior.ts'

/** The same total stands in a table of the paragraph with its earlier value. */
export function tableTotal(sheet: Sheet, item: Item, level: Item, sign: number): boolean {
  const { doc } = sheet
  const rows: Item[] = []
  for (let k = level.sentence - 8; k <= level.sentence + 8; k++) {
    for (const i of doc.bySentence[k] ?? []) {
      if (!i.slash || i.value !== level.value || i.paragraph !== level.paragraph) continue
      if (/合计|总计/.test(doc.text.slice(Math.max(0, i.start - 12), i.start))) rows.push(i)
    }
  }
  const row = rows[0]
  const before = row ? doc.items[row.index - 1] : undefined
  if (!row || !before?.slash || before.family === 'percent' || before.end + 1 !== row.start) return false
  againstPrior(sheet, item, level, before, sign, 'question')
  return true
}

/** The value of the year before, printed elsewhere under the same label; true where there is exactly one. */
export function lastYear(sheet: Sheet, item: Item, level: Item, sign: number): boolean {
  const { doc } = sheet
  const year = periodOf(doc, level)?.year ?? null
  const core = coreLabel(level.label)
  if (year === null || core.length < 2) return false
  const others = (byLabel(doc).get(labelKey(level.unit, core)) ?? []).filter(
    (i) => i.index !== level.index && periodOf(doc, i)?.year === year - 1 && alike(coreLabel(i.label), core),
  )
  const [other] = others
  // a figure of another size is of another place: 全市21179对, 全国683.5万对
  if (!other || others.length !== 1 || other.value > 5 * level.value || level.value > 20 * other.value) return false
  // 农民工法援案件 beside all 法援案件: only what its growth nearly leads to is called by half its name
  const past = level.value / Math.max(0.01, 1 + (sign * item.value) / 100)
  if (coreLabel(other.label) !== core && Math.abs(other.value / past - 1) > 0.3) return false
  againstPrior(sheet, item, level, other, sign, 'question')
  return true
}

/** The value before this one that the text only places: the series goes on, or what was carried over opened the year. */
export function earlierByPlace(sheet: Sheet, item: Item, level: Item, sign: number): boolean {
  const { doc } = sheet
  const near = [yearBefore(doc, level), inSeries(doc, level), carriedOver(doc, level)].filter((i) => i !== null)
  const off = (i: Item) => Math.abs((100 * sign * (level.value - i.value)) / i.value - item.value)
  const prior = near.find((i) => i.value > 0 && off(i) <= Math.max(NEAR_POINTS, 0.15 * item.value))
  if (prior) againstPrior(sheet, item, level, prior, sign, 'question')
  return prior !== undefined
}

/** So near, in points, a growth must come to what the value before gives to be meant as growth from it. */
const NEAR_POINTS = 3

// 2020年11965件;2021年15245件,同比增加27.4%: the same measure of the year before, named by its year alone
function yearBefore(doc: Doc, level: Item): Item | null {
  const year = ownYear(level)
  if (year === null) return null
  const core = coreLabel(level.label)
  for (let k = level.index - 1; k >= 0 && level.index - k <= 6; k--) {
    const i = doc.items[k] as Item
    if (i.paragraph !== level.paragraph) return null
    if (i.unit !== level.unit || !isAmount(i) || i.depth !== level.depth || ownYear(i) !== year - 1) continue
    return core.length < 2 || coreLabel(i.label).includes(core) ? i : null
  }
  return null
}

const ownYear = (i: Item): number | null => {
  const year = /((?:19|20)\d\d)年[^\d,;。]*$/.exec(i.before)?.[1]
  return year ? Number(year) : null
}

// 2020年受理900件,较上年降低10%;2021年受理各类案件1000件,较上年增长11.1%
function inSeries(doc: Doc, level: Item): Item | null {
  // 20xx年 hides its year
  const core = coreLabel(level.label).replace(/^[\dxX× ]+年/, '')
  if (core.length < 4) return null
  const before = (doc.bySentence[level.sentence] ?? []).filter((i) => i.index < level.index && level.index - i.index <= 4)
  const prior = before.findLast((i) => i.unit === level.unit && isAmount(i) && i.depth === level.depth)
  if (!prior || !coreLabel(prior.before).includes(core) || !doc.items[prior.index + 1]?.growth) return null
  const [a, b] = [periodOf(doc, prior)?.year ?? null, periodOf(doc, level)?.year ?? null]
  return a === null || b === null || a === b || a + 1 === b ? prior : null
}

// 收案500件(上年旧存120件)…未结102件,下降15%
function carriedOver(doc: Doc, level: Item): Item | null {
  if (!/未结|未审结|未执结|存案|结存/.test(level.before)) return null
  const old = doc.items
    .slice(Math.max(0, level.index - 60), level.index)
    .filter((i) => i.unit === level.unit && /旧存|(?:上年|去年)[^,]{0,4}(?:结转|未结|结存)/.test(i.before))
  return old.length === 1 ? (old[0] as Item) : null
}

const labelKey = (unit: string, core: string): string => `${unit}|${core.slice(-2)}`
const labelled = new WeakMap<Doc, Map<string, Item[]>>()

// Levels by measure word and the end of their label; at most forty a key, so that no text makes the search slow
function byLabel(doc: Doc): Map<string, Item[]> {
  const known = labelled.get(doc)
  if (known) return known
  const map = new Map<string, Item[]>()
  for (const i of doc.items) {
    if (!isAmount(i) || i.target) continue
    const core = coreLabel(i.label)
    if (core.length < 2) continue
    const key = labelKey(i.unit, core)
    const list = map.get(key)
    if (!list) map.set(key, [i])
    else if (list.length < 40) list.push(i)
  }
  labelled.set(doc, map)
  return map
}

/** Do two labels share their last two characters and most of the rest? */
function alike(a: string, b: string): boolean {
  if (a === b) return true
  if (a.length < 4 || b.length < 4 || a.slice(-2) !== b.slice(-2)) return false
  const set = new Set(a)
  const same = [...b].filter((c) => set.has(c)).length
  return same >= 6 && same / Math.max(a.length, b.length) >= 0.6
}
