import { describe, expect, it } from 'vitest'
import { decode, type Stored } from '../ledger/row.ts'
import { marksOf, touched } from './marks.ts'
import { anyRow, chance, testBureau } from './testing.ts'

const bureau = testBureau()
const kept = bureau.records.get('mediation.case')
if (!kept) throw new Error('mediation.case')
const empty = Object.fromEntries(Object.keys(kept.type.fields).map((name) => [name, null]))
const record = (values: Record<string, unknown>, more: Partial<Stored> = {}): Stored => ({
  id: '00000000-0000-7000-8000-000000000001',
  unit: '445102112',
  stage: 'accepted',
  number: null,
  version: 1,
  sealed: false,
  createdAt: '',
  createdBy: '',
  updatedAt: '',
  voidedAt: null,
  parentId: null,
  values: { ...empty, ...values },
  ...more,
})
const open = record({ acceptedOn: '2017-03-02', kind: 'medical', source: 'application' })
const ids = (before: Stored | null, after: Stored | null) =>
  touched(bureau, kept, before, after).map((t) => `${t.id} ${t.months.join('+')}`)

describe('what a change touches, shown before it is made', () => {
  it('a new case: what counts it, in its month', () => {
    const touchedIds = ids(null, open)
    expect(touchedIds).toContain('med.accept 2017-03')
    expect(touchedIds).toContain('med.hospital.accept 2017-03')
    expect(touchedIds).toContain('med.accept.applied 2017-03')
    expect(touchedIds).toContain('med.pending 2017-03')
    expect(touchedIds).toContain('med.rate.accepted 2017-03')
    expect(touchedIds.some((t) => t.startsWith('med.accept.initiative'))).toBe(false)
    expect(touchedIds.some((t) => t.startsWith('med.closed'))).toBe(false)
  })
  it('a corrected kind: only what looks at the kind', () => {
    const mended = record({ ...open.values, kind: 'family' })
    expect(ids(open, mended)).toContain('med.hospital.accept 2017-03')
    expect(ids(open, mended)).toContain('med.accept 2017-03')
    expect(ids(open, mended).some((t) => t.startsWith('med.accept.applied'))).toBe(false)
  })
  it('a corrected day: both months', () => {
    const mended = record({ ...open.values, acceptedOn: '2017-04-01' })
    expect(ids(open, mended)).toContain('med.accept 2017-03+2017-04')
    expect(marksOf(bureau, kept, open, mended)).toEqual(['2017-03', '2017-04'])
  })
  it('a closed case: the stock from that month, and the figures of results', () => {
    const closed = record({ ...open.values, resultOn: '2017-05-20', outcome: 'failed' })
    const list = ids(open, closed)
    expect(list).toContain('med.pending 2017-05')
    expect(list).toContain('med.failed 2017-05')
    expect(list).toContain('med.closed 2017-05')
    expect(list.some((t) => t.startsWith('med.accept '))).toBe(false)
  })
  it('a voided case: everything that counted it', () => {
    const voided = { ...open, voidedAt: '2017-06-01T00:00:00.000Z' }
    expect(ids(open, voided)).toEqual(ids(null, open))
    expect(marksOf(bureau, kept, open, voided)).toEqual(['2017-03'])
    expect(marksOf(bureau, kept, voided, voided)).toEqual([])
  })
  it('a change of what no figure looks at: nothing, and no mark', () => {
    const noted = record({ ...open.values, summary: '已补充简况' })
    expect(ids(open, noted)).toEqual([])
    expect(marksOf(bureau, kept, open, noted)).toEqual([])
  })
  it('a record that moves to another unit, or to a stage that counts', () => {
    expect(marksOf(bureau, kept, open, { ...open, unit: '445102113' })).toEqual(['2017-03'])
    expect(marksOf(bureau, kept, open, { ...open, stage: 'mediating' })).toEqual(['2017-03'])
  })
  it('marks cover every month in which a figure is touched, for any change of any record', () => {
    const luck = chance(5)
    const pool = new Map<string, string[]>()
    let some = 0
    for (const one of bureau.records.values()) {
      for (let n = 0; n < 40; n += 1) {
        const id = luck.id()
        const [before, after] = [0, 1].map(() => (luck.often(0.1) ? null : decode(one, anyRow(one, luck, pool, id))))
        const marked = marksOf(bureau, one, before ?? null, after ?? null)
        for (const t of touched(bureau, one, before ?? null, after ?? null)) {
          some += 1
          for (const month of t.months) expect(marked).toContain(month)
        }
      }
    }
    expect(some).toBeGreaterThan(500)
  })
})
