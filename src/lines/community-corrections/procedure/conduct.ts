import { choice, codeTitle, note, procedureOf } from '../../../kernel/index.ts'
import { daysBetween } from '../../../law/index.ts'
import { searchWay } from '../codes.ts'
import { dayOf, onTheBooks, underSupervision } from '../effects.ts'
import { dueBy, firstOf, onlyBeforeTheLaw, onlySinceTheLaw } from '../law.ts'
import { county, decider, staff } from '../posts.ts'
import * as record from '../records/measures.ts'

const commendations = procedureOf(record.commendation)
export const commendation = commendations.define({
  stages: { proposed: '已提出', decided: '已决定' },
  ends: ['decided'],
  steps: {
    propose: commendations.step({
      title: '提出表扬建议',
      from: 'new',
      to: 'proposed',
      by: staff,
      basis: '社区矫正法 第二十八条；社区矫正法实施办法 第三十三条',
      on: 'proposedOn',
      form: ['proposedOn', 'merits'],
      need: [underSupervision],
      refuse: ({ on, parent }) => {
        const since = dayOf(parent, 'enteredOn')
        const from = since ? dueBy('cc.praise', since, on) : null
        return firstOf(
          onlySinceTheLaw(on, '表扬', '实施办法第三十三条'),
          from && on < from && `接受社区矫正满六个月方可表扬，最早${from}（实施办法第三十三条）`,
        )
      },
    }),
    decide: commendations.step({
      title: '决定',
      from: 'proposed',
      to: 'decided',
      by: decider,
      basis: '社区矫正法实施办法 第三十三条',
      on: 'decidedOn',
      form: ['decidedOn', 'decision'],
      notBy: 'propose',
      papers: ['decision'],
    }),
    publish: commendations.step({
      title: '公示',
      from: 'decided',
      by: staff,
      basis: '社区矫正法实施办法 第三十二条',
      on: 'publishedOn',
      form: ['publishedOn'],
      need: [
        {
          must: ['parent', ['not', ['any', ['is', 'minor', true], ['is', 'juvenile', true]]]],
          say: '未成年社区矫正对象的考核奖惩不公示',
          basis: '社区矫正法 第五十四条',
        },
      ],
    }),
  },
})

const admonitions = procedureOf(record.admonition)
export const admonition = admonitions.define({
  stages: { verified: '已查证', decided: '已决定', served: '已宣布' },
  ends: ['served'],
  steps: {
    verify: admonitions.step({
      title: '查证并建议训诫',
      from: 'new',
      to: 'verified',
      by: staff,
      basis: '社区矫正法 第二十八条；社区矫正法实施办法 第三十四条',
      on: 'verifiedOn',
      form: ['ground', 'misconduct', 'verifiedOn'],
      need: [onTheBooks],
      refuse: ({ on }) => onlySinceTheLaw(on, '训诫', '社区矫正法第二十八条、实施办法第三十四条'),
    }),
    decide: admonitions.step({
      title: '县级社区矫正机构决定',
      from: 'verified',
      to: 'decided',
      by: decider,
      basis: '社区矫正法实施办法 第三十四条',
      on: 'decidedOn',
      form: ['decidedOn', 'decision'],
      notBy: 'verify',
      papers: ['decision'],
    }),
    serve: admonitions.step({
      title: '送达宣布',
      from: 'decided',
      to: 'served',
      by: staff,
      basis: '社区矫正法实施办法 第三十四条',
      on: 'servedOn',
      form: ['servedOn'],
    }),
  },
})

const warnings = procedureOf(record.warning)
export const warning = warnings.define({
  stages: { verified: '已查证', decided: '已决定', served: '已宣布' },
  ends: ['served'],
  steps: {
    verify: warnings.step({
      title: '查证并建议警告',
      from: 'new',
      to: 'verified',
      by: staff,
      basis: '社区矫正法 第二十八条；社区矫正法实施办法 第三十五条；社区矫正实施办法 第二十三条',
      on: 'verifiedOn',
      form: ['ground', 'misconduct', 'verifiedOn'],
      need: [onTheBooks],
      refuse: ({ form, on, parent }) =>
        firstOf(
          form.ground === 'twice' &&
            Number(parent?.values.admonitions ?? 0) < 2 &&
            '尚未受到两次训诫，不能以此事由警告（实施办法第三十五条）',
          form.ground === 'review' && parent?.values.category !== 'temporary' && '病情复查义务只属于暂予监外执行对象，请核对警告事由',
          form.ground === 'lateOld' && onlyBeforeTheLaw(on, '该警告事由', '2012年实施办法第二十三条'),
        ),
    }),
    decide: warnings.step({
      title: '县级社区矫正机构决定',
      from: 'verified',
      to: 'decided',
      by: decider,
      basis: '社区矫正法实施办法 第三十五条；社区矫正实施办法 第二十三条',
      on: 'decidedOn',
      form: ['decidedOn', 'decision'],
      notBy: 'verify',
      papers: ['decision'],
    }),
    serve: warnings.step({
      title: '送达宣布',
      from: 'decided',
      to: 'served',
      by: staff,
      basis: '社区矫正法实施办法 第三十五条',
      on: 'servedOn',
      form: ['servedOn'],
    }),
  },
})

const penalties = procedureOf(record.penalty)
export const penalty = penalties.define({
  stages: { proposed: '已建议', decided: '公安机关已决定' },
  ends: ['decided'],
  steps: {
    propose: penalties.step({
      title: '提请治安管理处罚',
      from: 'new',
      to: 'proposed',
      by: decider,
      basis: '社区矫正法 第二十八条；社区矫正法实施办法 第三十六条；社区矫正实施办法 第二十四条',
      on: 'proposedOn',
      form: ['misconduct', 'proposedOn', 'police', 'copiedOn?'],
      proposes: true,
      papers: ['proposal'],
      need: [
        onTheBooks,
        {
          must: ['parent', ['in', 'category', ['control', 'probation', 'temporary']]],
          say: '治安管理处罚只适用于管制、缓刑、暂予监外执行对象；假释对象违反规定的，按训诫、警告或者提请撤销假释处理',
          basis: '社区矫正法实施办法 第三十六条',
        },
      ],
    }),
    decide: penalties.step({
      title: '登记公安机关决定',
      from: 'proposed',
      to: 'decided',
      by: county,
      basis: '社区矫正法实施办法 第三十六条',
      on: 'decidedOn',
      form: ['decidedOn', 'result', 'decisionNumber?'],
    }),
  },
})

const searches = procedureOf(record.search)
const away = (v: { kind: string | null; missedOn: string | null }, on: string) => (v.missedOn ? daysBetween(v.missedOn, on) : 0)
export const search = searches.define({
  stages: { searching: '查找中', ended: '已终结' },
  ends: ['ended'],
  steps: {
    begin: searches.step({
      title: '发现失联，组织查找',
      from: 'new',
      to: 'searching',
      by: staff,
      basis: '社区矫正法 第三十条；社区矫正法实施办法 第三十八条；社区矫正实施办法 第十九条',
      form: ['kind', 'missedOn', 'circumstances?'],
      reads: ['community-corrections.search'],
      need: [
        { must: ['parent', ['stage', 'awaiting', 'missing', 'registered', 'supervised']], say: '该人不在名册内，不能登记失联' },
        { must: ['parent', ['unknown', 'detainedOn']], say: '该人正被限制人身自由，不属于失联' },
      ],
      refuse: ({ record: { id }, form, parent, others }) =>
        firstOf(
          (others['community-corrections.search'] ?? []).some((s) => s.id !== id && s.stage === 'searching') &&
            '已有一次查找正在进行，请在原记录中登记',
          form.kind === 'lost' &&
            (parent?.stage === 'awaiting' || parent?.stage === 'missing') &&
            '该人尚未报到，属于未按期报到，不是在矫失联',
          form.kind === 'lost' && form.missedOn < (dayOf(parent, 'enteredOn') ?? '') && '发现失联的日期早于入矫登记日期，请核对',
          form.kind === 'missing' && (parent?.stage === 'registered' || parent?.stage === 'supervised') && '该人已经报到，属于在矫失联',
        ),
      effect: ({ record: { unit } }) => ({
        notify: [{ post: 'correctionsOfficer', unit: unit.slice(0, 6), say: '有社区矫正对象失去联系，应立即组织查找，通知公安机关' }],
      }),
    }),
    attempt: searches.step({
      title: '登记一次查找',
      from: 'searching',
      by: [...staff, 'groupMember'],
      basis: '社区矫正法 第三十条；社区矫正法实施办法 第三十八条',
      on: 'lastAttemptOn',
      form: ['lastAttemptOn'],
      also: { way: choice('查找方式', searchWay), told: note('查找情况', 1000) },
      effect: ({ record: { values }, form, on }) => ({
        set: {
          attempts: (values.attempts ?? 0) + 1,
          attemptLog: [values.attemptLog, `${on} ${codeTitle(searchWay, form.way)}：${form.told}`].filter(Boolean).join('\n'),
        },
      }),
    }),
    tellPolice: searches.step({
      title: '通知公安机关协助查找',
      from: 'searching',
      by: [...staff, ...decider],
      basis: '社区矫正法 第三十条',
      on: 'policeToldOn',
      form: ['policeToldOn'],
    }),
    tellOrgan: searches.step({
      title: '通知社区矫正决定机关',
      from: 'searching',
      by: [...staff, ...decider],
      basis: '社区矫正法实施办法 第十七条',
      on: 'organToldOn',
      form: ['organToldOn'],
    }),
    tellProcuracy: searches.step({
      title: '通报人民检察院',
      from: 'searching',
      by: [...staff, ...decider],
      basis: '社区矫正法 第三十条；社区矫正法实施办法 第三十八条',
      on: 'procuracyToldOn',
      form: ['procuracyToldOn'],
    }),
    find: searches.step({
      title: '查明下落',
      from: 'searching',
      to: 'ended',
      by: staff,
      basis: '社区矫正法 第三十条；社区矫正法实施办法 第三十八条',
      on: 'endedOn',
      form: ['endedOn', 'result', 'finding'],
      papers: ['record'],
      effect: ({ record: { values }, on }) => ({ set: { daysAway: away(values, on) } }),
    }),
    close: searches.step({
      title: '因离矫终结查找',
      from: 'searching',
      to: 'ended',
      by: [...staff, ...decider],
      on: 'endedOn',
      form: ['endedOn', 'finding'],
      papers: ['record'],
      need: [{ must: ['parent', ['known', 'leftOn']], say: '该人仍在名册内，查找不能终结；请登记“查明下落”' }],
      effect: ({ record: { values }, on }) => ({ set: { result: 'closed', daysAway: away(values, on) } }),
    }),
  },
  deadlines: {
    begin: {
      title: '开展查找',
      rule: 'cc.lost.search',
      from: 'missedOn',
      until: ['lastAttemptOn', 'endedOn'],
      late: '发现失联后未立即查找',
      red: true,
    },
    police: {
      title: '通知公安机关',
      rule: 'cc.lost.search',
      from: 'missedOn',
      until: ['policeToldOn', 'endedOn'],
      when: ['is', 'kind', 'lost'],
      late: '查找不到的应当及时通知公安机关协助',
      red: true,
    },
    tenDays: {
      title: '脱离监管十日',
      rule: 'cc.warn',
      from: 'missedOn',
      until: 'endedOn',
      warn: [3, 1],
      late: '脱离监管超过十日：应当给予警告（未超过十日的训诫）',
      red: true,
    },
    month: {
      title: '脱离监管一个月',
      rule: 'cc.revoke.month',
      from: 'missedOn',
      until: 'endedOn',
      warn: [10, 5, 1],
      late: '脱离监管超过一个月：应当提请撤销缓刑、撤销假释，暂予监外执行的提请收监执行',
      red: true,
    },
  },
})
