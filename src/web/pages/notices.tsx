import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { Link } from 'react-router'
import { get, post } from '../api/client.ts'
import { recordPath } from '../api/paths.ts'
import type { Work } from '../api/types.ts'
import { instantText } from '../parts/format.ts'
import { Answer, Empty } from '../parts/states.tsx'
import { useTitle } from '../parts/title.ts'
import { sharedWords } from '../words/shared.ts'
import { useLang, useWords } from '../words/words.ts'

/** Notices to my posts that nobody has read yet. */
export function NoticesPage() {
  const w = useWords(sharedWords)
  const lang = useLang()
  const client = useQueryClient()
  useTitle(w.notices)
  const work = useQuery({ queryKey: ['work'], queryFn: ({ signal }) => get<Work>('/api/work', undefined, signal) })
  const seen = useMutation({
    mutationFn: (id: string) => post(`/api/notices/${id}/seen`),
    onSuccess: () => client.invalidateQueries({ queryKey: ['work'] }),
  })
  return (
    <div className="stack">
      <h1>{w.notices}</h1>
      <Answer of={work}>
        {({ notices }) =>
          notices.length === 0 ? (
            <Empty title={w.noNotices} next={w.noNoticesNext} />
          ) : (
            <ul className="panel closed-steps">
              {notices.map((n) => (
                <li key={n.id} className="row spread">
                  <span>
                    {n.record && n.type ? <Link to={recordPath(n.type, n.record)}>{n.say}</Link> : n.say}
                    <span className="quiet">　{instantText(n.at, lang)}</span>
                  </span>
                  <Button size="small" onClick={() => seen.mutate(n.id)} loading={seen.isPending && seen.variables === n.id}>
                    {w.seen}
                  </Button>
                </li>
              ))}
            </ul>
          )
        }
      </Answer>
    </div>
  )
}
