import { Fault, type FaultText } from '../fault.ts'

/** What the administration of units refuses; the key is the stable code. */
export const unitFaults = {
  'unit.missing': {
    status: 404,
    zh: '没有这个单位',
    en: 'There is no such unit',
    remedy: { zh: '请核对单位代码。', en: 'Check the code of the unit.' },
  },
  'unit.code': {
    status: 400,
    zh: '单位代码不正确',
    en: 'The code of the unit is not valid',
    remedy: {
      zh: '镇街为区县代码加3位，村居为镇街代码加3位，股室为区县代码加B和2位数字；镇街、村居代码以统计用区划代码为准。',
      en: 'A township has the county code and 3 digits, a village the township code and 3 digits, a section the county code, B and 2 digits.',
    },
  },
  'unit.code-used': {
    status: 409,
    zh: '该代码已经使用过，代码不重复使用',
    en: 'The code has been used; codes are never used again',
    remedy: { zh: '请使用新的代码；如系误撤销，请恢复原单位。', en: 'Use a new code, or reopen the unit if it was closed by mistake.' },
  },
  'unit.name': {
    status: 400,
    zh: '单位名称不正确',
    en: 'The name of the unit is not valid',
    remedy: { zh: '请填写全称，同一上级单位之下名称不能重复。', en: 'Give the full name; it must be the only one under the unit above.' },
  },
  'unit.level': {
    status: 400,
    zh: '单位级别与代码不符',
    en: 'The level of the unit does not fit its code',
    remedy: { zh: '请核对代码和级别。', en: 'Check code and level.' },
  },
  'unit.day': {
    status: 400,
    zh: '日期不正确',
    en: 'The day is not possible',
    remedy: { zh: '请核对日期。', en: 'Check the day.' },
  },
  'unit.parent': {
    status: 409,
    zh: '上级单位在该日期不存在或已撤销',
    en: 'The unit above does not stand on that day',
    remedy: { zh: '请先新增上级单位，或改用其存续期间内的日期。', en: 'Add the unit above first, or choose a day on which it stands.' },
  },
  'unit.below': {
    status: 409,
    zh: '该单位之下还有未撤销的单位',
    en: 'There are units below that still stand',
    remedy: { zh: '请先办理这些单位的撤销或并入，再办理本单位。', en: 'Close or merge those first.' },
  },
  'unit.closed': {
    status: 409,
    zh: '该单位在该日期已撤销或尚未设立',
    en: 'The unit does not stand on that day',
    remedy: { zh: '请选择存续的单位或日期。', en: 'Choose a unit that stands, or another day.' },
  },
  'unit.merged': {
    status: 409,
    zh: '该单位已并入其他单位，不能再撤销、恢复或改名',
    en: 'The unit was merged into another and cannot be closed, reopened or renamed',
    remedy: {
      zh: '如撤并登记有误，请联系维护人员核对后更正。',
      en: 'If the merger was entered by mistake, have it corrected by the maintainers.',
    },
  },
  'unit.cycle': {
    status: 409,
    zh: '撤并关系循环：并入的单位最终又并回本单位',
    en: 'The mergers would run in a circle',
    remedy: { zh: '请核对撤并前后的单位代码。', en: 'Check the codes before and after the merger.' },
  },
  'unit.county': {
    status: 409,
    zh: '区县本级是本系统的根单位，不能撤销、并入或更改级别',
    en: 'The county itself is the root of this system and cannot be closed or merged',
    remedy: { zh: '区县撤并请联系维护人员。', en: 'A merger of counties needs the maintainers.' },
  },
  'unit.bureau-missing': {
    status: 409,
    zh: '本系统尚未登记该区县',
    en: 'This installation has no such bureau',
    remedy: { zh: '请先完成初始化。', en: 'Complete the first run.' },
  },
} as const satisfies Record<string, FaultText>

/** A fault of the organisation by its code; `more` says what is particular to the case. */
export function unitFault(code: keyof typeof unitFaults, more: { zh: string; en: string } | Record<never, never> = {}): Fault {
  return new Fault(code, { ...unitFaults[code], ...more })
}
