import { useQuery, useQueryClient } from '@tanstack/react-query'
import { InputNumber } from 'antd'
import { call, get } from '../api/client.ts'
import { FormItem } from '../parts/fields/field-form.tsx'
import { adminWords } from '../words/admin.ts'
import { useWords } from '../words/words.ts'
import { AskForm } from './ask-form.tsx'

interface Policy {
  readonly passwordDays: number
  readonly idleMinutes: number
  readonly sessionHours: number
}

/** 「登录与密码规则」, set by the security administrator. */
export function LoginPolicy() {
  const w = useWords(adminWords)
  const client = useQueryClient()
  const policy = useQuery({ queryKey: ['policy'], queryFn: ({ signal }) => get<Policy>('/api/policy', undefined, signal) })
  if (!policy.data) return null
  const names = ['passwordDays', 'idleMinutes', 'sessionHours'] as const
  return (
    <p className="row">
      <strong>{w.policy}</strong>
      {names.map((n) => (
        <span key={n} className="badge">
          {w[n]} {policy.data[n]}
        </span>
      ))}
      <AskForm
        action={w.manage}
        title={w.policy}
        start={policy.data}
        ready={() => true}
        run={async (v) => {
          await call('PUT', '/api/policy', { body: v })
          await client.invalidateQueries({ queryKey: ['policy'] })
        }}
      >
        {(v, set) =>
          names.map((n) => (
            <FormItem key={n} id={`policy-${n}`} label={w[n]} required>
              <InputNumber
                id={`policy-${n}`}
                style={{ width: '100%' }}
                min={0}
                precision={0}
                value={v[n]}
                onChange={(x) => set({ [n]: x ?? 0 })}
              />
            </FormItem>
          ))
        }
      </AskForm>
    </p>
  )
}
