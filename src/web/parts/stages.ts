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
