import { sql } from 'kysely'
import type { Bureau, DocumentType, Kept } from '../../kernel/index.ts'
import type { Clock } from '../clock.ts'
import type { Tx } from '../store/index.ts'
import { documentFault } from './faults.ts'
import { type Content, fill } from './fill.ts'
import { templateOf } from './layout.ts'
import { openPackage, sha256 } from './package.ts'
import { readTags, type TagNode } from './tags.ts'

/** A template in use: its bytes, its mark, and what it asks for. */
export interface Template {
  readonly bytes: Uint8Array
  readonly sha256: string
  readonly tags: readonly TagNode[]
  /** The office's own, not the one that the program ships. */
  readonly own: boolean
}

/** Whose templates are the program's own: kept so that a paper can be made again after the program has a better one. */
const PROGRAM = '00000000-0000-0000-0000-000000000000'

interface TemplateRow {
  readonly version: number
  readonly sha256: string
  readonly account: string
  readonly content: Uint8Array
}

/** 「文书模板」 The template of each document: the office's own where it has uploaded one, the program's otherwise. */
export interface Templates {
  current(tx: Tx, code: string, d: DocumentType): Promise<Template>
  /** The bytes that a paper was made with. */
  byMark(tx: Tx, code: string, d: DocumentType, mark: string): Promise<Uint8Array>
  /** Keeps the template in use, so that papers made with it can be made again. */
  keep(tx: Tx, code: string, d: DocumentType, t: Template): Promise<void>
  /** Takes an uploaded template into use. Throws `document.template` with every fault. Returns its version. */
  replace(tx: Tx, code: string, account: string, d: DocumentType, bytes: Uint8Array): Promise<number>
  /** Back to the program's own. */
  restore(tx: Tx, code: string, d: DocumentType): Promise<number>
  versions(tx: Tx, code: string, d: DocumentType): Promise<{ version: number; at: string; own: boolean; name: string | null }[]>
}

export function openTemplates({ bureau, clock }: { bureau: Bureau; clock: Clock }): Templates {
  const shipped = new Map<string, Promise<Template>>()
  const read = new Map<string, readonly TagNode[]>()

  const keptFor = (d: DocumentType): Kept => {
    const kept = bureau.records.get(d.record)
    if (!kept) throw documentFault('document.unknown')
    return kept
  }
  const program = (d: DocumentType): Promise<Template> => {
    const known = shipped.get(d.id)
    if (known) return known
    const made = templateOf(d.title, d.body).then((bytes) => ({
      bytes,
      sha256: sha256(bytes),
      tags: readTags(bureau, keptFor(d), openPackage(bytes)),
      own: false,
    }))
    shipped.set(d.id, made)
    return made
  }
  const tagsOf = (d: DocumentType, mark: string, bytes: Uint8Array) => {
    const tags = read.get(mark) ?? readTags(bureau, keptFor(d), openPackage(bytes))
    read.set(mark, tags)
    return tags
  }
  const latest = (tx: Tx, code: string, d: DocumentType) =>
    tx.one(sql<TemplateRow>`select version, sha256, account, content from document_template
      where bureau = ${code} and type = ${d.id} order by version desc limit 1`)
  const insert = async (
    tx: Tx,
    code: string,
    d: DocumentType,
    t: { bytes: Uint8Array; sha256: string },
    account: string,
  ): Promise<number> => {
    const row = await tx.one(sql<{ version: number }>`
      insert into document_template (bureau, type, version, sha256, content, at, account)
      select ${code}, ${d.id}, coalesce(max(version), 0) + 1, ${t.sha256}, ${Buffer.from(t.bytes)}::bytea, ${clock.now()}::timestamptz, ${account}::uuid
      from document_template where bureau = ${code} and type = ${d.id} returning version`)
    return row?.version ?? 0
  }

  return {
    current: async (tx, code, d) => {
      const row = await latest(tx, code, d)
      if (!row || row.account === PROGRAM) return program(d)
      return { bytes: row.content, sha256: row.sha256, tags: tagsOf(d, row.sha256, row.content), own: true }
    },
    byMark: async (tx, code, d, mark) => {
      const row = await tx.one(
        sql<{
          content: Uint8Array
        }>`select content from document_template where bureau = ${code} and type = ${d.id} and sha256 = ${mark} limit 1`,
      )
      if (row) return row.content
      throw documentFault('document.template-lost')
    },
    keep: async (tx, code, d, t) => {
      const known = await tx.one(
        sql<{
          ok: number
        }>`select 1 as ok from document_template where bureau = ${code} and type = ${d.id} and sha256 = ${t.sha256} limit 1`,
      )
      if (known) return
      // Two first issues at the same moment would both take version 1.
      await tx.exec(sql`select pg_advisory_xact_lock(hashtextextended(${`${code} ${d.id}`}, 0))`)
      await insert(tx, code, d, t, PROGRAM)
    },
    replace: async (tx, code, account, d, bytes) => {
      const tags = readTags(bureau, keptFor(d), openPackage(bytes))
      try {
        await fill(bytes, sampleOf(tags))
      } catch (cause) {
        // The tags are right one by one, but the editor has laid a list across a table's edge or split it in a way that cannot be repeated.
        throw documentFault('document.template', {
          zh: '模板中有列表标记跨越了表格边界，无法重复，没有启用',
          en: `A list of the template cannot be repeated: ${cause instanceof Error ? cause.message : ''}`,
        })
      }
      await tx.exec(sql`select pg_advisory_xact_lock(hashtextextended(${`${code} ${d.id}`}, 0))`)
      return insert(tx, code, d, { bytes, sha256: sha256(bytes) }, account)
    },
    restore: async (tx, code, d) => {
      await tx.exec(sql`select pg_advisory_xact_lock(hashtextextended(${`${code} ${d.id}`}, 0))`)
      return insert(tx, code, d, await program(d), PROGRAM)
    },
    versions: async (tx, code, d) => {
      const rows = await tx.rows(sql<{ version: number; at: string; account: string; name: string | null }>`
        select t.version, t.at, t.account, a.name from document_template t left join account a on a.bureau = t.bureau and a.id = t.account
        where t.bureau = ${code} and t.type = ${d.id} order by t.version desc`)
      return rows.map(({ account, ...r }) => ({ ...r, own: account !== PROGRAM }))
    },
  }
}

/** A content that has something for every tag, to try a template with. */
export function sampleOf(tags: readonly TagNode[]): Content {
  return Object.fromEntries(tags.map((t) => [t.name, t.list ? [sampleOf(t.list), sampleOf(t.list)] : '样']))
}
