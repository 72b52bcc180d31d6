import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import { get } from '../api/client.ts'
import { useAccount, useToday } from '../api/session.ts'
import type { FigureDetail, FigureEntry } from '../api/types.ts'
import { Chart } from '../parts/chart.tsx'
import { monthText } from '../parts/format.ts'
import { figureTitle } from '../parts/humanise.ts'
import { Answer } from '../parts/states.tsx'
import { Tabs } from '../parts/tabs.tsx'
import { homeWords } from '../words/home.ts'
import { useLang, useWords } from '../words/words.ts'

/** What a leader asks: how it moves over the year, which town stands where, and which cases these are. */
export function Trends({ figures }: { figures: readonly FigureEntry[] }) {
  const w = useWords(homeWords)
  const lang = useLang()
  const choices = figures.slice(0, 4)
  const [id, setId] = useState(choices[0]?.id ?? '')
  return (
    <section className="panel">
      <header>
        <h2>{w.trends}</h2>
      </header>
      <Tabs label={w.trends} tabs={choices.map((f) => ({ key: f.id, title: figureTitle(f, lang) }))} value={id} onChange={setId}>
        <div className="two-charts">
          <SplitChart id={id} by="month" title={w.byMonth} />
          <SplitChart id={id} by="unit" title={w.byUnit} />
        </div>
      </Tabs>
    </section>
  )
}

function SplitChart({ id, by, title }: { id: string; by: 'month' | 'unit'; title: string }) {
  const lang = useLang()
  const account = useAccount()
  const today = useToday()
  const go = useNavigate()
  const query = {
    from: `${today.slice(0, 4)}-01-01`,
    to: today,
    unit: (account.holdings[0]?.unit ?? account.bureau).replace(/^(\d{6})B.*/, '$1'),
    by,
  }
  const asked = useQuery({
    queryKey: ['figure', id, query],
    queryFn: ({ signal }) => get<FigureDetail>(`/api/figures/${id}`, query, signal),
  })
  return (
    <div>
      <h3>{title}</h3>
      <Answer of={asked}>
        {(f) => {
          const rows = f.splits.find((s) => s.by === by)?.rows ?? []
          const ordered = by === 'unit' ? [...rows].sort((a, b) => (b.value ?? 0) - (a.value ?? 0)).slice(0, 15) : rows
          return (
            <Chart
              kind={by === 'unit' ? 'rank' : 'trend'}
              title={`${f.title} ${title}`}
              measure={f.unit}
              points={ordered.map((r) => ({ key: r.key, title: by === 'month' ? monthText(r.key, lang) : r.title, value: r.value ?? 0 }))}
              onPick={(key) => void go(`/figures/${id}?by=${by}&key=${encodeURIComponent(key)}`)}
            />
          )
        }}
      </Answer>
    </div>
  )
}
