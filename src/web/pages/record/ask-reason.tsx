import { useMutation } from '@tanstack/react-query'
import { Button, Input, Modal } from 'antd'
import { type ReactNode, useId, useState } from 'react'
import { FormItem } from '../../parts/fields/field-form.tsx'
import { FaultNote } from '../../parts/states.tsx'
import { recordWords } from '../../words/record.ts'
import { useWords } from '../../words/words.ts'

/** A button whose act needs a reason; the reason stays in the history. */
export function AskReason({
  title,
  action,
  hint,
  size = 'middle',
  danger = false,
  run,
  children,
}: {
  title: string
  action: string
  hint?: string
  size?: 'small' | 'middle'
  danger?: boolean
  run: (reason: string) => Promise<unknown>
  children?: ReactNode
}) {
  const w = useWords(recordWords)
  const id = useId()
  const [open, setOpen] = useState(false)
  const [reason, setReason] = useState('')
  const act = useMutation({ mutationFn: () => run(reason.trim()), onSuccess: () => setOpen(false) })
  return (
    <>
      <Button size={size} danger={danger} onClick={() => setOpen(true)}>
        {action}
      </Button>
      <Modal
        open={open}
        title={title}
        onCancel={() => setOpen(false)}
        onOk={() => act.mutate()}
        okText={action}
        cancelText={w.cancel}
        okButtonProps={{ disabled: reason.trim().length < 2, loading: act.isPending, danger }}
        destroyOnHidden
      >
        <div className="stack">
          {hint ? <p>{hint}</p> : null}
          {children}
          <FormItem id={id} label={w.reason} required>
            <Input.TextArea id={id} value={reason} onChange={(e) => setReason(e.target.value)} autoSize={{ minRows: 2 }} maxLength={500} />
          </FormItem>
          <FaultNote fault={act.error} />
        </div>
      </Modal>
    </>
  )
}
