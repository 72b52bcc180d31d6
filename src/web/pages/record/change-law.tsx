import { Input, Radio } from 'antd'
import type { Kept } from '../../../kernel/index.ts'
import { lengthText, type RuleVersion, versionOn } from '../../../law/index.ts'
import { call } from '../../api/client.ts'
import { useRules } from '../../api/law.ts'
import { apiOf } from '../../api/paths.ts'
import type { DeadlineView, RecordView } from '../../api/types.ts'
import { FormItem } from '../../parts/fields/field-form.tsx'
import { dayText, type Lang } from '../../parts/format.ts'
import { lawWords } from '../../words/law.ts'
import { recordWords } from '../../words/record.ts'
import { useLang, useWords } from '../../words/words.ts'
import { AskForm } from '../ask-form.tsx'
import { useRefresh } from './refresh.ts'

/** 「变更适用的法律」: a case keeps the law of the day on which its clock started; an officer may put it under another version, with a reason that stays. */
export function ChangeLaw({
  kept,
  view,
  deadline,
  changed,
}: {
  kept: Kept
  view: RecordView
  deadline: DeadlineView
  changed: () => void
}) {
  const w = useWords(recordWords)
  const l = useWords(lawWords)
  const lang = useLang()
  const refresh = useRefresh()
  const rules = useRules()
  const versions = rules.data?.find((r) => r.code === deadline.rule)?.versions ?? []
  if (!view.can.correct || deadline.state === 'met' || versions.length < 2) return null
  const dayOf = (v: RuleVersion) => (v === versionOn(versions, deadline.since) ? deadline.since : v.from)
  const now = versionOn(versions, deadline.lawOn)
  return (
    <AskForm
      action={w.changeLaw}
      title={`${w.changeLaw}：${deadline.title}`}
      start={{ lawOn: now ? dayOf(now) : '', reason: '' }}
      ready={(v) => v.reason.trim().length >= 2 && v.lawOn !== '' && v.lawOn !== (now ? dayOf(now) : '')}
      run={async (v) => {
        const body = { lawOn: v.lawOn, reason: v.reason.trim() }
        await call('POST', `${apiOf(kept.type.id)}/${view.id}/deadlines/${deadline.key}/law`, { body, key: crypto.randomUUID() })
        await refresh(kept.type.id)
        changed()
      }}
    >
      {(v, set) => (
        <>
          <p>{w.changeLawHint}</p>
          <Radio.Group
            aria-label={l.version}
            vertical
            value={v.lawOn}
            onChange={(e) => set({ lawOn: String(e.target.value) })}
            options={versions.map((one) => ({ value: dayOf(one), label: versionText(one, lang, l.inForce) }))}
          />
          <FormItem id="law-reason" label={w.reason} required>
            <Input.TextArea
              id="law-reason"
              value={v.reason}
              onChange={(e) => set({ reason: e.target.value })}
              autoSize={{ minRows: 2 }}
              maxLength={500}
            />
          </FormItem>
        </>
      )}
    </AskForm>
  )
}

const versionText = (v: RuleVersion, lang: Lang, inForce: string): string =>
  `${v.article}　${lengthText(v)}　${dayText(v.from, lang)} – ${v.to ? dayText(v.to, lang) : inForce}`
