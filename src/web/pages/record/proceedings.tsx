import { useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import type { Kept } from '../../../kernel/index.ts'
import { get } from '../../api/client.ts'
import { apiOf, recordPath } from '../../api/paths.ts'
import type { Page, RecordView } from '../../api/types.ts'
import { labelText } from '../../parts/format.ts'
import { recordText } from '../../parts/labels.ts'
import { useLang } from '../../words/words.ts'
import { StepsTaken } from './events.tsx'

/** 「办理过程」: the steps taken, and what was written down along the way (sittings, visits). */
export function Proceedings({ kept, view }: { kept: Kept; view: RecordView }) {
  return (
    <div className="stack">
      <StepsTaken kept={kept} view={view} />
      {kept.children
        .filter((c) => (view.children[c] ?? 0) > 0)
        .map((c) => (
          <ChildLines key={c} type={c} parent={view.id} />
        ))}
    </div>
  )
}

function ChildLines({ type, parent }: { type: string; parent: string }) {
  const lang = useLang()
  const rows = useQuery({
    queryKey: ['list', type, 'of', parent],
    queryFn: ({ signal }) => get<Page>(apiOf(type), { parent, limit: 20 }, signal),
  })
  if (!rows.data || rows.data.rows.length === 0) return null
  return (
    <section>
      <h2 className="minor">{recordText(type, lang)}</h2>
      <ul className="closed-steps">
        {rows.data.rows.map((r) => (
          <li key={r.id}>
            <Link to={recordPath(type, r.id)}>{labelText(r.label, lang)}</Link>
          </li>
        ))}
      </ul>
    </section>
  )
}
