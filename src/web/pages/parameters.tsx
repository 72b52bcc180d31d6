import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Input, InputNumber } from 'antd'
import { get, post } from '../api/client.ts'
import { hasDuty, useAccount, useToday } from '../api/session.ts'
import { DayInput } from '../parts/day-input.tsx'
import { FormItem } from '../parts/fields/field-form.tsx'
import { dayText, numberText } from '../parts/format.ts'
import { humanised } from '../parts/humanise.ts'
import { Answer, Empty } from '../parts/states.tsx'
import { DataTable } from '../parts/table.tsx'
import { useTitle } from '../parts/title.ts'
import { parameterWords } from '../words/parameters.ts'
import { useLang, useWords } from '../words/words.ts'
import { AskForm } from './ask-form.tsx'

interface Parameter {
  readonly line: string
  readonly lineTitle: string
  readonly name: string
  readonly title: string
  readonly measure: string
  readonly values: readonly { readonly from: string; readonly value: number; readonly basis: string; readonly entered: boolean }[]
}

/** 「本局参数」: what the bureau sets by its own rule, each value with its day and its source. */
export function ParametersPage() {
  const w = useWords(parameterWords)
  const lang = useLang()
  const account = useAccount()
  useTitle(w.title)
  const parameters = useQuery({ queryKey: ['parameters'], queryFn: ({ signal }) => get<Parameter[]>('/api/parameters', undefined, signal) })
  const may = hasDuty(account, 'law')
  return (
    <div className="stack">
      <h1>{w.title}</h1>
      <p>{w.hint}</p>
      <Answer of={parameters}>
        {(list) =>
          list.length === 0 ? (
            <Empty title={w.none} next={w.noneNext} />
          ) : (
            <DataTable<Parameter>
              caption={w.title}
              rows={list}
              keyOf={(p) => `${p.line}.${p.name}`}
              columns={[
                { key: 'title', title: w.name, render: (p) => (lang === 'zh' ? p.title : humanised(p.name.replaceAll('.', ' '))) },
                { key: 'line', title: w.line, render: (p) => (lang === 'zh' ? p.lineTitle : humanised(p.line)) },
                {
                  key: 'values',
                  title: w.history,
                  wrap: true,
                  render: (p) => (
                    <ul>
                      {p.values.map((v) => (
                        <li key={v.from}>
                          <strong>
                            {numberText(v.value)} {p.measure}
                          </strong>
                          　{w.from} {dayText(v.from, lang)}
                          <span className="quiet">　{v.entered ? v.basis : `${v.basis}　${w.declared}`}</span>
                        </li>
                      ))}
                    </ul>
                  ),
                },
                ...(may ? [{ key: 'set', title: w.set, render: (p: Parameter) => <SetValue parameter={p} /> }] : []),
              ]}
            />
          )
        }
      </Answer>
    </div>
  )
}

function SetValue({ parameter }: { parameter: Parameter }) {
  const w = useWords(parameterWords)
  const today = useToday()
  const client = useQueryClient()
  const { line, name, title, measure } = parameter
  return (
    <AskForm
      action={w.set}
      title={`${w.set}：${title}`}
      start={{ from: today, value: parameter.values.at(-1)?.value ?? 0, basis: '' }}
      ready={(v) => v.from !== '' && v.basis.trim().length >= 2}
      run={async (v) => {
        await post('/api/parameters', { line, name, from: v.from, value: v.value, basis: v.basis.trim() })
        await client.invalidateQueries({ queryKey: ['parameters'] })
      }}
    >
      {(v, set) => (
        <>
          <FormItem id="par-value" label={w.value} required>
            <InputNumber
              id="par-value"
              style={{ width: '100%' }}
              min={0}
              value={v.value}
              onChange={(x) => set({ value: x ?? 0 })}
              suffix={measure}
              controls={false}
            />
          </FormItem>
          <FormItem id="par-from" label={w.from} required>
            <DayInput id="par-from" value={v.from} onChange={(from) => set({ from })} />
          </FormItem>
          <FormItem id="par-basis" label={w.basis} required>
            <Input id="par-basis" value={v.basis} onChange={(e) => set({ basis: e.target.value })} maxLength={200} />
          </FormItem>
        </>
      )}
    </AskForm>
  )
}
