import { useQuery } from '@tanstack/react-query'
import { Button, Input } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import { get } from '../api/client.ts'
import type { FigureEntry } from '../api/types.ts'
import { figureText, numberText } from '../parts/format.ts'
import { figureTitle, humanised } from '../parts/humanise.ts'
import { Answer, Empty } from '../parts/states.tsx'
import { DataTable } from '../parts/table.tsx'
import { useTitle } from '../parts/title.ts'
import { bureau } from '../sheet.ts'
import { figureWords } from '../words/figures.ts'
import { useLang, useWords } from '../words/words.ts'
import { ScopeBar, useScope } from './scope.tsx'

/** All figures of the lines I see, for a period and a unit; each opens its page and its list. */
export function FiguresPage() {
  const w = useWords(figureWords)
  const lang = useLang()
  useTitle(w.title)
  const [scope, setScope] = useScope()
  const [q, setQ] = useState('')
  const figures = useQuery({
    queryKey: ['figures', scope],
    queryFn: ({ signal }) => get<FigureEntry[]>('/api/figures', { ...scope }, signal),
  })
  const search = `?${new URLSearchParams({ ...scope }).toString()}`
  return (
    <div className="stack">
      <div className="page-head">
        <h1>{w.title}</h1>
        <Button className="no-print wide-only" onClick={() => print()}>
          {w.print}
        </Button>
      </div>
      <ScopeBar scope={scope} set={setScope} />
      <Input
        className="no-print"
        type="search"
        aria-label={w.filter}
        placeholder={w.filter}
        value={q}
        onChange={(e) => setQ(e.target.value)}
        style={{ maxWidth: 360 }}
        allowClear
      />
      <Answer of={figures}>
        {(all) => {
          const list = all.filter((f) => matches(f, q))
          if (list.length === 0) return <Empty title={w.noFigures} next={w.noFiguresNext} />
          return bureau.lines.map((line) => {
            const own = list.filter((f) => lineOf(f) === line.id)
            if (own.length === 0) return null
            const title = lang === 'zh' ? line.title : humanised(line.id)
            return (
              <section key={line.id} className="stack" style={{ gap: 8 }}>
                <h2>{title}</h2>
                <DataTable
                  caption={title}
                  rows={own}
                  keyOf={(f) => f.id}
                  columns={[
                    {
                      key: 'title',
                      title: w.indicator,
                      render: (f) => <Link to={`/figures/${f.id}${search}`}>{figureTitle(f, lang)}</Link>,
                    },
                    { key: 'value', title: w.value, render: (f) => <strong>{figureText(f.value, f.unit)}</strong>, end: true },
                    { key: 'unit', title: w.measure, render: (f) => (f.unit === '%' ? '' : f.unit) },
                    { key: 'records', title: w.records, render: (f) => numberText(f.records), end: true },
                    { key: 'type', title: w.type, render: (f) => typeText(f.type, w) },
                    { key: 'basis', title: w.basis, render: (f) => bureau.indicators.get(f.id)?.basis ?? '' },
                  ]}
                />
              </section>
            )
          })
        }}
      </Answer>
    </div>
  )
}

const matches = (f: FigureEntry, q: string): boolean => {
  const asked = q.trim()
  return (
    !asked ||
    f.title.includes(asked) ||
    f.id.includes(asked) ||
    (bureau.indicators.get(f.id)?.synonyms.some((s) => s.includes(asked)) ?? false)
  )
}
const lineOf = (f: FigureEntry): string => f.line ?? bureau.lines.find((l) => l.indicators.some((i) => i.id === f.id))?.id ?? ''

export const typeText = (type: string, w: typeof figureWords.zh | typeof figureWords.en): string =>
  type === 'flow' ? w.flow : type === 'stock' ? w.stock : type === 'cumulative' ? w.cumulative : w.rate
