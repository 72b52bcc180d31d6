import type { Doc, Item } from '../../document.ts'
import { printed } from '../../document.ts'
import { confirm, reject, type Sheet, show } from '../../outcome.ts'
import { percentOf } from '../../ratio-math.ts'
import { isAmount } from '../amounts.ts'

/** Rates of one half of what was decided, and the name of the other half. */
const OTHER_HALF: readonly (readonly [RegExp, RegExp])[] = [
  [/(?<!不)(?:批捕|逮捕)$/, /不(?:予)?(?:批准|批)?逮?捕/],
  [/(?<!不)起诉$/, /不(?:予)?起诉/],
  [/胜诉$/, /败诉/],
]

/** 起诉507人,…,起诉率81.1%。决定不起诉118人: the other half may follow. */
export function refusals(doc: Doc, item: Item, stem: string): Item[] {
  const other = OTHER_HALF.find(([s]) => s.test(stem))?.[1]
  if (!other) return []
  return [item.sentence, item.sentence + 1]
    .flatMap((s) => doc.bySentence[s] ?? [])
    .filter((i) => i.paragraph === item.paragraph && isAmount(i) && other.test(i.before))
}

/** 满意率92.5%,基本满意率7.5%; 不捕率48.98%,批捕率51.02%: two rates that leave no third make 100 %. */
export function checkHalves(sheet: Sheet): void {
  const { doc } = sheet
  for (const [k, b] of doc.items.entries()) {
    const a = doc.items[k - 1]
    if (!a || ![a, b].every((i) => i.family === 'percent' && !i.growth && !i.prior && !i.target && i.bound === 'exact')) continue
    if (a.paragraph !== b.paragraph || b.sentence - a.sentence > 1 || b.start - a.end > 40 || !areHalves(rateName(a), rateName(b))) continue
    const total = percentOf(a).p + percentOf(b).p
    const off = Math.abs(total - 100)
    const left = `${printed(doc, a)}+${printed(doc, b)}`
    if (off <= 1.01 * Math.max(a.ulp, b.ulp)) confirm(sheet, 'sum', `${left} = 100%`, [a, b])
    else if (off <= 8) {
      reject(sheet, {
        kind: 'sum',
        severity: 'question',
        message: { zh: '两个比率之和不是100%', en: 'two rates do not add up to 100 %' },
        arithmetic: `${left} = ${show(total)}% ≠ 100%`,
        items: [a, b],
        suggestion: { zh: '请核对两个比率，或说明其余部分。', en: 'Check both rates, or say what the rest is.' },
      })
    }
  }
}

const rateName = (i: Item): string => /([\u4e00-\u9fff]{2,10})率(?:为|达到?|是)?$/.exec(i.before.trim())?.[1] ?? ''

function areHalves(a: string, b: string): boolean {
  if (a === '' || b === '') return false
  const other = (x: string, y: string) => {
    const bare = /^.{0,4}?(?:基本|不|未|非)([\u4e00-\u9fff]{1,4})$/.exec(y)?.[1]
    return bare !== undefined && x.endsWith(bare) && !/(?:基本|不|未|非)[\u4e00-\u9fff]{1,4}$/.test(x)
  }
  return other(a, b) || other(b, a)
}
