import { setTimeout as pause } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { systemClock } from '../clock.ts'
import { argonHasher, gateOf } from './password-hash.ts'
import { passwordWeakness } from './password-rules.ts'

describe('密码规则', () => {
  it.each(['Wq7#kd9x', 'four sheep in rain', '春江花月夜听雨眠舟中', 'tH9!mediate', 'kx93-bqz7-mmtw'])('lets %s through', (password) => {
    expect(passwordWeakness(password, 'chen')).toBeNull()
  })

  it.each([
    ['short', 'Wq7#kd9'],
    ['short of one class of signs', 'wq7kd9xyz'],
    ['a run of digits', '1234567890'],
    ['a run backwards', '9876543210'],
    ['a birthday', '1990010119900101'],
    ['one letter over and over', 'aaaaaaaaaa'],
    ['two letters over and over', 'ababababab'],
    ['a row of keys', 'qwertyuiop'],
    ['ornamented', 'P@ssw0rd123'],
    ['ornamented with capitals', 'Admin@123456'],
    ['common in Chinese', 'woaini1314520'],
    ['the office', 'Sifaju@2023'],
    ['digits that sound like words', '5201314520'],
    ['a seasonal pattern', 'Qwer!234'],
    ['the username', 'xx-chenminghua-xx'],
    ['the username with a tail', 'Chen2023!'],
    ['longer than anybody types', 'aB3$'.repeat(40)],
  ])('refuses one that is %s', (_, password) => {
    expect(passwordWeakness(password, password.toLowerCase().includes('minghua') ? 'chenminghua' : 'chen')).not.toBeNull()
  })

  it('says why in both languages', () => {
    expect(passwordWeakness('Chen2023!', 'chen')).toEqual({ zh: '密码不能包含用户名', en: 'it must not contain the username' })
  })
})

describe('密码散列', () => {
  const hasher = argonHasher(systemClock({}).randomToken)

  it('is argon2id with 19 MiB and two passes, salted anew each time', async () => {
    const [a, b] = await Promise.all([hasher.hash('春江花月夜听雨'), hasher.hash('春江花月夜听雨')])
    expect(a).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[\w+/]{22}\$[\w+/]{43}$/)
    expect(a).not.toBe(b)
    expect(await hasher.verify('春江花月夜听雨', a)).toBe(true)
    expect(await hasher.verify('春江花月夜听雪', a)).toBe(false)
  })

  it('knows a password typed in full width as the same', async () => {
    expect(await hasher.verify('Ｗｑ７kd9xyz', await hasher.hash('Wq7kd9xyz'))).toBe(true)
  })

  it('takes its time for an account that does not exist, and says no', async () => {
    const encoded = await hasher.hash('Wq7#kd9x')
    const timed = async (hash: string | null) => {
      const start = performance.now()
      expect(await hasher.verify('nothing', hash)).toBe(false)
      return performance.now() - start
    }
    const [known, unknown]: [number[], number[]] = [[], []]
    for (let i = 0; i < 7; i += 1) {
      known.push(await timed(encoded))
      unknown.push(await timed(null))
    }
    const median = (list: number[]) => list.toSorted((a, b) => a - b)[3] ?? 0
    expect(median(unknown) / median(known)).toBeGreaterThan(0.5)
    expect(median(unknown) / median(known)).toBeLessThan(2)
  })

  it('lets two work at once, makes some wait and sends the rest away', async () => {
    const gate = gateOf(2, 3)
    let running = 0
    let most = 0
    const work = async () => {
      running += 1
      most = Math.max(most, running)
      await pause(5)
      running -= 1
    }
    const results = await Promise.allSettled(Array.from({ length: 7 }, () => gate(work)))
    expect(most).toBe(2)
    expect(results.map((r) => r.status)).toEqual([...Array(5).fill('fulfilled'), 'rejected', 'rejected'])
    expect(results.at(-1)).toMatchObject({ reason: { code: 'session.busy' } })
    await gate(work)
    await expect(gate(() => Promise.reject(new Error('x')))).rejects.toThrow('x')
    await gate(work)
    expect(running).toBe(0)
  })
})
