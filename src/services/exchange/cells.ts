import type { Field } from '../../kernel/index.ts'
import { isDay } from '../../law/index.ts'
import { toInstant } from '../clock.ts'

/** A cell as the reader of workbooks gives it. */
export type Cell = string | number | boolean | Date | null | undefined

/** What is wrong with a cell, and what to do about it. */
export interface CellFault {
  readonly message: string
  readonly action: string
}
export type CellResult = { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly fault: CellFault }

const ok = (value: unknown): CellResult => ({ ok: true, value })
const wrong = (message: string, action: string): CellResult => ({ ok: false, fault: { message, action } })

/** The text of a cell, as a person sees it. */
export function textOfCell(cell: Cell): string {
  if (cell === null || cell === undefined) return ''
  if (cell instanceof Date) return dayOfDate(cell)
  return plain(String(cell))
}

const dayOfDate = (d: Date): string => (Number.isNaN(d.getTime()) ? '' : d.toISOString().slice(0, 10))

/** 2017-10-31, 2017/10/31, 2017.10.31, 2017年10月31日, 20171031 or a day of the spreadsheet as a legal day. */
export function dayOfCell(cell: Cell): string | null {
  const text = textOfCell(cell)
  const [, y, m, d] =
    /^(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?(?:[ T].*)?$/.exec(text) ?? /^(\d{4})(\d{2})(\d{2})$/.exec(text) ?? []
  const day = `${y}-${m?.padStart(2, '0')}-${d?.padStart(2, '0')}`
  return y && isDay(day) ? day : null
}

/** A moment in the legal time of China as UTC. */
function instantOfCell(cell: Cell): string | null {
  const text = cell instanceof Date ? cell.toISOString().slice(0, 16).replace('T', ' ') : textOfCell(cell)
  const day = dayOfCell(text)
  const [, h = '', min = ''] = /[ T](\d{1,2})[:时](\d{2})/.exec(text) ?? []
  if (!day || h === '' || Number(h) > 23 || Number(min) > 59) return null
  return toInstant(`${day}T${h.padStart(2, '0')}:${min}:00+08:00`) ?? null
}

function numberOfCell(cell: Cell, money: boolean): number | null {
  if (typeof cell === 'number') return cell
  const [, digits, ten] = /^(-?[\d,]+(?:\.\d+)?)\s*(万)?\s*\p{L}*$/u.exec(textOfCell(cell)) ?? []
  if (digits === undefined) return null
  const n = Number(digits.replaceAll(',', ''))
  // 1.2 万 is 12000 exactly: cents are whole, so the product is rounded to them.
  return ten ? (money ? Math.round(n * 1_000_000) / 100 : Math.round(n * 10_000)) : n
}

const yes = new Set(['是', '有', '已', '√', '✓', 'y', 'yes', 'true', '1'])
const no = new Set(['否', '无', '未', '×', 'x', 'n', 'no', 'false', '0'])

/** One spelling: full-width letters, digits and brackets as their plain twins. */
export const plain = (text: string): string => text.normalize('NFKC').trim()

/** The value of a code list that a cell means: by title, by the code of the ministry or province, or by our own name. */
function codeOf(f: Field, text: string, mapped: Readonly<Record<string, string>> | undefined): string | null {
  const codes = f.codes?.codes ?? {}
  const through = mapped?.[text]
  if (through !== undefined && through in codes) return through
  const byTitle = Object.entries(codes).find(([key, c]) => plain(c.title) === text || c.external === text || key === text)
  return byTitle ? byTitle[0] : null
}

const choicesOf = (f: Field): string => {
  const titles = Object.values(f.codes?.codes ?? {}).map((c) => c.title)
  return titles.length > 12 ? `${titles.slice(0, 12).join('、')} 等` : titles.join('、')
}

/**
 * A cell as the value of a field; an empty cell is `null`. Links and units come back as the text by which they are looked up.
 * `mapped` are the code values of an exchange profile.
 */
export function valueOfCell(f: Field, cell: Cell, mapped?: Readonly<Record<string, string>>): CellResult {
  const text = textOfCell(cell)
  if (text === '') return ok(null)
  switch (f.kind) {
    case 'day': {
      const day = dayOfCell(cell)
      return day ? ok(day) : wrong(`“${text}”不是有效日期`, '请写作 2017-10-31')
    }
    case 'instant': {
      const at = instantOfCell(cell)
      return at ? ok(at) : wrong(`“${text}”不是有效时间`, '请写作 2017-10-31 14:30')
    }
    case 'count':
    case 'number':
    case 'money': {
      const n = numberOfCell(cell, f.kind === 'money')
      return n === null || !Number.isFinite(n)
        ? wrong(`“${text}”不是数字`, f.kind === 'money' ? '请填写以元为单位的数字' : '请填写数字')
        : ok(n)
    }
    case 'flag': {
      const word = text.toLowerCase()
      return yes.has(word) ? ok(true) : no.has(word) ? ok(false) : wrong(`“${text}”不是“是”或“否”`, '请填写“是”或“否”')
    }
    case 'choice': {
      const code = codeOf(f, text, mapped)
      return code ? ok(code) : wrong(`代码表“${f.codes?.title ?? f.title}”中没有“${text}”`, `请从下拉列表中选择：${choicesOf(f)}`)
    }
    case 'choices': {
      const parts = text
        .split(/[、,，;；]/)
        .map((p) => p.trim())
        .filter(Boolean)
      const codes = parts.map((p) => codeOf(f, p, mapped))
      const bad = parts.find((_, i) => codes[i] === null)
      return bad ? wrong(`代码表“${f.codes?.title ?? f.title}”中没有“${bad}”`, `多个值用顿号分开，可选：${choicesOf(f)}`) : ok(codes)
    }
    default:
      return ok(cell instanceof Date ? dayOfDate(cell) : typeof cell === 'string' ? cell.trim() : text)
  }
}
