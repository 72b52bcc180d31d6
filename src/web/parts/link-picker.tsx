import { useQuery } from '@tanstack/react-query'
import { Select } from 'antd'
import { useState } from 'react'
import { get } from '../api/client.ts'
import { apiOf } from '../api/paths.ts'
import type { Page } from '../api/types.ts'
import { useDelayed } from './delayed.ts'

/** Chooses a record of another type by what it is called or numbered. */
export function LinkPicker({
  id,
  to,
  value,
  label,
  onChange,
  required,
  invalid = false,
}: {
  id: string
  to: string
  value: string | undefined
  label?: string | undefined
  onChange: (id: string | null) => void
  required?: boolean
  invalid?: boolean
}) {
  const [q, setQ] = useState('')
  const asked = useDelayed(q)
  const found = useQuery({
    queryKey: ['list', to, 'pick', asked],
    queryFn: ({ signal }) => get<Page>(apiOf(to), { q: asked, limit: 20 }, signal),
  })
  const options = (found.data?.rows ?? []).map((r) => ({ value: r.id, label: `${r.label}${r.number ? `　${r.number}` : ''}` }))
  if (value && label && !options.some((o) => o.value === value)) options.unshift({ value, label })
  return (
    <Select
      id={id}
      style={{ width: '100%' }}
      {...(value ? { value } : {})}
      onChange={(v: string | undefined) => onChange(v ?? null)}
      showSearch={{ filterOption: false, onSearch: setQ }}
      loading={found.isFetching}
      allowClear={!required}
      options={options}
      aria-required={required}
      aria-invalid={invalid}
      status={invalid ? 'error' : ''}
      virtual={false}
    />
  )
}
