let through = true
const listeners = new Set<() => void>()

/** Notes whether a call came through to the server. */
export function cameThrough(now: boolean): void {
  if (now === through) return
  through = now
  for (const l of listeners) l()
}

/** Whether the last call came through: in a village a phone believes in its network long after the server cannot be reached. */
export const reachable = (): boolean => through

/** Tells when that changes. */
export function onReach(l: () => void): () => void {
  listeners.add(l)
  return () => {
    listeners.delete(l)
  }
}
