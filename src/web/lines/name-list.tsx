import { useInfiniteQuery } from '@tanstack/react-query'
import { get } from '../api/client.ts'
import type { Scope } from '../pages/scope.tsx'
import { Answer } from '../parts/states.tsx'
import { type Column, DataTable } from '../parts/table.tsx'
import { bureau } from '../sheet.ts'
import { useLang, useWords } from '../words/words.ts'
import { CaseName } from './case-name.tsx'
import { fieldColumns } from './field-columns.tsx'
import { More } from './more.tsx'
import { lineWords } from './words.ts'
import type { WorkRow } from './worklist.ts'

/** Behind which number the names are wanted. */
export interface NamesAsked {
  readonly id: string
  readonly scope: Scope
  readonly title: string
  readonly by?: string
  readonly key?: string
}

interface Names {
  readonly rows: readonly WorkRow[]
  readonly next: string | null
  readonly total: number
  readonly hidden: number
}

/** Who is behind a number: names as far as the reader may see them, and how many more there are. */
export function NameList({ asked }: { asked: NamesAsked }) {
  const w = useWords(lineWords)
  const lang = useLang()
  const { id, scope, by, key } = asked
  const indicator = bureau.indicators.get(id)
  const kept = indicator && indicator.type !== 'rate' ? bureau.records.get(indicator.record) : undefined
  const list = useInfiniteQuery({
    queryKey: ['figure', id, 'names', scope, by, key],
    initialPageParam: '',
    queryFn: ({ pageParam, signal }) => get<Names>(`/api/figures/${id}/names`, { ...scope, by, key, after: pageParam, limit: 50 }, signal),
    getNextPageParam: (last) => last.next ?? undefined,
  })
  if (!kept) return null
  const columns: Column<WorkRow>[] = [
    { key: 'who', title: w.name, render: (r) => <CaseName of={{ type: kept.type.id, id: r.id, people: r.people ?? [] }} /> },
    { key: 'number', title: '№', render: (r) => r.number ?? '' },
    ...fieldColumns(kept, kept.type.columns.slice(0, 5), lang),
    { key: 'unit', title: w.office, render: (r) => r.unitName },
  ]
  return (
    <Answer of={list}>
      {(data) => {
        const rows = data.pages.flatMap((p) => p.rows)
        const head = data.pages[0]
        return (
          <div className="stack" style={{ gap: 10 }}>
            <p className="quiet">{w.namesHint}</p>
            <p>
              <strong>{head?.total ?? 0}</strong> {lang === 'zh' ? kept.type.measure : ''}
              {head && head.hidden > 0 ? `　${w.namesHidden(head.hidden)}` : ''}
            </p>
            {rows.length > 0 ? <DataTable caption={asked.title} columns={columns} rows={rows} keyOf={(r) => r.id} /> : null}
            <More shown={rows.length} list={list} />
          </div>
        )
      }}
    </Answer>
  )
}
