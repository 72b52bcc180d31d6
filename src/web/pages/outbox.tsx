import { Button, Popconfirm } from 'antd'
import { useAccount } from '../api/session.ts'
import { forget, keep, type Waiting } from '../offline/outbox.ts'
import { useWaiting } from '../offline/status.ts'
import { changed, sync } from '../offline/sync.ts'
import { instantText } from '../parts/format.ts'
import { quickWords } from '../words/quick.ts'
import { useLang, useWords } from '../words/words.ts'

/** What was logged here and is not sent yet, or was refused and why. */
export function Outbox() {
  const w = useWords(quickWords)
  const account = useAccount()
  const items = useWaiting()
  if (items.length === 0) return null
  const again = async ({ refused: _, ...item }: Waiting) => {
    await keep(item)
    changed()
    await sync(account.id)
  }
  const drop = async (key: string) => {
    await forget(key)
    changed()
  }
  return (
    <section className="panel" aria-labelledby="outbox">
      <header>
        <h2 id="outbox">
          {w.unsent}（{items.length}）
        </h2>
        <p className="quiet">{w.unsentHint}</p>
      </header>
      <ul className="alerts">
        {items.map((i) => (
          <Item key={i.key} item={i} again={() => void again(i)} drop={() => void drop(i.key)} />
        ))}
      </ul>
    </section>
  )
}

function Item({ item, again, drop }: { item: Waiting; again: () => void; drop: () => void }) {
  const w = useWords(quickWords)
  const lang = useLang()
  return (
    <li>
      <p>{item.label}</p>
      <p className="quiet">{instantText(item.at, lang)}</p>
      {item.refused ? (
        <>
          <p className="wrong">
            {w.refused}：{item.refused[lang]}
          </p>
          <p className="row">
            <Button size="small" onClick={again}>
              {w.retry}
            </Button>
            <Popconfirm title={w.discardSure} onConfirm={drop} okText={w.discard}>
              <Button size="small" danger>
                {w.discard}
              </Button>
            </Popconfirm>
          </p>
        </>
      ) : null}
    </li>
  )
}
