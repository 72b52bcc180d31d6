/** A family of measure words whose counts may join one total. */
export type Family =
  | 'case'
  | 'person'
  | 'visit'
  | 'times'
  | 'org'
  | 'paper'
  | 'money'
  | 'area'
  | 'length'
  | 'weight'
  | 'time'
  | 'percent'
  | 'point'
  | 'multiple'
  | 'other'
  | 'none'

const FAMILIES: readonly (readonly [Family, readonly string[]])[] = [
  ['visit', ['人次', '户次', '车次', '班次']],
  ['times', ['场次', '批次', '次', '场', '期', '轮', '回', '届', '趟', '班', '节', '课时', '课', '通']],
  ['case', ['件', '件次', '起', '宗', '例', '案', '桩', '批']],
  ['person', ['人', '名', '位']],
  ['org', ['个', '家', '所', '处', '间', '支', '户', '农户', '住户', '座', '组', '村', '镇', '街道', '县', '市', '省', '对']],
  ['paper', ['份', '册', '本', '张', '条', '篇', '幅', '块', '封', '部', '套', '卷', '项', '则', '台', '辆', '面', '票']],
  ['money', ['元', '美元', '块钱', '欧元', '港元', '日元']],
  ['area', ['平方米', '平方公里', '公顷', '亩', '㎡', '平米', 'm2', '立方米']],
  ['length', ['公里', '千米', '米', '里', '海里', '厘米']],
  ['weight', ['吨', '公斤', '千克', '斤', '吨标准煤', '千瓦', '千瓦时', '度', '辆次', '℃', '°C']],
  ['time', ['年', '个月', '月', '个工作日', '工作日', '天', '日', '小时', '分钟', '周岁', '岁', '周', '个小时', '世纪']],
  ['percent', ['%', '‰']],
  ['point', ['个百分点', '百分点']],
  ['multiple', ['倍']],
  ['other', ['类', '种', '大类', '级', '方面', '层', '点', '门', '步', '方', '字', '集', '头', '只', '棵', '株', '艘']],
]

const UNIT_OF = new Map<string, Family>()
for (const [family, words] of FAMILIES) for (const w of words) UNIT_OF.set(w, family)
const BY_FIRST = new Map<string, string[]>()
for (const w of [...UNIT_OF.keys()].sort((a, b) => b.length - a.length)) {
  const first = w[0] as string
  const list = BY_FIRST.get(first)
  if (list) list.push(w)
  else BY_FIRST.set(first, [w])
}

/** The measure word that begins at `at`, longest first; '' where there is none. */
export function unitAt(text: string, at: number): string {
  const list = BY_FIRST.get(text[at] ?? '')
  if (!list) return ''
  for (const w of list) if (text.startsWith(w, at)) return w
  return ''
}

/** Family of a measure word. */
export function familyOf(unit: string): Family {
  return unit === '' ? 'none' : (UNIT_OF.get(unit) ?? 'other')
}

const COUNTS = new Set<Family>(['case', 'person', 'visit', 'times', 'org', 'none'])

/** May a part counted in `part` belong to a total counted in `total`? 份 and 人 do not join a total of 次. */
export function joins(total: Family, totalUnit: string, part: Family, partUnit: string): boolean {
  if (total === 'money' || part === 'money') {
    return total === part && totalUnit.includes('美') === partUnit.includes('美')
  }
  if (total === 'none' || part === 'none') return COUNTS.has(total === 'none' ? part : total)
  if (total === part) return total !== 'paper' || totalUnit === partUnit || both(totalUnit, partUnit)
  if (total === 'times') return part === 'case'
  // 收到诉求80件,其中信箱12封: letters are cases
  if (total === 'case') return partUnit === '封'
  return false
}

// 项 条 are used for one another, and so are 份 册 本
function both(a: string, b: string): boolean {
  return ('项条'.includes(a) && '项条'.includes(b)) || ('份册本张'.includes(a) && '份册本张'.includes(b))
}
