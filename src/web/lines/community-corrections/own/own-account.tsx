import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Popconfirm } from 'antd'
import { useState } from 'react'
import { call, get, post } from '../../../api/client.ts'
import { apiOf } from '../../../api/paths.ts'
import { hasDuty, useAccount } from '../../../api/session.ts'
import { instantText } from '../../../parts/format.ts'
import { FaultNote } from '../../../parts/states.tsx'
import { useLang, useWords, words } from '../../../words/words.ts'

const accountWords = words(
  {
    title: '本人手机账户',
    none: '本人尚未开通手机账户。开通后可以在手机上报告、申请外出、查看自己的义务和期限，只看得到自己的记录。',
    has: (name: string, seen: string) => `账户 ${name}，${seen ? `最近使用 ${seen}` : '尚未使用'}`,
    closed: '已停用',
    open: '开通账户',
    again: '重发一次性密码',
    close: '停用账户',
    sure: '停用后本人不能再登录，确定吗？',
    given: '请当面交给本人，首次登录须改密码；此处只显示一次：',
    name: '账户',
    password: '一次性密码',
  },
  {
    title: 'The person’s own account',
    none: 'No account yet. With one he reports, asks for leave and reads his duties and term on his phone; he sees his own records only.',
    has: (name: string, seen: string) => `Account ${name}, ${seen ? `last used ${seen}` : 'not used yet'}`,
    closed: 'closed',
    open: 'Open an account',
    again: 'New one-time password',
    close: 'Close the account',
    sure: 'He will not be able to sign in any more. Close it?',
    given: 'Hand this to the person himself; he must change the password at once. It is shown only here:',
    name: 'Account',
    password: 'One-time password',
  },
)

interface State {
  readonly account: { readonly username: string; readonly seenAt: string | null; readonly closed: boolean } | null
}

/** 「本人手机账户」: the officer opens it, gives a new one-time password, closes it. */
export function OwnAccount({ type, id }: { type: string; id: string }) {
  return hasDuty(useAccount(), 'enrol') ? <Panel url={`${apiOf(type)}/${id}/own-account`} /> : null
}

function Panel({ url }: { url: string }) {
  const w = useWords(accountWords)
  const lang = useLang()
  const client = useQueryClient()
  const [given, setGiven] = useState<{ username: string; password: string }>()
  const [fault, setFault] = useState<unknown>()
  const state = useQuery({ queryKey: ['own-account', url], queryFn: ({ signal }) => get<State>(url, undefined, signal) })
  const act = async (work: () => Promise<void>) => {
    setFault(undefined)
    await work().catch(setFault)
    await client.invalidateQueries({ queryKey: ['own-account', url] })
  }
  const open = () => act(async () => setGiven(await post<{ username: string; password: string }>(url)))
  const close = () =>
    act(async () => {
      await call('DELETE', url)
      setGiven(undefined)
    })
  const account = state.data?.account
  return (
    <section className="panel stack no-print" aria-labelledby="own-account" style={{ gap: 8 }}>
      <header>
        <h2 id="own-account">{w.title}</h2>
        <p className="quiet">
          {account ? w.has(account.username, account.seenAt ? instantText(account.seenAt, lang) : '') : w.none}
          {account?.closed ? `　${w.closed}` : ''}
        </p>
      </header>
      {given ? (
        <p className="note" role="status">
          {w.given} {w.name} <strong>{given.username}</strong>　{w.password} <strong>{given.password}</strong>
        </p>
      ) : null}
      <FaultNote fault={fault ?? state.error} />
      <p className="row">
        <Button onClick={() => void open()}>{account ? w.again : w.open}</Button>
        {account && !account.closed ? (
          <Popconfirm title={w.sure} onConfirm={() => void close()} okText={w.close}>
            <Button>{w.close}</Button>
          </Popconfirm>
        ) : null}
      </p>
    </section>
  )
}
