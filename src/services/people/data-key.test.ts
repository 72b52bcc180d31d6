import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { systemClock } from '../clock.ts'
import { loadDataKey } from './data-key.ts'

const { randomToken } = systemClock({})
const directory = mkdtempSync(join(tmpdir(), 'data-key-'))
const path = join(directory, 'keys', 'data.key')
afterAll(() => rmSync(directory, { recursive: true }))

describe('数据密钥', () => {
  it('is made at the first start, readable by its owner alone, and is the same ever after', () => {
    const first = loadDataKey(directory, randomToken)
    expect(first).toHaveLength(32)
    if (process.platform !== 'win32') expect(statSync(path).mode & 0o777).toBe(0o600)
    expect(loadDataKey(directory, randomToken)).toEqual(first)
    expect(readFileSync(path, 'utf8').trim()).toBe(first.toString('base64url'))
  })

  it('is the one given, in hexadecimal, base64 or base64url', () => {
    const key = Buffer.from(Array.from({ length: 32 }, (_, i) => 255 - i))
    for (const form of ['hex', 'base64', 'base64url'] as const)
      expect(loadDataKey('/nowhere', randomToken, key.toString(form))).toEqual(key)
  })

  it('is refused when it is damaged, instead of being replaced by a new one', () => {
    chmodSync(path, 0o600)
    writeFileSync(path, 'half')
    expect(() => loadDataKey(directory, randomToken)).toThrow(/data-key\.malformed/)
    expect(() => loadDataKey('/nowhere', randomToken, 'x'.repeat(43).replace(/^x/, '!'))).toThrow(/data-key\.malformed/)
  })
})
