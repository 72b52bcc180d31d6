import { identityFault } from './faults.ts'

/** Stems of the passwords that are tried first, in letters only: `P@ssw0rd123` is `password`. */
const stems = new Set(
  `password passwd passwort pass pwd qwerty qwertyuiop qwer asdf asdfgh asdfghjkl zxcvbn zxcvbnm qazwsx qazwsxedc qweasd qweasdzxc abc abcd abcdef abcdefg abcabc
   admin administrator root user guest test welcome login letmein iloveyou monkey dragon sunshine princess football master superman hello changeme default system
   woaini woaiwojia aini nihao zhongguo beijing guangdong chaozhou xiangqiao mima meiyoumima mimamima wodemima laopo laogong baobao zhang wang sifa sifaju sifasuo
   fazhi tiaojie jiaozheng zhengfu xitong guanliyuan aaa aaaa aaaaaa qq qqq a aa x xx xxx`.split(/\s+/),
)
/** The same for numbers: runs, repetitions and what sounds like words. */
const numbers =
  /^(?:(\d)\1+|(\d{2,4})\2+|0?123456789?0?(?:123\d*)?|9?876543210?|5201314\d*|1314520\d*|(?:19|20)\d{6}|147258369\d*|1qaz2wsx.*|112233\d*)$/
const lookAlike: Readonly<Record<string, string>> = {
  '@': 'a',
  '4': 'a',
  '3': 'e',
  '1': 'i',
  '!': 'i',
  '0': 'o',
  $: 's',
  '5': 's',
  '7': 't',
}

/** Why a password may not be used, in both languages; null when it may. Ten characters, or eight of three classes, and nothing that is guessed first. */
export function passwordWeakness(password: string, username: string): { zh: string; en: string } | null {
  const text = password.normalize('NFKC')
  const length = [...text].length
  const classes = [/\p{Ll}/u, /\p{Lu}/u, /\p{Nd}/u, /[^\p{L}\p{Nd}]/u].filter((c) => c.test(text)).length
  if (length > 128) return { zh: '密码不能超过128位', en: 'at most 128 characters' }
  if (length < 8 || (length < 10 && classes < 3))
    return { zh: '密码应有10位以上，或8位以上且含大写、小写、数字、符号中的三类', en: '10 characters, or 8 with three of the four classes' }
  const lower = text.toLowerCase()
  const name = username.toLowerCase()
  if (lower.includes(name) && (name.length > 3 || lower.length - name.length < 8))
    return { zh: '密码不能包含用户名', en: 'it must not contain the username' }
  if (new Set(lower).size < 4 || isCommon(lower)) return { zh: '这是常见密码，很容易被猜到', en: 'this is a common password' }
  return null
}

/** Throws `password.weak`, naming the field of the form it was typed into. */
export function requireGoodPassword(password: string, username: string, path: string): void {
  const weakness = passwordWeakness(password, username)
  if (weakness)
    throw identityFault('password.weak', { ...weakness, faults: [{ path, title: '密码', say: `${weakness.zh} / ${weakness.en}` }] })
}

function isCommon(lower: string): boolean {
  if (numbers.test(lower)) return true
  const bare = lower.replaceAll(/[^a-z]/g, '')
  const inner = lower.replaceAll(/^[^a-z]+|[^a-z]+$/g, '')
  const read = [...inner].map((c) => lookAlike[c] ?? c).join('')
  // Ornament around a stem does not make it a secret, unless there is more ornament than stem.
  const ornament = lower.length - Math.max(bare.length, inner.length)
  return ornament <= 8 && (stems.has(bare) || stems.has(read))
}
