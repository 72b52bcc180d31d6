import { procedureOf, type Seen } from '../../../kernel/index.ts'
import type { LegalDay } from '../../../law/index.ts'
import { dayOf, onTheBooks, termOver, underSupervision } from '../effects.ts'
import { dueBy, firstOf, onlySinceTheLaw, theLaw, warningsToPropose } from '../law.ts'
import { county, decider, head, staff } from '../posts.ts'
import * as record from '../records/measures.ts'
import { earliestAfterReduction } from '../term.ts'

const { step, define } = procedureOf(record.positioning)

/** The last day of one period of use: three months by the Law, the end of the term before there was a limit; never beyond the term. */
function useUntil(from: LegalDay, termTo: LegalDay | null): LegalDay | null {
  const byRule = dueBy('cc.gps', from)
  if (!byRule) return termTo
  return termTo && termTo < byRule ? termTo : byRule
}

/** Nobody is positioned by a device outside an approval in force. 社区矫正法 第二十九条、第六十一条. */
export function mayBePositioned(
  approval: { stage: string | null; values: { wornOn?: unknown; validUntil?: unknown; currentFrom?: unknown } },
  on: LegalDay,
): boolean {
  const { currentFrom, validUntil } = approval.values
  return (
    (approval.stage === 'approved' || approval.stage === 'worn') &&
    typeof currentFrom === 'string' &&
    currentFrom <= on &&
    (validUntil === null || validUntil === undefined || (typeof validUntil === 'string' && on <= validUntil))
  )
}

export const positioning = define({
  stages: { applied: '已申请', approved: '已批准', worn: '使用中', refused: '不批准', ended: '已解除' },
  ends: ['refused', 'ended'],
  steps: {
    apply: step({
      title: '申请使用电子定位装置',
      from: 'new',
      to: 'applied',
      by: staff,
      basis: '社区矫正法 第二十九条；社区矫正法实施办法 第三十七条',
      on: 'appliedOn',
      form: ['appliedOn', 'ground', 'explanation'],
      reads: [
        'community-corrections.positioning',
        'community-corrections.prohibition',
        'community-corrections.penalty',
        'community-corrections.warning',
      ],
      papers: ['form'],
      need: [underSupervision],
      refuse: ({ record: { id }, form, on, parent, others }) =>
        firstOf(
          form.ground === 'provincial' && on >= theLaw && '自2020年7月1日起，只有社区矫正法第二十九条列明的五种情形可以使用电子定位装置',
          form.ground !== 'provincial' && onlySinceTheLaw(on, '以该法定事由使用电子定位', '社区矫正法第二十九条'),
          form.ground === 'prohibition' &&
            !(others['community-corrections.prohibition'] ?? []).some((p) => p.values.breachedOn) &&
            '没有违反禁止令的登记，不符合此项事由（社区矫正法第二十九条第一项）',
          form.ground === 'silent' &&
            Number(parent?.values.warnings ?? 0) === 0 &&
            '没有受到警告的登记，不符合此项事由（社区矫正法第二十九条第三项）',
          form.ground === 'penalty' &&
            Number(parent?.values.penalties ?? 0) === 0 &&
            '没有受到治安管理处罚的登记，不符合此项事由（社区矫正法第二十九条第四项）',
          (others['community-corrections.positioning'] ?? []).some(
            (p) => p.id !== id && ['applied', 'approved', 'worn'].includes(p.stage ?? ''),
          ) && '已有一项电子定位审批正在办理或者使用，请在原记录中续期或者解除',
        ),
    }),
    approve: step({
      title: '县级司法行政部门负责人批准',
      from: 'applied',
      to: 'approved',
      by: head,
      basis: '社区矫正法 第二十九条',
      on: 'approvedOn',
      form: ['approvedOn'],
      notBy: 'apply',
      papers: ['decision'],
      refuse: ({ on, parent }) => termOver(parent, on, '批准使用电子定位'),
      effect: ({ on, parent }) => {
        const validUntil = useUntil(on, dayOf(parent, 'termTo'))
        return { set: { decision: 'granted', currentFrom: on, validUntil, renewals: 0 } }
      },
    }),
    refuse: step({
      title: '不批准',
      from: 'applied',
      to: 'refused',
      by: head,
      basis: '社区矫正法 第二十九条',
      on: 'approvedOn',
      form: ['refusal'],
      effect: () => ({ set: { decision: 'refused' } }),
    }),
    tell: step({
      title: '告知本人',
      from: 'approved',
      by: staff,
      basis: '社区矫正法 第二十九条；社区矫正法实施办法 第三十七条',
      on: 'toldOn',
      form: ['toldOn'],
      papers: ['notice'],
    }),
    wear: step({
      title: '佩戴装置',
      from: 'approved',
      to: 'worn',
      by: staff,
      basis: '社区矫正法 第二十九条',
      on: 'wornOn',
      form: ['wornOn', 'device', 'deviceNumber'],
      need: [{ must: ['known', 'toldOn'], say: '尚未告知本人使用期限和要求，不能佩戴', basis: '社区矫正法实施办法 第三十七条' }],
      refuse: ({ record: approval, on }) =>
        mayBePositioned(approval, on)
          ? null
          : `批准的使用期限为${approval.values.currentFrom}至${approval.values.validUntil}，${on}不在期限内，不能佩戴（社区矫正法第二十九条）`,
    }),
    assess: step({
      title: '续期评估',
      from: ['approved', 'worn'],
      by: staff,
      basis: '社区矫正法 第二十九条',
      on: 'assessedOn',
      form: ['assessedOn', 'assessment'],
    }),
    renew: step({
      title: '负责人批准继续使用',
      from: 'worn',
      by: head,
      basis: '社区矫正法 第二十九条',
      form: [],
      notBy: 'assess',
      papers: ['decision'],
      need: [
        {
          must: ['known', 'assessedOn'],
          say: '期限届满前应经评估，认为需要继续使用的方可批准延长；请先办理“续期评估”',
          basis: '社区矫正法 第二十九条',
        },
      ],
      refuse: ({ record: { values }, on, parent }) =>
        firstOf(
          onlySinceTheLaw(on, '电子定位续期', '社区矫正法第二十九条'),
          termOver(parent, on, '继续使用电子定位'),
          values.currentFrom &&
            values.assessedOn &&
            values.assessedOn < values.currentFrom &&
            '评估是上一期作的，本期尚未评估，不能续期（社区矫正法第二十九条）',
          values.validUntil &&
            on > values.validUntil &&
            `使用期限已于${values.validUntil}届满，应当解除；确需再用的重新申请（社区矫正法第二十九条）`,
        ),
      effect: ({ record: { values }, on, parent }) => {
        const validUntil = useUntil(on, dayOf(parent, 'termTo'))
        return { set: { currentFrom: on, validUntil, renewals: (values.renewals ?? 0) + 1 } }
      },
    }),
    end: step({
      title: '解除电子定位',
      from: ['applied', 'approved', 'worn'],
      to: 'ended',
      by: [...staff, ...decider],
      basis: '社区矫正法 第二十九条',
      on: 'endedOn',
      form: ['endedOn', 'endNote'],
    }),
  },
  deadlines: {
    period: {
      title: '电子定位期限',
      rule: 'cc.gps',
      from: 'currentFrom',
      until: 'endedOn',
      warn: [10, 3, 1],
      late: '电子定位期限届满仍在使用，属违法限制：立即解除装置',
      red: true,
    },
  },
})

const detentions = procedureOf(record.detention)
export const detention = detentions.define({
  stages: { held: '被限制人身自由', ended: '已恢复自由' },
  ends: ['ended'],
  steps: {
    enter: detentions.step({
      title: '登记被限制人身自由',
      from: 'new',
      to: 'held',
      by: [...staff, ...decider],
      basis: '社区矫正法实施办法 第四十一条',
      on: 'toldOn',
      form: ['kind', 'organ', 'startsOn', 'toldOn', 'cause'],
      reads: ['community-corrections.detention', 'community-corrections.search'],
      need: [onTheBooks],
      refuse: ({ record: { id }, others }) =>
        (others['community-corrections.detention'] ?? []).some((d) => d.id !== id && d.stage === 'held')
          ? '已有一项限制人身自由尚未终结，请在原记录中登记'
          : null,
      // Who is found in custody is not lost any more.
      effect: ({ form, on, others }) => ({
        act: (others['community-corrections.search'] ?? [])
          .filter((s) => s.stage === 'searching')
          .map((s) => ({
            on: s.id,
            record: 'community-corrections.search',
            step: 'find',
            values: { endedOn: on, result: 'custody', finding: `已被${form.organ}限制人身自由` },
          })),
      }),
    }),
    free: detentions.step({
      title: '恢复自由',
      from: 'held',
      to: 'ended',
      by: staff,
      basis: '社区矫正法实施办法 第四十一条',
      on: 'endedOn',
      form: ['endedOn', 'outcome'],
    }),
    imprison: detentions.step({
      title: '未恢复自由而终结（收监、判处监禁）',
      from: 'held',
      to: 'ended',
      by: [...staff, ...decider],
      on: 'endedOn',
      form: ['endedOn', 'outcome'],
      need: [{ must: ['parent', ['known', 'leftOn']], say: '该人社区矫正尚未终止，请先登记终止' }],
    }),
  },
  deadlines: {
    limit: {
      title: '先行逮捕羁押期限',
      rule: 'cc.detain',
      from: 'startsOn',
      until: 'endedOn',
      when: ['is', 'kind', 'advanceArrest'],
      warn: [10, 5],
      late: '先行逮捕羁押已满三十日，请与法院、公安机关核实',
      red: true,
    },
  },
})

const proposals = procedureOf(record.proposal)
const common = ['ground', 'reasons', 'toOrgan', 'proposedOn', 'copiedOn?'] as const
const reads = ['community-corrections.proposal'] as const
type Others = Readonly<Record<string, readonly { id: string; stage: string | null; values: Readonly<Record<string, unknown>> }[]>>
const twice = (kind: string, id: string, others: Others) =>
  (others[reads[0]] ?? []).some((p) => p.id !== id && p.values.kind === kind && (p.stage === 'proposed' || p.stage === 'accepted')) &&
  '同一提请正在办理，尚未决定，不能重复提请'
const enoughWarnings = (ground: string, kind: string, on: LegalDay, parent: { values: Readonly<Record<string, unknown>> } | null) => {
  const [needs, has] = [warningsToPropose(on, kind), Number(parent?.values.warnings ?? 0)]
  return (
    ground === 'warnings' &&
    has < needs &&
    `受到${needs}次警告仍不改正的方可以此事由提请，现登记${has}次（${on >= theLaw ? '实施办法第四十六条、第四十九条' : '2012年实施办法第二十五条、第二十六条'}）`
  )
}
const penalised = (ground: string, parent: { values: Readonly<Record<string, unknown>> } | null) =>
  ground === 'penalty' && Number(parent?.values.penalties ?? 0) === 0 && '没有受到治安管理处罚的登记，不符合此项事由'
const only = (category: 'probation' | 'parole' | 'temporary', say: string) => ({
  must: ['parent', ['is', 'category', category]] as const,
  say,
})

/** The county's proposal of a reduction reaches the court through the prefecture: 实施办法 第四十二条. */
const notForwarded = (v: { kind: string | null; proposedOn: string | null; forwardedOn: string | null }) =>
  v.kind === 'reduce' && (v.proposedOn ?? '') >= theLaw && !v.forwardedOn
    ? '减刑建议应先经地市级社区矫正机构审核转报，请登记“地市级社区矫正机构转报”（实施办法第四十二条）'
    : null
/** How short a term may become, by what the person's record knows of the sentence. */
function leastTerm({ values: v }: Seen) {
  const day = (x: unknown) => (typeof x === 'string' ? x : null)
  const number = (x: unknown) => (typeof x === 'number' ? x : null)
  const from = day(v.termFrom)
  return from
    ? earliestAfterReduction({
        category: String(v.category),
        from,
        years: number(v.years),
        months: number(v.months),
        days: number(v.days),
        creditDays: number(v.creditDays),
        sentence: day(v.sentence),
        sentenceFrom: day(v.sentenceFrom),
        sentenceEndOn: day(v.sentenceEndOn),
      })
    : null
}

export const proposal = proposals.define({
  stages: { proposed: '已提请', accepted: '已受理', decided: '已决定', withdrawn: '已撤回' },
  ends: ['decided', 'withdrawn'],
  steps: {
    proposeRevokingProbation: proposals.step({
      title: '提请撤销缓刑',
      from: 'new',
      to: 'proposed',
      by: decider,
      basis: '社区矫正法 第四十六条；社区矫正法实施办法 第四十六条；社区矫正实施办法 第二十五条',
      on: 'proposedOn',
      form: common,
      reads,
      proposes: true,
      papers: ['revokeProbation'],
      need: [onTheBooks, only('probation', '撤销缓刑只适用于缓刑对象')],
      refuse: ({ record: { id }, form, on, parent, others }) =>
        firstOf(
          twice('revokeProbation', id, others),
          enoughWarnings(form.ground, 'revokeProbation', on, parent),
          penalised(form.ground, parent),
        ),
      effect: () => ({ set: { kind: 'revokeProbation' } }),
    }),
    proposeRevokingParole: proposals.step({
      title: '提请撤销假释',
      from: 'new',
      to: 'proposed',
      by: decider,
      basis: '社区矫正法 第四十六条；社区矫正法实施办法 第四十七条；社区矫正实施办法 第二十五条',
      on: 'proposedOn',
      form: common,
      reads,
      proposes: true,
      papers: ['revokeParole'],
      need: [onTheBooks, only('parole', '撤销假释只适用于假释对象')],
      refuse: ({ record: { id }, form, on, parent, others }) =>
        firstOf(twice('revokeParole', id, others), enoughWarnings(form.ground, 'revokeParole', on, parent)),
      effect: () => ({ set: { kind: 'revokeParole' } }),
    }),
    proposeRecommitting: proposals.step({
      title: '提请收监执行',
      from: 'new',
      to: 'proposed',
      by: decider,
      basis: '社区矫正法 第四十九条；社区矫正法实施办法 第四十九条；社区矫正实施办法 第二十六条',
      on: 'proposedOn',
      form: common,
      reads,
      proposes: true,
      papers: ['recommit'],
      need: [onTheBooks, only('temporary', '收监执行只适用于暂予监外执行对象')],
      refuse: ({ record: { id }, form, on, parent, others }) =>
        firstOf(twice('recommit', id, others), enoughWarnings(form.ground, 'recommit', on, parent)),
      effect: () => ({ set: { kind: 'recommit' } }),
    }),
    proposeArrest: proposals.step({
      title: '提请逮捕',
      from: 'new',
      to: 'proposed',
      by: decider,
      basis: '社区矫正法 第四十七条；社区矫正法实施办法 第四十八条',
      on: 'proposedOn',
      form: common,
      reads,
      proposes: true,
      papers: ['arrest'],
      need: [
        onTheBooks,
        {
          must: ['parent', ['in', 'category', ['probation', 'parole']]],
          say: '提请逮捕只适用于被提请撤销缓刑、假释的对象',
          basis: '社区矫正法 第四十七条',
        },
        {
          must: [
            'parent',
            [
              'has',
              'community-corrections.proposal',
              ['all', ['in', 'kind', ['revokeProbation', 'revokeParole']], ['stage', 'proposed', 'accepted']],
            ],
          ],
          say: '提请逮捕应当在提出撤销缓刑、撤销假释建议的同时，尚无此项提请',
          basis: '社区矫正法 第四十七条',
        },
      ],
      refuse: ({ record: { id }, on, others }) =>
        firstOf(onlySinceTheLaw(on, '提请逮捕', '社区矫正法第四十七条'), twice('arrest', id, others)),
      effect: () => ({ set: { kind: 'arrest' } }),
    }),
    proposeReducing: proposals.step({
      title: '提请减刑',
      from: 'new',
      to: 'proposed',
      by: decider,
      basis: '社区矫正法 第三十三条；社区矫正法实施办法 第四十二条；社区矫正实施办法 第二十八条',
      on: 'proposedOn',
      form: common,
      reads,
      proposes: true,
      papers: ['reduce'],
      need: [onTheBooks],
      refuse: ({ record: { id }, form, others }) =>
        firstOf(form.ground !== 'merit' && '减刑应以确有悔改或者立功、重大立功表现提请（刑法第七十八条）', twice('reduce', id, others)),
      effect: () => ({ set: { kind: 'reduce' } }),
    }),
    forward: proposals.step({
      title: '地市级社区矫正机构转报',
      from: 'proposed',
      by: county,
      basis: '社区矫正法实施办法 第四十二条',
      on: 'forwardedOn',
      form: ['forwardedOn'],
      need: [{ must: ['is', 'kind', 'reduce'], say: '只有减刑建议经地市级社区矫正机构转报', basis: '社区矫正法实施办法 第四十二条' }],
    }),
    accept: proposals.step({
      title: '登记受理',
      from: 'proposed',
      to: 'accepted',
      by: county,
      on: 'acceptedOn',
      form: ['acceptedOn'],
      refuse: ({ record: { values } }) => notForwarded(values),
    }),
    decide: proposals.step({
      title: '登记决定（裁定）',
      from: ['proposed', 'accepted'],
      to: 'decided',
      by: county,
      basis: '社区矫正法 第三十三条、第四十七条、第四十八条、第四十九条',
      on: 'decidedOn',
      form: ['decidedOn', 'decision', 'decisionNumber', 'newTermTo?', 'heard?'],
      refuse: ({ record: { values }, form, parent }) => {
        const early = notForwarded(values)
        if (early || values.kind !== 'reduce' || form.decision !== 'granted') return early
        const [from, to] = [dayOf(parent, 'termFrom'), dayOf(parent, 'termTo')]
        if (!form.newTermTo) return '裁定减刑的，请填写减刑后的矫正期止'
        if ((to && form.newTermTo >= to) || (from && form.newTermTo < from)) return '减刑后的矫正期止应早于原期止、晚于起日，请核对裁定'
        const least = parent && leastTerm(parent)
        return least && form.newTermTo < least.on ? `${least.basis}，最早至${least.on}，请核对裁定` : null
      },
      effect: ({ record: { values, unit }, form, on, parent }) => {
        if (form.decision !== 'granted') return {}
        if (values.kind === 'reduce' && parent) {
          const change = { termTo: form.newTermTo, decisionNumber: form.decisionNumber, termReason: '裁定减刑' }
          return { act: [{ on: parent.id, record: 'community-corrections.person', step: 'changeTerm', values: change }] }
        }
        if (values.kind === 'arrest') {
          const cause = `人民法院决定逮捕（${form.decisionNumber}）`
          const custody = { kind: 'advanceArrest', organ: values.toOrgan, startsOn: on, toldOn: on, cause }
          return { open: [{ record: 'community-corrections.detention', step: 'enter', under: 'parent' as const, values: custody }] }
        }
        return {
          notify: [{ post: 'correctionsOfficer', unit: unit.slice(0, 6), say: '撤销或者收监已决定：请凭文书办理终止矫正，并配合交付执行' }],
        }
      },
    }),
    withdraw: proposals.step({
      title: '撤回提请',
      from: ['proposed', 'accepted'],
      to: 'withdrawn',
      by: decider,
      on: 'withdrawnOn',
      form: ['withdrawnOn', 'withdrawal'],
    }),
  },
  deadlines: {
    revoke: {
      title: '法院裁定撤销',
      rule: 'cc.revoke',
      from: 'acceptedOn',
      until: ['decidedOn', 'withdrawnOn'],
      when: ['in', 'kind', ['revokeProbation', 'revokeParole']],
      warn: [7, 2],
      late: '法院逾期未裁定，请催问并通报检察院',
    },
    recommit: {
      title: '决定机关作出收监决定',
      rule: 'cc.recommit',
      from: 'proposedOn',
      until: ['decidedOn', 'withdrawnOn'],
      when: ['is', 'kind', 'recommit'],
      warn: [7, 2],
      late: '决定机关逾期未决定，请催问并通报检察院',
    },
    reduce: {
      title: '法院裁定减刑',
      rule: 'cc.reduce',
      from: 'acceptedOn',
      until: ['decidedOn', 'withdrawnOn'],
      when: ['is', 'kind', 'reduce'],
      warn: [7],
    },
  },
})
