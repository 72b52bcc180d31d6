import { codeList } from '../../kernel/index.ts'

/** 「矫正类别」 社区矫正法 第二条; 剥夺政治权利 left community corrections with the Criminal Procedure Law in force since 2013. */
export const category = codeList({
  id: 'correction-category',
  title: '矫正类别',
  source: '社区矫正法 第二条',
  values: {
    control: { title: '管制', external: '01' },
    probation: { title: '缓刑', external: '02' },
    parole: { title: '假释', external: '03' },
    temporary: { title: '暂予监外执行', external: '04' },
    deprivation: { title: '剥夺政治权利', to: '2012-12-31', external: '05' },
  },
})
export const circumstance = codeList({
  id: 'temporary-circumstance',
  title: '暂予监外执行情形',
  source: '刑事诉讼法 第二百六十五条',
  values: { illness: '严重疾病需保外就医', pregnancy: '怀孕或者正在哺乳自己婴儿', helpless: '生活不能自理' },
})
export const entry = codeList({ id: 'correction-entry', title: '接收方式', values: { new: '新入矫', transferredIn: '迁入' } })
export const exit = codeList({
  id: 'correction-exit',
  title: '离矫方式',
  values: { released: '解除', terminated: '终止', transferredOut: '迁出', cancelled: '未接收' },
})
export const releaseReason = codeList({
  id: 'release-reason',
  title: '解除原因',
  source: '社区矫正法 第四十四条',
  values: { expiry: { title: '矫正期满', external: '01' }, pardon: { title: '赦免', external: '02' } },
})
/** 社区矫正法 第四十五条; 被判处监禁刑罚 is named by the 2012 办法 第三十一条 alone. */
export const endReason = codeList({
  id: 'termination-reason',
  title: '终止原因',
  source: '社区矫正法 第四十五条',
  values: {
    probationRevoked: { title: '撤销缓刑', external: '01' },
    paroleRevoked: { title: '撤销假释', external: '02' },
    recommitted: { title: '收监执行', external: '03' },
    death: { title: '死亡', external: '04' },
    sentenced: { title: '被判处监禁刑罚', to: '2020-06-30' },
  },
})
export const organKind = codeList({
  id: 'deciding-organ',
  title: '决定机关类型',
  source: '社区矫正法 第十七条',
  values: {
    court: { title: '人民法院', external: '01' },
    police: { title: '公安机关', external: '02' },
    prison: { title: '监狱管理机关', external: '03' },
  },
})
/** 「移交罪犯机关」: who hands the person over; in a case of probation often nobody does. 社区矫正法 第二十一条. */
export const handingOrgan = codeList({
  id: 'handing-organ',
  title: '移交机关类型',
  source: '社区矫正法 第二十一条',
  values: { prison: '监狱', detentionHouse: '看守所', police: '公安机关' },
})
export const paperKind = codeList({
  id: 'legal-paper',
  title: '法律文书类型',
  source: '社区矫正法 第二十条',
  values: { judgment: '判决书', ruling: '裁定书', decision: '决定书' },
})
export const crime = codeList({
  id: 'crime-class',
  title: '犯罪类型',
  values: {
    nationalSecurity: { title: '危害国家安全', external: '01' },
    publicSecurity: { title: '危害公共安全', external: '02' },
    market: { title: '破坏社会主义市场经济秩序', external: '03' },
    person: { title: '侵犯公民人身权利、民主权利', external: '04' },
    property: { title: '侵犯财产', external: '05' },
    order: { title: '妨害社会管理秩序', external: '06' },
    defence: { title: '危害国防利益', external: '07' },
    corruption: { title: '贪污受贿', external: '08' },
    dereliction: { title: '渎职', external: '09' },
    other: { title: '其他', external: '99' },
  },
})
export const sentence = codeList({
  id: 'original-sentence',
  title: '原判刑罚',
  values: {
    death: { title: '死刑缓期二年执行', external: '01' },
    life: { title: '无期徒刑', external: '02' },
    fixed: { title: '有期徒刑', external: '03' },
    detention: { title: '拘役', external: '04' },
    control: { title: '管制', external: '05' },
  },
})
export const additional = codeList({
  id: 'additional-punishment',
  title: '附加刑',
  values: {
    fine: { title: '罚金', external: '01' },
    deprivation: { title: '剥夺政治权利', external: '02' },
    confiscation: { title: '没收财产', external: '03' },
    deportation: { title: '驱逐出境', external: '04' },
    none: { title: '无', external: '05' },
    other: { title: '其他', external: '99' },
  },
})
export const sex = codeList({
  id: 'sex',
  title: '性别',
  source: 'GB/T 2261.1',
  values: { male: { title: '男', external: '1' }, female: { title: '女', external: '2' } },
})
export const managementClass = codeList({
  id: 'management-class',
  title: '管理类别',
  source: '社区矫正法 第二十四条',
  values: {
    lenient: { title: '宽松', external: '01' },
    ordinary: { title: '普通', external: '02' },
    strict: { title: '严格', external: '03' },
  },
})
export const assessed = codeList({
  id: 'assessed-person',
  title: '被调查评估对象类型',
  values: {
    suspect: { title: '犯罪嫌疑人', from: '2020-11-06' },
    defendant: { title: '被告人', external: '01' },
    convict: { title: '罪犯', external: '02' },
    other: { title: '其他', external: '99' },
  },
})
export const opinion = codeList({
  id: 'assessment-opinion',
  title: '评估意见',
  values: { suitable: '适合社区矫正', unsuitable: '不适合社区矫正' },
})
export const memberKind = codeList({
  id: 'group-member',
  title: '小组成员身份',
  source: '社区矫正法 第二十五条',
  values: {
    station: '司法所',
    village: '居（村）民委员会',
    guardian: '监护人',
    family: '家庭成员',
    employer: '所在单位',
    school: '就读学校',
    socialWorker: '社会工作者',
    volunteer: '志愿者',
    police: '公安派出所',
    women: '妇联等群团组织',
  },
})
export const reportKind = codeList({
  id: 'report-kind',
  title: '报告种类',
  source: '社区矫正法 第二十三条',
  values: {
    regular: '定期报告',
    call: '电话报告',
    inPerson: '当面报告',
    written: '书面思想汇报',
    event: '重大事项即时报告',
    health: '身体情况报告',
    backFromLeave: '外出返回报告',
  },
})
export const visitKind = codeList({
  id: 'supervision-visit',
  title: '查访方式',
  source: '社区矫正法 第二十六条',
  values: { home: '家庭走访', work: '单位走访', school: '学校走访', community: '社区走访', hospital: '医院走访' },
})
export const contactKind = codeList({
  id: 'supervision-contact',
  title: '核查方式',
  source: '社区矫正法 第二十六条',
  values: { phone: '电话联络', video: '视频联络', message: '即时通讯', check: '信息化核查', police: '公安情报核查' },
})
export const educationKind = codeList({
  id: 'correction-education',
  title: '教育方式',
  source: '社区矫正法 第三十六条',
  values: { collective: '集体教育', individual: '个别教育', psychology: '心理辅导', online: '网上教育', skills: '职业技能培训' },
})
export const assistanceKind = codeList({
  id: 'correction-assistance',
  title: '帮扶种类',
  source: '社区矫正法 第四十一条至第四十三条',
  values: {
    job: '就业',
    skills: '技能培训',
    school: '就学',
    relief: '社会救助',
    insurance: '社会保险',
    legal: '法律援助',
    family: '家庭关系',
    other: '其他',
  },
})
export const leaveReason = codeList({
  id: 'leave-reason',
  title: '外出事由',
  source: '社区矫正法实施办法 第二十六条',
  values: {
    medical: '就医',
    study: '就学',
    litigation: '参与诉讼',
    family: '处理家庭重要事务',
    work: '处理工作重要事务',
    other: '其他正当理由',
  },
})
/** 「审批层级」: which organ decides follows from the length of the leave, not from a choice. */
export const tier = codeList({
  id: 'leave-tier',
  title: '审批层级',
  values: {
    station: { title: '司法所', external: '0' },
    county: { title: '县级社区矫正机构', external: '1' },
    prefecture: { title: '上一级社区矫正机构', external: '2' },
  },
})
/** 「病情复查延期审批层级」: which organ decides follows from the length of the extension. */
export const postponementTier = codeList({
  id: 'postponement-tier',
  title: '延期审批层级',
  source: '社区矫正法实施办法 第二十四条',
  values: { county: '县级社区矫正机构', prefecture: '上一级社区矫正机构', province: '省级社区矫正机构' },
})
export const decision = codeList({ id: 'approval', title: '审批结果', values: { granted: '批准', refused: '不批准' } })
export const metPerson = codeList({
  id: 'met-person',
  title: '会见（接触）对象',
  source: '社区矫正法实施办法 第二十五条',
  values: {
    victim: '被害人',
    accuser: '控告人',
    informant: '举报人',
    accomplice: '同案犯',
    harmful: '可能诱发再犯罪的人',
    media: '境外媒体',
    other: '其他',
  },
})
export const banKind = codeList({
  id: 'prohibition-kind',
  title: '禁止令内容',
  source: '刑法 第三十八条、第七十二条',
  values: { activity: '禁止从事特定活动', place: '禁止进入特定区域、场所', contact: '禁止接触特定的人' },
})
export const monthlyGrade = codeList({
  id: 'appraisal-grade',
  title: '考核结果',
  values: { good: '好', fair: '较好', ordinary: '一般', poor: '差' },
})
/** 「训诫事由」 实施办法 第三十四条. */
export const admonitionGround = codeList({
  id: 'admonition-ground',
  title: '训诫事由',
  source: '社区矫正法实施办法 第三十四条',
  values: {
    late: '不按规定时间报到或者接受矫正期间脱离监管，未超过十日',
    breach: '违反报告、会客、外出、迁居等规定，情节轻微',
    education: '不按规定参加教育帮扶等活动，经教育仍不改正',
    other: '其他违反监督管理规定，情节轻微',
  },
})
/** 「警告事由」 2012年办法 第二十三条; 实施办法 第三十五条. */
export const warningGround = codeList({
  id: 'warning-ground',
  title: '警告事由',
  source: '社区矫正实施办法 第二十三条；社区矫正法实施办法 第三十五条',
  values: {
    late: '不按规定时间报到或者接受矫正期间脱离监管，超过十日',
    lateOld: { title: '未按规定时间报到', to: '2020-06-30' },
    breach: '违反报告、会客、外出、迁居等规定，情节较重',
    education: { title: '不按规定参加教育学习、社区服务，经教育仍不改正', to: '2020-06-30' },
    review: '保外就医无正当理由不按时提交病情复查情况，经教育仍不改正',
    twice: { title: '受到两次训诫，仍不改正', from: '2020-07-01' },
    prohibition: '违反人民法院禁止令，情节轻微',
    other: '其他违反监督管理规定，情节较重',
  },
})
export const penaltyResult = codeList({
  id: 'penalty-result',
  title: '公安机关处理结果',
  values: { detention: '行政拘留', fine: '罚款', warning: '警告', none: '不予处罚' },
})
/** 「电子定位事由」 社区矫正法 第二十九条; until June 2020 positioning rested on provincial rules without closed grounds. */
export const positioningGround = codeList({
  id: 'positioning-ground',
  title: '电子定位事由',
  source: '社区矫正法 第二十九条',
  values: {
    prohibition: { title: '违反人民法院禁止令', from: '2020-07-01', external: '01' },
    left: { title: '无正当理由，未经批准离开所居住的市、县', from: '2020-07-01', external: '02' },
    silent: { title: '拒不按照规定报告自己的活动情况，被给予警告', from: '2020-07-01', external: '03' },
    penalty: { title: '违反监督管理规定，被给予治安管理处罚', from: '2020-07-01', external: '04' },
    proposed: { title: '拟提请撤销缓刑、假释或者暂予监外执行收监执行', from: '2020-07-01', external: '05' },
    provincial: { title: '按省实施细则采取技防措施', to: '2020-06-30' },
  },
})
export const deviceKind = codeList({
  id: 'positioning-device',
  title: '定位装置',
  values: { wristband: '电子腕带', anklet: '电子脚扣', phone: { title: '定位手机', to: '2020-06-30' } },
})
export const searchKind = codeList({
  id: 'search-kind',
  title: '查找情形',
  values: { missing: '未按期报到（漏管）', lost: '在矫失去联系（脱管）' },
})
export const searchWay = codeList({
  id: 'search-way',
  title: '查找方式',
  values: { call: '电话', visit: '上门', family: '询问亲属', village: '询问村（居）', police: '公安协查', video: '视频核查' },
})
export const searchResult = codeList({
  id: 'search-result',
  title: '查找结果',
  values: { found: '已找到', custody: '已被羁押', dead: '已死亡', closed: '矫正终结时仍未找到' },
})
export const custody = codeList({
  id: 'custody-kind',
  title: '限制人身自由措施',
  source: '社区矫正法实施办法 第四十一条',
  values: {
    criminalDetention: '刑事拘留',
    arrest: '逮捕',
    advanceArrest: '提请撤销后先行逮捕',
    administrative: '行政拘留',
    judicial: '司法拘留',
    drugs: '强制隔离戒毒',
    other: '其他强制措施',
  },
})
export const proposalKind = codeList({
  id: 'proposal-kind',
  title: '提请种类',
  values: {
    revokeProbation: '撤销缓刑',
    revokeParole: '撤销假释',
    recommit: '暂予监外执行收监执行',
    arrest: { title: '逮捕', from: '2020-07-01' },
    reduce: '减刑',
  },
})
/** Grounds of a proposal; how many warnings are needed changed with the law (see law.ts). */
export const proposalGround = codeList({
  id: 'proposal-ground',
  title: '提请事由',
  source: '社区矫正实施办法 第二十五条、第二十六条；社区矫正法实施办法 第四十六条至第四十九条',
  values: {
    prohibition: '违反禁止令，情节严重',
    absent: '无正当理由不按规定时间报到或者脱离监管，超过一个月',
    penalty: '因违反监督管理规定受到治安管理处罚，仍不改正',
    warnings: '受到规定次数的警告，仍不改正',
    leftWithoutLeave: '未经批准离开所居住的市、县，经警告拒不改正或拒不报告行踪',
    ceased: '暂予监外执行情形消失，刑期未满',
    unqualified: '不符合暂予监外执行条件',
    newCrime: '新犯罪或者发现漏罪',
    danger: '可能逃跑、自杀或者发生社会危险',
    merit: '确有悔改或者立功、重大立功表现',
    other: '其他违反法律、法规和监督管理规定，情节严重',
  },
})
export const handover = codeList({
  id: 'handover',
  title: '解矫衔接',
  source: '社区矫正法 第四十四条；社区矫正法实施办法 第五十三条',
  values: { opened: '转入本区安置帮教', excused: '不转入本区安置帮教' },
})
export const excuse = codeList({
  id: 'handover-excuse',
  title: '不转入原因',
  values: {
    elsewhere: '居住地、户籍地在外地，已移送当地',
    army: '入伍等',
    abroad: '外国籍或出境',
    serving: '余刑或另案继续服刑',
    already: '已在帮教名册',
    other: '其他',
  },
})
