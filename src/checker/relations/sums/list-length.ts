import type { Item } from '../../document.ts'
import { confirm, reject, type Sheet, slice } from '../../outcome.ts'

const COUNTED = new Set([
  '个',
  '家',
  '类',
  '种',
  '项',
  '级',
  '大类',
  '方面',
  '支',
  '条',
  '处',
  '部',
  '所',
  '名',
  '人',
  '位',
  '件',
  '场',
  '次',
  '期',
  '批次',
  '县',
  '市',
  '省',
  '区',
])

// What names are counted in; 件 and 人 count what the named have done
const NAMED = new Set(['个', '家', '类', '种', '项', '级', '大类', '方面', '部', '支', '县', '市', '省', '所', '处', '名', '位'])
const LONGEST_NAME = 14
const DEED =
  /[为对向在从由把被让给]|开展|组织|办理|提供|受理|建立|制定|成立|完成|举办|召开|发放|接待|化解|调解(?![委室员组中])|印发|出台|设立|建成|打造|培育|新建|审核|修订|排查|整改|解决|发现|配备|选派|提出|围绕|推出|实施|完善|提高|强化/

/** Lists whose length is the figure: A、B、C 3个; 2个…,即A、B; 由六部分组成:A、B…; two dates and 2场. */
export function checkListLengths(sheet: Sheet): void {
  const { doc } = sheet
  for (const item of doc.items) {
    if (item.value < 2 || item.value > 60 || !Number.isInteger(item.value) || item.slash || item.threshold || item.range) continue
    if (item.growth || item.each || item.bound !== 'exact' || item.ulp !== 1) continue
    if (item.unit !== '' && !COUNTED.has(item.unit)) continue
    if (ranked(sheet, item) || bracketed(sheet, item) || after(sheet, item) || dates(sheet, item)) continue
    before(sheet, item)
  }
}

// 前3位的案由为离婚820件、借贷610件、继承190件; 前四位是A、B、C、D
function ranked(sheet: Sheet, item: Item): boolean {
  const { doc } = sheet
  if (doc.text[item.start - 1] !== '前' || /件|次|场/.test(item.unit)) return false
  const end = Math.min(doc.sentences[item.sentence]?.end ?? doc.text.length, item.end + 260)
  const m = /^[^,;:。、\d]{0,12}?(?:依次为|依次是|分别为|分别是|为|是|有|:)([^,;。:()]{4,200})(?=[,;。])/.exec(
    doc.text.slice(item.end, end),
  )
  const body = m?.[1] ?? ''
  if (!m || !body.includes('、') || /等|和|及|与|其中/.test(body)) return false
  const names = body.split('、')
  // a comma may part members as well as end the list
  if (names.some((n) => n.trim() === '' || n.length > 20) || /^,[^,;。]{0,20}\d/.test(doc.text.slice(item.end + m[0].length))) return false
  const from = item.end + m[0].length - body.length
  const quotes = [slice(doc, item.clauseStart, item.end), slice(doc, from, from + body.length)]
  if (names.length === item.value) confirm(sheet, 'sum', `${names.length} = ${item.value}`, [item], quotes)
  else if (Math.abs(names.length - item.value) > 4) return false
  else report(sheet, item, names.length, quotes, 'question')
  return true
}

// 3个县(A、B、C): the names in the bracket right after the figure
function bracketed(sheet: Sheet, item: Item): boolean {
  const { doc } = sheet
  const tail = doc.text.slice(item.end, item.end + 300)
  // 县(市、区)(A、B、C): a short bracket belongs to the name
  const m = /^[^,;:。()、\d]{0,14}(?:\([^(),;:。\d]{1,8}\)[^,;:。()、\d]{0,4})?\(([^()]{5,240})\)/.exec(tail)
  const body = m?.[1] ?? ''
  if (!m || !body.includes('、') || /等|其中|[\d:;。]|含|包括/.test(body)) return false
  const names = split(body.replace(/,/g, '、'))
  if (names.length < 2 || names.some((x) => x.trim() === '' || x.length > 14)) return false
  const from = item.end + m[0].length - body.length - 1
  const quotes = [slice(doc, item.clauseStart, item.end), slice(doc, from, from + body.length)]
  if (names.length === item.value) confirm(sheet, 'sum', `${names.length} = ${item.value}`, [item], quotes)
  else if (names.length < 3 || Math.abs(names.length - item.value) > Math.max(4, item.value * 0.5)) return false
  else report(sheet, item, names.length, quotes, even(names) ? 'error' : 'question')
  return true
}

function even(names: readonly string[]): boolean {
  const lengths = names.map((x) => x.length)
  return Math.max(...lengths) - Math.min(...lengths) <= 4
}

// 有8个,即A、B、C; 六部分组成:A、B、C; 2个县市…,分别是A、B
function after(sheet: Sheet, item: Item): boolean {
  const { doc } = sheet
  const end = Math.min(doc.sentences[item.sentence]?.end ?? doc.text.length, item.end + 260)
  const tail = doc.text.slice(item.end, end)
  const lead = /^[^,;:。\d]{0,24}(?:[,，]?(?:即|分别是|分别为)[:]?|:)/.exec(tail) ?? /^[^;。\d]{0,28},(?:即|分别是|分别为):?/.exec(tail)
  if (!lead) return false
  const from = item.end + lead[0].length
  const body = listBody(doc.text.slice(from, end))
  const items = split(body)
  if (items.length < 2 || /等|其中|\d/.test(body) || items.some((x) => x.length > 24 || x.trim() === '')) return false
  const sure = /即|分别/.test(lead[0])
  if (!sure && !/组成|部分|方面|环节|如下|包括|为|有|涵盖/.test(lead[0]) && item.unit !== '个') return false
  const span = slice(doc, from, from + body.length)
  const quote = slice(doc, item.clauseStart, item.end)
  if (items.length === item.value) {
    confirm(sheet, 'sum', `${items.length} = ${item.value}`, [item], [quote, span])
    return true
  }
  const comma = body.includes(',') || body.includes(';')
  // a list of sentences is counted by its semicolons; anything looser is left alone
  if (comma || (!sure && Math.abs(items.length - item.value) > 4)) return false
  report(sheet, item, items.length, [quote, span], sure ? 'error' : 'question')
  return true
}

function listBody(text: string): string {
  const stop = /[。\n]/.exec(text)
  const whole = stop ? text.slice(0, stop.index) : text
  if (whole.includes(';')) {
    // a semicolon list only when its members hold no 、 of their own that would make a longer list
    const first = whole.slice(0, whole.indexOf(';'))
    if ((first.match(/、/g) ?? []).length < 2) return whole
    return first
  }
  const comma = whole.indexOf(',')
  return comma > 0 && whole.slice(0, comma).includes('、') ? whole.slice(0, comma) : whole
}

function split(body: string): string[] {
  const plain = body.replace(/\([^()]{0,40}\)/g, '')
  if (plain.includes(';')) return plain.split(';').filter((s) => s.trim() !== '')
  const parts = plain.split('、')
  const last = parts[parts.length - 1] ?? ''
  const and = /^(.{1,16}?)(?:和|及|以及|与)(.{1,16})$/.exec(last)
  if (parts.length >= 2 && and) parts.splice(parts.length - 1, 1, and[1] as string, and[2] as string)
  return parts
}

// 航空航天与低空经济 may be two or one
function namesOf(lead: string, count: number): string[] {
  const whole = lead.replace(/\([^()]{0,40}\)/g, '').split('、')
  return whole.length === count ? whole : split(lead)
}

// 北京、上海、江苏3个; 受理、审查、归档三个环节
function before(sheet: Sheet, item: Item): void {
  const { doc } = sheet
  const sentence = doc.sentences[item.sentence]
  if (!sentence) return
  let from = item.start
  while (from > sentence.start && item.start - from < 160 && !',;:。("“”》'.includes(doc.text[from - 1] as string)) {
    if (doc.text[from - 1] === ')') {
      let open = from - 2
      while (open > sentence.start && from - open < 20 && doc.text[open] !== '(') open--
      if (doc.text[open] !== '(') break
      from = open
    } else from--
  }
  const previous = doc.items[item.index - 1]
  if (previous && previous.end > from && previous.end <= item.start) from = previous.end
  const written = doc.text.slice(from, item.start)
  // 甲、乙、丙等3个: 等 may close the list or leave some of it out
  const open = /等$/.test(written)
  const lead = open ? written.slice(0, -1) : written
  if (!lead.includes('、') || /\d|等(?![级额候待于])/.test(lead) || lead.endsWith('、')) return
  const items = namesOf(lead, item.value)
  if (items.some((x) => x.trim() === '')) return
  const middle = items.slice(1)
  if (middle.some((x) => x.length > LONGEST_NAME)) return
  const quote = slice(doc, from, item.end)
  if (items.length === item.value) {
    confirm(sheet, 'sum', `${items.length} = ${item.value}`, [item], [quote])
    return
  }
  // the last member must be a bare name, or the figure counts something else (为妇女、儿童办理案件12个)
  const last = middle[middle.length - 1] ?? ''
  // 低保、特困、孤儿与残疾人两项补贴: the two may be the last ones only
  if (item.chinese && Math.abs(items.length - item.value) > 1) return
  // 山东、浙江2省: names of places are whole names
  const places = /^[省市县区地]$/.test(item.unit || (item.after[0] ?? '')) && items.length === 2 && /^[\u4e00-\u9fff]{2,3}$/.test(last)
  if ((items.length < 3 && !places) || last.length < 2 || DEED.test(last) || Math.abs(items.length - item.value) > 3) return
  if (!NAMED.has(item.unit) && !(item.unit === '' && /^(?:大?门类|地|州|国|乡|镇|村|校|院|局)/.test(item.after))) return
  // 交通枢纽、黄河中游和华北地区屏障: of two names with one 和 nobody knows
  if (lead.split('、').length < 3 && !places && middle.some((x) => x.length > 6)) return
  // 苗、布依、瑶等8个: five of eight are some of them
  if (open && items.length < item.value && (items.length < 5 || items.length * 3 < item.value * 2)) return
  report(sheet, item, items.length, [quote], 'question')
}

// 4月27日和10月21日办了2场; 发布会4次,分别在1月、4月、7月和10月
function dates(sheet: Sheet, item: Item): boolean {
  const { doc } = sheet
  if (!['场', '次', '期', '批次', '轮', '场次'].includes(item.unit)) return false
  const behind = /^,?(?:分别)?(?:于|在|是|为)(?:\d{1,2}月(?:\d{1,2}日)?(?:[、,和及与]|$|(?=[举召开。;]))){2,}/.exec(
    doc.text.slice(item.end, item.end + 120),
  )
  if (behind) {
    const count = behind[0].match(/\d{1,2}月/g)?.length ?? 0
    const quote = slice(doc, item.clauseStart, item.end + behind[0].length)
    if (count === item.value) confirm(sheet, 'sum', `${count} = ${item.value}`, [item], [quote])
    else report(sheet, item, count, [quote], 'question')
    return true
  }
  const sentence = doc.sentences[item.sentence]
  const from = Math.max(sentence?.start ?? 0, item.start - 80)
  let head = doc.text.slice(from, item.start)
  const comma = Math.max(head.lastIndexOf(';'), head.lastIndexOf('。'))
  if (comma >= 0) head = head.slice(comma + 1)
  const found = [...head.matchAll(/\d{1,2}月\d{1,2}日/g)]
  if (found.length < 2) return false
  const first = found[0] as RegExpMatchArray
  const last = found[found.length - 1] as RegExpMatchArray
  const joined = head.slice(first.index, last.index).replace(/\d{1,2}月\d{1,2}日/g, '')
  const tail = head.slice((last.index ?? 0) + last[0].length)
  if (!/^[、和及与,分别于在]*$/.test(joined) || tail.length > 14 || /[,\d]/.test(tail)) return false
  const start = item.start - head.length + (first.index ?? 0)
  const quote = slice(doc, start, item.end)
  if (found.length === item.value) confirm(sheet, 'sum', `${found.length} = ${item.value}`, [item], [quote])
  else report(sheet, item, found.length, [quote], 'question')
  return true
}

function report(sheet: Sheet, item: Item, count: number, quotes: ReturnType<typeof slice>[], severity: 'error' | 'question'): void {
  reject(sheet, {
    kind: 'sum',
    severity,
    message: {
      zh: `列出的是${count}项，文中写作${item.value}${item.unit}`,
      en: `${count} are listed, the text says ${item.value}`,
    },
    arithmetic: `${count} ≠ ${item.value}`,
    items: [item],
    quotes,
    suggestion: { zh: '请核对个数，或补齐、删减所列项目。', en: 'Check the number, or complete the list.' },
  })
}
