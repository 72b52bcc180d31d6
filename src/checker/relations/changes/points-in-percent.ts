import { type Item, printed } from '../../document.ts'
import { draftsWith, holdsWith, reject, type Sheet } from '../../outcome.ts'

/** 化解率36.3%,由上年的27.9%提高8.4%: two rates differ by percentage points, not by per cent. */
export function checkPointsInPercent(sheet: Sheet): void {
  const { doc } = sheet
  for (const item of doc.items) {
    if (item.family !== 'percent' || !item.growth || holdsWith(sheet, item).length > 0) continue
    const rates = doc.items
      .slice(Math.max(0, item.index - 2), item.index)
      .filter((i) => i.sentence === item.sentence && i.family === 'percent' && !i.growth)
    const [a, b] = rates
    if (!a || !b || !rates.some((i) => i.prior) || Math.abs(Math.abs(a.value - b.value) - item.value) > 1.01 * item.ulp) continue
    if (draftsWith(sheet, item).some((d) => d.kind === 'unit')) continue
    ask(sheet, a, b, item)
  }
}

function ask(sheet: Sheet, a: Item, b: Item, item: Item): void {
  const { doc } = sheet
  reject(sheet, {
    kind: 'unit',
    severity: 'question',
    message: {
      zh: `两个比率相差${printed(doc, item).replace('%', '')}个百分点，文中写作${printed(doc, item)}`,
      en: `the two rates differ by percentage points, the text says ${printed(doc, item)}`,
    },
    arithmetic: `|${printed(doc, a)}−${printed(doc, b)}| = ${printed(doc, item).replace('%', '')}个百分点 ≠ ${printed(doc, item)}`,
    items: [a, b, item],
    suggestion: { zh: '请改为“个百分点”，或核对数字。', en: 'Say percentage points, or check the figures.' },
  })
}
