import { dayInWords } from '../../law/index.ts'
import { bodyText, heading, officialDocument } from '../documents/layout.ts'
import type { OverdueOrder } from './orders.ts'

/** 「督办单」 as .docx in official form: to whom, what was due when under which article, what has to be done, and the answer where there is one. */
export function orderPaper(order: OverdueOrder, bureauName: string): Promise<Uint8Array> {
  const day = (d: string) => dayInWords(d.slice(0, 10), 'zh')
  const { record } = order
  const done =
    order.state === 'closed'
      ? order.metOn
        ? `该事项已于${day(order.metOn)}办理，逾期${order.daysLate}日。`
        : '该事项不再适用本期限。'
      : order.state === 'moved'
        ? '本期限此后已依法变更。'
        : `至今未办理，已逾期${order.daysLate}日。`
  const lines = [
    order.number,
    `${record.unitName}：`,
    `你单位办理的${record.typeTitle}《${record.label}》，“${order.title}”${order.article ? `依照${order.article}` : ''}应于${day(order.due)}前办理，届时未办理。${order.late ? `${order.late}。` : ''}`,
    done,
    '请立即办理，并书面回复逾期原因和补办情况。',
    ...(order.answer ? [`回复：${order.answer}${order.answeredBy ? `（${order.answeredBy}）` : ''}`] : []),
    bureauName,
    day(order.raisedOn),
  ]
  return officialDocument('督办单', [heading('督 办 单'), ...lines.map(bodyText)])
}
