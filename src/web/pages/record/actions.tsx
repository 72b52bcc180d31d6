import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import type { Kept } from '../../../kernel/index.ts'
import { call, download, post } from '../../api/client.ts'
import { apiOf } from '../../api/paths.ts'
import type { Downstream, RecordView } from '../../api/types.ts'
import { linePages } from '../../lines/pages.ts'
import { say } from '../../parts/toast.tsx'
import { recordWords } from '../../words/record.ts'
import { useLang, useWords } from '../../words/words.ts'
import { sayFault } from '../say-fault.ts'
import { AskReason } from './ask-reason.tsx'
import { CorrectDrawer, Effects } from './correct.tsx'
import { useRefresh } from './refresh.ts'

/** What may be done to the record beside its procedure: print, correct, void. */
export function RecordActions({ kept, view }: { kept: Kept; view: RecordView }) {
  const w = useWords(recordWords)
  const lang = useLang()
  const refresh = useRefresh()
  const [correcting, setCorrecting] = useState(false)
  const at = `${apiOf(kept.type.id)}/${view.id}`
  const live = !view.voidedAt
  return (
    <div className="row no-print">
      {linePages.map((p) =>
        p.of === kept.type.id ? (
          <Link key={p.path} to={`/${p.path.replace(':id', view.id)}`}>
            {p.title[lang]}
          </Link>
        ) : null,
      )}
      {kept.documents.length > 0 ? (
        <Button
          onClick={() => void download(`${at}/dossier.docx`, undefined, `卷宗 ${view.number ?? view.label}.docx`).catch(sayFault(lang))}
        >
          {w.dossier}
        </Button>
      ) : null}
      {live && view.can.correct ? <Button onClick={() => setCorrecting(true)}>{w.correct}</Button> : null}
      {live && view.can.void ? (
        <AskReason
          title={`${w.void}：${view.label}`}
          action={w.void}
          hint={w.voidHint}
          danger
          run={async (reason) => {
            await post(`${at}/void`, { version: view.version, reason })
            say(w.saved)
            await refresh(kept.type.id)
          }}
        >
          <VoidEffects kept={kept} view={view} />
        </AskReason>
      ) : null}
      {correcting ? <CorrectDrawer kept={kept} view={view} close={() => setCorrecting(false)} /> : null}
    </div>
  )
}

/** Which figures voiding would change, asked before anybody decides. */
function VoidEffects({ kept, view }: { kept: Kept; view: RecordView }) {
  const preview = useQuery({
    queryKey: ['record', kept.type.id, view.id, 'void', view.version],
    queryFn: () =>
      call<Downstream>('POST', `${apiOf(kept.type.id)}/${view.id}/void`, {
        body: { version: view.version, reason: '预览' },
        query: { preview: 1 },
      }),
  })
  return preview.data ? <Effects kept={kept} effects={preview.data} /> : null
}
