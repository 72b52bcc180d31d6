import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '../store/index.ts'
import { readName } from './particulars.ts'
import { typedPinyin } from './pinyin.ts'
import { type PersonRow, personColumns } from './row.ts'

/** One search in the register. */
export interface PeopleQuery {
  readonly bureau: string
  readonly query: string
  /** The blind indexes of the query when it is an identity number. */
  readonly number: readonly string[] | null
  /** Only people entered by this account. */
  readonly createdBy: string | null
  readonly limit: number
}

/**
 * Finds people. A whole identity number finds by its blind index; four digits and more by the end of the telephone number; Latin letters by the
 * beginning of pinyin or initials; anything else by the beginning of the name, and, when nobody's begins so, by any part of it.
 */
export async function search(tx: Tx, q: PeopleQuery): Promise<PersonRow[]> {
  const find = (condition: RawBuilder<unknown>) =>
    tx.rows(sql<PersonRow>`select ${personColumns} from person where bureau = ${q.bureau} and merged_into is null and ${condition}
      ${q.createdBy === null ? sql`` : sql`and created_by = ${q.createdBy}`} order by pinyin, birth_day, id limit ${q.limit}`)
  if (q.number) return find(sql`identity_index = any(${q.number})`)
  const text = readName(q.query)
  const digits = text.replaceAll(/[\s-]/g, '')
  if (/^\d+$/.test(digits)) return digits.length < 4 ? [] : find(sql`phone like ${`%${digits}`}`)
  const latin = typedPinyin(text)
  if (/^[\p{Script=Latin}\p{M}\s'’.·-]+$/u.test(text) && latin !== '')
    return find(sql`(${begins('pinyin', latin)} or ${begins('initials', latin)})`)
  if (text === '') return []
  const first = await find(begins('name', text))
  return first.length > 0 || [...text].length < 2 ? first : find(sql`name like ${`%${literal(text)}%`}`)
}

const literal = (text: string): string => text.replaceAll(/[\\%_]/g, '\\$&')

/**
 * A prefix as a range of the pattern index. Behind row-level security `like` may not use an index, because it is not leakproof: 45 ms on
 * 200,000 people (2,000 found) where the range takes 4 to 9. The text columns are compared by code point, and so is the end of the range.
 */
function begins(column: 'name' | 'pinyin' | 'initials', prefix: string): RawBuilder<boolean> {
  const points = [...prefix]
  const last = points.pop()?.codePointAt(0) ?? 0
  // The surrogates are no characters: after U+D7FF comes U+E000.
  const end = points.join('') + String.fromCodePoint(last === 0xd7ff ? 0xe000 : Math.min(last + 1, 0x10ffff))
  return sql<boolean>`(${sql.ref(column)} ~>=~ ${prefix} and ${sql.ref(column)} ~<~ ${end})`
}
