import { useMutation } from '@tanstack/react-query'
import { Button } from 'antd'
import type { DocumentType, Kept } from '../../../kernel/index.ts'
import { download, post } from '../../api/client.ts'
import { apiOf } from '../../api/paths.ts'
import type { IssuedDocument, RecordView } from '../../api/types.ts'
import { instantText } from '../../parts/format.ts'
import { humanised } from '../../parts/humanise.ts'
import { Empty, FaultNote } from '../../parts/states.tsx'
import { say } from '../../parts/toast.tsx'
import { recordWords } from '../../words/record.ts'
import { useLang, useWords } from '../../words/words.ts'
import { sayFault } from '../say-fault.ts'
import { useRefresh } from './refresh.ts'

/** 「文书」: what was issued with its number, and what can be issued, each with a preview. */
export function Documents({ kept, view }: { kept: Kept; view: RecordView }) {
  const w = useWords(recordWords)
  const lang = useLang()
  if (kept.documents.length === 0) return <Empty title={w.noDocuments} next="" />
  return (
    <div className="stack">
      {view.documents.length > 0 ? (
        <section>
          <h3>{w.issued}</h3>
          <ul className="closed-steps">
            {view.documents.map((d) => (
              <li key={d.id} className="row spread">
                <span>
                  {d.title} <span className="quiet">{d.number}</span>
                  <span className="quiet">
                    　{d.issuedAt ? instantText(d.issuedAt, lang) : ''} {d.issuedBy}
                  </span>
                </span>
                <Button
                  size="small"
                  onClick={() =>
                    void download(`/api/documents/${d.id}.docx`, undefined, `${d.title}${d.number ?? ''}.docx`).catch(sayFault(lang))
                  }
                >
                  {w.download}
                </Button>
              </li>
            ))}
          </ul>
        </section>
      ) : null}
      <section>
        <h3>{w.available}</h3>
        <ul className="closed-steps">
          {kept.documents.map((d) => (
            <OneDocument key={d.id} kept={kept} view={view} document={d} />
          ))}
        </ul>
      </section>
    </div>
  )
}

function OneDocument({ kept, view, document }: { kept: Kept; view: RecordView; document: DocumentType }) {
  const w = useWords(recordWords)
  const lang = useLang()
  const refresh = useRefresh()
  const key = document.id.split('/')[1] ?? ''
  const at = `${apiOf(kept.type.id)}/${view.id}/documents/${key}`
  const issued = view.documents.some((d) => d.key === key)
  const issue = useMutation({
    mutationFn: () => post<IssuedDocument>(at),
    onSuccess: async (d) => {
      say(w.documentIssued(d.title, d.number ?? ''))
      await refresh(kept.type.id)
    },
  })
  return (
    <li>
      <div className="row spread">
        <span>
          {lang === 'zh' ? document.title : humanised(key)} <span className="quiet">{document.basis}</span>
        </span>
        <span className="row">
          <Button
            size="small"
            onClick={() => void download(`${at}/preview`, undefined, `${document.title}（预览）.docx`).catch(sayFault(lang))}
          >
            {w.previewDocument}
          </Button>
          <Button size="small" onClick={() => issue.mutate()} loading={issue.isPending}>
            {issued ? w.reissue : w.issue}
          </Button>
        </span>
      </div>
      <FaultNote fault={issue.error} />
    </li>
  )
}
