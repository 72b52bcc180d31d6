import {
  citations,
  type DayOfCount,
  type Due,
  type DueRequest,
  dayByDay,
  dayInWords,
  findArticle,
  type Law,
  lengthText,
  ruleVersionOn,
  weekdayInWords,
} from '../law/index.ts'
import { type Html, html } from './html.ts'
import type { Site } from './page.ts'
import { portalWords } from './words.ts'

/** A count of years is not shown day by day: its lines say it. */
const LONGEST_TABLE = 200

/** The due day with its article, its version, the clause of the law and the way it was counted. */
export function answerPart(site: Site, request: DueRequest<string> & { readonly law: Law }, answer: Due): Html {
  const w = portalWords[site.lang]
  const version = ruleVersionOn(answer.rule, answer.start, request.law)
  const actor = request.law.rules.get(answer.rule)?.actor ?? ''
  const day = (d: string) => dayInWords(d, site.lang)
  const days = dayByDay(request)
  const hours = answer.unit === 'hour'
  return html`
<section class="box answer" aria-labelledby="answer">
<h2 id="answer">${hours ? w.dueHour : w.due}</h2>
<p class="due">${day(answer.due)} <span>${weekdayInWords(answer.due, site.lang)}</span></p>
${answer.original !== null && answer.original !== answer.due ? html`<p>${w.original} ${day(answer.original)}</p>` : ''}
${answer.advisory ? html`<p class="advisory"><strong>${w.advisory}</strong> ${w.advisoryText}</p>` : ''}
<dl>
<dt>${w.article}</dt><dd lang="zh-CN">${answer.article}</dd>
<dt>${w.version}</dt><dd>${
    answer.version.to === null ? w.inForceSince(day(answer.version.from)) : w.inForceFrom(day(answer.version.from), day(answer.version.to))
  }${version && !answer.advisory ? html` <span class="hint">${version.checked === 'text' ? w.verified : w.seen}</span>` : ''}</dd>
<dt>${w.length}</dt><dd lang="zh-CN">${version ? lengthText(version) : ''}</dd>
<dt>${w.who}</dt><dd lang="zh-CN">${actor}</dd>
</dl>
${clauses(answer, request.law).map((c) => html`<blockquote lang="zh-CN"><p>“${c.quote}”</p><p class="hint">${c.where}</p></blockquote>`)}
<h3>${w.why}</h3>
<ol class="derivation" lang="zh-CN">${answer.derivation.map((line) => html`<li>${line}</li>`)}</ol>
${Array.isArray(days) && days.length > 0 && days.length <= LONGEST_TABLE ? dayTable(site, days) : ''}
<p class="hint">${w.notice}</p>
</section>`
}

/** The clauses that decide, word for word, where their text was read. */
function clauses(answer: Due, law: Law): { where: string; quote: string }[] {
  return citations(answer.article, answer.version.from, law).flatMap((c) =>
    c.articles.flatMap((n) => {
      const found = findArticle(c.statute, n, answer.version.from, law)
      return found?.reading?.quote ? [{ where: `《${found.version.title}》${found.label}`, quote: found.reading.quote }] : []
    }),
  )
}

function dayTable(site: Site, days: readonly DayOfCount[]): Html {
  const w = portalWords[site.lang]
  const what = { counted: w.counted, off: w.off, paused: w.paused, rolled: w.rolled, due: w.dueDay }
  return html`<details><summary>${w.dayByDay}</summary><table>
<thead><tr><th scope="col">${w.day}</th><th scope="col">${w.nth}</th><th scope="col">${w.what}</th></tr></thead>
<tbody>${days.map(
    (d) =>
      html`<tr class="${d.kind}"><th scope="row">${d.day}</th><td>${d.nth ?? ''}</td><td>${what[d.kind]}　<span lang="zh-CN">${d.why}</span></td></tr>`,
  )}</tbody></table></details>`
}
