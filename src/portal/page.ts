import { type Html, html } from './html.ts'
import { type Lang, portalWords } from './words.ts'

/** What every page of the public site is told: the language, whose site it is, and what is open. */
export interface Site {
  readonly lang: Lang
  /** Empty before the first run. */
  readonly bureauName: string
  /** Whether 「报告校核」 is open to the public. */
  readonly check: boolean
}

export const publicPaths = {
  home: '/public',
  calculator: '/public/calculator',
  check: '/public/check',
  sheet: '/public/check/sheet',
  style: '/public/style.css',
} as const
type Place = keyof typeof publicPaths

/** An address of the site in the language of the page, with what it is asked. */
export function to(site: Pick<Site, 'lang'>, place: Place, asked: Readonly<Record<string, string>> = {}): string {
  const query = new URLSearchParams({ ...asked, ...(site.lang === 'en' ? { lang: 'en' } : {}) }).toString()
  return query === '' ? publicPaths[place] : `${publicPaths[place]}?${query}`
}

/** A whole page: header with the sections, one main part, foot. Nothing in it needs a script. */
export function page(
  site: Site,
  of: { readonly title: string; readonly at: Place | null; readonly asked?: Readonly<Record<string, string>>; readonly body: Html },
): string {
  const w = portalWords[site.lang]
  const name = site.bureauName || w.noBureau
  const { lang: _, ...asked } = of.asked ?? {}
  const other = to({ lang: site.lang === 'zh' ? 'en' : 'zh' }, of.at ?? 'home', asked)
  const link = (place: Place, title: string) =>
    html`<li><a href="${to(site, place)}"${place === of.at ? html` aria-current="page"` : ''}>${title}</a></li>`
  return html`<!doctype html>
<html lang="${site.lang === 'zh' ? 'zh-CN' : 'en'}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${of.title} - ${name}</title>
<link rel="stylesheet" href="${publicPaths.style}">
<link rel="icon" href="/icon.svg">
</head>
<body>
<header>
<a class="skip" href="#main">${w.skip}</a>
<p class="name" lang="zh-CN">${name}</p>
<nav aria-label="${w.nav}"><ul>
${link('home', w.home)}
${link('calculator', w.calculator)}
${site.check ? link('check', w.check) : ''}
<li class="away"><a href="/">${w.login}</a></li>
<li><a href="${other}" hreflang="${site.lang === 'zh' ? 'en' : 'zh-CN'}" lang="${site.lang === 'zh' ? 'en' : 'zh-CN'}">${w.other}</a></li>
</ul></nav>
</header>
<main id="main">
<h1>${of.title}</h1>
${of.body}
</main>
<footer><p>${w.foot}</p></footer>
</body>
</html>
`.markup
}
