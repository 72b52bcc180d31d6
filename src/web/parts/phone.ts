import { useSyncExternalStore } from 'react'

const query = typeof matchMedia === 'undefined' ? null : matchMedia('(max-width: 768px)')
const subscribe = (l: () => void) => {
  query?.addEventListener('change', l)
  return () => query?.removeEventListener('change', l)
}

/** Whether the phone layout is shown; the same width stands in `styles/phone.css`. */
export const usePhone = (): boolean => useSyncExternalStore(subscribe, () => query?.matches ?? false)
