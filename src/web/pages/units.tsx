import { useQueryClient } from '@tanstack/react-query'
import { Input, Select } from 'antd'
import { useState } from 'react'
import { call } from '../api/client.ts'
import { hasDuty, useAccount, useToday } from '../api/session.ts'
import type { Localised, Unit } from '../api/types.ts'
import { useUnits } from '../api/units.ts'
import { DayInput } from '../parts/day-input.tsx'
import { FormItem } from '../parts/fields/field-form.tsx'
import { dayText } from '../parts/format.ts'
import { Answer } from '../parts/states.tsx'
import { DataTable } from '../parts/table.tsx'
import { useTitle } from '../parts/title.ts'
import { adminWords } from '../words/admin.ts'
import { useLang, useWords } from '../words/words.ts'
import { AskForm } from './ask-form.tsx'

const levels = ['township', 'village', 'section', 'pseudo'] as const

/** 「机构管理」: units with their dates; added, renamed, merged, closed from a day on. */
export function UnitsPage() {
  const w = useWords(adminWords)
  const lang = useLang()
  const account = useAccount()
  const today = useToday()
  useTitle(w.units)
  const client = useQueryClient()
  const [on, setOn] = useState(today)
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const [said, setSaid] = useState<readonly string[]>([])
  const units = useUnits(on)
  const may = hasDuty(account, 'organisation')
  const name = (code: string) => units.data?.find((u) => u.code === code)?.name ?? code
  const act = async (path: string, body: object) => {
    const { remarks } = await call<{ remarks: readonly Localised[] }>('POST', path, { body, key: crypto.randomUUID() })
    setSaid(remarks.map((r) => r[lang]))
    setChosen(new Set())
    await client.invalidateQueries({ queryKey: ['units'] })
  }
  return (
    <div className="stack">
      <div className="page-head">
        <h1>{w.units}</h1>
        <div className="row">
          <label htmlFor="on">{w.on}</label>
          <Input id="on" type="date" value={on} onChange={(e) => e.target.value && setOn(e.target.value)} style={{ width: 160 }} />
          {may ? <AddUnit act={act} today={today} /> : null}
          {may && chosen.size > 1 ? <MergeUnits codes={[...chosen]} act={act} today={today} /> : null}
        </div>
      </div>
      <p className="quiet">{w.unitsHint}</p>
      {said.length > 0 ? (
        <ul className="note" role="status">
          {said.map((r) => (
            <li key={r}>{r}</li>
          ))}
        </ul>
      ) : null}
      <Answer of={units}>
        {(list) => (
          <DataTable<Unit>
            caption={w.units}
            rows={[...list].sort((a, b) => a.code.localeCompare(b.code))}
            keyOf={(u) => u.code}
            {...(may ? { chosen, onChoose: setChosen, chooseLabel: (u: Unit) => u.name } : {})}
            columns={[
              { key: 'name', title: w.name, render: (u) => <span style={{ paddingInlineStart: indent(u) }}>{u.name}</span> },
              { key: 'code', title: w.code, render: (u) => u.code },
              { key: 'level', title: w.level, render: (u) => levelText(u.level, w) },
              { key: 'from', title: w.from, render: (u) => dayText(u.from, lang) },
              { key: 'to', title: w.to, render: (u) => (u.to ? dayText(u.to, lang) : '') },
              { key: 'counted', title: w.counted, render: (u) => (u.counted ? w.yes : w.no) },
              {
                key: 'chain',
                title: `${w.predecessors} / ${w.successors}`,
                render: (u) => [u.predecessors.map(name).join('、'), u.successors.map(name).join('、')].filter(Boolean).join(' → '),
                wrap: true,
              },
              ...(may ? [{ key: 'act', title: w.manage, render: (u: Unit) => <UnitActs unit={u} act={act} today={today} /> }] : []),
            ]}
          />
        )}
      </Answer>
    </div>
  )
}

const indent = (u: Unit): number => (u.level === 'village' ? 32 : u.level === 'county' ? 0 : 16)
const levelText = (level: string, w: typeof adminWords.zh | typeof adminWords.en): string =>
  level === 'county'
    ? w.county
    : level === 'township'
      ? w.township
      : level === 'village'
        ? w.village
        : level === 'section'
          ? w.section
          : w.pseudo

type Act = (path: string, body: object) => Promise<void>

function DayItem({ id, label, value, onChange }: { id: string; label: string; value: string; onChange: (day: string) => void }) {
  return (
    <FormItem id={id} label={label} required>
      <DayInput id={id} value={value} onChange={onChange} />
    </FormItem>
  )
}

function AddUnit({ act, today }: { act: Act; today: string }) {
  const w = useWords(adminWords)
  return (
    <AskForm
      action={w.add}
      size="middle"
      primary
      start={{ code: '', name: '', level: 'village', from: today }}
      ready={(v) => v.code !== '' && v.name.trim() !== '' && v.from !== ''}
      run={(v) => act('/api/units', v)}
    >
      {(v, set) => (
        <>
          <FormItem id="u-code" label={w.code} required>
            <Input id="u-code" value={v.code} onChange={(e) => set({ code: e.target.value.trim() })} inputMode="numeric" />
          </FormItem>
          <FormItem id="u-name" label={w.name} required>
            <Input id="u-name" value={v.name} onChange={(e) => set({ name: e.target.value })} />
          </FormItem>
          <FormItem id="u-level" label={w.level} required>
            <Select
              id="u-level"
              style={{ width: '100%' }}
              value={v.level}
              onChange={(level) => set({ level })}
              options={levels.map((l) => ({ value: l, label: levelText(l, w) }))}
              virtual={false}
            />
          </FormItem>
          <DayItem id="u-from" label={w.effective} value={v.from} onChange={(from) => set({ from })} />
        </>
      )}
    </AskForm>
  )
}

function MergeUnits({ codes, act, today }: { codes: readonly string[]; act: Act; today: string }) {
  const w = useWords(adminWords)
  return (
    <AskForm
      action={`${w.merge}（${codes.length}）`}
      size="middle"
      start={{ code: '', name: '', on: today, basis: '' }}
      ready={(v) => v.code !== '' && v.on !== ''}
      run={(v) =>
        act('/api/units/merge', {
          codes,
          into: { code: v.code, ...(v.name.trim() ? { name: v.name.trim() } : {}) },
          on: v.on,
          ...(v.basis.trim() ? { basis: v.basis.trim() } : {}),
        })
      }
    >
      {(v, set) => (
        <>
          <p>{codes.join('、')}</p>
          <FormItem id="m-code" label={w.intoCode} required>
            <Input id="m-code" value={v.code} onChange={(e) => set({ code: e.target.value.trim() })} />
          </FormItem>
          <FormItem id="m-name" label={w.intoName}>
            <Input id="m-name" value={v.name} onChange={(e) => set({ name: e.target.value })} />
          </FormItem>
          <FormItem id="m-basis" label={w.basis}>
            <Input id="m-basis" value={v.basis} onChange={(e) => set({ basis: e.target.value })} maxLength={400} />
          </FormItem>
          <DayItem id="m-on" label={w.effective} value={v.on} onChange={(on) => set({ on })} />
        </>
      )}
    </AskForm>
  )
}

function UnitActs({ unit, act, today }: { unit: Unit; act: Act; today: string }) {
  const w = useWords(adminWords)
  const at = `/api/units/${unit.code}`
  if (unit.level === 'county') return null
  return (
    <span className="row" style={{ flexWrap: 'nowrap' }}>
      <AskForm
        action={w.rename}
        title={`${w.rename}：${unit.name}`}
        start={{ name: unit.name, from: today }}
        ready={(v) => v.name.trim() !== '' && v.name !== unit.name}
        run={(v) => act(`${at}/rename`, v)}
      >
        {(v, set) => (
          <>
            <FormItem id="r-name" label={w.newName} required>
              <Input id="r-name" value={v.name} onChange={(e) => set({ name: e.target.value })} />
            </FormItem>
            <DayItem id="r-from" label={w.effective} value={v.from} onChange={(from) => set({ from })} />
          </>
        )}
      </AskForm>
      {unit.to ? null : (
        <AskForm
          action={w.close}
          title={`${w.close}：${unit.name}`}
          danger
          start={{ to: today }}
          ready={(v) => v.to !== ''}
          run={(v) => act(`${at}/close`, v)}
        >
          {(v, set) => <DayItem id="c-to" label={w.lastDay} value={v.to} onChange={(to) => set({ to })} />}
        </AskForm>
      )}
      <AskForm
        action={unit.counted ? w.countOut : w.countIn}
        title={`${unit.counted ? w.countOut : w.countIn}：${unit.name}`}
        start={{ from: today }}
        ready={(v) => v.from !== ''}
        run={(v) => act(`${at}/counted`, { ...v, counted: !unit.counted })}
      >
        {(v, set) => <DayItem id="k-from" label={w.effective} value={v.from} onChange={(from) => set({ from })} />}
      </AskForm>
    </span>
  )
}
