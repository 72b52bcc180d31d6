import { defineIndicators } from '../../kernel/index.ts'
import * as record from './records.ts'

const medical = ['is', 'kind', 'medical'] as const
const split = ['kind', 'source', 'difficulty', 'level', 'committee'] as const

export const indicators = [
  ...defineIndicators(record.round, 'med', {
    'survey.times': { title: '排查次数', unit: '次', flow: 'heldOn', by: ['period'], basis: '司法行政统计报表' },
    'survey.person': {
      title: '参与排查人次',
      unit: '人次',
      flow: 'heldOn',
      sum: 'participants',
      by: ['period'],
      synonyms: ['参与排查纠纷人次', '排查人次'],
    },
  }),
  ...defineIndicators(
    record.nilReturn,
    'med',
    {
      'return.due': { title: '应报排查报告', unit: '份', flow: 'askedOn' },
      'return.filed': { title: '已报排查报告', unit: '份', flow: 'askedOn', where: ['known', 'filedOn'] },
      'return.nil': { title: '零报告', unit: '份', flow: 'askedOn', where: ['is', 'nil', true] },
    },
    {
      'return.rate': { title: '排查报告报送率', part: 'return.filed', whole: 'return.due' },
    },
  ),
  ...defineIndicators(record.dispute, 'med', {
    found: {
      title: '排查发现矛盾纠纷',
      unit: '件',
      flow: 'foundOn',
      by: ['kind', 'risk', 'flow'],
      synonyms: ['摸排矛盾纠纷', '排查矛盾纠纷', '排查纠纷'],
      note: '首次由排查发现的纠纷；不与受理、预防相加',
    },
    prevent: { title: '预防纠纷', unit: '件', flow: 'preventedOn', by: ['kind'], note: '发生前化解；不与受理相加' },
    settled: { title: '就地化解纠纷', unit: '件', flow: 'settledOn', by: ['kind'] },
    handed: { title: '排查后移交', unit: '件', flow: 'handedOn', where: ['is', 'flow', 'referred'], by: ['organ'] },
    open: { title: '待处置纠纷', unit: '件', flow: 'foundOn', where: ['stage', 'found'], by: ['kind', 'risk'] },
  }),
  ...defineIndicators(record.payment, 'med', {
    paid: { title: '实际支付金额', unit: '万元', flow: 'paidOn', sum: 'amount', note: '按每笔的支付日期；与协议金额不同' },
    'hospital.paid': {
      title: '医患纠纷实际赔付',
      unit: '万元',
      flow: 'paidOn',
      sum: 'amount',
      where: ['parent', medical],
      synonyms: ['实际赔付', '实际赔付金额'],
    },
  }),
  ...defineIndicators(
    record.mediationCase,
    'med',
    {
      accept: {
        title: '受理纠纷',
        unit: '件',
        flow: 'acceptedOn',
        by: split,
        synonyms: ['受理矛盾纠纷', '调解纠纷', '受理调解案件'],
        basis: '人民调解法 第十七条',
      },
      'accept.initiative': { title: '主动调解', unit: '件', flow: 'acceptedOn', where: ['is', 'source', 'initiative'] },
      'accept.applied': { title: '依申请调解', unit: '件', flow: 'acceptedOn', where: ['is', 'source', 'application'] },
      'accept.entrusted': {
        title: '接受委托移送调解',
        unit: '件',
        flow: 'acceptedOn',
        where: ['in', 'source', ['court', 'police', 'petitions', 'otherOrgan']],
        by: ['source'],
      },
      complex: {
        title: '疑难复杂纠纷',
        unit: '件',
        flow: 'acceptedOn',
        where: ['is', 'difficulty', 'complex'],
        by: ['kind'],
        synonyms: ['疑难、复杂纠纷'],
      },
      closed: {
        title: '已结案件',
        unit: '件',
        flow: 'resultOn',
        by: ['kind', 'outcome'],
        note: '成功、不成、终止、移送之和，按结果日期',
      },
      success: {
        title: '调解成功',
        unit: '件',
        flow: 'agreedOn',
        by: ['kind', 'agreement', 'committee'],
        synonyms: ['调处成功', '成功调解'],
        basis: '人民调解法 第二十八条',
      },
      'success.written': { title: '书面协议', unit: '件', flow: 'agreedOn', where: ['is', 'agreement', 'written'] },
      'success.oral': { title: '口头协议', unit: '件', flow: 'agreedOn', where: ['is', 'agreement', 'oral'] },
      failed: {
        title: '调解不成',
        unit: '件',
        flow: 'resultOn',
        where: ['is', 'outcome', 'failed'],
        basis: '人民调解法 第二十六条',
      },
      terminated: { title: '终止调解', unit: '件', flow: 'resultOn', where: ['is', 'outcome', 'terminated'] },
      referred: { title: '移送其他机关', unit: '件', flow: 'resultOn', where: ['is', 'outcome', 'referred'] },
      pending: { title: '期末未结案件', unit: '件', stock: ['acceptedOn', 'resultOn'], by: ['kind'] },
      amount: { title: '协议涉及金额', unit: '万元', flow: 'agreedOn', sum: 'amountAgreed', by: ['kind'] },
      performed: { title: '履行件数', unit: '件', flow: 'performedOn', by: ['kind'], basis: '人民调解法 第三十一条' },
      court: { title: '司法确认', unit: '件', flow: 'confirmedOn', basis: '人民调解法 第三十三条' },
      'avert.crime': {
        title: '防止民间纠纷转化为刑事案件',
        unit: '件',
        flow: 'resultOn',
        where: ['includes', 'averted', 'crime'],
        synonyms: ['防止民转刑'],
      },
      'avert.group': {
        title: '防止群体性上访',
        unit: '件',
        flow: 'resultOn',
        where: ['includes', 'averted', 'petition'],
      },
      'avert.people': { title: '防止激化涉及人数', unit: '人', flow: 'resultOn', sum: 'avertedPeople' },
      'hospital.accept': {
        title: '受理医患纠纷',
        unit: '宗',
        flow: 'acceptedOn',
        where: medical,
        synonyms: ['受理医疗纠纷'],
        basis: '医疗纠纷预防和处理条例 第三十一条',
      },
      'hospital.success': {
        title: '医患纠纷调处成功',
        unit: '宗',
        flow: 'agreedOn',
        where: medical,
        synonyms: ['医疗纠纷调解成功'],
      },
      'hospital.amount': {
        title: '医患纠纷协议金额',
        unit: '万元',
        flow: 'agreedOn',
        sum: 'amountAgreed',
        where: medical,
      },
    },
    {
      rate: {
        title: '调解成功率',
        part: 'success',
        whole: 'closed',
        note: '分母为已结案件（成功、不成、终止、移送）；另有以受理为分母的口径',
      },
      'rate.accepted': {
        title: '调解成功率（以受理为分母）',
        part: 'success',
        whole: 'accept',
        note: '部分公开统计采用的口径，含未结案件',
      },
      'hospital.rate': { title: '医患纠纷调解成功率', part: 'hospital.success', whole: 'hospital.accept' },
      'perform.rate': { title: '协议履行率', part: 'performed', whole: 'success' },
    },
  ),
  ...defineIndicators(record.session, 'med', { sessions: { title: '调解次数', unit: '次', flow: 'heldOn' } }),
  ...defineIndicators(record.visit, 'med', {
    visits: { title: '回访次数', unit: '次', flow: 'visitedOn', by: ['way', 'performance'] },
  }),
  ...defineIndicators(record.confirmation, 'med', {
    'court.asked': { title: '申请司法确认', unit: '件', flow: 'askedOn', by: ['decision'] },
  }),
  ...defineIndicators(record.committee, 'med', {
    committees: {
      title: '人民调解委员会',
      unit: '个',
      stock: ['foundedOn', 'closedOn'],
      where: ['not', ['is', 'kind', 'studio']],
      by: ['kind'],
      synonyms: ['调委会'],
    },
    studios: {
      title: '调解工作室',
      unit: '个',
      stock: ['foundedOn', 'closedOn'],
      where: ['is', 'kind', 'studio'],
      synonyms: ['婚姻家庭调解工作室'],
    },
  }),
  ...defineIndicators(record.mediator, 'med', {
    mediators: {
      title: '人民调解员',
      unit: '人',
      stock: ['servesFrom', 'leftOn'],
      by: ['employment', 'grade', 'woman'],
    },
    'mediators.full': {
      title: '专职人民调解员',
      unit: '人',
      stock: ['servesFrom', 'leftOn'],
      where: ['is', 'employment', 'full'],
    },
  }),
  ...defineIndicators(record.lesson, 'med', {
    'training.person': { title: '调解员培训人次', unit: '人次', flow: 'heldOn', basis: '人民调解法 第十四条' },
  }),
  ...defineIndicators(record.subsidy, 'med', {
    'subsidy.cases': { title: '以案定补发放件数', unit: '件', flow: 'paidOn', by: ['grade'] },
    'subsidy.amount': { title: '以案定补发放金额', unit: '元', flow: 'paidOn', sum: 'amount', by: ['grade'] },
  }),
]
