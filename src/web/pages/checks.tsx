import { useQuery } from '@tanstack/react-query'
import { get } from '../api/client.ts'
import type { CheckResultEntry } from '../api/types.ts'
import { humanised } from '../parts/humanise.ts'
import { Answer } from '../parts/states.tsx'
import { DataTable } from '../parts/table.tsx'
import { useTitle } from '../parts/title.ts'
import { figureWords } from '../words/figures.ts'
import { useLang, useWords } from '../words/words.ts'
import { ScopeBar, useScope } from './scope.tsx'

/** 「勾稽核对」: what must add up, with the arithmetic, the broken ones first. */
export function ChecksPage() {
  const w = useWords(figureWords)
  const lang = useLang()
  useTitle(w.checksTitle)
  const [scope, setScope] = useScope()
  const checks = useQuery({
    queryKey: ['checks', scope],
    queryFn: ({ signal }) => get<CheckResultEntry[]>('/api/checks', { ...scope }, signal),
  })
  return (
    <div className="stack">
      <h1>{w.checksTitle}</h1>
      <p>{w.checksHint}</p>
      <ScopeBar scope={scope} set={setScope} />
      <Answer of={checks}>
        {(all) => {
          const broken = all.filter((c) => c.holds === false)
          return (
            <>
              <p role="status">
                <span className={`badge ${broken.length > 0 ? 'red' : 'green'}`}>
                  {broken.length > 0 ? w.someBroken(broken.length, all.length) : w.allHold(all.length)}
                </span>
              </p>
              <DataTable
                caption={w.checksTitle}
                rows={[...broken, ...all.filter((c) => c.holds !== false)]}
                keyOf={(c) => c.id}
                rowClass={(c) => (c.holds === false ? 'bad' : '')}
                columns={[
                  { key: 'title', title: w.checksTitle, render: (c) => (lang === 'zh' ? c.title : humanised(c.id)) },
                  { key: 'holds', title: w.state, render: (c) => <Verdict holds={c.holds} /> },
                  { key: 'arithmetic', title: w.arithmetic, render: (c) => c.arithmetic, wrap: true },
                  { key: 'weight', title: w.type, render: (c) => (c.weight === 'must' ? w.must : w.watch) },
                  { key: 'mend', title: w.mend, render: (c) => (c.holds === false ? c.mend : ''), wrap: true },
                ]}
              />
            </>
          )
        }}
      </Answer>
    </div>
  )
}

function Verdict({ holds }: { holds: boolean | null }) {
  const w = useWords(figureWords)
  if (holds === null) return <span className="badge">—</span>
  return <span className={`badge ${holds ? 'green' : 'red'}`}>{holds ? w.holds : w.broken}</span>
}
