import type { Item } from '../../document.ts'
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
  withdraw(sheet, (draft) => isExplained(draft, known))
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
