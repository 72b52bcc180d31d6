import { humanised } from '../parts/humanise.ts'
import { bureau } from '../sheet.ts'
import { useLang } from '../words/words.ts'
import type { WorkRow } from './worklist.ts'

/** Red lines and alerts that hold for a record, red first; the sentence of what to do is the title of each. */
export function Marks({ row }: { row: WorkRow }) {
  const lang = useLang()
  const alerts = row.alerts.flatMap((id) => bureau.alerts.find((a) => a.id === id) ?? [])
  return (
    <span className="marks">
      {[...alerts]
        .sort((a, b) => Number(b.level === 'red') - Number(a.level === 'red'))
        .map((a) => (
          <span key={a.id} className={`badge ${a.level === 'red' ? 'red' : 'amber'}`} title={`${a.say}${a.basis ? `（${a.basis}）` : ''}`}>
            {lang === 'zh' ? a.title : humanised(a.id)}
          </span>
        ))}
    </span>
  )
}
