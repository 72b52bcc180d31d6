import type { FaultText } from '../fault.ts'
import { peopleFault } from './faults.ts'
import { readIdentityNumber } from './identity-number.ts'

/** A person as a form gives him. */
export interface PersonInput {
  readonly name?: string | undefined
  readonly sex?: string | undefined
  readonly birthDay?: string | undefined
  readonly identityNumber?: string | undefined
  readonly phone?: string | undefined
  readonly address?: string | undefined
  readonly ethnicity?: string | undefined
  readonly occupation?: string | undefined
}

/** The same, read and in one spelling: what is compared and kept. */
export interface Particulars {
  readonly name: string
  readonly sex: string | null
  readonly birthDay: string | null
  readonly identityNumber: string | null
  readonly phone: string | null
  readonly address: string | null
  readonly ethnicity: string | null
  readonly occupation: string | null
}

type ValueFaults = NonNullable<FaultText['faults']>

/** Titles of the particulars, for forms and refusals. */
export const personTitles = {
  name: '姓名',
  sex: '性别',
  birthDay: '出生日期',
  identityNumber: '身份证号码',
  phone: '联系电话',
  address: '住址',
  ethnicity: '民族',
  occupation: '职业',
} as const satisfies Record<keyof Particulars, string>

/**
 * Reads what a form says of a person. Sex and day of birth follow from the identity number; a form that contradicts it is refused,
 * because one of the two was mistyped. Throws `person.invalid` with every fault at once.
 */
export function readParticulars(input: PersonInput, today: string): Particulars {
  const faults: ValueFaults[number][] = []
  const fault = (path: keyof Particulars, say: string) => faults.push({ path, title: personTitles[path], say })
  for (const key of Object.keys(personTitles) as (keyof Particulars)[])
    if (/(?![\t\n\r])[\p{Cc}\p{Cs}]/u.test(input[key] ?? '')) fault(key, '含有不可见的控制字符 / contains control characters')
  const name = readName(input.name ?? '')
  if (name === '') fault('name', '不能为空 / must not be empty')
  let identityNumber: string | null = null
  let sex = blank(input.sex)
  let birthDay = blank(input.birthDay)
  if (birthDay && birthDay > today) fault('birthDay', `晚于今天（${today}） / lies in the future`)
  if (blank(input.identityNumber)) {
    const read = readIdentityNumber(input.identityNumber ?? '', today)
    if (!read.ok) fault('identityNumber', `${read.error.zh} / ${read.error.en}`)
    else {
      identityNumber = read.value.number
      if (sex && sex !== read.value.sex) fault('sex', '与身份证号码第17位不符，请核对 / contradicts the identity number')
      if (birthDay && birthDay !== read.value.born)
        fault('birthDay', `身份证号码中的出生日期为${read.value.born}，请核对 / the identity number says ${read.value.born}`)
      sex = read.value.sex
      birthDay = read.value.born
    }
  }
  const phone = readPhone(input.phone)
  if (phone && !/^(\d{3,4}-)?\d{5,15}(-\d{1,6})?$/.test(phone))
    fault('phone', '应为电话号码，如 13800000000 或 0768-2200000 / not a phone number')
  if (faults.length > 0) {
    throw peopleFault('person.invalid', {
      zh: `人员信息填写有误：${faults.map((f) => `${f.title}${f.say.split(' / ')[0]}`).join('；')}`,
      en: `The particulars are not valid: ${faults.map((f) => `${f.path}: ${f.say.split(' / ')[1] ?? ''}`).join('; ')}`,
      faults,
    })
  }
  return {
    name,
    sex,
    birthDay,
    identityNumber,
    phone,
    address: blank(input.address),
    ethnicity: blank(input.ethnicity),
    occupation: blank(input.occupation),
  }
}

/** One spelling of a name: no blanks between Chinese characters, one kind of middle dot. */
export function readName(text: string): string {
  return text
    .normalize('NFKC')
    .replaceAll(/[・‧∙•⋅]/g, '·')
    .replaceAll(/(?<=[\p{Script=Han}·])\s+(?=[\p{Script=Han}·])/gu, '')
    .replaceAll(/\s+/g, ' ')
    .trim()
}

function readPhone(text: string | undefined): string | null {
  const digits = (text ?? '')
    .normalize('NFKC')
    .replaceAll(/[\s()]/g, '')
    .replaceAll(/\p{Pd}/gu, '-')
    .replace(/^(\+|00)86-?/, '')
  const mobile = digits.replaceAll('-', '')
  return blank(/^1\d{10}$/.test(mobile) ? mobile : digits)
}

function blank(text: string | undefined): string | null {
  const trimmed = text?.trim()
  return trimmed ? trimmed : null
}

/** `4****************X`: day of birth stands beside it, so more than the ends would let the number be worked out. */
export function maskIdentity(number: string): string {
  return `${number[0] ?? ''}${'*'.repeat(Math.max(0, number.length - 2))}${number.at(-1) ?? ''}`
}

/** `138****5678`; of a shorter number only the last two digits. */
export function maskPhone(phone: string): string {
  return /^1\d{10}$/.test(phone)
    ? `${phone.slice(0, 3)}****${phone.slice(7)}`
    : `${'*'.repeat(Math.max(0, phone.length - 2))}${phone.slice(-2)}`
}
