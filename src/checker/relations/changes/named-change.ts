import type { Doc, Item } from '../../document.ts'
import { periodOf, printed } from '../../document.ts'
import { confirm, reject, type Sheet, show } from '../../outcome.ts'
import { percentFit, showPercent } from '../../ratio-math.ts'
import { isAmount, isHeadline } from '../amounts.ts'
import { clauseOf, isLevel, signOf } from './change-words.ts'

// as far back as a report names a figure again
const BACK = 60
/** A change this far from what the named figure gives is of something else. */
const NEAR_MISS = 0.25
const NEAR_POINTS = 1.5
const FAR_MISS = 0.8
const MONTHLY = /环比|上个?[月周旬]|上季|\d{1,2}月相比|今年\d{1,2}月/

/** A difference and a percentage that speak of a figure named further up: 咨询2157件,增长2%。…咨询量比上年增加42件. */
export function checkNamedChanges(sheet: Sheet): void {
  const { doc } = sheet
  // 案件数量比去年同期减少159件;与7月相比增加29件: the second goes on with what the first named
  let sentence = -1
  let spoken = ''
  const told = new Set([...sheet.holds, ...sheet.drafts].flatMap((r) => r.items))
  for (const delta of doc.items) {
    if (!delta.growth || !isLevel(delta) || delta.bound !== 'exact') continue
    const sign = signOf(doc, delta)
    const clause = clauseOf(doc, delta)
    const name = nameIn(clause) ?? (/^[比较与和同]/.test(clause) && sentence === delta.sentence ? spoken : null)
    if (name === null) continue
    sentence = delta.sentence
    spoken = name
    if (sign === 0 || told.has(delta)) continue
    const next = doc.items[delta.index + 1]
    const close = next && /^[^;。\d]{0,10}$/.test(doc.text.slice(delta.end, next.start))
    const own = close && next.growth && next.family === 'percent' && signOf(doc, next) === sign ? next : null
    const pairs: [Item, Item][] = []
    for (const level of named(doc, delta, name)) {
      const change = own ?? growthOf(doc, level, delta, sign)
      if (change && !pairs.some(([, c]) => c === change && !own)) pairs.push([level, change])
    }
    if (!own && betweenYears(sheet, delta, named(doc, delta, name), sign)) continue
    if (pairs.length === 0) otherWay(sheet, delta, named(doc, delta, name), sign)
    judge(sheet, delta, pairs, sign)
  }
}

// 咨询1951件,同比下降7.5%。…咨询量比上年增加166件: one of the two has the wrong direction
function otherWay(sheet: Sheet, delta: Item, levels: readonly Item[], sign: number): void {
  const { doc } = sheet
  const level = levels[0]
  const change = level ? growthOf(doc, level, delta, -sign) : null
  if (!level || change?.family !== 'percent' || change.sentence !== level.sentence) return
  reject(sheet, {
    kind: 'conflict',
    severity: 'question',
    message: { zh: '同一个数一处说增、一处说减', en: 'one figure is said to have grown and to have fallen' },
    arithmetic: `${sign > 0 ? '−' : '+'}${printed(doc, change)} ↔ ${sign > 0 ? '+' : '−'}${printed(doc, delta)}${delta.unit}`,
    items: [level, change, delta],
    suggestion: { zh: '请核对增减方向，或写明各与哪一期相比。', en: 'Check the direction, or say what each is compared with.' },
  })
}

// 2013年3986人…。2014年4860人…。2014年比2013年增加874人: both years stand further up
function betweenYears(sheet: Sheet, delta: Item, levels: readonly Item[], sign: number): boolean {
  const { doc } = sheet
  const [to, from] = (/((?:19|20)\d\d)年[^,;。]*[比较]((?:19|20)\d\d)年/.exec(clauseOf(doc, delta))?.slice(1) ?? []).map(Number)
  const of = (year: number | undefined) => levels.find((i) => year && periodOf(doc, i)?.year === year)
  const [now, prior] = [of(to), of(from)]
  if (!now || !prior) return false
  const diff = sign * (now.value - prior.value)
  const right = Math.abs(diff - delta.value) <= (now.ulp > 1 ? now.ulp : 0) + (prior.ulp > 1 ? prior.ulp : 0)
  if (!right && Math.abs(diff / delta.value - 1) > NEAR_MISS) return false
  const arithmetic = `${printed(doc, now)}−${printed(doc, prior)} = ${right ? '' : `${show(sign * diff)} ≠ `}${sign > 0 ? '' : '−'}${printed(doc, delta)}`
  const items = [now, prior, delta]
  if (right) confirm(sheet, 'sum', arithmetic, items)
  else {
    reject(sheet, {
      kind: 'sum',
      severity: 'question',
      message: { zh: '两年的数之差与所写增减数不符', en: 'the values of the two years do not differ by the printed amount' },
      arithmetic,
      items,
      suggestion: { zh: '请核对两年的数和增减数。', en: 'Check both values and the difference.' },
    })
  }
  return true
}

// 受案多167件, 咨询业务总量比上年增加42件: what is said to have changed, without words for how many
function nameIn(clause: string): string | null {
  const said =
    /^(?:其中|(?:19|20)\d\d年)?(?:全[国省市县区])?(?![比较与和同])([\u4e00-\u9fff]{2,12}?)(?:同比|环比|[比较与和同](?:上|去|前|今|(?:19|20)\d\d)|增|减|上升|下降|多|少)/.exec(
      clause.trim(),
    )?.[1]
  if (!said || /分别|均|各|率$|这|该/.test(said)) return null
  return said.replace(/的|矛盾(?=纠纷)|受理|收到|办理|业务|案件|数量|总量|总数|[人户起次件]数|[案数量件]/g, '')
}

// Levels whose name bears every sign of it, nearest first; a nameless one is the first total of the report
function named(doc: Doc, delta: Item, name: string): Item[] {
  const suits = (i: Item) => i.unit === delta.unit && isAmount(i) && !i.target && i.value > delta.value
  if (name === '')
    return doc.items
      .slice(0, Math.min(delta.index, BACK))
      .filter((i) => suits(i) && isHeadline(i))
      .slice(0, 1)
  const found: Item[] = []
  for (let k = delta.index - 1; k >= 0 && delta.index - k <= BACK && found.length < 3; k--) {
    const i = doc.items[k] as Item
    if (suits(i) && ([...name].every((c) => i.before.includes(c)) || i.after.startsWith(name))) found.push(i)
  }
  return found
}

// The growth printed with a level over the same span; of 四项指数分别下降… the one in its place
function growthOf(doc: Doc, level: Item, delta: Item, sign: number): Item | null {
  const monthly = MONTHLY.test(clauseOf(doc, delta))
  for (let k = level.index + 1; k <= level.index + 8; k++) {
    const i = doc.items[k]
    if (!i || i.sentence !== level.sentence) return null
    if (!i.growth || i.family !== 'percent') {
      // another level with a growth of its own begins
      if (
        isAmount(i) &&
        i.family !== 'paper' &&
        doc.items[k + 1]?.growth &&
        !/分别|各|依次/.test(doc.text.slice(i.end, doc.items[k + 1]?.end))
      )
        return null
      continue
    }
    const place = respectivePlace(doc, level, i)
    const own = place === null ? (k <= level.index + 3 ? i : null) : (doc.items[i.index + place] ?? null)
    if (place !== null) return own?.growth ? own : null
    if (own && MONTHLY.test(clauseOf(doc, own)) === monthly && signOf(doc, own) === sign) return own
  }
  return null
}

// How many growths after the first one a level's own stands, null where they are not said 分别
function respectivePlace(doc: Doc, level: Item, first: Item): number | null {
  const between = doc.items.slice(level.index, first.index).filter((i) => isLevel(i) && !i.chinese && !i.growth)
  const last = between[between.length - 1] as Item
  if (!/分别|各[升降增减]|依次/.test(doc.text.slice(last.end, first.start))) return null
  let growths = 1
  while (growths < 12 && doc.items[first.index + growths]?.growth && doc.items[first.index + growths]?.family === 'percent') growths++
  return growths - between.length >= 0 ? growths - between.length : null
}

function judge(sheet: Sheet, delta: Item, pairs: readonly [Item, Item][], sign: number): void {
  const { doc } = sheet
  const give = (level: Item) => {
    const before = (d: number, l: number) => Math.max(l - sign * d, 1e-9)
    const ends = [(100 * delta.lo) / before(delta.lo, level.hi), (100 * delta.hi) / before(delta.hi, level.lo)]
    return [Math.min(...ends), Math.max(...ends)] as const
  }
  const left = (level: Item) => `${printed(doc, delta)} ÷ (${printed(doc, level)}${sign > 0 ? '−' : '+'}${printed(doc, delta)})`
  const middle = (level: Item) => (100 * delta.value) / (level.value - sign * delta.value)
  const right = pairs.find(([level, change]) => percentFit(change, ...give(level)) !== 'bad')
  if (right) {
    const [level, change] = right
    confirm(sheet, 'ratio', `${left(level)} = ${showPercent(middle(level), change.decimals)}`, [level, delta, change])
    return
  }
  // 增加27件,环比增长6.7%: what stands together is held together even where it is far off
  const reach = (change: Item) => (change.index - delta.index === 1 ? FAR_MISS : NEAR_MISS)
  const near = pairs.find(
    ([level, change]) => Math.abs(middle(level) - change.value) <= Math.max(reach(change) * change.value, NEAR_POINTS),
  )
  if (!near) return
  const [level, change] = near
  reject(sheet, {
    kind: 'ratio',
    severity: 'question',
    message: {
      zh: `按增减数推算应为${showPercent(middle(level), change.decimals)}，文中写作${printed(doc, change)}`,
      en: `the printed difference gives ${showPercent(middle(level), change.decimals)}, the text says ${printed(doc, change)}`,
    },
    arithmetic: `${left(level)} = ${showPercent(middle(level), change.decimals)} ≠ ${printed(doc, change)}`,
    items: [level, delta, change],
    suggestion: { zh: '请核对本期数、增减数和幅度。', en: 'Check the value, the difference and the percentage.' },
  })
}
