import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { auditKinds } from './services/identity/audit.ts'
import { codesNamed, errorsIn } from './testing-errors.ts'

const source = import.meta.dirname
const services = join(source, 'services')

/** Words of two parts in the rooms that write to the audit book, which are no codes of refusals, settings, jobs or files. */
function kindsWritten(): string[] {
  const codes = new Set([...codesNamed(source), ...errorsIn(source).map((e) => e.code)])
  return readdirSync(services, { recursive: true })
    .map(String)
    .filter((file) => file.endsWith('.ts') && !/\btest(ing)?\b|open\.ts$|audit\.ts$/.test(file))
    .map((file) => readFileSync(join(services, file), 'utf8'))
    .filter((text) => text.includes('audit'))
    .flatMap((text) => [...text.matchAll(/'([a-z][a-z-]*\.[a-z][a-z-]*)!?'/g)].map((m) => m[1] ?? ''))
    .filter((word) => word in auditKinds || !(codes.has(word) || /^fazhi\.|\.xlsx$/.test(word) || word === 'export.sealed'))
}

test('every act that is written to the audit book has its title there, and every title its act', () => {
  const written = new Set(kindsWritten())
  expect(written.size).toBeGreaterThan(25)
  expect([...written].filter((kind) => !(kind in auditKinds)).sort()).toEqual([])
  expect(Object.keys(auditKinds).filter((kind) => kind !== 'administration' && !written.has(kind))).toEqual([])
})
