import type { RecordView, Row } from '../../api/types.ts'
import type { Act, Entry } from './compliance.ts'

/** The records below a person that tell how he is supervised: which of their days counts, and how they are shown. */
export const actTypes = [
  { name: 'report', day: 'reportedOn', kind: 'act' },
  { name: 'visit', day: 'visitedOn', kind: 'act' },
  { name: 'contact', day: 'contactedOn', kind: 'act' },
  { name: 'education', day: 'attendedOn', kind: 'act' },
  { name: 'service', day: 'servedOn', kind: 'act' },
  { name: 'assistance', day: 'givenOn', kind: 'act' },
  { name: 'appraisal', day: 'appraisedOn', kind: 'measure' },
  { name: 'leave', day: 'fromOn', kind: 'leave' },
  { name: 'commendation', day: 'decidedOn', kind: 'measure' },
  { name: 'admonition', day: 'decidedOn', kind: 'measure' },
  { name: 'warning', day: 'decidedOn', kind: 'measure' },
] as const

/** The kinds that a month is judged by. */
export const monthly = ['report', 'visit', 'contact', 'education', 'service'] as const

export interface Listed {
  readonly name: (typeof actTypes)[number]['name']
  readonly rows: readonly Row[]
}

/** The acts on their days; what has no day yet (a measure not decided) did not happen yet. */
export function entriesOf(listed: readonly Listed[], title: (name: string) => string): Entry[] {
  return listed.flatMap(({ name, rows }) => {
    const declared = actTypes.find((a) => a.name === name)
    if (!declared) return []
    return rows.flatMap((r): Entry[] => {
      const day = r.values[declared.day]
      if (typeof day !== 'string') return []
      return [{ day, kind: declared.kind, title: title(name), text: r.label, id: r.id, type: `community-corrections.${name}` }]
    })
  })
}

/** The open deadlines of the person on the day each is due. */
export function dueEntries(view: Pick<RecordView, 'deadlines' | 'id'>, today: string, title: (key: string, zh: string) => string): Entry[] {
  return view.deadlines.flatMap((d): Entry[] => {
    if (d.state !== 'open' || !d.due) return []
    const day = d.due.slice(0, 10)
    const kind = day < today ? 'overdue' : 'due'
    return [{ day, kind, title: title(d.key, d.title), text: d.article ?? '', id: `${view.id}/${d.key}`, type: '' }]
  })
}

/** The same acts as the table of months takes them. */
export function monthlyActs(listed: readonly Listed[]): Act[] {
  return listed.flatMap(({ name, rows }) => {
    const day = actTypes.find((a) => a.name === name)?.day ?? ''
    return rows.flatMap((r) =>
      typeof r.values[day] === 'string' ? [{ kind: name, day: String(r.values[day]), hours: r.values.hours }] : [],
    )
  })
}
