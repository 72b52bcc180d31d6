import { describe, expect, test } from 'vitest'
import { compileBureau } from '../../kernel/index.ts'
import { lines, posts } from '../../lines/index.ts'
import { askedBy, filled, stepFaults } from './step-form.ts'

const bureau = compileBureau(lines, posts, { hasRule: () => true })
const kept = bureau.records.get('mediation.dispute')
const find = kept?.procedure.steps.find
if (!kept || !find) throw new Error('no step')

describe('a form is judged before it is sent, as the server judges it', () => {
  test('what is missing is named by its field and said to be required', () => {
    const faults = stepFaults(kept, find, { foundOn: '2017-10-31' }, '2017-10-31')
    expect(faults.map((f) => f.path).sort()).toEqual(['kind', 'summary'])
    expect(faults.every((f) => f.say.startsWith('必填'))).toBe(true)
  })
  test('the day of the act may be left out: today is meant', () => {
    expect(stepFaults(kept, find, { kind: 'family', summary: '婚姻纠纷' }, '2017-10-31')).toEqual([])
    expect(askedBy(kept, find).find((f) => f.name === 'foundOn')?.required).toBe(false)
  })
  test('a kind of dispute that did not exist in 2017 cannot be chosen for a day of 2017', () => {
    const faults = stepFaults(kept, find, { kind: 'tourism', summary: '旅行社退费', foundOn: '2017-10-31' }, '2022-01-01')
    expect(faults.map((f) => f.path)).toEqual(['kind'])
  })
  test('a day that does not exist is refused', () => {
    expect(stepFaults(kept, find, { kind: 'family', summary: '纠纷', foundOn: '2017-02-30' }, '2017-10-31').map((f) => f.path)).toEqual([
      'foundOn',
    ])
  })
  test('only what was filled in is sent; no is an answer, nothing is not', () => {
    const fields = askedBy(kept, find)
    expect(filled(fields, { kind: 'family', summary: '', place: null, other: 'x' })).toEqual({ kind: 'family' })
    const cases = bureau.records.get('mediation.case')
    const begin = cases?.procedure.steps.begin
    if (!cases || !begin) throw new Error('no step')
    expect(filled(askedBy(cases, begin), { consent: false })).toEqual({ consent: false })
  })
  test('every step of every record type has a form that can be drawn', () => {
    for (const k of bureau.records.values())
      for (const step of Object.values(k.procedure.steps)) {
        const names = askedBy(k, step).map((f) => f.name)
        expect(new Set(names).size).toBe(names.length)
      }
  })
})
