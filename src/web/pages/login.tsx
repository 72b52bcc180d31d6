import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button, Input } from 'antd'
import { type FormEvent, useState } from 'react'
import { ApiFault, post } from '../api/client.ts'
import { changeHands } from '../api/session.ts'
import type { Account, DemoLogin, State } from '../api/types.ts'
import { FaultNote } from '../parts/states.tsx'
import { useTitle } from '../parts/title.ts'
import { doorWords } from '../words/door.ts'
import { useLang, useWords } from '../words/words.ts'
import { Door, Labelled } from './door.tsx'

interface Login {
  readonly username: string
  readonly password: string
  readonly totp?: string
}

/** Login; in a demonstration bureau one click on a post logs in. */
export function LoginPage({ state }: { state: State }) {
  const w = useWords(doorWords)
  const lang = useLang()
  useTitle(w.login)
  const client = useQueryClient()
  const [username, setUsername] = useState('')
  const [password, setPassword] = useState('')
  const [totp, setTotp] = useState('')
  const login = useMutation({
    mutationFn: (given: Login) => post<{ account: Account }>('/api/session', given),
    onSuccess: ({ account }) => changeHands(client, account),
  })
  const asksCode = login.error instanceof ApiFault && login.error.body.code.includes('totp')
  const submit = (e: FormEvent) => {
    e.preventDefault()
    login.mutate({ username: username.trim(), password, ...(totp ? { totp } : {}) })
  }
  const demo = state.demo ? (state.demoLogins ?? []) : []
  return (
    <Door name={state.bureauName} two={demo.length > 0}>
      <form onSubmit={submit}>
        <h2>{w.login}</h2>
        <Labelled id="username" label={w.username}>
          <Input id="username" autoComplete="username" value={username} onChange={(e) => setUsername(e.target.value)} required />
        </Labelled>
        <Labelled id="password" label={w.password}>
          <Input
            id="password"
            type="password"
            autoComplete="current-password"
            value={password}
            onChange={(e) => setPassword(e.target.value)}
            required
          />
        </Labelled>
        {asksCode ? (
          <Labelled id="totp" label={w.totp} hint={w.totpHint}>
            <Input
              id="totp"
              inputMode="numeric"
              autoComplete="one-time-code"
              maxLength={6}
              value={totp}
              onChange={(e) => setTotp(e.target.value)}
            />
          </Labelled>
        ) : null}
        <FaultNote fault={login.error} />
        <Button type="primary" htmlType="submit" loading={login.isPending}>
          {w.login}
        </Button>
        <p className="quiet">{w.noAccount}</p>
        <p>
          <a href={lang === 'en' ? '/public?lang=en' : '/public'}>{w.publicSite}</a>
        </p>
      </form>
      {demo.length > 0 ? <DemoLogins logins={demo} onPick={(l) => login.mutate({ username: l.username, password: l.password })} /> : null}
    </Door>
  )
}

function DemoLogins({ logins, onPick }: { logins: readonly DemoLogin[]; onPick: (login: DemoLogin) => void }) {
  const w = useWords(doorWords)
  return (
    <section className="logins" aria-labelledby="demo">
      <h2 id="demo">{w.demo}</h2>
      <p className="quiet">{w.demoHint}</p>
      <ul>
        {logins.map((l) => (
          <li key={l.username}>
            <button type="button" onClick={() => onPick(l)}>
              <strong>{l.post}</strong>
              <span>{l.name}</span>
              <span>{l.unitName}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}
