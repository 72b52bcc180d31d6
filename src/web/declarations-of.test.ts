import { describe, expect, test } from 'vitest'
import { compileBureau } from '../kernel/index.ts'
import { lines, posts } from '../lines/index.ts'
import { type Declarations, declarationsOf } from './declarations-of.ts'
import { outlineOf } from './outline-of.ts'

const data: Declarations = JSON.parse(declarationsOf({ lines, posts }))
const whole = compileBureau(lines, posts, { hasRule: () => true })
const taken = compileBureau(data.lines, data.posts, { hasRule: () => true })

describe('the declarations as the pages get them', () => {
  test('compile as they do at the server, with the same records, steps, fields, figures and papers', () => {
    expect([...taken.records.keys()]).toEqual([...whole.records.keys()])
    expect([...taken.indicators.keys()]).toEqual([...whole.indicators.keys()])
    expect([...taken.documents.keys()]).toEqual([...whole.documents.keys()])
    for (const [id, kept] of whole.records) {
      const other = taken.records.get(id)
      expect(Object.keys(other?.procedure.steps ?? {})).toEqual(Object.keys(kept.procedure.steps))
      expect(Object.keys(other?.type.fields ?? {})).toEqual(Object.keys(kept.type.fields))
      expect(other?.children).toEqual(kept.children)
    }
  })
  test('carry no wording of papers: that stays at the server', () => {
    for (const d of taken.documents.values()) expect(d.body).toBe('')
  })
  test('the first page knows every record type that stands alone', () => {
    const named = outlineOf(lines).flatMap((l) => l.records.map((r) => r.id))
    expect(named).toEqual([...whole.records.values()].filter((k) => !k.type.parent).map((k) => k.type.id))
  })
})
