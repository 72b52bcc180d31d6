import { Button, Input, Popover } from 'antd'
import { useState } from 'react'
import { useSearchParams } from 'react-router'
import type { Kept } from '../../kernel/index.ts'
import { useAccount } from '../api/session.ts'
import { ledgerWords } from '../words/ledger.ts'
import { useWords } from '../words/words.ts'

interface View {
  readonly name: string
  readonly search: string
  readonly columns: string[]
}

/** 「常用视图」: filters and columns under a name, kept on this machine for this account. */
export function SavedViews({
  kept,
  columns,
  onColumns,
}: {
  kept: Kept
  columns: readonly string[]
  onColumns: (columns: string[]) => void
}) {
  const w = useWords(ledgerWords)
  const account = useAccount()
  const key = `fazhi.views.${account.id}.${kept.type.id}`
  const [params, setParams] = useSearchParams()
  const [views, setViews] = useState<View[]>(() => JSON.parse(localStorage.getItem(key) ?? '[]') as View[])
  const [name, setName] = useState('')
  const store = (next: View[]) => {
    localStorage.setItem(key, JSON.stringify(next))
    setViews(next)
  }
  const save = () => {
    const title = name.trim()
    if (!title) return
    store([...views.filter((v) => v.name !== title), { name: title, search: params.toString(), columns: [...columns] }])
    setName('')
  }
  return (
    <Popover
      trigger="click"
      placement="bottomRight"
      content={
        <div className="stack" style={{ gap: 10, minWidth: 240 }}>
          {views.length === 0 ? <p className="quiet">{w.noViews}</p> : null}
          <ul>
            {views.map((v) => (
              <li key={v.name} className="row spread">
                <button
                  type="button"
                  className="plain"
                  onClick={() => {
                    setParams(new URLSearchParams(v.search))
                    onColumns(v.columns)
                  }}
                >
                  {v.name}
                </button>
                <Button
                  size="small"
                  type="text"
                  aria-label={`${w.removeView}：${v.name}`}
                  onClick={() => store(views.filter((x) => x !== v))}
                >
                  ×
                </Button>
              </li>
            ))}
          </ul>
          <div className="row">
            <Input
              style={{ width: 150 }}
              aria-label={w.viewName}
              placeholder={w.viewName}
              value={name}
              onChange={(e) => setName(e.target.value)}
              onPressEnter={save}
            />
            <Button onClick={save} disabled={!name.trim()}>
              {w.saveView}
            </Button>
          </div>
        </div>
      }
    >
      <Button className="wide-only">{w.views}</Button>
    </Popover>
  )
}
