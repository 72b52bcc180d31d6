import { useQuery } from '@tanstack/react-query'
import { Input } from 'antd'
import { useState } from 'react'
import { Link, useSearchParams } from 'react-router'
import { get } from '../api/client.ts'
import { recordPath } from '../api/paths.ts'
import type { SearchAnswer } from '../api/types.ts'
import { dayText } from '../parts/format.ts'
import { Answer, Empty } from '../parts/states.tsx'
import { useTitle } from '../parts/title.ts'
import { sharedWords } from '../words/shared.ts'
import { useLang, useWords } from '../words/words.ts'

/** One box over all records and people. */
export function SearchPage() {
  const w = useWords(sharedWords)
  const lang = useLang()
  const [params, setParams] = useSearchParams()
  const q = params.get('q') ?? ''
  useTitle(q ? `${w.search}：${q}` : w.search)
  const answer = useQuery({
    queryKey: ['search', q],
    queryFn: ({ signal }) => get<SearchAnswer>('/api/search', { q, limit: 50 }, signal),
    enabled: q !== '',
  })
  return (
    <div className="stack">
      <h1>{w.search}</h1>
      <search>
        <SearchBox key={q} q={q} onSearch={(next) => setParams({ q: next })} />
      </search>
      {q === '' ? (
        <Empty title={w.typeToSearch} next={w.typeNext} />
      ) : (
        <Answer of={answer}>
          {({ hits, people, hidden }) => (
            <>
              {hits.length === 0 && people.length === 0 ? <Empty title={w.nothing} next={w.nothingNext} /> : null}
              {people.length > 0 ? (
                <section className="panel">
                  <h2>{w.people}</h2>
                  <ul className="closed-steps">
                    {people.map((p) => (
                      <li key={p.id}>
                        <Link to={`/people/${p.id}`}>{p.name}</Link>
                        <span className="quiet">
                          　{p.birthDay ? dayText(p.birthDay, lang) : ''}　{p.identityMasked}　{p.address}
                        </span>
                      </li>
                    ))}
                  </ul>
                </section>
              ) : null}
              {hits.length > 0 ? (
                <section className="panel">
                  <h2>{w.hits}</h2>
                  <ul className="closed-steps">
                    {hits.map((h) => (
                      <li key={h.id}>
                        <span className="badge">{h.typeTitle}</span> <Link to={recordPath(h.type, h.id)}>{h.title}</Link>
                        <p className="quiet">
                          <Marked text={h.snippet} q={q} />　{h.unitName}
                        </p>
                      </li>
                    ))}
                  </ul>
                </section>
              ) : null}
              {hidden > 0 ? <p className="quiet">{w.hidden(hidden)}</p> : null}
            </>
          )}
        </Answer>
      )}
    </div>
  )
}

function SearchBox({ q, onSearch }: { q: string; onSearch: (q: string) => void }) {
  const w = useWords(sharedWords)
  const [typed, setTyped] = useState(q)
  return (
    <form
      className="row"
      onSubmit={(e) => {
        e.preventDefault()
        onSearch(typed.trim())
      }}
    >
      <Input.Search
        type="search"
        aria-label={w.search}
        placeholder={w.searchHint}
        value={typed}
        onChange={(e) => setTyped(e.target.value)}
        onSearch={(v) => onSearch(v.trim())}
        enterButton={w.search}
        style={{ maxWidth: 640 }}
        maxLength={100}
        autoFocus={q === ''}
      />
    </form>
  )
}

/** The words that were looked for, marked in what was found. */
export function Marked({ text, q }: { text: string; q: string }) {
  const words = q.split(/\s+/).filter(Boolean)
  const at = words.map((word) => ({ word, i: text.toLowerCase().indexOf(word.toLowerCase()) })).find(({ i }) => i >= 0)
  if (!at) return <>{text}</>
  return (
    <>
      {text.slice(0, at.i)}
      <mark>{text.slice(at.i, at.i + at.word.length)}</mark>
      {text.slice(at.i + at.word.length)}
    </>
  )
}
