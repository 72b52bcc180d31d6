import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Input, Select } from 'antd'
import { useState } from 'react'
import { call, get } from '../api/client.ts'
import { hasDuty, useAccount, useToday } from '../api/session.ts'
import type { AccountEntry } from '../api/types.ts'
import { useUnitName } from '../api/units.ts'
import { DayInput } from '../parts/day-input.tsx'
import { FormItem } from '../parts/fields/field-form.tsx'
import { dayText } from '../parts/format.ts'
import { postText } from '../parts/labels.ts'
import { Answer, Empty } from '../parts/states.tsx'
import { DataTable } from '../parts/table.tsx'
import { useTitle } from '../parts/title.ts'
import { UnitPicker } from '../parts/unit-picker.tsx'
import { bureau } from '../sheet.ts'
import { adminWords } from '../words/admin.ts'
import { useLang, useWords } from '../words/words.ts'
import { AskForm } from './ask-form.tsx'
import { LoginPolicy } from './login-policy.tsx'

/** 「账号与岗位」: accounts by the system administrator, posts by the security administrator. */
export function AccountsPage() {
  const w = useWords(adminWords)
  const lang = useLang()
  const account = useAccount()
  useTitle(w.accounts)
  const client = useQueryClient()
  const [said, setSaid] = useState<string>()
  const accounts = useQuery({ queryKey: ['accounts'], queryFn: ({ signal }) => get<AccountEntry[]>('/api/accounts', undefined, signal) })
  const unitName = useUnitName()
  const system = hasDuty(account, 'system')
  const security = hasDuty(account, 'security')
  const act = async (path: string, body: object = {}) => {
    const answer = await call<{ password?: string; account?: { username: string } } | undefined>('POST', path, {
      body,
      key: crypto.randomUUID(),
    })
    setSaid(answer?.password ? w.newPassword(answer.account?.username ?? '', answer.password) : undefined)
    await client.invalidateQueries({ queryKey: ['accounts'] })
  }
  return (
    <div className="stack">
      <div className="page-head">
        <h1>{w.accounts}</h1>
        {system ? <NewAccount act={act} /> : null}
      </div>
      <p className="quiet">{w.accountsHint}</p>
      {security ? <LoginPolicy /> : null}
      {said ? (
        <p className="note" role="status">
          {said}
        </p>
      ) : null}
      <Answer of={accounts}>
        {(list) =>
          list.length === 0 ? (
            <Empty title={w.noAccounts} next={w.noAccountsNext} />
          ) : (
            <DataTable<AccountEntry>
              caption={w.accounts}
              rows={list}
              keyOf={(a) => a.id}
              rowClass={(a) => (a.disabledAt ? 'off' : '')}
              columns={[
                { key: 'username', title: w.username, render: (a) => a.username },
                { key: 'name', title: w.person, render: (a) => a.name },
                {
                  key: 'posts',
                  title: w.posts,
                  wrap: true,
                  render: (a) => (
                    <ul>
                      {a.posts.map((p) => (
                        <li key={p.id} className="row">
                          {postText(p.post, lang)}（{p.unitName || unitName(p.unit)}，{dayText(p.from, lang)} –{' '}
                          {p.to ? dayText(p.to, lang) : ''}）{security && !p.to ? <EndPost account={a} held={p.id} act={act} /> : null}
                        </li>
                      ))}
                    </ul>
                  ),
                },
                { key: 'state', title: w.state, render: (a) => <AccountState entry={a} /> },
                {
                  key: 'act',
                  title: w.manage,
                  render: (a) => (
                    <span className="row">
                      {security ? <GrantPost account={a} act={act} /> : null}
                      <AccountActs entry={a} system={system} security={security} act={act} />
                    </span>
                  ),
                },
              ]}
            />
          )
        }
      </Answer>
    </div>
  )
}

/** Without what was left empty: then the server makes a one-time password. */
const given = (values: Readonly<Record<string, string>>) => Object.fromEntries(Object.entries(values).filter(([, v]) => v !== ''))

type Act = (path: string, body?: object) => Promise<void>

function AccountState({ entry }: { entry: AccountEntry }) {
  const w = useWords(adminWords)
  if (entry.disabledAt) return <span className="badge">{w.disabled}</span>
  if (entry.lockedUntil) return <span className="badge red">{w.locked}</span>
  return entry.mustChange ? <span className="badge amber">{w.mustChange}</span> : <span className="badge green">{w.active}</span>
}

function AccountActs({ entry, system, security, act }: { entry: AccountEntry; system: boolean; security: boolean; act: Act }) {
  const w = useWords(adminWords)
  const at = `/api/accounts/${entry.id}`
  const ask = (action: string, verb: string, danger = false) => (
    <AskForm
      action={action}
      title={`${action}：${entry.name}`}
      danger={danger}
      start={{}}
      ready={() => true}
      run={() => act(`${at}/${verb}`)}
    >
      {() => (
        <p>
          {entry.username}　{entry.name}
        </p>
      )}
    </AskForm>
  )
  return (
    <>
      {system ? (entry.disabledAt ? ask(w.enable, 'enable') : ask(w.disable, 'disable', true)) : null}
      {security && entry.lockedUntil ? ask(w.unlock, 'unlock') : null}
      {security && entry.totp ? ask(w.removeTotp, 'remove-totp', true) : null}
      {(system || security) && !entry.disabledAt ? <ResetPassword entry={entry} act={act} /> : null}
    </>
  )
}

function ResetPassword({ entry, act }: { entry: AccountEntry; act: Act }) {
  const w = useWords(adminWords)
  return (
    <AskForm
      action={w.resetPassword}
      title={`${w.resetPassword}：${entry.name}`}
      start={{ password: '' }}
      ready={() => true}
      run={(v) => act(`/api/accounts/${entry.id}/reset-password`, given(v))}
    >
      {(v, set) => (
        <FormItem id="reset-password" label={w.password} hint={w.passwordHint}>
          <Input id="reset-password" value={v.password} onChange={(e) => set({ password: e.target.value })} autoComplete="off" />
        </FormItem>
      )}
    </AskForm>
  )
}

function NewAccount({ act }: { act: Act }) {
  const w = useWords(adminWords)
  return (
    <AskForm
      action={w.newAccount}
      size="middle"
      primary
      start={{ username: '', name: '', password: '' }}
      ready={(v) => v.username.trim() !== '' && v.name.trim() !== ''}
      run={(v) => act('/api/accounts', given(v))}
    >
      {(v, set) => (
        <>
          <FormItem id="a-username" label={w.username} required>
            <Input id="a-username" value={v.username} onChange={(e) => set({ username: e.target.value })} autoComplete="off" />
          </FormItem>
          <FormItem id="a-name" label={w.person} required>
            <Input id="a-name" value={v.name} onChange={(e) => set({ name: e.target.value })} autoComplete="off" />
          </FormItem>
          <FormItem id="a-password" label={w.password} hint={w.passwordHint}>
            <Input id="a-password" value={v.password} onChange={(e) => set({ password: e.target.value })} autoComplete="off" />
          </FormItem>
        </>
      )}
    </AskForm>
  )
}

function GrantPost({ account, act }: { account: AccountEntry; act: Act }) {
  const w = useWords(adminWords)
  const lang = useLang()
  const today = useToday()
  return (
    <AskForm
      action={w.grant}
      title={`${w.grant}：${account.name}`}
      start={{ post: '', unit: '', from: today }}
      ready={(v) => v.post !== '' && v.unit !== '' && v.from !== ''}
      run={(v) => act(`/api/accounts/${account.id}/posts`, v)}
    >
      {(v, set) => (
        <>
          <FormItem id="g-post" label={w.post} required>
            <Select
              id="g-post"
              style={{ width: '100%' }}
              {...(v.post ? { value: v.post } : {})}
              onChange={(post: string) => set({ post })}
              showSearch={{ optionFilterProp: 'label' }}
              options={Object.keys(bureau.posts).map((p) => ({ value: p, label: postText(p, lang) }))}
              virtual={false}
            />
          </FormItem>
          <FormItem id="g-unit" label={w.unit} required>
            <UnitPicker id="g-unit" value={v.unit || undefined} onChange={(u) => set({ unit: u ?? '' })} />
          </FormItem>
          <FormItem id="g-from" label={w.effective} required>
            <DayInput id="g-from" value={v.from} onChange={(from) => set({ from })} />
          </FormItem>
        </>
      )}
    </AskForm>
  )
}

function EndPost({ account, held, act }: { account: AccountEntry; held: string; act: Act }) {
  const w = useWords(adminWords)
  const today = useToday()
  return (
    <AskForm
      action={w.end}
      start={{ to: today }}
      ready={(v) => v.to !== ''}
      run={(v) => act(`/api/accounts/${account.id}/posts/${held}/end`, v)}
    >
      {(v, set) => (
        <FormItem id="e-to" label={w.lastDay} required>
          <DayInput id="e-to" value={v.to} onChange={(to) => set({ to })} />
        </FormItem>
      )}
    </AskForm>
  )
}
