import { Fault, type FaultText } from '../fault.ts'

/** Every refusal of the exchange room. */
export const exchangeFaults = {
  'export.second-person': {
    status: 403,
    zh: '封存信息的导出须经第二人批准',
    en: 'Sealed data are exported only after a second person has approved',
    remedy: {
      zh: '请在列表页提出“导出封存信息”申请，由另一位有导出权限的同事批准。',
      en: 'Ask for an export of sealed data; a colleague who carries the duty approves it.',
    },
  },
  'export.purpose': {
    status: 400,
    zh: '请用一句话说明导出用途（2 至 200 字）',
    en: 'Say in one sentence what the export is for',
    remedy: { zh: '请填写用途。', en: 'Give the purpose.' },
  },
  'export.column': {
    status: 400,
    zh: '所选的列不存在',
    en: 'A chosen column does not exist',
    remedy: { zh: '请重新选择列。', en: 'Choose the columns again.' },
  },
  'import.not-workbook': {
    status: 415,
    zh: '这不是 Excel 工作簿（.xlsx）',
    en: 'Not an Excel workbook (.xlsx)',
    remedy: { zh: '请用 Excel 或 WPS 另存为 .xlsx 后重新上传。', en: 'Save it as .xlsx and upload it again.' },
  },
  'import.old-format': {
    status: 415,
    zh: '这是旧格式的表格（.xls），或者设有打开密码',
    en: 'An old workbook (.xls), or one that opens only with a password',
    remedy: { zh: '请取消打开密码，另存为 .xlsx 后重新上传。', en: 'Remove the password, save it as .xlsx and upload it again.' },
  },
  'import.broken': {
    status: 422,
    zh: '工作簿已损坏，无法读取',
    en: 'The workbook is damaged and cannot be read',
    remedy: { zh: '请在 Excel 或 WPS 中打开并另存一份后重新上传。', en: 'Open it, save a copy and upload the copy.' },
  },
  'import.too-large': {
    status: 413,
    zh: '工作簿过大，或解压后异常膨胀，没有读取',
    en: 'The workbook is too large, or unfolds to too much',
    remedy: { zh: '请去掉图片，按五万行以内拆分后重新上传。', en: 'Remove pictures and split it into files of at most 50,000 rows.' },
  },
  'import.too-many': {
    status: 422,
    zh: '超过五万行，没有导入',
    en: 'More than 50,000 rows; nothing was imported',
    remedy: { zh: '请拆分成几个文件。', en: 'Split the file.' },
  },
  'import.empty': {
    status: 422,
    zh: '工作簿中没有数据行',
    en: 'The workbook has no rows of data',
    remedy: { zh: '请在表头下面填写数据。', en: 'Fill in rows below the header.' },
  },
  'import.headers': {
    status: 422,
    zh: '没有找到表头',
    en: 'No header row was found',
    remedy: { zh: '请下载导入模板，把数据粘贴到模板中，不要改动表头。', en: 'Download the template and paste the data below its header.' },
  },
  'import.columns': {
    status: 422,
    zh: '缺少必填的列',
    en: 'Required columns are missing',
    remedy: { zh: '请补上所列各列，或下载导入模板。', en: 'Add the columns listed, or use the template.' },
  },
  'import.token': {
    status: 404,
    zh: '预览已失效，没有导入',
    en: 'The preview has expired; nothing was imported',
    remedy: { zh: '请重新上传文件。', en: 'Upload the file again.' },
  },
  'import.type': {
    status: 422,
    zh: '这种台账不能从表格导入',
    en: 'Records of this type cannot be imported',
    remedy: { zh: '请在页面上登记。', en: 'Enter them on the page.' },
  },
  'profile.invalid': {
    status: 422,
    zh: '交换方案有误，没有保存',
    en: 'The exchange profile has faults and was not kept',
    remedy: { zh: '请按所列各处改正。', en: 'Mend what is listed.' },
  },
  'profile.missing': {
    status: 404,
    zh: '没有这个交换方案',
    en: 'No such exchange profile',
    remedy: { zh: '请检查方案标识。', en: 'Check its id.' },
  },
} as const satisfies Record<string, FaultText>

/** A fault of the exchange room by its code, with its own words where it has better ones. */
export function exchangeFault(code: keyof typeof exchangeFaults, more: Partial<FaultText> = {}, cause?: unknown): Fault {
  return new Fault(code, { ...exchangeFaults[code], ...more }, cause)
}
