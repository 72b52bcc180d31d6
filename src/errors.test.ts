import { expect, test } from 'vitest'
import { statusOf } from './http/error-status.ts'
import { errorsIn } from './testing-errors.ts'

test('OpenAPI and the page of errors give each code the status with which it is answered', () => {
  // What only a start, a command or a restore can meet is told on a terminal and is no answer of a route.
  const terminal =
    /^(cli|main|services\/(store\/(backup|binaries|embedded|file-lock|place|restore|service-user|tables)|people\/(data-key|sealer)))/
  const said = errorsIn(import.meta.dirname).filter((s) => s.status !== null && !terminal.test(s.file))
  expect(said.length).toBeGreaterThan(100)
  const wrong = said
    .filter((s) => statusOf(s.code) !== s.status)
    .map((s) => `${s.code}: ${s.status} in ${s.file}, ${statusOf(s.code)} told`)
  expect(wrong).toEqual([])
})
