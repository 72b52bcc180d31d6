import { useMutation } from '@tanstack/react-query'
import { Button } from 'antd'
import { type DragEvent, useRef } from 'react'
import type { Kept } from '../../../kernel/index.ts'
import { call, download } from '../../api/client.ts'
import { apiOf } from '../../api/paths.ts'
import type { RecordView } from '../../api/types.ts'
import { instantText, sizeText } from '../../parts/format.ts'
import { FaultNote } from '../../parts/states.tsx'
import { recordWords } from '../../words/record.ts'
import { useLang, useWords } from '../../words/words.ts'
import { sayFault } from '../say-fault.ts'
import { AskReason } from './ask-reason.tsx'
import { useRefresh } from './refresh.ts'

/** 「材料」: scans and photos of the record. */
export function Files({ kept, view }: { kept: Kept; view: RecordView }) {
  const w = useWords(recordWords)
  const lang = useLang()
  const refresh = useRefresh()
  const input = useRef<HTMLInputElement>(null)
  const add = useMutation({
    mutationFn: async (files: readonly File[]) => {
      for (const file of files) {
        const form = new FormData()
        form.append('file', file)
        await call('POST', `${apiOf(kept.type.id)}/${view.id}/files`, { body: form, key: crypto.randomUUID() })
      }
    },
    onSettled: () => refresh(kept.type.id),
  })
  const drop = (e: DragEvent) => {
    e.preventDefault()
    add.mutate([...e.dataTransfer.files])
  }
  return (
    <div className="stack">
      <ul className="closed-steps">
        {view.files.map((f) => (
          <li key={f.id} className="row spread">
            <span>
              <button
                type="button"
                className="plain"
                onClick={() => void download(`/api/files/${f.id}`, undefined, f.name).catch(sayFault(lang))}
              >
                {f.name}
              </button>
              <span className="quiet">
                　{sizeText(f.bytes)} {instantText(f.at, lang)} {f.by}
              </span>
              {f.voidedAt ? <span className="badge">{w.voided}</span> : null}
            </span>
            {f.voidedAt ? null : (
              <AskReason
                title={`${w.voidFile}：${f.name}`}
                action={w.voidFile}
                size="small"
                run={async (reason) => {
                  await call('POST', `/api/files/${f.id}/void`, { body: { reason }, key: crypto.randomUUID() })
                  await refresh(kept.type.id)
                }}
              />
            )}
          </li>
        ))}
      </ul>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: dropping is a second way; the button inside is the first */}
      <div className="drop no-print" onDragOver={(e) => e.preventDefault()} onDrop={drop}>
        {view.files.length === 0 ? <p>{w.noFiles}</p> : null}
        <p className="quiet">{w.noFilesNext}</p>
        <input ref={input} type="file" multiple hidden onChange={(e) => add.mutate([...(e.target.files ?? [])])} />
        <Button onClick={() => input.current?.click()} loading={add.isPending}>
          {w.addFile}
        </Button>
      </div>
      <FaultNote fault={add.error} />
    </div>
  )
}
