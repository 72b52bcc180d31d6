import type { LegalDay } from '../law/index.ts'
import type { Shape } from './field.ts'
import { type Facts, holds, type Predicate, plain } from './predicate.ts'
import type { RecordType } from './record.ts'
import type { FormerTitle } from './title.ts'

/**
 * 「文书」: a paper filled from a record. The body is written as it will be read, one line a paragraph:
 * `# 标题`, `> 右对齐`, `| 单元格 | {field} |` table rows, `{field}` a value in official form, `{role.name}` a person's name,
 * `{#role}…{/role}` or `{#child}…{/child}` repeated for each person or record that belongs to it, `{parent.field}` of the record it belongs to.
 * Besides its fields every record offers `{number}` `{unitName}` `{bureauName}` `{documentNumber}` `{today}` `{officer}`,
 * and `{recordTitle}`: the title of its record type on the day of issue (社区服刑人员 then, 社区矫正对象 now).
 */
export interface DocumentType {
  readonly id: string
  readonly title: string
  /** Titles of earlier years, oldest first. */
  readonly formerly?: readonly FormerTitle[]
  /** First and last day on which it may be issued; a step issues of its papers those that the law of the day knows. */
  readonly from?: LegalDay
  readonly to?: LegalDay
  /** The records it is for; it looks at nothing but the record. Left out: all of the type. */
  readonly when?: Predicate
  readonly record: string
  /** `{word}` patterns of the document number, e.g. `{place}司矫训字〔{year}〕第{seq}号`; left out for forms that carry none. */
  readonly number?: string
  readonly body: string
  readonly basis?: string
  /** Copies and whom they go to. */
  readonly copies?: readonly string[]
}

/** Declares the papers of one record type; ids are `record id/key`. */
export function defineDocuments<S extends Shape>(
  record: RecordType<string, S>,
  documents: Readonly<Record<string, Omit<DocumentType, 'id' | 'record' | 'when'> & { when?: Predicate<NoInfer<S>> }>>,
): DocumentType[] {
  return Object.entries(documents).map(([key, d]) => ({
    ...d,
    id: `${record.id}/${key}`,
    record: record.id,
    body: d.body.trim(),
    ...(d.when ? { when: plain(d.when) } : {}),
  }))
}

/** Whether a paper is one for this record. */
export const isFor = (d: DocumentType, facts: Facts): boolean => !d.when || holds(d.when, facts)

/** Whether it is known not to be one: a decision that is still to come may yet be written, one that was refused may not. */
export const isNeverFor = (d: DocumentType, facts: Facts): boolean => d.when !== undefined && holds(['not', d.when], facts)

/** Whether a paper may be issued on a day. */
export const issuableOn = (d: DocumentType, on: LegalDay): boolean => (!d.from || d.from <= on) && (!d.to || on <= d.to)

const tag = /\{([#/]?)([^{}]+)\}/g

/** The tags of a body in order: what must be bound, and where sections open and close. */
export function tagsIn(body: string): { mark: '' | '#' | '/'; name: string }[] {
  return [...body.matchAll(tag)].map((m) => ({ mark: (m[1] ?? '') as '' | '#' | '/', name: m[2] ?? '' }))
}
