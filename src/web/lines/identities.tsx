import { useQuery } from '@tanstack/react-query'
import { get } from '../api/client.ts'
import type { CheckResultEntry } from '../api/types.ts'
import type { Scope } from '../pages/scope.tsx'
import { useWords } from '../words/words.ts'
import { lineWords } from './words.ts'

/** The identities of a line in a period and unit: what must hold, whether it does, and what to do where it does not. */
export function Identities({ prefix, scope }: { prefix: string; scope: Scope }) {
  const w = useWords(lineWords)
  const checks = useQuery({
    queryKey: ['checks', scope],
    queryFn: ({ signal }) => get<CheckResultEntry[]>('/api/checks', { ...scope }, signal),
  })
  const mine = (checks.data ?? []).filter((c) => c.id.startsWith(`${prefix}.`))
  if (mine.length === 0) return null
  return (
    <section className="panel" aria-labelledby="identities">
      <header>
        <h2 id="identities">{w.checksTitle}</h2>
      </header>
      <ul className="alerts">
        {mine.map((c) => (
          <li key={c.id}>
            <div className="row spread">
              <span>{c.title}</span>
              <span className={`badge ${c.holds === false ? 'red' : c.holds ? 'green' : ''}`}>
                {c.holds === null ? '—' : c.holds ? w.adds : w.gap((c.left ?? 0) - (c.right ?? 0))}
              </span>
            </div>
            <p className="arithmetic">{c.arithmetic}</p>
            {c.holds === false ? <p>{c.mend}</p> : null}
          </li>
        ))}
      </ul>
    </section>
  )
}
