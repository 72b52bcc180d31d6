import { parseArgs } from 'node:util'
import { Fault, faultLines } from '../services/fault.ts'
import { type Entry, type Figures, type Operator, periodOf, type Question, type Row } from '../services/figures/index.ts'
import type { Command, Io } from './command.ts'
import { language } from './language.ts'
import { table } from './table.ts'

/** What the command needs: the figures over a database, opened when they are asked for. */
export interface FiguresDeps {
  readonly open: () => Promise<{ readonly figures: Figures; close(): Promise<void> }>
}

const USAGE =
  'fazhi figures --from DAY --to DAY --unit CODE [--json] [--id FIGURE [--by unit|month|FIELD] [--list [--key KEY] [--limit N]]]'

/** The command `figures`: every figure of a period and a unit, the splits of one, or the list behind it. Exit 2 when the question is wrong. */
export function figuresCommand(deps: FiguresDeps): Command {
  return {
    name: 'figures',
    summary: {
      zh: '统计指标：期间和单位的全部数字，可分组，可列出背后的记录',
      en: 'figures of a period and a unit, their splits, and the records behind them',
    },
    usage: USAGE,
    run: async (args, io) => {
      try {
        const wish = parse(args)
        const { figures, close } = await deps.open()
        try {
          await answer(figures, wish, io)
          return 0
        } finally {
          await close()
        }
      } catch (error) {
        if (!(error instanceof Fault) || error.status >= 500) throw error
        if (args.includes('--json')) io.err(JSON.stringify({ code: error.code, zh: error.zh, en: error.en, remedy: error.remedy }))
        else for (const line of faultLines(error, language())) io.err(line)
        return 2
      }
    },
  }
}

/** `figures` over the configured database; a server that runs beside it is left alone. */
export const command: Command = figuresCommand({ open: async () => (await import('./with-services.ts')).openConfigured() })

interface Wish {
  readonly question: Question
  readonly json: boolean
  readonly id?: string
  readonly by?: string
  readonly key?: string
  readonly list: boolean
  readonly limit: number
}

const wrong = (zh: string, en: string) =>
  new Fault('figures.arguments', { zh, en, status: 400, remedy: { zh: `用法：${USAGE}`, en: `Usage: ${USAGE}` } })

function parse(args: readonly string[]): Wish {
  const text = { type: 'string' } as const
  const flag = { type: 'boolean', default: false } as const
  const options = { from: text, to: text, unit: text, id: text, by: text, key: text, limit: text, json: flag, list: flag }
  const parsed = attempt(() => parseArgs({ args: [...args], options, allowPositionals: false }))
  if (!parsed) throw wrong('命令的写法有误', 'The command is not written as it should be')
  const { from, to, unit, id, by, key, json, list, limit } = parsed.values
  if (from === undefined || to === undefined || unit === undefined)
    throw wrong('请用 --from、--to、--unit 指明期间和单位', 'Say the period and the unit with --from, --to and --unit')
  // Before the database is opened: a wrong day needs none.
  periodOf(from, to)
  if ((by !== undefined || list) && id === undefined)
    throw wrong('--by 和 --list 要用 --id 指明指标', '--by and --list need a figure: --id')
  if (key !== undefined && (by === undefined || !list)) throw wrong('--key 与 --by、--list 一起使用', '--key goes with --by and --list')
  const most = limit === undefined ? Number.POSITIVE_INFINITY : Number(limit)
  if (limit !== undefined && (!Number.isInteger(most) || most < 1))
    throw wrong('--limit 应为正整数', '--limit must be a positive whole number')
  return {
    question: { from, to, unit },
    json,
    list,
    limit: most,
    ...(id === undefined ? {} : { id }),
    ...(by === undefined ? {} : { by }),
    ...(key === undefined ? {} : { key }),
  }
}

/** What a parser answers, or nothing when it refuses. */
function attempt<T>(run: () => T): T | undefined {
  try {
    return run()
  } catch {
    return undefined
  }
}

async function answer(figures: Figures, wish: Wish, io: Io): Promise<void> {
  const { question, id, by, json } = wish
  const operator: Operator = { bureau: question.unit.slice(0, 6), operator: true }
  if (id !== undefined && wish.list) return list(figures, operator, id, wish, io)
  if (id !== undefined && by !== undefined) {
    const { unit, splits } = await figures.detail(operator, id, question, { by: [by] })
    const rows = splits[0]?.rows ?? []
    if (json) for (const { key, title, value, records } of rows) io.out(JSON.stringify({ key, title, value, records }))
    else
      table(
        rows.map((r) => [r.title, valueText(r.value), unit, String(r.records), r.key]),
        io,
      )
    return
  }
  const entries = await figures.list(operator, question, id === undefined ? {} : { ids: [id] })
  if (json) for (const entry of entries) io.out(lineOf(entry))
  else
    table(
      entries.map((e) => [e.title, valueText(e.value), e.unit, String(e.records), e.id]),
      io,
    )
}

/** One object a line, with exactly these names in this order: others read it. */
const lineOf = ({ id, title, unit, type, value, records, version }: Entry): string =>
  JSON.stringify({ id, title, unit, type, value, records, version })

/** All records behind a figure, page by page. */
async function list(figures: Figures, operator: Operator, id: string, { question, by, key, json, limit }: Wish, io: Io): Promise<void> {
  const filter = by === undefined || key === undefined ? {} : { by, key }
  let left = limit
  for (let after: string | null | undefined; left > 0 && after !== null; ) {
    const page = await figures.records(operator, id, question, { ...filter, ...(after ? { after } : {}), limit: Math.min(500, left) })
    if (json) for (const row of page.rows) io.out(JSON.stringify(row))
    else table(page.rows.map(cellsOf), io)
    left -= page.rows.length
    after = page.next
  }
}

const cellsOf = (row: Row & { readonly amount?: number | null }): string[] => [
  row.number ?? row.id,
  row.unitName,
  row.stageTitle,
  ...(row.amount === undefined ? [] : [valueText(row.amount)]),
  row.label,
]

/** A rate without a denominator is a dash, never a zero. */
const valueText = (value: number | null): string => (value === null ? '—' : String(value))
