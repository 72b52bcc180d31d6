import { readFileSync } from 'node:fs'

/** One place of the public division lists: its statistical code (2, 4, 6, 9 or 12 digits) and its name. */
export interface Division {
  readonly code: string
  readonly name: string
}

/** The county whose villages are in the repository; the others are imported by the bureau that needs them. */
const heldCounty = '445102'

/** The text of a data file beside this one, cut into rows and cells. */
export function table(file: string): string[][] {
  const text = readFileSync(new URL(file, import.meta.url), 'utf8')
  return text
    .trimEnd()
    .split(/\r?\n/)
    .map((line) => line.split('\t'))
}

function once<T>(read: () => T): () => T {
  let held: { value: T } | null = null
  return () => {
    held ??= { value: read() }
    return held.value
  }
}

const divisions = (rows: string[][]): Division[] => rows.map(([code = '', name = '']) => ({ code, name }))

const upper = once(() => divisions(table('counties.tsv')))
const names = once(() => new Map(upper().map((d) => [d.code, d.name])))
const townships = once(() => new Map(table('townships.tsv').map(([county = '', units = '']) => [county, units])))
const villages = once(() => divisions(table(`villages-${heldCounty}.tsv`)))

/** Provinces, autonomous regions and municipalities (2 digits) of the list of 2023-06-30; without 香港, 澳门 and 台湾. */
export function provinces(): Division[] {
  return upper().filter((d) => d.code.length === 2)
}

/** Cities (4 digits), of one province or of all. */
export function cities(province = ''): Division[] {
  return upper().filter((d) => d.code.length === 4 && d.code.startsWith(province))
}

/** Counties and districts (6 digits), of one province or city or of all 2978. */
export function counties(within = ''): Division[] {
  return upper().filter((d) => d.code.length === 6 && d.code.startsWith(within))
}

/** The township-level units (9 digits) of a county; none for a county that the list does not know. */
export function townshipsOf(county: string): Division[] {
  const units = townships().get(county)
  return units ? units.split(' ').map((unit) => ({ code: county + unit.slice(0, 3), name: unit.slice(3) })) : []
}

/**
 * The villages and communities (12 digits) of a township-level unit. `null` when the repository does not hold the villages of that
 * county: the answer is then not "none" but "import the list".
 */
export function villagesOf(township: string): Division[] | null {
  return township.startsWith(heldCounty) ? villages().filter((d) => d.code.startsWith(township)) : null
}

/** The names from the province down to the division: 广东省, 潮州市, 湘桥区, 意溪镇. Empty when the code is in no list. */
export function pathOf(code: string): string[] {
  const path: string[] = []
  for (const length of [2, 4, 6]) {
    if (code.length < length) break
    const name = names().get(code.slice(0, length))
    if (!name) return []
    path.push(name)
  }
  if (code.length >= 9) {
    const township = townshipsOf(code.slice(0, 6)).find((d) => d.code === code.slice(0, 9))
    if (!township) return []
    path.push(township.name)
  }
  if (code.length === 12) {
    const village = villagesOf(code.slice(0, 9))?.find((d) => d.code === code)
    if (!village) return []
    path.push(village.name)
  }
  return [2, 4, 6, 9, 12].includes(code.length) ? path : []
}
