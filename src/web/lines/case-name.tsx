import { Link } from 'react-router'
import { useWords } from '../words/words.ts'
import { lineWords } from './words.ts'
import { type CaseRef, casePath, namesOf } from './worklist.ts'

/** The people of a case as a link to it; a case whose names are not for the reader is still opened by its link. */
export function CaseName({ of, role, to }: { of: CaseRef | null; role?: string; to?: string }) {
  const w = useWords(lineWords)
  if (!of) return <span className="quiet">{w.nameHidden}</span>
  return <Link to={to ?? casePath(of)}>{namesOf(of.people, role) || w.nameHidden}</Link>
}
