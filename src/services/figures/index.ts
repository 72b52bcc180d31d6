/** Figures: one door for the other services, the routes and the commands. */

export type { Row } from '../ledger/read.ts'
export type { Definition } from './definition.ts'
export { type FigureDeps, type FigureDetail, type Figures, type LastYear, openFigures } from './figures.ts'
export type { CheckResult } from './identities.ts'
export type { TouchedFigure } from './marks.ts'
export { periodOf } from './period.ts'
export type { FigureRecords, RecordsQuery } from './records.ts'
export type { Question } from './scope.ts'
export type { Split, SplitRow } from './splits.ts'
export type { Entry } from './values.ts'
export type { Operator, Viewer } from './viewer.ts'
