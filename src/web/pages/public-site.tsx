import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Switch } from 'antd'
import { call, get } from '../api/client.ts'
import { hasDuty, useAccount } from '../api/session.ts'
import { Answer, FaultNote } from '../parts/states.tsx'
import { useTitle } from '../parts/title.ts'
import { publicSiteWords } from '../words/public-site.ts'
import { useWords } from '../words/words.ts'

interface Settings {
  readonly check: boolean
}

/** 「公开网站」: what the public may use without an account, decided by the system administrator. */
export function PublicSitePage() {
  const w = useWords(publicSiteWords)
  const may = hasDuty(useAccount(), 'system')
  useTitle(w.title)
  const client = useQueryClient()
  const settings = useQuery({ queryKey: ['public-site'], queryFn: ({ signal }) => get<Settings>('/api/public-site', undefined, signal) })
  const change = useMutation({
    mutationFn: (body: Settings) => call<Settings>('PUT', '/api/public-site', { body }),
    onSuccess: (saved) => client.setQueryData(['public-site'], saved),
  })
  return (
    <div className="stack">
      <h1>{w.title}</h1>
      <p>{w.hint}</p>
      <p>
        <a href="/public">{w.open}</a>
      </p>
      <Answer of={settings}>
        {({ check }) => (
          <section className="panel stack">
            <div className="row">
              <Switch
                id="public-check"
                checked={check}
                disabled={!may}
                loading={change.isPending}
                onChange={(on) => change.mutate({ check: on })}
              />
              <label htmlFor="public-check">{w.check}</label>
              <span className={`badge ${check ? 'green' : ''}`}>{check ? w.on : w.off}</span>
            </div>
            <p className="quiet">{w.checkHint}</p>
            {may ? null : <p className="quiet">{w.only}</p>}
            <FaultNote fault={change.error} />
          </section>
        )}
      </Answer>
    </div>
  )
}
