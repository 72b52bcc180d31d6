import { sql } from 'kysely'
import {
  type Bureau,
  type DocumentType,
  isFor,
  isNeverFor,
  issuableOn,
  type Kept,
  type Post,
  sentence,
  titleOn,
} from '../../kernel/index.ts'
import { type Actor, type Decision, type Holding, ledgerSettings, mayAct, mayDo, maySee, settingsOf } from '../access/access.ts'
import type { Clock } from '../clock.ts'
import type { Audit } from '../identity/audit.ts'
import { deny, keptOf, type Ledger, missing } from '../ledger/ledger.ts'
import { type Loaded, loadRecord } from '../ledger/load.ts'
import { fillNumber, labelOf, placeOf } from '../ledger/naming.ts'
import { type Once, once } from '../ledger/once.ts'
import { factsOf } from '../ledger/row.ts'
import type { People } from '../people/people.ts'
import type { Store, Tx } from '../store/index.ts'
import { settingStatements } from '../store/transaction.ts'
import { contentOf, type Writing, type Written } from './content.ts'
import { coverOf } from './cover.ts'
import { type Bound, bind } from './dossier.ts'
import { documentFault } from './faults.ts'
import { asPreview, type Content, fill } from './fill.ts'
import { templateOf } from './layout.ts'
import { docxMedia, fileName, type Issued, keyOf, type PaperFile, type PaperView } from './paper.ts'
import { openTemplates } from './templates.ts'

/** What the documents room asks of the other services. */
export interface DocumentDeps {
  readonly store: Store
  readonly bureau: Bureau
  readonly clock: Clock
  readonly ledger: Pick<Ledger, 'note'>
  readonly people: Pick<People, 'details'>
  readonly audit: Pick<Audit, 'note'>
  readonly names: (bureau: string) => Promise<(code: string) => string>
  /** 「XX县司法局」 as it signs. */
  readonly bureauName: (bureau: string) => Promise<string>
}

export interface Documents {
  /** The documents of a record, those that may be issued now and those that were. */
  of(actor: Actor, type: string, id: string): Promise<PaperView[]>
  /** 「制发」 Takes the number, keeps what was filled in and tells the record's history, all in one transaction. */
  issue(actor: Actor, type: string, id: string, key: string, o?: Once): Promise<{ id: string; number: string | null; title: string }>
  /** As it would be, without a number, marked 预览, identity numbers masked. */
  preview(actor: Actor, type: string, id: string, key: string): Promise<PaperFile>
  /** An issued paper, made again as it was. */
  read(actor: Actor, document: string): Promise<PaperFile>
  /** 「卷宗」 All issued papers of a record and of those that belong to it, with cover, catalogue and list of files. */
  dossier(actor: Actor, type: string, id: string): Promise<PaperFile>
  template(actor: Actor, document: string): Promise<PaperFile>
  templates(actor: Actor, document: string): Promise<{ version: number; at: string; own: boolean; name: string | null }[]>
  replaceTemplate(actor: Actor, document: string, bytes: Uint8Array): Promise<{ version: number }>
  restoreTemplate(actor: Actor, document: string, o?: Once): Promise<{ version: number }>
}

interface DocumentRow {
  readonly id: string
  readonly record_id: string
  readonly record_type: string
  readonly type: string
  readonly title: string
  readonly number: string | null
  readonly issued_on: string
  readonly content: { values: Content; sealed: readonly string[]; looked: readonly string[] }
  readonly template_sha256: string
}

const columns = sql`id, record_id, record_type, type, title, number, issued_on, content, template_sha256`

/** For which records a paper is, in the words of its condition. */
const only = (kept: Kept, d: DocumentType): string => {
  const { fields, parties } = kept.type
  return d.when ? `只适用于${sentence(d.when, { fields, parties, stages: kept.procedure.stages })}的${kept.type.title}` : ''
}
const notFor = (kept: Kept, d: DocumentType) => documentFault('document.not-for', { zh: `《${d.title}》${only(kept, d)}` })

/** 「文书」 Papers filled from records: previewed, issued with a number, made again, bound into dossiers, and their templates. */
export function openDocuments(deps: DocumentDeps): Documents {
  const { store, bureau, clock, ledger, audit } = deps
  const templates = openTemplates({ bureau, clock })

  const declared = (kept: Kept, key: string): DocumentType => {
    const d = kept.documents.find((x) => keyOf(x) === key)
    if (!d) throw documentFault('document.unknown')
    return d
  }
  const byId = (id: string): DocumentType => {
    const d = bureau.documents.get(id)
    if (!d) throw documentFault('document.unknown')
    return d
  }
  const clearanceOf = (by: Holding): Post['clearance'] => bureau.posts[by.post]?.clearance ?? 'open'
  /** After the decision: what a paper is written from may lie in other units of the bureau. */
  const widen = (tx: Tx, actor: Actor) =>
    Promise.all(settingStatements(ledgerSettings(bureau, actor.bureau)).map((s) => tx.exec(sql.raw(s))))

  async function seen(tx: Tx, actor: Actor, kept: Kept, id: string, lock = false): Promise<{ loaded: Loaded; by: Holding }> {
    const loaded = await loadRecord(tx, actor.bureau, kept, id, lock)
    if (!loaded) throw missing(kept)
    const see = maySee(bureau, actor, kept, loaded.record)
    if (!see.allowed) throw deny(see)
    return { loaded, by: see.by }
  }

  /** Who issues a document: the posts of the steps that name it; where none does, whoever takes any step of the record. */
  function mayIssue(actor: Actor, kept: Kept, key: string, unit: string): Decision {
    const naming = Object.values(kept.procedure.steps).filter((s) => s.papers.includes(key))
    const steps = naming.length > 0 ? naming : Object.values(kept.procedure.steps)
    const decisions = steps.map((s) => mayAct(bureau, actor, s, unit))
    const yes = decisions.find((d) => d.allowed)
    const refused = documentFault('document.not-yours')
    return yes ?? decisions.at(-1) ?? { allowed: false, code: refused.code, zh: refused.zh, en: refused.en }
  }

  /** The steps that name it, one of which must have been taken. */
  const before = (kept: Kept, key: string): string[] =>
    Object.entries(kept.procedure.steps).flatMap(([k, s]) => (s.papers.includes(key) ? [k] : []))

  async function takenSteps(tx: Tx, code: string, id: string): Promise<Set<string>> {
    const rows = await tx.rows(
      sql<{
        step: string
      }>`select distinct step from event where bureau = ${code} and record_id = ${id} and kind = 'step' and step is not null`,
    )
    return new Set(rows.map((r) => r.step))
  }

  async function writing(
    tx: Tx,
    actor: Actor,
    clearance: Post['clearance'],
    more: Pick<Writing, 'documentNumber' | 'numbers'>,
  ): Promise<Writing> {
    return {
      tx,
      bureau,
      code: actor.bureau,
      bureauName: await deps.bureauName(actor.bureau),
      unitName: await deps.names(actor.bureau),
      people: deps.people,
      today: clock.today(),
      officer: actor.name,
      clearance,
      ...more,
    }
  }

  /** The next number of its series. The series is the pattern as it reads for this place and year, so no two offices can take the same number. */
  async function nextNumber(tx: Tx, actor: Actor, d: DocumentType, unit: string): Promise<string | null> {
    if (!d.number) return null
    const place = placeOf((await deps.names(actor.bureau))(unit))
    const year = Number(clock.today().slice(0, 4))
    const series = `document/${d.number.replaceAll('{place}', place).replaceAll('{unit}', unit)}`
    const row = await tx.one(sql<{ value: number }>`
      insert into counter (bureau, name, year, value) values (${actor.bureau}, ${series}, ${year}, 1)
      on conflict (bureau, name, year) do update set value = counter.value + 1 returning value`)
    if (!row) throw new Error('the counter gave no number')
    return fillNumber(d.number, { unit, place, year, seq: row.value })
  }

  async function noteLooks(tx: Tx, actor: Actor, written: Written, title: string, record: string): Promise<void> {
    for (const person of written.looked)
      await audit.note(tx, {
        bureau: actor.bureau,
        account: actor.account,
        kind: 'person.looked',
        subject: person,
        detail: { purpose: `制发《${title}》`, record },
      })
  }

  async function issue(
    actor: Actor,
    kept: Kept,
    id: string,
    d: DocumentType,
    tx: Tx,
  ): Promise<{ id: string; number: string | null; title: string }> {
    const key = keyOf(d)
    const { loaded } = await seen(tx, actor, kept, id, true)
    const { record } = loaded
    if (record.voidedAt) throw documentFault('document.voided')
    const decision = mayIssue(actor, kept, key, record.unit)
    if (!decision.allowed) throw deny(decision)
    const today = clock.today()
    if (!issuableOn(d, today)) throw documentFault('document.out-of-force')
    if (isNeverFor(d, factsOf(record))) throw notFor(kept, d)
    const needed = before(kept, key)
    const taken = await takenSteps(tx, actor.bureau, id)
    if (needed.length > 0 && !needed.some((s) => taken.has(s))) {
      const names = needed.map((s) => `“${kept.procedure.steps[s]?.title ?? s}”`).join('或')
      throw documentFault('document.too-early', { zh: `尚未办理${names}，不能制发《${d.title}》` })
    }
    if (!isFor(d, factsOf(record))) throw notFor(kept, d)
    await widen(tx, actor)
    const clearance = clearanceOf(decision.by)
    const template = await templates.current(tx, actor.bureau, d)
    const number = await nextNumber(tx, actor, d, record.unit)
    const w = await writing(tx, actor, clearance, { documentNumber: number ?? '', numbers: clearance === 'open' ? 'none' : 'clear' })
    const written = await contentOf(w, template.tags, loaded)
    if (written.hidden.length > 0)
      throw documentFault('document.sealed', { zh: `这份文书写有您无权查看的内容（${written.hidden.join('、')}）` })
    await templates.keep(tx, actor.bureau, d, template)
    const title = titleOn(d, today)
    const document = clock.newId()
    const content = { values: written.content, sealed: written.sealed, looked: written.looked }
    await tx.exec(sql`insert into document (bureau, id, record_id, record_type, type, unit, sealed, title, number, issued_on, issued_at, issued_by, content, template_sha256)
      values (${actor.bureau}, ${document}, ${id}, ${kept.type.id}, ${d.id}, ${record.unit}, ${record.sealed || written.sealed.length > 0}, ${title}, ${number},
        ${today}, ${clock.now()}, ${actor.account}, ${JSON.stringify(content)}::jsonb, ${template.sha256})`)
    await noteLooks(tx, actor, written, title, id)
    await ledger.note(tx, actor, decision.by, kept.type.id, id, 'document', key, { document, number, title, looked: written.sealed }, null)
    return { id: document, number, title }
  }

  /** Makes an issued paper again. Whoever reads one that shows sealed data or identity numbers must be cleared for it, and is written down. */
  async function again(tx: Tx, actor: Actor, by: Holding, row: DocumentRow): Promise<Uint8Array> {
    const clearance = clearanceOf(by)
    const { sealed, looked, values } = row.content
    if ((sealed.length > 0 && clearance !== 'sealed') || (looked.length > 0 && clearance === 'open')) throw documentFault('document.sealed')
    const template = await templates.byMark(tx, actor.bureau, byId(row.type), row.template_sha256)
    return fill(template, values)
  }

  async function noteReading(tx: Tx, actor: Actor, by: Holding, row: DocumentRow): Promise<void> {
    const { sealed, looked } = row.content
    if (sealed.length > 0)
      await ledger.note(
        tx,
        actor,
        by,
        row.record_type,
        row.record_id,
        'document',
        keyOf({ id: row.type }),
        { looked: sealed, document: row.id },
        '调取文书',
      )
    else if (looked.length > 0)
      await audit.note(tx, {
        bureau: actor.bureau,
        account: actor.account,
        kind: 'document.opened',
        subject: row.id,
        detail: { title: row.title, number: row.number, record: row.record_id },
      })
  }

  /** The record and everything that belongs to it, as far as the actor may see. */
  async function family(tx: Tx, actor: Actor, kept: Kept, id: string): Promise<{ type: string; id: string }[]> {
    const out = [{ type: kept.type.id, id }]
    for (const type of kept.children) {
      const child = keptOf(bureau, type)
      const rows = await tx.rows(sql<{ id: string; unit: string; sealed: boolean; created_by: string }>`
        select id, unit, sealed, created_by from ${sql.table(type.replaceAll('.', '_').replaceAll('-', '_'))}
        where bureau = ${actor.bureau} and parent_id = ${id} and voided_at is null order by id`)
      for (const r of rows)
        if (maySee(bureau, actor, child, { unit: r.unit, sealed: r.sealed, createdBy: r.created_by }).allowed)
          out.push(...(await family(tx, actor, child, r.id)))
    }
    return out
  }

  const dutyFor = (actor: Actor, d: DocumentType): void => {
    const line = bureau.records.get(d.record)?.line.id
    const decision = mayDo(bureau, actor, 'law', actor.bureau, line)
    if (!decision.allowed) throw deny(decision)
  }
  const wall = (actor: Actor) => ({ 'fazhi.bureau': actor.bureau })

  return {
    of: async (actor, type, id) => {
      const kept = keptOf(bureau, type)
      return store.read(settingsOf(bureau, actor), async (tx) => {
        const { loaded } = await seen(tx, actor, kept, id)
        const [taken, rows] = await Promise.all([
          takenSteps(tx, actor.bureau, id),
          tx.rows(sql<
            Issued & { type: string }
          >`select d.id, d.type, d.title, d.number, d.issued_on as "issuedOn", coalesce(a.name, '') as "issuedBy"
            from document d left join account a on a.bureau = d.bureau and a.id = d.issued_by
            where d.bureau = ${actor.bureau} and d.record_id = ${id} order by d.issued_at, d.id`),
        ])
        const today = clock.today()
        return kept.documents.flatMap((d): PaperView[] => {
          const key = keyOf(d)
          const issued = rows.filter((r) => r.type === d.id).map(({ type: _, ...r }) => ({ ...r, key }))
          const inForce = issuableOn(d, today)
          const never = isNeverFor(d, factsOf(loaded.record))
          if ((!inForce || never) && issued.length === 0) return []
          const decision = mayIssue(actor, kept, key, loaded.record.unit)
          const needed = before(kept, key)
          const early = needed.length > 0 && !needed.some((s) => taken.has(s))
          const why = loaded.record.voidedAt
            ? '记录已作废'
            : !inForce
              ? '现行法律不再使用这种文书'
              : never
                ? only(kept, d)
                : early
                  ? `办理${needed.map((s) => `“${kept.procedure.steps[s]?.title ?? s}”`).join('或')}后制发`
                  : !isFor(d, factsOf(loaded.record))
                    ? only(kept, d)
                    : decision.allowed
                      ? undefined
                      : decision.zh
          return [
            {
              key,
              title: titleOn(d, today),
              ...(d.basis ? { basis: d.basis } : {}),
              ...(d.copies ? { copies: d.copies } : {}),
              allowed: why === undefined,
              ...(why ? { why } : {}),
              issued,
            },
          ]
        })
      })
    },

    issue: async (actor, type, id, key, o) => {
      const kept = keptOf(bureau, type)
      const d = declared(kept, key)
      return store.write(settingsOf(bureau, actor), (tx) => once(tx, clock, actor, o, () => issue(actor, kept, id, d, tx)))
    },

    preview: async (actor, type, id, key) => {
      const kept = keptOf(bureau, type)
      const d = declared(kept, key)
      const by = await store.read(settingsOf(bureau, actor), async (tx) => (await seen(tx, actor, kept, id)).by)
      const clearance = clearanceOf(by)
      return store.read(ledgerSettings(bureau, actor.bureau), async (tx) => {
        const loaded = await loadRecord(tx, actor.bureau, kept, id, false)
        if (!loaded) throw missing(kept)
        const template = await templates.current(tx, actor.bureau, d)
        // A preview is not a look that is written down: what is sealed stays blank in it, and numbers are masked.
        const open = clearance === 'sealed' ? 'restricted' : clearance
        const w = await writing(tx, actor, open, { documentNumber: d.number ? '（预览，未编号）' : '', numbers: 'masked' })
        const { content } = await contentOf(w, template.tags, loaded)
        return { name: fileName('预览', d.title), media: docxMedia, bytes: asPreview(await fill(template.bytes, content)) }
      })
    },

    read: async (actor, document) =>
      store.write(settingsOf(bureau, actor), async (tx) => {
        const row = await tx.one(sql<DocumentRow>`select ${columns} from document where bureau = ${actor.bureau} and id = ${document}`)
        if (!row) throw documentFault('document.missing')
        const { by } = await seen(tx, actor, keptOf(bureau, row.record_type), row.record_id)
        const bytes = await again(tx, actor, by, row)
        await noteReading(tx, actor, by, row)
        return { name: fileName(row.title, row.number), media: docxMedia, bytes }
      }),

    dossier: async (actor, type, id) => {
      const kept = keptOf(bureau, type)
      const nameOf = await deps.names(actor.bureau)
      return store.write(settingsOf(bureau, actor), async (tx) => {
        const { loaded, by } = await seen(tx, actor, kept, id)
        const ids = (await family(tx, actor, kept, id)).map((f) => f.id)
        const rows = await tx.rows(sql<DocumentRow>`select ${columns} from document
          where bureau = ${actor.bureau} and record_id = any(${ids}::uuid[]) order by issued_at, id`)
        const files = await tx.rows(sql<{ name: string; at: string }>`select name, at from attachment
          where bureau = ${actor.bureau} and record_id = any(${ids}::uuid[]) and voided_at is null order by at, id`)
        const papers: Bound[] = []
        for (const row of rows) {
          const bytes = await again(tx, actor, by, row)
          await noteReading(tx, actor, by, row)
          papers.push({ title: row.title, number: row.number, day: row.issued_on, bytes })
        }
        const label = labelOf(kept, loaded.record.values, nameOf)
        const cover = await templateOf(
          `${kept.type.title}卷宗`,
          coverOf(kept, loaded, label, nameOf(loaded.record.unit), await deps.bureauName(actor.bureau), clock.today(), papers, files),
        )
        return { name: fileName('卷宗', loaded.record.number ?? label), media: docxMedia, bytes: bind(cover, papers) }
      })
    },

    template: async (actor, document) => {
      const d = byId(document)
      const t = await store.read(wall(actor), (tx) => templates.current(tx, actor.bureau, d))
      return { name: fileName('模板', d.title), media: docxMedia, bytes: t.bytes }
    },
    templates: async (actor, document) => {
      const d = byId(document)
      return store.read(wall(actor), (tx) => templates.versions(tx, actor.bureau, d))
    },
    replaceTemplate: async (actor, document, bytes) => {
      const d = byId(document)
      dutyFor(actor, d)
      return store.write(wall(actor), async (tx) => {
        const version = await templates.replace(tx, actor.bureau, actor.account, d, bytes)
        await audit.note(tx, {
          bureau: actor.bureau,
          account: actor.account,
          kind: 'template.replaced',
          subject: d.id,
          detail: { version },
        })
        return { version }
      })
    },
    restoreTemplate: async (actor, document, o) => {
      const d = byId(document)
      dutyFor(actor, d)
      return store.write(wall(actor), (tx) =>
        once(tx, clock, actor, o, async () => {
          const version = await templates.restore(tx, actor.bureau, d)
          await audit.note(tx, {
            bureau: actor.bureau,
            account: actor.account,
            kind: 'template.restored',
            subject: d.id,
            detail: { version },
          })
          return { version }
        }),
      )
    },
  }
}
