import type { Doc, Item } from '../../document.ts'
import { printed } from '../../document.ts'
import { areOpposite, endAlike, isLadder, mayOverlap, partitionOf } from '../../labels.ts'
import { parseChineseNumeral } from '../../numerals.ts'
import { confirm, reject, type Sheet, show, slice } from '../../outcome.ts'
import { add, fits, isAmount, meets, rough, wholeOf } from '../amounts.ts'
import { goesOn } from './goes-on.ts'
import { namesIn } from './named-sum.ts'
import { areNoParts } from './no-parts.ts'

/** 清理文件156件,废止21件、修改9件、继续有效126件: kinds joined by 、 right after the figure they divide. */
function checkJoined(sheet: Sheet, used: ReadonlySet<number>, items: readonly Item[]): void {
  const { doc } = sheet
  for (let i = 0; i + 3 < items.length; i++) {
    const total = items[i] as Item
    const gap = (a: Item, b: Item) => doc.text.slice(a.end, b.start)
    const list: Item[] = []
    for (let k = i + 1; k < items.length; k++) {
      const item = items[k] as Item
      const last = list[list.length - 1]
      if (!isAmount(item) || item.unit !== total.unit || used.has(item.index) || item.bracket !== total.bracket) break
      if (last ? !/^(?:、|和|及|以及)/.test(gap(last, item)) : !/^,[^,;:。]{1,10}$/.test(gap(total, item))) break
      list.push(item)
    }
    if (
      list.length < 3 ||
      !isAmount(total) ||
      /^[、和及]/.test(doc.text.slice(list[list.length - 1]?.end, (list[list.length - 1]?.end ?? 0) + 1))
    )
      continue
    i += list.length
    const sum = add(list)
    const left = `${list.map((p) => printed(doc, p)).join('+')} = ${show(sum.value)}`
    const labels = list.map((p) => p.label)
    if (meets(total, sum)) confirm(sheet, 'sum', left, [total, ...list])
    if (meets(total, sum) || rough([total, ...list]) || mayOverlap(labels) || labels.some((l) => l === '')) continue
    if (areNoParts(doc, total, list)) continue
    const off = Math.abs(sum.value / total.value - 1)
    if (off > 0.25 || list.some((p) => p.value > total.value) || /^[^,;。]{0,6}等/.test(doc.text.slice(list[list.length - 1]?.end)))
      continue
    reject(sheet, {
      kind: 'sum',
      severity: 'question',
      message: { zh: '分类数相加与前面的数不符', en: 'The kinds do not add up to the figure before them' },
      arithmetic: `${left} ≠ ${printed(doc, total)} (差 ${show(Math.abs(total.value - sum.value))})`,
      items: [total, ...list],
      suggestion: { zh: '请核对总数和各类数。', en: 'Check the total and the number of each kind.' },
    })
  }
}

/** Kinds written one after another without 其中 (民事10宗,刑事81宗; 女性28人,男性183人): their total stands before them. */
export function checkFlatLists(sheet: Sheet, used: Set<number>): void {
  const { doc } = sheet
  for (const items of doc.bySentence) {
    checkJoined(sheet, used, items)
    const amounts = items.filter(isAmount)
    let i = 0
    while (i < amounts.length) {
      const run = runAt(amounts, i, used)
      if (run.length < 2) {
        i++
        continue
      }
      judgeRun(sheet, run)
      i += run.length
    }
  }
}

// The longest stretch of neighbours that share one partition vocabulary and one measure
function runAt(amounts: readonly Item[], from: number, used: ReadonlySet<number>): Item[] {
  const run: Item[] = []
  for (let k = from; k < amounts.length; k++) {
    const item = amounts[k] as Item
    const first = run[0]
    if (used.has(item.index) || (first && (!fits(first, item) || first.bracket !== item.bracket))) break
    const labels = [...run, item].map((x) => x.label)
    if (run.length > 0 && partitionOf(labels) === null && !endAlike(labels)) break
    run.push(item)
  }
  return run
}

const STRONG = new Set(['sex', 'complement', 'pair', 'correction', 'grade', 'case-law', 'industry'])

function judgeRun(sheet: Sheet, run: readonly Item[]): void {
  const { doc } = sheet
  const labels = run.map((r) => r.label)
  const partition = partitionOf(labels) ?? { name: 'alike', complete: false }
  if (mayOverlap(labels.filter((l) => !/男|女/.test(l)))) return
  const first = run[0] as Item
  const sum = add(run)
  const candidates = before(doc, first)
  const next = doc.items[(run[run.length - 1] as Item).index + 1]
  const cut = run.length >= 3 && next?.sentence === first.sentence && isAmount(next) && goesOn(doc, [...run, next], run.length)
  const match = cut ? undefined : wholeOf(candidates, run)
  if (match) {
    confirm(sheet, 'sum', `${run.map((p) => printed(doc, p)).join('+')} = ${printed(doc, match)}`, [match, ...run])
    return
  }
  for (const longer of extensions(doc, run)) {
    const whole = candidates.find((c) => meets(c, add(longer)))
    if (!whole) continue
    confirm(sheet, 'sum', `${longer.map((p) => printed(doc, p)).join('+')} = ${printed(doc, whole)}`, [whole, ...longer])
    return
  }
  const own = add(run.slice(1))
  if (run.length > 2 && meets(first, own)) {
    confirm(
      sheet,
      'sum',
      `${run
        .slice(1)
        .map((p) => printed(doc, p))
        .join('+')} = ${printed(doc, first)}`,
      run,
    )
    return
  }
  const alike = partition.name === 'alike'
  if (!STRONG.has(partition.name) && !alike) return
  // 结案45728件;员额法官结案最多达934件: the second is among the first
  if (alike && labels.some((l, k) => labels.some((m, n) => n !== k && l.endsWith(m)))) return
  if (partition.name === 'grade' && run.length < 3) return
  // 当年结案887件,结转下年134件: what was closed and what goes on are of all that there was
  if (partition.name === 'pair' && labels.some((l) => /结案|办结|审结/.test(l))) return
  const near = partition.complete ? 1.5 : alike ? 1.08 : 1.25
  const eligible = candidates.filter(
    (c) =>
      sum.value / c.value <= near &&
      c.value / sum.value <= near &&
      ((c.sentence === first.sentence && !alike) || /总|共|合计|现有|在册|在矫|GDP/.test(c.before)) &&
      run.every((r) => r.lo <= c.hi || partition.complete),
  )
  // the figure that comes nearest to the sum is the one to blame
  const total = eligible.sort((a, b) => Math.abs(a.value / sum.value - 1) - Math.abs(b.value / sum.value - 1))[0]
  if (!total || areNoParts(doc, total, run)) return
  const adjacent = total.sentence === first.sentence && total.index + 1 >= first.index - 1
  reject(sheet, {
    kind: 'sum',
    severity:
      // of two words that mostly divide a thing (严管,普管) there may be a third
      ((partition.complete && partition.name !== 'pair' && (sum.lo > total.hi || labels.some((l) => /男|女/.test(l)))) ||
        (STRONG.has(partition.name) && sum.lo > total.hi)) &&
      (adjacent || /总数|共|合计/.test(total.before))
        ? 'error'
        : 'question',
    message: { zh: '分类数相加与总数不符', en: 'The kinds do not add up to the total' },
    arithmetic: `${run.map((p) => printed(doc, p)).join('+')} = ${show(sum.value)} ≠ ${printed(doc, total)} (差 ${show(Math.abs(total.value - sum.value))})`,
    items: [total, ...run],
    suggestion: { zh: '请核对总数和各类数。', en: 'Check the total and the number of each kind.' },
  })
}

// 受理298件,不予受理15件,其他处理13件: the list may go on in other words
function extensions(doc: Doc, run: readonly Item[]): Item[][] {
  const last = run[run.length - 1] as Item
  const rest = doc.items.slice(last.index + 1, last.index + 6).filter((i) => i.sentence === last.sentence && isAmount(i) && fits(last, i))
  return rest.slice(0, 3).map((_, k) => [...run, ...rest.slice(0, k + 1)])
}

// Items that may be the total of a run: earlier in the sentence, then in the three sentences before it
function before(doc: Doc, first: Item): Item[] {
  const out: Item[] = []
  const here = doc.bySentence[first.sentence] ?? []
  for (let k = here.length - 1; k >= 0; k--) {
    const c = here[k] as Item
    // 空编66名(含29名…),…: what stands in a bracket of its own is no total of what stands outside
    if (c.index < first.index && isAmount(c) && fits(c, first) && (c.bracket === -1 || c.bracket === first.bracket)) out.push(c)
  }
  for (let s = first.sentence - 1; s >= 0 && s >= first.sentence - 3; s--) {
    if (doc.sentences[s]?.paragraph !== first.paragraph) break
    const items = doc.bySentence[s] ?? []
    for (let k = items.length - 1; k >= 0; k--) {
      const c = items[k] as Item
      if (isAmount(c) && fits(c, first)) out.push(c)
    }
  }
  return out.slice(0, 24)
}

const TOTAL = /合计|小计|总计|共计|总共|两者共|两项共|三者共|累计共/
const COUNTED =
  /([两二三四五六七八九十]|\d{1,2})(?:个[^,。;]{0,4}|项|者|类|种|级|方面|部分|家|年|月|季度)?(?:(?<=[类种级者项])[^,。;\d]{1,6})?(?:合计|总计|共计|共)/

/** A total after its parts: 网站5条,新媒体62条,两个渠道合计67条. */
export function checkTotalsAfter(sheet: Sheet, explained: ReadonlySet<number>): void {
  const { doc } = sheet
  for (const item of doc.items) {
    if (!isAmount(item) || explained.has(item.index)) continue
    // 撤销、确认违法、责令履行三类合计97件: what is named is added up by its names
    if (namesIn(doc, item).length >= 2) continue
    const lead = doc.text.slice(Math.max(doc.sentences[item.sentence]?.start ?? 0, item.clauseStart), item.start)
    const marked = TOTAL.test(lead)
    // 三年分别办理412件、468件、512件,累计1392件
    const running =
      /^(?:全年|[全两三四五六七八九十][年地省市县区镇][^,。;]{0,6})?累计/.test(lead) &&
      /[、和][^,、。;]*,$/.test(doc.text.slice(item.clauseStart - 20, item.clauseStart))
    // 行政编制48名、事业编制15名,编制总数63名
    const totalled = !marked && !/^,?占/.test(lead) && /总(?:数|人数|件数|户数|量|额|支出|收入)(?:为|是|达)?$/.test(item.before)
    const loose = !marked && (running || totalled || /^(?:[^,。;]{0,6})共/.test(lead))
    if (!marked && !loose) continue
    if (changesTogether(sheet, item, lead)) continue
    const counted = COUNTED.exec(doc.text.slice(Math.max(doc.sentences[item.sentence]?.start ?? 0, item.start - 24), item.start))
    const n = counted ? (parseChineseNumeral(counted[1] as string) ?? Number(counted[1])) : 0
    const all = partsBefore(doc, item, n >= 2 && marked)
    // …;直接起诉4件,复议后起诉2件,共6件: a total closes the list of its own segment
    const own = all.filter((p) => !/[;:]/.test(doc.text.slice(p.end, item.start)))
    const alone = /^(?:共|合计|小计|总计|共计|总量|总数)$/.test(lead.replace(/[,;\s]|\([一二三四五六七八九十]\)/g, ''))
    const bareOwn = own.length >= 2 && own.length < all.length && alone
    const parts = bareOwn && !all.some((_, k) => k + 2 <= all.length && meets(item, add(all.slice(k)))) ? own : all
    if (parts.length < 2) continue
    // 准入26名,注销18名,共有225名: what came and what went are no kinds
    if (parts.some((p) => /注销|退出|减少|解除|转出|调出|死亡|退休|辞职|离职/.test(p.label))) continue
    let match: Item[] | null = null
    for (let k = parts.length; k >= 2; k--) {
      const some = parts.slice(parts.length - k)
      // 五星3个、四星14个、三星26个: a list joined by 、 is not cut in two
      const ahead = parts[parts.length - k - 1]
      if (ahead && ahead.unit === some[0]?.unit && doc.text.startsWith('、', ahead.end)) continue
      if (meets(item, add(some))) {
        match = some
        break
      }
    }
    if (match) {
      confirm(sheet, 'sum', `${match.map((p) => printed(doc, p)).join('+')} = ${printed(doc, item)}`, [item, ...match])
      if (n >= 2 && n !== match.length && match.length >= 3 && match.length === unbroken(doc, parts, item).length)
        countIsWrong(sheet, item, n, match)
      continue
    }
    const sooner = earlierParts(doc, item, parts)
    const whole = sooner.map((_, k) => [...sooner.slice(k), ...parts]).find((some) => meets(item, add(some)))
    if (whole) {
      confirm(sheet, 'sum', `${whole.map((p) => printed(doc, p)).join('+')} = ${printed(doc, item)}`, [item, ...whole])
      continue
    }
    const bare = alone && parts.every((p) => p.unit === item.unit)
    const run = unbroken(doc, parts, item)
    const two = run.length >= 2 && (areOpposite(run.at(-2)?.label ?? '', run.at(-1)?.label ?? '', false) || joinedUpTo(doc, run, item))
    // 新收286件,旧存47件,共受理333件: two that leave no third; 19个村、3个社区共22个: two of one name with 共
    const listed = two ? run.slice(-2) : run
    if (!marked && !bare && (n < 2 || parts.length < n) && listed.length < (totalled ? 2 : 3) && !two) continue
    const taken = n >= 2 && parts.length >= n ? parts.slice(parts.length - n) : marked || bare ? nearestSum(parts, item) : listed
    // 分别为128件、264批次、315件、1047件,总量1754件: a member counted in another measure is missing
    const ahead = doc.items[(taken[0]?.index ?? 0) - 1]
    if (ahead && isAmount(ahead) && doc.text.startsWith('、', ahead.end) && ahead.unit !== item.unit) continue
    // 企业超过5200万户、个体超过1.1亿户,总量超过1.6亿户
    if (totalled && rough([item, ...taken])) continue
    const labels = taken.map((p) => p.label)
    if (mayOverlap(labels) && labels.some((l) => l.includes('岁')) && !isLadder(labels)) continue
    const sum = add(taken)
    const ratio = sum.value / item.value
    const sure = n >= 2 && taken.length === n
    if ((!(bare && bareOwn) && (ratio > 1.6 || ratio < 0.6)) || followedByParts(doc, item)) continue
    reject(sheet, {
      kind: 'sum',
      severity:
        (sure && marked) || (bare && !totalled && parts.length <= 4 && taken === parts && sooner.length === 0) ? 'error' : 'question',
      message: { zh: '合计数与前面各项之和不符', en: 'The total differs from the sum of the items before it' },
      arithmetic: `${taken.map((p) => printed(doc, p)).join('+')} = ${show(sum.value)} ≠ ${printed(doc, item)} (差 ${show(Math.abs(item.value - sum.value))})`,
      items: [...taken, item],
      suggestion: { zh: '请核对合计数与各项。', en: 'Check the total and each item.' },
    })
  }
}

// 物业236件、消费189件、医疗142件,四个领域合计567件: the sum is right, the number of its members is not
function countIsWrong(sheet: Sheet, total: Item, said: number, members: readonly Item[]): void {
  reject(sheet, {
    kind: 'sum',
    severity: 'question',
    message: { zh: `合计的是${members.length}项，文中写作${said}项`, en: `${members.length} are added up, the text says ${said}` },
    arithmetic: `${members.length} ≠ ${said}`,
    items: [total],
    quotes: [slice(sheet.doc, members[0]?.clauseStart ?? total.start, total.end)],
    suggestion: { zh: '请核对项数。', en: 'Check how many they are.' },
  })
}

// 少支11.2万元;…少支2.4万元;两项共节约13.6万元: changes are added up with changes
function changesTogether(sheet: Sheet, total: Item, lead: string): boolean {
  const { doc } = sheet
  if (!/节约|节省|减少|少支|压减|增加|增收|减收|缩短/.test(lead)) return false
  const changes = (doc.bySentence[total.sentence] ?? []).filter((i) => i.growth && i.index < total.index && i.unit === total.unit)
  if (changes.length < 2) return false
  const sum = add(changes)
  const left = `${changes.map((i) => printed(doc, i)).join('+')} = ${show(sum.value)}`
  if (meets(total, sum))
    confirm(sheet, 'sum', `${changes.map((i) => printed(doc, i)).join('+')} = ${printed(doc, total)}`, [total, ...changes])
  else if (changes.length === (countedIn(lead) || changes.length) && Math.abs(sum.value / total.value - 1) <= 0.6)
    reject(sheet, {
      kind: 'sum',
      severity: 'question',
      message: { zh: '合计的增减数与前面各项之和不符', en: 'The changes do not add up to their total' },
      arithmetic: `${left} ≠ ${printed(doc, total)} (差 ${show(Math.abs(total.value - sum.value))})`,
      items: [...changes, total],
      suggestion: { zh: '请核对合计数与各项。', en: 'Check the total and each item.' },
    })
  return true
}

const countedIn = (words: string): number => {
  const said = COUNTED.exec(words)?.[1]
  return said ? (parseChineseNumeral(said) ?? Number(said)) : 0
}

// 备案36件,…。决策审查12件,合同审查86件,共计134件: what the sentences before it tell may be among its parts
function earlierParts(doc: Doc, total: Item, parts: readonly Item[]): Item[] {
  const first = parts[0]
  if (!first) return []
  return doc.items
    .slice(Math.max(0, first.index - 12), first.index)
    .filter(
      (i) =>
        i.paragraph === total.paragraph && i.sentence < first.sentence && i.unit === total.unit && isAmount(i) && i.depth === total.depth,
    )
}

// 19个村、3个社区共22个: no stop before the total
function joinedUpTo(doc: Doc, run: readonly Item[], total: Item): boolean {
  const [a, b] = run.slice(-2)
  if (!a || !b || !/^[^,;。:\d]{1,8}[、和及与]/.test(doc.text.slice(a.end, b.start))) return false
  return /^[^,;。:\d]{1,8}共(?:计|有)?$/.test(doc.text.slice(b.end, total.start))
}

// 网站公开143条,微信发布268条,公示栏公开12条,共公开423条: neighbours of one measure without anything between
function unbroken(doc: Doc, parts: readonly Item[], total: Item): Item[] {
  const out: Item[] = []
  let next = total
  for (const p of [...parts].reverse()) {
    // 36岁至50岁41人: the borders of a class are no figures between
    const between = doc.items
      .slice(p.index + 1, next.index)
      .some((i) => i.family !== 'time' && !i.threshold && !(i.chinese && i.value < 20) && !/涉及?$/.test(i.before))
    if (p.unit !== total.unit || between || /[;:]/.test(doc.text.slice(p.end, next.start))) break
    out.unshift(p)
    next = p
  }
  return out
}

// 研究生22人,本科61人,本科及以上合计83人, after other figures: the last ones that nearly make it
function nearestSum(parts: readonly Item[], total: Item): readonly Item[] {
  const off = (some: readonly Item[]) => Math.abs(add(some).value / total.value - 1)
  if (off(parts) <= 0.6) return parts
  const tails = [2, 3, 4, 5].filter((k) => k < parts.length).map((k) => parts.slice(parts.length - k))
  const best = tails.sort((a, b) => off(a) - off(b))[0]
  return best && off(best) <= 0.15 ? best : parts
}

function followedByParts(doc: Doc, item: Item): boolean {
  return /^(?:[^,。;(]{0,12},?(?:其中|包括)|[^,。;]{0,6}(?::|\((?:其中|含)?[^)]{0,12}\d))/.test(doc.text.slice(item.end, item.end + 24))
}

// The neighbours before a total that are counted in its measure: same sentence, else the sentence before
function partsBefore(doc: Doc, total: Item, counted: boolean): Item[] {
  const same = (doc.bySentence[total.sentence] ?? []).filter((i) => i.index < total.index)
  const take = (items: readonly Item[]): Item[] => {
    const out: Item[] = []
    for (let k = items.length - 1; k >= 0; k--) {
      const i = items[k] as Item
      if (i.family === 'percent' || !isAmount(i) || i.depth !== total.depth) continue
      if (TOTAL.test(i.before)) break
      // 补贴96.7万元;发放545人次的补贴18.2万元,共计114.9万元: whom the money went to stands between; 群体性上访18起、涉及436人; 86家,312人;12家,41人,两类合计353人
      if (!fits(total, i) && (counted || total.family === 'money' || /涉及?$/.test(i.before))) continue
      if (!fits(total, i)) break
      out.unshift(i)
      if (out.length >= 12) break
    }
    return out
  }
  const here = take(same)
  if (here.length > 0) return here
  // 两个渠道合计67条: only a sentence that begins with its total looks back
  if (doc.sentences[total.sentence - 1]?.paragraph !== total.paragraph) return []
  if (total.start - (doc.sentences[total.sentence]?.start ?? 0) > 16) return []
  return take(doc.bySentence[total.sentence - 1] ?? [])
}
