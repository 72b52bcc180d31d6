/** Why a file could not be read: a stable code, a sentence in both languages, and what the person can do. */
export interface ReadingFault {
  readonly code:
    | 'reading.missing'
    | 'reading.too-large'
    | 'reading.empty'
    | 'reading.unknown-kind'
    | 'reading.damaged'
    | 'reading.bomb'
    | 'reading.no-text'
    | 'reading.encrypted'
  readonly zh: string
  readonly en: string
}

/** Text or the reason why there is none. */
export type Reading = { readonly ok: true; readonly text: string } | { readonly ok: false; readonly fault: ReadingFault }

const WORDS: Readonly<Record<ReadingFault['code'], readonly [string, string]>> = {
  'reading.missing': ['找不到文件或无权读取；请核对路径。', 'The file is missing or may not be read; check the path.'],
  'reading.too-large': ['文件超过 20 MB，不作校核；请只上传正文。', 'The file is larger than 20 MB; give the text alone.'],
  'reading.empty': ['文件是空的。', 'The file is empty.'],
  'reading.unknown-kind': [
    '不认识这种文件；可用 .txt、.md、.docx、.pdf（带文字层）。旧的 .doc、.wps 请先另存为 .docx。',
    'Unknown kind of file; .txt, .md, .docx and .pdf with a text layer can be read. Save .doc and .wps as .docx first.',
  ],
  'reading.damaged': ['文件已损坏，读不出来；请重新导出一份。', 'The file is damaged; export it again.'],
  'reading.bomb': ['文件解压后大得不合常理，已拒绝。', 'The file unpacks to an unreasonable size and was refused.'],
  'reading.no-text': [
    '文件里没有文字（可能是扫描图片）；请先做文字识别。',
    'The file holds no text (a scanned picture?); run character recognition first.',
  ],
  'reading.encrypted': ['文件有密码，打不开；请先去掉密码。', 'The file is protected by a password; remove it first.'],
}

/** The refusal for a code. */
export function refuse(code: ReadingFault['code']): Reading {
  const [zh, en] = WORDS[code]
  return { ok: false, fault: { code, zh, en } }
}
