import { describe, expect, it } from 'vitest'
import { builtInLaw, findRules, lawLines, lawLineTitles } from './index.ts'

const codes = (words: string, line?: (typeof lawLines)[number]) =>
  findRules(builtInLaw, { words, ...(line ? { line } : {}) }).map((r) => r.code)

describe('a rule is found', () => {
  it('by its title, its article, its code or its English name', () => {
    expect(codes('司法确认')).toContain('med.court')
    expect(codes('法律援助法 第四十三条')).toEqual(expect.arrayContaining(['la.review', 'la.assign']))
    expect(codes('rec.decide')).toContain('rec.decide')
    expect(codes('Annual report')).toContain('ar.report')
  })
  it('by a question in plain words, the nearest first', () => {
    expect(codes('申请复议要多久').slice(0, 3)).toContain('rec.apply')
    expect(codes('信息公开什么时候答复').slice(0, 3)).toContain('dis.answer')
    expect(codes('龘龘')).toEqual([])
  })
  it('within one line of work; without words, all of it in the order of the law', () => {
    expect(codes('', 'petitions').every((c) => c.startsWith('pet.'))).toBe(true)
    expect(codes('')).toHaveLength(builtInLaw.rules.size)
  })
  it('under a line that has a name in both languages', () => {
    for (const { line } of builtInLaw.rules.values()) {
      expect(lawLines).toContain(line)
      expect(lawLineTitles[line].zh).toMatch(/\p{Script=Han}/u)
      expect(lawLineTitles[line].en).not.toMatch(/\p{Script=Han}/u)
    }
  })
})
