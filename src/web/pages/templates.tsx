import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Drawer, Input } from 'antd'
import { useRef, useState } from 'react'
import type { DocumentType } from '../../kernel/index.ts'
import { call, download, get, post } from '../api/client.ts'
import { seesLine, useAccount } from '../api/session.ts'
import { instantText } from '../parts/format.ts'
import { humanised } from '../parts/humanise.ts'
import { recordText } from '../parts/labels.ts'
import { Answer, Empty, FaultNote } from '../parts/states.tsx'
import { DataTable } from '../parts/table.tsx'
import { useTitle } from '../parts/title.ts'
import { say } from '../parts/toast.tsx'
import { bureau } from '../sheet.ts'
import { templateWords } from '../words/templates.ts'
import { useLang, useWords } from '../words/words.ts'
import { AskForm } from './ask-form.tsx'
import { sayFault } from './say-fault.ts'

/** `mediation.case/agreement` → `/api/templates/mediation/case/agreement`. */
const pathOf = (document: string): string => `/api/templates/${document.replace('.', '/')}`

/** 「文书模板」: every paper as an editable Word file, with its versions. */
export function TemplatesPage() {
  const w = useWords(templateWords)
  const lang = useLang()
  const account = useAccount()
  useTitle(w.title)
  const [q, setQ] = useState('')
  const [open, setOpen] = useState<DocumentType>()
  const mine = [...bureau.records.values()].filter((k) => seesLine(account, k.line.id)).flatMap((k) => k.documents)
  const found = mine.filter((d) => !q.trim() || d.title.includes(q.trim()))
  return (
    <div className="stack">
      <h1>{w.title}</h1>
      <p>{w.hint}</p>
      <Input
        type="search"
        aria-label={w.find}
        placeholder={w.find}
        value={q}
        onChange={(e) => setQ(e.target.value)}
        style={{ maxWidth: 360 }}
        allowClear
      />
      {found.length === 0 ? (
        <Empty />
      ) : (
        <DataTable
          caption={w.title}
          rows={found}
          keyOf={(d) => d.id}
          columns={[
            {
              key: 'title',
              title: w.document,
              render: (d) => (lang === 'zh' ? d.title : humanised(d.id.split('/')[1] ?? d.id)),
              wrap: true,
            },
            { key: 'record', title: w.ledger, render: (d) => recordText(d.record, lang) },
            { key: 'basis', title: w.basis, render: (d) => d.basis ?? '', wrap: true },
            {
              key: 'manage',
              title: w.manage,
              render: (d) => (
                <span className="row" style={{ flexWrap: 'nowrap' }}>
                  <Button
                    size="small"
                    onClick={() => void download(`${pathOf(d.id)}/file.docx`, undefined, `${d.title}.docx`).catch(sayFault(lang))}
                  >
                    {w.download}
                  </Button>
                  <Button size="small" onClick={() => setOpen(d)}>
                    {w.versions}
                  </Button>
                </span>
              ),
            },
          ]}
        />
      )}
      <Drawer open={open !== undefined} onClose={() => setOpen(undefined)} title={open?.title} size={520} destroyOnHidden>
        {open ? <Versions document={open} /> : null}
      </Drawer>
    </div>
  )
}

interface Version {
  readonly version: number
  readonly at: string
  readonly own: boolean
  readonly name: string | null
}

function Versions({ document }: { document: DocumentType }) {
  const w = useWords(templateWords)
  const lang = useLang()
  const client = useQueryClient()
  const input = useRef<HTMLInputElement>(null)
  const at = pathOf(document.id)
  const versions = useQuery({ queryKey: ['template', document.id], queryFn: ({ signal }) => get<Version[]>(at, undefined, signal) })
  const saved = async ({ version }: { version: number }) => {
    say(w.saved(version))
    await client.invalidateQueries({ queryKey: ['template', document.id] })
  }
  const upload = useMutation({
    mutationFn: (file: File) => {
      const body = new FormData()
      body.append('file', file)
      return call<{ version: number }>('PUT', at, { body })
    },
    onSuccess: saved,
  })
  return (
    <div className="stack">
      <div className="row">
        <input
          ref={input}
          type="file"
          accept=".docx"
          hidden
          onChange={(e) => {
            const file = e.target.files?.[0]
            if (file) upload.mutate(file)
            e.target.value = ''
          }}
        />
        <Button type="primary" loading={upload.isPending} onClick={() => input.current?.click()}>
          {w.upload}
        </Button>
        <AskForm
          action={w.restore}
          size="middle"
          start={{}}
          ready={() => true}
          run={() => post<{ version: number }>(`${at}/restore`).then(saved)}
        >
          {() => <p>{w.restoreHint}</p>}
        </AskForm>
      </div>
      <FaultNote fault={upload.error} />
      <h2>{w.history}</h2>
      <Answer of={versions}>
        {(list) => (
          <ul className="closed-steps">
            {[...list]
              .sort((a, b) => b.version - a.version)
              .map((v) => (
                <li key={v.version}>
                  {w.version(v.version)} <span className="badge">{v.own ? w.own : w.given}</span>
                  <span className="quiet">
                    　{instantText(v.at, lang)}　{v.name}
                  </span>
                </li>
              ))}
          </ul>
        )}
      </Answer>
    </div>
  )
}
