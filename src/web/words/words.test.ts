import { describe, expect, test } from 'vitest'
import { adminWords } from './admin.ts'
import { doorWords } from './door.ts'
import { exchangeWords } from './exchange.ts'
import { figureWords } from './figures.ts'
import { homeWords } from './home.ts'
import { lawWords } from './law.ts'
import { ledgerWords } from './ledger.ts'
import { parameterWords } from './parameters.ts'
import { quickWords } from './quick.ts'
import { recordWords } from './record.ts'
import { reportCheckWords } from './report-check.ts'
import { sharedWords } from './shared.ts'
import { shellWords } from './shell.ts'
import { stateWords } from './states.ts'
import { templateWords } from './templates.ts'

const all = {
  adminWords,
  doorWords,
  exchangeWords,
  figureWords,
  homeWords,
  lawWords,
  ledgerWords,
  parameterWords,
  quickWords,
  recordWords,
  reportCheckWords,
  sharedWords,
  shellWords,
  stateWords,
  templateWords,
}
const said = (entry: unknown): string => (typeof entry === 'function' ? String(entry(3, 5)) : String(entry))
/** Words that stay as they are in the other language: the switch itself, names to be typed. */
const asTheyAre = new Set(['otherLanguage', 'language', 'bureauHint'])

describe.each(Object.entries(all))('%s', (_, w) => {
  test('every word stands in both languages', () => expect(Object.keys(w.en)).toEqual(Object.keys(w.zh)))
  test('English holds no Chinese, and Chinese is Chinese', () => {
    for (const [key, entry] of Object.entries(w.en))
      if (!asTheyAre.has(key)) expect([key, said(entry)]).not.toEqual([key, expect.stringMatching(/\p{Script=Han}/u)])
    for (const [key, entry] of Object.entries(w.zh))
      if (!asTheyAre.has(key)) expect([key, said(entry)]).toEqual([key, expect.stringMatching(/\p{Script=Han}/u)])
  })
})
