import { defineDocuments } from '../../../kernel/index.ts'
import * as record from '../records.ts'

const oldTerm = (title: string, now: string) => ({ title: now, formerly: [{ until: '2020-06-30', title }] })

/** 「解除社区矫正通知书」: the stub stays, three leaves go to the deciding organ, the procuracy and the police (社区矫正法 第四十四条). */
const noticeFields = `
| 姓名 | {subject.name} | 性别 | {sex} | 出生日期 | {bornOn} |
| 身份证号 | {subject.identityNumber} | 罪名 | {offence} |
| 原判刑罚 | {sentence} | 原判刑期 | {sentenceTerm} |
| 原判（决定）机关 | {organ} | 文书编号 | {judgmentNumber} |
| 居住地 | {residence} | 户籍地 | {household} |
| 矫正类别 | {category} | 矫正期限 | {termFrom}至{termTo} |
| 执行变更 | {termReason} | 解除日期 | {leftOn} |`

const leaf = (number: string, to: string) => `
# 解除社区矫正通知书
> （第${number}联）{documentNumber}
${to}：
{recordTitle}{subject.name}社区矫正期限届满（被赦免），依照有关法律规定，自{leftOn}起解除社区矫正。现将有关情况通知如下：
${noticeFields.trim()}
> {bureauName}（盖章）
> {leftOn}`

/** The papers of one person's correction, from the receipt to the two files. */
export const personDocuments = defineDocuments(record.person, {
  receipt: {
    title: '社区矫正法律文书送达回执',
    number: '{place}矫回字〔{year}〕第{seq}号',
    basis: '社区矫正法实施办法 第十六条',
    body: `
# 社区矫正法律文书送达回执
> {documentNumber}
{organ}：
你单位送达的{recordTitle}{subject.name}的法律文书（{judgmentNumber}）已于{papersOn}收到。
> {bureauName}（盖章）
> {receiptOn}`,
  },
  registration: {
    ...oldTerm('社区服刑人员报到情况登记表', '社区矫正对象报到情况登记表'),
    basis: '社区矫正法 第二十二条',
    body: `
# {recordTitle}报到情况登记表
> 编号：{number}
| 姓名 | {subject.name} | 性别 | {sex} | 出生日期 | {bornOn} |
| 身份证号 | {subject.identityNumber} | 民族 | {subject.ethnicity} | 联系电话 | {subject.phone} |
| 户籍地 | {household} | 居住地 | {residence} |
| 矫正类别 | {category} | 接收方式 | {entry} | 原执行地 | {movedFrom} |
| 决定机关 | {organ} | 文书编号 | {judgmentNumber} | 生效日期 | {effectiveOn} |
| 罪名 | {offence} | 原判刑罚 | {sentence} | 原判刑期 | {sentenceTerm} |
| 附加刑 | {additional} | 禁止令 | {prohibited} |
| 矫正期限 | {termFrom}至{termTo} |
| 报到日期 | {reportedOn} | 登记日期 | {enteredOn} |
| 健康状况 | {health} |
> 登记人：{officer}`,
  },
  reportNotice: {
    ...oldTerm('社区服刑人员报到通知单', '社区矫正对象报到通知单'),
    basis: '社区矫正法 第二十一条',
    body: `
# {recordTitle}报到通知单
{unitName}：
{recordTitle}{subject.name}已于{reportedOn}到本机构报到并登记，由你所负责日常工作。请通知其按时到所接受社区矫正。
> {bureauName}（盖章）
> {enteredOn}`,
  },
  announcement: {
    title: '社区矫正宣告书',
    number: '{place}矫宣字〔{year}〕第{seq}号',
    basis: '社区矫正法 第二十二条；社区矫正法实施办法 第二十条',
    body: `
# 社区矫正宣告书
> {documentNumber}
{recordTitle}{subject.name}：
根据{organ}{judgmentNumber}，你因犯{offence}，被判处{sentence}{sentenceTerm}，依法实行社区矫正，矫正类别为{category}，矫正期限自{termFrom}起至{termTo}止。现向你宣告：
一、在社区矫正期间，你应当遵守法律、法规，履行法律文书确定的义务，遵守报告、会客、外出、迁居、保外就医等规定，服从社区矫正机构的管理。
二、你依法享有的人身权利、财产权利和其他权利不受侵犯，在就业、就学和享受社会保障等方面不受歧视；对社区矫正工作有意见的，可以申诉、控告、检举。
三、违反规定的，将视情节依法给予相应处理，直至提请撤销缓刑、撤销假释或者收监执行。
四、为你确定的矫正小组成员：
{#community-corrections.member}
{name}（{kind}）
{/community-corrections.member}
> {bureauName}（盖章）
> {announcedOn}
> 被宣告人（签名）：`,
    copies: ['本人', '执行档案', '工作档案'],
  },
  groupPledge: {
    title: '社区矫正小组责任书',
    basis: '社区矫正法 第二十五条；社区矫正法实施办法 第十九条',
    body: `
# 社区矫正小组责任书
为做好{recordTitle}{subject.name}的社区矫正工作，{unitName}与矫正小组成员签订本责任书：
一、督促其遵守法律和监督管理规定，参加教育帮扶；二、定期向司法所反映其思想、学习、工作和生活情况；三、发现其违反规定或者有异常情况，立即报告；四、保守其个人信息和隐私。
| 成员 | 身份 | 职责分工 |
{#community-corrections.member}
| {name} | {kind} | {duty} |
{/community-corrections.member}
> {unitName}（盖章）
> {announcedOn}`,
  },
  summary: {
    ...oldTerm('社区服刑人员个人总结', '社区矫正对象个人总结'),
    basis: '社区矫正法实施办法 第五十三条',
    body: `
# {recordTitle}个人总结
| 姓名 | {subject.name} | 矫正类别 | {category} | 矫正期限 | {termFrom}至{termTo} |
| 总结内容 |  |
> 本人（签名）：
> {summaryOn}`,
  },
  finalAppraisal: {
    title: '社区矫正期满鉴定表',
    basis: '社区矫正法实施办法 第五十三条',
    body: `
# 社区矫正期满鉴定表
| 姓名 | {subject.name} | 性别 | {sex} | 矫正类别 | {category} |
| 矫正期限 | {termFrom}至{termTo} | 管理类别 | {managementClass} |
| 表扬 | {commendations} | 训诫 | {admonitions} | 警告 | {warnings} |
| 鉴定意见 | {finalAppraisal} |
| 安置帮教建议 | {helpAdvice} |
> {unitName}（盖章）
> {today}`,
  },
  releaseAnnouncement: {
    title: '解除社区矫正宣告书',
    basis: '社区矫正法实施办法 第五十四条；社区矫正实施办法 第三十条',
    body: `
# 解除社区矫正宣告书
{subject.name}：
根据{organ}{judgmentNumber}，你的社区矫正期限自{termFrom}起至{termTo}止，现已期满，自{leftOn}起解除社区矫正。
对你在社区矫正期间表现的鉴定意见：{finalAppraisal}
> {bureauName}（盖章）
> {leftOn}
> 本人（签名）：`,
  },
  releaseCertificate: {
    title: '解除社区矫正证明书',
    number: '{place}矫解证字〔{year}〕第{seq}号',
    basis: '社区矫正法 第四十四条',
    body: `
# 解除社区矫正证明书
> {documentNumber}
{recordTitle}{subject.name}，{sex}，{bornOn}出生，身份证号{subject.identityNumber}，居住地{residence}，因犯{offence}被{organ}判处{sentence}{sentenceTerm}，矫正类别{category}，矫正期限自{termFrom}起至{termTo}止。因{releaseReason}，自{leftOn}起依法解除社区矫正。
特此证明。
> {bureauName}（盖章）
> {leftOn}`,
    copies: ['本人', '执行档案'],
  },
  releaseNotice: {
    title: '解除社区矫正通知书',
    number: '{place}矫解字〔{year}〕第{seq}号',
    basis: '社区矫正法 第四十四条；社区矫正实施办法 第三十条',
    copies: ['存根', '社区矫正决定机关', '人民检察院', '公安机关'],
    body: `
# 解除社区矫正通知书（存根）
> {documentNumber}
${noticeFields.trim()}
| 解除原因 | {releaseReason} | 发往机关 | 决定机关、人民检察院、公安机关 |
| 填发人 | {officer} | 批准人 |  | 填发日期 | {leftOn} |
${leaf('一', '{organ}').trim()}
${leaf('二', '人民检察院').trim()}
${leaf('三', '公安局（分局）').trim()}`,
  },
  termination: {
    title: '终止社区矫正通知书',
    number: '{place}矫终字〔{year}〕第{seq}号',
    basis: '社区矫正法 第四十五条；社区矫正实施办法 第三十一条',
    copies: ['社区矫正决定机关', '人民检察院', '公安机关', '执行档案'],
    body: `
# 终止社区矫正通知书
> {documentNumber}
{organ}：
{recordTitle}{subject.name}，矫正类别{category}，矫正期限{termFrom}至{termTo}，因{endReason}（{decisionNumber}），自{leftOn}起终止社区矫正。
> {bureauName}（盖章）
> {leftOn}`,
  },
  executionFile: {
    title: '社区矫正执行档案目录',
    basis: '社区矫正法实施办法 第十八条；社区矫正实施办法 第十条',
    body: `
# 社区矫正执行档案
> 编号：{number}
| 姓名 | {subject.name} | 矫正类别 | {category} | 矫正期限 | {termFrom}至{termTo} |
| 序号 | 材料 |
| 一 | 适用社区矫正的法律文书（{judgmentNumber}，{papersOn}收到）、送达回执（{receiptOn}） |
| 二 | 报到情况登记表（{enteredOn}）、宣告书（{announcedOn}） |
| 三 | 监督管理审批材料 |
{#community-corrections.leave}
|  | 外出 {fromOn}至{untilOn} {destination} {tier} {decision} |
{/community-corrections.leave}
{#community-corrections.permit}
|  | 经常性跨市县活动 {places} 有效期至{validUntil} |
{/community-corrections.permit}
{#community-corrections.transfer}
|  | 执行地变更 {appliedOn} {destination} {decision} |
{/community-corrections.transfer}
{#community-corrections.meeting}
|  | 会客 {plannedOn} {relation} {decision} |
{/community-corrections.meeting}
{#community-corrections.restricted-entry}
|  | 进入特定区域（场所） {plannedOn} {place} {decision} |
{/community-corrections.restricted-entry}
{#community-corrections.postponement}
|  | 病情复查延期 {appliedOn} 延至{untilOn} {decision} |
{/community-corrections.postponement}
{#community-corrections.exit-ban}
|  | 不准出境报备 {filedOn} {authority} |
{/community-corrections.exit-ban}
{#community-corrections.positioning}
|  | 电子定位 {approvedOn} {ground} 至{validUntil} |
{/community-corrections.positioning}
| 四 | 考核奖惩材料 |
{#community-corrections.commendation}
|  | 表扬 {decidedOn} {decision} |
{/community-corrections.commendation}
{#community-corrections.admonition}
|  | 训诫 {decidedOn} {ground} |
{/community-corrections.admonition}
{#community-corrections.warning}
|  | 警告 {decidedOn} {ground} |
{/community-corrections.warning}
{#community-corrections.penalty}
|  | 治安管理处罚建议 {proposedOn} {result} |
{/community-corrections.penalty}
{#community-corrections.proposal}
|  | 提请{kind} {proposedOn} {decision} {decisionNumber} |
{/community-corrections.proposal}
| 五 | 查找、羁押等材料 |
{#community-corrections.search}
|  | {kind} {missedOn}至{endedOn} {result} |
{/community-corrections.search}
{#community-corrections.detention}
|  | {kind} {startsOn}至{endedOn} |
{/community-corrections.detention}
| 六 | 个人总结（{summaryOn}）、期满鉴定、解除（终止）文书（{leftOn}） |
> 立卷人：{officer}　归档日期：{archivedOn}`,
  },
  workingFile: {
    title: '社区矫正工作档案目录',
    basis: '社区矫正法实施办法 第十八条；社区矫正实施办法 第十条',
    body: `
# 社区矫正工作档案
> 编号：{number}
| 姓名 | {subject.name} | 受委托司法所 | {unitName} | 矫正期限 | {termFrom}至{termTo} |
| 序号 | 材料 |
| 一 | 矫正小组 |
{#community-corrections.member}
|  | {name} {kind} {joinedOn} |
{/community-corrections.member}
| 二 | 矫正方案及调整 |
{#community-corrections.plan}
|  | 第{edition} {madeOn} |
{/community-corrections.plan}
| 三 | 分类管理评估 |
{#community-corrections.classification}
|  | {assessedOn} {managementClass} |
{/community-corrections.classification}
| 四 | 报告、查访、核查 |
{#community-corrections.report}
|  | {reportedOn} {kind} |
{/community-corrections.report}
{#community-corrections.visit}
|  | {visitedOn} {kind} |
{/community-corrections.visit}
{#community-corrections.contact}
|  | {contactedOn} {kind} |
{/community-corrections.contact}
| 五 | 教育、公益活动（社区服务）、帮扶 |
{#community-corrections.education}
|  | {attendedOn} {topic} {hours} |
{/community-corrections.education}
{#community-corrections.service}
|  | {servedOn} {content} {hours} |
{/community-corrections.service}
{#community-corrections.assistance}
|  | {givenOn} {kind} |
{/community-corrections.assistance}
| 六 | 病情复查、考核 |
{#community-corrections.review}
|  | {reviewedOn} {hospital} |
{/community-corrections.review}
{#community-corrections.appraisal}
|  | {monthOn} {grade} |
{/community-corrections.appraisal}
> 立卷人：{officer}　归档日期：{archivedOn}`,
  },
})
