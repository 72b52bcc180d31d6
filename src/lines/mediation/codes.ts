import { codeList } from '../../kernel/index.ts'

/** 「纠纷类型」 as the ministry form publishes them; three classes were added by 2021 (the very first day is not published: 1 January is our reading). */
export const disputeKind = codeList({
  id: 'dispute-kind',
  title: '纠纷类型',
  source: '司法行政统计报表（2016 年 15 类；2021 年已列旅游、知识产权、互联网）',
  values: {
    family: { title: '婚姻家庭', external: '01' },
    neighbour: { title: '邻里', external: '02' },
    housing: { title: '房屋宅基地', external: '03' },
    contract: { title: '合同', external: '04' },
    business: { title: '生产经营', external: '05' },
    damages: { title: '损害赔偿', external: '06' },
    land: { title: '山林土地', external: '07' },
    expropriation: { title: '征地拆迁', external: '08' },
    environment: { title: '环境污染', external: '09' },
    labour: { title: '劳动争议', external: '10' },
    consumer: { title: '消费', external: '11' },
    medical: { title: '医疗', external: '12' },
    traffic: { title: '道路交通事故', external: '13' },
    property: { title: '物业', external: '14' },
    tourism: { title: '旅游', external: '15', from: '2021-01-01' },
    intellectual: { title: '知识产权', external: '16', from: '2021-01-01' },
    internet: { title: '互联网', external: '17', from: '2021-01-01' },
    other: { title: '其他', external: '18' },
  },
})

/** 「案件来源」 */
export const caseSource = codeList({
  id: 'case-source',
  title: '案件来源',
  values: {
    initiative: '主动调解',
    application: '依申请调解',
    court: '法院委托移送',
    police: '公安机关委托移送',
    petitions: '信访部门委托移送',
    otherOrgan: '其他部门委托移送',
  },
})

export const committeeKind = codeList({
  id: 'committee-kind',
  title: '调委会类型',
  values: {
    village: '村',
    community: '社区（居）',
    township: '乡镇',
    street: '街道',
    enterprise: '企事业单位',
    medical: '行业性专业性（医疗）',
    family: '行业性专业性（婚姻家庭）',
    traffic: '行业性专业性（道路交通）',
    labour: '行业性专业性（劳动争议）',
    property: '行业性专业性（物业）',
    otherTrade: '行业性专业性（其他）',
    studio: '派驻或个人调解工作室',
  },
})

export const difficulty = codeList({
  id: 'difficulty',
  title: '难易程度',
  values: { simple: '简易', ordinary: '一般', complex: '疑难复杂' },
})
export const riskLevel = codeList({
  id: 'risk-level',
  title: '风险等级',
  values: { yellow: '黄', orange: '橙', red: '红' },
})
export const level = codeList({
  id: 'mediation-level',
  title: '办理层级',
  values: { village: '村（居）', township: '镇（街）', county: '区（县）' },
})
export const agreementForm = codeList({
  id: 'agreement-form',
  title: '协议形式',
  values: { written: '书面', oral: '口头' },
})
export const outcome = codeList({
  id: 'mediation-outcome',
  title: '调解结果',
  values: { agreed: '调解成功', failed: '调解不成', terminated: '终止调解', referred: '移送其他机关' },
})
export const averted = codeList({
  id: 'averted',
  title: '防止激化',
  values: { crime: '民间纠纷转化为刑事案件', suicide: '非正常死亡', petition: '群体性上访', brawl: '群体性械斗' },
})
export const sensitivePeriod = codeList({
  id: 'sensitive-period',
  title: '敏感时期',
  values: {
    spring: '春节',
    sessions: '全国两会',
    tomb: '清明',
    labour: '五一',
    national: '国庆',
    congress: '重大会议',
    exams: '中高考',
    flood: '汛期',
    special: '专项排查',
    routine: '定期排查',
  },
})
export const disputeFlow = codeList({
  id: 'dispute-flow',
  title: '纠纷流向',
  values: { settled: '就地化解', accepted: '转入调解', referred: '移交其他机关', prevented: '预防' },
})
export const employment = codeList({
  id: 'mediator-employment',
  title: '专兼职',
  values: { full: '专职', part: '兼职' },
})
export const mediatorGrade = codeList({
  id: 'mediator-grade',
  title: '调解员等级',
  values: { first: '一级', second: '二级', third: '三级', none: '未评定' },
})
export const mediatorOrigin = codeList({
  id: 'mediator-origin',
  title: '产生方式',
  values: { elected: '推选委员', engaged: '聘任' },
})
export const education = codeList({
  id: 'education',
  title: '文化程度',
  source: 'GB/T 4658',
  values: { primary: '小学', junior: '初中', senior: '高中', college: '大专', bachelor: '本科', master: '研究生' },
})
export const visitWay = codeList({
  id: 'visit-way',
  title: '回访方式',
  values: { call: '电话', visit: '上门', online: '网络' },
})
export const performance = codeList({
  id: 'performance',
  title: '履行情况',
  values: { full: '已履行', part: '部分履行', none: '未履行' },
})
export const subsidyGrade = codeList({
  id: 'subsidy-grade',
  title: '补贴档次',
  values: { oral: '口头协议', simple: '简易案件', ordinary: '一般案件', complex: '疑难复杂案件' },
})
export const organ = codeList({
  id: 'mediation-organ',
  title: '接收机关',
  values: {
    court: '人民法院',
    police: '公安机关',
    labour: '劳动仲裁机构',
    petitions: '信访部门',
    land: '自然资源部门',
    health: '卫生健康部门',
    civil: '民政部门',
    other: '其他机关',
  },
})
export const courtDecision = codeList({
  id: 'confirmation-decision',
  title: '确认结果',
  values: { confirmed: '确认有效', refused: '不予确认', withdrawn: '撤回申请' },
})
