import { countings } from './data/counting.ts'
import { lengthText } from './derivation.ts'
import { articleLabel } from './numeral.ts'
import { isAdvisory, type Rule, type RuleVersion } from './rule.ts'
import type { StatuteVersion } from './statute.ts'

/** One difference between two versions, in the words of the page that shows it. */
export interface Difference {
  readonly field: string
  readonly before: string
  readonly after: string
}

const EXTEND_NONE = '不得延长'
const extension = (v: RuleVersion): string =>
  v.extend
    ? `${v.extend.by}，${v.extend.most === null ? '未写上限' : `至多${v.extend.most}${v.unit === 'working' ? '个工作日' : '日'}`}（${v.extend.article}）`
    : EXTEND_NONE
const pauses = (v: RuleVersion): string => v.pauses?.map((p) => `${p.why}（${p.article}）`).join('；') || '没有'

const RULE_FIELDS: readonly (readonly [string, (v: RuleVersion, rule: Rule | undefined) => string])[] = [
  ['施行', (v) => v.from],
  ['失效', (v) => v.to ?? '现行'],
  ['依据', (v) => v.article],
  ['期限', lengthText],
  ['计算', (v) => countings[v.counting].title],
  ['节假日顺延', (v) => (v.unit === 'working' ? '按工作日计，无须顺延' : countings[v.counting].rolls ? '顺延' : '不顺延')],
  ['起算', (v, rule) => v.start ?? rule?.start ?? '未另写'],
  ['办理', (v, rule) => v.act ?? rule?.act ?? '未另写'],
  ['延长', extension],
  ['不计入', pauses],
  ['核对', (v) => (isAdvisory(v) ? '参考（凭记忆）' : v.checked === 'text' ? '已核对原文' : '见于公开网页')],
]

const STATUTE_FIELDS: readonly (readonly [string, (v: StatuteVersion) => string])[] = [
  ['名称', (v) => v.title],
  ['制定机关', (v) => v.organ],
  ['文号', (v) => v.number ?? '未录'],
  ['公布', (v) => v.issued ?? '未录'],
  ['施行', (v) => v.from],
  ['失效', (v) => v.to ?? '现行'],
  ['条数', (v) => (v.last === null ? '未录' : `${v.last}`)],
]

/** 「规则内容」 All that a version says, in the words in which versions are compared; the rule gives the words that a version leaves to it. */
export const versionFacts = (version: RuleVersion, rule?: Rule): { readonly field: string; readonly text: string }[] =>
  RULE_FIELDS.map(([field, text]) => ({ field, text: text(version, rule) }))

/** 「版本比较」 How two versions of a rule differ; the rule gives the words that a version leaves to it. */
export function diffRuleVersions(before: RuleVersion, after: RuleVersion, rule?: Rule): Difference[] {
  return RULE_FIELDS.map(([field, text]) => ({ field, before: text(before, rule), after: text(after, rule) })).filter(
    (d) => d.before !== d.after,
  )
}

/** 「版本比较」 How two versions of a statute differ: its heads, and the articles that we apply. */
export function diffStatuteVersions(before: StatuteVersion, after: StatuteVersion): Difference[] {
  const heads = STATUTE_FIELDS.map(([field, text]) => ({ field, before: text(before), after: text(after) }))
  const numbers = [...new Set([...Object.keys(before.articles), ...Object.keys(after.articles)].map(Number))].sort((a, b) => a - b)
  const articles = numbers.map((n) => ({
    field: articleLabel(n),
    before: before.articles[n]?.says ?? '未适用',
    after: after.articles[n]?.says ?? '未适用',
  }))
  return [...heads, ...articles].filter((d) => d.before !== d.after)
}

/** One step from a version to the next. */
interface VersionStep<V> {
  readonly from: V
  readonly to: V
  readonly differences: readonly Difference[]
}

const steps = <V>(versions: readonly V[], diff: (a: V, b: V) => Difference[]): VersionStep<V>[] =>
  versions.slice(1).flatMap((to, i) => {
    const from = versions[i]
    return from === undefined ? [] : [{ from, to, differences: diff(from, to) }]
  })

/** 「沿革」 Each step from one version to the next, oldest first. The rule gives the words that its versions leave to it. */
export function diffVersions(versions: readonly RuleVersion[], rule?: Rule): VersionStep<RuleVersion>[]
export function diffVersions(versions: readonly StatuteVersion[]): VersionStep<StatuteVersion>[]
export function diffVersions(
  versions: readonly RuleVersion[] | readonly StatuteVersion[],
  rule?: Rule,
): VersionStep<RuleVersion | StatuteVersion>[] {
  return steps<RuleVersion | StatuteVersion>(versions, (from, to) =>
    'unit' in from && 'unit' in to
      ? diffRuleVersions(from, to, rule)
      : 'organ' in from && 'organ' in to
        ? diffStatuteVersions(from, to)
        : [],
  )
}
