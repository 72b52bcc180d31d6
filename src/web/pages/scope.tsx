import { Select } from 'antd'
import { useSearchParams } from 'react-router'
import { useAccount, useToday } from '../api/session.ts'
import { useUnitName } from '../api/units.ts'
import { DayInput } from '../parts/day-input.tsx'
import { FormItem } from '../parts/fields/field-form.tsx'
import { dayText } from '../parts/format.ts'
import { usePhone } from '../parts/phone.ts'
import { UnitPicker } from '../parts/unit-picker.tsx'
import { figureWords } from '../words/figures.ts'
import { useLang, useWords } from '../words/words.ts'
import { homeUnit } from './new-record.tsx'
import { periods } from './period.ts'

export interface Scope {
  readonly from: string
  readonly to: string
  readonly unit: string
}

/** Period and unit of the figures shown; they stand in the address and are remembered while the browser is open. */
export function useScope(): [Scope, (change: Partial<Scope>) => void] {
  const [params, setParams] = useSearchParams()
  const today = useToday()
  const account = useAccount()
  const last = JSON.parse(sessionStorage.getItem('fazhi.scope') ?? '{}') as Partial<Scope>
  const scope = {
    from: params.get('from') ?? last.from ?? `${today.slice(0, 4)}-01-01`,
    to: params.get('to') ?? last.to ?? today,
    unit: params.get('unit') ?? last.unit ?? homeUnit(account),
  }
  return [
    scope,
    (change) => {
      const next = { ...scope, ...change }
      sessionStorage.setItem('fazhi.scope', JSON.stringify(next))
      setParams(
        (before) => {
          const p = new URLSearchParams(before)
          for (const [k, v] of Object.entries(next)) p.set(k, v)
          return p
        },
        { replace: true },
      )
    },
  ]
}

/** Chooses period and unit. */
export function ScopeBar({ scope, set }: { scope: Scope; set: (change: Partial<Scope>) => void }) {
  const w = useWords(figureWords)
  const today = useToday()
  const lang = useLang()
  const phone = usePhone()
  const unitName = useUnitName()
  const known = periods(today)
  const keys = ['thisYear', 'lastYear', 'thisQuarter', 'thisMonth', 'lastMonth'] as const
  const current = keys.find((k) => known[k].from === scope.from && known[k].to === scope.to)
  const controls = (
    <>
      <FormItem id="s-period" label={w.period}>
        <Select
          id="s-period"
          style={{ minWidth: 140 }}
          {...(current ? { value: current } : {})}
          placeholder={`${scope.from} – ${scope.to}`}
          onChange={(k: (typeof keys)[number]) => set(known[k])}
          options={keys.map((k) => ({ value: k, label: w[k] }))}
          virtual={false}
        />
      </FormItem>
      <FormItem id="s-from" label={w.from}>
        <DayInput width={150} id="s-from" value={scope.from} onChange={(from) => set({ from })} />
      </FormItem>
      <FormItem id="s-to" label={w.to}>
        <DayInput width={150} id="s-to" value={scope.to} onChange={(to) => set({ to })} />
      </FormItem>
      <FormItem id="s-unit" label={w.unit}>
        <UnitPicker id="s-unit" value={scope.unit} onChange={(u) => set({ unit: u ?? scope.unit })} clear={false} on={scope.to} />
      </FormItem>
    </>
  )
  if (phone)
    return (
      <details className="panel no-print">
        <summary>
          {dayText(scope.from, lang)} – {dayText(scope.to, lang)}　{unitName(scope.unit)}
        </summary>
        <div className="filters" style={{ marginTop: 8 }}>
          {controls}
        </div>
      </details>
    )
  return (
    <section className="panel filters no-print" aria-label={w.period}>
      {controls}
    </section>
  )
}
