import { defineDocuments } from '../../kernel/index.ts'
import * as record from './records.ts'

/** The papers of resettlement, each filled from its record. */
export const documents = [
  ...defineDocuments(record.person, {
    releaseNotice: {
      title: '刑满释放人员通知书',
      basis: '监狱法 第三十五条',
      body: `
# 刑满释放人员通知书
{unitName}：
{subject.name}，{subject.sex}，{subject.birthDay}出生，身份证号{subject.identityNumber}，户籍地{household}，因{offence}被判处{sentenceTerm}，在{prison}服刑，将于{expectedOn}释放。请做好衔接和安置帮教工作。
接送方式：{pickup}。
> {today}`,
    },
    verification: {
      title: '服刑人员信息核查反馈表',
      basis: '粤司〔2013〕132号',
      body: `
# 服刑人员信息核查反馈表
| 姓名 | {subject.name} | 性别 | {subject.sex} |
| 身份证号 | {subject.identityNumber} | 出生日期 | {subject.birthDay} |
| 户籍地 | {household} | 居住地 | {residence} |
| 服刑场所 | {prison} | 收到信息日期 | {infoOn} |
| 核查结果 | {verification} | 核查反馈日期 | {verifiedOn} |
| 核查情况 | {findings} |
> 核查人：{officer}
> {unitName}（盖章）`,
    },
    linking: {
      title: '刑满释放人员衔接登记表（回执）',
      basis: '粤司〔2013〕132号',
      body: `
# 刑满释放人员衔接登记表（回执）
| 姓名 | {subject.name} | 身份证号 | {subject.identityNumber} |
| 释放日期 | {releasedOn} | 释放证明书编号 | {certificate} |
| 衔接日期 | {linkedOn} | 接送方式 | {pickup} |
| 居住地 | {residence} | 联系电话 | {subject.phone} |
回执：上列人员已于{linkedOn}衔接，列入本所帮教。
> {unitName}（盖章）
> {today}`,
    },
    registration: {
      title: '安置帮教人员登记表',
      formerly: [{ until: '2013-12-28', title: '刑释解教人员登记表' }],
      basis: '粤司〔2013〕132号',
      body: `
# {recordTitle}登记表
> 编号：{number}
| 姓名 | {subject.name} | 性别 | {subject.sex} | 出生日期 | {subject.birthDay} |
| 身份证号 | {subject.identityNumber} | 联系电话 | {subject.phone} |
| 户籍地 | {household} | 居住地 | {residence} |
| 对象来源 | {source} | 释放类型 | {kind} | 释放日期 | {releasedOn} |
| 罪名 | {offence} | 刑期 | {sentenceTerm} | 婚姻状况 | {marital} |
| 职业 | {occupation} | 年龄段 | {ageGroup} | 所在村（社区） | {community} |
| 帮教类别 | {level} | 列入帮教日期 | {enteredOn} | 帮教期至 | {helpUntil} |
| 帮教责任人 | {responsible} | 帮教小组 | {groupMembers} |
| 技能特长 | {skills} | 健康状况 | {health} |
| 矫正期间表现与建议 | {advice} |
> 登记人：{officer}`,
    },
    agreement: {
      title: '安置帮教协议书',
      body: `
# 安置帮教协议书
甲方：{unitName}（帮教小组：{groupMembers}）
乙方：{subject.name}
一、帮教期自{enteredOn}至{helpUntil}。
二、甲方对乙方进行思想教育、就业指导和困难帮扶，尊重乙方人格，保守乙方个人信息，不向用人单位和无关人员泄露。
三、乙方遵守法律，主动与帮教小组联系，变更住所、职业及时告知。
> 甲方（盖章）：
> 乙方（签名）：
> {agreementOn}`,
    },
    keyPerson: {
      title: '重点帮教对象评估审批表',
      body: `
# 重点帮教对象评估审批表
| 姓名 | {subject.name} | 性别 | {subject.sex} | 释放日期 | {releasedOn} |
| 列为重点的原因 | {keyReasons} |
| 重点帮教方案 | {keyPlan} |
| 列为重点日期 | {keyOn} |
| 司法所意见 |  |
| 领导小组办公室意见 |  |
> {unitName}
> {today}`,
    },
    employment: {
      title: '就业安置证明',
      basis: '监狱法 第三十七条',
      body: `
# 就业安置证明
{subject.name}，身份证号{subject.identityNumber}，已于{arrangedOn}落实安置，安置方式：{arrangement}，职业：{occupation}。
> {unitName}（盖章）
> {today}`,
    },
    ending: {
      title: '解除帮教审批表（证明）',
      body: `
# 解除帮教审批表
| 姓名 | {subject.name} | 身份证号 | {subject.identityNumber} |
| 列入帮教日期 | {enteredOn} | 帮教期至 | {helpUntil} |
| 最近走访日期 | {lastVisitOn} | 帮扶次数 | {helps} |
| 安置方式 | {arrangement} | 离册日期 | {leftOn} |
| 说明 | {exitNote} |
# 解除帮教证明
{subject.name}帮教期满，自{leftOn}起解除帮教。
> {unitName}（盖章）
> {today}`,
    },
    transfer: {
      title: '安置帮教对象转移函',
      number: '{place}帮转字〔{year}〕第{seq}号',
      body: `
# 安置帮教对象转移函
> {documentNumber}
{movedTo}：
{subject.name}，身份证号{subject.identityNumber}，{releasedOn}释放，帮教期至{helpUntil}，因居住地变更，自{leftOn}起转由你处接续帮教，现移交帮教档案。
> {unitName}（盖章）
> {leftOn}`,
    },
    file: {
      title: '安置帮教档案目录',
      body: `
# 安置帮教档案目录
> {number} {subject.name}
| 一 | 信息核查反馈表、释放证明书 |
| 二 | 衔接登记表、登记表、帮教协议书 |
| 三 | 走访谈话记录 |
{#resettlement.visit}
|  | {visitedOn} {way} |
{/resettlement.visit}
| 四 | 困难帮扶记录 |
{#resettlement.help}
|  | {givenOn} {kind} |
{/resettlement.help}
| 五 | 就业安置证明、解除帮教审批表 |
> 立卷人：{officer}`,
    },
  }),
  ...defineDocuments(record.visit, {
    record: {
      title: '走访谈话记录',
      body: `
# 走访谈话记录
| 走访日期 | {visitedOn} | 走访方式 | {way} |
| 思想、生活、就业情况 | {situation} |
| 困难与需求 | {needs} |
> 走访人（签名）：{officer}`,
    },
  }),
  ...defineDocuments(record.periodReturn, {
    cover: {
      title: '安置帮教工作报表（封面）',
      body: `
# 安置帮教工作报表
| 报告单位 | {unitName} | 期别 | {parent.period} |
| 报告期末 | {endOn} | 报送日期 | {filedOn} |
| 说明 | {remarks} |
表内数字由台账自动汇总，不另行填写。
> 签报人：{signedBy}`,
    },
  }),
]
