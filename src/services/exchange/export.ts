import { createWriteStream } from 'node:fs'
import { basename } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { type Bureau, codeTitle, type Field, type Kept } from '../../kernel/index.ts'
import { daysBetween } from '../../law/index.ts'
import { type Actor, areasOf, mayDo, maySee, settingsOf } from '../access/access.ts'
import { officialInstant, officialValue } from '../documents/official.ts'
import type { Audit } from '../identity/audit.ts'
import type { Jobs, JobView } from '../jobs/jobs.ts'
import type { JobKind } from '../jobs/runner.ts'
import { deny, keptOf, type Ledger } from '../ledger/ledger.ts'
import type { Once } from '../ledger/once.ts'
import type { ListQuery, Reader, Row } from '../ledger/read.ts'
import type { Store } from '../store/index.ts'
import { type ExportColumn, exportColumns } from './columns.ts'
import { exchangeFault } from './faults.ts'
import type { Profile, Profiles } from './profiles.ts'
import { masks, sendersNumbers } from './standing.ts'
import { type SheetColumn, writeRows, xlsxMedia } from './workbook.ts'

/** What is exported, as the list showed it. */
export interface ExportAsk {
  readonly query: Omit<ListQuery, 'limit' | 'after'>
  /** Fields in the order of the screen; the columns of the ledger page when left out. */
  readonly columns?: readonly string[] | undefined
  /** Column names and code values of provincial systems. */
  readonly external?: boolean | undefined
  /** The id of an exchange profile, whose columns and codes are used instead. */
  readonly profile?: string | undefined
}

export interface Exports {
  /** A list as a workbook, written as it is read. Sealed records are left out and counted in the last line. */
  list(actor: Actor, type: string, ask: ExportAsk): Promise<{ name: string; media: string; stream: Readable }>
  /** 「导出封存信息」 Asks a second person; each record that is shown is then looked at, with an event. */
  request(actor: Actor, type: string, ask: ExportAsk, purpose: string, o?: Once): Promise<JobView>
  readonly kind: JobKind
}

/** How many records are read at a time. */
const PAGE = 1000

type Out = string | number | boolean | null

/** The spreadsheet's number of a day. */
const serial = (day: string): number => daysBetween('1899-12-30', day)

interface Sheet {
  readonly columns: readonly SheetColumn[]
  readonly cells: (row: Row, more: Decorated, looked: Readonly<Record<string, unknown>>) => Out[]
  readonly names: readonly string[]
  readonly people: boolean
}
interface Decorated {
  readonly people: Readonly<Record<string, readonly { role: string; name: string }[]>>
  readonly links: Readonly<Record<string, string>>
  /** The numbers of the other system, where its profile is used. */
  readonly senders?: ReadonlyMap<string, string>
}

export function openExports(deps: {
  store: Store
  bureau: Bureau
  reader: Pick<Reader, 'list' | 'decorate'>
  ledger: Pick<Ledger, 'look'>
  audit: Pick<Audit, 'record'>
  jobs: Pick<Jobs, 'add'>
  profiles: Profiles
  names: (bureau: string) => Promise<(code: string) => string>
}): Exports {
  const { store, bureau, reader, ledger, audit } = deps

  /** Who may export at all, and in which units. */
  function duty(actor: Actor, kept: Kept) {
    const areas = areasOf(bureau, actor, kept)
    if (areas.length === 0) throw deny(maySee(bureau, actor, kept, { unit: '', sealed: false, createdBy: '' }))
    const decisions = areas.map((a) => mayDo(bureau, actor, 'export', a.unit, kept.line.id))
    const yes = decisions.find((d) => d.allowed)
    if (!yes)
      throw deny(
        decisions[0] ?? {
          allowed: false,
          code: 'access.duty',
          zh: '您的岗位没有导出权限',
          en: 'Your posts do not carry the duty to export',
        },
      )
    return {
      may: (unit: string) => mayDo(bureau, actor, 'export', unit, kept.line.id).allowed,
      sealed: areas.some((a) => a.clearance === 'sealed'),
    }
  }

  async function sheetOf(actor: Actor, kept: Kept, ask: ExportAsk): Promise<Sheet> {
    const nameOf = await deps.names(actor.bureau)
    const profile = ask.profile ? await deps.profiles.get(actor.bureau, ask.profile, kept.type.id) : undefined
    const columns = profile ? profileColumns(kept, profile) : exportColumns(kept, ask.columns ?? kept.type.columns, ask.external === true)
    if (!columns) throw exchangeFault('export.column')
    const codes = profile ? reversed(profile) : undefined
    const cell = (c: ExportColumn, row: Row, more: Decorated, looked: Readonly<Record<string, unknown>>): Out => {
      if (c.kind === 'number') return (profile ? more.senders?.get(row.id) : undefined) ?? row.number ?? ''
      if (c.kind === 'unit') return profile ? row.unit : row.unitName
      if (c.kind === 'stage') return row.stageTitle
      if (c.kind === 'people')
        return (more.people[row.id] ?? [])
          .filter((p) => p.role === c.name)
          .map((p) => p.name)
          .join('、')
      const f = c.field
      if (!f) return ''
      if (row.masked.includes(c.name) && !(c.name in looked)) return f.sensitivity === 'sealed' ? masks.sealed : masks.restricted
      return valueOut(f, c.name in looked ? looked[c.name] : row.values[c.name], {
        external: ask.external === true,
        codes: codes?.[c.name],
        nameOf,
        links: more.links,
      })
    }
    return {
      columns: columns.map((c) => ({ header: c.title, width: c.width, ...(c.field?.kind === 'day' ? { numFmt: 'yyyy-mm-dd' } : {}) })),
      cells: (row, more, looked) => columns.map((c) => cell(c, row, more, looked)),
      names: columns.flatMap((c) => (c.kind === 'field' ? [c.name] : [])),
      people: columns.some((c) => c.kind === 'people' || c.field?.kind === 'link'),
    }
  }

  /** The records of the list, page by page; each with the names and labels that its cells need. */
  async function* pages(actor: Actor, kept: Kept, ask: ExportAsk, sheet: Sheet, may: (unit: string) => boolean) {
    const onPage = new Set([...kept.type.columns, ...kept.type.label])
    const full = ask.query.full === true || sheet.names.some((n) => !onPage.has(n))
    type Page = { rows: Row[]; more: Decorated; after: string | undefined }
    const fetch = async (after: string | undefined): Promise<Page> => {
      const found = await reader.list(actor, kept.type.id, { ...ask.query, full, limit: PAGE, after })
      const rows = found.rows.filter((r) => may(r.unit))
      const shown = sheet.people && rows.length > 0 ? await reader.decorate(actor, kept.type.id, rows) : { people: {}, links: {} }
      const ids = rows.map((r) => r.id)
      const more: Decorated = ask.profile
        ? { ...shown, senders: await store.read(settingsOf(bureau, actor), (tx) => sendersNumbers(tx, actor.bureau, kept.type.id, ids)) }
        : shown
      return { rows, more, after: found.next ?? undefined }
    }
    let next: Promise<Page> | undefined = fetch(undefined)
    while (next) {
      const page: Page = await next
      // The next page is read while this one is written.
      next = page.after === undefined ? undefined : fetch(page.after)
      next?.catch(() => undefined)
      yield page
    }
  }

  const noted = (actor: Actor, kept: Kept, ask: ExportAsk, detail: object) =>
    audit.record({
      bureau: actor.bureau,
      account: actor.account,
      kind: 'records.exported',
      subject: kept.type.id,
      detail: { query: ask.query, columns: ask.columns, profile: ask.profile, ...detail },
    })

  return {
    list: async (actor, type, ask) => {
      const kept = keptOf(bureau, type)
      const { may } = duty(actor, kept)
      if (kept.type.class === 'sealed') throw exchangeFault('export.second-person')
      const sheet = await sheetOf(actor, kept, ask)
      const source = pages(actor, kept, ask, sheet, may)
      // The first page is read before anything is sent, so that a refusal is an answer and not a broken file.
      const first = await source.next()
      await noted(actor, kept, ask, {})
      const rows = async function* (): AsyncGenerator<Out[]> {
        let left = 0
        for (let page = first; !page.done; page = await source.next())
          for (const row of page.value.rows) {
            if (row.sealed) left++
            else yield sheet.cells(row, page.value.more, {})
          }
        if (left > 0) yield [`另有 ${left} 条封存记录未列入；封存信息的导出须经第二人批准`]
      }
      const stream = Readable.fromWeb(
        writeRows(kept.type.title.slice(0, 31), sheet.columns, rows()) as Parameters<typeof Readable.fromWeb>[0],
      )
      return { name: `${kept.type.title}.xlsx`, media: xlsxMedia, stream }
    },

    request: async (actor, type, ask, purpose, o) => {
      const kept = keptOf(bureau, type)
      const { sealed } = duty(actor, kept)
      const why = purpose.trim()
      if ([...why].length < 2 || [...why].length > 200) throw exchangeFault('export.purpose')
      if (!sealed)
        throw deny({
          allowed: false,
          code: 'access.sealed',
          zh: '您的岗位无权查看封存信息',
          en: 'Your post is not cleared for sealed data',
        })
      await sheetOf(actor, kept, ask)
      return deps.jobs.add(
        actor,
        {
          kind: 'export.sealed',
          title: `导出${kept.type.title}（含封存信息）`,
          input: { type, ask, purpose: why },
          approval: { purpose: why, duty: 'export', line: kept.line.id, unit: actor.bureau, clearance: 'sealed' },
        },
        o,
      )
    },

    kind: {
      // Done again it would write every look a second time, and a look is not to be undone.
      again: false,
      run: async (job) => {
        const { type, ask, purpose } = job.input as { type: string; ask: ExportAsk; purpose: string }
        const kept = keptOf(bureau, type)
        const { may } = duty(job.actor, kept)
        const sheet = await sheetOf(job.actor, kept, ask)
        const file = job.path(`${basename(type)}.xlsx`)
        let n = 0
        const rows = async function* (): AsyncGenerator<Out[]> {
          for await (const { rows: list, more } of pages(job.actor, kept, ask, sheet, may))
            for (const row of list) {
              if (job.signal.aborted) throw new Error('stopped')
              const secret = sheet.names.filter((name) => row.masked.includes(name) && kept.type.fields[name]?.sensitivity === 'sealed')
              const looked = secret.length > 0 ? await ledger.look(job.actor, type, row.id, { fields: secret, purpose }) : {}
              n++
              yield sheet.cells(row, more, looked)
              if (n % 200 === 0) {
                job.log(`已导出 ${n} 条`)
                await job.progress(0.5)
              }
            }
        }
        await pipeline(
          Readable.fromWeb(writeRows(kept.type.title.slice(0, 31), sheet.columns, rows()) as Parameters<typeof Readable.fromWeb>[0]),
          createWriteStream(file, { mode: 0o600 }),
        )
        await noted(job.actor, kept, ask, { sealed: true, rows: n, purpose, job: job.id })
        return { say: `已导出 ${n} 条`, figures: { rows: n }, file: { name: `${kept.type.title}.xlsx`, media: xlsxMedia, path: file } }
      },
    },
  }
}

function valueOut(
  f: Field,
  value: unknown,
  to: {
    external: boolean
    codes: Readonly<Record<string, string>> | undefined
    nameOf: (code: string) => string
    links: Readonly<Record<string, string>>
  },
): Out {
  if (value === null || value === undefined) return null
  switch (f.kind) {
    case 'day':
      return serial(String(value))
    case 'count':
    case 'number':
    case 'money':
      return Number(value)
    case 'choice': {
      const key = String(value)
      return to.codes?.[key] ?? (to.external ? f.codes?.codes[key]?.external : undefined) ?? (f.codes ? codeTitle(f.codes, key) : key)
    }
    case 'unit':
      return to.codes || to.external ? String(value) : to.nameOf(String(value))
    case 'link':
      return to.links[String(value)] ?? ''
    case 'person':
    case 'account':
      return ''
    case 'instant':
      return officialInstant(String(value))
    default:
      return officialValue(f, value)
  }
}

function profileColumns(kept: Kept, p: Profile): ExportColumn[] {
  return p.columns.flatMap(({ there: title, here: target }): ExportColumn[] => {
    const [head, role = '', part] = target.split('.')
    if (target === 'external') return [{ title, width: 22, kind: 'number', name: 'number' }]
    if (target === 'unit') return [{ title, width: 16, kind: 'unit', name: 'unit' }]
    // Identity numbers, telephones and addresses leave only in papers, where each look is written down.
    if (head === 'people') return part === 'name' ? [{ title, width: 18, kind: 'people', name: role }] : []
    const field = kept.type.fields[target]
    return field ? [{ title, width: 18, kind: 'field', name: target, field }] : []
  })
}

/** Field → our code → theirs. */
const reversed = (p: Profile): Record<string, Record<string, string>> =>
  Object.fromEntries(
    Object.entries(p.codes).map(([name, map]) => [name, Object.fromEntries(Object.entries(map).map(([there, here]) => [here, there]))]),
  )
