import { reject, type Sheet } from '../../outcome.ts'

/** Words of approximation that contradict each other in one number: 近百余场, 不足30多人. */
export function checkBounds(sheet: Sheet): void {
  for (const item of sheet.doc.items) {
    if (item.clash === '') continue
    const [a, b] = item.clash.split('…') as [string, string]
    reject(sheet, {
      kind: 'unit',
      severity: 'error',
      message: {
        zh: `“${a}”与“${b}”连用自相矛盾：一个说不到，一个说超过`,
        en: `${a} and ${b} contradict each other in one number: below and above at once`,
      },
      arithmetic: `${a} (≤) ↔ ${b} (≥)`,
      items: [item],
      suggestion: { zh: `请只用其中一个。`, en: 'Keep one of the two words.' },
    })
  }
}
