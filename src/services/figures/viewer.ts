import type { Bureau, Indicator } from '../../kernel/index.ts'
import { type Actor, areaOf } from '../access/access.ts'
import { Fault } from '../fault.ts'

/** Whoever runs a command on the server's own machine: sees what the database holds. */
export interface Operator {
  readonly bureau: string
  readonly operator: true
}

/** Who asks for figures. */
export type Viewer = Actor | Operator

export const isOperator = (viewer: Viewer): viewer is Operator => 'operator' in viewer

/** Whether one of the viewer's posts belongs to the line and covers the unit. A figure counts every record; only lists hide. */
function covers(bureau: Bureau, viewer: Viewer, line: string, unit: string): boolean {
  if (isOperator(viewer)) return true
  return viewer.holdings.some((h) => {
    const post = bureau.posts[h.post]
    if (!post || post.self) return false
    return (post.lines.includes('*') || post.lines.includes(line)) && unit.startsWith(areaOf(h.unit))
  })
}

/** The lines of work whose records an indicator counts: one, or two for a rate between lines. */
export function linesOf(bureau: Bureau, indicator: Indicator): string[] {
  if (indicator.type !== 'rate') return [bureau.records.get(indicator.record)?.line.id ?? '']
  return [indicator.part, indicator.whole].flatMap((id) => {
    const measure = bureau.indicators.get(id)
    return measure ? linesOf(bureau, measure) : []
  })
}

/** Whether the viewer may know this figure of this unit. */
export const mayKnow = (bureau: Bureau, viewer: Viewer, indicator: Indicator, unit: string): boolean =>
  linesOf(bureau, indicator).every((line) => covers(bureau, viewer, line, unit))

/** Why not: the unit lies outside his area, or none of his posts belongs to the line. */
export function refusal(bureau: Bureau, viewer: Viewer, indicators: readonly Indicator[]): Fault {
  const lines = new Set(indicators.flatMap((i) => linesOf(bureau, i)))
  const posts = isOperator(viewer) ? [] : viewer.holdings.map((h) => bureau.posts[h.post]?.lines ?? [])
  const inLine = posts.some((of) => of.includes('*') || of.some((line) => lines.has(line)))
  return inLine
    ? new Fault('access.area', {
        zh: '该单位不在您的管辖范围内，不能查看其统计数据',
        en: 'The unit lies outside your area',
        remedy: { zh: '请选择本单位或其下属单位', en: 'Choose your own unit or one below it' },
        status: 403,
      })
    : new Fault('access.line', {
        zh: '您的岗位不办理这项业务，不能查看其统计数据',
        en: 'None of your posts works in this line',
        remedy: { zh: '如工作需要，请安全管理员调整岗位', en: 'Ask the security administrator for a post in this line' },
        status: 403,
      })
}
