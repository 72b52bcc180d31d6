import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Input, Radio } from 'antd'
import { useRef, useState } from 'react'
import { call, get } from '../api/client.ts'
import type { CalendarAnswer, Moved } from '../api/law.ts'
import { hasDuty, useAccount, useToday } from '../api/session.ts'
import { DayInput } from '../parts/day-input.tsx'
import { FormItem } from '../parts/fields/field-form.tsx'
import { Answer } from '../parts/states.tsx'
import { useTitle } from '../parts/title.ts'
import { say } from '../parts/toast.tsx'
import { lawWords } from '../words/law.ts'
import { useLang, useWords } from '../words/words.ts'
import { AskForm } from './ask-form.tsx'
import { sayFault } from './say-fault.ts'
import { monthsOf } from './year-of.ts'

/** 「日历管理」: the legal calendar of a year, its notices, its corrections. */
export function LawCalendarPage() {
  const w = useWords(lawWords)
  const account = useAccount()
  const today = useToday()
  useTitle(w.calendar)
  const client = useQueryClient()
  const [year, setYear] = useState(Number(today.slice(0, 4)))
  const may = hasDuty(account, 'law')
  const calendar = useQuery({
    queryKey: ['law', 'calendar', year],
    queryFn: ({ signal }) => get<CalendarAnswer>(`/api/law/calendar/${year}`, undefined, signal),
  })
  const changed = async ({ moved }: Moved) => {
    say(w.moved(moved.length))
    await client.invalidateQueries()
  }
  return (
    <div className="stack">
      <div className="page-head">
        <h1>{w.calendar}</h1>
        <div className="row">
          <Button onClick={() => setYear(year - 1)} aria-label={`${w.year} ${year - 1}`}>
            ‹
          </Button>
          <strong>{year}</strong>
          <Button onClick={() => setYear(year + 1)} aria-label={`${w.year} ${year + 1}`}>
            ›
          </Button>
          {may ? <CorrectDay changed={changed} year={year} /> : null}
          {may ? <EnterYear changed={changed} year={year} /> : null}
          {may ? <LoadCalendar changed={changed} /> : null}
        </div>
      </div>
      <p className="quiet">{w.calendarHint}</p>
      <Answer of={calendar}>{(c) => (!c.known ? <p className="note">{w.noCalendar(year)}</p> : <Year calendar={c} />)}</Answer>
    </div>
  )
}

function Year({ calendar }: { calendar: CalendarAnswer }) {
  const w = useWords(lawWords)
  const lang = useLang()
  const heads = lang === 'zh' ? ['一', '二', '三', '四', '五', '六', '日'] : ['Mo', 'Tu', 'We', 'Th', 'Fr', 'Sa', 'Su']
  return (
    <>
      <section className="panel">
        <p className="row">
          <span className="badge red">{w.legendHoliday}</span>
          <span className="badge blue">{w.legendMakeup}</span>
        </p>
        <ul>
          {calendar.layers
            .flatMap((l) => l.notices)
            .map((n) => (
              <li key={n.title + (n.number ?? '')}>
                {n.title} {n.number ? `（${n.number}）` : ''}
              </li>
            ))}
        </ul>
      </section>
      <div className="year">
        {monthsOf(calendar.year, calendar.layers).map(({ month, weeks }) => (
          <section className="panel month" key={month}>
            <table>
              <caption>
                <strong>{lang === 'zh' ? `${month}月` : `${calendar.year}-${String(month).padStart(2, '0')}`}</strong>
              </caption>
              <thead>
                <tr>
                  {heads.map((h) => (
                    <th key={h} scope="col">
                      {h}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {weeks.map((week) => (
                  <tr key={week.key}>
                    {week.days.map(({ key, day }) => (
                      <td key={key} className={day?.kind ?? ''} title={day?.name}>
                        {day ? <span>{day.date}</span> : null}
                      </td>
                    ))}
                  </tr>
                ))}
              </tbody>
            </table>
          </section>
        ))}
      </div>
    </>
  )
}

type Changed = (answer: Moved) => Promise<void>

function CorrectDay({ changed, year }: { changed: Changed; year: number }) {
  const w = useWords(lawWords)
  return (
    <AskForm
      action={w.correct}
      size="middle"
      start={{ day: `${year}-01-01`, working: false, notice: '' }}
      ready={(v) => v.day !== '' && v.notice.trim() !== ''}
      run={async (v) => changed(await call('POST', '/api/law/calendar/corrections', { body: v, key: crypto.randomUUID() }))}
    >
      {(v, set) => (
        <>
          <p>{w.correctHint}</p>
          <FormItem id="cal-day" label={w.day} required>
            <DayInput id="cal-day" value={v.day} onChange={(day) => set({ day })} />
          </FormItem>
          <Radio.Group
            aria-label={w.day}
            value={v.working}
            onChange={(e) => set({ working: Boolean(e.target.value) })}
            options={[
              { value: false, label: w.rest },
              { value: true, label: w.working },
            ]}
          />
          <FormItem id="cal-notice" label={w.noticeNumber} required>
            <Input id="cal-notice" value={v.notice} onChange={(e) => set({ notice: e.target.value })} maxLength={200} />
          </FormItem>
        </>
      )}
    </AskForm>
  )
}

/** A file with one or more years, as the State Council's notices give them: the same file that the command line rehearses. */
function LoadCalendar({ changed }: { changed: Changed }) {
  const w = useWords(lawWords)
  const lang = useLang()
  const input = useRef<HTMLInputElement>(null)
  const take = async (file: File | undefined) => {
    if (!file) return
    const body = { name: file.name.slice(0, 100), source: await file.text() }
    await call<Moved>('POST', '/api/law/files', { body, key: crypto.randomUUID() }).then(changed).catch(sayFault(lang))
  }
  return (
    <>
      <input
        ref={input}
        type="file"
        accept=".json,application/json"
        hidden
        onChange={(e) => {
          void take(e.target.files?.[0])
          e.target.value = ''
        }}
      />
      <Button title={w.loadCalendarHint} onClick={() => input.current?.click()}>
        {w.loadCalendar}
      </Button>
    </>
  )
}

interface Holiday {
  readonly key: number
  readonly name: string
  readonly from: string
  readonly to: string
}

interface YearDraft {
  readonly title: string
  readonly number: string
  readonly workdays: string
  readonly holidays: readonly Holiday[]
}

function EnterYear({ changed, year }: { changed: Changed; year: number }) {
  const w = useWords(lawWords)
  const start: YearDraft = {
    title: `国务院办公厅关于${year}年部分节假日安排的通知`,
    number: '',
    workdays: '',
    holidays: ['元旦', '春节', '清明节', '劳动节', '端午节', '中秋节', '国庆节'].map((name, key) => ({ key, name, from: '', to: '' })),
  }
  const run = async (v: YearDraft) => {
    const body = {
      notice: v.title.trim(),
      number: v.number.trim() || null,
      holidays: v.holidays.filter((h) => h.name && h.from && h.to).map(({ name, from, to }) => ({ name, from, to })),
      workdays: v.workdays.split(/[\s,，、]+/).filter(Boolean),
    }
    return changed(await call('PUT', `/api/law/calendar/${year}`, { body }))
  }
  return (
    <AskForm
      action={w.enterYear}
      title={`${w.enterYear}：${year}`}
      size="middle"
      start={start}
      ready={(v) => v.title.trim() !== '' && v.holidays.some((h) => h.from && h.to)}
      run={run}
    >
      {(v, set) => {
        const change = (key: number, to: Partial<Holiday>) =>
          set({ holidays: v.holidays.map((h) => (h.key === key ? { ...h, ...to } : h)) })
        return (
          <>
            <FormItem id="y-title" label={w.noticeTitle} required>
              <Input id="y-title" value={v.title} onChange={(e) => set({ title: e.target.value })} />
            </FormItem>
            <FormItem id="y-number" label={w.noticeNumber}>
              <Input id="y-number" value={v.number} onChange={(e) => set({ number: e.target.value })} />
            </FormItem>
            <fieldset className="item">
              <legend>{w.holidays}</legend>
              {v.holidays.map((h) => (
                <div className="row" key={h.key} style={{ marginBottom: 6, flexWrap: 'nowrap' }}>
                  <Input
                    aria-label={`${w.holidayName} ${h.key + 1}`}
                    value={h.name}
                    onChange={(e) => change(h.key, { name: e.target.value })}
                    style={{ width: 96 }}
                  />
                  <DayInput
                    id={`y-from-${h.key}`}
                    label={`${h.name} ${w.pauseFrom}`}
                    value={h.from}
                    onChange={(from) => change(h.key, { from })}
                  />
                  <DayInput id={`y-to-${h.key}`} label={`${h.name} ${w.pauseTo}`} value={h.to} onChange={(to) => change(h.key, { to })} />
                </div>
              ))}
              <Button
                size="small"
                onClick={() => set({ holidays: [...v.holidays, { key: v.holidays.length, name: '', from: '', to: '' }] })}
              >
                {w.addHoliday}
              </Button>
            </fieldset>
            <FormItem id="y-workdays" label={w.workdays} hint={w.workdaysHint}>
              <Input.TextArea
                id="y-workdays"
                value={v.workdays}
                onChange={(e) => set({ workdays: e.target.value })}
                autoSize={{ minRows: 2 }}
              />
            </FormItem>
          </>
        )
      }}
    </AskForm>
  )
}
