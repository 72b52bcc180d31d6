import { DatePicker, Input } from 'antd'
import dayjs from 'dayjs'
import { usePhone } from './phone.ts'

/** A legal day: the phone's own calendar on a phone; on a desk typed in any usual way (2017-10-31, 20171031, 2017年10月31日) or chosen. */
export function DayInput({
  id,
  label,
  value,
  onChange,
  clear = false,
  invalid = false,
  max,
  width = '100%',
}: {
  id: string
  label?: string
  value: string
  onChange: (day: string) => void
  clear?: boolean
  invalid?: boolean
  max?: string
  width?: number | string
}) {
  const phone = usePhone()
  if (phone)
    return (
      <Input
        id={id}
        type="date"
        aria-label={label}
        value={value}
        {...(max ? { max } : {})}
        onChange={(e) => (e.target.value || clear) && onChange(e.target.value)}
        aria-invalid={invalid}
      />
    )
  return (
    <DatePicker
      id={id}
      aria-label={label}
      style={{ width }}
      value={value ? dayjs(value) : null}
      onChange={(d) => onChange(d ? d.format('YYYY-MM-DD') : '')}
      format={['YYYY-MM-DD', 'YYYYMMDD', 'YYYY年M月D日', 'YYYY/M/D', 'YYYY.M.D', 'YYYY-M-D']}
      status={invalid ? 'error' : ''}
      allowClear={clear}
      {...(max ? { maxDate: dayjs(max) } : {})}
    />
  )
}
