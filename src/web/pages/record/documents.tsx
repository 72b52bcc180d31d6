import { useMutation } from '@tanstack/react-query'
import { Button } from 'antd'
import type { Kept } from '../../../kernel/index.ts'
import { download, post } from '../../api/client.ts'
import { apiOf } from '../../api/paths.ts'
import type { IssuedDocument, Paper, RecordView } from '../../api/types.ts'
import { dayText } from '../../parts/format.ts'
import { humanised } from '../../parts/humanise.ts'
import { Empty, FaultNote } from '../../parts/states.tsx'
import { say } from '../../parts/toast.tsx'
import { recordWords } from '../../words/record.ts'
import { useLang, useWords } from '../../words/words.ts'
import { sayFault } from '../say-fault.ts'
import { useRefresh } from './refresh.ts'

/** 「文书」: what was issued with its number, and what can be issued, each with a preview; what cannot says why. */
export function Documents({ kept, view }: { kept: Kept; view: RecordView }) {
  const w = useWords(recordWords)
  const lang = useLang()
  if (view.documents.length === 0) return <Empty title={w.noDocuments} next="" />
  const issued = view.documents.flatMap((d) => d.issued)
  return (
    <div className="stack">
      {issued.length > 0 ? (
        <section>
          <h2 className="minor">{w.issued}</h2>
          <ul className="closed-steps">
            {issued.map((d) => (
              <li key={d.id} className="row spread">
                <span>
                  {lang === 'zh' ? d.title : humanised(d.key)} <span className="quiet">{d.number}</span>
                  <span className="quiet">
                    　{dayText(d.issuedOn, lang)} {d.issuedBy}
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
        <h2 className="minor">{w.available}</h2>
        <ul className="closed-steps">
          {view.documents.map((d) => (
            <OnePaper key={d.key} kept={kept} view={view} paper={d} />
          ))}
        </ul>
      </section>
    </div>
  )
}

function OnePaper({ kept, view, paper }: { kept: Kept; view: RecordView; paper: Paper }) {
  const w = useWords(recordWords)
  const lang = useLang()
  const refresh = useRefresh()
  const at = `${apiOf(kept.type.id)}/${view.id}/documents/${paper.key}`
  const issue = useMutation({
    mutationFn: () => post<IssuedDocument>(at),
    onSuccess: async (d) => {
      say(w.documentIssued(d.title, d.number ?? ''))
      await refresh(kept.type.id)
    },
  })
  const preview = () => void download(`${at}/preview`, undefined, `${paper.title}（预览）.docx`).catch(sayFault(lang))
  return (
    <li>
      <div className="row spread">
        <span>
          {lang === 'zh' ? paper.title : humanised(paper.key)} <span className="quiet">{paper.basis}</span>
        </span>
        <span className="row">
          <Button size="small" onClick={preview}>
            {w.previewDocument}
          </Button>
          {paper.allowed ? (
            <Button size="small" onClick={() => issue.mutate()} loading={issue.isPending}>
              {paper.issued.length > 0 ? w.reissue : w.issue}
            </Button>
          ) : null}
        </span>
      </div>
      {paper.why ? <p className="quiet">{paper.why}</p> : null}
      <FaultNote fault={issue.error} />
    </li>
  )
}
