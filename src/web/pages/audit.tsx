import { useInfiniteQuery } from '@tanstack/react-query'
import { Button, Input } from 'antd'
import { useState } from 'react'
import { get } from '../api/client.ts'
import type { AuditEntry } from '../api/types.ts'
import { useDelayed } from '../parts/delayed.ts'
import { FormItem } from '../parts/fields/field-form.tsx'
import { instantText, type Lang } from '../parts/format.ts'
import { fieldTitle, recordText } from '../parts/labels.ts'
import { Answer, Empty } from '../parts/states.tsx'
import { DataTable } from '../parts/table.tsx'
import { useTitle } from '../parts/title.ts'
import { bureau } from '../sheet.ts'
import { adminWords } from '../words/admin.ts'
import { useLang, useWords } from '../words/words.ts'

/** What belongs to an entry is kept under English names. */
const names: Readonly<Record<string, string>> = {
  purpose: '用途',
  reason: '理由',
  type: '台账',
  fields: '项目',
  username: '账号',
  name: '姓名',
  post: '岗位',
  unit: '单位',
  duty: '职责',
  code: '原因',
  from: '起',
  to: '止',
  before: '原为',
  after: '改为',
  found: '查到',
  rows: '条数',
  title: '标题',
  number: '编号',
  version: '版本',
}

/** What belongs to an entry, as `用途：……`. */
function detailText(detail: AuditEntry['detail'], lang: Lang): string {
  const kept = typeof detail.type === 'string' ? bureau.records.get(detail.type) : undefined
  const text = (name: string, value: unknown): string => {
    if (kept && name === 'type') return recordText(kept.type.id, lang)
    if (kept && name === 'fields' && Array.isArray(value))
      return value.map((f) => fieldTitle(String(f), kept.type.fields[String(f)], lang)).join(lang === 'zh' ? '、' : ', ')
    return typeof value === 'object' ? JSON.stringify(value) : String(value)
  }
  const [colon, stop] = lang === 'zh' ? ['：', '；'] : [': ', '; ']
  return Object.entries(detail)
    .map(([k, v]) => `${lang === 'zh' ? (names[k] ?? k) : k}${colon}${text(k, v)}`)
    .join(stop)
}

/** The audit log, newest first. */
interface AuditPageAnswer {
  readonly rows: readonly AuditEntry[]
  readonly next: string | null
}

export function AuditPage() {
  const w = useWords(adminWords)
  const lang = useLang()
  useTitle(w.audit)
  const [kind, setKind] = useState('')
  const asked = useDelayed(kind.trim())
  const audit = useInfiniteQuery({
    queryKey: ['audit', asked],
    initialPageParam: '',
    queryFn: ({ pageParam, signal }) => get<AuditPageAnswer>('/api/audit', { kind: asked, after: pageParam, limit: 100 }, signal),
    getNextPageParam: (last) => last.next ?? undefined,
  })
  return (
    <div className="stack">
      <h1>{w.audit}</h1>
      <p className="quiet">{w.auditHint}</p>
      <div className="filters">
        <FormItem id="audit-kind" label={w.kind}>
          <Input id="audit-kind" value={kind} onChange={(e) => setKind(e.target.value)} placeholder={w.allKinds} allowClear />
        </FormItem>
      </div>
      <Answer of={audit}>
        {(data) => {
          const rows = data.pages.flatMap((p) => p.rows)
          return rows.length === 0 ? (
            <Empty />
          ) : (
            <DataTable
              caption={w.audit}
              rows={rows}
              keyOf={(e) => e.id}
              columns={[
                { key: 'at', title: w.at, render: (e) => instantText(e.at, lang) },
                { key: 'who', title: w.who, render: (e) => e.name ?? e.account ?? '' },
                { key: 'kind', title: w.kind, render: (e) => (lang === 'zh' ? e.title : e.kind) },
                {
                  key: 'what',
                  title: w.what,
                  render: (e) => [e.subject, detailText(e.detail, lang)].filter(Boolean).join('　'),
                  wrap: true,
                },
                { key: 'address', title: w.address, render: (e) => e.address ?? '' },
              ]}
            />
          )
        }}
      </Answer>
      {audit.hasNextPage ? (
        <Button onClick={() => void audit.fetchNextPage()} loading={audit.isFetchingNextPage}>
          {w.more}
        </Button>
      ) : null}
    </div>
  )
}
