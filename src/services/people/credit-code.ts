import type { NumberError } from './identity-number.ts'

/** 「统一社会信用代码」 as read: the eighteen characters and who registered what where. */
export interface CreditCode {
  readonly code: string
  /** The registering authority, first character. */
  readonly authority: string
  /** Its official name, `null` where the standard's list has been extended since and we do not know the character. */
  readonly authorityTitle: string | null
  /** What is registered, where the first two characters say it for the bodies a justice bureau meets. */
  readonly bodyTitle: string | null
  /** The place of registration, six digits; 100000 is the national level. */
  readonly area: string
}

export type CreditCodeResult = { readonly ok: true; readonly value: CreditCode } | { readonly ok: false; readonly error: NumberError }

/** Thirty-one characters: no I, O, S, V, Z, which are taken for 1, 0, 5, U, 2. */
const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY'
const weights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28]
const mistaken: Readonly<Record<string, string>> = { I: '1', O: '0', S: '5', V: 'U', Z: '2' }

const authorities: Readonly<Record<string, string>> = {
  '1': '机构编制',
  '2': '外交',
  '3': '司法行政',
  '4': '文化',
  '5': '民政',
  '6': '旅游',
  '7': '宗教',
  '8': '工会',
  '9': '市场监督管理（工商）',
  A: '中央军委改革和编制办公室',
  N: '农业',
  Y: '其他',
}
const bodies: Readonly<Record<string, string>> = {
  '11': '机关',
  '12': '事业单位',
  '31': '律师执业机构',
  '32': '公证处',
  '33': '基层法律服务所',
  '34': '司法鉴定机构',
  '35': '仲裁委员会',
  '51': '社会团体',
  '52': '民办非企业单位',
  '53': '基金会',
  '91': '企业',
  '92': '个体工商户',
  '93': '农民专业合作社',
  N1: '组级集体经济组织',
  N2: '村级集体经济组织',
  N3: '乡镇级集体经济组织',
}

const refuse = (code: string, zh: string, en: string): CreditCodeResult => ({
  ok: false,
  error: { code: `credit-code.${code}`, zh, en },
})

/** The eighteenth character for the first seventeen (GB 32100, ISO 7064 style MOD 31). */
export function creditCheckCharacter(seventeen: string): string {
  const sum = weights.reduce((total, weight, i) => total + weight * alphabet.indexOf(seventeen[i] ?? ''), 0)
  return alphabet[(31 - (sum % 31)) % 31] ?? ''
}

/**
 * Reads a unified social credit code as it is typed or pasted; full-width characters, spaces, hyphens and small letters are accepted. The organisation code
 * inside (places 9 to 17) has a check character of its own, which is not tested: it does not hold for every code in use.
 *
 * GB 32100-2015. Errors: `credit-code.empty`, `.length`, `.character`, `.area`, `.checksum`.
 */
export function readCreditCode(text: string): CreditCodeResult {
  const code = text
    .normalize('NFKC')
    .replace(/[\s\p{Pd}]/gu, '')
    .toUpperCase()
  if (code === '') return refuse('empty', '未填写统一社会信用代码', 'No unified social credit code given')
  if (code.length !== 18) {
    return refuse(
      'length',
      `统一社会信用代码应为18位，现为${code.length}位；请核对是否漏写或多写`,
      `A unified social credit code has 18 characters, this one has ${code.length}`,
    )
  }
  const wrong = [...code].findIndex((character) => !alphabet.includes(character))
  if (wrong >= 0) {
    const character = code[wrong] ?? ''
    const meant = mistaken[character]
    return refuse(
      'character',
      `第${wrong + 1}位是“${character}”，代码中不使用该字符${meant ? `，是否应为“${meant}”` : ''}；请核对原件`,
      `Character ${wrong + 1} is "${character}", which no code contains${meant ? `; is it "${meant}"?` : ''}`,
    )
  }
  const area = code.slice(2, 8)
  if (!/^[0-9]{6}$/.test(area)) {
    return refuse('area', `登记地代码“${area}”应为六位数字；请核对第3至8位`, `The place of registration "${area}" must be six digits`)
  }
  const expected = creditCheckCharacter(code)
  if (code[17] !== expected) {
    return refuse(
      'checksum',
      `校验位应为 ${expected}，现为 ${code[17]}；代码有误，请核对原件`,
      `The check character should be ${expected}, not ${code[17]}: compare with the certificate`,
    )
  }
  const authority = code[0] ?? ''
  return {
    ok: true,
    value: {
      code,
      authority,
      authorityTitle: authorities[authority] ?? null,
      bodyTitle: bodies[code.slice(0, 2)] ?? null,
      area,
    },
  }
}
