import { type Calendar, dueOf, findRules, type Law, lawLines, lawLineTitles, lengthText, type Rule } from '../law/index.ts'
import { answerPart } from './answer.ts'
import { type Asked, addressOf } from './asked.ts'
import { type Html, html } from './html.ts'
import { page, publicPaths, type Site, to } from './page.ts'
import { refusalNote, type Said } from './refused.ts'
import { portalWords } from './words.ts'

/** The statute book and calendar of this installation. */
export interface Book {
  readonly law: Law
  readonly calendar: Calendar
}

/** 「法定期限计算器」 A form that the address answers: choose a rule, give the start, read the day and its reasons. */
export function calculatorPage(site: Site, book: Book, asked: Asked): string {
  const w = portalWords[site.lang]
  const rule = book.law.rules.get(asked.rule)
  return page(site, {
    title: w.calculator,
    at: 'calculator',
    asked: addressOf(asked),
    body: rule
      ? html`${ruleForm(site, asked, rule)}${asked.start === '' ? '' : outcome(site, book, asked)}`
      : html`<p class="lead">${w.calculatorIntro}</p>${asked.rule === '' ? '' : outcome(site, book, asked)}${finder(site, book.law, asked)}`,
  })
}

/** Choosing a rule by its line or by plain words. */
function finder(site: Site, law: Law, asked: Asked): Html {
  const w = portalWords[site.lang]
  const searched = asked.words !== '' || asked.line !== undefined
  const found = findRules(law, { words: asked.words, ...(asked.line ? { line: asked.line } : {}) })
  const lines = lawLines.filter((l) => [...law.rules.values()].some((r) => r.line === l))
  return html`
<form method="get" action="${publicPaths.calculator}" class="box" role="search">
<h2>${w.find}</h2>
${langField(site)}
<p><label for="q">${w.words}</label><input id="q" name="q" value="${asked.words}" maxlength="60" aria-describedby="q-hint">
<span class="hint" id="q-hint">${w.wordsHint}</span></p>
<p><label for="line">${w.line}</label><select id="line" name="line"><option value="">${w.allLines}</option>
${lines.map((l) => html`<option value="${l}"${l === asked.line ? html` selected` : ''}>${lawLineTitles[l][site.lang]}</option>`)}
</select></p>
<p><button type="submit">${w.search}</button></p>
</form>
${
  searched
    ? html`<section aria-labelledby="found"><h2 id="found">${found.length > 0 ? w.found(found.length) : w.none}</h2>${ruleList(site, found)}</section>`
    : lines.map(
        (l) =>
          html`<section><h2>${lawLineTitles[l][site.lang]}</h2>${ruleList(
            site,
            found.filter((r) => r.rule.line === l),
          )}</section>`,
      )
}`
}

function ruleList(site: Site, rules: readonly { readonly code: string; readonly rule: Rule }[]): Html {
  return html`<ul class="rules">${rules.map(({ code, rule }) => {
    const last = rule.versions.at(-1)
    return html`<li><a href="${to(site, 'calculator', { rule: code })}">${titleOf(site, rule)}</a>
${last ? html`<span class="hint" lang="zh-CN">${lengthText(last)}　${last.article}</span>` : ''}</li>`
  })}</ul>`
}

/** The form of one rule; only what the rule knows is asked for. */
function ruleForm(site: Site, asked: Asked, rule: Rule): Html {
  const w = portalWords[site.lang]
  const hours = rule.versions.some((v) => v.unit === 'hour')
  const pausable = rule.versions.some((v) => v.direction !== 'before' && !v.unit.includes(':'))
  const extension = rule.versions.findLast((v) => v.extend)?.extend
  const given = asked.pauses.some((p) => p.from !== '' || p.to !== '')
  return html`
<form method="get" action="${publicPaths.calculator}" class="box">
<h2>${titleOf(site, rule)}</h2>
<p class="hint">${lawLineTitles[rule.line][site.lang]}　<span lang="zh-CN">${w.who}：${rule.actor}</span></p>
${langField(site)}<input type="hidden" name="rule" value="${asked.rule}">
<p><label for="start">${w.startOf(rule.start)}</label>
<input type="date" placeholder="2026-02-10" id="start" name="start" value="${asked.start}" required></p>
${hours ? html`<p><label for="time">${w.time}</label><input type="time" id="time" name="time" value="${asked.time}" required></p>` : ''}
${
  pausable
    ? html`<details${given ? html` open` : ''}><summary>${w.pauses}</summary><div class="pauses">${asked.pauses.map(
        (
          p,
          i,
        ) => html`<p><label for="from${i + 1}">${w.pauseFrom(i + 1)}</label><input type="date" placeholder="2026-02-10" id="from${i + 1}" name="from${i + 1}" value="${p.from}"></p>
<p><label for="to${i + 1}">${w.pauseTo(i + 1)}</label><input type="date" placeholder="2026-02-10" id="to${i + 1}" name="to${i + 1}" value="${p.to}"></p>`,
      )}</div></details>`
    : ''
}
${
  extension
    ? html`<p><label for="extend">${w.extend}</label><input type="number" id="extend" name="extend" min="0" max="3650" inputmode="numeric" value="${asked.extend}" aria-describedby="extend-hint">
<span class="hint" id="extend-hint" lang="zh-CN">${w.extendHint(extension.by, extension.most === null ? '' : w.atMost(extension.most), extension.article)}</span></p>`
    : ''
}
<p><button type="submit">${w.compute}</button> <a href="${to(site, 'calculator')}">${w.again}</a></p>
</form>`
}

/** The answer of the law clock to what was typed, or what it refuses. */
function outcome(site: Site, { law, calendar }: Book, asked: Asked): Html {
  const half = asked.pauses.some((p) => (p.from === '') !== (p.to === ''))
  if (half) return refusalNote(site, HALF_PAUSE)
  const extendDays = asked.extend === '' ? 0 : Number(asked.extend)
  const start = asked.time === '' ? asked.start : `${asked.start}T${asked.time}`
  const request = { rule: asked.rule, start, pauses: asked.pauses.filter((p) => p.from !== ''), extendDays, law, calendar }
  const answer = dueOf<string>(request)
  return answer.ok ? answerPart(site, request, answer) : refusalNote(site, answer.error)
}

const HALF_PAUSE: Said = {
  zh: '不计入的期间要写明起止两个日期。',
  en: 'A stretch of days that do not count needs its first and its last day.',
  todo: { zh: '请补上另一个日期。', en: 'Add the other day.' },
}

const titleOf = (site: Site, rule: Rule): string => (site.lang === 'zh' ? rule.title : rule.en)
const langField = (site: Site) => (site.lang === 'en' ? html`<input type="hidden" name="lang" value="en">` : '')
