import { useQuery } from '@tanstack/react-query'
import { Button, Drawer } from 'antd'
import { useState } from 'react'
import { get } from '../api/client.ts'
import type { Job } from '../api/types.ts'
import { instantText, numberText } from '../parts/format.ts'
import { Answer, Empty } from '../parts/states.tsx'
import { DataTable } from '../parts/table.tsx'
import { useTitle } from '../parts/title.ts'
import { exchangeWords } from '../words/exchange.ts'
import { useLang, useWords } from '../words/words.ts'
import { isOver, JobProgress, JobState } from './job-progress.tsx'

/** Long work that can be left: each with its bar, its log and its result. */
export function JobsPage() {
  const w = useWords(exchangeWords)
  const lang = useLang()
  useTitle(w.jobs)
  const [open, setOpen] = useState<string>()
  const jobs = useQuery({
    queryKey: ['jobs'],
    queryFn: ({ signal }) => get<Job[]>('/api/jobs', undefined, signal),
    refetchInterval: (q) => (q.state.data?.some((j) => !isOver(j.state)) ? 2000 : false),
  })
  return (
    <div className="stack">
      <h1>{w.jobs}</h1>
      <Answer of={jobs}>
        {(list) =>
          list.length === 0 ? (
            <Empty title={w.noJobs} next={w.noJobsNext} />
          ) : (
            <DataTable
              caption={w.jobs}
              rows={list}
              keyOf={(j) => j.id}
              columns={[
                { key: 'title', title: w.kind, render: (j) => j.title },
                { key: 'state', title: w.state, render: (j) => <JobState state={j.state} /> },
                { key: 'progress', title: w.progress, render: (j) => `${numberText(Math.round(j.progress * 100))}%`, end: true },
                { key: 'by', title: w.by, render: (j) => j.by },
                { key: 'at', title: w.started, render: (j) => instantText(j.startedAt ?? j.at, lang) },
                {
                  key: 'open',
                  title: w.result,
                  render: (j) => (
                    <Button size="small" onClick={() => setOpen(j.id)}>
                      {w.open}
                    </Button>
                  ),
                },
              ]}
            />
          )
        }
      </Answer>
      <Drawer open={open !== undefined} onClose={() => setOpen(undefined)} title={w.jobs} size={560} destroyOnHidden>
        {open ? <JobProgress id={open} /> : null}
      </Drawer>
    </div>
  )
}
