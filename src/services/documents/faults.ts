import { Fault, type FaultText } from '../fault.ts'

/** Every refusal of the documents room. */
export const documentFaults = {
  'document.unknown': {
    status: 404,
    zh: '没有这种文书',
    en: 'No such document',
    remedy: { zh: '请返回记录页面，从文书列表中选择。', en: 'Choose one of the documents on the page of the record.' },
  },
  'document.missing': {
    status: 404,
    zh: '没有这份文书，或者它不在您的权限范围内',
    en: 'No such paper, or it lies outside your rights',
    remedy: { zh: '请返回记录页面重新查找。', en: 'Go back to the record and look again.' },
  },
  'document.too-early': {
    status: 422,
    zh: '尚未办理相应环节，不能制发这份文书',
    en: 'The step that issues this document has not been taken',
    remedy: {
      zh: '请先办理相应环节，再制发文书；需要先看内容的，请用“预览”。',
      en: 'Take the step first; use the preview to see the paper before.',
    },
  },
  'document.out-of-force': {
    status: 422,
    zh: '这种文书今天不适用',
    en: 'This document is not in use today',
    remedy: { zh: '请选择现行法律规定的文书。', en: 'Choose the document that the law in force provides.' },
  },
  'document.not-for': {
    status: 422,
    zh: '这种文书不适用于这条记录',
    en: 'This document is not one for this record',
    remedy: { zh: '请从记录页面的文书列表中选择。', en: 'Choose one of the documents on the page of the record.' },
  },
  'document.not-yours': {
    status: 403,
    zh: '您的岗位不制发这份文书',
    en: 'Your post does not issue this document',
    remedy: { zh: '请由办理该环节的岗位制发。', en: 'Ask the post that takes the step.' },
  },
  'document.sealed': {
    status: 403,
    zh: '这份文书写有封存信息，您的岗位无权查看',
    en: 'The paper shows sealed data and your post is not cleared for it',
    remedy: { zh: '请由有相应密级的岗位制发或调取。', en: 'Ask somebody whose post is cleared for it.' },
  },
  'document.voided': {
    status: 422,
    zh: '记录已作废，不能再制发文书',
    en: 'The record is voided',
    remedy: { zh: '已制发的文书仍可调取。', en: 'Papers already issued can still be read.' },
  },
  'document.template': {
    status: 422,
    zh: '模板有误，没有启用',
    en: 'The template has faults and was not taken into use',
    remedy: { zh: '请按所列各处改正后重新上传。', en: 'Mend what is listed and upload it again.' },
  },
  'document.template-file': {
    status: 422,
    zh: '这不是 Word 文档（.docx），或文件已损坏',
    en: 'Not a Word document (.docx), or the file is damaged',
    remedy: { zh: '请用 Word 或 WPS 另存为 .docx 后重新上传。', en: 'Save it as .docx in Word or WPS and upload it again.' },
  },
  'document.template-lost': {
    status: 500,
    zh: '制发时所用的模板已不在库中，无法原样重做',
    en: 'The template of this paper is gone, it cannot be made again',
    remedy: { zh: '请系统管理员从备份恢复。', en: 'Let the administrator restore it from a backup.' },
  },
} as const satisfies Record<string, FaultText>

/** A fault of the documents room by its code, with its own words where it has better ones. */
export function documentFault(code: keyof typeof documentFaults, more: Partial<FaultText> = {}): Fault {
  return new Fault(code, { ...documentFaults[code], ...more })
}
