import { useSearchParams } from 'react-router'
import { useAccount } from '../api/session.ts'
import { UnitPicker } from '../parts/unit-picker.tsx'
import { useWords } from '../words/words.ts'
import { lineWords } from './words.ts'

/** The unit that a desk is narrowed to; it stands in the address. Nothing means all that the posts see. */
export function useUnitFilter(): [string | undefined, (unit: string | undefined) => void] {
  const [params, setParams] = useSearchParams()
  return [
    params.get('unit') ?? undefined,
    (unit) =>
      setParams(
        (before) => {
          const p = new URLSearchParams(before)
          if (unit) p.set('unit', unit)
          else p.delete('unit')
          return p
        },
        { replace: true },
      ),
  ]
}

/** Chooses one office; only shown to those who see the whole county. */
export function UnitFilter({ unit, set }: { unit: string | undefined; set: (unit: string | undefined) => void }) {
  const w = useWords(lineWords)
  const account = useAccount()
  const wide = account.holdings.some((h) => h.unit.slice(0, 6) === account.bureau && (h.unit.length === 6 || h.unit[6] === 'B'))
  if (!wide) return null
  return (
    <div style={{ width: 220 }} className="no-print">
      <UnitPicker id="line-unit" label={w.unit} value={unit} onChange={set} />
    </div>
  )
}
