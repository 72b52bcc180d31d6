import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button, Input, QRCode } from 'antd'
import { useState } from 'react'
import { post } from '../api/client.ts'
import { useAccount } from '../api/session.ts'
import { FormItem } from '../parts/fields/field-form.tsx'
import { FaultNote } from '../parts/states.tsx'
import { say } from '../parts/toast.tsx'
import { doorWords } from '../words/door.ts'
import { useWords } from '../words/words.ts'

/** 「动态口令」: a second proof at login from an authenticator on the phone. */
export function OneTimeCodes() {
  const w = useWords(doorWords)
  const account = useAccount()
  const client = useQueryClient()
  const [password, setPassword] = useState('')
  const [code, setCode] = useState('')
  const begin = useMutation({ mutationFn: () => post<{ secret: string; uri: string }>('/api/session/totp') })
  const done = async () => {
    say(w.changedCodes)
    setPassword('')
    setCode('')
    begin.reset()
    await client.invalidateQueries({ queryKey: ['session'] })
  }
  const confirm = useMutation({
    mutationFn: () => post('/api/session/totp/confirm', { secret: begin.data?.secret, totp: code.trim(), password }),
    onSuccess: done,
  })
  const remove = useMutation({ mutationFn: () => post('/api/session/totp/remove', { password }), onSuccess: done })
  const passwordField = (
    <FormItem id="totp-password" label={w.password} required>
      <Input
        id="totp-password"
        type="password"
        autoComplete="current-password"
        value={password}
        onChange={(e) => setPassword(e.target.value)}
      />
    </FormItem>
  )
  return (
    <section className="panel stack" style={{ maxWidth: 520 }}>
      <h2>{w.codes}</h2>
      <p className="quiet">{account.totp ? w.codesOn : w.codesOff}</p>
      {account.totp ? (
        <>
          {passwordField}
          <Button danger disabled={!password} loading={remove.isPending} onClick={() => remove.mutate()} style={{ alignSelf: 'start' }}>
            {w.removeCodes}
          </Button>
        </>
      ) : begin.data ? (
        <>
          <p>{w.scan}</p>
          <QRCode type="svg" value={begin.data.uri} aria-label={w.codes} />
          <p>
            {w.secret}：<code>{begin.data.secret}</code>
          </p>
          <FormItem id="totp-code" label={w.totp} required>
            <Input
              id="totp-code"
              inputMode="numeric"
              autoComplete="one-time-code"
              maxLength={6}
              value={code}
              onChange={(e) => setCode(e.target.value)}
            />
          </FormItem>
          {passwordField}
          <Button
            type="primary"
            disabled={code.trim().length !== 6 || !password}
            loading={confirm.isPending}
            onClick={() => confirm.mutate()}
            style={{ alignSelf: 'start' }}
          >
            {w.enableCodes}
          </Button>
        </>
      ) : (
        <Button loading={begin.isPending} onClick={() => begin.mutate()} style={{ alignSelf: 'start' }}>
          {w.beginCodes}
        </Button>
      )}
      <FaultNote fault={begin.error ?? confirm.error ?? remove.error} />
    </section>
  )
}
