import { useMutation } from '@tanstack/react-query'
import { Button, Input, Modal } from 'antd'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import { ApiFault, download, post } from '../api/client.ts'
import { apiOf } from '../api/paths.ts'
import type { Job } from '../api/types.ts'
import { FormItem } from '../parts/fields/field-form.tsx'
import { FaultNote } from '../parts/states.tsx'
import { say } from '../parts/toast.tsx'
import { bureau } from '../sheet.ts'
import { ledgerWords } from '../words/ledger.ts'
import { useLang, useWords } from '../words/words.ts'
import { sayFault } from './say-fault.ts'

/** Exports a ledger as it is seen. Sealed data need a purpose and a second person: then the export waits as a job. */
export function ExportButton({ type, query, name }: { type: string; query: Readonly<Record<string, string>>; name: string }) {
  const w = useWords(ledgerWords)
  const lang = useLang()
  const go = useNavigate()
  const [asking, setAsking] = useState(false)
  const [purpose, setPurpose] = useState('')
  const kept = bureau.records.get(type)?.type
  const secret = kept && (kept.sealedWhen !== undefined || Object.values(kept.fields).some((f) => f.sensitivity === 'sealed'))
  const request = useMutation({
    mutationFn: () => post<Job>(`${apiOf(type)}/export`, { query, purpose: purpose.trim() }),
    onSuccess: () => {
      say(w.exportAsked)
      void go('/jobs')
    },
  })
  const save = () =>
    void download(`${apiOf(type)}/export.xlsx`, query, `${name}.xlsx`).catch((fault: unknown) => {
      if (fault instanceof ApiFault && fault.body.code === 'export.second-person') setAsking(true)
      else sayFault(lang)(fault)
    })
  return (
    <>
      <Button onClick={save}>{w.export}</Button>
      {secret ? <Button onClick={() => setAsking(true)}>{w.exportSealed}</Button> : null}
      <Modal
        open={asking}
        title={secret ? w.exportSealed : w.export}
        onCancel={() => setAsking(false)}
        onOk={() => request.mutate()}
        okText={w.ask}
        cancelText={w.cancel}
        okButtonProps={{ disabled: purpose.trim().length < 2, loading: request.isPending }}
        destroyOnHidden
      >
        <div className="stack">
          <p>{w.secondPerson}</p>
          <FormItem id="export-purpose" label={w.purpose} required>
            <Input id="export-purpose" value={purpose} onChange={(e) => setPurpose(e.target.value)} maxLength={200} />
          </FormItem>
          <FaultNote fault={request.error} />
        </div>
      </Modal>
    </>
  )
}
