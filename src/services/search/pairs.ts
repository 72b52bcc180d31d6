/** Characters that make words: letters, digits and Chinese characters; everything else separates. */
const wordly = /[\p{L}\p{N}]/u

/**
 * The distinct pairs of neighbouring characters of a text, lower-cased: a two-character Chinese word is exactly one of them,
 * so the index finds it at once. A single character stands alone.
 */
export function pairsOf(text: string): string[] {
  const pairs = new Set<string>()
  let previous = ''
  let run = 0
  const end = () => {
    if (run === 1) pairs.add(previous)
    previous = ''
    run = 0
  }
  for (const c of text.normalize('NFKC').toLowerCase()) {
    if (!wordly.test(c)) {
      end()
      continue
    }
    if (previous) pairs.add(previous + c)
    previous = c
    run++
  }
  end()
  return [...pairs]
}

/** Candidates looked at for one question, newest first; a word that is in more records than that needs a second word. */
export const mostMatches = 5000

/** A tsquery that asks for all pairs of the words; null when the text has no pair to ask for (one character alone). */
export function pairQuery(text: string): string | null {
  const pairs = pairsOf(text).filter((p) => [...p].length > 1)
  return pairs.length > 0 ? pairs.map((p) => `'${p.replaceAll("'", "''").replaceAll('\\', '\\\\')}'`).join(' & ') : null
}
