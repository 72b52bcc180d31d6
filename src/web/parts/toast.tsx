import { useSyncExternalStore } from 'react'

interface Toast {
  readonly id: number
  readonly text: string
  readonly bad: boolean
}
let toasts: readonly Toast[] = []
let next = 1
const listeners = new Set<() => void>()
const change = (to: readonly Toast[]) => {
  toasts = to
  for (const l of listeners) l()
}

/** Says one sentence above the page for some seconds; a screen reader reads it. */
export function say(text: string, bad = false): void {
  const id = next++
  change([...toasts, { id, text, bad }])
  setTimeout(() => change(toasts.filter((t) => t.id !== id)), bad ? 8000 : 4000)
}
const subscribe = (l: () => void) => {
  listeners.add(l)
  return () => listeners.delete(l)
}

export function Toasts() {
  const shown = useSyncExternalStore(subscribe, () => toasts)
  return (
    <div className="toasts" role="status" aria-live="polite">
      {shown.map((t) => (
        <p key={t.id} className={t.bad ? 'toast bad' : 'toast'}>
          {t.text}
        </p>
      ))}
    </div>
  )
}
