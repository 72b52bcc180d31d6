import { froms, type Procedure } from '../../kernel/index.ts'

/**
 * The stages of a procedure as columns of a stepper: the distance from the first step in the longest straight way, so that stages that exclude
 * each other (达成协议, 调解不成) stand side by side.
 */
export function columnsOf(procedure: Procedure): string[][] {
  const steps = Object.values(procedure.steps).filter((s) => s.to)
  const depth = new Map<string, number>()
  for (const s of steps) if (froms(s).includes('new') && s.to) depth.set(s.to, 0)
  const all = Object.keys(procedure.stages)
  const order = new Map(all.map((s, i) => [s, i]))
  // Only ways forward in the declared order count: a step back must not push a stage to the right for ever.
  for (let round = 0; round < all.length; round++)
    for (const s of steps)
      for (const from of froms(s)) {
        const at = depth.get(from)
        if (at === undefined || !s.to || (order.get(s.to) ?? 0) <= (order.get(from) ?? 0)) continue
        depth.set(s.to, Math.max(depth.get(s.to) ?? 0, at + 1))
      }
  const columns: string[][] = []
  for (const stage of all) {
    const at = depth.get(stage) ?? columns.length
    while (columns.length <= at) columns.push([])
    columns[at]?.push(stage)
  }
  return columns.filter((c) => c.length > 0)
}

/**
 * The one step that leads on from where the record stands: of those that are open, the only one into the nearest column. Where several ways
 * lead there (达成协议 or 调解不成, 期满解除 or 终止) the choice is the officer's, and none is put before the others.
 */
export function onwardOf(
  procedure: Procedure,
  stage: string,
  open: readonly { readonly key: string; readonly to?: string }[],
): string | null {
  const columns = columnsOf(procedure)
  const at = (s: string) => columns.findIndex((c) => c.includes(s))
  const ahead = open.flatMap(({ key, to }) => (to && at(to) > at(stage) ? [{ key, column: at(to) }] : []))
  const nearest = Math.min(...ahead.map((s) => s.column))
  const [only, ...others] = ahead.filter((s) => s.column === nearest)
  return only && others.length === 0 ? only.key : null
}

/** The stages a record has been in, by the steps that were taken. */
export const visitedBy = (procedure: Procedure, steps: readonly (string | null)[]): ReadonlySet<string> =>
  new Set(steps.flatMap((s) => (s && procedure.steps[s]?.to ? [procedure.steps[s].to] : [])))
