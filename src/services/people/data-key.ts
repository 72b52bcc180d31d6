import { chmodSync, closeSync, existsSync, fsyncSync, linkSync, mkdirSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import { Fault } from '../fault.ts'
import { INSTALLATION, type Store } from '../store/index.ts'
import type { Sealer } from './sealer.ts'

const KEY_BYTES = 32

/**
 * The data key of this installation: the one given (base64url, base64 or hexadecimal, 32 bytes), else `<data>/keys/data.key`,
 * which is made at the first start and can be read by its owner alone. Who loses it loses every identity number.
 */
export function loadDataKey(data: string, randomToken: (bytes: number) => string, given?: string): Buffer {
  if (given) return keyFrom(given, 'FAZHI_DATA_KEY')
  const directory = join(data, 'keys')
  const path = join(directory, 'data.key')
  if (!existsSync(path)) {
    mkdirSync(directory, { recursive: true, mode: 0o700 })
    makeKeyFile(path, `${randomToken(KEY_BYTES)}\n`)
  }
  return keyFrom(readFileSync(path, 'utf8'), 'keys/data.key')
}

/** Written whole beside its place and then linked: two first starts at once agree on one key, and a half-written key is never read. */
function makeKeyFile(path: string, text: string): void {
  const partial = `${path}.${process.pid}`
  rmSync(partial, { force: true })
  const file = openSync(partial, 'wx', 0o600)
  try {
    writeSync(file, text)
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
  chmodSync(partial, 0o600)
  try {
    linkSync(partial, path)
  } catch (error) {
    if (!existsSync(path)) throw error
  } finally {
    rmSync(partial, { force: true })
  }
}

function keyFrom(text: string, source: string): Buffer {
  const trimmed = text.trim()
  const key = Buffer.from(trimmed, /^[0-9a-f]{64}$/i.test(trimmed) ? 'hex' : 'base64url')
  if (key.length === KEY_BYTES && /^[\w+/=-]+$/.test(trimmed)) return key
  throw new Fault('data-key.malformed', {
    status: 500,
    zh: `数据密钥（${source}）格式不正确，应为32字节的 base64 或十六进制文本`,
    en: `The data key (${source}) must be 32 bytes as base64 or hexadecimal text`,
    remedy: { zh: '请从备份中恢复原来的密钥。', en: 'Restore the original key from the backup.' },
  })
}

/**
 * Refuses to go on with a key that is not the one this database was filled with: new numbers would be sealed by one key and the
 * old ones would not open. The first start writes the key's fingerprint down.
 */
export async function verifyDataKey(store: Store, sealer: Sealer): Promise<void> {
  const known = await store.write({ 'fazhi.bureau': INSTALLATION }, async (tx) => {
    await tx.exec(sql`insert into setting (bureau, name, value)
      values (${INSTALLATION}, 'data-key', ${JSON.stringify({ fingerprint: sealer.fingerprint })}::jsonb) on conflict (bureau, name) do nothing`)
    return tx.one(sql<{ fingerprint: string }>`select value->>'fingerprint' as fingerprint from setting
      where bureau = ${INSTALLATION} and name = 'data-key'`)
  })
  if (known?.fingerprint === sealer.fingerprint) return
  throw new Fault('data-key.other', {
    status: 500,
    zh: '数据密钥与本数据库不符：身份证号码等加密数据将无法解开',
    en: 'The data key does not belong to this database: sealed identity numbers would not open',
    remedy: {
      zh: '请把原来的 keys/data.key 放回数据目录，或用 FAZHI_DATA_KEY 指定原密钥。',
      en: 'Put the original keys/data.key back into the data directory, or give it as FAZHI_DATA_KEY.',
    },
  })
}
