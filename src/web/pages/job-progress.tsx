import { useQuery } from '@tanstack/react-query'
import { Progress } from 'antd'
import { get } from '../api/client.ts'
import type { Job } from '../api/types.ts'
import { Answer } from '../parts/states.tsx'
import { exchangeWords } from '../words/exchange.ts'
import { useWords } from '../words/words.ts'

/** Whether nothing more will happen to a job. */
export const isOver = (state: string): boolean => ['done', 'completed', 'failed', 'cancelled'].includes(state)

/** A job with its bar, log and result, asked again each second until it is over. */
export function JobProgress({ id }: { id: string }) {
  const w = useWords(exchangeWords)
  const job = useQuery({
    queryKey: ['job', id],
    queryFn: ({ signal }) => get<Job>(`/api/jobs/${id}`, undefined, signal),
    refetchInterval: (q) => (q.state.data && isOver(q.state.data.state) ? false : 1000),
  })
  return (
    <Answer of={job}>
      {(j) => {
        const log = typeof j.log === 'string' ? j.log : j.log.join('\n')
        return (
          <div className="stack" style={{ gap: 8 }}>
            <p className="row">
              <strong>{j.title ?? j.kind}</strong>
              <JobState state={j.state} />
            </p>
            <Progress
              aria-label={w.progress}
              percent={Math.round(j.progress * 100)}
              status={j.state === 'failed' ? 'exception' : isOver(j.state) ? 'success' : 'active'}
            />
            {log ? <pre className="pre">{log}</pre> : null}
            <JobResult result={j.result} />
          </div>
        )
      }}
    </Answer>
  )
}

/** What a job left behind: a file to fetch, a sentence, or named numbers. */
function JobResult({ result }: { result: unknown }) {
  const w = useWords(exchangeWords)
  if (typeof result === 'string') return <p>{result}</p>
  if (typeof result !== 'object' || result === null) return null
  const file = 'file' in result && typeof result.file === 'string' ? result.file : null
  return (
    <>
      {file ? <a href={file.startsWith('/') ? file : `/api/files/${file}`}>{w.open}</a> : null}
      <dl className="facts">
        {Object.entries(result)
          .filter(([, v]) => typeof v === 'number' || typeof v === 'string')
          .map(([k, v]) => (
            <div key={k}>
              <dt>{k}</dt>
              <dd>{String(v)}</dd>
            </div>
          ))}
      </dl>
    </>
  )
}

export function JobState({ state }: { state: string }) {
  const w = useWords(exchangeWords)
  const [text, tone] =
    state === 'failed' || state === 'cancelled'
      ? [w.failed, 'red']
      : isOver(state)
        ? [w.done, 'green']
        : state === 'running' || state === 'active'
          ? [w.running, 'blue']
          : [w.waiting, '']
  return <span className={`badge ${tone}`}>{text}</span>
}
