import { type DraftOf, procedureOf, type Seen } from '../../../kernel/index.ts'
import { atLiberty, underSupervision } from '../effects.ts'
import { firstOf, inForce, shortNotice, theLaw } from '../law.ts'
import { type Away, weigh } from '../leave.ts'
import { county, decider, staff } from '../posts.ts'
import { leave as record } from '../records/permissions.ts'

const { step, define } = procedureOf(record)
const siblings = ['community-corrections.leave'] as const

/** The times away that count beside a new leave: granted ones, as long as they really lasted. */
export function awayAlready(rows: readonly Seen[] | undefined, id: string): Away[] {
  return (rows ?? []).flatMap((r) => {
    const { fromOn, untilOn, returnedOn, decision } = r.values
    if (r.id === id || decision !== 'granted' || typeof fromOn !== 'string' || typeof untilOn !== 'string') return []
    return [{ from: fromOn, to: typeof returnedOn === 'string' && returnedOn < untilOn ? returnedOn : untilOn }]
  })
}

const wantedOf = (v: DraftOf<typeof record.fields>): Away => ({ from: v.fromOn ?? '', to: v.untilOn ?? '' })

/** A leave may not be granted by a lower organ than the days ask for; later leaves may have raised the sum since the application. */
const stillIn = (
  tiers: readonly string[],
  r: Seen<DraftOf<typeof record.fields>>,
  others: Readonly<Record<string, readonly Seen[]>>,
): string | null => {
  const now = weigh(wantedOf(r.values), awayAlready(others[siblings[0]], r.id), r.values.appliedOn ?? '')
  if (typeof now.tier !== 'string') return now.tier.refuse
  return tiers.includes(now.tier)
    ? null
    : `两个月内外出累计已达${now.sum}天，应报${now.tier === 'prefecture' ? '上一级社区矫正机构' : '县级社区矫正机构'}审批（实施办法第二十七条），请退回重新核定`
}

const granted = () => ({ set: { decision: 'granted' as const } })

export const leave = define({
  stages: {
    applied: '已申请',
    checked: '已核实',
    forwarded: '报上一级审批',
    approved: '已批准',
    refused: '不批准',
    returned: '已销假',
    closed: '已办结',
  },
  ends: ['refused', 'returned', 'closed'],
  steps: {
    apply: step({
      title: '申请外出',
      from: 'new',
      to: 'applied',
      by: [...staff, 'supervisee'],
      basis: '社区矫正法 第二十七条；社区矫正法实施办法 第二十六条；社区矫正实施办法 第十三条',
      on: 'appliedOn',
      form: ['appliedOn', 'reason', 'explanation', 'origin?', 'destination', 'fromOn', 'untilOn', 'guarantor?'],
      reads: siblings,
      papers: ['form'],
      need: [
        underSupervision,
        atLiberty,
        { must: ['parent', ['unknown', 'lostOn']], say: '该人失联尚未查明，不能申请外出', basis: '社区矫正法 第三十条' },
      ],
      refuse: ({ record: { id }, form, parent, others, on }) => {
        const wanted = { from: form.fromOn, to: form.untilOn }
        if (wanted.to < wanted.from) return '外出止日早于起日，请核对'
        const already = awayAlready(others[siblings[0]], id)
        const { tier } = weigh(wanted, already, on)
        const termTo = parent?.values.termTo
        return firstOf(
          typeof tier !== 'string' && tier.refuse,
          form.fromOn < on && '外出应当事先申请并经批准，不能补办过去的外出（社区矫正法第二十七条）',
          typeof termTo === 'string' && form.untilOn > termTo && `外出止日超过矫正期限（${termTo}），请缩短`,
          already.some((a) => a.from <= wanted.to && wanted.from <= a.to) && '与已批准的外出时间重叠，请核对',
        )
      },
      effect: ({ record: { id }, form, others, on }) => {
        const { days, sum, tier } = weigh({ from: form.fromOn, to: form.untilOn }, awayAlready(others[siblings[0]], id), on)
        return {
          set: {
            days,
            daysInTwoMonths: sum,
            byTheLaw: inForce(on, theLaw),
            shortNotice: shortNotice('cc.out.ask', form.fromOn, on),
            ...(typeof tier === 'string' ? { tier } : {}),
          },
        }
      },
    }),
    check: step({
      title: '核实',
      from: 'applied',
      to: 'checked',
      by: staff,
      basis: '社区矫正法实施办法 第二十七条',
      on: 'checkedOn',
      form: ['findings', 'stationOpinion?'],
    }),
    approveAtStation: step({
      title: '司法所批准',
      from: 'checked',
      to: 'approved',
      by: ['stationHead'],
      basis: '社区矫正法实施办法 第二十七条；社区矫正实施办法 第十三条',
      on: 'decidedOn',
      form: ['stationOpinion?'],
      reads: siblings,
      notBy: 'check',
      papers: ['certificate'],
      need: [
        {
          must: ['is', 'tier', 'station'],
          say: '超过七日或者两个月内累计超限的外出，司法所无权批准，请报县级社区矫正机构',
          basis: '社区矫正法实施办法 第二十七条',
        },
      ],
      refuse: ({ record: r, others, parameters }) =>
        firstOf(
          parameters['leave.delegated'] === 0 && '本局未委托司法所批准外出，请报县级社区矫正机构（社区矫正法第九条）',
          stillIn(['station'], r, others),
        ),
      effect: granted,
    }),
    approveAtCounty: step({
      title: '县级社区矫正机构批准',
      from: 'checked',
      to: 'approved',
      by: decider,
      basis: '社区矫正法 第二十七条；社区矫正法实施办法 第二十七条；社区矫正实施办法 第十三条',
      on: 'decidedOn',
      form: [],
      reads: siblings,
      notBy: 'check',
      papers: ['certificate'],
      need: [
        {
          must: ['in', 'tier', ['station', 'county']],
          say: '外出超过三十日或者两个月内累计超过三十日，县级机构无权批准，请报上一级社区矫正机构',
          basis: '社区矫正法实施办法 第二十七条',
        },
      ],
      refuse: ({ record: r, others }) => stillIn(['station', 'county'], r, others),
      effect: granted,
    }),
    forward: step({
      title: '报上一级社区矫正机构审批',
      from: 'checked',
      to: 'forwarded',
      by: decider,
      basis: '社区矫正法实施办法 第二十七条',
      on: 'forwardedOn',
      form: ['forwardedOn'],
      proposes: true,
    }),
    enterDecision: step({
      title: '登记上一级审批结果',
      from: 'forwarded',
      by: county,
      basis: '社区矫正法实施办法 第二十七条',
      on: 'decidedOn',
      form: ['decidedOn', 'decision', 'refusal?'],
      papers: ['certificate'],
      effect: ({ form }) => (form.decision === 'granted' ? { ...granted(), to: 'approved' } : { to: 'refused' }),
    }),
    refuse: step({
      title: '不批准',
      from: ['applied', 'checked'],
      to: 'refused',
      by: [...decider, 'stationHead'],
      basis: '社区矫正法实施办法 第二十七条',
      on: 'decidedOn',
      form: ['refusal'],
      effect: () => ({ set: { decision: 'refused' } }),
    }),
    file: step({
      title: '报县级机构备案',
      from: ['approved', 'returned'],
      by: staff,
      basis: '社区矫正法实施办法 第二十七条',
      on: 'filedOn',
      form: ['filedOn'],
    }),
    tell: step({
      title: '书面告知',
      from: 'approved',
      by: staff,
      basis: '社区矫正法实施办法 第二十七条',
      on: 'toldOn',
      form: ['toldOn'],
      papers: ['notice'],
    }),
    tellProcuracy: step({
      title: '通报人民检察院',
      from: ['approved', 'returned'],
      by: county,
      basis: '社区矫正法实施办法 第二十七条',
      on: 'procuracyToldOn',
      form: ['procuracyToldOn'],
      papers: ['procuracyNotice'],
    }),
    extend: step({
      title: '批准延期',
      from: 'approved',
      by: decider,
      basis: '社区矫正法实施办法 第二十七条、第二十八条',
      on: 'extendedOn',
      form: ['extension'],
      also: { newUntil: record.fields.untilOn },
      reads: siblings,
      refuse: ({ record: { id, values }, form, others, on }) => {
        if (!values.untilOn || form.newUntil <= values.untilOn) return '延期后的止日应晚于原批准的止日'
        if (on > values.untilOn) return '外出期限已过，不能延期；请按逾期未归处理'
        const { tier, sum } = weigh(
          { from: values.fromOn ?? '', to: form.newUntil },
          awayAlready(others[siblings[0]], id),
          values.appliedOn ?? on,
        )
        if (typeof tier !== 'string') return tier.refuse
        return tier === 'prefecture' && values.tier !== 'prefecture'
          ? `延期后累计${sum}天，超过县级机构权限，请重新申请并报上一级社区矫正机构（实施办法第二十七条）`
          : null
      },
      effect: ({ record: { id, values }, form, others, on }) => {
        const { days, sum } = weigh(
          { from: values.fromOn ?? '', to: form.newUntil },
          awayAlready(others[siblings[0]], id),
          values.appliedOn ?? on,
        )
        return { set: { untilOn: form.newUntil, days, daysInTwoMonths: sum } }
      },
    }),
    sayBack: step({
      title: '本人报告返回',
      from: 'approved',
      by: ['supervisee'],
      basis: '社区矫正法实施办法 第二十八条；社区矫正实施办法 第十三条',
      on: 'saidBackOn',
      form: [],
      effect: ({ record: { unit } }) => ({
        notify: [{ post: 'stationOfficer', unit, say: '有社区矫正对象报告已经返回，请核实后销假' }],
      }),
    }),
    comeBack: step({
      title: '返回销假',
      from: 'approved',
      to: 'returned',
      by: staff,
      basis: '社区矫正法 第二十七条；社区矫正法实施办法 第二十八条；社区矫正实施办法 第十三条',
      on: 'cancelledOn',
      form: ['returnedOn'],
      effect: ({ on }) => ({ set: { closedOn: on } }),
    }),
    close: step({
      title: '因离矫办结',
      from: 'approved',
      to: 'closed',
      by: [...decider, ...staff],
      on: 'closedOn',
      form: ['closedOn'],
      need: [{ must: ['parent', ['known', 'leftOn']], say: '该人仍在矫，外出应销假办结' }],
    }),
  },
  deadlines: {
    comeBack: {
      title: '外出返回销假',
      rule: 'cc.out.end',
      from: 'untilOn',
      until: 'closedOn',
      when: ['is', 'decision', 'granted'],
      warn: [1],
      late: '外出逾期未归：立即查找，视情认定脱离监管',
      red: true,
    },
  },
})
