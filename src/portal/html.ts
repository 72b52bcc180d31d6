/** Markup that may be sent: made by `html` alone, so that whatever was typed by a person has been escaped on its way in. */
export interface Html {
  readonly markup: string
}

/** What may stand in a template. Nothing is shown for null, undefined and false. */
export type Child = string | number | Html | null | undefined | false | readonly Child[]

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

const said = (child: Child): string => {
  if (child === null || child === undefined || child === false) return ''
  if (typeof child === 'string') return child.replace(/[&<>"']/g, (c) => ENTITIES[c] ?? c)
  if (typeof child === 'number') return String(child)
  if ('markup' in child) return child.markup
  return child.map(said).join('')
}

/** A piece of a page. Attributes stand in double quotes in the template; texts and values are escaped. */
export const html = (parts: TemplateStringsArray, ...children: readonly Child[]): Html => ({
  markup: parts.map((part, i) => `${part}${i < children.length ? said(children[i]) : ''}`).join(''),
})
