import { defineAlerts, defineChecks } from '../../kernel/index.ts'
import * as record from './records.ts'

/** What must add up in resettlement. */
export const checks = defineChecks('rs', {
  roll: {
    title: '期末在册 = 期初 + 衔接 + 解矫转入 + 迁入 − 期满 − 死亡 − 重新犯罪收监 − 迁出',
    left: ['rs.stock'],
    is: '=',
    right: [
      'rs.stock@begin',
      'rs.in.released',
      'rs.in.corrections',
      'rs.in.moved',
      '-rs.out.expired',
      '-rs.out.died',
      '-rs.out.reoffended',
      '-rs.out.moved',
    ],
    weight: 'must',
    mend: '核对列入帮教日期、离册日期和离册方式',
  },
  cumulative: {
    title: '累计列入 − 累计离册 = 期末在册',
    left: ['rs.cum.in', '-rs.cum.out'],
    is: '=',
    right: ['rs.stock'],
    weight: 'must',
    mend: '核对列入帮教日期、离册日期',
  },
  entries: {
    title: '本期列入 = 衔接 + 解矫转入 + 迁入',
    left: ['rs.in'],
    is: '=',
    right: ['rs.in.released', 'rs.in.corrections', 'rs.in.moved'],
    weight: 'must',
    mend: '核对纳入方式',
  },
  exits: {
    title: '本期离册 = 期满 + 死亡 + 重新犯罪收监 + 迁出',
    left: ['rs.out'],
    is: '=',
    right: ['rs.out.expired', 'rs.out.died', 'rs.out.reoffended', 'rs.out.moved'],
    weight: 'must',
    mend: '核对离册方式',
  },
  levels: {
    title: '在册 = 重点 + 一般',
    left: ['rs.stock'],
    is: '=',
    right: ['rs.stock.key', 'rs.stock.ordinary'],
    weight: 'must',
    mend: '核对帮教类别',
  },
  links: {
    title: '应衔接 = 已衔接 + 未衔接',
    left: ['rs.due'],
    is: '=',
    right: ['rs.linked', 'rs.unlinked'],
    weight: 'must',
    mend: '核对释放日期与衔接日期',
  },
  handover: {
    title: '本期解除矫正 = 转入安置帮教 + 列明原因不转入',
    left: ['cc.out.release'],
    is: '=',
    right: ['rs.in.corrections', 'cc.release.excused'],
    weight: 'must',
    basis: '社区矫正法 第四十四条；社区矫正法实施办法 第五十三条',
    mend: '逐人核对解除矫正名单与安置帮教名单；不转入的在解除时列明原因',
  },
  filed: { title: '已建档 ≤ 在册', left: ['rs.filed'], is: '<=', right: ['rs.stock'], weight: 'must', mend: '核对建档日期' },
  arranged: { title: '已安置 ≤ 有劳动能力', left: ['rs.arranged'], is: '<=', right: ['rs.able'], weight: 'must', mend: '核对安置登记' },
  returns: { title: '已报 ≤ 应报', left: ['rs.return.filed'], is: '<=', right: ['rs.return.due'], weight: 'must', mend: '核对报表登记' },
})

export const alerts = defineAlerts(record.person, 'resettlement', {
  unlinked: {
    title: '刑满释放人员未衔接',
    level: 'red',
    when: ['stage', 'unlinked'],
    say: '会同公安机关、亲属查找，登记查找情况',
    basis: '粤司〔2013〕132号',
  },
  reoffended: {
    title: '帮教期内重新犯罪，尚未处理',
    level: 'red',
    when: ['all', ['stage', 'helped'], ['known', 'reoffendedOn'], ['not', ['is', 'level', 'key']]],
    say: '核实处理结果：收监的办理离册，未收监的列为重点对象',
  },
  unverified: {
    title: '待释放而未核查',
    when: ['all', ['stage', 'serving', 'awaiting'], ['known', 'expectedOn'], ['unknown', 'verifiedOn']],
    say: '请尽快核查住址和家庭情况',
    basis: '粤司〔2013〕132号',
  },
  destituteNoPickup: {
    title: '三无或重点人员没有接送安排',
    level: 'red',
    when: [
      'all',
      ['stage', 'serving', 'awaiting'],
      ['any', ['includes', 'keyReasons', 'homeless'], ['includes', 'keyReasons', 'kinless'], ['includes', 'keyReasons', 'destitute']],
      ['not', ['any', ['is', 'pickup', 'escorted'], ['is', 'pickup', 'station'], ['is', 'pickup', 'police']]],
    ],
    say: '无家可归、无亲可投、无生活来源的，应当落实必接必送',
  },
  keyWithoutPlan: {
    title: '重点对象没有帮教方案',
    level: 'red',
    when: ['all', ['stage', 'helped'], ['is', 'level', 'key'], ['unknown', 'keyPlan']],
    say: '请制定重点帮教方案',
  },
  notFiled: { title: '在册未建档', when: ['all', ['stage', 'helped'], ['unknown', 'fileOn']], say: '请建立帮教档案' },
  noGroup: { title: '未落实帮教小组', when: ['all', ['stage', 'helped'], ['unknown', 'groupOn']], say: '请成立帮教小组' },
  noAgreement: {
    title: '未签订帮教协议',
    when: ['all', ['stage', 'helped'], ['known', 'groupOn'], ['unknown', 'agreementOn']],
    say: '请签订帮教协议',
  },
  notArranged: {
    title: '有劳动能力而未安置',
    when: ['all', ['stage', 'helped'], ['unknown', 'arrangedOn'], ['is', 'occupation', 'unemployed']],
    say: '请介绍就业、培训或者申请救助',
    basis: '监狱法 第三十七条',
  },
})
