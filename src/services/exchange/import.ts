import { createHash } from 'node:crypto'
import { mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setImmediate as turn, setTimeout as wait } from 'node:timers/promises'
import type { Bureau, Kept, Step } from '../../kernel/index.ts'
import { type Actor, mayAct, settingsOf } from '../access/access.ts'
import { type Clock, millisecondsOf } from '../clock.ts'
import { Fault } from '../fault.ts'
import type { Audit } from '../identity/audit.ts'
import type { Jobs, JobView } from '../jobs/jobs.ts'
import type { JobKind } from '../jobs/runner.ts'
import { deny, keptOf, type Ledger, type LedgerDeps } from '../ledger/ledger.ts'
import type { Once } from '../ledger/once.ts'
import { explainStoreError, type Store } from '../store/index.ts'
import { textOfCell } from './cells.ts'
import { openingStep } from './columns.ts'
import { exchangeFault } from './faults.ts'
import { type Judged, judge, told } from './judge.ts'
import type { Profile, Profiles } from './profiles.ts'
import { columnTitle, type Draft, type RowFault, readSheet, type Sheet } from './sheet.ts'
import { importTemplate, rejectedRows } from './template.ts'
import { xlsxMedia } from './workbook.ts'

/** What an import would do. */
export interface ImportPreview {
  readonly rows: number
  readonly good: number
  readonly bad: number
  /** Rows that an earlier import has entered; they change nothing. */
  readonly already: number
  readonly errors: readonly RowFault[]
  /** Errors beyond those listed. */
  readonly more: number
  /** Headers that mean nothing here. */
  readonly ignored: readonly string[]
  /** The first rows as they were understood: column title → what was read. */
  readonly sample: readonly Readonly<Record<string, string>>[]
  readonly token: string
}

/** What an import did. */
export interface Imported {
  readonly rows: number
  readonly created: number
  readonly already: number
  readonly rejected: number
  readonly errors: readonly RowFault[]
  /** The rows that did not go in, marked; null when all did. */
  readonly rejects: Uint8Array | null
}

export interface Imports {
  template(actor: Actor, type: string): Promise<{ name: string; media: string; bytes: Uint8Array }>
  /** Reads and judges a file, writes nothing, and keeps it for an hour under a token. */
  preview(actor: Actor, type: string, file: Uint8Array, profile?: string): Promise<ImportPreview>
  /** Imports what was previewed, as a job. */
  start(actor: Actor, type: string, token: string, o?: Once): Promise<JobView>
  /** Imports a file at once; for the command line. */
  run(
    actor: Actor,
    type: string,
    file: Uint8Array,
    options?: { profile?: string; progress?: (share: number) => Promise<void>; signal?: AbortSignal },
  ): Promise<Imported>
  /** What `run` would do, without the file being kept. */
  dryRun(actor: Actor, type: string, file: Uint8Array, profile?: string): Promise<Omit<ImportPreview, 'token'>>
  /** Removes previews that nobody took up within an hour. */
  sweep(): Promise<void>
  readonly kind: JobKind
}

const BATCH = 200
/** Rows that are written together: few enough that nobody who works in the same unit waits for them. */
const TOGETHER = 50
const LISTED = 1000
const KEPT_FOR_MS = 3_600_000

interface Kindred {
  readonly kept: Kept
  readonly key: string
  readonly step: Step
}

/** 「导入」 Workbooks into the ledger, row by row through the ledger's own door: a good row goes in, a bad one comes back with what is wrong. */
export function openImports(deps: {
  store: Store
  bureau: Bureau
  clock: Clock
  ledger: Pick<Ledger, 'create' | 'batch'>
  surroundings: LedgerDeps['surroundings']
  jobs: Pick<Jobs, 'add'>
  profiles: Profiles
  audit: Pick<Audit, 'record'>
  /** Where previews wait. */
  directory: string
}): Imports {
  const { store, bureau, clock, ledger } = deps

  function kindred(actor: Actor, type: string, profile?: Profile): Kindred {
    const kept = keptOf(bureau, type)
    const opening = openingStep(kept, profile?.step)
    if (!opening) throw exchangeFault('import.type')
    const mine = actor.holdings.some((h) => mayAct(bureau, actor, opening.step, h.unit).allowed)
    if (!mine) {
      const d = mayAct(bureau, actor, opening.step, actor.holdings[0]?.unit ?? actor.bureau)
      if (!d.allowed) throw deny(d)
    }
    return { kept, ...opening }
  }

  const profileOf = (actor: Actor, type: string, id: string | undefined): Promise<Profile | undefined> =>
    id ? deps.profiles.get(actor.bureau, id, type) : Promise.resolve(undefined)

  /** Judges the rows batch by batch, giving other work a turn between batches. */
  async function* judged(actor: Actor, k: Kindred, sheet: Sheet): AsyncGenerator<Judged[]> {
    const today = clock.today()
    const around = await deps.surroundings(actor.bureau, today)
    const seen = new Map<string, { row: number; hash: string }>()
    for (let at = 0; at < sheet.drafts.length; at += BATCH) {
      const drafts = sheet.drafts.slice(at, at + BATCH)
      yield await store.read(settingsOf(bureau, actor), (tx) =>
        judge({ tx, bureau, actor, today, around, seen }, k.kept, k.key, k.step, drafts),
      )
      await turn()
    }
  }

  async function dryRun(actor: Actor, type: string, file: Uint8Array, profile?: string): Promise<Omit<ImportPreview, 'token'>> {
    const given = await profileOf(actor, type, profile)
    const k = kindred(actor, type, given)
    const sheet = await readSheet(k.kept, k.step, file, given)
    const errors: RowFault[] = []
    const sample: Record<string, string>[] = []
    let [good, bad, already, more] = [0, 0, 0, 0]
    for await (const batch of judged(actor, k, sheet))
      for (const row of batch) {
        if (row.faults.length > 0) bad++
        else if (row.already) already++
        else good++
        const room = Math.max(0, LISTED - errors.length)
        errors.push(...row.faults.slice(0, room))
        more += Math.max(0, row.faults.length - room)
        if (sample.length < 10 && row.faults.length === 0)
          sample.push(Object.fromEntries([...sheet.columns].map(([i, c]) => [c.title, textOfCell(row.draft.cells[i])])))
      }
    return { rows: sheet.drafts.length, good, bad, already, errors, more, ignored: sheet.ignored, sample }
  }

  /** A database that is away for a moment is waited for. */
  async function patiently<T>(work: () => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await work()
      } catch (error) {
        if (!(error instanceof Fault && error.code.startsWith('store.')) || attempt >= 5) throw error
        await wait(attempt * 1000)
      }
    }
  }

  /** Some rows through the ledger in one go; when it refuses one of them, each by itself, and what the ledger says is the fault of that row. */
  async function enter(actor: Actor, k: Kindred, rows: readonly Judged[]): Promise<RowFault[][]> {
    const type = k.kept.type.id
    const once = (row: Judged) => ({ key: row.key, request: row.input })
    const refused = (error: unknown): Fault => {
      if (error instanceof Fault && !error.code.startsWith('store.')) return error
      throw error
    }
    const all = await patiently(() =>
      ledger.batch(actor.bureau, async (acts) => {
        for (const row of rows) await acts.create(actor, type, row.input, once(row))
      }),
    ).then(() => true, refused)
    if (all === true) return rows.map(() => [])
    const faults: RowFault[][] = []
    for (const row of rows)
      faults.push(
        await patiently(() => ledger.create(actor, type, row.input, once(row))).then(
          () => [],
          (error) => faultsOfRow(k, row.draft, refused(error)),
        ),
      )
    return faults
  }

  async function run(
    actor: Actor,
    type: string,
    file: Uint8Array,
    options: { profile?: string; progress?: (share: number) => Promise<void>; signal?: AbortSignal } = {},
  ): Promise<Imported> {
    const profile = await profileOf(actor, type, options.profile)
    const k = kindred(actor, type, profile)
    const sheet = await readSheet(k.kept, k.step, file, profile)
    const errors: RowFault[] = []
    const rejects: { draft: Draft; faults: readonly RowFault[] }[] = []
    let [done, created, already] = [0, 0, 0]
    const reject = (draft: Draft, faults: readonly RowFault[]) => {
      rejects.push({ draft, faults })
      errors.push(...faults)
    }
    for await (const batch of judged(actor, k, sheet)) {
      const ready = batch.filter((row) => row.faults.length === 0 && !row.already)
      already += batch.filter((row) => row.already).length
      for (const row of batch) if (row.faults.length > 0) reject(row.draft, row.faults)
      for (let at = 0; at < ready.length; at += TOGETHER) {
        if (options.signal?.aborted) throw new Error('stopped')
        const few = ready.slice(at, at + TOGETHER)
        const faults = await enter(actor, k, few)
        for (const [i, row] of few.entries()) {
          const wrong = faults[i] ?? []
          if (wrong.length > 0) reject(row.draft, wrong)
          else created++
        }
      }
      done += batch.length
      await options.progress?.(done / sheet.drafts.length)
    }
    rejects.sort((a, b) => a.draft.row - b.draft.row)
    const bytes =
      rejects.length === 0
        ? null
        : await rejectedRows(
            sheet.headers,
            rejects.map(({ draft, faults }) => ({
              cells: draft.cells,
              columns: columnsAt(sheet, faults),
              say: faults.map((f) => `${f.title ? `${f.title}：` : ''}${f.message}；${f.action}`).join('\n'),
            })),
          )
    await deps.audit.record({
      bureau: actor.bureau,
      account: actor.account,
      kind: 'records.imported',
      subject: type,
      detail: {
        rows: sheet.drafts.length,
        created,
        already,
        rejected: rejects.length,
        file: createHash('sha256').update(file).digest('hex'),
        ...(options.profile ? { profile: options.profile } : {}),
      },
    })
    return {
      rows: sheet.drafts.length,
      created,
      already,
      rejected: rejects.length,
      errors: errors.toSorted((a, b) => a.row - b.row),
      rejects: bytes,
    }
  }

  const waiting = (token: string) => join(deps.directory, `${token}.xlsx`)
  const owner = (token: string) => join(deps.directory, `${token}.json`)

  return {
    run,
    dryRun,
    template: async (actor, type) => {
      const { kept, step } = kindred(actor, type)
      const around = await deps.surroundings(actor.bureau, clock.today())
      const mine = around.units.filter((u) => mayAct(bureau, actor, step, u.code).allowed).slice(0, 500)
      const bytes = await importTemplate(
        kept,
        step,
        clock.today(),
        mine.map((u) => u.name),
      )
      return { name: `${kept.type.title}导入模板.xlsx`, media: xlsxMedia, bytes }
    },
    preview: async (actor, type, file, profile) => {
      const seen = await dryRun(actor, type, file, profile)
      const token = clock.newId()
      try {
        await mkdir(deps.directory, { recursive: true, mode: 0o700 })
        await writeFile(waiting(token), file, { mode: 0o600 })
        await writeFile(owner(token), JSON.stringify({ bureau: actor.bureau, account: actor.account, type, profile }), { mode: 0o600 })
      } catch (error) {
        for (const path of [waiting(token), owner(token)]) await rm(path, { force: true })
        throw explainStoreError(error)
      }
      return { ...seen, token }
    },
    start: async (actor, type, token, o) => {
      const { kept } = kindred(actor, type)
      const meta = /^[0-9a-f-]{36}$/.test(token) ? await readFile(owner(token), 'utf8').catch(() => undefined) : undefined
      const kindOf = meta ? (JSON.parse(meta) as { bureau: string; account: string; type: string; profile?: string }) : undefined
      if (!kindOf || kindOf.bureau !== actor.bureau || kindOf.account !== actor.account || kindOf.type !== type)
        throw exchangeFault('import.token')
      // What was imported is gone; only the same request sent again is told of its job.
      if (!o && !(await stat(waiting(token)).catch(() => undefined))) throw exchangeFault('import.token')
      const input = { type, token, ...(kindOf.profile ? { profile: kindOf.profile } : {}) }
      return deps.jobs.add(
        actor,
        { kind: 'import', title: `导入${kept.type.title}`, input },
        o && { key: o.key, request: [o.request, token] },
      )
    },
    sweep: async () => {
      const limit = millisecondsOf(clock.now()) - KEPT_FOR_MS
      for (const name of await readdir(deps.directory).catch(() => [])) {
        const path = join(deps.directory, name)
        const found = await stat(path).catch(() => undefined)
        if (found && found.mtimeMs < limit) await rm(path, { force: true })
      }
    },
    kind: {
      // Each row is entered once by its key, so doing it again changes nothing that is done.
      again: true,
      run: async (job) => {
        const { type, token, profile } = job.input as { type: string; token: string; profile?: string }
        const file = await readFile(waiting(token)).catch(() => undefined)
        if (!file) throw exchangeFault('import.token')
        const done = await run(job.actor, type, file, { ...(profile ? { profile } : {}), progress: job.progress, signal: job.signal })
        for (const e of done.errors.slice(0, 50)) job.log(lineOf(e))
        if (done.errors.length > 50) job.log(`另有 ${done.errors.length - 50} 处错误，见未导入的行`)
        const figures = { rows: done.rows, created: done.created, already: done.already, rejected: done.rejected }
        const say = `共 ${done.rows} 行：导入 ${done.created} 行，已导入过 ${done.already} 行，未导入 ${done.rejected} 行`
        await rm(waiting(token), { force: true })
        if (!done.rejects) return { say, figures }
        const path = job.path('rejected.xlsx')
        await writeFile(path, done.rejects, { mode: 0o600 })
        return { say, figures, file: { name: '未导入的行.xlsx', media: xlsxMedia, path } }
      },
    },
  }
}

/** 第 7 行，身份证号：校验位应为 X；请核对原件 */
export const lineOf = (f: RowFault): string => `第 ${f.row} 行${f.title ? `，${f.title}` : ''}：${f.message}；${f.action}`

/** What the ledger said of a row, in the words of the sheet. */
function faultsOfRow(k: Kindred, d: Draft, error: Fault): RowFault[] {
  const named = (error.faults ?? []).map((f): RowFault => {
    const [head = '', role = '', part = 'name'] = f.path.split('.')
    const title = head === 'people' ? columnTitle(k.kept, role, part) : f.title
    return { row: d.row, field: f.path, title, ...told(f.say) }
  })
  if (named.length > 0) return named
  if (error.code === 'request.key-reused')
    return [{ row: d.row, field: 'external', title: '外部编号', message: '这一编号已经导入过，内容不同', action: '请在系统中更正该记录' }]
  return [{ row: d.row, field: '', title: k.step.title, message: error.zh, action: error.remedy.zh }]
}

function columnsAt(sheet: Sheet, faults: readonly RowFault[]): number[] {
  return [...sheet.columns].flatMap(([i, c]) => {
    const name = c.kind === 'field' ? c.name : c.kind === 'person' ? `people.${c.role}.${c.part}` : c.kind
    return faults.some((f) => f.field === name) ? [i] : []
  })
}
