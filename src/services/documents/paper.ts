import type { DocumentType } from '../../kernel/index.ts'

/** A paper that was issued. */
export interface Issued {
  readonly id: string
  readonly key: string
  readonly title: string
  readonly number: string | null
  readonly issuedOn: string
  readonly issuedBy: string
}

/** A document that a record may have, and the papers issued of it. */
export interface PaperView {
  readonly key: string
  readonly title: string
  readonly basis?: string
  readonly copies?: readonly string[]
  readonly allowed: boolean
  readonly why?: string
  readonly issued: readonly Issued[]
}

/** A file to be sent. */
export interface PaperFile {
  readonly name: string
  readonly media: string
  readonly bytes: Uint8Array
}

export const docxMedia = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'

/** `mediation.case/agreement` → `agreement`. */
export const keyOf = (d: Pick<DocumentType, 'id'>): string => d.id.split('/').at(-1) ?? d.id

/** A name under which a paper can be kept on any system. */
export const fileName = (...words: (string | null)[]): string =>
  `${words
    .filter(Boolean)
    .join(' ')
    .replaceAll(/[\\/:*?"<>|\s]+/g, ' ')
    .trim()
    .slice(0, 100)}.docx`
