import type { Doc, Item } from '../../document.ts'
import { partitionOf } from '../../labels.ts'
import { type Draft, type Sheet, withdraw } from '../../outcome.ts'
import { percentOf } from '../../ratio-math.ts'
import { add } from '../amounts.ts'

interface Known {
  readonly whole: Item
  readonly share: Item
}

/**
 * Sums that the shares explain: what is a share of one whole like the parts is not their total
 * (20030万户占87%. …砖混13182万户占57%), and parts whose shares of their total are less than 100 % fall short of it knowingly.
 */
export function withdrawSums(sheet: Sheet): void {
  const known = new Map<Item, Known>()
  for (const hold of sheet.holds) {
    const [whole, ...rest] = hold.items
    if (hold.kind !== 'ratio' || !whole) continue
    const shares = rest.filter((i) => i.family === 'percent')
    const counts = rest.filter((i) => i.family !== 'percent')
    if (shares.length !== counts.length) continue
    for (const [k, part] of counts.entries()) known.set(part, { whole, share: shares[k] as Item })
  }
  withdraw(sheet, (draft) => isExplained(draft, known) || areOneList(sheet.doc, draft))
}

// 公安42件,占55.3%;资源14件,占18.4%;…: the shares make a hundred, so the first is one of the list
function areOneList(doc: Doc, { kind, items }: Draft): boolean {
  if (kind !== 'sum' || items.length < 3) return false
  const shares = items.map((i) => doc.items[i.index + 1]).filter((i) => i?.family === 'percent' && !i.growth)
  return shares.length === items.length && Math.abs(shares.reduce((n, i) => n + (i?.value ?? 0), 0) - 100) < 0.5
}

function isExplained(draft: Draft, known: ReadonlyMap<Item, Known>): boolean {
  const [total, ...parts] = draft.items
  if (draft.kind !== 'sum' || !total || parts.length < 2 || total.family === 'percent') return false
  const above = known.get(total)?.whole
  if (above && parts.every((p) => known.get(p)?.whole === above && p.sentence !== total.sentence)) return true
  const labels = parts.map((p) => p.label)
  // a list that names the rest leaves nothing out
  if (
    partitionOf(labels) !== null ||
    labels.some((l) => /其他|其它|其余/.test(l)) ||
    add(parts).hi >= total.lo ||
    !parts.every((p) => known.get(p)?.whole === total)
  )
    return false
  let room = 100
  for (const p of parts) {
    const { p: share, ulp } = percentOf((known.get(p) as Known).share)
    room -= share + ulp
  }
  return room > 0
}
