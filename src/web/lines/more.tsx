import { Button } from 'antd'
import { useWords } from '../words/words.ts'
import { lineWords } from './words.ts'

/** The foot of a list that is loaded page by page: how many are shown, how many are hidden, and the next page. */
export function More({
  shown,
  hidden = 0,
  list,
}: {
  shown: number
  hidden?: number
  list: { readonly hasNextPage: boolean; readonly isFetchingNextPage: boolean; readonly fetchNextPage: () => unknown }
}) {
  const w = useWords(lineWords)
  return (
    <p className="row">
      {shown > 0 ? <span className="quiet">{w.shown(shown)}</span> : null}
      {hidden > 0 ? <span className="quiet">{w.hidden(hidden)}</span> : null}
      {list.hasNextPage ? (
        <Button className="no-print" size="small" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {w.more}
        </Button>
      ) : null}
    </p>
  )
}
