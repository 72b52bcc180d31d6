/** The English words that an identifier falls back to: `mediation.case` → `Case`, `acceptedOn` → `Accepted on`. */
export function humanised(id: string): string {
  const name = (id.split('.').at(-1) ?? id).replace(/[A-Z]/g, (c) => ` ${c.toLowerCase()}`).replaceAll(/[_-]/g, ' ')
  return name.charAt(0).toUpperCase() + name.slice(1)
}

/** The name of a figure: the official title, or its identifier in words. */
export const figureTitle = (f: { readonly id: string; readonly title: string }, lang: 'zh' | 'en'): string =>
  lang === 'zh' ? f.title : humanised(f.id.split('.').slice(1).join(' '))

/** The name of a post that somebody holds. */
export const postTitle = (h: { readonly post: string; readonly postTitle: string }, lang: 'zh' | 'en'): string =>
  lang === 'zh' ? h.postTitle : humanised(h.post)
