import { useWords } from '../../words/words.ts'
import { LineRedLines } from '../red-lines-page.tsx'
import { correctionsWords } from './words.ts'

/** 「红线预警」 of community corrections: 漏管, 脱管, 虚管 and the rest. */
export function CorrectionsRedLines() {
  const w = useWords(correctionsWords)
  return <LineRedLines line="community-corrections" title={w.redLines} />
}
