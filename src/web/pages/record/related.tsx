import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { Link } from 'react-router'
import type { Kept } from '../../../kernel/index.ts'
import { get } from '../../api/client.ts'
import { apiOf, ledgerPath } from '../../api/paths.ts'
import { useAccount } from '../../api/session.ts'
import type { Page, RecordView, Row } from '../../api/types.ts'
import { openings, recordText } from '../../parts/labels.ts'
import { Answer } from '../../parts/states.tsx'
import { DataTable } from '../../parts/table.tsx'
import { bureau } from '../../sheet.ts'
import { ledgerWords } from '../../words/ledger.ts'
import { recordWords } from '../../words/record.ts'
import { useLang, useWords } from '../../words/words.ts'
import { columnsFor, defaultColumns } from '../ledger-columns.tsx'
import { linked } from '../ledger-plan.ts'

/** The records that belong to this one, each kind with its list and 「新建」. */
export function Related({ kept, view }: { kept: Kept; view: RecordView }) {
  return (
    <div className="stack">
      {kept.children.map((type) => {
        const child = bureau.records.get(type)
        return child ? <Children key={type} kept={child} parent={view} /> : null
      })}
    </div>
  )
}

function Children({ kept, parent }: { kept: Kept; parent: RecordView }) {
  const w = useWords(recordWords)
  const l = useWords(ledgerWords)
  const lang = useLang()
  const account = useAccount()
  const title = recordText(kept.type.id, lang)
  const rows = useQuery({
    queryKey: ['list', kept.type.id, { parent: parent.id }],
    queryFn: ({ signal }) => get<Page>(apiOf(kept.type.id), { parent: parent.id, limit: 50, with: 'all' }, signal).then(linked),
  })
  const columns = columnsFor(
    kept,
    defaultColumns(kept).filter((c) => c !== '$unit'),
    lang,
    l,
  )
  const may = openings(kept).some(([, s]) => s.by.some((p) => account.holdings.some((h) => h.post === p)))
  return (
    <section className="stack" style={{ gap: 8 }}>
      <div className="row spread">
        <h2 className="minor">{title}</h2>
        {may ? (
          <Link to={`${ledgerPath(kept.type.id)}/new?parent=${parent.id}&unit=${parent.unit}`}>
            <Button size="small" tabIndex={-1}>
              {w.createChild(title)}
            </Button>
          </Link>
        ) : null}
      </div>
      <Answer of={rows}>
        {(page) => (
          <>
            {page.rows.length === 0 ? (
              <p className="quiet">{w.none}</p>
            ) : (
              <DataTable<Row> caption={title} columns={columns} rows={page.rows} keyOf={(r) => r.id} />
            )}
            {page.hidden > 0 ? <p className="quiet">{l.hidden(page.hidden, lang === 'zh' ? kept.type.measure : '')}</p> : null}
          </>
        )}
      </Answer>
    </section>
  )
}
