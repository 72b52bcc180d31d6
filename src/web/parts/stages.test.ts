import { describe, expect, test } from 'vitest'
import { froms } from '../../kernel/index.ts'
import { lines } from '../../lines/index.ts'
import { columnsOf, onwardOf, visitedBy } from './stages.ts'

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
  test('one step leads on where only one is next; where several are, none is put before the others', () => {
    const mediation = procedures.find((p) => p.record === 'mediation.case')
    const corrections = procedures.find((p) => p.record === 'community-corrections.person')
    if (!mediation || !corrections) throw new Error('no procedure')
    const open = (p: typeof mediation, stage: string) =>
      Object.entries(p.steps).flatMap(([key, s]) => (froms(s).includes(stage) ? [{ key, ...(s.to ? { to: s.to } : {}) }] : []))
    expect(onwardOf(mediation, 'accepted', open(mediation, 'accepted'))).toBe('begin')
    expect(onwardOf(mediation, 'mediating', open(mediation, 'mediating'))).toBeNull()
    expect(onwardOf(mediation, 'agreed', open(mediation, 'agreed'))).toBe('perform')
    // Nobody is offered a pardon as the thing to do next.
    expect(onwardOf(corrections, 'supervised', open(corrections, 'supervised'))).toBeNull()
  })
  test('a stage that the record never was in is known as such', () => {
    const mediation = procedures.find((p) => p.record === 'mediation.case')
    if (!mediation) throw new Error('no procedure')
    expect([...visitedBy(mediation, ['accept', null, 'agreeInWriting'])]).toEqual(['accepted', 'agreed'])
  })
  test.each(procedures.map((p) => [p.record, p] as const))('%s shows every stage exactly once', (_, procedure) => {
    expect(columnsOf(procedure).flat().sort()).toEqual(Object.keys(procedure.stages).sort())
  })
})
