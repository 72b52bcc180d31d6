import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Progress } from 'antd'
import { download, get, post } from '../api/client.ts'
import type { Job } from '../api/types.ts'
import { instantText, numberText } from '../parts/format.ts'
import { Answer, FaultNote } from '../parts/states.tsx'
import { exchangeWords } from '../words/exchange.ts'
import { useLang, useWords } from '../words/words.ts'
import { AskReason } from './record/ask-reason.tsx'
import { sayFault } from './say-fault.ts'

/** Whether nothing more will happen to a job. */
export const isOver = (state: Job['state']): boolean => state === 'done' || state === 'failed'

/** A job with its bar, log and result, asked again each second until it is over. */
export function JobProgress({ id }: { id: string }) {
  const job = useQuery({
    queryKey: ['jobs', id],
    queryFn: ({ signal }) => get<Job>(`/api/jobs/${id}`, undefined, signal),
    refetchInterval: (q) => (q.state.data && isOver(q.state.data.state) ? false : 1000),
  })
  return <Answer of={job}>{(j) => <OneJob job={j} />}</Answer>
}

function OneJob({ job }: { job: Job }) {
  const w = useWords(exchangeWords)
  const figures: Readonly<Record<string, string>> = {
    rows: w.figureRows,
    created: w.figureCreated,
    already: w.figureAlready,
    rejected: w.figureRejected,
  }
  const lang = useLang()
  return (
    <div className="stack" style={{ gap: 8 }}>
      <p className="row">
        <strong>{job.title}</strong>
        <JobState state={job.state} />
      </p>
      {job.approval && !job.approval.approved ? <Approval job={job} /> : null}
      <Progress
        aria-label={w.progress}
        percent={Math.round(job.progress * 100)}
        status={job.state === 'failed' ? 'exception' : job.state === 'done' ? 'success' : 'active'}
      />
      {job.result ? (
        <>
          <p>{job.result.say}</p>
          {job.result.file ? (
            <p>
              <Button onClick={() => void download(`/api/jobs/${job.id}/result`, undefined, job.result?.file?.name).catch(sayFault(lang))}>
                {w.download} {job.result.file.name}
              </Button>
            </p>
          ) : null}
          <dl className="facts">
            {Object.entries(job.result.figures ?? {}).map(([k, v]) => (
              <div key={k}>
                <dt>{figures[k] ?? k}</dt>
                <dd>{numberText(v)}</dd>
              </div>
            ))}
          </dl>
        </>
      ) : null}
      {job.log.length > 0 ? (
        <ol className="timeline">
          {job.log.map((l) => (
            <li key={l.at + l.say}>
              {l.say} <span className="quiet">{instantText(l.at, lang)}</span>
            </li>
          ))}
        </ol>
      ) : null}
    </div>
  )
}

/** What waits for a second person: who asks and for what; he who may says yes or no. */
function Approval({ job }: { job: Job }) {
  const w = useWords(exchangeWords)
  const client = useQueryClient()
  const refresh = () => client.invalidateQueries({ queryKey: ['jobs'] })
  const approve = useMutation({ mutationFn: () => post(`/api/jobs/${job.id}/approve`), onSuccess: refresh })
  return (
    <div className="note">
      <p>{w.secondPerson(job.by, job.approval?.purpose ?? '')}</p>
      {job.approval?.mine ? (
        <p className="row">
          <Button type="primary" size="small" loading={approve.isPending} onClick={() => approve.mutate()}>
            {w.approve}
          </Button>
          <AskReason
            title={`${w.refuse}：${job.title}`}
            action={w.refuse}
            size="small"
            run={(reason) => post(`/api/jobs/${job.id}/refuse`, { reason }).then(refresh)}
          />
        </p>
      ) : null}
      <FaultNote fault={approve.error} />
    </div>
  )
}

export function JobState({ state }: { state: Job['state'] }) {
  const w = useWords(exchangeWords)
  const [text, tone] = (
    { waiting: [w.waiting, ''], running: [w.running, 'blue'], done: [w.done, 'green'], failed: [w.failed, 'red'] } as const
  )[state]
  return <span className={`badge ${tone}`}>{text}</span>
}
