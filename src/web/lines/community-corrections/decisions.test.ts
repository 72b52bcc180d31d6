import { describe, expect, it } from 'vitest'
import { compileBureau, holds } from '../../../kernel/index.ts'
import { lines, posts } from '../../../lines/index.ts'
import { decisions, heapsOf } from './decisions.ts'

const bureau = compileBureau(lines, posts, { hasRule: () => true })
const stepsOf = (post: string) => heapsOf(bureau, [post]).map((h) => `${h.kept.type.id.split('.')[1]}.${h.key}`)

describe('the desk of approvals', () => {
  it('names only steps that are declared', () => {
    for (const d of decisions)
      expect(bureau.records.get(`community-corrections.${d.type}`)?.procedure.steps[d.step], `${d.type}.${d.step}`).toBeDefined()
  })

  it('lays positioning by device before the head of the bureau alone', () => {
    const deciding = ['leader', 'correctionsOfficer', 'stationHead', 'stationOfficer'].filter((p) =>
      stepsOf(p).includes('positioning.approve'),
    )
    expect(deciding).toEqual(['leader'])
  })

  it('is empty for those who only read and for the person himself', () => {
    expect([stepsOf('procuracy'), stepsOf('superior'), stepsOf('supervisee'), stepsOf('groupMember')]).toEqual([[], [], [], []])
  })

  it('lays a leave before the organ that its days ask for, once it is verified', () => {
    const waits = (post: string, stage: string, tier: string) =>
      heapsOf(bureau, [post]).flatMap((h) =>
        h.kept.type.id === 'community-corrections.leave' && holds(h.where, { values: { tier }, stage }) ? [h.key] : [],
      )
    expect(waits('stationHead', 'checked', 'station')).toEqual(['approveAtStation'])
    expect(waits('stationHead', 'checked', 'county')).toEqual([])
    expect(waits('correctionsOfficer', 'checked', 'station')).toEqual([])
    expect(waits('correctionsOfficer', 'checked', 'county')).toEqual(['approveAtCounty'])
    expect(waits('correctionsOfficer', 'checked', 'prefecture')).toEqual(['forward'])
    expect(waits('leader', 'applied', 'county')).toEqual([])
    expect(waits('stationOfficer', 'applied', 'county')).toEqual(['check'])
  })
})
