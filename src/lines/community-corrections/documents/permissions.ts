import { defineDocuments } from '../../../kernel/index.ts'
import * as record from '../records.ts'

const oldTerm = (title: string, now: string) => ({ title: now, formerly: [{ until: '2020-06-30', title }] })

/** A permission that was not given is not certified. */
const granted = ['is', 'decision', 'granted'] as const

/** The forms, decisions and notices of permissions. */
export const permissionDocuments = [
  ...defineDocuments(record.leave, {
    form: {
      ...oldTerm('社区服刑人员外出审批表', '社区矫正对象外出审批表'),
      basis: '社区矫正法 第二十七条；社区矫正法实施办法 第二十七条；社区矫正实施办法 第十三条',
      body: `
# {parent.recordTitle}外出审批表
> {number}
| 矫正类别 | {parent.category} | 管理类别 | {parent.managementClass} | 申请日期 | {appliedOn} |
| 外出事由 | {reason} | 出发地 | {origin} | 目的地 | {destination} |
| 外出时间 | {fromOn}至{untilOn} | 未提前三日申请 | {shortNotice} | 请假天数 | {days} | 两个月内累计 | {daysInTwoMonths} |
| 事由说明 | {explanation} |
| 保证人 | {guarantor} | 审批层级 | {tier} |
| 核实理由与材料 | {findings} |
| 司法所意见 | {stationOpinion} |
| 县级社区矫正机构意见 |  |
| 上一级社区矫正机构意见 |  |
| 审批结果 | {decision} | 审批日期 | {decidedOn} |
> 申请人（签名）：`,
    },
    certificate: {
      ...oldTerm('社区服刑人员外出证明', '社区矫正对象外出证明'),
      when: granted,
      number: '{place}矫外证字〔{year}〕第{seq}号',
      basis: '社区矫正法实施办法 第二十七条；社区矫正实施办法 第十三条',
      body: `
# {parent.recordTitle}外出证明
> {documentNumber}
兹有{parent.recordTitle}一名，因{reason}，经批准自{fromOn}至{untilOn}前往{destination}。到达后应当及时报告，期满前返回销假。
> {bureauName}（盖章）
> {decidedOn}`,
    },
    notice: {
      title: '外出告知书',
      when: granted,
      basis: '社区矫正法实施办法 第二十七条、第二十八条',
      body: `
# 外出告知书
你申请外出（{number}）已获批准：时限{fromOn}至{untilOn}，目的地{destination}。外出期间应当遵守法律和监督管理规定，不得前往其他地点，接受通讯联络和核查；期满前返回，及时销假。确需延期的，应在期满前申请。
> {unitName}
> {toldOn}
> 本人（签名）：`,
    },
    procuracyNotice: {
      title: '外出审批通报函',
      when: ['all', granted, ['is', 'tier', 'prefecture']],
      number: '{place}矫通字〔{year}〕第{seq}号',
      basis: '社区矫正法实施办法 第二十七条',
      body: `
# 外出审批通报函
> {documentNumber}
人民检察院：
经上一级社区矫正机构批准，{parent.recordTitle}一名自{fromOn}至{untilOn}外出前往{destination}，共{days}，两个月内累计{daysInTwoMonths}。特此通报。
> {bureauName}（盖章）
> {procuracyToldOn}`,
    },
  }),
  ...defineDocuments(record.permit, {
    form: {
      title: '经常性跨市县活动审批表',
      from: '2020-07-01',
      basis: '社区矫正法 第二十七条；社区矫正法实施办法 第二十九条',
      body: `
# 经常性跨市县活动审批表
| 申请日期 | {appliedOn} | 事由 | {reason} | 往返市、县 | {places} |
| 理由、频次与路线 | {explanation} |
| 核实情况 | {findings} |
| 审批结果 | {decision} | 批准日期 | {decidedOn} | 有效期至 | {validUntil} |
> {bureauName}`,
    },
  }),
  ...defineDocuments(record.transfer, {
    form: {
      ...oldTerm('社区服刑人员居住地变更审批表', '社区矫正对象执行地变更审批表'),
      basis: '社区矫正法 第二十七条；社区矫正法实施办法 第三十条；社区矫正实施办法 第十四条',
      body: `
# {parent.recordTitle}{recordTitle}审批表
| 矫正类别 | {parent.category} | 矫正期限 | {parent.termFrom}至{parent.termTo} | 申请日期 | {appliedOn} |
| 新执行地 | {destination} | 新居住地址 | {newAddress} |
| 变更理由 | {reason} |
| 司法所意见 | {stationOpinion} |
| 新执行地意见 | {answer} |
| 决定 | {decision} | 决定日期 | {decidedOn} |
> 申请人（签名）：`,
    },
    inquiry: {
      title: '变更执行地征求意见函',
      formerly: [{ until: '2020-06-30', title: '变更居住地征求意见函' }],
      number: '{place}矫征字〔{year}〕第{seq}号',
      basis: '社区矫正法实施办法 第三十条',
      body: `
# {recordTitle}征求意见函
> {documentNumber}
{destination}：
{parent.recordTitle}一名，矫正类别{parent.category}，矫正期限{parent.termFrom}至{parent.termTo}，因{reason}，申请变更至你处（{newAddress}）。请核实并函复意见。
> {bureauName}（盖章）
> {askedOn}`,
    },
    decision: {
      title: '变更执行地决定书',
      when: granted,
      formerly: [{ until: '2020-06-30', title: '变更居住地决定书' }],
      number: '{place}矫变字〔{year}〕第{seq}号',
      basis: '社区矫正法 第二十七条；社区矫正法实施办法 第三十一条',
      copies: ['本人', '新执行地社区矫正机构', '社区矫正决定机关', '人民检察院'],
      body: `
# {recordTitle}决定书
> {documentNumber}
{parent.recordTitle}：
你因{reason}申请{recordTitle}，经征求{destination}意见，决定同意。收到本决定后应当在规定期限内到新执行地报到。
> {bureauName}（盖章）
> {decidedOn}`,
    },
    refusal: {
      title: '不予变更执行地通知书',
      formerly: [{ until: '2020-06-30', title: '不予变更居住地通知书' }],
      number: '{place}矫不变字〔{year}〕第{seq}号',
      basis: '社区矫正法实施办法 第三十条',
      body: `
# 不予{recordTitle}通知书
> {documentNumber}
{parent.recordTitle}：
你于{appliedOn}提出的{recordTitle}申请，经审查，不予同意。理由：{refusal}。
> {bureauName}（盖章）
> {decidedOn}`,
    },
  }),
  ...defineDocuments(record.meeting, {
    form: {
      title: '会客审批表',
      basis: '社区矫正法 第二十三条；社区矫正法实施办法 第二十五条',
      body: `
# 会客审批表
| 申请日期 | {appliedOn} | 会见（接触）对象 | {relation} | 对方姓名 | {visitor} |
| 拟会见日期 | {plannedOn} | 地点 | {place} |
| 事由 | {reason} |
| 审批结果 | {decision} | 审批日期 | {decidedOn} | 审批意见 | {opinion} |
> {bureauName}`,
    },
  }),
  ...defineDocuments(record.restrictedEntry, {
    form: {
      title: '进入特定区域（场所）审批表',
      basis: '社区矫正法实施办法 第三十九条；社区矫正实施办法 第十二条',
      copies: ['原审人民法院', '人民检察院', '执行档案'],
      body: `
# 进入特定区域（场所）审批表
| 申请日期 | {appliedOn} | 区域（场所） | {place} | 进入日期 | {plannedOn} |
| 理由 | {reason} |
| 司法所意见 | {stationOpinion} |
| 审批结果 | {decision} | 审批日期 | {decidedOn} | 审批意见 | {opinion} |
> {bureauName}`,
    },
  }),
  ...defineDocuments(record.postponement, {
    form: {
      title: '病情复查延期审批表',
      from: '2020-07-01',
      basis: '社区矫正法实施办法 第二十四条',
      body: `
# 病情复查延期审批表
| 申请日期 | {appliedOn} | 最近复查 | {parent.lastReviewOn} | 拟延至 | {untilOn} |
| 延长天数 | {days} | 审批层级 | {tier} |
| 病情及保证人等情况 | {reason} |
| 审批结果 | {decision} | 审批日期 | {decidedOn} |
> {bureauName}`,
    },
  }),
  ...defineDocuments(record.exitBan, {
    notice: {
      title: '法定不准出境人员报备表',
      basis: '出境入境管理法 第十二条',
      body: `
# 法定不准出境人员报备表
{authority}：
{parent.recordTitle}一名，矫正类别{parent.category}，矫正期限{parent.termFrom}至{parent.termTo}，依法不准出境，控制期限至{validUntil}，请予备案。
> {bureauName}（盖章）
> {filedOn}`,
    },
    lifting: {
      title: '撤销法定不准出境人员报备表',
      basis: '出境入境管理法 第十二条',
      body: `
# 撤销法定不准出境人员报备表
{authority}：
{filedOn}报备的人员已离矫，请自{liftedOn}起撤销不准出境控制。
> {bureauName}（盖章）`,
    },
  }),
]
