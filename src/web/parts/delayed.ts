import { useEffect, useState } from 'react'

/** The value once it has rested for a moment: what was typed, not every letter of it. */
export function useDelayed<T>(value: T, ms = 250): T {
  const [rested, setRested] = useState(value)
  useEffect(() => {
    const t = setTimeout(() => setRested(value), ms)
    return () => clearTimeout(t)
  }, [value, ms])
  return rested
}
