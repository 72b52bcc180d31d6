import { describe, expect, it } from 'vitest'
import { checkText } from '../../index.ts'

const kinds = (text: string): string[] => checkText(text).findings.map((f) => `${f.kind}/${f.severity}`)

describe('how long a period is said to be', () => {
  it.each([
    ['县局于12月1日至7日开展为期7天的宣传周活动。', '7日', '5日'],
    ['第二批5月14日至5月20日，共7天。', '20日', '30日'],
    ['活动从3月1日至5月31日开展，历时三个月。', '3月1日', '6月1日'],
    ['行动定于2025年11月至2026年1月实施，为期三个月。', '三个月', '五个月'],
    ['督察于5月6日至5月17日开展，为期12天。', '17日', '7日'],
  ])('%s', (text, from, to) => {
    expect(kinds(text)).toEqual([])
    expect(kinds(text.replace(from, to))).toContain('date/question')
  })
  it('part of a month and working days say nothing exact', () => {
    expect(kinds('行动自3月15日至6月30日，历时三个半月。')).toEqual([])
    expect(kinds('培训于5月6日至5月17日举行，共10个工作日。')).toEqual([])
  })
})
