import { html } from './html.ts'
import { page, type Site, to } from './page.ts'
import { portalWords } from './words.ts'

/** A refusal as the pages show it: what was wrong, and what one can do. */
export interface Said {
  readonly zh: string
  readonly en: string
  readonly todo?: { readonly zh: string; readonly en: string }
}

/** The note of a refusal inside a page. */
export const refusalNote = (site: Site, said: Said) =>
  html`<div class="refused" role="alert"><p><strong>${said[site.lang]}</strong></p>${
    said.todo ? html`<p>${said.todo[site.lang]}</p>` : ''
  }</div>`

/** A page for what could not be done, with the way back. */
export function refusedPage(site: Site, said: Said): string {
  const w = portalWords[site.lang]
  return page(site, {
    title: w.wrong,
    at: null,
    body: html`${refusalNote(site, said)}<p><a href="${to(site, 'home')}">${w.home}</a></p>`,
  })
}

/** A page for an address that leads nowhere. */
export const missingPage = (site: Site): string =>
  refusedPage(site, {
    zh: portalWords.zh.missing,
    en: portalWords.en.missing,
    todo: { zh: portalWords.zh.missingText, en: portalWords.en.missingText },
  })

/** A page for a service that the bureau has not opened. */
export const closedPage = (site: Site): string =>
  refusedPage(site, {
    zh: portalWords.zh.closed,
    en: portalWords.en.closed,
    todo: { zh: portalWords.zh.closedText, en: portalWords.en.closedText },
  })
