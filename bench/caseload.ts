import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { compileBureau } from '../src/kernel/index.ts'
import { hasRule } from '../src/law/index.ts'
import { lines, posts } from '../src/lines/index.ts'
import type { Actor } from '../src/services/access/access.ts'
import { testClock } from '../src/services/clock.ts'
import { over } from '../src/services/open.ts'
import { startEmbedded } from '../src/services/store/embedded.ts'
import { migrate } from '../src/services/store/index.ts'
import { connectStore } from '../src/services/store/store.ts'
import { fillCaseload } from '../src/services/work/testing.ts'

const code = '445102'
const round = (n: number) => Math.round(n * 10) / 10

/** `caseload --rows N [--active N]`: what the caseload page of an officer asks, at the server, in milliseconds, for the county and for one justice office. */
export async function run(args: readonly string[]): Promise<void> {
  const option = (name: string, otherwise: number) => {
    const at = args.indexOf(`--${name}`)
    return at < 0 ? otherwise : Number(args[at + 1])
  }
  const rows = option('rows', 100_000)
  const active = option('active', rows)
  const data = mkdtempSync(join(tmpdir(), 'fazhi-bench-'))
  const embedded = await startEmbedded({ data })
  const store = connectStore(embedded, { poolSize: 4, where: embedded.where, onClose: embedded.stop })
  try {
    await migrate(store)
    const bureau = compileBureau(lines, posts, { hasRule: (rule) => hasRule(rule) })
    const s = await over(store, bureau, { data, clock: testClock('2021-06-30') })
    await s.firstRun.run({
      county: code,
      bureauName: '某区司法局',
      administrator: { username: 'system', name: '系统', password: 'Hanjiang-7-bridge' },
    })
    await fillCaseload(store, code, rows, active)
    const actor: Actor = { bureau: code, account: '00000000-0000-7000-8000-000000000001', name: '甲', holdings: [] }
    const line = 'community-corrections'
    const stage = 'awaiting,missing,registered,supervised'
    const page = (by: Actor) =>
      Promise.all([
        s.worklists.list(by, `${line}.person`, { stage, order: 'lastContactOn', fields: {}, limit: 30 }),
        s.worklists.duties(by, line, { limit: 30 }),
        s.worklists.counts(by, line),
      ])
    const measured: Record<string, object> = {}
    for (const [who, holding] of Object.entries({
      county: { post: 'correctionsOfficer', unit: code },
      office: { post: 'stationOfficer', unit: '445102100' },
    })) {
      const by = { ...actor, holdings: [holding] }
      const took: number[] = []
      // The first ones fill what the database and the program keep in memory.
      for (let n = 0; n < 10; n++) await page(by)
      for (let n = 0; n < 200; n++) {
        const begun = performance.now()
        await page(by)
        took.push(performance.now() - begun)
      }
      took.sort((a, b) => a - b)
      measured[who] = { p50: round(took[100] ?? 0), p99: round(took[198] ?? 0) }
    }
    process.stdout.write(`${JSON.stringify({ bench: 'caseload', rows, active, milliseconds: measured })}\n`)
    await s.figures.close()
  } finally {
    await store.close()
    rmSync(data, { recursive: true, force: true })
  }
}
