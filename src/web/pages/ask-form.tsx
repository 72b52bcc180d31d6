import { useMutation } from '@tanstack/react-query'
import { Button, Modal } from 'antd'
import { type ReactNode, useState } from 'react'
import { FaultNote } from '../parts/states.tsx'
import { say } from '../parts/toast.tsx'
import { adminWords } from '../words/admin.ts'
import { useWords } from '../words/words.ts'

/** A button that opens a short form, with the server's refusal shown in it; the values are forgotten when it closes. */
export function AskForm<V extends object>({
  action,
  title,
  start,
  ready,
  run,
  children,
  size = 'small',
  danger = false,
  primary = false,
  disabled = false,
}: {
  action: string
  title?: string
  start: V
  ready: (values: V) => boolean
  run: (values: V) => Promise<unknown>
  children: (values: V, set: (change: Partial<V>) => void) => ReactNode
  size?: 'small' | 'middle'
  danger?: boolean
  primary?: boolean
  disabled?: boolean
}) {
  const w = useWords(adminWords)
  const [open, setOpen] = useState(false)
  const [values, setValues] = useState(start)
  const act = useMutation({
    mutationFn: () => run(values),
    onSuccess: () => {
      setOpen(false)
      say(w.done)
    },
  })
  const show = () => {
    setValues(start)
    act.reset()
    setOpen(true)
  }
  return (
    <>
      <Button size={size} danger={danger} type={primary ? 'primary' : 'default'} disabled={disabled} onClick={show}>
        {action}
      </Button>
      <Modal
        open={open}
        title={title ?? action}
        onCancel={() => setOpen(false)}
        onOk={() => act.mutate()}
        okText={w.save}
        cancelText={w.cancel}
        okButtonProps={{ disabled: !ready(values), loading: act.isPending }}
        destroyOnHidden
      >
        <div className="stack">
          {children(values, (change) => setValues((before) => ({ ...before, ...change })))}
          <FaultNote fault={act.error} />
        </div>
      </Modal>
    </>
  )
}
