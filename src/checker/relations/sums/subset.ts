import { printed } from '../../document.ts'
import { reject, type Sheet } from '../../outcome.ts'
import { isAmount } from '../amounts.ts'

// 应到, 共有, 总数 and who of them came
const ALL = /应到|应出席|共有|总数|总人数|现有|实有/
const CAME = /出席|实到|到会|参会|出勤|请假|缺席/

/** Some of a set are no more than the set: 委员237人中,提交提案的266人; 共有代表320名,出席的332名. */
export function checkSubsets(sheet: Sheet): void {
  const { doc } = sheet
  for (const all of doc.items) {
    const some = doc.items[all.index + 1]
    if (!some || some.sentence !== all.sentence || some.unit !== all.unit || some.lo <= all.hi || !isAmount(all) || !isAmount(some))
      continue
    const among = /^[\u4e00-\u9fff]{0,6}(?:当?中|里|之中)[,有]/.test(doc.text.slice(all.end, some.start + 1)) && !all.before.includes('每')
    if (!among && !(ALL.test(all.before) && CAME.test(some.before) && !CAME.test(all.before))) continue
    reject(sheet, {
      kind: 'sum',
      severity: 'question',
      message: {
        zh: `${printed(doc, all)}${all.unit}之中的一部分写作${printed(doc, some)}${some.unit}，多于全部`,
        en: `${printed(doc, some)} are said to be some of ${printed(doc, all)}`,
      },
      arithmetic: `${printed(doc, some)} > ${printed(doc, all)}`,
      items: [all, some],
      suggestion: { zh: '请核对两处的数字。', en: 'Check both figures.' },
    })
  }
}
