import { useMutation } from '@tanstack/react-query'
import { Button } from 'antd'
import { useRef } from 'react'
import { Link, useParams } from 'react-router'
import type { Kept } from '../../kernel/index.ts'
import { ApiFault, call, download } from '../api/client.ts'
import { apiOf, ledgerPath } from '../api/paths.ts'
import type { ImportPreview, Job } from '../api/types.ts'
import { recordText } from '../parts/labels.ts'
import { Failed, FaultNote, Loading } from '../parts/states.tsx'
import { DataTable } from '../parts/table.tsx'
import { useTitle } from '../parts/title.ts'
import { keptAt } from '../sheet.ts'
import { exchangeWords } from '../words/exchange.ts'
import { useLang, useWords } from '../words/words.ts'
import { JobProgress } from './job-progress.tsx'
import { sayFault } from './say-fault.ts'

/** Import of a spreadsheet: template, preview with what is wrong row by row, then the job. */
export function ImportPage() {
  const { line, name } = useParams()
  const kept = keptAt(line, name)
  if (!kept) return <Failed fault={new ApiFault(404, { code: 'page.missing', zh: '没有这类台账', en: 'No such ledger' })} />
  return <Import kept={kept} />
}

function Import({ kept }: { kept: Kept }) {
  const w = useWords(exchangeWords)
  const lang = useLang()
  const type = kept.type.id
  const title = w.import(recordText(type, lang))
  useTitle(title)
  const input = useRef<HTMLInputElement>(null)
  const preview = useMutation({
    mutationFn: (file: File) => {
      const body = new FormData()
      body.append('file', file)
      return call<ImportPreview>('POST', `${apiOf(type)}/import`, { body, query: { preview: 1 } })
    },
  })
  const run = useMutation({
    mutationFn: (token: string) => call<Job>('POST', `${apiOf(type)}/import`, { body: { token }, key: token.slice(0, 64) }),
  })
  const take = (file: File | undefined) => {
    run.reset()
    if (file) preview.mutate(file)
  }
  return (
    <div className="stack">
      <div className="page-head">
        <h1>{title}</h1>
        <div className="row">
          <Button
            onClick={() =>
              void download(`${apiOf(type)}/template.xlsx`, undefined, `${recordText(type, lang)}模板.xlsx`).catch(sayFault(lang))
            }
          >
            {w.template}
          </Button>
          <Link to={ledgerPath(type)}>{w.toLedger}</Link>
        </div>
      </div>
      <p>{w.steps}</p>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: dropping is a second way; the button inside is the first */}
      <div
        className="drop"
        onDragOver={(e) => e.preventDefault()}
        onDrop={(e) => {
          e.preventDefault()
          take(e.dataTransfer.files[0])
        }}
      >
        <p className="quiet">{w.drop}</p>
        <input
          ref={input}
          type="file"
          accept=".xlsx"
          hidden
          onChange={(e) => {
            take(e.target.files?.[0])
            e.target.value = ''
          }}
        />
        <Button type={preview.data ? 'default' : 'primary'} onClick={() => input.current?.click()}>
          {preview.data ? w.again : w.choose}
        </Button>
      </div>
      {preview.isPending ? <Loading /> : null}
      <FaultNote fault={preview.error ?? run.error} />
      {run.data ? (
        <section className="panel">
          <JobProgress id={run.data.id} />
        </section>
      ) : preview.data ? (
        <Preview preview={preview.data} confirm={() => run.mutate(preview.data.token)} pending={run.isPending} />
      ) : null}
    </div>
  )
}

function Preview({ preview, confirm, pending }: { preview: ImportPreview; confirm: () => void; pending: boolean }) {
  const w = useWords(exchangeWords)
  const names = Object.keys(preview.sample[0] ?? {})
  return (
    <>
      <section className="panel row">
        <span className="badge">
          {w.rows} {preview.rows} {w.rowsUnit}
        </span>
        <span className="badge green">
          {w.good} {preview.good} {w.rowsUnit}
        </span>
        {preview.bad > 0 ? (
          <span className="badge red">
            {w.bad} {preview.bad} {w.rowsUnit}
          </span>
        ) : null}
        {preview.already ? (
          <span className="badge">
            {w.already} {preview.already} {w.rowsUnit}
          </span>
        ) : null}
        <Button type="primary" disabled={preview.good === 0} loading={pending} onClick={confirm}>
          {w.confirm(preview.good)}
        </Button>
        {preview.bad > 0 ? <span className="quiet">{w.partly}</span> : null}
      </section>
      {preview.errors.length > 0 ? (
        <section className="stack" style={{ gap: 8 }}>
          <h2>{w.errors}</h2>
          <DataTable
            caption={w.errors}
            rows={preview.errors}
            keyOf={(e) => `${e.row}${e.field}${e.message}`}
            columns={[
              { key: 'row', title: w.row, render: (e) => w.rowText(e.row) },
              { key: 'field', title: w.field, render: (e) => e.title },
              { key: 'message', title: w.problem, render: (e) => e.message, wrap: true },
              { key: 'action', title: w.action, render: (e) => e.action, wrap: true },
            ]}
          />
        </section>
      ) : null}
      {preview.more ? <p className="quiet">{w.moreErrors(preview.more)}</p> : null}
      {preview.ignored && preview.ignored.length > 0 ? <p className="note">{w.ignored(preview.ignored.join('、'))}</p> : null}
      {preview.sample.length > 0 ? (
        <section className="stack" style={{ gap: 8 }}>
          <h2>{w.sample}</h2>
          <DataTable
            caption={w.sample}
            rows={preview.sample}
            keyOf={(r) => JSON.stringify(r)}
            columns={names.map((n) => ({ key: n, title: n, render: (r: Readonly<Record<string, string>>) => r[n] ?? '' }))}
          />
        </section>
      ) : null}
    </>
  )
}
