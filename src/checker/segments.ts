/** Something found, and where its words stand in the text. */
export interface Marking {
  readonly id: string
  readonly tone: 'error' | 'question' | 'ok'
  readonly quotes: readonly { readonly start: number; readonly end: number }[]
}

/** A stretch of the text that is marked in one way. */
export interface Segment {
  readonly start: number
  readonly end: number
  /** What is found here, the gravest first; empty for plain text. */
  readonly ids: readonly string[]
  readonly tone: 'error' | 'question' | 'ok' | null
}

const rank = { error: 0, question: 1, ok: 2 } as const

/**
 * Cuts a text of the given length into stretches, each with everything that is found in it. The stretches join without gap or overlap, in linear
 * time apart from sorting the quotes.
 */
export function segmentsOf(length: number, markings: readonly Marking[]): Segment[] {
  const edges: { at: number; open: boolean; marking: Marking }[] = []
  for (const marking of markings)
    for (const { start, end } of marking.quotes) {
      const [from, to] = [Math.max(0, Math.min(start, length)), Math.max(0, Math.min(end, length))]
      if (from < to) edges.push({ at: from, open: true, marking }, { at: to, open: false, marking })
    }
  edges.sort((a, b) => a.at - b.at || Number(a.open) - Number(b.open))
  const open = new Map<Marking, number>()
  const segments: Segment[] = []
  let at = 0
  const cut = (to: number) => {
    if (to <= at) return
    const here = [...open.keys()].sort((a, b) => rank[a.tone] - rank[b.tone])
    segments.push({ start: at, end: to, ids: here.map((m) => m.id), tone: here[0]?.tone ?? null })
    at = to
  }
  for (const e of edges) {
    cut(e.at)
    const n = (open.get(e.marking) ?? 0) + (e.open ? 1 : -1)
    if (n > 0) open.set(e.marking, n)
    else open.delete(e.marking)
  }
  cut(length)
  return segments
}
