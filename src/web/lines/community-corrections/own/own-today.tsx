import { useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { Link } from 'react-router'
import { monthlyHours } from '../../../../lines/community-corrections/law.ts'
import { useAccount, useToday } from '../../../api/session.ts'
import { dayText } from '../../../parts/format.ts'
import { humanised } from '../../../parts/humanise.ts'
import { say } from '../../../parts/toast.tsx'
import { useLang, useWords } from '../../../words/words.ts'
import { below, dayOf, handIn, type OwnDuty, type OwnFile, type OwnRecord } from './own.ts'
import { OwnPage } from './own-page.tsx'
import { ownWords } from './own-words.ts'

/** 「今天要做的事」: the person's duties with day, article and reasons; what he has sent and waits for. */
export function OwnToday() {
  const w = useWords(ownWords)
  return <OwnPage title={w.todo}>{(file) => <Today file={file} />}</OwnPage>
}

function Today({ file }: { file: OwnFile }) {
  const w = useWords(ownWords)
  const lang = useLang()
  const left = dayOf(file, 'leftOn')
  if (left) return <p className="card">{w.ended(dayText(left, lang))}</p>
  const sent = below(file, 'report').find((r) => r.stage === 'submitted')
  const away = below(file, 'leave').filter((r) => r.stage === 'approved')
  const may = (type: string) => file.opens.some((o) => o.type === `community-corrections.${type}` && o.allowed)
  return (
    <>
      {away.map((r) => (
        <Away key={r.id} leave={r} />
      ))}
      {sent ? <p className="card">{w.waits(dayText(dayOf(sent, 'reportedOn') ?? '', lang))}</p> : null}
      {file.duties.length === 0 ? <p className="card">{w.noDuty}</p> : null}
      <ul className="stack">
        {file.duties.map((d) => (
          <Duty key={d.key} duty={d} file={file} />
        ))}
      </ul>
      <p className="row">
        {may('report') ? (
          <Link className="big" to="/own/report">
            {w.goReport}
          </Link>
        ) : null}
        {may('leave') ? (
          <Link className="big second" to="/own/leave">
            {w.goLeave}
          </Link>
        ) : null}
      </p>
    </>
  )
}

function Duty({ duty, file }: { duty: OwnDuty; file: OwnFile }) {
  const w = useWords(ownWords)
  const lang = useLang()
  const n = duty.daysLeft
  const late = n !== null && n < 0
  return (
    <li className={late ? 'card late' : 'card'}>
      <h2>{lang === 'zh' ? duty.title : humanised(duty.key)}</h2>
      {duty.due ? (
        <p>
          {w.by(dayText(duty.due, lang))}　<strong>{n === null ? '' : late ? w.over(-n) : w.left(n)}</strong>
        </p>
      ) : null}
      <Hours duty={duty} file={file} />
      {duty.derivation.length > 0 ? (
        <details>
          <summary>{w.why}</summary>
          <p>{duty.article}</p>
          {duty.derivation.map((line) => (
            <p key={line}>{line}</p>
          ))}
        </details>
      ) : null}
    </li>
  )
}

/** Where the law of the day asks for hours, how many of this month's are entered. */
function Hours({ duty, file }: { duty: OwnDuty; file: OwnFile }) {
  const w = useWords(ownWords)
  const today = useToday()
  const kind = duty.key.toLowerCase().endsWith('education') ? 'education' : duty.key.toLowerCase().endsWith('service') ? 'service' : null
  const asked = monthlyHours(today)
  if (!kind || asked === 0) return null
  const day = kind === 'education' ? 'attendedOn' : 'servedOn'
  const done = below(file, kind)
    .filter((r) => dayOf(r, day)?.startsWith(today.slice(0, 7)))
    .reduce((sum, r) => sum + Number(r.values.hours ?? 0), 0)
  return <p className="quiet">{w.hours(done, asked)}</p>
}

/** A leave that runs: until when, and the word that he is back. */
export function Away({ leave }: { leave: OwnRecord }) {
  const w = useWords(ownWords)
  const lang = useLang()
  const account = useAccount()
  const client = useQueryClient()
  const back = dayOf(leave, 'saidBackOn')
  const until = dayOf(leave, 'untilOn') ?? ''
  const tell = () =>
    handIn(account, client, { type: leave.type, step: 'sayBack', on: leave.id, values: {} }, w.sayBack).then(
      () => say(w.kept),
      () => say(w.full, true),
    )
  return (
    <div className="card">
      <p>{back ? w.saidBack(dayText(back, lang)) : w.backDue(dayText(until, lang))}</p>
      {!back && leave.steps.some((s) => s.key === 'sayBack' && s.allowed) ? (
        <Button type="primary" size="large" block onClick={() => void tell()}>
          {w.sayBack}
        </Button>
      ) : null}
    </div>
  )
}
