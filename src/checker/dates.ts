/** A stretch of text whose digits are no figure, and why. */
export interface Span {
  readonly start: number
  readonly end: number
  readonly why: 'date' | 'name' | 'number'
}

const Y = '(?:19|20)\\d\\d'
const S = ' ?'
// Every pattern is a plain sequence with bounded repeats: none can backtrack more than a few characters.
const PATTERNS: readonly (readonly [Span['why'], RegExp])[] = [
  // damaged dates first: a lost dash, 年 or 月 glues the digits (20212025年, 20056月, 20211231日)
  ['date', new RegExp(`(?<!\\d)${Y}${Y}年(?:度|底)?`, 'g')],
  ['date', /(?<!\d)(?:19|20)\d\d(?:1[0-2]|0?[1-9])月(?:份|底|初|末)?/g],
  ['date', /(?<!\d)(?:19|20)\d\d\d{2,4}日/g],
  ['date', new RegExp(`(?<!\\d)${Y}${S}年?${S}(?:-|至|到)${S}${Y}${S}年(?:度|底)?`, 'g')],
  ['date', new RegExp(`(?<!\\d)${Y}${S}年${S}(?:度|(?:\\d{1,2}${S}月${S}(?:份|底|初|末|[上中下]旬|\\d{1,2}${S}[日号])?)|底|末|初)?`, 'g')],
  // 2015、2016、2017三年
  ['date', new RegExp(`(?<!\\d)${Y}(?:[、和及与]${Y})+(?:年|(?=[两二三四五六七八九十]个?年))`, 'g')],
  ['date', new RegExp(`(?<!\\d)${Y}[-./]\\d{1,2}(?:[-./]\\d{1,2})?(?![\\d万亿千百%件起宗人元户家个名吨亩公次份]|\\.\\d)`, 'g')],
  ['date', /(?<!\d)(?:19|20)\d{6}(?!\d)/g],
  ['date', /(?<![\d.])\d{1,2} ?(?:月份?)? ?(?:-|至|到) ?\d{1,2} ?月(?:份|底)?/g],
  ['date', /(?<![\d.])\d{1,2} ?月 ?(?:\d{1,2} ?(?:-|至|到) ?)?(?:\d{1,2} ?[日号]|份|底|初|末|[上中下]旬)?(?![\d个])/g],
  ['date', /(?<![\d.])\d{1,2}[日号](?=[,、。至到起止上下前后,)]|$)/g],
  ['date', /[一二三四五六七八九十]{1,2}月(?:份|底|初|末|[一二三四五六七八九十]{1,3}日)?/g],
  ['date', /[一二][九〇零][〇零一二三四五六七八九]{2}年/g],
  ['date', /(?:前|第)?[一二三四]个?季度|[上下]半年/g],
  ['date', /\d{1,2}:\d{2}(?!\d)/g],
  // ordinals, documents, articles; the numbers of a list within a sentence
  ['number', /(?<=[:;。])\d{1,2}、(?=[\u4e00-\u9fff])/g],
  ['number', /第 ?[一二三四五六七八九十百千零〇\d]{1,8}/g],
  ['number', /〔 ?\d{2,4} ?〕 ?第? ?\d{0,5}号?/g],
  ['number', /\((?:19|20)\d\d\)第?\d{0,5}号/g],
  ['number', /(?<![\d.])\d{1,5}号(?!楼数)/g],
  ['number', /(?<!\d)0\d{2,3}-\d{7,8}(?!\d)/g],
  ['number', /(?<!\d)1[3-9]\d{9}(?!\d)/g],
  // 电话34859件 is a count of calls
  ['number', /(?:邮编|邮政编码|电话|传真|热线|信箱|编号|序号|网址)[:为是]? ?[\d-]{3,20}(?![\d-]|[万件起宗人次个名份条封])/g],
  ['number', /(?<!\d)(?:110|119|120|122)(?=接|报|指挥|警|联动|平台|热线|急救)/g],
  ['number', /(?<!\d)(?:12348|12345|12368|12315|12309|12371|12333|12388|12380|12355|12338|12320)(?!\d|\.\d|[万件起宗人次个名份条场家])/g],
  // APP7028件 is a count
  ['number', /(?<![A-Za-z])(?!(?:APP|[Aa]pp)\d+[件起宗人次条])[A-Za-z][A-Za-z0-9.+-]{0,12}\d|\d{1,4}[A-Za-z+]{1,4}\d{0,3}(?![\d²2])/g],
  // the mark of a point inside a sentence: (1)婚姻家庭260件;(2)邻里230件
  ['number', /(?<=[。;:,\n]|^)\(\d{1,2}\)(?=[\u4e00-\u9fff])/g],
  ['number', /(?<!\d)\d{1,3}\+(?:[\dXxNn]{1,3}\+?)/g],
  ['number', /(?<![\d.])\d{1,2}[·•.]\d{1,2}(?=”|国家|世界|全国|国际|宪法|禁毒|消费者|活动|案|事件|工程|行动)/g],
  ['number', /(?<![\d.])\d{1,2}[·•]\d{1,2}/g],
  // names made of numerals
  ['name', /十[一二三四五六七八九][五大届]|(?<![二三四五六七八九十])[五六七八九]五(?=普|”|规|期|时)|[一二三]五普法/g],
  ['name', /[三四五六七八九十]中全会|一[村社][^,。;:]{0,8}一|百[年县城团]|千[方百]|万[众象]|三农|三八/g],
]

// A short quoted name: “三个代表”, “1+3”, “6.26”. Counted things inside quotes are not looked for.
const QUOTED = /[“"‘《<]([^“”"‘’》>。;\n]{1,14})[”"’》>]/g

/** Spans whose digits are dates, ordinals, document numbers, telephone numbers or names; sorted by start. */
export function maskedSpans(text: string): Span[] {
  const spans: Span[] = []
  for (const [why, pattern] of PATTERNS) {
    pattern.lastIndex = 0
    for (const m of text.matchAll(pattern)) spans.push({ start: m.index, end: m.index + m[0].length, why })
  }
  for (const m of text.matchAll(QUOTED)) spans.push({ start: m.index, end: m.index + m[0].length, why: 'name' })
  for (const s of gluedMarkers(text)) spans.push(s)
  return spans.sort((a, b) => a.start - b.start || b.end - a.end)
}

/**
 * Lost circled numbers: consecutive lines that begin with 1, 2, 3 … glued to what follows ("12020年", "313个市州",
 * "4103个县级政府"). Only the marker is masked.
 */
function gluedMarkers(text: string): Span[] {
  const spans: Span[] = []
  let expected = 1
  let run: Span[] = []
  const close = () => {
    if (run.length >= 2) spans.push(...run)
    run = []
    expected = 1
  }
  let at = 0
  while (at <= text.length) {
    const nl = text.indexOf('\n', at)
    const end = nl < 0 ? text.length : nl
    let s = at
    while (s < end && text[s] === ' ') s++
    const digits = /^\d{1,7}/.exec(text.slice(s, s + 8))?.[0] ?? ''
    const mark = String(expected)
    if (digits.startsWith(mark) && !/^[、.]/.test(text.slice(s + mark.length, s + mark.length + 1))) {
      run.push({ start: s, end: s + mark.length, why: 'number' })
      expected++
    } else if (s < end) close()
    at = end + 1
  }
  close()
  // a single glued marker is sure only before a year: "12020年" cannot be a number of years
  for (const m of text.matchAll(/(?<!\d)[1-9](?=(?:19|20)\d\d年)/g)) {
    spans.push({ start: m.index, end: m.index + 1, why: 'number' })
    spans.push({ start: m.index + 1, end: m.index + 6, why: 'date' })
  }
  return spans
}
