import { useMutation } from '@tanstack/react-query'
import { Button, Input, InputNumber, Select } from 'antd'
import { useState } from 'react'
import { Link, useSearchParams } from 'react-router'
import { post } from '../api/client.ts'
import { current, type DueAnswer, useRules } from '../api/law.ts'
import { useToday } from '../api/session.ts'
import { DayInput } from '../parts/day-input.tsx'
import { FormItem } from '../parts/fields/field-form.tsx'
import { dayText, weekdayText } from '../parts/format.ts'
import { FaultNote } from '../parts/states.tsx'
import { useTitle } from '../parts/title.ts'
import { lawWords } from '../words/law.ts'
import { useLang, useWords } from '../words/words.ts'

interface Pause {
  readonly key: string
  readonly from: string
  readonly to: string
}

/** 「法定期限计算器」: rule, start, pauses, extension; answers with the day and its reasons. */
export function LawCalculatorPage() {
  const w = useWords(lawWords)
  const lang = useLang()
  const today = useToday()
  useTitle(w.calculator)
  const [params, setParams] = useSearchParams()
  const rules = useRules()
  const rule = params.get('rule') ?? ''
  const chosen = rules.data?.find((r) => r.code === rule)
  const hours = chosen ? current(chosen)?.unit === 'hour' : false
  const [start, setStart] = useState(today)
  const [time, setTime] = useState('09:00')
  const [pauses, setPauses] = useState<readonly Pause[]>([])
  const [extend, setExtend] = useState<number | null>(null)
  const compute = useMutation({
    mutationFn: () =>
      post<DueAnswer>('/api/law/due', {
        rule,
        start: hours ? `${start}T${time}` : start,
        ...(pauses.length > 0 ? { pauses: pauses.filter((p) => p.from && p.to).map(({ from, to }) => ({ from, to })) } : {}),
        ...(extend ? { extendDays: extend } : {}),
      }),
  })
  const setPause = (i: number, change: Partial<Pause>) => setPauses(pauses.map((p, x) => (x === i ? { ...p, ...change } : p)))
  return (
    <div className="stack" style={{ maxWidth: 860 }}>
      <h1>{w.calculator}</h1>
      <p>{w.calculatorHint}</p>
      <form
        className="panel stack"
        onSubmit={(e) => {
          e.preventDefault()
          compute.mutate()
        }}
      >
        <div className="fields">
          <FormItem id="calc-rule" label={w.rule} required wide>
            <Select
              id="calc-rule"
              style={{ width: '100%' }}
              {...(rule ? { value: rule } : {})}
              onChange={(code: string) => {
                setParams({ rule: code }, { replace: true })
                compute.reset()
              }}
              loading={rules.isPending}
              showSearch={{ optionFilterProp: 'label' }}
              options={(rules.data ?? []).map((r) => ({
                value: r.code,
                label: `${lang === 'zh' ? r.title : r.en}　${current(r)?.article ?? ''}　${r.code}`,
              }))}
              virtual={false}
            />
          </FormItem>
          <FormItem id="calc-start" label={chosen ? `${w.startDay}（${chosen.start}）` : w.startDay} required>
            <DayInput id="calc-start" value={start} onChange={setStart} />
          </FormItem>
          {hours ? (
            <FormItem id="calc-time" label={w.startHour} required>
              <Input id="calc-time" type="time" value={time} onChange={(e) => setTime(e.target.value)} />
            </FormItem>
          ) : null}
          <FormItem id="calc-extend" label={w.extend}>
            <InputNumber
              id="calc-extend"
              style={{ width: '100%' }}
              min={1}
              max={3650}
              precision={0}
              value={extend}
              onChange={setExtend}
              controls={false}
            />
          </FormItem>
        </div>
        <fieldset className="item">
          <legend>{w.pauses}</legend>
          {pauses.map((p, i) => (
            <div className="row" key={p.key} style={{ marginBottom: 6 }}>
              <DayInput
                id={`${p.key}-from`}
                label={`${w.pauseFrom} ${i + 1}`}
                value={p.from}
                onChange={(from) => setPause(i, { from })}
                width={160}
              />
              –
              <DayInput
                id={`${p.key}-to`}
                label={`${w.pauseTo} ${i + 1}`}
                value={p.to}
                onChange={(to) => setPause(i, { to })}
                width={160}
              />
              <Button size="small" onClick={() => setPauses(pauses.filter((_, x) => x !== i))}>
                {w.remove}
              </Button>
            </div>
          ))}
          <Button size="small" onClick={() => setPauses([...pauses, { key: crypto.randomUUID(), from: '', to: '' }])}>
            {w.addPause}
          </Button>
        </fieldset>
        <div>
          <Button type="primary" htmlType="submit" disabled={!rule || !start} loading={compute.isPending}>
            {w.compute}
          </Button>
        </div>
      </form>
      <FaultNote fault={compute.error} />
      {compute.data ? <Result answer={compute.data} /> : null}
    </div>
  )
}

function Result({ answer }: { answer: DueAnswer }) {
  const w = useWords(lawWords)
  const lang = useLang()
  return (
    <section className="panel stack" aria-live="polite">
      <p>
        {w.due}　<span className="big-figure">{dayText(answer.due, lang)}</span>　{weekdayText(answer.due.slice(0, 10), lang)}
        {answer.advisory ? <span className="badge amber">{w.advisory}</span> : null}
      </p>
      <p className="quiet">
        {w.article}：{answer.article}　{w.version}：{dayText(answer.version.from, lang)} –{' '}
        {answer.version.to ? dayText(answer.version.to, lang) : w.inForce}　<Link to={`/law/rules/${answer.rule}`}>{answer.rule}</Link>
      </p>
      <h2>{w.whyLines}</h2>
      <ol className="timeline">
        {answer.derivation.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ol>
    </section>
  )
}
