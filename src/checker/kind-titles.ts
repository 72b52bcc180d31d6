import type { RelationKind } from './types.ts'

/** What kind of relation does not hold, in the words of every page, paper and terminal. */
export const kindTitles: Readonly<Record<RelationKind, { readonly zh: string; readonly en: string }>> = {
  sum: { zh: '合计', en: 'sum' },
  conflict: { zh: '前后不一', en: 'conflict' },
  ratio: { zh: '比率', en: 'ratio' },
  stock_flow: { zh: '存量流量', en: 'stock and flow' },
  numbering: { zh: '序号', en: 'numbering' },
  unit: { zh: '计量单位', en: 'unit' },
  date: { zh: '日期', en: 'date' },
}
