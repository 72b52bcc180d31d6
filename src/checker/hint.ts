import type { Confirmation, Finding, Hint, Lang } from './types.ts'

const MOST_FINDINGS = 24
const MOST_CHOICES = 8

/**
 * The smallest sets of figures whose change settles the findings of each connected group (Fellegi–Holt): figures that
 * other relations confirm are changed last. Exact search up to three figures; larger groups get no hint.
 */
export function findHints(
  findings: readonly Finding[],
  confirmed: readonly Confirmation[],
  lang: Lang,
  name: (id: string) => string,
): Hint[] {
  const trusted = new Set(confirmed.flatMap((c) => c.figures))
  const linked = findings.filter((f) => f.figures.length >= 2)
  const hints: Hint[] = []
  for (const group of groups(linked)) {
    if (group.length > MOST_FINDINGS) continue
    const choices = smallest(group, trusted)
    if (choices.length === 0) continue
    hints.push({ message: say(choices, group, lang, name), choices, settles: group.map((f) => f.id) })
  }
  return hints
}

function groups(findings: readonly Finding[]): Finding[][] {
  const owner = new Map<string, number>()
  const sets: (Finding[] | null)[] = []
  for (const f of findings) {
    const met = [...new Set(f.figures.flatMap((id) => (owner.has(id) ? [owner.get(id) as number] : [])))]
    const target = met[0] ?? sets.push([]) - 1
    const list = sets[target] as Finding[]
    list.push(f)
    for (const other of met.slice(1)) {
      for (const g of sets[other] ?? []) {
        list.push(g)
        for (const id of g.figures) owner.set(id, target)
      }
      sets[other] = null
    }
    for (const id of f.figures) owner.set(id, target)
  }
  return sets.filter((s): s is Finding[] => s !== null)
}

// Exact minimal hitting sets of size one, two or three; those without confirmed figures first
function smallest(group: readonly Finding[], trusted: ReadonlySet<string>): string[][] {
  const ids = [...new Set(group.flatMap((f) => f.figures))]
  const hits = (set: readonly string[]) => group.every((f) => f.figures.some((id) => set.includes(id)))
  const free = ids.filter((id) => !trusted.has(id))
  for (const pool of [free, ids]) {
    const one = pool.filter((id) => hits([id])).map((id) => [id])
    if (one.length > 0) return one.slice(0, MOST_CHOICES)
  }
  const small = ids.slice(0, 40)
  const two: string[][] = []
  for (let a = 0; a < small.length; a++) {
    for (let b = a + 1; b < small.length; b++)
      if (hits([small[a] as string, small[b] as string])) two.push([small[a] as string, small[b] as string])
  }
  if (two.length > 0) return prefer(two, trusted)
  const few = ids.slice(0, 24)
  const three: string[][] = []
  for (let a = 0; a < few.length; a++) {
    for (let b = a + 1; b < few.length; b++) {
      for (let c = b + 1; c < few.length; c++) {
        const set = [few[a] as string, few[b] as string, few[c] as string]
        if (hits(set)) three.push(set)
      }
    }
  }
  return prefer(three, trusted)
}

function prefer(sets: readonly string[][], trusted: ReadonlySet<string>): string[][] {
  const weight = (s: readonly string[]) => s.filter((id) => trusted.has(id)).length
  const best = Math.min(...sets.map(weight))
  return sets.filter((s) => weight(s) === best).slice(0, MOST_CHOICES)
}

function say(choices: readonly (readonly string[])[], group: readonly Finding[], lang: Lang, name: (id: string) => string): string {
  const shown = choices.slice(0, 5).map((c) => c.map(name).join(lang === 'zh' ? '和' : ' and '))
  const more = choices.length > 5
  const size = choices[0]?.length ?? 0
  if (lang === 'en') {
    return `changing ${size === 1 ? 'one figure' : `${size} figures`} settles ${group.length} finding(s): ${shown.join(', or ')}${more ? ', or another of them' : ''}`
  }
  return `改动${size === 1 ? '一个数' : `${size}个数`}即可消除${group.length}处问题：${shown.join('，或')}${more ? '，或其他一项' : ''}`
}
