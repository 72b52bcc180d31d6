import { type RawBuilder, sql } from 'kysely'
import { tableOf } from '../../kernel/index.ts'
import { type Clocked, type Move, reconcile } from '../deadlines/reconcile.ts'
import { pairsOf } from '../search/pairs.ts'
import { type Act, clockKey, type Touched } from './act.ts'
import { type Desk, lay } from './desk.ts'
import { labelOf } from './naming.ts'
import type { Stored } from './row.ts'
import { columnOf, columnsOf, toColumn } from './tables.ts'
import { insertInto, type Row, statements, together, updateRow, type Written } from './write.ts'

/** Ends an act: brings clocks and figure marks in line with what it changed, and lays everything on the desk. Nothing is written yet. */
export function settle(act: Act): void {
  const { desk } = act
  for (const [id, t] of act.touched) {
    const { kept } = t.loaded
    if (t.before === null || t.now !== t.before) {
      t.now = { ...t.now, version: (t.before?.version ?? 0) + 1, updatedAt: act.at }
      t.title = labelOf(kept, t.now.values, act.around.unitName)
      const months = act.around.marks(kept, t.before, t.now)
      if (months.length > 0) {
        for (const unit of new Set([t.now.unit, t.before?.unit ?? t.now.unit])) {
          act.written.marks.push({ bureau: desk.bureau, id: act.around.clock.newId(), record_type: kept.type.id, unit, months })
        }
      }
    }
    clocksInto(act, t)
    desk.records.set(id, t)
  }
  lay(desk, act.written)
}

/** All statements of the acts on a desk, in the order in which they must run. */
export function statementsOf(desk: Desk): RawBuilder<unknown>[] {
  const inserts = new Map<string, { columns: string[]; rows: Row[] }>()
  const updates: RawBuilder<unknown>[] = []
  const moves: RawBuilder<unknown>[] = []
  for (const [id, t] of desk.records) {
    if (t.now === t.stored) continue
    const { kept } = t.loaded
    const table = tableOf(kept.type.id)
    if (t.stored === null) {
      const into = inserts.get(table) ?? { columns: columnsOf(kept).map((c) => c.name), rows: [] }
      into.rows.push(rowOf(desk.bureau, t))
      inserts.set(table, into)
    } else {
      updates.push(updateRow(table, desk.bureau, id, changedColumns(desk.bureau, t)))
      if (t.stored.unit !== t.now.unit || t.stored.sealed !== t.now.sealed) moves.push(...followUp(desk.bureau, id, t.now))
    }
    desk.written.search.push(searchOf(desk.bureau, t))
  }
  const list = [...[...inserts].map(([table, i]) => insertInto(table, i.columns, i.rows)), ...updates, ...statements(placed(desk))]
  // What moves to another unit, and the work of many acts, goes statement by statement; one act is one statement, and so one plan and one answer.
  return moves.length > 0 || desk.acts > 1 ? [...list, ...moves] : together(list)
}

/** Events and clocks lie where their record lies in the end. */
function placed(desk: Desk): Written {
  const place = <R extends Row>(row: R): R => {
    const now = desk.records.get(String(row.record_id))?.now
    return !now || (now.unit === row.unit && now.sealed === row.sealed) ? row : { ...row, unit: now.unit, sealed: now.sealed }
  }
  return { ...desk.written, events: desk.written.events.map(place), deadlines: desk.written.deadlines.map(place) }
}

function clocksInto(act: Act, t: Touched): void {
  const { kept } = t.loaded
  if (t.now.voidedAt && !t.before?.voidedAt) {
    for (const c of [...t.clocks.values()])
      if (c.state === 'open' || c.state === 'unknown')
        clockRow(
          act,
          t,
          { ...c, state: 'dropped' },
          { key: c.key, since: c.since, kind: 'dropped', fromDue: c.due, toDue: c.due, reason: '记录已作废' },
        )
    return
  }
  const { rows, moves } = reconcile(
    kept,
    { values: t.now.values, stage: t.now.stage, parties: t.parts },
    [...t.clocks.values()],
    act.around.ask,
  )
  rows.forEach((row, i) => {
    const move = moves[i]
    if (move) clockRow(act, t, row, move)
  })
}

function clockRow(act: Act, t: Touched, c: Clocked, m: Move): void {
  const { kept } = t.loaded
  t.clocks.set(clockKey(c), c)
  act.clocks.push({ ...m, type: kept.type.id, id: t.now.id })
  const at = { bureau: act.actor.bureau, record_id: t.now.id, key: c.key, since: c.since }
  act.written.deadlines.push({
    ...at,
    record_type: kept.type.id,
    unit: t.now.unit,
    sealed: t.now.sealed,
    rule: c.rule,
    law_on: c.lawOn,
    original_due: c.originalDue,
    due: c.due,
    warn_on: c.warnOn,
    met_on: c.metOn,
    state: c.state,
    problem: c.problem,
    pauses: c.pauses,
    extend_days: c.extendDays,
    advisory: c.advisory,
    red: c.red,
  })
  // The opening of a clock is told by its row; only what changes afterwards is a change.
  if (m.kind !== 'opened')
    act.written.moves.push({
      ...at,
      n: act.written.moves.length,
      at: act.at,
      kind: m.kind,
      from_due: m.fromDue,
      to_due: m.toDue,
      reason: m.reason,
      account: act.actor.account,
    })
}

function rowOf(bureau: string, t: Touched): Row {
  const own = Object.entries(t.loaded.kept.type.fields).map(([name, f]) => [
    columnOf(name),
    f.kind === 'spans' ? (t.now.values[name] ?? null) : toColumn(f, t.now.values[name]),
  ])
  const { id, unit, stage, number, version, sealed, createdAt, createdBy, updatedAt, parentId } = t.now
  return {
    bureau,
    id,
    unit,
    stage,
    number,
    version,
    sealed,
    created_at: createdAt,
    created_by: createdBy,
    updated_at: updatedAt,
    voided_at: null,
    ...(t.loaded.kept.type.parent ? { parent_id: parentId } : {}),
    ...Object.fromEntries(own),
  }
}

function changedColumns(bureau: string, t: Touched): Row {
  const row = rowOf(bureau, t)
  const changed = Object.keys(t.loaded.kept.type.fields).filter(
    (name) => JSON.stringify(t.stored?.values[name] ?? null) !== JSON.stringify(t.now.values[name] ?? null),
  )
  const own = Object.fromEntries(changed.map((name) => [columnOf(name), row[columnOf(name)]]))
  return {
    ...own,
    unit: t.now.unit,
    stage: t.now.stage,
    sealed: t.now.sealed,
    version: t.now.version,
    updated_at: t.now.updatedAt,
    voided_at: t.now.voidedAt,
  }
}

/** What hangs on a record goes along when the record moves to another unit or is sealed. A paper that shows sealed data stays sealed by itself. */
function followUp(bureau: string, id: string, now: Stored): RawBuilder<unknown>[] {
  return ['event', 'document', 'attachment', 'deadline'].map((table) => {
    const sealed = table === 'document' ? sql`${now.sealed} or jsonb_array_length(content -> 'sealed') > 0` : sql`${now.sealed}`
    return sql`update ${sql.table(table)} set unit = ${now.unit}, sealed = ${sealed} where bureau = ${bureau} and record_id = ${id}`
  })
}

function searchOf(bureau: string, t: Touched): Row {
  const { kept } = t.loaded
  const shown = Object.entries(kept.type.fields).flatMap(([name, f]) =>
    f.sensitivity === 'open' && (f.kind === 'text' || f.kind === 'note') && typeof t.now.values[name] === 'string'
      ? [String(t.now.values[name])]
      : [],
  )
  const names = t.parts.flatMap((p) => (kept.type.parties[p.role]?.sealed ? [] : [p.name]))
  const body = [t.now.number ?? '', ...names, ...shown].join(' ').trim()
  return {
    bureau,
    record_id: t.now.id,
    record_type: kept.type.id,
    unit: t.now.unit,
    sealed: t.now.sealed,
    title: t.title,
    body: t.now.voidedAt ? '' : body,
    pairs: t.now.voidedAt ? [] : pairsOf(`${t.title} ${body}`),
  }
}
