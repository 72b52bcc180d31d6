import { type RawBuilder, sql } from 'kysely'
import { tableOf } from '../../kernel/index.ts'
import { type Clocked, type Move, reconcile } from '../deadlines/reconcile.ts'
import { pairsOf } from '../search/pairs.ts'
import type { Act, Touched } from './act.ts'
import { labelOf } from './naming.ts'
import type { Stored } from './row.ts'
import { columnOf, columnsOf, toColumn } from './tables.ts'
import { insertInto, type Row, statements, together, updateRow } from './write.ts'

/** All statements of the act in the order in which they must run. Nothing has been written before this. */
export function finish(act: Act): RawBuilder<unknown>[] {
  const inserts = new Map<string, { columns: string[]; rows: Row[] }>()
  const updates: RawBuilder<unknown>[] = []
  let moving = false
  for (const [id, t] of act.touched) {
    const { kept } = t.loaded
    const table = tableOf(kept.type.id)
    const moved = t.before !== null && (t.before.unit !== t.now.unit || t.before.sealed !== t.now.sealed)
    if (t.before === null) {
      const into = inserts.get(table) ?? { columns: columnsOf(kept).map((c) => c.name), rows: [] }
      into.rows.push(rowOf(act, t))
      inserts.set(table, into)
    } else if (t.now !== t.before) {
      updates.push(updateRow(table, act.actor.bureau, id, changedColumns(act, t)))
      if (moved) updates.push(...followUp(act, id, t.now))
      moving ||= moved
    }
    clocksInto(act, t)
    if (t.before === null || t.now !== t.before) {
      searchInto(act, t)
      const months = act.around.marks(kept, t.before, t.now)
      if (months.length > 0) {
        for (const unit of new Set([t.now.unit, t.before?.unit ?? t.now.unit])) {
          act.written.marks.push({ bureau: act.actor.bureau, id: act.around.clock.newId(), record_type: kept.type.id, unit, months })
        }
      }
    }
  }
  const list = [...[...inserts].map(([table, i]) => insertInto(table, i.columns, i.rows)), ...updates, ...statements(act.written)]
  // What moves to another unit is changed row by row and in order; everything else is one statement, and so one plan and one answer.
  return moving ? list : together(list)
}

function clocksInto(act: Act, t: Touched): void {
  const { kept } = t.loaded
  if (t.now.voidedAt && !t.before?.voidedAt) {
    for (const c of t.clocks.values())
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

function rowOf(act: Act, t: Touched): Row {
  const own = Object.entries(t.loaded.kept.type.fields).map(([name, f]) => [
    columnOf(name),
    f.kind === 'spans' ? (t.now.values[name] ?? null) : toColumn(f, t.now.values[name]),
  ])
  const { id, unit, stage, number, version, sealed, createdAt, createdBy, parentId } = t.now
  return {
    bureau: act.actor.bureau,
    id,
    unit,
    stage,
    number,
    version,
    sealed,
    created_at: createdAt,
    created_by: createdBy,
    updated_at: act.at,
    voided_at: null,
    ...(t.loaded.kept.type.parent ? { parent_id: parentId } : {}),
    ...Object.fromEntries(own),
  }
}

function changedColumns(act: Act, t: Touched): Row {
  const row = rowOf(act, t)
  const changed = Object.keys(t.loaded.kept.type.fields).filter(
    (name) => JSON.stringify(t.before?.values[name] ?? null) !== JSON.stringify(t.now.values[name] ?? null),
  )
  const own = Object.fromEntries(changed.map((name) => [columnOf(name), row[columnOf(name)]]))
  return {
    ...own,
    unit: t.now.unit,
    stage: t.now.stage,
    sealed: t.now.sealed,
    version: (t.before?.version ?? 0) + 1,
    updated_at: act.at,
    voided_at: t.now.voidedAt,
  }
}

/** What hangs on a record goes along when the record moves to another unit or is sealed. A paper that shows sealed data stays sealed by itself. */
function followUp(act: Act, id: string, now: Stored): RawBuilder<unknown>[] {
  return ['event', 'document', 'attachment', 'deadline'].map((table) => {
    const sealed = table === 'document' ? sql`${now.sealed} or jsonb_array_length(content -> 'sealed') > 0` : sql`${now.sealed}`
    return sql`update ${sql.table(table)} set unit = ${now.unit}, sealed = ${sealed} where bureau = ${act.actor.bureau} and record_id = ${id}`
  })
}

function searchInto(act: Act, t: Touched): void {
  const { kept } = t.loaded
  const shown = Object.entries(kept.type.fields).flatMap(([name, f]) =>
    f.sensitivity === 'open' && (f.kind === 'text' || f.kind === 'note') && typeof t.now.values[name] === 'string'
      ? [String(t.now.values[name])]
      : [],
  )
  const names = t.parts.flatMap((p) => (kept.type.parties[p.role]?.sealed ? [] : [p.name]))
  const title = labelOf(kept, t.now.values, act.around.unitName)
  const body = [t.now.number ?? '', ...names, ...shown].join(' ').trim()
  act.written.search.push({
    bureau: act.actor.bureau,
    record_id: t.now.id,
    record_type: kept.type.id,
    unit: t.now.unit,
    sealed: t.now.sealed,
    title,
    body: t.now.voidedAt ? '' : body,
    pairs: t.now.voidedAt ? [] : pairsOf(`${title} ${body}`),
  })
}
