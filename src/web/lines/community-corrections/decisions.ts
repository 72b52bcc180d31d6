import { type Bureau, froms, type Kept, type Predicate, type Step } from '../../../kernel/index.ts'

/** A step that decides on somebody's application or on a measure. */
export interface Decision {
  readonly type: string
  readonly step: string
  /** Narrows what waits to the organ that decides as a rule, where the law lets a higher one decide too. */
  readonly only?: Predicate
}

/** What is decided in the line: 本人报告的核实, 评估意见, 迁入回复, 请假, 经常性活动, 执行地变更, 病情复查延期, 会客, 进入特定场所, 电子定位, 奖惩. */
export const decisions: readonly Decision[] = [
  { type: 'report', step: 'accept' },
  { type: 'assessment', step: 'submit' },
  { type: 'inquiry', step: 'answer' },
  { type: 'leave', step: 'check' },
  { type: 'leave', step: 'approveAtStation' },
  { type: 'leave', step: 'approveAtCounty', only: ['is', 'tier', 'county'] },
  { type: 'leave', step: 'forward', only: ['is', 'tier', 'prefecture'] },
  { type: 'leave', step: 'enterDecision' },
  { type: 'permit', step: 'verify' },
  { type: 'permit', step: 'approve' },
  { type: 'transfer', step: 'opine' },
  { type: 'transfer', step: 'ask' },
  { type: 'transfer', step: 'answer' },
  { type: 'transfer', step: 'agree' },
  { type: 'postponement', step: 'approve' },
  { type: 'postponement', step: 'forward', only: ['in', 'tier', ['prefecture', 'province']] },
  { type: 'postponement', step: 'enterDecision' },
  { type: 'meeting', step: 'decide' },
  { type: 'restricted-entry', step: 'decide' },
  { type: 'positioning', step: 'approve' },
  { type: 'positioning', step: 'renew' },
  { type: 'commendation', step: 'decide' },
  { type: 'admonition', step: 'decide' },
  { type: 'warning', step: 'decide' },
]

/** One heap on the desk: a step that a post of mine may take, and which records it waits for. */
export interface Heap {
  readonly kept: Kept
  readonly key: string
  readonly step: Step
  readonly where: Predicate
}

/** The heaps of a person's desk: only steps that one of his posts takes, each with the stages and gates of its declaration. */
export function heapsOf(bureau: Bureau, posts: readonly string[]): Heap[] {
  return decisions.flatMap(({ type, step: key, only }) => {
    const kept = bureau.records.get(`community-corrections.${type}`)
    const step = kept?.procedure.steps[key]
    if (!kept || !step?.by.some((p) => posts.includes(p) && !bureau.posts[p]?.reads)) return []
    return [{ kept, key, step, where: waitingFor(step, only) }]
  })
}

/** The records that lie before a step: in a stage it begins from, through its gates. */
export function waitingFor(step: Step, only?: Predicate): Predicate {
  return ['all', ['stage', ...froms(step)], ...step.need.map((g) => g.must), ...(only ? [only] : [])]
}
