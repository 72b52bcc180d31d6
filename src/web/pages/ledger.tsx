import { useInfiniteQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { Link, useParams, useSearchParams } from 'react-router'
import type { Kept } from '../../kernel/index.ts'
import { ApiFault, get } from '../api/client.ts'
import { apiOf, ledgerPath } from '../api/paths.ts'
import { hasDuty, useAccount } from '../api/session.ts'
import type { Page, Row } from '../api/types.ts'
import { openings, recordText } from '../parts/labels.ts'
import { Empty, Failed, Loading } from '../parts/states.tsx'
import { DataTable } from '../parts/table.tsx'
import { useTitle } from '../parts/title.ts'
import { say } from '../parts/toast.tsx'
import { keptAt } from '../sheet.ts'
import { ledgerWords } from '../words/ledger.ts'
import { useLang, useWords } from '../words/words.ts'
import { ExportButton } from './export-button.tsx'
import { BulkStep } from './ledger-bulk.tsx'
import { ColumnChoice, columnsFor, useColumns } from './ledger-columns.tsx'
import { LedgerFilters } from './ledger-filters.tsx'
import { linked, listQuery, tabSeparated } from './ledger-plan.ts'
import { SavedViews } from './ledger-views.tsx'

/** 「台账」 of any record type: filters, columns, views, keyset pages, what is hidden, import and export. */
export function LedgerPage() {
  const { line, name } = useParams()
  const kept = keptAt(line, name)
  if (!kept) return <Failed fault={new ApiFault(404, { code: 'page.missing', zh: '没有这类台账', en: 'No such ledger' })} />
  return <Ledger key={kept.type.id} kept={kept} />
}

function Ledger({ kept }: { kept: Kept }) {
  const w = useWords(ledgerWords)
  const lang = useLang()
  const account = useAccount()
  const type = kept.type.id
  const title = recordText(type, lang)
  useTitle(title)
  const [params] = useSearchParams()
  const query = listQuery(kept, params)
  const [shown, setShown] = useColumns(kept)
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const full = shown.some((c) => !c.startsWith('$') && !kept.type.columns.includes(c)) || undefined
  const list = useInfiniteQuery({
    queryKey: ['list', type, query, full],
    initialPageParam: '',
    queryFn: ({ pageParam, signal }) =>
      get<Page>(apiOf(type), { ...query, limit: 50, after: pageParam, with: 'all', full }, signal).then(linked),
    getNextPageParam: (last) => last.next ?? undefined,
  })
  const rows = list.data?.pages.flatMap((p) => p.rows) ?? []
  const hidden = list.data?.pages[0]?.hidden ?? 0
  const picked = rows.filter((r) => chosen.has(r.id))
  const columns = columnsFor(kept, shown, lang, w)
  const copy = async () => {
    const head = columns.map((c) => c.title)
    await navigator.clipboard.writeText(tabSeparated([head, ...picked.map((r) => columns.map((c) => c.text(r)))]))
    say(w.copied(picked.length))
  }
  const mayOpen = openings(kept).some(([, s]) => s.by.some((p) => account.holdings.some((h) => h.post === p)))
  const measure = lang === 'zh' ? kept.type.measure : ''
  return (
    <div className="stack">
      <div className="page-head">
        <h1>{title}</h1>
        <div className="row no-print">
          <SavedViews kept={kept} columns={shown} onColumns={setShown} />
          <ColumnChoice kept={kept} shown={shown} onChange={setShown} />
          <Button className="wide-only" onClick={() => print()}>
            {w.print}
          </Button>
          {hasDuty(account, 'export') ? (
            <ExportButton type={type} query={{ ...query, columns: shown.filter((c) => !c.startsWith('$')).join(',') }} name={title} />
          ) : null}
          {mayOpen ? (
            <Link className="wide-only" to={`${ledgerPath(type)}/import`}>
              <Button tabIndex={-1}>{w.import}</Button>
            </Link>
          ) : null}
          {mayOpen && !kept.type.parent ? (
            <Link to={`${ledgerPath(type)}/new`}>
              <Button type="primary" tabIndex={-1}>
                {w.create}
              </Button>
            </Link>
          ) : null}
        </div>
      </div>
      <LedgerFilters kept={kept} />
      {chosen.size > 0 ? (
        <div className="row note no-print">
          {w.chosen(chosen.size)}
          <Button size="small" onClick={() => void copy()}>
            {w.copy}
          </Button>
          <BulkStep kept={kept} rows={picked} done={() => setChosen(new Set())} />
          <Button size="small" type="text" onClick={() => setChosen(new Set())}>
            {w.unchoose}
          </Button>
        </div>
      ) : null}
      {list.isPending ? <Loading /> : null}
      {list.error && rows.length === 0 ? <Failed fault={list.error} retry={() => void list.refetch()} /> : null}
      {list.isSuccess && rows.length === 0 ? <Empty /> : null}
      {rows.length > 0 ? (
        <DataTable<Row>
          caption={title}
          columns={columns}
          rows={rows}
          keyOf={(r) => r.id}
          chosen={chosen}
          onChoose={setChosen}
          chooseLabel={(r) => r.label}
          rowClass={(r) => (r.voidedAt ? 'off' : '')}
        />
      ) : null}
      {list.isSuccess ? (
        <div className="row">
          {rows.length > 0 ? <span className="quiet">{w.shown(rows.length, measure)}</span> : null}
          {hidden > 0 ? <span className="quiet">{w.hidden(hidden, measure)}</span> : null}
          {list.hasNextPage ? (
            <Button className="no-print" onClick={() => void list.fetchNextPage()} loading={list.isFetchingNextPage}>
              {w.more}
            </Button>
          ) : rows.length > 0 ? (
            <span className="quiet">{w.end}</span>
          ) : null}
        </div>
      ) : null}
    </div>
  )
}
