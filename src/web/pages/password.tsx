import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button, Input } from 'antd'
import { type FormEvent, lazy, Suspense, useState } from 'react'
import { useNavigate } from 'react-router'
import { post } from '../api/client.ts'
import { useLogout, useServerState } from '../api/session.ts'
import { FaultNote, Loading } from '../parts/states.tsx'
import { useTitle } from '../parts/title.ts'
import { say } from '../parts/toast.tsx'
import { doorWords } from '../words/door.ts'
import { shellWords } from '../words/shell.ts'
import { useWords } from '../words/words.ts'
import { Door, Labelled } from './door.tsx'

const OneTimeCodes = lazy(async () => ({ default: (await import('./one-time-codes.tsx')).OneTimeCodes }))

function PasswordForm({ done }: { done: () => void }) {
  const w = useWords(doorWords)
  const client = useQueryClient()
  const [current, setCurrent] = useState('')
  const [next, setNext] = useState('')
  const [again, setAgain] = useState('')
  const different = again !== '' && again !== next
  const change = useMutation({
    mutationFn: () => post('/api/session/password', { current, next }),
    onSuccess: async () => {
      say(w.changed)
      await client.invalidateQueries({ queryKey: ['session'] })
      done()
    },
  })
  const submit = (e: FormEvent) => {
    e.preventDefault()
    if (next === again) change.mutate()
  }
  const field = (id: string, label: string, value: string, set: (v: string) => void, autoComplete: string, hint?: string) => (
    <Labelled id={id} label={label} {...(hint ? { hint } : {})}>
      <Input id={id} type="password" autoComplete={autoComplete} value={value} onChange={(e) => set(e.target.value)} required />
    </Labelled>
  )
  return (
    <form onSubmit={submit} className="stack" style={{ maxWidth: 420 }}>
      {field('current', w.current, current, setCurrent, 'current-password')}
      {field('next', w.next, next, setNext, 'new-password', w.rule)}
      {field('again', w.again, again, setAgain, 'new-password')}
      {different ? (
        <p className="fault" role="alert">
          {w.different}
        </p>
      ) : null}
      <FaultNote fault={change.error} />
      <div className="row">
        <Button type="primary" htmlType="submit" loading={change.isPending} disabled={different}>
          {w.save}
        </Button>
      </div>
    </form>
  )
}

/** Change of password by one's own will. */
export function PasswordPage() {
  const w = useWords(doorWords)
  const go = useNavigate()
  useTitle(w.account)
  return (
    <div className="stack">
      <h1>{w.account}</h1>
      <section className="panel stack" style={{ maxWidth: 520 }}>
        <h2>{w.change}</h2>
        <PasswordForm done={() => void go('/')} />
      </section>
      <Suspense fallback={<Loading />}>
        <OneTimeCodes />
      </Suspense>
    </div>
  )
}

/** Change of password that the first login asks for. */
export function ForcedPasswordPage() {
  const w = useWords(doorWords)
  const s = useWords(shellWords)
  const state = useServerState()
  const logout = useLogout()
  useTitle(w.change)
  return (
    <Door name={state.data?.bureauName} title={w.mustChange}>
      <PasswordForm done={() => undefined} />
      <p>
        <button type="button" className="plain" onClick={() => void logout()}>
          {s.logout}
        </button>
      </p>
    </Door>
  )
}
