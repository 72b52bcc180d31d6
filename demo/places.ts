/**
 * Where the demo happens. Towns and villages are the real ones (a county is easier to understand with its own map); lanes, house
 * numbers, enterprises, hospitals and housing estates are made up, and named so that nobody takes them for real ones.
 */

import type { LegalDay } from '../src/law/index.ts'
import { countyUnits, unitsOn } from '../src/services/organisation/data/county-445102.ts'
import { type DatedUnit, isCounted } from '../src/services/organisation/data/units.ts'
import { creditCheckCharacter } from '../src/services/people/credit-code.ts'
import { fictionalArea } from './fictional.ts'
import type { Random } from './random.ts'

/** The villages and communities that count in statistics on a day. */
export function countedVillages(day: LegalDay): DatedUnit[] {
  return unitsOn(day).filter((unit) => unit.level === 'village' && isCounted(unit, day))
}

const lanes = '和睦 礼让 守望 勤俭 诚信 友爱 敬老 明理 同心 知足 宽厚 互助 书香 清风 向阳 听雨 望江 榕荫 稻香 荷塘'.split(' ')

/** A lane with its house number. The lanes are made up; the same lane exists in every village. */
export function houseIn(random: Random): string {
  return `${random.pick(lanes)}${random.pick(['巷', '里', '横路'])}${random.int(1, 68)}号`
}

/** An address such as 湘桥区意溪镇锡美村和睦巷12号: a real village, a made-up lane. The code must be one of a village of the county. */
export function addressIn(random: Random, village: string): string {
  const names = [village.slice(0, 6), village.slice(0, 9), village].map((code) => {
    const unit = countyUnits().find((each) => each.code === code)
    if (!unit) throw new RangeError(`no unit of the demo county has the code ${code}`)
    return unit.name
  })
  return names.join('') + houseIn(random)
}

const stems = '甲乙丙丁戊己庚辛壬癸'
const branches = '子丑寅卯辰巳午未申酉戌亥'

/** One of the sixty pairs of the old calendar (甲子, 乙丑 …): as a name it is plainly a serial number. */
function cyclical(random: Random): string {
  const n = random.int(0, 59)
  return `${stems[n % 10]}${branches[n % 12]}`
}

/** What a made-up body does; each stands on one side of some kind of dispute, so the names say no trade that a story might contradict. */
export type BodyKind = 'factory' | 'shop' | 'hospital' | 'propertyManager' | 'project' | 'online' | 'travel'

const bodies: Readonly<Record<BodyKind, readonly string[]>> = {
  factory: ['制品厂', '工艺厂', '加工厂', '实业有限公司', '工贸有限公司', '制造有限公司'],
  shop: ['商行', '商店', '经营部', '门市部', '生活馆', '商贸有限公司'],
  hospital: ['人民医院', '中心医院', '中医医院', '妇幼保健院', '骨科医院', '口腔门诊部', '社区卫生服务中心', '卫生院'],
  propertyManager: ['物业服务有限公司', '物业管理有限公司', '小区管理处'],
  project: ['道路改造项目部', '堤防工程项目部', '管网工程项目部', '征收服务有限公司'],
  online: ['网店', '直播间', '信息科技有限公司'],
  travel: ['旅行社', '民宿', '游船服务部', '酒店'],
}

/** A body that takes part in a dispute. */
export interface FictionalBody {
  readonly name: string
  /** Passes the checksum; its place of registration does not exist. */
  readonly creditCode: string
}

/** The first two characters of the credit code: 91 enterprise, 92 sole trader, 12 public institution. */
const categories: Readonly<Record<BodyKind, readonly string[]>> = {
  factory: ['91'],
  shop: ['91', '92'],
  hospital: ['12'],
  propertyManager: ['91'],
  project: ['91'],
  online: ['91', '92'],
  travel: ['91'],
}

/** A made-up enterprise, shop, hospital …: hospitals are called 示例, the others by a serial pair. */
export function bodyOf(random: Random, kind: BodyKind): FictionalBody {
  const trade = random.pick(bodies[kind])
  const name = kind === 'hospital' ? `示例${trade}` : `${cyclical(random)}${trade}`
  const serial = String(random.int(0, 99_999_999)).padStart(8, '0')
  const seventeen = `${random.pick(categories[kind])}${fictionalArea}${serial}${random.int(0, 9)}`
  return { name, creditCode: seventeen + creditCheckCharacter(seventeen) }
}

/** A made-up housing estate. */
export function estate(random: Random): string {
  return `${cyclical(random)}${random.pick(['花园', '雅苑', '新村', '小区', '公寓'])}`
}
