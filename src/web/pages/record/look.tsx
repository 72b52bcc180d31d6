import { useMutation } from '@tanstack/react-query'
import { Button, Input, Modal } from 'antd'
import { useState } from 'react'
import type { Kept } from '../../../kernel/index.ts'
import { post } from '../../api/client.ts'
import { apiOf } from '../../api/paths.ts'
import type { RecordView, Values } from '../../api/types.ts'
import { FormItem } from '../../parts/fields/field-form.tsx'
import { valueText } from '../../parts/fields/value.tsx'
import { fieldTitle } from '../../parts/labels.ts'
import { FaultNote } from '../../parts/states.tsx'
import { recordWords } from '../../words/record.ts'
import { useLang, useWords } from '../../words/words.ts'

/** Looks at what is hidden, for a stated purpose; what was seen is gone when the window closes. */
export function LookButton({ kept, view }: { kept: Kept; view: RecordView }) {
  const w = useWords(recordWords)
  const lang = useLang()
  const [open, setOpen] = useState(false)
  const [purpose, setPurpose] = useState('')
  const look = useMutation({
    mutationFn: () => post<{ values: Values }>(`${apiOf(kept.type.id)}/${view.id}/look`, { fields: view.masked, purpose: purpose.trim() }),
  })
  const close = () => {
    setOpen(false)
    setPurpose('')
    look.reset()
  }
  return (
    <>
      <Button style={{ alignSelf: 'start' }} onClick={() => setOpen(true)}>
        {w.look}
      </Button>
      <Modal
        open={open}
        title={w.look}
        onCancel={close}
        onOk={() => look.mutate()}
        okText={w.show}
        cancelText={w.cancel}
        okButtonProps={{ disabled: purpose.trim().length < 2 || look.isSuccess, loading: look.isPending }}
        destroyOnHidden
      >
        <div className="stack">
          <p>{w.lookHint}</p>
          <FormItem id="purpose" label={w.purpose} required>
            <Input id="purpose" value={purpose} onChange={(e) => setPurpose(e.target.value)} maxLength={200} />
          </FormItem>
          <FaultNote fault={look.error} />
          {look.data ? (
            <dl className="facts">
              {Object.entries(look.data.values).map(([name, value]) => {
                const field = kept.type.fields[name]
                return (
                  <div key={name} className="wide">
                    <dt>{fieldTitle(name, field, lang)}</dt>
                    <dd>{field ? valueText(field, value, lang) : String(value)}</dd>
                  </div>
                )
              })}
            </dl>
          ) : null}
        </div>
      </Modal>
    </>
  )
}
