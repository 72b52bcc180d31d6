export { faultsOfRecord, isRefusal, isSealed, type Outcome, plan, type Refusal, ruleBroken, stepRefusal } from './act.ts'
export { type Alert, defineAlerts } from './alert.ts'
export { type Bureau, BureauFaults, compileBureau, froms, type Kept, type LawBook } from './bureau.ts'
export { type Check, defineChecks, type Term, termOf } from './check.ts'
export { type Code, type CodeList, codeList, codesOn, codeTitle } from './code-list.ts'
export { type DocumentType, defineDocuments, isFor, isNeverFor, issuableOn } from './document.ts'
export {
  account,
  choice,
  choices,
  count,
  type DraftOf,
  day,
  earliest,
  type Field,
  type FieldKind,
  flag,
  instant,
  latest,
  link,
  money,
  newest,
  note,
  number,
  type Sensitivity,
  type Shape,
  type Span,
  spans,
  stretches,
  tally,
  text,
  total,
  unit,
  type ValueOf,
  type ValuesOf,
} from './field.ts'
export { adds, blankValues, type Gather, gathered, gathersOf, given, type Part, type Source, together } from './gather.ts'
export { defineIndicators, type Indicator, type IndicatorType, type Measure, type Rate } from './indicator.ts'
export { defineLine, type Line, type Parameter, type Post } from './line.ts'
export { type Facts, fieldsAbove, holds, looksAway, namesIn, type Predicate, sentence, type Vocabulary } from './predicate.ts'
export {
  asked,
  type Changes,
  closeSpan,
  type Deadline,
  filledIn,
  type Gate,
  type Given,
  keptBy,
  type Opening,
  openSpan,
  type Procedure,
  procedureOf,
  type Seen,
  type Step,
} from './procedure.ts'
export {
  defineRecord,
  fieldsOf,
  type RecordClass,
  type RecordType,
  type Role,
  type Rule,
  snake,
  tableOf,
} from './record.ts'
export { codeFaults, faultsOf, schemaOf, shapeSchema, stepSchema, type ValueFault } from './schema.ts'
export { type FormerTitle, titleOn } from './title.ts'
