import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { Link, useParams, useSearchParams } from 'react-router'
import { get } from '../api/client.ts'
import type { FigureDetail } from '../api/types.ts'
import { Chart } from '../parts/chart.tsx'
import { dayText, figureText, monthText, numberText } from '../parts/format.ts'
import { figureTitle } from '../parts/humanise.ts'
import { fieldTitle } from '../parts/labels.ts'
import { Answer } from '../parts/states.tsx'
import { DataTable } from '../parts/table.tsx'
import { Tabs } from '../parts/tabs.tsx'
import { useTitle } from '../parts/title.ts'
import { bureau } from '../sheet.ts'
import { figureWords } from '../words/figures.ts'
import { useLang, useWords } from '../words/words.ts'
import { FigureList } from './figure-list.tsx'
import { typeText } from './figures.tsx'
import { ScopeBar, useScope } from './scope.tsx'

/** One figure: value, definition, article, last year, splits, and the list behind it. */
export function FigurePage() {
  const { id = '' } = useParams()
  const [scope, setScope] = useScope()
  const figure = useQuery({
    queryKey: ['figure', id, scope],
    queryFn: ({ signal }) => get<FigureDetail>(`/api/figures/${id}`, { ...scope, compare: 1 }, signal),
  })
  return (
    <div className="stack">
      <ScopeBar scope={scope} set={setScope} />
      <Answer of={figure}>{(f) => <Figure key={id} figure={f} />}</Answer>
    </div>
  )
}

function Figure({ figure }: { figure: FigureDetail }) {
  const w = useWords(figureWords)
  const lang = useLang()
  const [params, setParams] = useSearchParams()
  const declared = bureau.indicators.get(figure.id)
  const title = figureTitle(figure, lang)
  useTitle(title)
  const by = params.get('by')
  const key = params.get('key')
  const pick = (nextBy: string | null, nextKey: string | null) =>
    setParams(
      (before) => {
        const p = new URLSearchParams(before)
        for (const [k, v] of [
          ['by', nextBy],
          ['key', nextKey],
        ] as const)
          v === null ? p.delete(k) : p.set(k, v)
        return p
      },
      { replace: true },
    )
  const dimensions = figure.dimensions ?? ['unit', 'month', ...(declared && declared.type !== 'rate' ? declared.by : [])]
  const picked = by && key !== null ? { by, key } : null
  return (
    <>
      <section className="panel stack">
        <div className="page-head">
          <div>
            <h1>{title}</h1>
            <p className="quiet">
              {dayText(figure.from, lang)} – {dayText(figure.to, lang)}　{typeText(figure.type, w)}
            </p>
          </div>
          <div className="end">
            <span className="big-figure">{figureText(figure.value, figure.unit)}</span> {figure.unit === '%' ? '' : figure.unit}
            <LastYear figure={figure} />
          </div>
        </div>
        <dl className="facts">
          <Fact title={w.definition} text={figure.definition} wide />
          <Fact title={w.basis} text={figure.basis ?? declared?.basis} />
          <Fact title={w.note} text={figure.note ?? declared?.note} wide />
          <Fact title={w.synonyms} text={(figure.synonyms ?? declared?.synonyms ?? []).join('、')} />
          <Fact title={w.version} text={String(figure.version)} />
          {figure.part ? <RatePart title={w.part} of={figure.part} /> : null}
          {figure.whole ? <RatePart title={w.whole} of={figure.whole} /> : null}
        </dl>
      </section>
      {figure.type === 'rate' ? null : (
        <section className="panel">
          <header>
            <h2>{w.splits}</h2>
            <Button className="no-print wide-only" size="small" onClick={() => print()}>
              {w.print}
            </Button>
          </header>
          <Splits figure={figure} dimensions={dimensions} start={by ?? 'unit'} onPick={pick} picked={picked} />
        </section>
      )}
      {figure.type === 'rate' ? null : <FigureList figure={figure} picked={picked} clear={() => pick(null, null)} />}
    </>
  )
}

function Fact({ title, text, wide }: { title: string; text: string | undefined; wide?: boolean }) {
  if (!text) return null
  return (
    <div className={wide ? 'wide' : ''}>
      <dt>{title}</dt>
      <dd>{text}</dd>
    </div>
  )
}

function RatePart({ title, of }: { title: string; of: { id: string; title: string; value: number | null; unit: string } }) {
  const lang = useLang()
  const [params] = useSearchParams()
  return (
    <div>
      <dt>{title}</dt>
      <dd>
        <Link to={`/figures/${of.id}?${params.toString()}`}>{figureTitle(of, lang)}</Link>　{figureText(of.value, of.unit)} {of.unit}
      </dd>
    </div>
  )
}

function LastYear({ figure }: { figure: FigureDetail }) {
  const w = useWords(figureWords)
  const before = figure.lastYear?.value
  if (before === undefined || before === null || figure.value === null) return <p className="quiet">{w.noLastYear}</p>
  const change = figure.value - before
  const word = change > 0 ? w.up : change < 0 ? w.down : w.same
  const share = before === 0 ? '' : `（${numberText(Math.round((Math.abs(change) / before) * 10_000) / 100)}%）`
  const points = figure.unit === '%'
  return (
    <p className="quiet">
      {w.compare} {figureText(before, figure.unit)}，{word}
      {change === 0 ? '' : ` ${numberText(Math.abs(change))}${points ? ' 个百分点' : share}`}
    </p>
  )
}

function Splits({
  figure,
  dimensions,
  start,
  onPick,
  picked,
}: {
  figure: FigureDetail
  dimensions: readonly string[]
  start: string
  onPick: (by: string, key: string) => void
  picked: { by: string; key: string } | null
}) {
  const w = useWords(figureWords)
  const lang = useLang()
  const [scope] = useScope()
  const [by, setBy] = useState(dimensions.includes(start) ? start : 'unit')
  const declared = bureau.indicators.get(figure.id)
  const kept = declared && declared.type !== 'rate' ? bureau.records.get(declared.record) : undefined
  const name = (d: string) =>
    `${w.by}${lang === 'en' ? ' ' : ''}${d === 'unit' ? w.unit : d === 'month' ? (lang === 'zh' ? '月份' : 'month') : fieldTitle(d, kept?.type.fields[d], lang)}`
  const asked = useQuery({
    queryKey: ['figure', figure.id, scope, by],
    queryFn: ({ signal }) => get<FigureDetail>(`/api/figures/${figure.id}`, { ...scope, by }, signal),
  })
  return (
    <Tabs label={w.splits} tabs={dimensions.map((d) => ({ key: d, title: name(d) }))} value={by} onChange={setBy}>
      <Answer of={asked}>
        {(f) => {
          const rows = f.splits.find((s) => s.by === by)?.rows ?? []
          const total = rows.reduce((sum, r) => sum + (r.value ?? 0), 0)
          const label = (r: { key: string; title: string }) => (by === 'month' ? monthText(r.key, lang) : r.title)
          return (
            <div className="two-charts">
              <Chart
                kind={by === 'month' ? 'trend' : 'rank'}
                title={`${figure.title} ${name(by)}`}
                measure={figure.unit}
                points={rows.map((r) => ({ key: r.key, title: label(r), value: r.value ?? 0 }))}
                onPick={(k) => onPick(by, k)}
              />
              <DataTable
                caption={name(by)}
                rows={rows}
                keyOf={(r) => r.key}
                rowClass={(r) => (picked?.by === by && picked.key === r.key ? 'chosen' : '')}
                columns={[
                  {
                    key: 'title',
                    title: name(by),
                    render: (r) => (
                      <button type="button" className="plain" onClick={() => onPick(by, r.key)}>
                        {label(r)}
                      </button>
                    ),
                  },
                  { key: 'value', title: w.value, render: (r) => figureText(r.value, figure.unit), end: true },
                  {
                    key: 'share',
                    title: w.share,
                    render: (r) => (total > 0 ? `${numberText(Math.round(((r.value ?? 0) / total) * 10_000) / 100)}%` : ''),
                    end: true,
                  },
                ]}
              />
            </div>
          )
        }}
      </Answer>
    </Tabs>
  )
}
