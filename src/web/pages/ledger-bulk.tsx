import { useQueryClient } from '@tanstack/react-query'
import { Button, Drawer, Select } from 'antd'
import { useState } from 'react'
import { froms, type Kept } from '../../kernel/index.ts'
import { ApiFault, post } from '../api/client.ts'
import { apiOf } from '../api/paths.ts'
import { useAccount, useToday } from '../api/session.ts'
import type { Row, ValueFault, Values } from '../api/types.ts'
import { FieldForm, FormItem } from '../parts/fields/field-form.tsx'
import { stepText } from '../parts/labels.ts'
import { askedBy, filled, stepFaults } from '../parts/step-form.ts'
import { ledgerWords } from '../words/ledger.ts'
import { useLang, useWords } from '../words/words.ts'

interface Outcome {
  readonly row: Row
  readonly refused: string | null
}

/** 「批量办理」: one step for many records, each judged by itself; what was refused says why. */
export function BulkStep({ kept, rows, done }: { kept: Kept; rows: readonly Row[]; done: () => void }) {
  const w = useWords(ledgerWords)
  const lang = useLang()
  const account = useAccount()
  const today = useToday()
  const client = useQueryClient()
  const [open, setOpen] = useState(false)
  const [key, setKey] = useState<string>()
  const [values, setValues] = useState<Values>({})
  const [faults, setFaults] = useState<readonly ValueFault[]>([])
  const [running, setRunning] = useState(false)
  const [outcomes, setOutcomes] = useState<readonly Outcome[]>([])
  const mine = Object.entries(kept.procedure.steps).filter(
    ([, s]) => !froms(s).includes('new') && s.by.some((p) => account.holdings.some((h) => h.post === p)),
  )
  if (mine.length === 0) return null
  const step = key ? kept.procedure.steps[key] : undefined
  const run = async () => {
    if (!step || !key) return
    const wrong = stepFaults(kept, step, values, today)
    setFaults(wrong)
    if (wrong.length > 0) return
    setRunning(true)
    const body = filled(askedBy(kept, step), values)
    for (const row of rows) {
      const refused = await post(`${apiOf(kept.type.id)}/${row.id}/steps/${key}`, { version: row.version, values: body }).then(
        () => null,
        (f: unknown) => (f instanceof ApiFault ? f.body[lang] : String(f)),
      )
      setOutcomes((o) => [...o, { row, refused }])
    }
    setRunning(false)
    await client.invalidateQueries({ queryKey: ['list'] })
  }
  const close = () => {
    setOpen(false)
    if (outcomes.length > 0) done()
    setOutcomes([])
  }
  return (
    <>
      <Button size="small" onClick={() => setOpen(true)}>
        {w.bulk}
      </Button>
      <Drawer title={w.bulk} open={open} onClose={close} size={560} destroyOnHidden>
        <div className="stack">
          <p className="quiet">{w.bulkHint}</p>
          <FormItem id="bulk-step" label={w.bulkStep}>
            <Select
              id="bulk-step"
              style={{ width: '100%' }}
              {...(key ? { value: key } : {})}
              onChange={(k: string) => {
                setKey(k)
                setValues({})
              }}
              options={mine.map(([k, s]) => ({ value: k, label: stepText(k, s, lang) }))}
              virtual={false}
            />
          </FormItem>
          {step ? (
            <FieldForm
              id="bulk"
              asked={askedBy(kept, step)}
              values={values}
              onChange={(n, v) => setValues({ ...values, [n]: v })}
              faults={faults}
              on={today}
            />
          ) : null}
          <Button type="primary" disabled={!step || outcomes.length > 0} loading={running} onClick={() => void run()}>
            {w.bulkRun(rows.length)}
          </Button>
          <ul aria-live="polite">
            {outcomes.map((o) => (
              <li key={o.row.id}>
                <span className={`badge ${o.refused ? 'red' : 'green'}`}>{o.refused ? w.bulkRefused : w.bulkDone}</span> {o.row.label}{' '}
                {o.refused}
              </li>
            ))}
          </ul>
        </div>
      </Drawer>
    </>
  )
}
