import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, sign, verify } from 'node:crypto'

/** How the chain is hashed and sealed; a second implementation uses the national algorithms (SM3, SM2). */
export interface Seals {
  readonly algorithm: string
  readonly publicKey: string
  hash(text: string): string
  sign(text: string): string
  verify(text: string, signature: string, publicKey: string): boolean
}

const schemes = { standard: { digest: 'sha256', name: 'SHA-256/Ed25519' }, national: { digest: 'sm3', name: 'SM3/SM2' } } as const

/** Seals made with a private key in PEM; the scheme follows the key: Ed25519 with SHA-256, SM2 with SM3. */
export function sealsOf(privateKeyPem: string): Seals {
  const key = createPrivateKey(privateKeyPem)
  const scheme = key.asymmetricKeyType === 'ed25519' ? schemes.standard : schemes.national
  const publicKey = createPublicKey(key).export({ type: 'spki', format: 'pem' }).toString()
  const digest = scheme.digest === 'sm3' ? 'sm3' : null
  return {
    algorithm: scheme.name,
    publicKey,
    hash: (text) => createHash(scheme.digest).update(text, 'utf8').digest('hex'),
    sign: (text) => sign(digest, Buffer.from(text, 'utf8'), key).toString('base64'),
    verify: (text, signature, pem) => verify(digest, Buffer.from(text, 'utf8'), publicOf(pem), Buffer.from(signature, 'base64')),
  }
}

const publicOf = (pem: string): KeyObject => createPublicKey(pem)

/** A new signing key: Ed25519, or SM2 for installations that must use the national algorithms. */
export function newSealKey(national: boolean): string {
  const { privateKey } = national ? generateKeyPairSync('ec', { namedCurve: 'SM2' }) : generateKeyPairSync('ed25519')
  return privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
}

/** An event as it is hashed: what happened, who did it, when, and the hash before it. Unit and seal may move with the record and stay outside. */
export interface Link {
  readonly bureau: string
  readonly record_id: string
  readonly seq: number
  readonly record_type: string
  readonly act: string
  readonly kind: string
  readonly step: string | null
  readonly at: string
  readonly on_day: string
  readonly account: string
  readonly post: string
  readonly post_unit: string
  readonly reason: string | null
  readonly patch: unknown
  readonly previous: string
}

/** The text that is hashed: JSON with sorted keys, so that it is the same on every machine and after every restore. */
export function linkText(link: Link): string {
  const { bureau, record_id, seq, record_type, act, kind, step, at, on_day, account, post, post_unit, reason, patch, previous } = link
  return canonical([bureau, record_id, seq, record_type, act, kind, step, at, on_day, account, post, post_unit, reason, patch, previous])
}

/** JSON with object keys in order and no spaces. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (value && typeof value === 'object') {
    const entries = Object.entries(value).filter(([, v]) => v !== undefined)
    return `{${entries
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([k, v]) => `${JSON.stringify(k)}:${canonical(v)}`)
      .join(',')}}`
  }
  return JSON.stringify(value ?? null)
}

/** The Merkle root of hashes in order; an odd one is carried up unchanged. An empty list has the hash of nothing. */
export function merkleRoot(seals: Pick<Seals, 'hash'>, leaves: readonly string[]): string {
  if (leaves.length === 0) return seals.hash('')
  let level = [...leaves]
  while (level.length > 1) {
    const next: string[] = []
    for (let i = 0; i < level.length; i += 2) next.push(i + 1 < level.length ? seals.hash(`${level[i]}${level[i + 1]}`) : (level[i] ?? ''))
    level = next
  }
  return level[0] ?? ''
}
