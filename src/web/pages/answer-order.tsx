import { Input } from 'antd'
import { answerOrder } from '../api/orders.ts'
import { FormItem } from '../parts/fields/field-form.tsx'
import { orderWords } from '../words/orders.ts'
import { useWords } from '../words/words.ts'
import { AskForm } from './ask-form.tsx'

/** 「回复督办单」: why it is late, and what was done. */
export function AnswerOrder({ number, answered }: { number: string; answered: () => Promise<unknown> }) {
  const w = useWords(orderWords)
  return (
    <AskForm
      action={w.answer}
      title={`${w.answer}：${number}`}
      start={{ say: '' }}
      ready={(v) => v.say.trim().length >= 2}
      run={async (v) => {
        await answerOrder(number, v.say.trim())
        await answered()
      }}
    >
      {(v, set) => (
        <FormItem id="order-answer" label={w.answerLabel} hint={w.answerHint} required>
          <Input.TextArea
            id="order-answer"
            value={v.say}
            onChange={(e) => set({ say: e.target.value })}
            autoSize={{ minRows: 3 }}
            maxLength={400}
          />
        </FormItem>
      )}
    </AskForm>
  )
}
