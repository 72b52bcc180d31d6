import { type Doc, type Item, printed } from '../../document.ts'
import { reject, type Sheet } from '../../outcome.ts'
import { percentFit, showPercent } from '../../ratio-math.ts'
import { clauseOf, levels, signOf } from './change-words.ts'

const UP = '上升|增加|增长|提高|提升|扩大|攀升|增|升|涨'
const DOWN = '下降|减少|降低|回落|缩小|缩减|下滑|减|降|跌'
/** 由1620件上升到…, 增加至2021年的…: the words between two levels of one step. */
const STEP = new RegExp(`^的?[^,;。\\d]{0,6}(?:(${UP})|(${DOWN}))(?:至|到|为)了?(?:(?:19|20)\\d\\d年|今年|目前|当前)?[^,;。\\d]{0,6}$`)
/** 有所上升, 略有减少: a change that is only told. */
const TOLD = new RegExp(
  `(?:有所|略有|明显|大幅|稳步|稳中有|持续|显著|小幅|逐年|不断|有了?较?大幅?度?|呈现?)(?:(${UP})|(${DOWN}))(?!幅|率|[了约近至到]?\\d)`,
)
/** Nothing but the direction stands between two changes told in one breath: 减少159件,上升15.5%. */
const ONE_BREATH = new RegExp(`^[,、(]?(同比|环比)?(?:${UP}|${DOWN})(?:幅|幅度|率)?(?:了|为|达到?|约|近|超过?)?$`)

/** Directions that contradict one another or the levels beside them. */
export function checkDirections(sheet: Sheet): void {
  const { doc } = sheet
  for (const b of doc.items) {
    const a = doc.items[b.index - 1]
    if (!a || a.sentence !== b.sentence) continue
    const gap = doc.text.slice(a.end, b.start)
    if (a.growth && b.growth) inOneBreath(sheet, a, b, gap)
    else if (!a.growth && !b.growth && isPair(a, b)) step(sheet, a, b, gap)
  }
  for (const [k, now] of doc.items.entries()) toldOnly(sheet, now, doc.items[k + 1])
}

const isPair = (a: Item, b: Item): boolean =>
  a.unit === b.unit &&
  a.depth === b.depth &&
  [a, b].every((i) => !i.threshold && !i.range && !i.slash && !i.target && !['time', 'none'].includes(i.family))

// 从209元、280元提高到217元、290元: each has a step of its own
function isOneOfSeveral(doc: Doc, a: Item, b: Item): boolean {
  const [last, next] = [doc.items[a.index - 1], doc.items[b.index + 1]]
  return (
    (last !== undefined && /^[、和及与]/.test(doc.text.slice(last.end, a.start))) ||
    (next !== undefined && /^[、和及与]/.test(doc.text.slice(b.end, next.start)))
  )
}

// 比去年减少159件,上升15.5%: the difference and the percentage are of one change
function inOneBreath(sheet: Sheet, a: Item, b: Item, gap: string): void {
  const { doc } = sheet
  const words = ONE_BREATH.exec(gap)
  const kinds = [a, b].map((i) => i.family === 'percent')
  if (!words || kinds[0] === kinds[1] || [a, b].some((i) => i.family === 'point' || i.family === 'multiple')) return
  // 同比减少159件,环比上升15.5%: each is of a period of its own
  const other = words[1] === '环比' ? /同比|[上去]年|同期/ : /环比|上个?[月季周期]/
  if (words[1] && other.test(clauseOf(doc, a))) return
  const signs = [signOf(doc, a), signOf(doc, b)] as const
  if (signs[0] * signs[1] >= 0) return
  const [delta, share] = kinds[0] ? [b, a] : [a, b]
  const sign = kinds[0] ? signs[1] : signs[0]
  const level = levels(doc, a).find((l) => l.unit === delta.unit)
  const would = level ? (100 * delta.value) / (level.value - sign * delta.value) : 0
  const fits = level && percentFit(share, would, would) === 'ok'
  sheet.judged.add(`pct${share.index}`)
  say(sheet, level ? [level, a, b] : [a, b], fits ? 'error' : 'question', {
    arithmetic: `${shown(doc, a, signs[0])} ↔ ${shown(doc, b, signs[1])}`,
    zh: `一句之内先说${signs[0] > 0 ? '增' : '减'}、后说${signs[1] > 0 ? '增' : '减'}${fits ? `，按增减数推算幅度为${showPercent(would, share.decimals)}` : ''}`,
    en: 'one change is said to go up and down in one breath',
  })
}

const shown = (doc: Doc, i: Item, sign: number): string =>
  `${sign > 0 ? '+' : '−'}${printed(doc, i)}${i.family === 'percent' ? '' : i.unit}`

// 由1620件上升到1513件
function step(sheet: Sheet, a: Item, b: Item, gap: string): void {
  const { doc } = sheet
  const words = STEP.exec(gap)
  if (!words || !(a.prior || /[由从](?:(?:19|20)\d\d年|[上去]年|原来|最初)?[^,;。]{0,10}$/.test(a.before))) return
  if (/名次|排名|位次|排位|第$/.test(clauseOf(doc, a)) || isOneOfSeveral(doc, a, b)) return
  against(sheet, a, b, words[1] ? 1 : -1, 'error', words[0])
}

// 较2020年的1620件有所增加; 1.6万家,2019年有所上升,为1.5万家; 1620件,2021年1513件,有所增加
function toldOnly(sheet: Sheet, now: Item, next: Item | undefined): void {
  const { doc } = sheet
  if (now.growth || now.threshold || now.range || now.slash) return
  const end = next && next.sentence === now.sentence ? next.start : (doc.sentences[now.sentence]?.end ?? now.end)
  const gap = /^[^;。]{0,40}/.exec(doc.text.slice(now.end, end))?.[0] ?? ''
  const words = TOLD.exec(gap)
  if (!words) return
  const sign = words[1] ? 1 : -1
  const before = doc.items[now.index - 1]
  const parted = (i: Item, j: Item) => /[;。]/.test(doc.text.slice(i.end, j.start))
  const own =
    !/[,]/.test(gap.slice(0, words.index)) ||
    /^,(?:总体|整体|总)?(?:办案|案件|受理|受案|收案|业务)?(?:数量|总数|总量|量|数)?$/.test(gap.slice(0, words.index))
  if (now.prior && before && isPair(now, before) && before.sentence === now.sentence && !parted(before, now) && own)
    against(sheet, now, before, sign, 'question', words[0])
  else if (next && next.sentence === now.sentence && !next.growth && isPair(now, next) && yearsOn(doc, now, next) && !parted(now, next))
    against(sheet, now, next, sign, 'question', words[0])
  else if (
    before &&
    before.sentence === now.sentence &&
    !before.growth &&
    isPair(before, now) &&
    yearsOn(doc, before, now) &&
    !parted(before, now) &&
    own
  )
    against(sheet, before, now, sign, 'question', words[0])
}

// 2018年…,2019年…; 去年…,今年…: the second is of the year after
function yearsOn(doc: Doc, a: Item, b: Item): boolean {
  const year = (words: string) => Number([...words.matchAll(/(?:19|20)\d\d(?= ?年)/g)].at(-1)?.[0] ?? 0)
  const between = doc.text.slice(a.end, b.start)
  const [x, y] = [year(a.before), year(between.replace(/[比较与和同](?:19|20)\d\d年?/g, ''))]
  return (x > 0 && y === x + 1) || (/^(?:而)?(?:上年|去年)/.test(a.before.trim()) && /今年|本年/.test(between))
}

function against(sheet: Sheet, prior: Item, now: Item, sign: number, severity: 'error' | 'question', words: string): void {
  const { doc } = sheet
  const turned = sign > 0 ? now.hi < prior.lo || (now.hi <= prior.lo && now.value < prior.value) : now.lo > prior.hi
  // 1.6万家 and 1.5万家 are read to their last place
  const read = prior.bound === 'exact' && now.bound === 'exact' && sign * (now.value - prior.value) < 0
  if (!turned && !read) return
  say(sheet, [prior, now], severity, {
    arithmetic: `${printed(doc, prior)} → ${printed(doc, now)}`,
    zh: `由${printed(doc, prior)}到${printed(doc, now)}是${sign > 0 ? '减少' : '增加'}，文中说“${words.replace(/^的?[,，]?/, '')}”`,
    en: `from ${printed(doc, prior)} to ${printed(doc, now)} is ${sign > 0 ? 'a fall' : 'a rise'}, the text says otherwise`,
  })
}

function say(
  sheet: Sheet,
  items: readonly Item[],
  severity: 'error' | 'question',
  { arithmetic, zh, en }: { readonly arithmetic: string; readonly zh: string; readonly en: string },
): void {
  reject(sheet, {
    kind: 'conflict',
    severity,
    message: { zh, en },
    arithmetic,
    items,
    suggestion: { zh: '请核对两数和增减方向。', en: 'Check both figures and the direction.' },
  })
}
