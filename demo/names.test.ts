import { describe, expect, test } from 'vitest'
import { addYears } from '../src/law/index.ts'
import { counties } from '../src/services/organisation/data/divisions.ts'
import { readCreditCode } from '../src/services/people/credit-code.ts'
import { readIdentityNumber } from '../src/services/people/identity-number.ts'
import { fictionalArea, isFictionalNumber, isFictionalPhone } from './fictional.ts'
import { peopleFrom } from './names.ts'
import { addressIn, bodyOf, countedVillages, estate } from './places.ts'
import { randomFrom } from './random.ts'

const on = '2017-06-30'
const villages = countedVillages(on).map((unit) => unit.code)
const crowd = (seed: string, size: number) => {
  const random = randomFrom(seed)
  const person = peopleFrom(random)
  return Array.from({ length: size }, () => person({ village: random.pick(villages), on }))
}
const people = crowd('demo', 13_000)

describe('演示中的虚构人员', () => {
  test('the same seed gives the same people', () => {
    expect(crowd('demo', 50)).toEqual(people.slice(0, 50))
    expect(crowd('other', 50)).not.toEqual(people.slice(0, 50))
  })

  test('every identity number is valid, says the sex and the day of birth, and belongs to nobody', () => {
    expect(counties().map((county) => county.code)).not.toContain(fictionalArea)
    for (const person of people) {
      const read = readIdentityNumber(person.identityNumber, on)
      expect(read).toMatchObject({ ok: true, value: { area: fictionalArea, born: person.born, sex: person.sex } })
      expect(isFictionalNumber(person.identityNumber)).toBe(true)
      expect(isFictionalPhone(person.phone)).toBe(true)
    }
    expect(isFictionalNumber('11010519491231002X')).toBe(false)
    expect(isFictionalPhone('13800138000')).toBe(false)
  })

  test('thirteen thousand people share no identity number and no telephone, but some names', () => {
    expect(new Set(people.map((p) => p.identityNumber)).size).toBe(people.length)
    expect(new Set(people.map((p) => p.phone)).size).toBe(people.length)
    const names = new Set(people.map((p) => p.name)).size
    expect(names).toBeGreaterThan(1500)
    expect(names).toBeLessThan(people.length)
  })

  test('an age asked for is met on the very day', () => {
    const random = randomFrom('ages')
    const person = peopleFrom(random)
    for (let i = 0; i < 500; i += 1) {
      const { born, occupation } = person({ village: '445102100216', on, ages: [16, 17] })
      expect(addYears(born, 16) <= on && on < addYears(born, 18)).toBe(true)
      expect(occupation).toBe('学生')
    }
  })

  test('people live in the villages of the county that count in that year', () => {
    expect(villages).toHaveLength(148)
    expect(people.filter((p) => !/^湘桥区.+(?:街道|镇).+(?:村|社区).+号$/.test(p.address))).toEqual([])
    expect(addressIn(randomFrom('a'), '445102100216')).toMatch(/^湘桥区意溪镇锡美村.+\d+号$/)
    expect(() => addressIn(randomFrom('a'), '445102100999')).toThrow('445102100999')
  })

  test('enterprises and hospitals are plainly made up and have valid codes of a place that does not exist', () => {
    const random = randomFrom('bodies')
    for (const kind of ['factory', 'shop', 'hospital', 'propertyManager', 'project', 'online', 'travel'] as const) {
      for (let i = 0; i < 50; i += 1) {
        const body = bodyOf(random, kind)
        expect(body.name).toMatch(/^(?:示例|[甲乙丙丁戊己庚辛壬癸][子丑寅卯辰巳午未申酉戌亥])/)
        expect(readCreditCode(body.creditCode)).toMatchObject({ ok: true, value: { area: fictionalArea } })
      }
    }
    expect(estate(random)).toMatch(/^[甲乙丙丁戊己庚辛壬癸][子丑寅卯辰巳午未申酉戌亥]/)
  })
})
