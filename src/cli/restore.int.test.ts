import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import { afterAll, expect, inject, test, vi } from 'vitest'
import { installedApp } from '../http/testing.ts'
import { testBureau } from '../services/figures/testing.ts'
import { sealNow } from '../services/ledger/verify.ts'
import { type TestStore, testStore } from '../services/store/testing.ts'
import { runCommand } from './index.ts'

const store = await testStore()
const { call, services } = await installedApp(store, testBureau(), { mediator: ['mediator', '445102100'] })
const place = mkdtempSync(join(tmpdir(), 'fazhi-restore-'))
const file = join(place, 'county.tar.gz')
afterAll(() => {
  vi.unstubAllEnvs()
  rmSync(place, { recursive: true, force: true })
})

for (const kind of ['neighbour', 'family', 'family'])
  await call('POST', '/api/mediation/dispute', { values: { kind, summary: `一宗${kind}纠纷` } }, 'mediator')
await sealNow(store, services.seals, { ...services.clock, now: () => '2017-10-31T20:00:00.000Z' }, '445102')

/** A command over one of the databases, as a person at a terminal of that installation runs it. */
async function fazhi(of: TestStore, data: string, ...args: string[]) {
  const { host, port, ownerPassword } = inject('cluster')
  vi.stubEnv('DATABASE_URL', `postgresql://fazhi:${ownerPassword}@/${of.database}?host=${encodeURIComponent(host)}&port=${port}`)
  vi.stubEnv('FAZHI_DATA', data)
  const out: string[] = []
  const err: string[] = []
  const io = {
    out: (l: string) => out.push(l),
    err: (l: string) => err.push(l),
    tty: false,
    columns: 80,
    stdin: async () => new Uint8Array(),
  }
  return { code: await runCommand(args, io, 'zh'), out, err: err.join('\n') }
}

const period = ['--from', '2017-01-01', '--to', '2017-10-31', '--unit', '445102', '--json']

test('a backup restored into an empty place gives the same figures and a verifying chain', async () => {
  const made = await fazhi(store, services.data, 'backup', file, '--with-keys')
  expect([made.code, made.err]).toEqual([0, ''])
  const fresh = await testStore({ template: 'template0' })
  const data = join(place, 'fresh')
  expect(await fazhi(fresh, data, 'restore', file)).toMatchObject({ code: 0, out: [expect.stringContaining('校验一致')] })
  expect(existsSync(join(data, 'keys', 'data.key'))).toBe(true)
  const [before, after] = [await fazhi(store, services.data, 'figures', ...period), await fazhi(fresh, data, 'figures', ...period)]
  expect(after).toEqual(before)
  const counted = after.out.map((line) => JSON.parse(line) as { value: number }).filter(({ value }) => value === 3)
  expect(counted.length).toBeGreaterThan(0)
  const verified = await fazhi(fresh, data, 'verify', '--json')
  expect([verified.code, verified.out.map((line) => JSON.parse(line))]).toEqual([
    0,
    [{ records: 3, events: 3, seals: 1, files: 0, broken: null }],
  ])
})

test('what cannot be restored is named, and ends with 1', async () => {
  const data = join(place, 'refused')
  expect(await fazhi(store, data, 'restore', file)).toMatchObject({ code: 1, err: expect.stringContaining('backup.not-empty') })
  const fresh = await testStore({ template: 'template0' })
  const damaged = join(place, 'damaged.tar.gz')
  cpSync(file, damaged)
  writeFileSync(damaged, readFileSync(file).subarray(0, 2_000))
  expect(await fazhi(fresh, data, 'restore', damaged)).toMatchObject({ code: 1, err: expect.stringContaining('backup.damaged') })
  const newer = join(place, 'newer.tar.gz')
  const bytes = gunzipSync(readFileSync(file))
  // The last migration becomes one that this program has never seen.
  const last = /"name": "(\d{4}-[a-z-]+\.sql)",\s+"checksum": "[0-9a-f]{64}"\s+\}\s+\],/.exec(bytes.toString('latin1'))
  bytes.write('x', bytes.indexOf(last?.[1] ?? 'no migration') + 5)
  writeFileSync(newer, gzipSync(bytes))
  const refused = await fazhi(fresh, data, 'restore', newer)
  expect(refused).toMatchObject({ code: 1, err: expect.stringContaining('backup.newer') })
  expect(refused.err).toContain('请用做备份时的版本或更新的版本恢复')
  expect(await fazhi(fresh, data, 'restore', join(place, 'nowhere'))).toMatchObject({
    code: 1,
    err: expect.stringContaining('backup.file'),
  })
  expect(await fazhi(fresh, data, 'restore')).toMatchObject({ code: 2 })
})
