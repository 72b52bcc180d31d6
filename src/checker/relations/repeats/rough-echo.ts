import type { Doc, Item } from '../../document.ts'
import { periodOf, printed } from '../../document.ts'
import { scopeOf } from '../../labels.ts'
import { confirm, partsOf, reject, type Sheet } from '../../outcome.ts'
import { isAmount } from '../amounts.ts'

/** Words of a step or a kind: what was accepted is not what was closed, what came new not what there is. */
const STEPS =
  /受理|新收|收案|审结|办结|结案|执结|立案|起诉|逮捕|判处|裁定|侦查|查处|成功|履行|解除|在册|在矫|在[岗编]|新增|新|首|一审|二审|专职|兼职|男|女|未|不|民事|刑事|行政|执行|报名|参加|合格/g
// other years and other plans are other figures
const OTHER_YEAR = /上年|去年|前年|上一?[年届季月]|预算|计划|目标|任务/
/** A rough figure this far from the exact one is of something else. */
const NEAR_MISS = 0.25
const MOST = 60

/** One thing said roughly and exactly: 接收6.8万余人 in the head, 累计接收68688人 further down. */
export function checkRoughEchoes(sheet: Sheet): void {
  const { doc } = sheet
  const parts = partsOf(sheet)
  // 133.5万吸毒人员: behind 万 the noun is the measure
  const bare = (i: Item) => i.family === 'none' && i.ulp >= 100 && !i.growth && !i.prior && /^[\u4e00-\u9fff]{2}/.test(i.after)
  const suits = (i: Item) => (isAmount(i) || bare(i)) && !i.target && i.value >= 100 && !OTHER_YEAR.test(i.before)
  const roughs = doc.items.filter((i) => isRough(i) && i.depth === 0 && suits(i))
  if (roughs.length === 0) return
  const bySize = new Map<number, Item[]>()
  for (const i of doc.items) {
    const list = bySize.get(sizeOf(i))
    if (!list) bySize.set(sizeOf(i), [i])
    else if (list.length < MOST) list.push(i)
  }
  const names = new Map<Item, Name>()
  const name = (i: Item) => {
    const known = names.get(i) ?? readName(i)
    names.set(i, known)
    return known
  }
  for (const rough of roughs) {
    const sizes = [-1, 0, 1].flatMap((d) => bySize.get(sizeOf(rough) + d) ?? [])
    const found = sizes.filter((i) => i !== rough && isFiner(i, rough) && suits(i) && alike(name(i), name(rough)))
    const right = found.find((i) => agrees(rough, i))
    if (right) confirm(sheet, 'conflict', `${printed(doc, rough)} ≈ ${printed(doc, right)}`, [rough, right])
    else {
      const [near] = found.filter((i) => !parts.has(i) && !parts.has(rough) && Math.abs(i.value / rough.value - 1) <= NEAR_MISS)
      if (near && sameYear(doc, rough, near)) fault(sheet, rough, near)
    }
  }
}

// What is counted, said before the figure or behind it, without the words of steps
const nameOf = (i: Item): string =>
  (i.before.slice(-16) + i.after.slice(0, 10))
    .replace(/\([^()]*\)/g, '')
    .replace(/[^\u4e00-\u9fff]|刑事(?=犯罪)/g, '')
    .replace(/批捕|批准逮捕/g, '逮捕')

const FILLING = /各类|各种|共计|总计|累计|截至|目前|全国|全省|全市|全县|全区|我[国省市县区院局]|[共达有约近超过余多的了已为]/g

/** The signs of a name two by two, its words of steps, and whose it is. */
interface Name {
  readonly pairs: ReadonlySet<string>
  readonly steps: string
  readonly scope: string
}

function readName(i: Item): Name {
  const full = nameOf(i)
  const name = full.replace(FILLING, '')
  const pairs = new Set<string>()
  for (let k = 0; k + 2 <= name.length; k++) pairs.add(name.slice(k, k + 2))
  return { pairs, steps: [...new Set(full.match(STEPS) ?? [])].sort().join(), scope: scopeOf(i.before) }
}

function alike(a: Name, b: Name): boolean {
  if (a.steps !== b.steps || (a.scope !== '' && b.scope !== '' && a.scope !== b.scope)) return false
  let shared = 0
  for (const pair of a.pairs) if (b.pairs.has(pair)) shared++
  return shared >= 3 && shared >= 0.6 * Math.min(a.pairs.size, b.pairs.size)
}

const isFiner = (i: Item, rough: Item): boolean =>
  widthOf(i) * 5 <= widthOf(rough) &&
  (i.decimals > 0 || i.value % stepOf(rough) !== 0) &&
  (rough.bound !== 'exact' || i.ulp <= 1) &&
  (i.family === rough.family || rough.family === 'none')

// Figures of one size stand in one drawer or in the next
const sizeOf = (i: Item): number => Math.floor(Math.log(Math.max(i.value, 1)) / Math.log(1.4))

// 多, 余, 近 and 6.8万; 超过 and 左右 are words of plans as well
const isRough = (i: Item): boolean =>
  i.bound === 'exact' ? i.ulp >= 100 && i.decimals > 0 : i.bound !== 'about' && i.lo > 0 && i.hi < Number.POSITIVE_INFINITY

// what 多 leaves open, or the last place printed
const stepOf = (i: Item): number => (i.bound === 'at-least' ? i.hi - i.lo : i.ulp)
const widthOf = (i: Item): number => i.hi - i.lo

function agrees(rough: Item, exact: Item): boolean {
  // 近5.5万 is said of 54653, not of 48000
  const lo = rough.bound === 'at-most' ? 0.92 * rough.value : rough.lo - rough.ulp / 2
  return exact.value >= lo && exact.value <= rough.hi + 1e-6
}

function sameYear(doc: Doc, a: Item, b: Item): boolean {
  const [p, q] = [periodOf(doc, a)?.year ?? null, periodOf(doc, b)?.year ?? null]
  return p === null || q === null || p === q
}

function fault(sheet: Sheet, rough: Item, exact: Item): void {
  const { doc } = sheet
  reject(sheet, {
    kind: 'conflict',
    severity: 'question',
    message: {
      zh: `同一事项一处写作${printed(doc, exact)}${exact.unit}，另一处的概数${printed(doc, rough)}${rough.unit}与之不合`,
      en: `one thing stands as ${printed(doc, exact)} and, roughly, as ${printed(doc, rough)}: the rough figure does not fit`,
    },
    arithmetic: `${printed(doc, rough)} ≠ ${printed(doc, exact)}`,
    items: [rough, exact],
    suggestion: { zh: '请核对两处的数字，或写明各自的期间和口径。', en: 'Check both, or give the period and definition of each.' },
  })
}
