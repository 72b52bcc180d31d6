import type { Law } from './law.ts'
import { lawLineTitles } from './line-titles.ts'
import type { Line, Rule } from './rule.ts'

/** A rule with its code. */
export interface CodedRule {
  readonly code: string
  readonly rule: Rule
}

/**
 * 「查规则」 The rules that a person means by plain words: those that contain every word first; where there is none, those that share most pairs of
 * characters with what was asked, so that 「申请复议要多久」 finds the limit for applying. The order of the law is kept among equals.
 */
export function findRules(law: Law, asked: { readonly words?: string; readonly line?: Line }): CodedRule[] {
  const all = [...law.rules].flatMap(([code, rule]) => (asked.line === undefined || rule.line === asked.line ? [{ code, rule }] : []))
  const words = (asked.words ?? '')
    .toLowerCase()
    .split(/[\s,，、。;；]+/)
    .filter(Boolean)
  if (words.length === 0) return all
  const texts = all.map((r) => ({ ...r, text: textOf(r) }))
  const whole = texts.filter(({ text }) => words.every((w) => text.includes(w)))
  if (whole.length > 0) return whole.map(({ code, rule }) => ({ code, rule }))
  const pairs = words.flatMap(pairsOf)
  const scored = texts.map((r) => ({ ...r, score: pairs.filter((p) => r.text.includes(p)).length })).filter(({ score }) => score > 0)
  const best = Math.max(0, ...scored.map(({ score }) => score))
  return scored
    .filter(({ score }) => score * 2 > best)
    .sort((a, b) => b.score - a.score)
    .map(({ code, rule }) => ({ code, rule }))
}

/** Everything by which a rule may be asked for. */
function textOf({ code, rule }: CodedRule): string {
  const { zh, en } = lawLineTitles[rule.line]
  const versions = rule.versions.flatMap((v) => [v.article, v.start ?? '', v.act ?? ''])
  return [code, rule.title, rule.en, rule.actor, rule.start, rule.act, zh, en, ...versions].join('\n').toLowerCase()
}

const pairsOf = (word: string): string[] =>
  word.length < 3 ? [word] : Array.from({ length: word.length - 1 }, (_, i) => word.slice(i, i + 2))
