import { useInfiniteQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { get } from '../api/client.ts'
import type { FigureDetail, FigureRecords, Row } from '../api/types.ts'
import { figureText, numberText } from '../parts/format.ts'
import { Answer, Empty } from '../parts/states.tsx'
import { DataTable } from '../parts/table.tsx'
import { bureau } from '../sheet.ts'
import { figureWords } from '../words/figures.ts'
import { ledgerWords } from '../words/ledger.ts'
import { useLang, useWords } from '../words/words.ts'
import { columnsFor, defaultColumns } from './ledger-columns.tsx'
import { useScope } from './scope.tsx'

/** The list behind a figure, or behind one row of its split: exactly the records that were counted. */
export function FigureList({
  figure,
  picked,
  clear,
}: {
  figure: FigureDetail
  picked: { by: string; key: string } | null
  clear: () => void
}) {
  const w = useWords(figureWords)
  const l = useWords(ledgerWords)
  const lang = useLang()
  const [scope] = useScope()
  const declared = bureau.indicators.get(figure.id)
  const kept = declared && declared.type !== 'rate' ? bureau.records.get(declared.record) : undefined
  const list = useInfiniteQuery({
    queryKey: ['figure', figure.id, 'records', scope, picked],
    initialPageParam: '',
    queryFn: ({ pageParam, signal }) =>
      get<FigureRecords>(`/api/figures/${figure.id}/records`, { ...scope, ...(picked ?? {}), limit: 50, after: pageParam }, signal),
    getNextPageParam: (last) => last.next ?? undefined,
  })
  if (!kept) return null
  const sum = declared && declared.type !== 'rate' && declared.sum !== undefined
  const columns = [
    ...columnsFor(kept, defaultColumns(kept), lang, l),
    ...(sum
      ? [
          {
            key: '$amount',
            title: w.amount,
            render: (r: Row & { amount?: number | null }) => (r.amount == null ? '' : numberText(r.amount)),
            end: true,
          },
        ]
      : []),
  ]
  return (
    <section className="panel stack" style={{ gap: 10 }}>
      <header className="row spread">
        <h2>{picked ? w.listOf(picked.key) : w.list}</h2>
        {picked ? (
          <Button size="small" onClick={clear}>
            {w.clearKey}
          </Button>
        ) : null}
      </header>
      <p className="quiet">{w.countNote}</p>
      <Answer of={list}>
        {(data) => {
          const rows = data.pages.flatMap((p) => p.rows)
          const head = data.pages[0]
          return (
            <>
              {rows.length === 0 ? <Empty /> : <DataTable caption={w.list} columns={columns} rows={rows} keyOf={(r) => r.id} />}
              <div className="row">
                <span>{w.total(figureText(head?.value ?? null, figure.unit), figure.unit)}</span>
                <span className="quiet">{l.shown(rows.length, lang === 'zh' ? kept.type.measure : '')}</span>
                {head && head.hidden > 0 ? (
                  <span className="quiet">{l.hidden(head.hidden, lang === 'zh' ? kept.type.measure : '')}</span>
                ) : null}
                {list.hasNextPage ? (
                  <Button className="no-print" onClick={() => void list.fetchNextPage()} loading={list.isFetchingNextPage}>
                    {l.more}
                  </Button>
                ) : null}
              </div>
            </>
          )
        }}
      </Answer>
    </section>
  )
}
