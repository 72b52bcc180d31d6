import { useQuery } from '@tanstack/react-query'
import { Drawer } from 'antd'
import { Link } from 'react-router'
import { get } from '../api/client.ts'
import { apiOf, recordPath } from '../api/paths.ts'
import type { RecordView } from '../api/types.ts'
import { Basics } from '../pages/record/basics.tsx'
import { Deadlines } from '../pages/record/deadlines.tsx'
import { Steps } from '../pages/record/steps.tsx'
import { labelText } from '../parts/format.ts'
import { stageText } from '../parts/labels.ts'
import { Answer } from '../parts/states.tsx'
import { bureau } from '../sheet.ts'
import { useLang, useWords } from '../words/words.ts'
import { lineWords } from './words.ts'

/** A record handled from a desk without leaving it: what is known, the steps that are lawful now, the clocks. */
export function CaseDrawer({ type, id, title, close }: { type: string; id: string; title: string; close: () => void }) {
  const w = useWords(lineWords)
  const lang = useLang()
  const kept = bureau.records.get(type)
  const view = useQuery({
    queryKey: ['record', type, id],
    queryFn: ({ signal }) => get<RecordView>(`${apiOf(type)}/${id}`, undefined, signal),
  })
  if (!kept) return null
  return (
    <Drawer open title={title} onClose={close} size={720} extra={<Link to={recordPath(type, id)}>{w.openCase}</Link>}>
      <Answer of={view}>
        {(v) => (
          <div className="stack">
            <p>
              <strong>{labelText(v.label, lang)}</strong>　<span className="badge blue">{stageText(kept, v.stage, lang)}</span>
            </p>
            <Steps kept={kept} view={v} />
            <Basics kept={kept} view={v} />
            <Deadlines kept={kept} view={v} />
          </div>
        )}
      </Answer>
    </Drawer>
  )
}
