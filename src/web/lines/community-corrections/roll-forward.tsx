import { useWords } from '../../words/words.ts'
import { LineRollForward } from '../roll-forward-page.tsx'
import { correctionsWords } from './words.ts'

/** 「人员增减核对」 of community corrections. */
export function CorrectionsRollForward() {
  const w = useWords(correctionsWords)
  return (
    <LineRollForward of={{ title: w.roll, check: 'cc.roll', cumulative: ['cc.cum.in', 'cc.cum.out', 'cc.cum.move'], identities: 'cc' }} />
  )
}
