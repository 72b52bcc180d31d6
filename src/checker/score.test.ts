import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'

// Annotated texts lie beside the repository (../shared); where they are missing this test says so and is skipped.
const root = join(import.meta.dirname, '..', '..')
const shared = join(root, '..', 'shared')
const present = existsSync(join(shared, 'tools', 'score-checker.mjs')) && existsSync(join(shared, 'reports'))
if (!present) console.warn('src/checker/score.test.ts: no annotated texts in ../shared, the score is not measured')

describe.skipIf(!present)('the score on the annotated texts', () => {
  it('is at least 97 % precision, 90 % recall and 90 % of the changed figures', () => {
    const run = `${process.execPath} ${join(root, 'src', 'cli', 'main.ts')} check --json`
    const out = execFileSync(
      process.execPath,
      [join(shared, 'tools', 'score-checker.mjs'), join(shared, 'reports'), join(shared, 'reports', 'whole'), '--mutants', '--run', run],
      { cwd: root, encoding: 'utf8' },
    )
    const number = (pattern: RegExp): number => Number(pattern.exec(out)?.[1])
    expect(number(/precision ([\d.]+) %/), out).toBeGreaterThanOrEqual(97)
    expect(number(/recall ([\d.]+) %/), out).toBeGreaterThanOrEqual(90)
    expect(number(/caught \d+: ([\d.]+) %/), out).toBeGreaterThanOrEqual(90)
  }, 240_000)
})
