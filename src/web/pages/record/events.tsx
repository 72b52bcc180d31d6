import { useQuery } from '@tanstack/react-query'
import type { Kept } from '../../../kernel/index.ts'
import { get } from '../../api/client.ts'
import { apiOf } from '../../api/paths.ts'
import type { EventEntry, RecordView } from '../../api/types.ts'
import { dayText, instantText } from '../../parts/format.ts'
import { fieldTitle, stepText } from '../../parts/labels.ts'
import { Answer, Empty } from '../../parts/states.tsx'
import { recordWords } from '../../words/record.ts'
import { useLang, useWords } from '../../words/words.ts'

/** The events of a record, as the chain keeps them. */
export function useEvents(kept: Kept, view: RecordView) {
  return useQuery({
    queryKey: ['events', kept.type.id, view.id, view.version],
    queryFn: ({ signal }) => get<EventEntry[]>(`${apiOf(kept.type.id)}/${view.id}/events`, undefined, signal),
  })
}

/** 「留痕」: every act with its person, moment, reason, what changed, and its hash. */
export function Trace({ kept, view }: { kept: Kept; view: RecordView }) {
  const w = useWords(recordWords)
  const lang = useLang()
  const events = useEvents(kept, view)
  return (
    <Answer of={events}>
      {(list) =>
        list.length === 0 ? (
          <Empty title={w.none} next={w.hashHint} />
        ) : (
          <>
            <p className="quiet">{w.hashHint}</p>
            <ol className="timeline">
              {[...list]
                .sort((a, b) => b.seq - a.seq)
                .map((e) => (
                  <li key={e.seq}>
                    <strong>{lang === 'zh' ? e.title : e.step ? stepText(e.step, undefined, lang) : e.kind}</strong>
                    <p className="quiet">
                      {instantText(e.at, lang)}　{e.name}　{e.postTitle}（{e.unitName}）
                    </p>
                    {e.reason ? (
                      <p>
                        {w.reason}：{e.reason}
                      </p>
                    ) : null}
                    <ul className="patch">
                      {e.patch.map((c) => (
                        <li key={c.field}>
                          {fieldTitle(c.field, kept.type.fields[c.field], lang)}：
                          {c.from ? (
                            <>
                              <del>{c.from}</del> →{' '}
                            </>
                          ) : null}
                          {c.to || '—'}
                        </li>
                      ))}
                    </ul>
                    <p className="quiet" title={e.hash}>
                      {w.hash} {e.hash.slice(0, 16)}…
                    </p>
                  </li>
                ))}
            </ol>
          </>
        )
      }
    </Answer>
  )
}

/** The steps alone, in the order of their days: what a reader of the case wants. */
export function StepsTaken({ kept, view }: { kept: Kept; view: RecordView }) {
  const w = useWords(recordWords)
  const lang = useLang()
  const events = useEvents(kept, view)
  return (
    <Answer of={events}>
      {(list) => {
        const steps = list.filter((e) => e.kind === 'step' || e.kind === 'import' || e.kind === 'document').sort((a, b) => a.seq - b.seq)
        if (steps.length === 0) return <Empty title={w.none} next={w.hashHint} />
        return (
          <ol className="timeline">
            {steps.map((e) => (
              <li key={e.seq}>
                <strong>
                  {dayText(e.onDay, lang)}　{lang === 'zh' ? e.title : e.step ? stepText(e.step, undefined, lang) : e.kind}
                </strong>
                <p className="quiet">
                  {e.name}　{e.postTitle}（{e.unitName}）
                  {e.step && kept.procedure.steps[e.step]?.basis ? `　${kept.procedure.steps[e.step]?.basis}` : ''}
                </p>
              </li>
            ))}
          </ol>
        )
      }}
    </Answer>
  )
}
