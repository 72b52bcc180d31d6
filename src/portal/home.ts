import type { Law } from '../law/index.ts'
import { html } from './html.ts'
import { page, type Site, to } from './page.ts'
import { portalWords } from './words.ts'

/** What people ask a justice bureau most: how long they have, and how long the authority has. */
const often = [
  'rec.apply',
  'rec.decide',
  'lit.sue',
  'la.review',
  'dis.answer',
  'pet.tell',
  'pet.handle',
  'med.court',
  'sup.notary',
] as const

/** 「首页」 What the bureau offers to everyone, without an account. */
export function homePage(site: Site, law: Law): string {
  const w = portalWords[site.lang]
  const rules = often.flatMap((code) => {
    const rule = law.rules.get(code)
    return rule ? [{ code, title: site.lang === 'zh' ? rule.title : rule.en }] : []
  })
  return page(site, {
    title: w.site,
    at: 'home',
    body: html`
<p class="lead">${w.homeIntro}</p>
<section><h2><a href="${to(site, 'calculator')}">${w.calculator}</a></h2><p>${w.calculatorIntro}</p>
<h3>${w.common}</h3>
<ul class="links">${rules.map((r) => html`<li><a href="${to(site, 'calculator', { rule: r.code })}">${r.title}</a></li>`)}</ul></section>
${site.check ? html`<section><h2><a href="${to(site, 'check')}">${w.check}</a></h2><p>${w.checkIntro}</p></section>` : ''}
<section><h2>${w.help}</h2><p>${w.helpText}</p></section>`,
  })
}
