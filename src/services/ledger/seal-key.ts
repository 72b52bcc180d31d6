import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { newSealKey, type Seals, sealsOf } from './chain.ts'

/**
 * The key that signs the seals: `<data>/keys/seal.pem`, made at the first start and readable by its owner alone.
 * @param national use SM3 and SM2 for a new key
 */
export function loadSeals(data: string, national: boolean): Seals {
  const path = join(data, 'keys', 'seal.pem')
  if (!existsSync(path)) {
    mkdirSync(join(data, 'keys'), { recursive: true, mode: 0o700 })
    // Two first starts at once: the second finds the file and takes it.
    try {
      writeFileSync(path, newSealKey(national), { mode: 0o600, flag: 'wx' })
    } catch (error) {
      if (!existsSync(path)) throw error
    }
  }
  return sealsOf(readFileSync(path, 'utf8'))
}
