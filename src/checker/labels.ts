// Words that open a clause without naming what is counted
const LEAD =
  /^(?:其中|包括|另有|另外|此外|同时|以及|并且|并|和|及|与|或|还|也|且|而|即|为|是|有|其(?![他它余])|中(?![小大]?学|央|心|国|高|专|职|等|级|介|医|共|层|老|青|师)|的|了|共有|共计|总计|合计|总共|共|累计|已|均|全部|全年|年内|今年来|今年以来|今年|目前|截至目前|截至|期间|分别|约|仅|只|达到|达|各|按(?![期时])|从|现有|现(?![场行金代役状实房])|、|\s|:|-)/
const TAIL = /(?:共有|共计|总计|合计|总共|共|累计|已|均|达到|达|为|是|有|了|约|近|超|超过|仅|只|各|的|至|到|计|\s|、|:|-)$/
// 以来, 起 and 止 close a time only where one was named: 起诉, 来访 keep their first sign
const TIME =
  /^(?:截[至止]到?|至|到|自)?(?:(?:(?:19|20)\d\d ?年?度?|今年|去年|本年度?)(?:(?:前|第)?[一二三四]季度|[上下]半年|\d{1,2}-\d{1,2} ?月份?|\d{1,2} ?月(?:\d{1,2}[日号])?(?:份|底|末|初)?|底|末|初)?|(?:前|第)?[一二三四]季度|[上下]半年|\d{1,2}-\d{1,2} ?月份?|\d{1,2} ?月(?:\d{1,2}[日号])?(?:份|底|末|初)?)(?:以来|来|起|止|间)?|^(?:截[至止]到?|以来|至今|年底|年末|年初)/

/** What a clause names: without connectives, time words and 共/达/为. May be empty. */
export function cleanLabel(raw: string): string {
  let s = raw
  for (let guard = 0; guard < 12; guard++) {
    const next = s.replace(TIME, '').replace(LEAD, '').replace(TAIL, '')
    if (next === s) break
    s = next
  }
  return s.length > 30 ? s.slice(-30) : s
}

const SCOPE =
  /^(?:全(?:国|省|市|区|县|镇|乡|街道|局|院|系统)|我(?:国|省|市|区|县|镇|局|院|所|办)|各[^,]{1,4}?(?=共|受|调|排|办)|本(?:市|区|县|局))/

/** The scope words at the head of a label (全区, 我局, 市法援中心), '' where none. */
export function scopeOf(label: string): string {
  const m = SCOPE.exec(label)
  if (m) return m[0]
  return (
    /^[\u4e00-\u9fff]{0,6}?(?:医调委|调委会|法援中心|法援处|援助处|援助中心|司法局|司法所|公证处|法院|检察院|公安局|仲裁委)/.exec(
      label,
    )?.[0] ?? ''
  )
}

/** The label without scope, 共 and the like: the key under which repeats of one indicator meet. */
export function coreLabel(label: string): string {
  let s = label
  for (let guard = 0; guard < 6; guard++) {
    const next = cleanLabel(s.replace(SCOPE, '').replace(/^(?:区|市|县|镇)(?=医调委|调委会|法援|法律援助)/, ''))
    if (next === s) break
    s = next
  }
  return s.replace(/共计|共|总计|累计|了|各类|各种|的|\s/g, '')
}

const GROWTH_END =
  /(?:增加|减少|缩短|延长|净增|净减|[增减](?:收|支|亏|产|盈|投|贷|发|报)|[多少](?:收|支)|增长|下降|上升|提高|提升|降低|回落|收窄|扩大|缩小|(?:增长|上升|下降|降低|增加|减少)(?:率|比例|速度)|增幅|降幅|升幅|涨幅|跌幅|减幅|同比增|同比降|比增|少|增|减|降|升|压减|压缩|多出|多|↑|↓)(?:为|是|了|约|近|超|超过|达|达到|到达|分别|实际|均|近乎|逾|幅度)?[:为达]?$/
// ,多269件 and ,降12.83% say a change by themselves; 至少3件, 新增3件 and 许多 do not
const BARE = /^(?:同比|环比|净|也|均|又)*(?:多|少|增|减|升|降|涨|跌|↑|↓)(?:了|约|近)?$/
const FEWER = /[\u4e00-\u9fff]{2,4}(?<![至不最更许很众诸太较])[多少](?:了)?$/
const COMPARE = /比|较|同比|环比|[与和同].{1,12}相比/

/** Is the number after `before` an amount of change? `context` is the whole clause up to the number. */
export function isGrowth(before: string, context: string): boolean {
  const s = before.replace(/\s/g, '')
  if (/(?:增加|增长|减少|上升|下降|提高|提升|降低|扩大|缩小|增|减|降|升)[至到为]$/.test(s)) return false
  if (!GROWTH_END.test(s)) return false
  if (BARE.test(s) || (s.length <= 6 && FEWER.test(s))) return true
  if (/(?:多|(?<![减])少|增|(?<![增])减|(?<![上提])升|(?<![下])降)(?:了|约|近)?$/.test(s) && !/(?:同比|比|较)/.test(context)) {
    return /(?:净|均|分别)?(?<![新追补])(?:增|减|升|降)(?:了|约|近)?$/.test(s) && /[年月度期]/.test(context)
  }
  return true
}

/** Is the number the earlier one of two (比2014年的1124件增加, 由85%提高到)? */
export function isPrior(context: string, after: string): boolean {
  const s = context.replace(/\s/g, '')
  if (
    (/(?:比|较|与)[^,;:增减多少升降]{0,20}的?$/.test(s) || (/(?:和|同)[^,;:增减多少升降]{0,14}的?$/.test(s) && after.includes('相比'))) &&
    COMPARE.test(s + after) &&
    /^(?:件|起|宗|人|名|个|次|%|元|万|家|亿)?[^,。;]{0,4}(?:增|减|多|少|上升|提升|下降|提高|相比|升|降|低|高|回落|扩大|缩小|收窄|缩短|延长|翻)/.test(
      after,
    )
  ) {
    return true
  }
  if (
    /(?:相较于?|较之|对比|相比于|[比较](?=(?:上年|去年|(?:19|20)\d\d年)))[^,;:\d增减升降多少]{0,10}(?:(?:19|20)\d\d年)?[^,;:\d增减升降多少]{0,6}的?$/.test(
      s,
    ) &&
    /^[%个]?,?(?:增|减|上升|提升|下降|提高|升|降|回落|扩大|缩小|收窄|缩短|延长|翻)/.test(after)
  )
    return true
  if (/(?:低于|高于|超过|快于|慢于|好于)[^,;:]{0,16}$/.test(s) && /^[^,。;]{0,4}\d+(?:\.\d+)?个?百分点/.test(after)) return true
  return /(?:由|从)[^,;:]{0,16}的?$/.test(s) && /^[^,。;]{0,6}(?:增|减|上升|下降|提高|提升|降|升|扩|缩|变|到|至)/.test(after)
}

/** Is the number said to be last year's (上年收到9件, 去年同期为1904件)? What was carried over is of this year. */
export function isEarlier(before: string): boolean {
  return /^[\s(]*(?:而)?(?:上年|去年|上一年|上个?[周月旬](?=[为是有]?$))(?:度|同期)?(?!.{0,6}(?:结转|未结|旧存|转入|遗留|末|底))[^,;。]{0,6}$/.test(
    before,
  )
}

/** Is the number a mean or a quota? */
export function isEach(before: string): boolean {
  return (
    /(?:人均|户均|年均|月均|日均|平均|(?<!双方|各方|全部)均|每[^,;。]{0,6})[^,;。]{0,6}$/.test(before) &&
    /均|每/.test(before.slice(-12)) &&
    !/均[已有为]|[方者部全都]均/.test(before)
  )
}

const TARGET = /目标|力争|计划|拟|预期|预计|将(?!军)|确保|争取|不得|应当|要求|规划|打算|安排|要(?!求|素|点)/

/** Does the sentence speak of a plan before this place? */
export function isTarget(text: string, sentenceStart: number, at: number): boolean {
  return TARGET.test(text.slice(Math.max(sentenceStart, at - 60), at))
}

/** Groups of parts that exclude each other and, together, are a whole. */
const PARTITIONS: readonly (readonly [string, RegExp, boolean])[] = [
  ['sex', /男|女/, true],
  ['case-law', /^(?:[^,]{0,6})(?:民事|刑事|行政(?![处征不许强确复裁协应机执村区])|非诉|仲裁|劳动|法律帮助|国家赔偿|执行)/, false],
  ['correction', /管制|缓刑|假释|暂予监外执行|监外执行|剥夺政治权利/, false],
  ['grade', /优秀|良好|合格|称职|及格|优等|中等|满意/, false],
  ['level', /[省市县区州]直|直属|省级|市级|县级|区级|乡镇|^乡|民族乡|街道|村|社区|居|企事业|行业|专业|镇|国家级|省辖|市辖|省部级/, false],
  ['settlement', /城镇|城市|农村|城区/, true],
  ['stage', /侦查|审查起诉|审判|一审|二审|再审/, false],
  ['channel', /来信|来访|走访|网上|网络|来电|电话|热线|窗口|信函|当面|现场/, false],
  ['disclosure', /予以公开|部分公开|不予公开|无法提供|不掌握|不存在|不予处理|主动公开/, false],
  ['cleanup', /保留|修改|修订|废止|失效|继续有效/, false],
  ['litigation', /诉讼|非诉/, false],
  ['letter', /[A-Da-d甲乙丙丁][类级档]/, false],
  ['dispute', /纠纷$|矛盾$|类$|婚姻|邻里|宅基地|山林|土地|损害赔偿|合同|劳资|劳动争议|物业|医疗|交通事故|征地|拆迁|家庭|债务/, false],
  ['outcome', /维持|撤销|确认违法|驳回|责令|变更|终止|不予受理|调解结案|和解|撤回|纠正|尚未审结|未审结|未结|在办/, false],
  ['industry', /第[一二三]产业|[一二三]产(?!品|业链)/, false],
  ['ownership', /合伙|国资|个人|个体|集体|国有|民营/, false],
  ['lawyers', /专职|兼职|公职|公司|援助|军队/, false],
  ['law-type', /经济|民事|涉外|涉台|涉港/, false],
]

// Groups that overlap each other, and steps of one case: their counts are no partition
const OVERLAP =
  /党纪|政务处分|妇女|女性|女(?:的|职工)?$|老年|老人|未成年|农民工|残疾|低保|军人|军属|少数民族|党员|大专|本科|学历|岁|青少年|贫困|困难|重点|骨干|中级|高级|涉及|惠及|受益|超过|年内$/
const FUNNEL =
  /成功|审结|办结|结案|受理|履行|化解|达成|立案|调结|执结|确认|回访|挽回|收监|警告|出庭|胜诉|败诉|纠错|采纳|培训|发放|开展|解答|接待|参与|参加|签订|移送|转办|整改|录取|新增|完成|通过|予以/

/** Two words that divide a thing between them. */
const PAIRS: readonly (readonly [RegExp, RegExp])[] = [
  [/公办|公立/, /民办|民营|私立/],
  [/专职/, /兼职/],
  [/集中/, /分散|散居/],
  [/胜诉/, /败诉/],
  [/城市|城镇|城区/, /农村|乡村/],
  [/首次|初次|初信|初访/, /重复|重信|重访/],
  [/国内/, /涉外|国外|境外/],
  [/出口/, /进口/],
  [/主办/, /会办|协办/],
  [/线上|网上/, /线下|现场/],
  [/合伙/, /个人/],
  [/现行/, /积案/],
  [/有效(?![期化运])/, /无效/],
  [/男/, /女/],
  [/新收|受理|收案|今年|本年|当年/, /结转|旧存|上年|往年/],
  [/维持/, /纠正/],
  [/新建/, /改造|改建|续建/],
  [/投诉/, /举报/],
  [/行政公益/, /民事公益/],
  [/行政村/, /社区/],
  [/口头/, /书面/],
  [/依(?:申请|职权|通知)/, /主动/],
  [/个体访|个人访|单访/, /集体访/],
  [/严管|严格管/, /普管|普通管/],
  [/自然人|公民|个人/, /法人|其他组织/],
  [/简易程序/, /普通程序|一般程序/],
  [/行政编制/, /事业编制/],
  [/存量/, /新增|增量/],
  [/本级/, /县|区|市州|乡镇/],
  [/事业体制|事业单位/, /合作制/],
  [/在编/, /协管|辅助|聘用|编外/],
  [/会员/, /非会员/],
  [/出席|到会|参会|实到/, /请假|缺席/],
  [/当面|现场/, /网络|网上/],
]

/** Two words that mostly divide a thing between them: a reader asks where they do not. */
const LOOSE_PAIRS: readonly (readonly [RegExp, RegExp])[] = [
  [/调解|和解/, /裁决/],
  [/直接?办|在线|当场|自行|立[行即]/, /交[^,]*办|转办|转派|派单|网络办|限期/],
  [/按(?:期|时)/, /逾期|超期|超时/],
  [/集体提/, /(?:个人|联名|委员)[^,]*提/],
  [/村委会|村民委员会/, /居委会|居民委员会/],
  [/正高/, /副高/],
  [/一孩/, /二孩/],
  [/[一单]方/, /双方/],
  [/家庭户/, /集体户/],
  [/取缔/, /行政处罚/],
  [/本地|本[省市县区]/, /外地|外[省市县区]/],
  [/^村$|行政村/, /^社区$|居委/],
  [/本级/, /上级/],
  [/继续有效/, /失效|废止/],
]

/** Does a list say that it names only some: 邻里12件、婚姻8件等? Before a figure 等 only names a kind (生态等领域9件). */
export function isOpenEnded(words: string): boolean {
  return /[\d件起宗个人名次户家项条](?:左右|以上)?等(?![级额候待于次])/.test(words)
}

/** Do two labels leave no third: 口头 and 书面, 适宜 and 不适宜? Loosely also those that seldom have one. */
export function areOpposite(a: string, b: string, loosely = true): boolean {
  if (pair(a, b, PAIRS) || (loosely && pair(a, b, LOOSE_PAIRS)) || isComplement(a, b)) return true
  // 省内 and 省外
  const side = /([\u4e00-\u9fff])[内外]/
  const [s, t] = [side.exec(a), side.exec(b)]
  if (s && t && s[1] === t[1] && s[0] !== t[0]) return true
  return denies(a, b)
}

/** Does one label deny the other: 消除风险 and 未消除风险, 受理 and 不予受理? */
export function denies(a: string, b: string): boolean {
  // 应当立案而不立案 and 不立案理由 speak of it, they do not deny it
  const deniedIn = (label: string) => {
    const word = /(?:不予?|非|未|无)([\u4e00-\u9fff]{2})(?!理由|原因)/.exec(label)?.[1]
    return word !== undefined && label.split(word).length === 2 ? word : undefined
  }
  const [x, y] = [deniedIn(a), deniedIn(b)]
  return (x !== undefined && y === undefined && b.includes(x)) || (y !== undefined && x === undefined && a.includes(y))
}

// Most labels hold none of these words: one look is enough
const anyWord = (pairs: readonly (readonly [RegExp, RegExp])[]): RegExp =>
  new RegExp(pairs.flatMap(([x, y]) => [x.source, y.source]).join('|'))
const KNOWN = new Map([PAIRS, LOOSE_PAIRS].map((pairs) => [pairs, anyWord(pairs)]))

function pair(a: string, b: string, pairs: readonly (readonly [RegExp, RegExp])[]): boolean {
  const known = KNOWN.get(pairs)
  if (known && !(known.test(a) && known.test(b))) return false
  return pairs.some(([x, y]) => (x.test(a) && y.test(b) && !y.test(a)) || (x.test(b) && y.test(a) && !y.test(b)))
}

/** The partition vocabulary that all labels share; null where they share none. `complete` groups have no other member. */
export function partitionOf(labels: readonly string[]): { name: string; complete: boolean } | null {
  if (labels.length === 2) {
    const [a, b] = labels as [string, string]
    if (isComplement(a, b)) return { name: 'complement', complete: true }
    if (pair(a, b, PAIRS)) return { name: 'pair', complete: true }
  }
  if (isLadder(labels)) return { name: 'ladder', complete: false }
  for (const [name, pattern, complete] of PARTITIONS) {
    if (labels.every((l) => pattern.test(l))) {
      const full = complete && labels.length === 2 && distinct(labels, pattern)
      if (name === 'sex' && !full) continue
      return { name, complete: full }
    }
  }
  return null
}

function distinct(labels: readonly string[], pattern: RegExp): boolean {
  return new Set(labels.map((l) => pattern.exec(l)?.[0])).size === labels.length
}

// 3万元以上的 / 不足3万元的; 规范化 / 未规范化; 本县籍 / 非本县籍
function isComplement(a: string, b: string): boolean {
  const above = /以上|超过|及以上/
  const below = /不足|以下|不到|低于/
  const [x, y] = [a, b].map((s) => Number(/\d+(?:\.\d+)?/.exec(s)?.[0] ?? 0)) as [number, number]
  if (Math.abs(x - y) <= 1 && ((above.test(a) && below.test(b)) || (above.test(b) && below.test(a)))) return true
  const strip = (s: string) => s.replace(/^[非未不无]/, '')
  return a !== b && strip(a) === strip(b) && strip(a).length >= 2
}

/** Classes that follow one another and leave nothing out: 35岁及以下, 36-45岁, 46岁及以上; 0-6岁, 6-14岁, 14岁以上. */
export function isLadder(labels: readonly string[]): boolean {
  const first = labels[0] ?? ''
  const last = labels[labels.length - 1] ?? ''
  const lowest = /以下|以内|不足|不满|未满|(?<![\d.])0-/
  if (labels.length < 3 || !labels.every((l) => /\d/.test(l))) return false
  return (lowest.test(first) && /以上|超过/.test(last)) || (lowest.test(last) && /以上|超过/.test(first))
}

/** Do the labels name groups that may overlap (妇女, 老年人, 农民工)? */
export function mayOverlap(labels: readonly string[]): boolean {
  return labels.some((l) => OVERLAP.test(l))
}

/** Do half of the labels name such groups? One among kinds (未成年人保护 beside 食品药品) is a kind. */
export function mostOverlap(labels: readonly string[]): boolean {
  return labels.filter((l) => mayOverlap([l])).length * 2 >= labels.length
}

/** Do the labels name steps or deeds (受理, 成功, 履行) rather than kinds? */
export function isFunnel(labels: readonly string[]): boolean {
  return labels.some((l) => FUNNEL.test(l))
}

/** Do the labels end alike (…公证处, …类, …纠纷), as the kinds of one thing do? */
export function endAlike(labels: readonly string[]): boolean {
  if (labels.length < 2) return false
  const first = labels[0] ?? ''
  const last = first.slice(-2)
  if (last.length === 2 && labels.every((l) => l.endsWith(last))) return true
  const one = first.slice(-1)
  return one !== '' && '类案型处所级员'.includes(one) && labels.every((l) => l.endsWith(one))
}
