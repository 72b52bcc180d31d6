import { argon2, timingSafeEqual } from 'node:crypto'
import { identityFault } from './faults.ts'

/** Hashes and verifies passwords. */
export interface PasswordHasher {
  /** `$argon2id$v=19$m=19456,t=2,p=1$salt$hash` */
  hash(password: string): Promise<string>
  /** Whether the password is the one hashed; null as the hash takes as long and is always false, for accounts that do not exist. */
  verify(password: string, encoded: string | null): Promise<boolean>
}

/** OWASP's least cost for argon2id: 19 MiB, two passes, one lane; about 35 ms. */
const cost = { memory: 19_456, passes: 2, parallelism: 1 } as const
const TAG_BYTES = 32
const AT_ONCE = 2
const WAITING_AT_MOST = 64
const decoy = encode(Buffer.alloc(16), Buffer.alloc(TAG_BYTES))

/** Argon2id (RFC 9106) off the main thread, two at once: a storm of logins may be slow but leaves the machine to the others. */
export function argonHasher(randomToken: (bytes: number) => string): PasswordHasher {
  const gate = gateOf(AT_ONCE, WAITING_AT_MOST)
  return {
    hash: async (password) => {
      const salt = Buffer.from(randomToken(16), 'base64url')
      return encode(salt, await gate(() => derive(password, salt, cost)))
    },
    verify: async (password, encoded) => {
      const { salt, hash, ...given } = decode(encoded ?? decoy)
      const derived = await gate(() => derive(password, salt, given))
      return timingSafeEqual(derived, hash) && encoded !== null
    },
  }
}

function derive(password: string, nonce: Buffer, c: { memory: number; passes: number; parallelism: number }): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const message = Buffer.from(password.normalize('NFKC'), 'utf8')
    argon2('argon2id', { message, nonce, ...c, tagLength: TAG_BYTES }, (error, key) => (error ? reject(error) : resolve(Buffer.from(key))))
  })
}

function encode(salt: Buffer, hash: Buffer): string {
  const plain = (bytes: Buffer) => bytes.toString('base64').replaceAll('=', '')
  return `$argon2id$v=19$m=${cost.memory},t=${cost.passes},p=${cost.parallelism}$${plain(salt)}$${plain(hash)}`
}

function decode(encoded: string): { memory: number; passes: number; parallelism: number; salt: Buffer; hash: Buffer } {
  const parts = /^\$argon2id\$v=19\$m=(\d{1,7}),t=(\d{1,2}),p=(\d)\$([A-Za-z0-9+/]+)\$([A-Za-z0-9+/]+)$/.exec(encoded)
  const hash = Buffer.from(parts?.[5] ?? '', 'base64')
  if (!parts || hash.length !== TAG_BYTES) throw new Error('a stored password hash is not of a known form')
  return {
    memory: Number(parts[1]),
    passes: Number(parts[2]),
    parallelism: Number(parts[3]),
    salt: Buffer.from(parts[4] ?? '', 'base64'),
    hash,
  }
}

/** Lets so many works run at once and so many wait; the next is refused with `session.busy`. */
export function gateOf(atOnce: number, waitingAtMost: number): <T>(work: () => Promise<T>) => Promise<T> {
  let running = 0
  const waiting: (() => void)[] = []
  return async (work) => {
    if (running >= atOnce) {
      if (waiting.length >= waitingAtMost) throw identityFault('session.busy')
      await new Promise<void>((go) => waiting.push(go))
    } else running += 1
    try {
      return await work()
    } finally {
      const next = waiting.shift()
      if (next) next()
      else running -= 1
    }
  }
}
