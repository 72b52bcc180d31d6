import { codeList } from '../../kernel/index.ts'

export const source = codeList({
  id: 'resettlement-source',
  title: '对象来源',
  values: {
    prison: '监狱刑满释放',
    detentionCentre: '看守所刑满释放',
    corrections: '解除社区矫正',
    labour: { title: '解除劳动教养', to: '2013-12-28' },
  },
})
export const releaseKind = codeList({
  id: 'release-kind',
  title: '释放类型',
  values: {
    served: '刑满释放',
    paroleEnded: '假释考验期满',
    pardoned: '赦免',
    correctionEnded: '社区矫正期满',
    labourEnded: { title: '解除劳教', to: '2013-12-28' },
  },
})
export const entry = codeList({
  id: 'resettlement-entry',
  title: '纳入方式',
  values: { released: '释放衔接', corrections: '解矫转入', movedIn: '迁入' },
})
export const exit = codeList({
  id: 'resettlement-exit',
  title: '离册方式',
  values: { expired: '帮教期满', reoffended: '重新犯罪收监', died: '死亡', movedOut: '迁出' },
})
export const verification = codeList({
  id: 'verification',
  title: '核查结果',
  values: { confirmed: '属实', corrected: '已更正', notOurs: '非本辖区', notFound: '查无此人' },
})
export const pickup = codeList({
  id: 'pickup',
  title: '接送方式',
  values: { escorted: '必接必送', station: '司法所接回', police: '公安机关接回', family: '家属接回', self: '自行返回' },
})
export const level = codeList({ id: 'help-level', title: '帮教类别', values: { key: '重点', ordinary: '一般' } })
export const keyReason = codeList({
  id: 'key-reason',
  title: '列为重点的原因',
  values: {
    homeless: '无家可归',
    kinless: '无亲可投',
    destitute: '无生活来源',
    violent: '严重暴力犯罪',
    gang: '涉黑涉恶',
    drugs: '毒品犯罪',
    recidivist: '累犯、惯犯',
    tendency: '有重新犯罪倾向',
    mental: '精神障碍',
    cult: '邪教犯罪',
  },
})
export const marital = codeList({
  id: 'marital-status',
  title: '婚姻状况',
  values: { single: '未婚', married: '已婚', divorced: '离婚', widowed: '丧偶' },
})
export const searchEnd = codeList({
  id: 'search-end',
  title: '未衔接终结原因',
  values: { expired: '帮教期已过仍未找到', died: '死亡', imprisoned: '已另案收监' },
})
/** 「分职业」. */
export const occupation = codeList({
  id: 'help-occupation',
  title: '职业',
  values: {
    farmer: '务农',
    worker: '企业职工',
    selfEmployed: '个体经营',
    casual: '灵活就业',
    student: '在校学生',
    unemployed: '无业',
    retired: '退休或无劳动能力',
    other: '其他',
  },
})
/** 「分年龄」: the group at the beginning of help. */
export const ageGroup = codeList({
  id: 'age-group',
  title: '年龄段',
  values: { minor: '不满18周岁', youth: '18至34周岁', middle: '35至59周岁', elderly: '60周岁以上' },
})
export const arrangement = codeList({
  id: 'arrangement',
  title: '安置方式',
  values: {
    land: '落实责任田',
    enterprise: '企业就业',
    publicPost: '公益性岗位',
    selfEmployed: '个体经营、自谋职业',
    base: '过渡性安置基地',
    relief: '低保或社会救济',
    school: '就学',
  },
})
export const helpKind = codeList({
  id: 'help-kind',
  title: '帮扶项目',
  values: {
    job: '就业介绍',
    training: '技能培训',
    business: '创业扶持',
    allowance: '最低生活保障',
    relief: '临时救助',
    insurance: '社会保险',
    land: '责任田落实',
    housing: '住所安置',
    household: '落户',
    school: '就学',
    medical: '医疗救助',
    psychology: '心理疏导',
    legal: '法律援助',
  },
})
export const visitWay = codeList({
  id: 'help-visit-way',
  title: '走访方式',
  values: { home: '上门走访', office: '到所谈话', phone: '电话', video: '视频会见' },
})
export const returnPeriod = codeList({ id: 'resettlement-return', title: '报表期别', values: { half: '半年报', year: '年报' } })
