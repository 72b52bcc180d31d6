/**
 * The English words that an identifier falls back to: `mediation.case` → `Case`, `acceptedOn` → `Accepted on`. The same as the
 * kernel's `humanise` for one name, kept apart so that the first page does not load the kernel.
 */
export function humanised(id: string): string {
  const name = (id.split('.').at(-1) ?? id).replace(/[A-Z]/g, (c) => ` ${c.toLowerCase()}`).replaceAll(/[_-]/g, ' ')
  return name.charAt(0).toUpperCase() + name.slice(1)
}
