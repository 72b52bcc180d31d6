import { NavLink } from 'react-router'
import { inForce, theLaw } from '../../../../lines/community-corrections/law.ts'
import { useToday } from '../../../api/session.ts'
import { useWords } from '../../../words/words.ts'
import { below, type OwnFile } from './own.ts'
import { ownWords } from './own-words.ts'

/** What a person may apply for, beside leave: by the name of the record, which is also its address. */
export const ownKinds = ['permit', 'transfer', 'meeting', 'restricted-entry'] as const
export type OwnKind = (typeof ownKinds)[number]

/** Those that the law of the day knows and that are his: what he may not apply for is not offered, what he has applied for stays. */
function offered(file: OwnFile, today: string): OwnKind[] {
  return ownKinds.filter((kind) => {
    if (kind === 'permit' && !inForce(today, theLaw)) return false
    const open = file.opens.find((o) => o.type === `community-corrections.${kind}`)
    return open?.allowed === true || below(file, kind).length > 0
  })
}

/** The title and the rule of each kind, in the words of the law of the day. */
export function useKindWords() {
  const w = useWords(ownWords)
  const now = inForce(useToday(), theLaw)
  return {
    permit: { title: w.kindPermit, hint: w.permitHint },
    transfer: now ? { title: w.kindTransfer, hint: w.transferHint } : { title: w.kindTransferThen, hint: w.transferHintThen },
    meeting: { title: w.kindMeeting, hint: now ? w.meetingHint : w.meetingHintThen },
    'restricted-entry': { title: w.kindEntry, hint: now ? w.entryHint : w.entryHintThen },
  } as const
}

/** 「申请种类」: leave first, then what else he may apply for. */
export function OwnKinds({ file }: { file: OwnFile }) {
  const w = useWords(ownWords)
  const titles = useKindWords()
  const kinds = offered(file, useToday())
  if (kinds.length === 0) return null
  return (
    <nav className="own-kinds" aria-label={w.kinds}>
      <NavLink to="/own/leave">{w.kindLeave}</NavLink>
      {kinds.map((kind) => (
        <NavLink key={kind} to={`/own/apply/${kind}`}>
          {titles[kind].title}
        </NavLink>
      ))}
    </nav>
  )
}
