import { Fault, type FaultText } from '../fault.ts'

/** What the people register refuses; the key is the stable code. */
export const peopleFaults = {
  'person.missing': {
    status: 404,
    zh: '人员库中没有此人',
    en: 'There is no such person in the register',
    remedy: { zh: '请重新查找；此人可能已与他人合并。', en: 'Search again; the entry may have been merged.' },
  },
  'person.invalid': {
    status: 400,
    zh: '人员信息填写有误',
    en: 'The particulars of the person are not valid',
    remedy: { zh: '请按提示改正后重新提交。', en: 'Mend what is named and send it again.' },
  },
  'person.stale': {
    status: 409,
    zh: '此人的信息刚刚被他人修改，您的修改没有保存',
    en: 'The entry was changed by somebody else; your change was not saved',
    remedy: { zh: '请刷新后核对最新内容再提交。', en: 'Reload, compare and submit again.' },
  },
  'person.same-number': {
    status: 409,
    zh: '该身份证号码已登记在另一人名下',
    en: 'The identity number is already entered for another person',
    remedy: { zh: '请核对号码；如确为同一人，请合并两条人员信息。', en: 'Compare the number; if both are one person, merge the entries.' },
  },
  'person.different-numbers': {
    status: 422,
    zh: '两人的身份证号码不同，不能合并',
    en: 'The two entries have different identity numbers and cannot be merged',
    remedy: { zh: '请先核对原件并更正错误的号码。', en: 'Compare with the cards and correct the wrong number first.' },
  },
  'person.same': {
    status: 400,
    zh: '不能把一条人员信息与其自身合并',
    en: 'An entry cannot be merged with itself',
    remedy: { zh: '请选择另一条人员信息。', en: 'Choose another entry.' },
  },
  'person.no-post': {
    status: 403,
    zh: '您的岗位不办理业务，不能查阅人员库',
    en: 'None of your posts works with people; the register is closed to you',
    remedy: { zh: '如确需查阅，请由业务岗位的同事办理。', en: 'Ask a colleague whose post works with cases.' },
  },
  'person.reads': {
    status: 403,
    zh: '您的岗位只能查看，不能登记或修改人员信息',
    en: 'Your post may only read; it cannot enter or change people',
    remedy: { zh: '请由承办单位登记。', en: 'Let the office that handles the case enter it.' },
  },
  'person.clearance': {
    status: 403,
    zh: '您的岗位密级不足，不能查看身份证号码',
    en: 'Your posts are not cleared for identity numbers',
    remedy: { zh: '如确需查看，请由司法所工作人员办理。', en: 'Ask an officer of the justice office.' },
  },
  'person.purpose': {
    status: 400,
    zh: '请用一句话说明理由（2至200字）',
    en: 'Give the reason in one sentence (2 to 200 characters)',
    remedy: { zh: '理由将记入审计记录。', en: 'The reason is written to the audit book.' },
  },
} as const satisfies Record<string, FaultText>

/** A fault of the register by its code; `more` says what is particular to the case. */
export function peopleFault(code: keyof typeof peopleFaults, more: Partial<FaultText> = {}): Fault {
  return new Fault(code, { ...peopleFaults[code], ...more })
}
