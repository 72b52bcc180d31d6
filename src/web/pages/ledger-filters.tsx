import { Button, Input, Select } from 'antd'
import { useEffect, useState } from 'react'
import { useSearchParams } from 'react-router'
import type { Field, Kept } from '../../kernel/index.ts'
import { day } from '../../kernel/index.ts'
import { useDelayed } from '../parts/delayed.ts'
import { Control } from '../parts/fields/control.tsx'
import { FormItem } from '../parts/fields/field-form.tsx'
import type { Lang } from '../parts/format.ts'
import { codeText, fieldTitle, stageText } from '../parts/labels.ts'
import { LinkPicker } from '../parts/link-picker.tsx'
import { usePhone } from '../parts/phone.ts'
import { UnitPicker } from '../parts/unit-picker.tsx'
import { bureau } from '../sheet.ts'
import { ledgerWords } from '../words/ledger.ts'
import { useLang, useWords } from '../words/words.ts'
import { filtersOf } from './ledger-plan.ts'

/** The filters of a ledger, from its declarations; they stand in the address, so that a filtered ledger can be sent to a colleague. */
export function LedgerFilters({ kept }: { kept: Kept }) {
  const w = useWords(ledgerWords)
  const lang = useLang()
  const [params, setParams] = useSearchParams()
  const { choices, days } = filtersOf(kept, bureau.indicators.values())
  const [open, setOpen] = useState(() => choices.some((c) => params.has(c.name)))
  const set = (changes: Record<string, string | null | undefined>) =>
    setParams(
      (before) => {
        const next = new URLSearchParams(before)
        for (const [k, v] of Object.entries(changes)) v ? next.set(k, v) : next.delete(k)
        return next
      },
      { replace: true },
    )
  const phone = usePhone()
  // A phone shows the search first; the rest opens with the other filters.
  const compact = phone && !open
  const any = [...params.keys()].some((k) => k !== 'order')
  return (
    <section className="panel no-print" aria-label={w.search}>
      <div className="filters">
        <QuickSearch value={params.get('q') ?? ''} onChange={(q) => set({ q })} />
        {compact ? null : (
          <>
            <FormItem id="f-unit" label={w.unit}>
              <UnitPicker id="f-unit" value={params.get('unit') ?? undefined} onChange={(unit) => set({ unit })} />
            </FormItem>
            {Object.keys(kept.procedure.stages).length > 1 ? (
              <FormItem id="f-stage" label={w.stage}>
                <Many
                  id="f-stage"
                  value={params.get('stage')}
                  onChange={(stage) => set({ stage })}
                  options={Object.keys(kept.procedure.stages).map((s) => ({ value: s, label: stageText(kept, s, lang) }))}
                />
              </FormItem>
            ) : null}
            {days.length > 0 ? <DayRange days={days} params={params} set={set} /> : null}
            {days.length > 0 ? (
              <FormItem id="f-order" label={w.order}>
                <Select
                  id="f-order"
                  style={{ minWidth: 170 }}
                  value={params.get('order') ?? '-id'}
                  onChange={(order) => set({ order: order === '-id' ? null : order })}
                  popupMatchSelectWidth={false}
                  options={[
                    { value: '-id', label: w.newest },
                    ...days
                      .filter((d) => kept.type.columns.includes(d.name))
                      .flatMap((d) => [
                        { value: `-${d.name}`, label: w.newestOf(fieldTitle(d.name, d.field, lang)) },
                        { value: d.name, label: w.oldestOf(fieldTitle(d.name, d.field, lang)) },
                      ]),
                  ]}
                  virtual={false}
                />
              </FormItem>
            ) : null}
          </>
        )}
        {choices.length > 0 || phone ? <Button onClick={() => setOpen(!open)}>{open ? w.fewerFilters : w.moreFilters}</Button> : null}
        {any ? (
          <Button type="text" onClick={() => setParams({}, { replace: true })}>
            {w.clear}
          </Button>
        ) : null}
      </div>
      {open ? (
        <div className="filters" style={{ marginTop: 10 }}>
          {choices.map(({ name, field }) => (
            <FormItem key={name} id={`f-${name}`} label={fieldTitle(name, field, lang)}>
              <ChoiceFilter name={name} field={field} lang={lang} value={params.get(name)} onChange={(v) => set({ [name]: v })} />
            </FormItem>
          ))}
        </div>
      ) : null}
    </section>
  )
}

/** Typed letters go to the address once they rest. */
function QuickSearch({ value, onChange }: { value: string; onChange: (q: string) => void }) {
  const w = useWords(ledgerWords)
  const [typed, setTyped] = useState(value)
  const rested = useDelayed(typed, 300)
  // biome-ignore lint/correctness/useExhaustiveDependencies: only what was typed moves the address, not the address itself
  useEffect(() => {
    if (rested !== value) onChange(rested)
  }, [rested])
  return (
    <div className="item grow">
      <label htmlFor="f-q">{w.search}</label>
      <Input id="f-q" type="search" value={typed} onChange={(e) => setTyped(e.target.value)} placeholder={w.searchHint} allowClear />
    </div>
  )
}

function Many({
  id,
  value,
  onChange,
  options,
}: {
  id: string
  value: string | null
  onChange: (v: string | null) => void
  options: { value: string; label: string }[]
}) {
  return (
    <Select
      id={id}
      mode="multiple"
      style={{ width: '100%', minWidth: 150 }}
      value={value ? value.split(',') : []}
      onChange={(v: string[]) => onChange(v.join(',') || null)}
      options={options}
      showSearch={{ optionFilterProp: 'label' }}
      maxTagCount={2}
      popupMatchSelectWidth={false}
      allowClear
      virtual={false}
    />
  )
}

function ChoiceFilter({
  name,
  field,
  lang,
  value,
  onChange,
}: {
  name: string
  field: Field
  lang: Lang
  value: string | null
  onChange: (v: string | null) => void
}) {
  const w = useWords(ledgerWords)
  const id = `f-${name}`
  if (field.kind === 'unit') return <UnitPicker id={id} value={value ?? undefined} onChange={(v) => onChange(v ?? null)} />
  if (field.kind === 'link') return <LinkPicker id={id} to={field.to ?? ''} value={value ?? undefined} onChange={onChange} />
  const options = field.codes
    ? Object.keys(field.codes.codes).map((c) => ({ value: c, label: field.codes ? codeText(field.codes, c, lang) : c }))
    : [
        { value: 'true', label: w.yes },
        { value: 'false', label: w.no },
      ]
  return <Many id={id} value={value} onChange={onChange} options={options} />
}

const aDay = day('')

/** Which day, from when, to when. */
function DayRange({
  days,
  params,
  set,
}: {
  days: readonly { name: string; field: Field }[]
  params: URLSearchParams
  set: (c: Record<string, string | null>) => void
}) {
  const w = useWords(ledgerWords)
  const lang = useLang()
  const used = days.find((d) => params.has(`${d.name}.from`) || params.has(`${d.name}.to`))?.name
  const [picked, setPicked] = useState(used ?? days[0]?.name ?? '')
  const name = used ?? picked
  const from = params.get(`${name}.from`)
  const to = params.get(`${name}.to`)
  const control = (id: string, value: string | null, change: (v: string | null) => void) => (
    <Control
      id={id}
      field={aDay}
      value={value}
      onChange={(v) => change(typeof v === 'string' ? v : null)}
      required={false}
      lang={lang}
      on=""
      invalid={false}
    />
  )
  return (
    <>
      <FormItem id="f-day" label={w.day}>
        <Select
          id="f-day"
          style={{ minWidth: 140 }}
          value={name}
          onChange={(next: string) => {
            setPicked(next)
            set({ [`${name}.from`]: null, [`${name}.to`]: null, [`${next}.from`]: from, [`${next}.to`]: to })
          }}
          options={days.map((d) => ({ value: d.name, label: fieldTitle(d.name, d.field, lang) }))}
          popupMatchSelectWidth={false}
          virtual={false}
        />
      </FormItem>
      <FormItem id="f-from" label={w.from}>
        {control('f-from', from, (v) => set({ [`${name}.from`]: v }))}
      </FormItem>
      <FormItem id="f-to" label={w.to}>
        {control('f-to', to, (v) => set({ [`${name}.to`]: v }))}
      </FormItem>
    </>
  )
}
