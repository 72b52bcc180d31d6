import { defineDocuments } from '../../kernel/index.ts'
import * as record from './records.ts'

/** The papers of people's mediation (mediation forms of the ministry), each filled from its record. */
export const documents = [
  ...defineDocuments(record.mediationCase, {
    application: {
      title: '人民调解申请书',
      basis: '人民调解法 第十七条',
      body: `
# 人民调解申请书
{#applicant}
| 申请人 | {name} | 性别 | {sex} | 联系电话 | {phone} |
| 身份证号 | {identityNumber} | 住址 | {address} |
{/applicant}
{#respondent}
| 被申请人 | {name} | 性别 | {sex} | 联系电话 | {phone} |
{/respondent}
纠纷简要情况：{summary}
争议金额：{amountClaimed}
申请事项：请求{committee.name}就上述纠纷进行调解。人民调解委员会已将申请人民调解的相关规定告知本人，现自愿申请人民调解。
> 申请人（签名、盖章或按指印）：
> {acceptedOn}`,
    },
    registration: {
      title: '人民调解受理登记表',
      basis: '人民调解法 第十七条',
      body: `
# 人民调解受理登记表
> 编号：{number}
| 受理日期 | {acceptedOn} | 案件来源 | {source} |
| 纠纷类型 | {kind} | 难易程度 | {difficulty} |
{#applicant}
| 申请人 | {name} | 性别 | {sex} |
| 联系电话 | {phone} | 住址 | {address} |
{/applicant}
{#respondent}
| 被申请人 | {name} | 性别 | {sex} |
| 联系电话 | {phone} | 住址 | {address} |
{/respondent}
| 涉及人数 | {personsConcerned} | 争议金额 | {amountClaimed} |
| 纠纷简要情况 | {summary} |
| 承办调委会 | {committee.name} | 登记人 | {officer} |
> {committee.name}（盖章）
> {acceptedOn}`,
    },
    agreement: {
      title: '人民调解协议书',
      basis: '人民调解法 第二十九条',
      body: `
# 人民调解协议书
> 编号：{number}
{#applicant}
当事人：{name}，{sex}，{birthDay}出生，{ethnicity}，{occupation}，住{address}，身份证号{identityNumber}，联系电话{phone}。
{/applicant}
{#respondent}
当事人：{name}，{sex}，{birthDay}出生，{ethnicity}，{occupation}，住{address}，身份证号{identityNumber}，联系电话{phone}。
{/respondent}
纠纷的主要事实、争议事项以及各方当事人的责任：
{summary}
经调解，各方当事人自愿达成如下协议：
{terms}
协议涉及金额：{amountAgreed}
履行期限：{performBy}
本协议一式三份，双方当事人、人民调解委员会各执一份。本协议自各方当事人签名、盖章或者按指印，人民调解员签名并加盖人民调解委员会印章之日起生效。双方认为有必要的，可以自协议生效之日起三十日内共同向人民法院申请司法确认。
> 当事人（签名、盖章或按指印）：
> 人民调解员（签名）：{mediator.name}
> {committee.name}（盖章）
> {agreedOn}`,
      copies: ['双方当事人', '人民调解委员会'],
    },
    oralAgreement: {
      title: '人民调解口头协议登记表',
      basis: '人民调解法 第三十条',
      body: `
# 人民调解口头协议登记表
> 编号：{number}
{#applicant}
| 当事人 | {name} | 联系电话 | {phone} |
{/applicant}
{#respondent}
| 当事人 | {name} | 联系电话 | {phone} |
{/respondent}
| 纠纷主要事实 | {summary} |
| 协议内容 | {terms} |
| 履行期限 | {performBy} | 协议金额 | {amountAgreed} |
> 人民调解员（签名）：{mediator.name}
> {committee.name}（盖章）
> {agreedOn}`,
    },
    referral: {
      title: '移送（委托）函',
      number: '{place}调移字〔{year}〕第{seq}号',
      basis: '人民调解法 第二十五条',
      body: `
# 移送函
> {documentNumber}
{organ}：
{committee.name}于{acceptedOn}受理的{kind}纠纷（{number}），因{reason}，现移送你单位依法处理。
附：案件材料
> {committee.name}（盖章）
> {resultOn}`,
    },
    confirmationRequest: {
      title: '司法确认申请书',
      basis: '人民调解法 第三十三条；民事诉讼法 第二百零五条',
      body: `
# 司法确认申请书
{#applicant}
申请人：{name}，{sex}，{birthDay}出生，身份证号{identityNumber}，住{address}，联系电话{phone}。
{/applicant}
{#respondent}
申请人：{name}，{sex}，{birthDay}出生，身份证号{identityNumber}，住{address}，联系电话{phone}。
{/respondent}
请求事项：确认申请人于{agreedOn}达成的人民调解协议（{number}）有效。
事实与理由：申请人因{kind}纠纷，经{committee.name}主持调解，自愿达成如下协议：
{terms}
申请人出于解决纠纷的目的自愿达成协议，没有恶意串通、规避法律的行为；如果因为该协议内容而给他人造成损害的，愿意承担相应的民事责任和其他法律责任。
> 申请人（签名或盖章）：
> {confirmAskedOn}`,
    },
    medicalNotice: {
      when: ['is', 'kind', 'medical'],
      title: '医疗纠纷受理通知书',
      number: '{place}医调受字〔{year}〕第{seq}号',
      basis: '医疗纠纷预防和处理条例 第三十一条',
      body: `
# 医疗纠纷受理通知书
> {documentNumber}
{#applicant}
{name}：
{/applicant}
你（单位）申请调解的医疗纠纷（{number}），本委员会已于{acceptedOn}受理。调解不收取费用，应当自受理之日起三十个工作日内完成；需要鉴定的，鉴定时间不计入调解期限。
> {committee.name}（盖章）
> {today}`,
    },
    expertOpinion: {
      when: ['is', 'kind', 'medical'],
      title: '医疗纠纷专家咨询意见书',
      basis: '医疗纠纷预防和处理条例 第三十五条',
      body: `
# 医疗纠纷专家咨询意见书
| 案件编号 | {number} | 受理日期 | {acceptedOn} |
| 纠纷情况 | {summary} |
| 咨询问题 |  |
| 专家意见 |  |
> 咨询专家（签名）：
> {today}`,
    },
    cover: {
      title: '人民调解卷宗',
      basis: '人民调解法 第二十七条',
      body: `
# 人民调解卷宗
> 卷宗编号：{number}
| 卷名 | {kind}纠纷 |
| 承办调委会 | {committee.name} |
| 人民调解员 | {mediator.name} |
| 受理日期 | {acceptedOn} |
| 调解结果 | {outcome} |
| 结果日期 | {resultOn} |
| 归档日期 | {archivedOn} |`,
    },
    catalogue: {
      title: '卷宗目录及情况说明',
      body: `
# 卷宗目录
> {number}
| 序号 | 材料名称 |
| 一 | 人民调解申请书、受理登记表 |
| 二 | 调解记录 |
{#mediation.session}
|  | {heldOn} 于{place} |
{/mediation.session}
| 三 | 人民调解协议书（口头协议登记表） |
| 四 | 回访记录 |
{#mediation.visit}
|  | {visitedOn} {way} {performance} |
{/mediation.visit}
| 五 | 司法确认材料 |
情况说明：本卷由{officer}立卷。`,
    },
  }),
  ...defineDocuments(record.session, {
    minutes: {
      title: '人民调解记录',
      basis: '人民调解法 第二十七条',
      body: `
# 人民调解记录
> {parent.number}
时间：{heldOn}
地点：{place}
参加人：
调解员已告知当事人权利和义务：{toldRights}
调解经过：{record}
> 当事人（签名）：
> 调解员（签名）：
> 记录人（签名）：{officer}`,
    },
  }),
  ...defineDocuments(record.visit, {
    record: {
      title: '人民调解回访记录',
      basis: '人民调解法 第三十一条',
      body: `
# 人民调解回访记录
> {parent.number}
| 回访日期 | {visitedOn} | 回访方式 | {way} |
| 履行情况 | {performance} |
| 回访情况 | {record} |
> 回访人（签名）：{officer}`,
    },
  }),
  ...defineDocuments(record.round, {
    register: {
      title: '矛盾纠纷排查登记表',
      body: `
# 矛盾纠纷排查登记表
| 排查时间 | {heldOn} | 排查地点 | {place} |
| 排查专项 | {period} | 参与人次 | {participants} |
| 排查情况 | {remarks} |
> 登记人：{officer}`,
    },
  }),
  ...defineDocuments(record.dispute, {
    transfer: {
      title: '矛盾纠纷移交函',
      number: '{place}纠移字〔{year}〕第{seq}号',
      body: `
# 矛盾纠纷移交函
> {documentNumber}
{organ}：
{foundOn}，我单位排查发现一起{kind}纠纷，地点：{place}。简况：{summary}。{result}。依照有关规定，现移交你单位处理。
> {unitName}（盖章）
> {handedOn}`,
    },
  }),
  ...defineDocuments(record.nilReturn, {
    nil: {
      title: '敏感时期排查日报（零报告）',
      body: `
# 敏感时期矛盾纠纷排查日报
| 专项 | {parent.name} | 报告单位 | {town} |
| 报告所属日期 | {askedOn} | 报告日期 | {filedOn} |
| 是否零报告 | {nil} |
| 情况说明 | {remarks} |
> 签报人：{signedBy}`,
    },
  }),
  ...defineDocuments(record.committee, {
    register: {
      title: '人民调解委员会登记（备案）表',
      basis: '人民调解法 第十条',
      body: `
# 人民调解委员会登记（备案）表
| 名称 | {name} | 类型 | {kind} |
| 设立日期 | {foundedOn} | 联合设立单位 | {partners} |
| 主任 | {head} | 委员人数 | {members} |
| 女性委员 | {women} | 本届推选日期 | {electedOn} |
| 地址 | {address} |
| 备案日期 | {filedOn} | 通报法院日期 | {toldCourtOn} |
> {bureauName}
> {today}`,
    },
  }),
  ...defineDocuments(record.subsidy, {
    claim: {
      title: '以案定补申报表',
      basis: '财行〔2007〕179号',
      body: `
# 人民调解案件“以案定补”申报表
| 案件编号 | {parent.number} | 申报日期 | {claimedOn} |
| 调解员 | {mediator.name} | 补贴档次 | {grade} |
| 补贴金额 | {amount} | 司法所初审 | {checkedOn} |
| 局复核 | {verifiedOn} | 公示 | {publishedOn} |
> {unitName}`,
    },
  }),
]
