import { defineDocuments } from '../../../kernel/index.ts'
import * as record from '../records.ts'

/** A decision that was not taken is not written. */
const granted = ['is', 'decision', 'granted'] as const

const proposalOf = (title: string, short: string, basis: string, ask: string, from?: string) => ({
  title,
  number: `{place}矫${short}字〔{year}〕第{seq}号`,
  basis,
  ...(from ? { from } : {}),
  copies: ['受理机关', '人民检察院', '执行档案'],
  body: `
# ${title}
> {documentNumber}
{toOrgan}：
{parent.recordTitle}一名（{parent.number}），矫正类别{parent.category}，由{parent.organ}以{parent.judgmentNumber}决定，矫正期限{parent.termFrom}至{parent.termTo}。
提请事由：{ground}。
事实、证据与理由：
{reasons}
以上事实有案卷材料为证。依照有关法律规定，${ask}
附：案卷材料
> {bureauName}（盖章）
> {proposedOn}`,
})

/** Decisions of the county's organ, and the proposals on which other organs decide. */
export const measureDocuments = [
  ...defineDocuments(record.commendation, {
    decision: {
      title: '表扬决定书',
      when: granted,
      from: '2020-07-01',
      number: '{place}矫扬字〔{year}〕第{seq}号',
      basis: '社区矫正法 第二十八条；社区矫正法实施办法 第三十三条',
      body: `
# 表扬决定书
> {documentNumber}
{parent.recordTitle}：
你在社区矫正期间表现突出：{merits}。经审核，决定给予表扬。
> {bureauName}（盖章）
> {decidedOn}`,
    },
  }),
  ...defineDocuments(record.admonition, {
    decision: {
      title: '训诫决定书',
      when: granted,
      from: '2020-07-01',
      number: '{place}矫训字〔{year}〕第{seq}号',
      basis: '社区矫正法 第二十八条；社区矫正法实施办法 第三十四条',
      body: `
# 训诫决定书
> {documentNumber}
{parent.recordTitle}：
经查，你有下列行为：{ground}。事实与证据：{misconduct}。依照《中华人民共和国社区矫正法》第二十八条和《社区矫正法实施办法》第三十四条的规定，决定给予训诫。再次违反规定的，将依法给予警告。
> {bureauName}（盖章）
> {decidedOn}
> 本人（签名）：`,
      copies: ['本人', '人民检察院', '执行档案'],
    },
  }),
  ...defineDocuments(record.warning, {
    decision: {
      title: '警告决定书',
      when: granted,
      number: '{place}矫警字〔{year}〕第{seq}号',
      basis: '社区矫正法 第二十八条；社区矫正法实施办法 第三十五条；社区矫正实施办法 第二十三条',
      body: `
# 警告决定书
> {documentNumber}
{parent.recordTitle}：
经查，你有下列行为：{ground}。事实与证据：{misconduct}。依照社区矫正有关规定，决定给予警告。仍不改正的，将依法提请撤销缓刑、撤销假释或者收监执行。
> {bureauName}（盖章）
> {decidedOn}
> 本人（签名）：`,
      copies: ['本人', '人民检察院', '执行档案'],
    },
  }),
  ...defineDocuments(record.penalty, {
    proposal: {
      title: '治安管理处罚建议书',
      number: '{place}矫治建字〔{year}〕第{seq}号',
      basis: '社区矫正法 第二十八条；社区矫正法实施办法 第三十六条；社区矫正实施办法 第二十四条',
      copies: ['公安机关', '人民检察院', '执行档案'],
      body: `
# 治安管理处罚建议书
> {documentNumber}
{police}：
{parent.recordTitle}一名（{parent.number}），矫正类别{parent.category}，违反监督管理规定，事实与证据：{misconduct}。建议依法给予治安管理处罚。
> {bureauName}（盖章）
> {proposedOn}`,
    },
  }),
  ...defineDocuments(record.positioning, {
    form: {
      title: '使用电子定位装置审批表',
      basis: '社区矫正法 第二十九条；社区矫正法实施办法 第三十七条',
      body: `
# 使用电子定位装置审批表
| 申请日期 | {appliedOn} | 矫正类别 | {parent.category} | 矫正期限 | {parent.termFrom}至{parent.termTo} |
| 使用事由 | {ground} |
| 事实与理由 | {explanation} |
| 社区矫正机构意见 |  |
| 县级司法行政部门负责人意见 | {decision} | 批准日期 | {approvedOn} |
| 使用期限 | {currentFrom}至{validUntil} | 续期次数 | {renewals} |
| 续期评估意见 | {assessment} |
> {bureauName}`,
    },
    decision: {
      title: '使用电子定位装置决定书',
      when: granted,
      number: '{place}矫定字〔{year}〕第{seq}号',
      basis: '社区矫正法 第二十九条',
      body: `
# 使用电子定位装置决定书
> {documentNumber}
{parent.recordTitle}：
因{ground}，经县级司法行政部门负责人批准，决定对你使用电子定位装置，期限自{currentFrom}至{validUntil}。不再需要使用的，及时解除。
> {bureauName}（盖章）
> {approvedOn}`,
      copies: ['本人', '执行档案'],
    },
    notice: {
      title: '使用电子定位装置告知书',
      when: granted,
      basis: '社区矫正法 第二十九条；社区矫正法实施办法 第三十七条',
      body: `
# 使用电子定位装置告知书
现告知你：对你使用电子定位装置的期限为{currentFrom}至{validUntil}。你应当配合佩戴，不得擅自拆除、损毁。通过电子定位装置获得的信息严格保密，只用于社区矫正工作。
> {unitName}
> {toldOn}
> 本人（签名）：`,
    },
  }),
  ...defineDocuments(record.search, {
    record: {
      title: '社区矫正对象失联查找记录',
      formerly: [{ until: '2020-06-30', title: '社区服刑人员脱管追查记录' }],
      basis: '社区矫正法 第三十条；社区矫正法实施办法 第三十八条',
      body: `
# {parent.recordTitle}查找记录
| 查找情形 | {kind} | 发现日期 | {missedOn} | 查找次数 | {attempts} |
| 发现经过 | {circumstances} |
| 查找记录 | {attemptLog} |
| 通知公安机关 | {policeToldOn} | 通知决定机关 | {organToldOn} | 通报检察院 | {procuracyToldOn} |
| 终结日期 | {endedOn} | 查找结果 | {result} | 脱离监管 | {daysAway} |
| 查明情况 | {finding} |
> 经办人：{officer}`,
    },
  }),
  ...defineDocuments(record.proposal, {
    revokeProbation: proposalOf(
      '撤销缓刑建议书',
      '撤缓',
      '社区矫正法 第四十六条；社区矫正法实施办法 第四十六条；社区矫正实施办法 第二十五条',
      '建议撤销缓刑。',
    ),
    revokeParole: proposalOf(
      '撤销假释建议书',
      '撤假',
      '社区矫正法 第四十六条；社区矫正法实施办法 第四十七条；社区矫正实施办法 第二十五条',
      '建议撤销假释。',
    ),
    recommit: proposalOf(
      '收监执行建议书',
      '收监',
      '社区矫正法 第四十九条；社区矫正法实施办法 第四十九条；社区矫正实施办法 第二十六条',
      '建议对其收监执行。',
    ),
    arrest: proposalOf(
      '提请逮捕建议书',
      '捕',
      '社区矫正法 第四十七条；社区矫正法实施办法 第四十八条',
      '提请人民法院决定对其逮捕。',
      '2020-07-01',
    ),
    reduce: proposalOf(
      '减刑建议书',
      '减',
      '社区矫正法 第三十三条；社区矫正法实施办法 第四十二条；社区矫正实施办法 第二十八条',
      '建议依法裁定减刑。',
    ),
  }),
]
