import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import { download, get } from '../api/client.ts'
import type { OrderPage, OverdueOrder } from '../api/orders.ts'
import { recordPath } from '../api/paths.ts'
import { dayText, labelText } from '../parts/format.ts'
import { humanised } from '../parts/humanise.ts'
import { Answer, Empty } from '../parts/states.tsx'
import { DataTable } from '../parts/table.tsx'
import { Tabs } from '../parts/tabs.tsx'
import { useTitle } from '../parts/title.ts'
import { orderWords } from '../words/orders.ts'
import { useLang, useWords } from '../words/words.ts'
import { AnswerOrder } from './answer-order.tsx'
import { sayFault } from './say-fault.ts'

/** 「督办单」: what passed its day without being done, with its number, its answer and its end. */
export function OrdersPage() {
  const w = useWords(orderWords)
  const lang = useLang()
  useTitle(w.title)
  const client = useQueryClient()
  const [state, setState] = useState('open')
  const list = useInfiniteQuery({
    queryKey: ['orders', state],
    initialPageParam: '',
    queryFn: ({ pageParam, signal }) => get<OrderPage>('/api/overdue-orders', { state, after: pageParam }, signal),
    getNextPageParam: (last) => last.next ?? undefined,
  })
  const answered = () => Promise.all(['orders', 'record', 'events'].map((k) => client.invalidateQueries({ queryKey: [k] })))
  return (
    <div className="stack">
      <h1>{w.title}</h1>
      <p>{w.hint}</p>
      <Tabs
        label={w.title}
        tabs={[
          { key: 'open', title: w.openOnly(list.data?.pages[0]?.open ?? 0) },
          { key: 'all', title: w.all },
        ]}
        value={state}
        onChange={setState}
      >
        <Answer of={list}>
          {(data) => {
            const orders = data.pages.flatMap((p) => p.orders)
            if (orders.length === 0) return <Empty title={w.none} next={w.noneNext} />
            return (
              <DataTable<OverdueOrder>
                caption={w.title}
                rows={orders}
                keyOf={(o) => o.number}
                columns={[
                  { key: 'number', title: w.number, render: (o) => o.number },
                  { key: 'matter', title: w.matter, wrap: true, render: (o) => <Matter order={o} /> },
                  { key: 'due', title: w.passed, render: (o) => dayText(o.due, lang) },
                  { key: 'late', title: w.late, render: (o) => w.days(o.daysLate), end: true },
                  {
                    key: 'state',
                    title: w.state,
                    render: (o) => <span className={`badge ${o.state === 'open' ? 'red' : 'green'}`}>{w[o.state]}</span>,
                  },
                  {
                    key: 'answer',
                    title: w.answer,
                    wrap: true,
                    render: (o) => (
                      <>
                        {o.answer ? (
                          `${o.answer}${o.answeredBy ? `（${o.answeredBy}）` : ''}`
                        ) : (
                          <span className="quiet">{w.noAnswer}　</span>
                        )}
                        {o.mine && o.state === 'open' ? <AnswerOrder number={o.number} answered={answered} /> : null}
                      </>
                    ),
                  },
                  {
                    key: 'paper',
                    title: w.paper,
                    render: (o) => (
                      <button
                        type="button"
                        className="plain"
                        onClick={() =>
                          void download('/api/overdue-orders/paper', { number: o.number }, `督办单 ${o.number}.docx`).catch(sayFault(lang))
                        }
                      >
                        {w.save}
                      </button>
                    ),
                  },
                ]}
              />
            )
          }}
        </Answer>
        {list.hasNextPage ? <Button onClick={() => void list.fetchNextPage()}>{w.more}</Button> : null}
      </Tabs>
    </div>
  )
}

function Matter({ order }: { order: OverdueOrder }) {
  const w = useWords(orderWords)
  const lang = useLang()
  const { record } = order
  return (
    <>
      <Link to={recordPath(record.type, record.id)}>{labelText(record.label, lang)}</Link>
      <p className="quiet">
        {record.unitName}　{lang === 'zh' ? order.title : humanised(order.key)}　{order.article}
        {order.red ? <span className="badge red after">{w.red}</span> : null}
      </p>
    </>
  )
}
