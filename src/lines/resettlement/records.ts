import { choice, choices, day, defineRecord, flag, latest, note, tally, text, unit } from '../../kernel/index.ts'
import { crime, sex } from '../community-corrections/index.ts'
import * as code from './codes.ts'

/** 「安置帮教对象」: one person from the prison's data, or from the end of corrections, to the end of help. 监狱法 第三十五条至第三十八条; 粤司〔2013〕132号. */
export const person = defineRecord({
  id: 'resettlement.person',
  title: '安置帮教对象',
  formerly: [{ until: '2013-12-28', title: '刑释解教人员' }],
  measure: '人',
  class: 'restricted',
  number: '{place}帮〔{year}〕{seq}号',
  numberDay: 'enteredOn',
  label: ['source', 'helpUntil'],
  columns: ['source', 'level', 'releasedOn', 'enteredOn', 'helpUntil', 'lastVisitOn', 'arrangement', 'leftOn', 'exit'],
  parties: { subject: { title: '帮教对象', min: 1, max: 1 }, family: { title: '家属', max: 4 } },
  fields: {
    source: choice('对象来源', code.source),
    kind: choice('释放类型', code.releaseKind),
    sex: choice('性别', sex).as('xb'),
    bornOn: day('出生日期').restricted().as('csrq'),
    minor: flag('未成年人案件').optional(),
    household: text('户籍地').optional().restricted().as('hjszd'),
    residence: text('居住地').optional().restricted().as('jzdz'),
    community: text('所在村（社区）').optional(),
    crime: choice('犯罪类型', crime).optional().sealed(),
    offence: text('罪名').optional().sealed().as('zm'),
    sentenceTerm: text('刑期', 60).optional().sealed().as('xq'),
    marital: choice('婚姻状况', code.marital).optional().restricted(),
    takenInOn: day('收押日期').optional().restricted(),
    shortSentence: flag('刑期三个月以上不满一年').optional().restricted(),
    prison: text('服刑场所').optional().restricted(),
    health: note('健康与精神状况', 1000).optional().sealed(),
    skills: text('技能特长').optional(),
    advice: note('矫正期间表现与帮教建议', 1000).optional().restricted(),

    infoOn: day('收到监所信息日期').optional(),
    verifiedOn: day('核查反馈日期').optional(),
    verification: choice('核查结果', code.verification).optional(),
    findings: note('核查情况', 2000).optional(),
    rosterOn: day('列入预释放名单日期').optional(),
    expectedOn: day('预计释放日期').optional(),
    preparedOn: day('摸排日期').optional(),
    pickup: choice('接送方式', code.pickup).optional(),
    pickupPlan: note('衔接方案', 1000).optional(),
    releasedOn: day('释放（解除）日期').optional(),
    certificate: text('释放证明书编号', 60).optional().restricted(),
    unlinkedOn: day('认定未衔接日期').optional(),
    unlinkedReportedOn: day('未衔接名单上报日期').optional(),
    searchNote: note('查找情况', 4000).optional(),
    searchEndedOn: day('未衔接终结日期').optional(),
    searchEnd: choice('未衔接终结原因', code.searchEnd).optional(),
    linkedOn: day('衔接日期').optional(),
    entry: choice('纳入方式', code.entry).optional(),
    movedFrom: text('迁出地').optional(),
    enteredOn: day('列入帮教日期').optional(),
    fileOn: day('建档日期').optional(),

    level: choice('帮教类别', code.level).optional(),
    keyReasons: choices('列为重点的原因', code.keyReason).optional().sealed(),
    keyOn: day('列为重点日期').optional(),
    keyPlan: note('重点帮教方案', 2000).optional().restricted(),
    occupation: choice('职业', code.occupation).optional(),
    ageGroup: choice('年龄段', code.ageGroup).optional(),
    groupOn: day('帮教小组成立日期').optional(),
    groupMembers: text('帮教小组成员').optional(),
    responsible: text('帮教责任人', 60).optional(),
    agreementOn: day('帮教协议日期').optional(),
    helpUntil: day('帮教期至').optional(),
    lastVisitOn: latest('最近走访谈话日期', { of: 'resettlement.visit', day: 'visitedOn' }),
    helps: tally('帮扶次数', '次', { of: 'resettlement.help' }),
    unableToWork: flag('无劳动能力').optional(),
    arrangement: choice('安置方式', code.arrangement).optional(),
    arrangedOn: day('落实安置日期').optional(),

    reoffendedOn: day('重新犯罪日期').optional().sealed(),
    leftOn: day('离册日期').optional(),
    exit: choice('离册方式', code.exit).optional(),
    movedTo: text('迁往').optional(),
    exitNote: note('离册说明', 1000).optional(),
  },
  sealedWhen: ['is', 'minor', true],
  duplicates: [['bornOn', 'releasedOn']],
  rules: [
    { must: ['inOrder', 'releasedOn', 'enteredOn', 'leftOn'], say: '释放、列入帮教、离册日期应先后有序' },
    { must: ['inOrder', 'enteredOn', 'fileOn', 'leftOn'], say: '建档日期应在列入帮教之后、离册之前' },
    { must: ['inOrder', 'enteredOn', 'groupOn', 'leftOn'], say: '帮教小组成立日期应在列入帮教之后、离册之前' },
    { must: ['inOrder', 'enteredOn', 'arrangedOn', 'leftOn'], say: '落实安置日期应在列入帮教之后、离册之前' },
    { must: ['inOrder', 'takenInOn', 'infoOn', 'verifiedOn'], say: '收押、收到信息、核查反馈日期应先后有序' },
    { must: ['inOrder', 'infoOn', 'rosterOn', 'preparedOn'], say: '收到信息、列入预释放名单、摸排日期应先后有序' },
    { must: ['inOrder', 'unlinkedOn', 'unlinkedReportedOn'], say: '未衔接名单上报日期早于认定未衔接日期' },
    { must: ['inOrder', 'releasedOn', 'searchEndedOn'], say: '未衔接终结日期早于释放日期' },
    { must: ['any', ['unknown', 'leftOn'], ['known', 'exit']], say: '已填离册日期的，应同时登记离册方式' },
    { should: ['any', ['not', ['is', 'level', 'key']], ['known', 'keyPlan']], say: '重点对象应有帮教方案' },
  ],
})

/** The record above is a case that only lawful inquiry may open. 预防未成年人犯罪法 第五十九条. */
const minorsFile = ['parent', ['is', 'minor', true]] as const

/** 「走访谈话」. */
export const visit = defineRecord({
  id: 'resettlement.visit',
  title: '走访谈话',
  measure: '次',
  class: 'restricted',
  parent: 'resettlement.person',
  label: ['way', 'visitedOn'],
  columns: ['visitedOn', 'way', 'situation', 'needs'],
  fields: {
    visitedOn: day('走访日期'),
    way: choice('走访方式', code.visitWay),
    situation: note('思想、生活、就业情况', 4000).restricted(),
    needs: note('困难与需求', 2000).optional(),
  },
  sealedWhen: minorsFile,
})

/** 「困难帮扶」: by job, allowance, training, land … */
export const help = defineRecord({
  id: 'resettlement.help',
  title: '困难帮扶',
  measure: '人次',
  class: 'restricted',
  parent: 'resettlement.person',
  label: ['kind', 'givenOn'],
  columns: ['givenOn', 'kind', 'content', 'partner'],
  fields: {
    givenOn: day('帮扶日期'),
    kind: choice('帮扶项目', code.helpKind),
    content: note('帮扶内容与结果', 2000),
    partner: text('协助单位').optional(),
  },
  sealedWhen: minorsFile,
})

/** 「安置帮教报表」: the county calls for it, every town owes one. */
export const round = defineRecord({
  id: 'resettlement.round',
  title: '安置帮教报表任务',
  measure: '次',
  label: ['period', 'endOn'],
  columns: ['period', 'endOn', 'closedOn'],
  fields: {
    period: choice('期别', code.returnPeriod),
    endOn: day('报告期末'),
    demand: note('要求', 1000).optional(),
    closedOn: day('汇总上报日期').optional(),
  },
})
export const periodReturn = defineRecord({
  id: 'resettlement.return',
  title: '安置帮教报表',
  measure: '份',
  parent: 'resettlement.round',
  label: ['town', 'endOn'],
  columns: ['town', 'endOn', 'filedOn', 'signedBy', 'remarks'],
  fields: {
    town: unit('报告单位'),
    endOn: day('报告期末'),
    filedOn: day('报送日期').optional(),
    signedBy: text('签报人', 40).optional(),
    remarks: note('说明', 1000).optional(),
  },
  rules: [{ must: ['inOrder', 'endOn', 'filedOn'], say: '报告期尚未结束，不能报送' }],
})
