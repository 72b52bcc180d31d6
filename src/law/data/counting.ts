import type { LegalDay } from '../day.ts'
import type { CountingCode } from '../rule.ts'

/** 「期间的计算」 How a period is counted: whether its last day rolls over a holiday, and on which clauses that rests, by day. */
export interface Counting {
  readonly title: string
  /** The last day, when it is not a working day, rolls to the next one. */
  readonly rolls: boolean
  /** Our reading, printed when it matters. */
  readonly reading: string
  /** The clauses, oldest first: on the start day, on months without a corresponding day, on the last day. */
  readonly basis: readonly CountingBasis[]
}

interface CountingBasis {
  readonly from: LegalDay
  readonly to: LegalDay | null
  readonly cite: string
  readonly month?: string
  readonly roll?: string
}

const CIVIL = [
  { from: '2013-01-01', to: '2021-12-31', cite: '民事诉讼法 第八十二条' },
  { from: '2022-01-01', to: null, cite: '民事诉讼法 第八十五条' },
] as const
const GENERAL = [
  { from: '1987-01-01', to: '2017-09-30', cite: '民法通则 第一百五十四条' },
  {
    from: '2017-10-01',
    to: '2020-12-31',
    cite: '民法总则 第二百零一条',
    month: '民法总则 第二百零二条',
    roll: '民法总则 第二百零三条',
  },
  { from: '2021-01-01', to: null, cite: '民法典 第二百零一条', month: '民法典 第二百零二条', roll: '民法典 第二百零三条' },
] as const
const CRIMINAL = [
  { from: '2013-01-01', to: '2018-10-25', cite: '刑事诉讼法 第一百零三条' },
  { from: '2018-10-26', to: null, cite: '刑事诉讼法 第一百零五条' },
] as const

export const countings: Readonly<Record<CountingCode, Counting>> = {
  working: {
    title: '工作日',
    rolls: false,
    reading: '条文写明工作日，放假日和周末不计，调休上班日计入。',
    basis: GENERAL,
  },
  reconsideration: {
    title: '行政复议工作日',
    rolls: false,
    reading: '复议法把短期限定为工作日：2023 年文本为三、五、七、十日，此前只有五、七日。',
    basis: [
      { from: '1999-10-01', to: '2023-12-31', cite: '行政复议法 第四十条' },
      { from: '2024-01-01', to: null, cite: '行政复议法 第八十八条' },
    ],
  },
  penalty: {
    title: '行政处罚工作日',
    rolls: false,
    reading: '二日、三日、五日、七日是工作日。',
    basis: [{ from: '2021-07-15', to: null, cite: '行政处罚法 第八十五条' }],
  },
  'civil-procedure': {
    title: '依民事诉讼法计算的自然日',
    rolls: true,
    reading: '开始的日不计入；最后一日是法定休假日的，顺延到其后第一个工作日。',
    basis: CIVIL,
  },
  'criminal-procedure': {
    title: '依刑事诉讼法计算的自然日',
    rolls: true,
    reading: '社区矫正法没有自己的计算条款，按刑事诉讼法：开始的日不算，最后一日为节假日的顺延。',
    basis: CRIMINAL,
  },
  general: {
    title: '自然日、月、年（一般规则）',
    rolls: true,
    reading: '本法没有自己的计算条款，参照民法的一般规则：当日不计入，最后一日是法定休假日的顺延。',
    basis: GENERAL,
  },
  span: {
    title: '持续期间',
    rolls: false,
    reading: '这是状态的上限、下限或者提前量，不是办事的最后一日，不因节假日顺延。',
    basis: GENERAL,
  },
  custody: {
    title: '羁押期间',
    rolls: false,
    reading: '在押期间不得因节假日而延长。',
    basis: CRIMINAL,
  },
  hours: {
    title: '小时',
    rolls: false,
    reading: '按小时计算的，自事件发生的时刻起算，不因节假日顺延。',
    basis: GENERAL,
  },
  fixed: {
    title: '固定日期',
    rolls: false,
    reading: '写明的日期，不顺延；“某日前”按含当日计。',
    basis: [],
  },
}
