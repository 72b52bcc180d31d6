import { createCipheriv, createDecipheriv, createHash, createHmac, hkdfSync, timingSafeEqual } from 'node:crypto'
import { Fault } from '../fault.ts'

/** Seals short texts such as identity numbers, and makes the keyed index by which a sealed text is found again. */
export interface Sealer {
  readonly cipher: CipherName
  /** A short, public mark of the key: two installations with the same mark can read each other's seals. */
  readonly fingerprint: string
  /** Seals a text. `context` says whose it is (`person/<id>`) and must be given again to open it: a seal moved to another row does not open. */
  seal(text: string, context: string): string
  /** Opens a seal of either cipher. Throws `seal.broken` when it was changed, moved or made with another key. */
  open(sealed: string, context: string): string
  /** 「盲索引」 The same text gives the same index; without the key the index tells nothing. */
  index(text: string): string
  /** The index under every cipher, so that what was entered before a change of cipher is still found. */
  indexes(text: string): readonly string[]
}

/** `aes`: AES-256-GCM and HMAC-SHA-256. `sm`: SM4-CTR, then HMAC-SM3, for sites that must use the national algorithms (GB/T 32907, GB/T 32905). */
export type CipherName = 'aes' | 'sm'

interface Scheme {
  readonly seal: (plain: Buffer, context: Buffer) => Buffer
  /** Null when the text does not prove to be ours. */
  readonly open: (sealed: Buffer, context: Buffer) => Buffer | null
  readonly index: (text: string) => string
}

const IV_BYTES = { aes: 12, sm: 16 } as const
const GCM_TAG_BYTES = 16
const SM3_BYTES = 32

/** A sealer over a data key of 32 bytes. New seals use `cipher`; seals of both ciphers are opened. */
export function createSealer(options: { key: Uint8Array; cipher: CipherName; randomToken: (bytes: number) => string }): Sealer {
  if (options.key.length !== 32) throw new RangeError('the data key must have 32 bytes')
  const key = Buffer.from(options.key)
  const random = (bytes: number) => Buffer.from(options.randomToken(bytes), 'base64url')
  const schemes: Record<CipherName, Scheme> = { aes: aesScheme(key, random), sm: smScheme(key, random) }
  const chosen = schemes[options.cipher]
  return {
    cipher: options.cipher,
    fingerprint: createHash('sha256')
      .update(derived(key, 'sha256', 'fingerprint', 32))
      .digest('hex')
      .slice(0, 16),
    seal: (text, context) =>
      `${options.cipher}:${chosen.seal(Buffer.from(text, 'utf8'), Buffer.from(context, 'utf8')).toString('base64url')}`,
    open: (sealed, context) => {
      const [name, body = ''] = sealed.split(':')
      const scheme = name === 'aes' || name === 'sm' ? schemes[name] : undefined
      const plain = scheme?.open(Buffer.from(body, 'base64url'), Buffer.from(context, 'utf8'))
      if (!plain) throw broken()
      return plain.toString('utf8')
    },
    index: (text) => `${options.cipher}:${chosen.index(text)}`,
    indexes: (text) => [`aes:${schemes.aes.index(text)}`, `sm:${schemes.sm.index(text)}`],
  }
}

function aesScheme(key: Buffer, random: (bytes: number) => Buffer): Scheme {
  const sealKey = derived(key, 'sha256', 'seal aes-256-gcm', 32)
  const indexKey = derived(key, 'sha256', 'index hmac-sha256', 32)
  return {
    seal: (plain, context) => {
      const iv = random(IV_BYTES.aes)
      const cipher = createCipheriv('aes-256-gcm', sealKey, iv).setAAD(context)
      const body = Buffer.concat([cipher.update(plain), cipher.final()])
      return Buffer.concat([iv, body, cipher.getAuthTag()])
    },
    open: (sealed, context) => {
      if (sealed.length < IV_BYTES.aes + GCM_TAG_BYTES) return null
      const decipher = createDecipheriv('aes-256-gcm', sealKey, sealed.subarray(0, IV_BYTES.aes), { authTagLength: GCM_TAG_BYTES })
      decipher.setAAD(context).setAuthTag(sealed.subarray(-GCM_TAG_BYTES))
      try {
        return Buffer.concat([decipher.update(sealed.subarray(IV_BYTES.aes, -GCM_TAG_BYTES)), decipher.final()])
      } catch {
        return null
      }
    },
    index: (text) => createHmac('sha256', indexKey).update(text).digest('base64url'),
  }
}

/** OpenSSL has no SM4-GCM, so encrypt-then-MAC: the tag covers context, its length, IV and text, and is tested before anything is opened. */
function smScheme(key: Buffer, random: (bytes: number) => Buffer): Scheme {
  const sealKey = derived(key, 'sm3', 'seal sm4-ctr', 16)
  const tagKey = derived(key, 'sm3', 'tag hmac-sm3', 32)
  const indexKey = derived(key, 'sm3', 'index hmac-sm3', 32)
  const tagOf = (context: Buffer, ivAndBody: Buffer): Buffer => {
    const length = Buffer.alloc(4)
    length.writeUInt32BE(context.length)
    return createHmac('sm3', tagKey).update(length).update(context).update(ivAndBody).digest()
  }
  return {
    seal: (plain, context) => {
      const iv = random(IV_BYTES.sm)
      const cipher = createCipheriv('sm4-ctr', sealKey, iv)
      const ivAndBody = Buffer.concat([iv, cipher.update(plain), cipher.final()])
      return Buffer.concat([ivAndBody, tagOf(context, ivAndBody)])
    },
    open: (sealed, context) => {
      if (sealed.length < IV_BYTES.sm + SM3_BYTES) return null
      const ivAndBody = sealed.subarray(0, -SM3_BYTES)
      if (!timingSafeEqual(tagOf(context, ivAndBody), sealed.subarray(-SM3_BYTES))) return null
      const decipher = createDecipheriv('sm4-ctr', sealKey, ivAndBody.subarray(0, IV_BYTES.sm))
      return Buffer.concat([decipher.update(ivAndBody.subarray(IV_BYTES.sm)), decipher.final()])
    },
    index: (text) => createHmac('sm3', indexKey).update(text).digest('base64url'),
  }
}

/** A key for one purpose only, drawn from the data key (HKDF, RFC 5869). */
function derived(key: Buffer, digest: 'sha256' | 'sm3', purpose: string, bytes: number): Buffer {
  return Buffer.from(hkdfSync(digest, key, Buffer.alloc(0), `fazhi ${purpose}`, bytes))
}

function broken(): Fault {
  return new Fault('seal.broken', {
    status: 500,
    zh: '加密数据无法解开：数据被改动，或数据密钥不是当时使用的密钥',
    en: 'A sealed value does not open: it was changed, or the data key is not the one it was sealed with',
    remedy: {
      zh: '请系统管理员核对数据目录下的 keys/data.key 或 FAZHI_DATA_KEY，并运行 fazhi verify。',
      en: 'Let the administrator compare keys/data.key or FAZHI_DATA_KEY with the backup and run fazhi verify.',
    },
  })
}
