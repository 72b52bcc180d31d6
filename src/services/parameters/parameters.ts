import { sql } from 'kysely'
import type { Bureau } from '../../kernel/index.ts'
import type { LegalDay } from '../../law/index.ts'
import { type Actor, ledgerSettings, mayDo } from '../access/access.ts'
import { type Clock, millisecondsOf } from '../clock.ts'
import { Fault } from '../fault.ts'
import type { Audit } from '../identity/audit.ts'
import { deny } from '../ledger/ledger.ts'
import type { Store } from '../store/index.ts'

/** A parameter with all its values, those declared and those entered, oldest first. */
export interface ParameterView {
  readonly line: string
  readonly lineTitle: string
  readonly name: string
  readonly title: string
  readonly measure: string
  readonly values: readonly { readonly from: LegalDay; readonly value: number; readonly basis: string; readonly entered: boolean }[]
}

/** 「参数」: rates and cycles that the bureau sets by its own rule, dated; a case takes the value of its day. */
export interface Parameters {
  /** By line and name, as they stand on a day. */
  on(bureau: string, day: LegalDay): Promise<Readonly<Record<string, Readonly<Record<string, number>>>>>
  list(bureau: string): Promise<ParameterView[]>
  set(actor: Actor, input: { line: string; name: string; from: LegalDay; value: number; basis: string }): Promise<void>
}

const freshFor = 5_000

export function openParameters(deps: { store: Store; clock: Clock; bureau: Bureau; audit: Audit }): Parameters {
  const { store, bureau, clock, audit } = deps
  const kept = new Map<string, { at: number; views: ParameterView[] }>()

  async function list(code: string): Promise<ParameterView[]> {
    const now = millisecondsOf(clock.now())
    const found = kept.get(code)
    if (found && Math.abs(now - found.at) < freshFor) return found.views
    const rows = await store.ask<{ line: string; name: string; from: string; value: number; basis: string }>(
      { 'fazhi.bureau': code },
      sql`select line, name, valid_from as "from", value, basis from parameter_value where bureau = ${code}`,
    )
    const views = bureau.lines.flatMap((line) =>
      Object.entries(line.parameters).map(([name, p]) => {
        const entered = rows
          .filter((r) => r.line === line.id && r.name === name)
          .map(({ from, value, basis }) => ({ from, value: Number(value), basis, entered: true }))
        const declared = p.values
          .filter((v) => !entered.some((e) => e.from === v.from))
          .map((v) => ({ ...v, basis: p.basis, entered: false }))
        return {
          line: line.id,
          lineTitle: line.title,
          name,
          title: p.title,
          measure: p.measure,
          values: [...declared, ...entered].sort((a, b) => (a.from < b.from ? -1 : 1)),
        }
      }),
    )
    kept.set(code, { at: now, views })
    return views
  }

  return {
    list,
    on: async (code, day) => {
      const out: Record<string, Record<string, number>> = {}
      for (const p of await list(code)) {
        const value = p.values.findLast((v) => v.from <= day)?.value
        if (value !== undefined) out[p.line] = { ...out[p.line], [p.name]: value }
      }
      return out
    },
    set: async (actor, input) => {
      const may = mayDo(bureau, actor, 'law', actor.bureau, input.line)
      if (!may.allowed) throw deny(may)
      if (!bureau.lines.some((l) => l.id === input.line && input.name in l.parameters)) {
        throw new Fault('parameter.unknown', {
          zh: '没有这个参数',
          en: 'No such parameter',
          remedy: { zh: '请刷新页面', en: 'Reload the page' },
          status: 404,
        })
      }
      await store.write(ledgerSettings(bureau, actor.bureau), async (tx) => {
        await tx.exec(
          sql`insert into parameter_value (bureau, line, name, valid_from, value, basis, at, account)
              values (${actor.bureau}, ${input.line}, ${input.name}, ${input.from}, ${input.value}, ${input.basis}, ${clock.now()}, ${actor.account})
              on conflict (bureau, line, name, valid_from) do update set value = excluded.value, basis = excluded.basis, at = excluded.at, account = excluded.account`,
        )
        await audit.note(tx, {
          bureau: actor.bureau,
          account: actor.account,
          kind: 'parameter.set',
          subject: `${input.line}/${input.name}`,
          detail: { ...input },
        })
      })
      kept.delete(actor.bureau)
    },
  }
}
