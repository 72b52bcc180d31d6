import type { LegalDay } from './day.ts'

/** Where the text of a version was read: the public collection `LawRefBook/Laws`, file, last commit that touched it, and its day. */
export interface TextRead {
  readonly file: string
  readonly commit: string
  readonly day: LegalDay
}

/** An article as we apply it: our own reading, and the decisive clause word for word where the text was read. */
export interface ArticleReading {
  readonly says: string
  readonly quote?: string
}

/** 「法规版本」 A statute as it stood from one day to another. */
export interface StatuteVersion {
  readonly title: string
  /** 「制定机关」 */
  readonly organ: string
  /** 「文号」 null where it was not seen in the text. */
  readonly number: string | null
  readonly issued: LegalDay | null
  /** 「施行」 */
  readonly from: LegalDay
  /** 「失效前一日」 null while in force. */
  readonly to: LegalDay | null
  /** The number of its last article; null where it has none or it is not known. */
  readonly last: number | null
  readonly read?: TextRead
  /** A public page on which it was seen, where the text itself is not in the collection. */
  readonly page?: string
  readonly note?: string
  /** The articles that we apply, by number. */
  readonly articles: Readonly<Record<number, ArticleReading>>
}

/** 「法规」 A statute with its versions, oldest first. */
export interface Statute {
  readonly id: string
  /** 「简称」 as it is cited: 社区矫正法. */
  readonly short: string
  readonly en: string
  /** Other names under which it is cited. */
  readonly aliases?: readonly string[]
  readonly versions: readonly StatuteVersion[]
}

/** The version in force on a day: the last one that had begun and not ended. */
export function versionOn<V extends { readonly from: LegalDay; readonly to: LegalDay | null }>(
  versions: readonly V[],
  on: LegalDay,
): V | undefined {
  const day = on.slice(0, 10)
  return versions.findLast((v) => v.from <= day && (v.to === null || day <= v.to))
}
