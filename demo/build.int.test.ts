import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { compileBureau } from '../src/kernel/index.ts'
import { hasRule } from '../src/law/index.ts'
import { lines, posts } from '../src/lines/index.ts'
import { over } from '../src/services/open.ts'
import { testStore } from '../src/services/store/testing.ts'
import { buildDemo } from './build.ts'

const store = await testStore()
const services = await over(store, compileBureau(lines, posts, { hasRule }), { data: mkdtempSync(join(tmpdir(), 'fazhi-demo-')) })

describe('the demo county year', () => {
  it('is built', { timeout: 300_000 }, async () => {
    const t = performance.now()
    const { acts } = await buildDemo(services, {
      progress: (p) => {
        if (p.done === p.of) console.log(p.part.zh, p.of, Math.round(performance.now() - t))
      },
    })
    console.log(acts, Math.round(performance.now() - t))
    const list = await services.figures.list(
      { bureau: '445102', operator: true },
      { from: '2017-01-01', to: '2017-10-31', unit: '445102' },
      { line: 'mediation' },
    )
    for (const e of list) console.log(e.id, e.value, e.unit)
    const checks = await services.figures.checks(
      { bureau: '445102', operator: true },
      { from: '2017-01-01', to: '2017-10-31', unit: '445102' },
    )
    console.log(
      JSON.stringify(
        checks.filter((c) => JSON.stringify(c).includes('false')),
        null,
        1,
      ),
    )
    expect(acts).toBeGreaterThan(0)
  })
})
