import { useInfiniteQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useParams } from 'react-router'
import { ApiFault, get } from '../api/client.ts'
import type { Page } from '../api/types.ts'
import { Answer, Empty, Failed } from '../parts/states.tsx'
import { DataTable } from '../parts/table.tsx'
import { useTitle } from '../parts/title.ts'
import { bureau } from '../sheet.ts'
import { ledgerWords } from '../words/ledger.ts'
import { useLang, useWords } from '../words/words.ts'
import { columnsFor, defaultColumns } from './ledger-columns.tsx'

/** The records behind an alert, with what to do and the article. */
export function AlertPage() {
  const { id = '' } = useParams()
  const l = useWords(ledgerWords)
  const lang = useLang()
  const alert = bureau.alerts.find((a) => a.id === id)
  const kept = alert ? bureau.records.get(alert.record) : undefined
  useTitle(alert?.title)
  const list = useInfiniteQuery({
    queryKey: ['list', 'alert', id],
    initialPageParam: '',
    queryFn: ({ pageParam, signal }) => get<Page>(`/api/alerts/${id}`, { after: pageParam }, signal),
    getNextPageParam: (last) => last.next ?? undefined,
  })
  if (!alert || !kept) return <Failed fault={new ApiFault(404, { code: 'page.missing', zh: '没有这项预警', en: 'No such alert' })} />
  return (
    <div className="stack">
      <div>
        <h1>
          {alert.title} <span className={`badge ${alert.level === 'red' ? 'red' : 'amber'}`}>{kept.type.title}</span>
        </h1>
        <p>
          {alert.say}
          {alert.basis ? `（${alert.basis}）` : ''}
        </p>
      </div>
      <Answer of={list}>
        {(data) => {
          const rows = data.pages.flatMap((p) => p.rows)
          const hidden = data.pages[0]?.hidden ?? 0
          return (
            <>
              {rows.length === 0 ? (
                <Empty />
              ) : (
                <DataTable
                  caption={alert.title}
                  columns={columnsFor(kept, defaultColumns(kept), lang, l)}
                  rows={rows}
                  keyOf={(r) => r.id}
                />
              )}
              <div className="row">
                {hidden > 0 ? <span className="quiet">{l.hidden(hidden, kept.type.measure)}</span> : null}
                {list.hasNextPage ? <Button onClick={() => void list.fetchNextPage()}>{l.more}</Button> : null}
              </div>
            </>
          )
        }}
      </Answer>
    </div>
  )
}
