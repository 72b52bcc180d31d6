import { beforeEach, describe, expect, it } from 'vitest'
import type { Actor } from '../../services/access/access.ts'
import { docxText } from '../../services/reading/docx-text.ts'
import { faultOf, line, openCorrections } from '../corrections-testing.ts'

/** 「文书」, one by one: refused before the act that it tells of, then made from the record, with its number where it carries one. */
const o = await openCorrections('2022-03-01')
const { s, clock, actors, below, step, notify, onBooks, sentenceOf } = o
const { clerk, head, officer, leader, colleague } = actors

type Values = Readonly<Record<string, unknown>>
type Act = readonly [step: string, values?: Values, by?: Actor]
interface Paper {
  readonly paper: string
  readonly title: string
  /** Who issues it; the clerk unless said otherwise. */
  readonly by?: Actor
  /** The record before the act that the paper tells of. */
  readonly open: () => Promise<string>
  /** The acts by which it comes about; none: the paper is for the application itself. */
  readonly acts?: readonly Act[]
  /** Its number, where it carries one. */
  readonly number?: RegExp
  /** What must be read in it. */
  readonly says: readonly string[]
}
const issue = (p: Paper, id: string) => {
  const [type = '', key = ''] = p.paper.split('/')
  return s.documents.issue(p.by ?? clerk, line(type), id, key)
}
const take = async (type: string, id: string, acts: readonly Act[] = []) => {
  for (const [key, values, by] of acts) await step(type, id, key, values, by)
}
const today = () => clock.today()
const under = (type: string, key: string, values: () => Values, by?: Actor, kind?: Parameters<typeof onBooks>[0]) => async () =>
  below(await onBooks(kind), type, key, values(), by)
/** Two years later, when the term has run out. */
const atTheEnd = async () => {
  const id = await onBooks({ name: '陈安宁' })
  clock.set('2024-02-29')
  return id
}
const leaveOf = (fromOn: string, untilOn: string) =>
  under('leave', 'apply', () => ({ appliedOn: today(), reason: 'work', explanation: '务工', destination: '汕头市', fromOn, untilOn }))
const moving = under('transfer', 'apply', () => ({
  appliedOn: today(),
  reason: '随子女居住',
  destination: '某县社区矫正局',
  newAddress: '某镇',
}))
const blame = (type: string) => under(type, 'verify', () => ({ ground: 'breach', misconduct: '三月一日未报告', verifiedOn: today() }))
const positioned = under('positioning', 'apply', () => ({ appliedOn: today(), ground: 'left', explanation: '擅自前往外市' }))
const proposal = (key: string, category: 'probation' | 'parole' | 'temporary' | 'control', ground: string) => async () => {
  const id = await onBooks({ category })
  if (key === 'proposeArrest') await below(id, 'proposal', 'proposeRevokingProbation', proposed('absent'), officer)
  return below(id, 'proposal', key, proposed(ground), officer)
}
const proposed = (ground: string) => ({ ground, reasons: '脱离监管超过一个月', toOrgan: '某区人民法院', proposedOn: today() })
const assessment = () =>
  o.create(
    'assessment',
    {
      step: 'receive',
      people: [{ role: 'subject', name: '李某某' }],
      values: {
        commissioner: '某区人民法院',
        letterNumber: '（2022）委1号',
        receivedOn: today(),
        fast: false,
        assessed: 'defendant',
        juvenile: false,
        proposed: 'probation',
        offence: '盗窃罪',
        residence: '意溪镇某村',
      },
    },
    clerk,
  )
const granted = { decision: 'granted' }

const all: readonly Paper[] = [
  { paper: 'assessment/letter', title: '调查评估委托函', open: assessment, says: ['李某某', '（2022）委1号'] },
  {
    paper: 'assessment/opinion',
    title: '调查评估意见书',
    by: leader,
    open: assessment,
    acts: [
      ['investigate', { investigators: '甲、乙', findings: '有固定住所', opinion: 'suitable' }],
      ['submit', { opinion: 'suitable' }, leader],
    ],
    number: /矫评字〔2022〕第\d+号/,
    says: ['李某某', '有固定住所', '适合社区矫正'],
  },
  {
    paper: 'person/receipt',
    title: '社区矫正法律文书送达回执',
    open: () => notify({ name: '陈安宁' }),
    acts: [['receivePapers', sentenceOf('probation')], ['returnReceipt']],
    number: /矫回字〔2022〕第\d+号/,
    says: ['陈安宁', '（2022）粤刑初1号'],
  },
  {
    paper: 'person/registration',
    title: '社区矫正对象报到情况登记表',
    open: () => notify({ name: '陈安宁' }),
    acts: [['register']],
    says: ['陈安宁', '缓刑'],
  },
  {
    paper: 'person/reportNotice',
    title: '社区矫正对象报到通知单',
    open: () => notify({ name: '陈安宁' }),
    acts: [['register']],
    says: ['陈安宁'],
  },
  {
    paper: 'person/announcement',
    title: '社区矫正宣告书',
    open: async () => {
      const id = await notify({ name: '陈安宁' })
      await take('person', id, [['receivePapers', sentenceOf('probation')], ['register']])
      await o.member(id)
      return id
    },
    acts: [['announce']],
    number: /矫宣字〔2022〕第\d+号/,
    says: ['陈安宁', '盗窃罪', '2024年2月29日', '某甲'],
  },
  { paper: 'person/groupPledge', title: '社区矫正小组责任书', open: () => onBooks({ name: '陈安宁' }), says: ['陈安宁', '某甲'] },
  {
    paper: 'plan/plan',
    title: '社区矫正方案',
    by: head,
    open: under('plan', 'keep', () => ({ madeOn: today(), situation: '家庭稳定', measures: '每周报告' }), head),
    says: ['家庭稳定', '每周报告'],
  },
  { paper: 'leave/form', title: '社区矫正对象外出审批表', open: leaveOf('2022-03-05', '2022-03-09'), says: ['汕头市', '司法所'] },
  {
    paper: 'leave/certificate',
    title: '社区矫正对象外出证明',
    by: head,
    open: leaveOf('2022-03-05', '2022-03-09'),
    acts: [
      ['check', { findings: '属实' }],
      ['approveAtStation', {}, head],
    ],
    number: /矫外证字〔2022〕第\d+号/,
    says: ['汕头市', '2022年3月9日'],
  },
  {
    paper: 'leave/certificate',
    title: '社区矫正对象外出证明',
    by: officer,
    open: leaveOf('2022-03-05', '2022-04-20'),
    acts: [
      ['check', { findings: '属实' }],
      ['forward', {}, officer],
      ['enterDecision', granted, officer],
    ],
    number: /矫外证字〔2022〕第\d+号/,
    says: ['2022年4月20日'],
  },
  {
    paper: 'leave/procuracyNotice',
    title: '外出审批通报函',
    by: officer,
    open: leaveOf('2022-03-05', '2022-04-20'),
    acts: [
      ['check', { findings: '属实' }],
      ['forward', {}, officer],
      ['enterDecision', granted, officer],
      ['tellProcuracy', {}, officer],
    ],
    number: /矫通字〔2022〕第\d+号/,
    says: ['汕头市', '上一级社区矫正机构批准'],
  },
  {
    paper: 'inquiry/reply',
    title: '执行地变更征求意见复函',
    by: officer,
    open: () =>
      o.create(
        'inquiry',
        {
          step: 'receive',
          people: [{ role: 'subject', name: '李某某' }],
          values: { asker: '某县社区矫正局', askedOn: today(), residence: '某村' },
        },
        officer,
      ),
    acts: [
      ['verify', { findings: '有固定住所' }, officer],
      ['answer', { answer: 'granted' }, officer],
    ],
    number: /矫复字〔2022〕第\d+号/,
    says: ['李某某', '某县社区矫正局', '有固定住所'],
  },
  {
    paper: 'permit/form',
    title: '经常性跨市县活动审批表',
    open: under('permit', 'apply', () => ({ appliedOn: today(), reason: 'work', explanation: '跑运输', places: '汕头市' })),
    says: ['汕头市', '跑运输'],
  },
  { paper: 'transfer/form', title: '社区矫正对象执行地变更审批表', open: moving, says: ['某县社区矫正局', '随子女居住'] },
  {
    paper: 'transfer/inquiry',
    title: '变更执行地征求意见函',
    by: officer,
    open: moving,
    acts: [
      ['opine', { stationOpinion: '同意' }],
      ['ask', {}, officer],
    ],
    number: /矫征字〔2022〕第\d+号/,
    says: ['某县社区矫正局'],
  },
  {
    paper: 'transfer/decision',
    title: '变更执行地决定书',
    by: officer,
    open: moving,
    acts: [
      ['opine', { stationOpinion: '同意' }],
      ['ask', {}, officer],
      ['answer', { answer: 'granted' }, officer],
      ['agree', {}, officer],
    ],
    number: /矫变字〔2022〕第\d+号/,
    says: ['某县社区矫正局', '决定同意'],
  },
  {
    paper: 'transfer/refusal',
    title: '不予变更执行地通知书',
    by: officer,
    open: moving,
    acts: [['decline', { refusal: '新居住地无人照管' }, officer]],
    number: /矫不变字〔2022〕第\d+号/,
    says: ['新居住地无人照管'],
  },
  {
    paper: 'meeting/form',
    title: '会客审批表',
    open: under('meeting', 'apply', () => ({
      appliedOn: today(),
      relation: 'victim',
      visitor: '某乙',
      reason: '调解',
      plannedOn: '2022-03-08',
    })),
    says: ['被害人', '某乙'],
  },
  {
    paper: 'restricted-entry/form',
    title: '进入特定区域（场所）审批表',
    open: async () => {
      const id = await onBooks({ more: { prohibited: true } })
      await below(id, 'prohibition', 'enter', {
        kind: 'place',
        content: '不得进入网吧',
        court: '某区人民法院',
        startsOn: today(),
        endsOn: '2022-12-31',
      })
      return below(id, 'restricted-entry', 'apply', { appliedOn: today(), place: '某大厦', reason: '办证', plannedOn: '2022-03-10' })
    },
    says: ['某大厦', '办证'],
  },
  {
    paper: 'commendation/decision',
    title: '表扬决定书',
    by: officer,
    open: async () => {
      const id = await onBooks()
      clock.set('2022-09-05')
      return below(id, 'commendation', 'propose', { proposedOn: today(), merits: '见义勇为' })
    },
    acts: [['decide', granted, officer]],
    number: /矫扬字〔2022〕第\d+号/,
    says: ['见义勇为'],
  },
  {
    paper: 'admonition/decision',
    title: '训诫决定书',
    by: officer,
    open: blame('admonition'),
    acts: [['decide', granted, officer]],
    number: /矫训字〔2022〕第\d+号/,
    says: ['三月一日未报告', '第三十四条'],
  },
  {
    paper: 'warning/decision',
    title: '警告决定书',
    by: officer,
    open: blame('warning'),
    acts: [['decide', granted, officer]],
    number: /矫警字〔2022〕第\d+号/,
    says: ['三月一日未报告'],
  },
  {
    paper: 'penalty/proposal',
    title: '治安管理处罚建议书',
    by: officer,
    open: under('penalty', 'propose', () => ({ misconduct: '殴打他人', proposedOn: today(), police: '某分局' }), officer),
    number: /矫治建字〔2022〕第\d+号/,
    says: ['某分局', '殴打他人'],
  },
  { paper: 'positioning/form', title: '使用电子定位装置审批表', open: positioned, says: ['未经批准离开', '擅自前往外市'] },
  {
    paper: 'positioning/decision',
    title: '使用电子定位装置决定书',
    by: leader,
    open: positioned,
    acts: [['approve', {}, leader]],
    number: /矫定字〔2022〕第\d+号/,
    says: ['2022年3月1日', '2022年6月1日'],
  },
  {
    paper: 'positioning/notice',
    title: '使用电子定位装置告知书',
    open: positioned,
    acts: [['approve', {}, leader], ['tell']],
    says: ['2022年6月1日', '严格保密'],
  },
  {
    paper: 'proposal/arrest',
    title: '提请逮捕建议书',
    by: officer,
    open: proposal('proposeArrest', 'probation', 'danger'),
    number: /矫捕字〔2022〕第\d+号/,
    says: ['某区人民法院', '可能逃跑'],
  },
  {
    paper: 'proposal/revokeProbation',
    title: '撤销缓刑建议书',
    by: officer,
    open: proposal('proposeRevokingProbation', 'probation', 'absent'),
    number: /矫撤缓字〔2022〕第\d+号/,
    says: ['建议撤销缓刑', '脱离监管超过一个月'],
  },
  {
    paper: 'proposal/revokeParole',
    title: '撤销假释建议书',
    by: officer,
    open: proposal('proposeRevokingParole', 'parole', 'absent'),
    number: /矫撤假字〔2022〕第\d+号/,
    says: ['建议撤销假释'],
  },
  {
    paper: 'proposal/recommit',
    title: '收监执行建议书',
    by: officer,
    open: proposal('proposeRecommitting', 'temporary', 'ceased'),
    number: /矫收监字〔2022〕第\d+号/,
    says: ['收监执行', '情形消失'],
  },
  {
    paper: 'proposal/reduce',
    title: '减刑建议书',
    by: officer,
    open: proposal('proposeReducing', 'control', 'merit'),
    number: /矫减字〔2022〕第\d+号/,
    says: ['减刑', '重大立功'],
  },
  {
    paper: 'search/record',
    title: '社区矫正对象失联查找记录',
    open: under('search', 'begin', () => ({ kind: 'lost', missedOn: today() })),
    acts: [
      ['attempt', { way: 'call', told: '关机' }],
      ['find', { result: 'found', finding: '在外务工' }],
    ],
    says: ['电话：关机', '在外务工'],
  },
  {
    paper: 'person/summary',
    title: '社区矫正对象个人总结',
    open: atTheEnd,
    acts: [['summarise']],
    says: ['陈安宁'],
  },
  {
    paper: 'person/finalAppraisal',
    title: '社区矫正期满鉴定表',
    open: atTheEnd,
    acts: [['summarise'], ['appraise', { finalAppraisal: '表现良好', helpAdvice: '继续帮教' }]],
    says: ['陈安宁', '表现良好', '继续帮教'],
  },
  ...(
    [
      ['releaseAnnouncement', '解除社区矫正宣告书', undefined, ['陈安宁', '现已期满', '表现良好']],
      ['releaseCertificate', '解除社区矫正证明书', /矫解证字〔2024〕第\d+号/, ['陈安宁', '盗窃罪', '矫正期满']],
      ['releaseNotice', '解除社区矫正通知书', /矫解字〔2024〕第\d+号/, ['存根', '第一联', '第二联', '第三联', '陈安宁']],
    ] as const
  ).map(
    ([key, title, number, says]): Paper => ({
      paper: `person/${key}`,
      title,
      ...(number ? { number } : {}),
      open: atTheEnd,
      acts: [['summarise'], ['appraise', { finalAppraisal: '表现良好', helpAdvice: '继续帮教' }], ['release']],
      says,
    }),
  ),
  {
    paper: 'person/termination',
    title: '终止社区矫正通知书',
    by: officer,
    open: () => onBooks({ name: '陈安宁' }),
    acts: [['terminate', { endReason: 'probationRevoked', decisionNumber: '（2022）粤刑更1号' }, officer]],
    number: /矫终字〔2022〕第\d+号/,
    says: ['陈安宁', '撤销缓刑', '（2022）粤刑更1号'],
  },
  ...(['executionFile', 'workingFile'] as const).map(
    (key): Paper => ({
      paper: `person/${key}`,
      title: key === 'executionFile' ? '社区矫正执行档案目录' : '社区矫正工作档案目录',
      open: () => onBooks({ name: '陈安宁' }),
      acts: [['terminate', { endReason: 'death' }, officer], ['archive']],
      says: key === 'executionFile' ? ['陈安宁', '法律文书'] : ['陈安宁', '某甲'],
    }),
  ),
]

describe('每种文书', () => {
  beforeEach(() => clock.set('2022-03-01'))

  it.each(all.map((p) => [`《${p.title}》 ${p.paper}`, p] as const))('%s', async (_, p) => {
    const [type = ''] = p.paper.split('/')
    const id = await p.open()
    if (p.acts) {
      const refused = await faultOf(issue(p, id))
      expect([refused.code, refused.zh]).toEqual(['document.too-early', expect.stringMatching(`尚未办理.+不能制发《${p.title}》`)])
      await take(type, id, p.acts)
    }
    const made = await issue(p, id)
    expect(made.title).toBe(p.title)
    const text = await docxText((await s.documents.read(p.by ?? clerk, made.id)).bytes)
    for (const words of p.says) expect(text).toContain(words)
    if (!p.number) return expect(made.number).toBe(null)
    expect(made.number).toMatch(p.number)
    expect(text).toContain(made.number)
  })
})

it('every paper of the line that carries a number is among them', () => {
  const numbered = [...o.bureau.documents.values()].flatMap((d) =>
    d.record.startsWith(line('')) && d.number ? [d.id.slice(line('').length)] : [],
  )
  expect(numbered.filter((id) => !all.some((p) => p.paper === id))).toEqual([])
})

describe('没有批准的', () => {
  beforeEach(() => clock.set('2022-03-01'))

  it('a decision still to come is listed with the step it waits for; one that was refused is listed no more', async () => {
    const id = await blame('admonition')()
    const offered = async () => (await s.documents.of(officer, line('admonition'), id)).map((d) => [d.title, d.allowed, d.why])
    expect(await offered()).toEqual([['训诫决定书', false, '办理“县级社区矫正机构决定”后制发']])
    await step('admonition', id, 'decide', { decision: 'refused' }, officer)
    expect(await offered()).toEqual([])
  })

  it.each([
    ['admonition/decision', blame('admonition'), [['decide', { decision: 'refused' }, officer]], officer],
    ['warning/decision', blame('warning'), [['decide', { decision: 'refused' }, officer]], officer],
    [
      'leave/certificate',
      leaveOf('2022-03-05', '2022-04-20'),
      [
        ['check', { findings: '属实' }, colleague],
        ['forward', {}, officer],
        ['enterDecision', { decision: 'refused', refusal: '事由不符' }, officer],
      ],
      officer,
    ],
  ] as const)('%s is not written: the decision was not taken', async (paper, open, acts, by) => {
    const [type = ''] = paper.split('/')
    const id = await open()
    await take(type, id, acts)
    const refused = await faultOf(issue({ paper, title: '', by, open, says: [] }, id))
    expect([refused.code, refused.zh]).toEqual(['document.not-for', expect.stringContaining('只适用于审批结果为“批准”')])
  })

  it('a device that the head refused has neither decision nor notice', async () => {
    const id = await positioned()
    await step('positioning', id, 'refuse', { refusal: '情节轻微' }, leader)
    expect((await faultOf(s.documents.issue(leader, line('positioning'), id, 'decision'))).code).toBe('document.not-for')
    expect((await faultOf(s.documents.issue(clerk, line('positioning'), id, 'notice'))).code).toBe('document.not-for')
  })

  it('a post that does not take the step does not issue its paper', async () => {
    const id = await positioned()
    await step('positioning', id, 'approve', {}, leader)
    const refused = await faultOf(s.documents.issue(clerk, line('positioning'), id, 'decision'))
    expect(refused.status).toBe(403)
  })
})
