import { isDay, type LegalDay } from '../../law/index.ts'

/** What is wrong with a number, with a stable code and what to look at. */
export interface NumberError {
  readonly code: string
  readonly zh: string
  readonly en: string
}

/** Whose number it is: a resident's identity card, a residence permit of 港澳台 residents, a foreigner's permanent residence card. */
export type IdentityKind = 'resident' | 'hongkong' | 'macao' | 'taiwan' | 'foreigner'

/** 「公民身份号码」 as read: the eighteen characters and what they say. */
export interface IdentityNumber {
  /** Eighteen characters, `X` in capitals; an old number of fifteen digits is written in its new form. */
  readonly number: string
  readonly kind: IdentityKind
  /** The county that first gave the number, six digits; it may have been renamed or dissolved since. For a foreigner the place and the country. */
  readonly area: string
  /** Day of birth. */
  readonly born: LegalDay
  readonly sex: 'male' | 'female'
  /** The number was given in the form of before 1999-10-01, with fifteen digits. */
  readonly oldForm: boolean
}

export type IdentityResult = { readonly ok: true; readonly value: IdentityNumber } | { readonly ok: false; readonly error: NumberError }

const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
const checkCharacters = '10X98765432'

/** Province codes of GB/T 2260, with those of 台湾, 香港 and 澳门. */
const provinces = new Set(
  '11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71 81 82'.split(' '),
)
const permits: Readonly<Record<string, IdentityKind>> = { '810000': 'hongkong', '820000': 'macao', '830000': 'taiwan' }

const refuse = (code: string, zh: string, en: string): IdentityResult => ({
  ok: false,
  error: { code: `identity-number.${code}`, zh, en },
})

/** The eighteenth character for the first seventeen digits (GB 11643, ISO 7064 MOD 11-2). */
export function identityCheckCharacter(seventeen: string): string {
  const sum = weights.reduce((total, weight, i) => total + weight * Number(seventeen[i]), 0)
  return checkCharacters[sum % 11] ?? ''
}

function kindOf(area: string): IdentityKind | null {
  const permit = permits[area]
  if (permit) return permit
  // Cards since 2023: 9, province of acceptance, country of nationality (three digits).
  if (area.startsWith('9')) return provinces.has(area.slice(1, 3)) ? 'foreigner' : null
  return provinces.has(area.slice(0, 2)) ? 'resident' : null
}

/** Fifteen digits as eighteen: the century before the year, the check character at the end. 996–999 were kept for people born before 1900. */
function lengthened(fifteen: string): string {
  const century = Number(fifteen.slice(12)) >= 996 ? '18' : '19'
  const seventeen = fifteen.slice(0, 6) + century + fifteen.slice(6)
  return seventeen + identityCheckCharacter(seventeen)
}

/**
 * Reads an identity number as it is typed or pasted: full-width digits, spaces, hyphens and a small `x` are accepted. `today`, when
 * given, refuses a day of birth that lies after it. The check character finds every single wrong digit and every swap of neighbours.
 *
 * GB 11643-1999. Errors: `identity-number.empty`, `.length`, `.character`, `.area`, `.birth`, `.future`, `.checksum`.
 */
export function readIdentityNumber(text: string, today?: LegalDay): IdentityResult {
  const typed = text
    .normalize('NFKC')
    .replace(/[\s\p{Pd}]/gu, '')
    .toUpperCase()
  if (typed === '') return refuse('empty', '未填写身份证号码', 'No identity number given')
  if (typed.length !== 18 && typed.length !== 15) {
    return refuse(
      'length',
      `身份证号码应为18位（旧证15位），现为${typed.length}位；请核对是否漏写或多写`,
      `An identity number has 18 characters (15 before 1999), this one has ${typed.length}`,
    )
  }
  const wrong = typed.search(typed.length === 18 ? /[^0-9X]|X(?!$)/ : /[^0-9]/)
  if (wrong >= 0) {
    return refuse(
      'character',
      `第${wrong + 1}位是“${typed[wrong]}”，应为数字（仅18位号码的末位可为X）`,
      `Character ${wrong + 1} is "${typed[wrong]}"; only digits are allowed, and X in the last of 18 places`,
    )
  }
  const oldForm = typed.length === 15
  const number = oldForm ? lengthened(typed) : typed
  const area = number.slice(0, 6)
  const kind = kindOf(area)
  if (kind === null) {
    return refuse('area', `前两位“${area.slice(0, 2)}”不是省级代码；请核对前六位`, `"${area.slice(0, 2)}" is no province code`)
  }
  const [year, month, day] = [number.slice(6, 10), number.slice(10, 12), number.slice(12, 14)]
  const born = `${year}-${month}-${day}`
  if (!isDay(born) || born < '1800-01-01') {
    return refuse('birth', `出生日期“${born}”不存在；请核对第7至14位`, `There is no day ${born}; look at characters 7 to 14`)
  }
  if (today !== undefined && born > today) {
    return refuse('future', `出生日期“${born}”晚于今天；请核对第7至14位`, `The day of birth ${born} lies in the future`)
  }
  const expected = identityCheckCharacter(number)
  if (number[17] !== expected) {
    return refuse(
      'checksum',
      `校验位应为 ${expected}，现为 ${number[17]}；号码有误，请核对原件`,
      `The check character should be ${expected}, not ${number[17]}: compare with the card`,
    )
  }
  return {
    ok: true,
    value: { number, kind, area, born, sex: Number(number[16]) % 2 === 1 ? 'male' : 'female', oldForm },
  }
}
