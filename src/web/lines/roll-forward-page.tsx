import { useQueries } from '@tanstack/react-query'
import { Drawer, Select } from 'antd'
import { useState } from 'react'
import { useSearchParams } from 'react-router'
import { addDays } from '../../law/index.ts'
import { get } from '../api/client.ts'
import type { FigureDetail } from '../api/types.ts'
import { useUnits } from '../api/units.ts'
import { type Scope, ScopeBar, useScope } from '../pages/scope.tsx'
import { dayText, figureText } from '../parts/format.ts'
import { humanised } from '../parts/humanise.ts'
import { fieldTitle } from '../parts/labels.ts'
import { Failed, Loading } from '../parts/states.tsx'
import { type Column, DataTable } from '../parts/table.tsx'
import { useTitle } from '../parts/title.ts'
import { bureau } from '../sheet.ts'
import { useLang, useWords } from '../words/words.ts'
import './lines.css'
import { Identities } from './identities.tsx'
import { NameList, type NamesAsked } from './name-list.tsx'
import { carriedOver, commonDimensions, gapOf, listKey, type RollRow, type RollTerm, rollRows, rollTerms } from './roll.ts'
import { lineWords } from './words.ts'

/** What a roll-forward shows: the identity that it is made from, and the figures since the start that stand apart from it. */
export interface RollOf {
  readonly title: string
  /** The identity that declares 期初 + … = 期末. */
  readonly check: string
  readonly cumulative: readonly string[]
  /** Prefix of the identities shown below. */
  readonly identities: string
}

/** 「增减核对」: 期初, what came and went, 期末, each number with its names; what has been counted since the start stands apart. */
export function LineRollForward({ of }: { of: RollOf }) {
  const w = useWords(lineWords)
  const [scope, setScope] = useScope()
  const [asked, setAsked] = useState<NamesAsked | null>(null)
  useTitle(of.title)
  return (
    <div className="stack">
      <div className="page-head">
        <div>
          <h1>{of.title}</h1>
          <p className="quiet">{w.rollHint}</p>
        </div>
      </div>
      <ScopeBar scope={scope} set={setScope} />
      <Roll of={of} scope={scope} ask={setAsked} />
      <Cumulative of={of} scope={scope} ask={setAsked} />
      <Identities prefix={of.identities} scope={scope} />
      {asked ? (
        <Drawer open title={`${w.listOf(asked.title)}`} onClose={() => setAsked(null)} size={760}>
          <NameList asked={asked} />
        </Drawer>
      ) : null}
    </div>
  )
}

/** The period in which a column is asked for: 期初 is the level on the day before. */
const scopeOf = (term: RollTerm, scope: Scope): Scope =>
  term.at === 'begin' ? { ...scope, from: addDays(scope.from, -1), to: addDays(scope.from, -1) } : scope

function Roll({ of, scope, ask }: { of: RollOf; scope: Scope; ask: (asked: NamesAsked) => void }) {
  const w = useWords(lineWords)
  const lang = useLang()
  const [params, setParams] = useSearchParams()
  const check = bureau.checks.find((c) => c.id === of.check)
  const terms = check ? rollTerms(check) : []
  const measures = terms.flatMap((t) => {
    const i = bureau.indicators.get(t.id)
    return i && i.type !== 'rate' ? [i] : []
  })
  const dimensions = commonDimensions(measures)
  const by = dimensions.find((d) => d === params.get('by')) ?? 'unit'
  const units = useUnits(addDays(scope.from, -1))
  const answers = useQueries({
    queries: terms.map((t) => ({
      queryKey: ['figure', t.id, 'roll', scopeOf(t, scope), by],
      queryFn: ({ signal }: { signal: AbortSignal }) => get<FigureDetail>(`/api/figures/${t.id}`, { ...scopeOf(t, scope), by }, signal),
    })),
  })
  const failed = answers.find((a) => a.error)
  if (failed) return <Failed fault={failed.error} retry={() => void failed.refetch()} />
  const figures = answers.map((a) => a.data)
  if (!figures.every((f) => f !== undefined)) return <Loading />
  const splits = figures.map((f) => f.splits.find((s) => s.by === by)?.rows ?? [])
  const end = splits.at(-1) ?? []
  const columnRows = splits.map((s, i) => (terms[i]?.at === 'begin' && by === 'unit' ? carriedOver(s, units.data ?? [], end) : s))
  const rows = rollRows(terms, columnRows)
  const totals = figures.map((f) => f.value ?? 0)
  const record = measures[0] ? bureau.records.get(measures[0].record) : undefined
  const dimensionTitle = (d: string) => (d === 'unit' ? w.byUnit : fieldTitle(d, record?.type.fields[d], lang))
  const termTitle = (t: RollTerm, i: number) =>
    t.at === 'begin'
      ? w.begin
      : t.at === 'end'
        ? w.end
        : lang === 'zh'
          ? (figures[i]?.title ?? t.id).replace(/^本期/, '')
          : humanised(t.id.replaceAll('.', '-'))
  const columns: Column<RollRow>[] = [
    { key: 'title', title: dimensionTitle(by), render: (r) => r.title },
    ...terms.map((t, i) => ({
      key: `${t.id}${t.at}`,
      title: `${t.at === 'period' ? (t.sign === 1 ? '＋ ' : '－ ') : t.at === 'end' ? '＝ ' : ''}${termTitle(t, i)}`,
      end: true,
      render: (r: RollRow) => {
        const n = r.values[i] ?? 0
        const at = scopeOf(t, scope)
        const title = `${r.title} · ${figures[i]?.title ?? t.id}`
        const whole = r.key === ''
        const key = whole ? null : listKey(columnRows[i] ?? [], r.key)
        if (n === 0) return <span className="quiet">0</span>
        if (!whole && key === null) return n
        return (
          <button type="button" className="plain" onClick={() => ask({ id: t.id, scope: at, title, ...(key === null ? {} : { by, key }) })}>
            {n}
          </button>
        )
      },
    })),
    {
      key: 'gap',
      title: w.proof,
      render: (r) => (r.gap === 0 ? <span className="badge green">{w.adds}</span> : <span className="badge red">{w.gap(r.gap)}</span>),
    },
  ]
  const sum: RollRow = { key: '', title: w.total, values: totals, gap: gapOf(terms, totals) }
  return (
    <section className="panel stack roll" style={{ gap: 10 }} aria-labelledby="roll">
      <header>
        <h2 id="roll">
          {dayText(scope.from, lang)} – {dayText(scope.to, lang)}
        </h2>
        <span className="row no-print">
          <label htmlFor="roll-by">{w.by}</label>
          <Select
            id="roll-by"
            value={by}
            style={{ minWidth: 140 }}
            onChange={(d) =>
              setParams(
                (before) => {
                  const p = new URLSearchParams(before)
                  p.set('by', d)
                  return p
                },
                { replace: true },
              )
            }
            options={dimensions.map((d) => ({ value: d, label: dimensionTitle(d) }))}
            virtual={false}
          />
        </span>
      </header>
      <DataTable
        caption={of.title}
        columns={columns}
        rows={[...rows, sum]}
        keyOf={(r) => r.key || 'sum'}
        rowClass={(r) => (r.key === '' ? 'sum' : '')}
      />
    </section>
  )
}

/** Counted from the first day on: other indicators, with their own words. */
function Cumulative({ of, scope, ask }: { of: RollOf; scope: Scope; ask: (asked: NamesAsked) => void }) {
  const w = useWords(lineWords)
  const lang = useLang()
  const answers = useQueries({
    queries: of.cumulative.map((id) => ({
      queryKey: ['figure', id, scope],
      queryFn: ({ signal }: { signal: AbortSignal }) => get<FigureDetail>(`/api/figures/${id}`, { ...scope }, signal),
    })),
  })
  const figures = answers.flatMap((a) => (a.data ? [a.data] : []))
  if (figures.length === 0) return null
  return (
    <section className="panel" aria-labelledby="since-start">
      <header>
        <h2 id="since-start">{w.cumulativeTitle}</h2>
        <p className="quiet">{w.cumulativeHint}</p>
      </header>
      <dl className="facts">
        {figures.map((f) => (
          <div key={f.id}>
            <dt>{lang === 'zh' ? f.title : humanised(f.id.replaceAll('.', '-'))}</dt>
            <dd>
              <button type="button" className="plain" onClick={() => ask({ id: f.id, scope, title: f.title })}>
                {figureText(f.value, f.unit)}
              </button>{' '}
              {f.unit}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
