import type { Kept, Refusal } from '../../kernel/index.ts'
import { dayInWords } from '../../law/index.ts'
import { Fault } from '../fault.ts'

/** A refusal of the procedure as the fault that carries it to the person. */
export function refusalFault(r: Refusal): Fault {
  // Lines write days as data; an official reads them as he writes them.
  const zh = r.zh.replace(/\d{4}-\d\d-\d\d/g, (day) => dayInWords(day, 'zh'))
  return new Fault(r.code, {
    zh: r.basis ? `${zh}（${r.basis}）` : zh,
    en: r.en,
    remedy: { zh: '请核对记录的办理阶段和填写内容', en: 'Check the stage of the record and what was filled in' },
    status: 422,
    ...(r.basis ? { basis: r.basis } : {}),
  })
}

export function faulty(faults: readonly { path: string; title: string; say: string }[]): Fault {
  return new Fault('record.invalid', {
    zh: `填写有误：${faults.map((f) => `${f.title}${f.say}`).join('；')}`,
    en: `Invalid values: ${faults.map((f) => `${f.path}: ${f.say}`).join('; ')}`,
    remedy: { zh: '请按提示改正后重新提交', en: 'Mend what is named and send it again' },
    status: 400,
    faults: [...faults],
  })
}

export const missingParent = (kept: Kept) =>
  new Fault('record.parent-missing', {
    zh: `${kept.type.title}须登记在一条上级记录之下，没有找到该记录`,
    en: `${kept.type.id} belongs to a record that was not found`,
    remedy: { zh: '请从上级记录的页面登记', en: 'Open it from the page of the record it belongs to' },
    status: 422,
  })

export const missingLink = (title: string) =>
  new Fault('record.link-missing', {
    zh: `关联的${title}不存在或已作废`,
    en: 'A linked record does not exist or is voided',
    remedy: { zh: '请重新选择', en: 'Choose another' },
    status: 422,
  })
