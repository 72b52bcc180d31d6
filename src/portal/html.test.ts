import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { html } from './html.ts'

describe('a piece of a page', () => {
  test('says what was typed and never obeys it', () => {
    expect(html`<p title="${'"><script>'}">${"<b> & 'x'"}</p>`.markup).toBe(
      '<p title="&quot;&gt;&lt;script&gt;">&lt;b&gt; &amp; &#39;x&#39;</p>',
    )
    fc.assert(fc.property(fc.string(), (text) => !/[<>"']/.test(html`${text}`.markup)))
  })
  test('joins pieces and lists of pieces, and leaves out what is not there', () => {
    expect(html`<ul>${['甲', '乙'].map((t) => html`<li>${t}</li>`)}${null}${undefined}${false}${0}</ul>`.markup).toBe(
      '<ul><li>甲</li><li>乙</li>0</ul>',
    )
  })
})
