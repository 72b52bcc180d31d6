import { sql } from 'kysely'
import type { LedgerIndicator } from '../../checker/index.ts'
import type { Bureau, Indicator, Kept } from '../../kernel/index.ts'
import { tableOf, termOf } from '../../kernel/index.ts'
import type { LegalDay } from '../../law/index.ts'
import { ledgerSettings } from '../access/access.ts'
import { Fault } from '../fault.ts'
import type { Stored } from '../ledger/row.ts'
import { columnOf } from '../ledger/tables.ts'
import type { County } from '../organisation/county.ts'
import type { Store } from '../store/index.ts'
import { newMemo } from './count.ts'
import { decimal, minus, ratio, toNumber } from './decimal.ts'
import { type Definition, definitionOf } from './definition.ts'
import { type CheckResult, judge } from './identities.ts'
import { type Keeper, openKeeper } from './keeper.ts'
import { marksOf, type TouchedFigure, touched } from './marks.ts'
import { measuresOf } from './measures.ts'
import { type Month, yearBefore } from './period.ts'
import { type FigureRecords, type RecordsQuery, recordsOf } from './records.ts'
import { type Question, type Scope, scopeOf } from './scope.ts'
import { dimensionsOf, type Split, splitFigure } from './splits.ts'
import { type Entry, entriesFor, measuresBehind, type Reading } from './values.ts'
import { linesOf, mayKnow, refusal, type Viewer } from './viewer.ts'

/** A figure of the same period last year. */
export interface LastYear {
  readonly from: string
  readonly to: string
  readonly value: number | null
  readonly records: number
  /** This year's value less last year's. */
  readonly difference: number | null
  /** The difference as a percentage of last year's value, two decimals, half up; null when there was nothing last year. */
  readonly growth: number | null
}

/** A figure with all that its page shows. */
export interface FigureDetail extends Entry {
  readonly definition: string
  readonly synonyms: readonly string[]
  readonly basis?: string
  readonly note?: string
  readonly from: string
  readonly to: string
  /** By what it can be split. */
  readonly dimensions: readonly string[]
  readonly splits: readonly Split[]
  /** Absent where the ledger has nothing from that time. */
  readonly lastYear?: LastYear
  /** Of a rate: the two figures that it divides. */
  readonly part?: Entry
  readonly whole?: Entry
}

export interface Figures {
  /** All figures that the viewer may know of the unit, in the order of their declaration; `ids` or `line` narrow them. */
  list(viewer: Viewer, question: Question, only?: { line?: string | undefined; ids?: readonly string[] | undefined }): Promise<Entry[]>
  figure(viewer: Viewer, id: string, question: Question): Promise<Entry>
  detail(viewer: Viewer, id: string, question: Question, more?: { by?: readonly string[]; compare?: boolean }): Promise<FigureDetail>
  /** The list behind a figure. */
  records(viewer: Viewer, id: string, question: Question, query?: RecordsQuery): Promise<FigureRecords>
  definition(id: string): Definition
  checks(viewer: Viewer, question: Question): Promise<CheckResult[]>
  /** What the ledger holds, for the checker of reports. */
  ledgerIndicators(viewer: Viewer, question: Question): Promise<LedgerIndicator[]>
  marksOf(kept: Kept, before: Stored | null, after: Stored | null): Month[]
  touched(kept: Kept, before: Stored | null, after: Stored | null): TouchedFigure[]
  /** The cells behind the figures; for jobs, benches and tests. */
  readonly keeper: Keeper
  /** Ends the work behind reads; before the store is closed. */
  close(): Promise<void>
}

export interface FigureDeps {
  readonly store: Store
  readonly bureau: Bureau
  readonly county: (bureau: string) => Promise<County>
  /** `keep` (as a server does): answer from cells and count behind reads what is missing; `use`: answer from those that hold; `none`: from the records. */
  readonly cells?: 'keep' | 'use' | 'none'
  readonly log?: (error: unknown) => void
}

/** Opens the figures of a bureau. */
export function openFigures(deps: FigureDeps): Figures {
  const { store, bureau, cells = 'keep' } = deps
  const measures = measuresOf(bureau)
  const keeper = openKeeper({ store, bureau, measures, log: deps.log })
  const hashes: ReadonlyMap<string, string> = cells === 'none' ? new Map() : keeper.hashes

  const indicatorOf = (id: string): Indicator => {
    const found = bureau.indicators.get(id)
    if (found) return found
    throw new Fault('figures.unknown', {
      zh: '没有这个指标',
      en: 'There is no such figure',
      remedy: { zh: '请从统计指标页选择', en: 'Choose one from the page of figures' },
      status: 404,
    })
  }

  const scoped = async (viewer: Viewer, question: Question): Promise<Scope> =>
    scopeOf(bureau, viewer, await deps.county(viewer.bureau), question)

  const known = (scope: Scope, indicators: readonly Indicator[]) =>
    indicators.filter((i) => scope.path.some((unit) => mayKnow(bureau, scope.viewer, i, unit)))

  /** One question, one snapshot. Counting sees every record of the bureau; which unit may be asked for was judged before. */
  async function read<T>(scope: Scope, work: (r: Reading) => Promise<T>): Promise<T> {
    const lack = { missing: new Map<string, Set<Month>>(), marked: new Set<string>(), memo: newMemo() }
    const answer = await store.read(ledgerSettings(bureau, scope.code), (tx) => work({ tx, scope, measures, hashes, ...lack }))
    if (cells === 'keep') keeper.note(scope.code, lack.missing, lack.marked)
    return answer
  }

  /** The figure and its scope, when the viewer may know it. */
  async function permitted(viewer: Viewer, id: string, question: Question): Promise<{ indicator: Indicator; scope: Scope }> {
    const indicator = indicatorOf(id)
    const scope = await scoped(viewer, question)
    if (known(scope, [indicator]).length === 0) throw refusal(bureau, viewer, [indicator])
    return { indicator, scope }
  }

  const figures: Figures = {
    list: async (viewer, question, { line, ids } = {}) => {
      const wanted = (ids ? ids.map(indicatorOf) : [...bureau.indicators.values()]).filter(
        (i) => !line || linesOf(bureau, i).includes(line),
      )
      const scope = await scoped(viewer, question)
      const seen = known(scope, wanted)
      if (seen.length === 0 && wanted.length > 0) throw refusal(bureau, viewer, wanted)
      return read(scope, (r) => entriesFor(r, seen, scope.period))
    },

    figure: async (viewer, id, question) => {
      const { indicator, scope } = await permitted(viewer, id, question)
      const [entry] = await read(scope, (r) => entriesFor(r, [indicator], scope.period))
      if (!entry) throw new Error(`figure ${id} was not counted`)
      return entry
    },

    detail: async (viewer, id, question, { by = [], compare = false } = {}) => {
      const { indicator, scope } = await permitted(viewer, id, question)
      const { sentence, basis, note, synonyms } = definitionOf(bureau, indicator)
      const sides = indicator.type === 'rate' ? [indicatorOf(indicator.part), indicatorOf(indicator.whole)] : []
      const before = yearBefore(scope.period)
      const [[entry, part, whole], splits, [past], dimensions] = await read(scope, (r) =>
        Promise.all([
          entriesFor(r, [indicator, ...sides], scope.period),
          Promise.all([...new Set(by)].map((b) => splitFigure(r, indicator, b))),
          compare ? begun(r, indicator, before.to).then((had) => (had ? entriesFor(r, [indicator], before) : [])) : [],
          dimensionsOf(r, indicator),
        ]),
      )
      if (!entry) throw new Error(`figure ${id} was not counted`)
      return {
        ...entry,
        definition: sentence,
        synonyms,
        ...(basis ? { basis } : {}),
        ...(note ? { note } : {}),
        from: scope.period.from,
        to: scope.period.to,
        dimensions,
        splits,
        ...(past ? { lastYear: { ...before, ...compared(entry.value, past.value), value: past.value, records: past.records } } : {}),
        ...(part && whole ? { part, whole } : {}),
      }
    },

    records: async (viewer, id, question, query = {}) => {
      const { indicator, scope } = await permitted(viewer, id, question)
      return read(scope, (r) => recordsOf(r, indicator, query))
    },

    definition: (id) => definitionOf(bureau, indicatorOf(id)),

    checks: async (viewer, question) => {
      const scope = await scoped(viewer, question)
      const behind = (terms: readonly string[]) => terms.map((t) => indicatorOf(termOf(t).id))
      const seen = bureau.checks.filter((c) => {
        const indicators = behind([...c.left, ...c.right])
        return known(scope, indicators).length === indicators.length
      })
      if (seen.length === 0 && bureau.checks.length > 0) throw refusal(bureau, viewer, [...bureau.indicators.values()])
      return read(scope, (r) => judge(r, seen))
    },

    ledgerIndicators: async (viewer, question) => {
      const { county, period, unit } = await scoped(viewer, question)
      const name = county.nameOf(unit, period.to)
      const entries = await figures.list(viewer, question)
      return entries.flatMap((e) => {
        if (e.value === null) return []
        const { synonyms, type } = definitionOf(bureau, indicatorOf(e.id))
        // A level at the end of the period has no beginning: 截至10月底在册 is the same whatever period it is read in.
        const from = type === 'stock' || type === 'cumulative' ? null : period.from
        const scopes = unit === viewer.bureau ? ['全区', name] : [name]
        return scopes.map((scope) => ({
          code: e.id,
          name: e.title,
          synonyms,
          unit: e.unit,
          scope,
          from,
          to: period.to,
          value: e.value ?? 0,
        }))
      })
    },

    marksOf: (kept, before, after) => marksOf(bureau, kept, before, after),
    touched: (kept, before, after) => touched(bureau, kept, before, after),
    keeper,
    close: () => keeper.stop(),
  }
  return figures
}

/** Whether the ledger has anything from that time: where there was nothing to count, nought is not a count. */
async function begun(r: Reading, indicator: Indicator, to: LegalDay): Promise<boolean> {
  const found = await Promise.all(
    measuresBehind(r, [indicator]).map(({ measure, kept }) =>
      r.tx.one<{ had: boolean }>(
        sql`select exists (select from ${sql.table(tableOf(kept.type.id))} where bureau = ${r.scope.code} and ${sql.ref(columnOf(measure.on))} <= ${to} and voided_at is null) as had`,
      ),
    ),
  )
  return found.some((f) => f?.had)
}

/** Two years side by side; both as the figure is shown. */
function compared(now: number | null, past: number | null): Pick<LastYear, 'difference' | 'growth'> {
  if (now === null || past === null) return { difference: null, growth: null }
  const difference = minus(decimal(plainText(now)), decimal(plainText(past)))
  const growth = ratio(difference, decimal(plainText(past)), 100, 2)
  return { difference: toNumber(difference), growth: growth && toNumber(growth) }
}

/** A number as digits: figures are exact decimals of at most a few places. */
const plainText = (n: number): string => (Number.isInteger(n) ? n.toFixed(0) : n.toFixed(8))
