import { Fault, type FaultText } from '../fault.ts'

/** Every refusal of the files room. */
export const fileFaults = {
  'file.missing': {
    status: 404,
    zh: '没有这份材料，或者它不在您的权限范围内',
    en: 'No such file, or it lies outside your rights',
    remedy: { zh: '请返回记录页面重新查找。', en: 'Go back to the record and look again.' },
  },
  'file.too-large': {
    status: 413,
    zh: '文件超过 50 MB，没有保存',
    en: 'The file is larger than 50 MB and was not kept',
    remedy: { zh: '请压缩或拆分后再传。', en: 'Make it smaller or split it.' },
  },
  'file.empty': {
    status: 400,
    zh: '没有收到文件，或文件是空的',
    en: 'No file arrived, or it is empty',
    remedy: { zh: '请重新选择文件。', en: 'Choose the file again.' },
  },
  'file.type': {
    status: 415,
    zh: '不接受这种文件：只收文档、表格、图片、录音录像、PDF、OFD、文本和压缩包',
    en: 'Files of this type are not accepted (documents, sheets, pictures, sound, video, PDF, OFD, text and zip are)',
    remedy: { zh: '程序和网页文件不能作为材料；请转成 PDF 或图片后再传。', en: 'Convert it to PDF or a picture.' },
  },
  'file.broken-upload': {
    status: 400,
    zh: '上传中断，没有保存',
    en: 'The upload broke off and was not kept',
    remedy: { zh: '请检查网络后重新上传。', en: 'Check the network and upload it again.' },
  },
  'file.disk-full': {
    status: 507,
    zh: '磁盘空间不足，文件没有保存',
    en: 'The disk is full; the file was not kept',
    remedy: { zh: '请系统管理员清理磁盘后重试。', en: 'Let the administrator free some space, then try again.' },
  },
  'file.lost': {
    status: 500,
    zh: '材料的内容已不在存储目录中',
    en: 'The content of the file is not in the store',
    remedy: { zh: '请系统管理员从备份恢复数据目录下的 files。', en: 'Let the administrator restore the files directory from a backup.' },
  },
  'file.reads': {
    status: 403,
    zh: '您的岗位只能查看，不能增减材料',
    en: 'Your post may only read',
    remedy: { zh: '请由承办岗位办理。', en: 'Ask the post that works on the record.' },
  },
  'file.not-yours': {
    status: 403,
    zh: '只有上传人或有作废权限的岗位可以作废材料',
    en: 'Only the one who uploaded it, or a post with the duty to void, may void a file',
    remedy: { zh: '请联系上传人或所长。', en: 'Ask the uploader or the head of the office.' },
  },
  'file.voided': {
    status: 422,
    zh: '材料或其记录已作废',
    en: 'The file or its record is voided',
    remedy: { zh: '请在有效的记录上办理。', en: 'Work on a record in force.' },
  },
  'file.reason': {
    status: 400,
    zh: '请用一句话说明作废的原因（2 至 500 字）',
    en: 'Say in one sentence why it is voided',
    remedy: { zh: '请填写原因。', en: 'Give the reason.' },
  },
} as const satisfies Record<string, FaultText>

/** A fault of the files room by its code. */
export const fileFault = (code: keyof typeof fileFaults, cause?: unknown): Fault => new Fault(code, fileFaults[code], cause)
