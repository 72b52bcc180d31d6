/**
 * People who do not exist, and are seen not to.
 *
 * - Names: surnames of the region, given names from a closed list of words for virtues and nature (睦邻, 守约, 听雨) that read like
 *   mottoes. Two people may have the same name, as in life.
 * - Identity numbers: valid in every digit, so that the whole way of a number can be shown, but of the area 445199. 潮州 has had the
 *   county codes 445101, 445102, 445103, 445121 and 445122 since it became 4451; 445199 was given to no county, so the number can
 *   belong to nobody, and a system that knows the areas refuses it.
 * - Telephone numbers: 154 00x xxxxx; no operator has the mobile segment 154, so nobody's telephone rings.
 * - Addresses: a real village and a made-up lane.
 */
import { addDays, addYears, type LegalDay } from '../src/law/index.ts'
import { identityCheckCharacter } from '../src/services/people/identity-number.ts'
import { fictionalArea, fictionalSegment } from './fictional.ts'
import { addressIn } from './places.ts'
import type { Random } from './random.ts'

/** Common in 潮州; the number is a weight. */
const surnames: Readonly<Record<string, number>> = {
  陈: 14,
  林: 11,
  黄: 7,
  郑: 6,
  蔡: 6,
  吴: 6,
  许: 5,
  刘: 5,
  杨: 5,
  谢: 5,
  李: 5,
  苏: 4,
  王: 4,
  张: 4,
  曾: 3,
  庄: 3,
  卢: 3,
  翁: 3,
  沈: 2,
  洪: 2,
  邱: 2,
  丁: 2,
  柯: 2,
  佘: 2,
  郭: 2,
  余: 2,
  方: 1,
  詹: 1,
  辜: 1,
  石: 1,
}

const givenNames = (
  '睦邻 守约 谦让 知足 重诺 明理 宽厚 勤俭 诚信 公道 和气 敬老 爱幼 互助 友善 守望 同心 礼让 宽容 正直 好学 乐业 安居 从善 思源 感恩 ' +
  '惜时 节用 自强 自省 慎独 笃行 务实 求真 尚德 崇文 尊师 孝亲 怀远 致和 ' +
  '听雨 望江 清泉 远山 长河 春风 夏荷 秋月 冬青 晨光 晚霞 朝露 细雨 初雪 暖阳 星河 松涛 兰草 稻香 茶香 海潮 江帆 青竹 白云 明月 ' +
  '山岚 溪石 榕荫 荷塘 鹤鸣 雁行 鱼跃 梅香 菊影 桃李 橄榄 木棉 杜鹃 凤凰木 单丛'
).split(' ')

const occupations: Readonly<Record<string, number>> = {
  务农: 20,
  企业职工: 24,
  个体经营: 18,
  务工: 16,
  教师: 3,
  司机: 5,
  家务: 8,
  医务人员: 2,
  建筑工人: 4,
}

/** A made-up person, with what the register of people keeps. */
export interface FictionalPerson {
  readonly name: string
  readonly sex: 'male' | 'female'
  readonly born: LegalDay
  readonly identityNumber: string
  readonly phone: string
  readonly address: string
  readonly ethnicity: string
  readonly occupation: string
}

/** What the person must be: at home in a village (12 digits) and, on a day, of an age between two. */
export interface PersonWish {
  readonly village: string
  readonly on: LegalDay
  readonly ages?: readonly [number, number]
  readonly sex?: 'male' | 'female'
}

/**
 * A source of made-up people: the same source of chance gives the same people in the same order, and no two of them share an identity
 * number or a telephone.
 */
export function peopleFrom(random: Random): (wish: PersonWish) => FictionalPerson {
  const numbers = new Set<string>()
  const phones = new Set<string>()
  const unique = (held: Set<string>, draw: () => string): string => {
    for (;;) {
      const value = draw()
      if (!held.has(value)) {
        held.add(value)
        return value
      }
    }
  }
  return ({ village, on, ages = [22, 74], sex = random.pick(['male', 'female'] as const) }) => {
    const [youngest, oldest] = ages
    const born = random.dayBetween(addDays(addYears(on, -oldest - 1), 1), addYears(on, -youngest))
    const identityNumber = unique(numbers, () => {
      const sequence = 2 * random.int(1, 497) + (sex === 'male' ? 1 : 0)
      const seventeen = fictionalArea + born.replaceAll('-', '') + String(sequence).padStart(3, '0')
      return seventeen + identityCheckCharacter(seventeen)
    })
    const phone = unique(phones, () => fictionalSegment + String(random.int(0, 999_999)).padStart(6, '0'))
    return {
      name: random.weighted(surnames) + random.pick(givenNames),
      sex,
      born,
      identityNumber,
      phone,
      address: addressIn(random, village),
      ethnicity: random.chance(0.99) ? '汉族' : '畲族',
      occupation: occupationAt(random, born, on, sex),
    }
  }
}

function occupationAt(random: Random, born: LegalDay, on: LegalDay, sex: 'male' | 'female'): string {
  if (addYears(born, 18) > on) return '学生'
  if (addYears(born, sex === 'male' ? 60 : 55) <= on) return random.pick(['退休', '务农'])
  return random.weighted(occupations)
}
