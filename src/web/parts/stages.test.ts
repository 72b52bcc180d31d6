import { describe, expect, test } from 'vitest'
import { lines } from '../../lines/index.ts'
import { columnsOf } from './stages.ts'

const procedures = lines.flatMap((l) => l.procedures)

describe('the stepper', () => {
  test('stages of a mediation case that exclude each other stand side by side', () => {
    const mediation = procedures.find((p) => p.record === 'mediation.case')
    if (!mediation) throw new Error('no procedure')
    const columns = columnsOf(mediation)
    const at = (stage: string) => columns.findIndex((c) => c.includes(stage))
    expect(at('accepted')).toBe(0)
    expect(at('agreed')).toBe(at('failed'))
    expect(at('mediating')).toBeLessThan(at('agreed'))
    expect(at('agreed')).toBeLessThan(at('archived'))
  })
  test.each(procedures.map((p) => [p.record, p] as const))('%s shows every stage exactly once', (_, procedure) => {
    expect(columnsOf(procedure).flat().sort()).toEqual(Object.keys(procedure.stages).sort())
  })
})
