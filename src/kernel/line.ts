import type { LegalDay } from '../law/index.ts'
import type { Alert } from './alert.ts'
import type { Check } from './check.ts'
import type { DocumentType } from './document.ts'
import type { Indicator } from './indicator.ts'
import type { Procedure } from './procedure.ts'
import type { RecordType } from './record.ts'

/** 「参数」: a number that the bureau sets by its own rule, with the day from which each value holds; it is changed on a page, with its source. */
export interface Parameter {
  readonly title: string
  readonly measure: string
  readonly basis: string
  readonly values: readonly { readonly from: LegalDay; readonly value: number }[]
}

/** 「业务条线」: one line of work of the bureau, whole. */
export interface Line {
  readonly id: string
  readonly title: string
  /** The section that answers for it, as people call it. */
  readonly section: string
  readonly records: readonly RecordType[]
  readonly procedures: readonly Procedure[]
  readonly indicators: readonly Indicator[]
  readonly checks: readonly Check[]
  readonly alerts: readonly Alert[]
  readonly documents: readonly DocumentType[]
  readonly parameters: Readonly<Record<string, Parameter>>
}

/** Declares a line. Furniture that a line does not need is left out. */
export function defineLine(def: Pick<Line, 'id' | 'title' | 'section' | 'records' | 'procedures'> & Partial<Line>): Line {
  return { indicators: [], checks: [], alerts: [], documents: [], parameters: {}, ...def }
}

/** 「岗位」: what a person is at a unit, and what follows from it. */
export interface Post {
  readonly title: string
  /** Lines whose records he may see, `'*'` for all. */
  readonly lines: readonly string[]
  /** Clearance for restricted and sealed records and fields. */
  readonly clearance: 'open' | 'restricted' | 'sealed'
  /** The units at which the post exists. */
  readonly at: readonly ('county' | 'section' | 'township' | 'village')[]
  /** Sees only records he opened, is assigned to or takes part in, not all of his unit. */
  readonly own?: true
  /**
   * 「本人」: held by the person of whom records are kept, by an account bound to his entry in the register. He reaches only the records in
   * which he has this part, as far as their types show them to him.
   */
  readonly self?: string
  /** May only read. */
  readonly reads?: true
  /** Duties of the separated administrators (「三员」) and others. */
  readonly duties?: readonly ('system' | 'security' | 'audit' | 'law' | 'export' | 'correct' | 'void' | 'organisation' | 'enrol')[]
}
