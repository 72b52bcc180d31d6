import { bureau } from '../../sheet.ts'
import { useLang, useWords } from '../../words/words.ts'
import { LineCaseload } from '../caseload-page.tsx'
import { fieldColumns } from '../field-columns.tsx'
import { LineRedLines } from '../red-lines-page.tsx'
import { LineRollForward } from '../roll-forward-page.tsx'
import { resettlementWords } from './words.ts'

const type = 'resettlement.person'

/** 「帮教工作台」: who is to be linked, visited, helped today. */
export function ResettlementCaseload() {
  const w = useWords(resettlementWords)
  const lang = useLang()
  const kept = bureau.records.get(type)
  return (
    <LineCaseload
      of={{
        line: 'resettlement',
        type,
        stages: ['serving', 'awaiting', 'unlinked', 'helped'],
        role: 'subject',
        title: w.caseload,
        orders: [
          { key: 'lastVisitOn', title: w.longestUnseen },
          { key: 'helpUntil', title: w.endingSoon },
        ],
        columns: kept ? fieldColumns(kept, ['source', 'level', 'lastVisitOn', 'helpUntil'], lang) : [],
      }}
    />
  )
}

/** 「帮教红线预警」: 未衔接, 重点对象没有方案 and the rest. */
export function ResettlementRedLines() {
  const w = useWords(resettlementWords)
  return <LineRedLines line="resettlement" title={w.redLines} />
}

/** 「帮教人员增减核对」 */
export function ResettlementRollForward() {
  const w = useWords(resettlementWords)
  return <LineRollForward of={{ title: w.roll, check: 'rs.roll', cumulative: ['rs.cum.in', 'rs.cum.out'], identities: 'rs' }} />
}
