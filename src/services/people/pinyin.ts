import { pinyin } from 'pinyin-pro'

/** What a name is found by, beside itself. */
export interface NameKeys {
  /** `zengxiaoming`: syllables without tones and spaces, ü as v. */
  readonly pinyin: string
  /** `zxm` */
  readonly initials: string
}

/** Reads a name aloud: the first characters as a surname (曾 zēng, 单 shàn, 仇 qiú), the rest as words (重庆 chóngqìng). */
export function nameKeys(name: string): NameKeys {
  const syllables = pinyin(name, { toneType: 'none', surname: 'head', type: 'array', v: true, nonZh: 'consecutive' })
    .flatMap((part) => part.split(/\s+/).map(latin))
    .filter((s) => s !== '')
  return { pinyin: syllables.join(''), initials: syllables.map((s) => s[0]).join('') }
}

/** A query typed in Latin letters, written as the stored keys are: `Lü Bu`, `lyu bu` and `lvbu` are the same. */
export function typedPinyin(text: string): string {
  return latin(text).replaceAll(/([ln])yu/g, '$1v')
}

function latin(text: string): string {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll('u\u0308', 'v')
    .replaceAll(/[^a-z0-9]/g, '')
}
