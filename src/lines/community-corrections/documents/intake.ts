import { defineDocuments } from '../../../kernel/index.ts'
import * as record from '../records.ts'

/** The papers of assessment, reception, group, plan and daily duties. */
export const intakeDocuments = [
  ...defineDocuments(record.assessment, {
    letter: {
      title: '调查评估委托函',
      basis: '社区矫正法 第十八条',
      body: `
# 调查评估委托函
> {letterNumber}
{bureauName}：
{subject.name}（{assessed}）因涉嫌（犯）{offence}，拟适用{proposed}，居住地{residence}。现委托你单位对其社会危险性和对所居住社区的影响进行调查评估。
> {commissioner}
> {receivedOn}`,
    },
    opinion: {
      title: '调查评估意见书',
      number: '{place}矫评字〔{year}〕第{seq}号',
      basis: '社区矫正法 第十八条；社区矫正法实施办法 第十四条',
      copies: ['委托机关', '人民检察院', '存档'],
      body: `
# 调查评估意见书
> {documentNumber}
{commissioner}：
受你单位委托（{letterNumber}，{receivedOn}收到），本机构对{subject.name}（{assessed}，{subject.sex}，身份证号{subject.identityNumber}，居住地{residence}）拟适用{proposed}进行了调查评估。
调查情况：
{findings}
评估意见：{opinion}。
> {bureauName}（盖章）
> {opinionOn}`,
    },
  }),
  ...defineDocuments(record.inquiry, {
    reply: {
      title: '执行地变更征求意见复函',
      number: '{place}矫复字〔{year}〕第{seq}号',
      basis: '社区矫正法实施办法 第三十条',
      body: `
# 执行地变更征求意见复函
> {documentNumber}
{asker}：
你单位关于{subject.name}拟变更执行地至{residence}的函收悉（{askedOn}）。经核实：{findings}。我单位意见：{answer}接收。
> {bureauName}（盖章）
> {answeredOn}`,
    },
  }),
  ...defineDocuments(record.member, {
    pledge: {
      title: '矫正小组成员责任书',
      basis: '社区矫正法实施办法 第十九条',
      body: `
# 矫正小组成员责任书
本人{name}（{kind}）自{joinedOn}起为{parent.recordTitle}的矫正小组成员，职责分工：{duty}。本人承诺认真履行职责，保守其个人信息和隐私。
> 承诺人（签名）：
> {pledgedOn}`,
    },
  }),
  ...defineDocuments(record.plan, {
    plan: {
      title: '社区矫正方案',
      basis: '社区矫正法 第二十四条；社区矫正法实施办法 第二十二条',
      body: `
# 社区矫正方案
> 第{edition} {madeOn}
| 矫正类别 | {parent.category} | 矫正期限 | {parent.termFrom}至{parent.termTo} |
| 基本情况与综合评估 | {situation} |
| 犯罪原因与需求分析 | {needs} |
| 监督管理与教育帮扶措施 | {measures} |
| 调整原因 | {change} |
> {unitName}
> {madeOn}`,
    },
  }),
  ...defineDocuments(record.classification, {
    classification: {
      title: '分类管理评估（调整）审批表',
      basis: '社区矫正法 第二十四条；社区矫正法实施办法 第二十一条',
      body: `
# 分类管理评估（调整）审批表
| 矫正类别 | {parent.category} | 评估日期 | {assessedOn} |
| 评估分值 | {score} | 管理类别 | {managementClass} |
| 评估依据 | {reasons} |
> {unitName}`,
    },
  }),
  ...defineDocuments(record.visit, {
    record: {
      title: '实地查访记录',
      basis: '社区矫正法 第二十六条',
      body: `
# 实地查访记录
| 查访日期 | {visitedOn} | 查访方式 | {kind} | 见到本人 | {met} |
| 查访地点 | {place} |
| 查访情况 | {record} |
> 查访人（签名）：{officer}`,
    },
  }),
  ...defineDocuments(record.session, {
    attendance: {
      title: '集体教育活动签到表',
      basis: '社区矫正法 第三十六条',
      body: `
# 集体教育活动签到表
| 主题 | {topic} | 活动日期 | {heldOn} | 时长 | {hours} |
| 地点 | {place} | 授课人 | {teacher} | 未成年人专场 | {forMinors} |
| 姓名 | 签到 |
|  |  |
> {unitName}`,
    },
  }),
  ...defineDocuments(record.assistance, {
    record: {
      title: '帮扶记录表',
      basis: '社区矫正法 第三十五条',
      body: `
# 帮扶记录表
| 帮扶日期 | {givenOn} | 帮扶种类 | {kind} | 协助单位 | {partner} |
| 帮扶内容 | {content} |
> 经办人：{officer}`,
    },
  }),
  ...defineDocuments(record.appraisal, {
    form: {
      title: '月度考核表',
      basis: '社区矫正法 第二十八条',
      body: `
# 月度考核表
| 考核月份 | {monthOn} | 考核日期 | {appraisedOn} | 管理类别 | {parent.managementClass} |
| 报告 | {reports} | 查访 | {visits} | 核查 | {contacts} |
| 教育学时 | {educationHours} | 公益活动（社区服务）时长 | {serviceHours} | 达到要求 | {enough} |
| 考核结果 | {grade} | 考核意见 | {opinion} |
> {unitName}`,
    },
  }),
]
