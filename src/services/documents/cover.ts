import type { Kept } from '../../kernel/index.ts'
import type { Loaded } from '../ledger/load.ts'
import type { Bound } from './dossier.ts'
import { officialDay, officialInstant } from './official.ts'

/** The mark-up of a dossier's cover, catalogue and list of files. Values are written in, so nothing in them may read as a mark. */
export function coverOf(
  kept: Kept,
  { record }: Loaded,
  label: string,
  unitName: string,
  bureauName: string,
  today: string,
  papers: readonly Bound[],
  files: readonly { name: string; at: string }[],
): string {
  const safe = (text: string) => text.replaceAll(/[{}|\n\r]/g, ' ')
  const list = papers.map((p, i) => `| ${i + 1} | ${safe(p.title)} | ${safe(p.number ?? '')} | ${officialDay(p.day)} | @page${i}@ |`)
  const attached = files.map((f, i) => `| ${i + 1} | ${safe(f.name)} | ${officialInstant(f.at)} |`)
  return [
    `# ${kept.type.title}卷宗`,
    `| 编号 | ${safe(record.number ?? '')} |`,
    `| 卷名 | ${safe(label)} |`,
    `| 办理单位 | ${safe(unitName)} |`,
    `| 办理阶段 | ${safe(kept.procedure.stages[record.stage] ?? record.stage)} |`,
    `| 整理日期 | ${officialDay(today)} |`,
    `> ${safe(bureauName)}`,
    '# 卷宗目录',
    '| 序号 | 文书名称 | 文号 | 日期 | 页码 |',
    ...(list.length > 0 ? list : ['| 无 | 尚未制发文书 | 无 | 无 | 无 |']),
    '材料清单',
    '| 序号 | 材料名称 | 收存日期 |',
    ...(attached.length > 0 ? attached : ['| 无 | 没有附件 | 无 |']),
  ].join('\n')
}
