import { type CheckResult, type Finding, kindTitles, type Marking, segmentsOf } from '../checker/index.ts'
import { type Html, html } from './html.ts'
import { page, type Site, to } from './page.ts'
import { refusalNote, type Said } from './refused.ts'
import { type PortalWords, portalWords } from './words.ts'

/** A report that was checked; it lives as long as its page. */
export interface Checked {
  readonly name: string
  readonly text: string
  readonly result: CheckResult
}

/** 「报告校核」 before anything is checked: paste or choose a file. `longest` is in ten thousands of characters. */
export function checkPage(site: Site, longest: number, refused?: Said): string {
  const w = portalWords[site.lang]
  return page(site, {
    title: w.check,
    at: 'check',
    body: html`
<p class="lead">${w.checkIntro}</p>
<p class="secret">${w.secret}</p>
${refused ? refusalNote(site, refused) : ''}
<form method="post" action="${to(site, 'check')}" enctype="multipart/form-data" class="box">
<p><label for="text">${w.paste}</label><textarea id="text" name="text" rows="14"></textarea></p>
<p><label for="file">${w.file}</label><input type="file" id="file" name="file" accept=".docx,.pdf,.txt,.md"></p>
<p><button type="submit">${w.checkIt}</button></p>
<p class="hint">${w.limits(longest)}</p>
</form>`,
  })
}

interface Item {
  readonly id: string
  readonly tone: Marking['tone']
  readonly kind: Finding['kind']
  readonly message: string
  readonly arithmetic: string
  readonly suggestion: string
  readonly quotes: Finding['quotes']
}

/** What was found, beside the text with its words marked. A finding leads to its words and each marked word to its finding, by plain links. */
export function checkedPage(site: Site, { name, text, result }: Checked): string {
  const w = portalWords[site.lang]
  const items: Item[] = [
    ...result.findings.map((f) => ({ ...f, tone: f.severity })),
    ...result.confirmed.map((c, i) => ({ ...c, id: `ok${i + 1}`, tone: 'ok' as const, message: '', suggestion: '' })),
  ]
  return page(site, {
    title: name || w.result,
    at: 'check',
    body: html`
<p>${w.summary(result.chars, result.figures.length)}${result.findings.length === 0 ? w.clean : ''}</p>
<p class="secret">${w.secret}</p>
${result.hints.length > 0 ? html`<section class="box"><h2>${w.smallest}</h2><ul>${result.hints.map((h) => html`<li>${h.message}</li>`)}</ul></section>` : ''}
<form method="post" action="${to(site, 'sheet')}" enctype="multipart/form-data" class="row">
<textarea name="text" hidden readonly>
${text}</textarea><input type="hidden" name="name" value="${name}">
<button type="submit" name="format" value="docx">${w.docx}</button>
<button type="submit" name="format" value="xlsx">${w.xlsx}</button>
<a href="${to(site, 'check')}">${w.another}</a>
</form>
<div class="beside">
<section aria-labelledby="report"><h2 id="report">${w.report}</h2>
<div class="report" tabindex="0" role="group" aria-labelledby="report" lang="zh-CN">${marked(text, items)}</div></section>
<section aria-labelledby="found"><h2 id="found">${w.result}</h2>${list(site, items)}</section>
</div>`,
  })
}

/** Each quoted place has a name of its own, so that the third quote of a finding leads to the third place. */
const placeOf = (item: Item, quote: number): string => `t-${item.id}-${quote + 1}`

function marked(text: string, items: readonly Item[]): Html {
  const owner = new Map(items.flatMap((i) => i.quotes.map((_, n) => [placeOf(i, n), i] as const)))
  const markings = items.flatMap((i) => i.quotes.map((q, n) => ({ id: placeOf(i, n), tone: i.tone, quotes: [q] })))
  const named = new Set<string>()
  const pieces = segmentsOf(text.length, markings).map(({ start, end, ids, tone }) => {
    const words = text.slice(start, end)
    const [first] = ids
    if (tone === null || first === undefined) return words
    const fresh = ids.filter((id) => !named.has(id))
    for (const id of fresh) named.add(id)
    return html`${fresh.map((id) => html`<span id="${id}"></span>`)}<mark class="${tone}"><a href="#${owner.get(first)?.id ?? ''}">${words}</a></mark>`
  })
  return html`${pieces}`
}

/** The list with its filter: plain radio buttons and the style sheet. What a link leads to is shown whatever the filter hides. */
function list(site: Site, items: readonly Item[]): Html {
  const w = portalWords[site.lang]
  const count = (tone: Item['tone']) => items.filter((i) => i.tone === tone).length
  const choices = [
    ['all', w.all(items.length)],
    ['error', w.errors(count('error'))],
    ['question', w.questions(count('question'))],
    ['ok', w.confirmed(count('ok'))],
  ] as const
  return html`<div class="filter" role="group" aria-label="${w.show}">${choices.map(
    ([key, title]) =>
      html`<input type="radio" name="show" id="show-${key}"${key === 'all' ? html` checked` : ''}><label for="show-${key}">${title}</label>`,
  )}<ol class="findings">${items.map((i) => finding(site, w, i))}</ol></div>`
}

function finding(site: Site, w: PortalWords, item: Item): Html {
  const title = { error: w.error, question: w.question, ok: w.ok }[item.tone]
  return html`<li id="${item.id}" class="${item.tone}"><p><strong>${title}</strong>　${kindTitles[item.kind][site.lang]}</p>
${item.message === '' ? '' : html`<p>${item.message}</p>`}
<p class="arithmetic" lang="zh-CN">${item.arithmetic}</p>
<ul class="quotes" lang="zh-CN">${item.quotes.map((q, n) => html`<li><a href="#${placeOf(item, n)}">“${q.text.replace(/\s+/g, ' ').trim()}”</a></li>`)}</ul>
${item.suggestion === '' ? '' : html`<p>${w.suggestion}：${item.suggestion}</p>`}</li>`
}
