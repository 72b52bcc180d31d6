import type { Doc, Item } from '../../document.ts'
import { periodOf, printed } from '../../document.ts'
import { reject, type Sheet } from '../../outcome.ts'
import { isAmount } from '../amounts.ts'

/** A place where not all of `den` were `num`. */
interface Part {
  readonly num: Item
  readonly den: Item
}

/** A rate of 100 % beside a count of those that were not: 成功率100%, 受理20宗成功19宗; 持证率100%, 1216人持证1198人. */
export function checkHundred(sheet: Sheet): void {
  const { doc } = sheet
  const full = doc.items.filter((i) => i.family === 'percent' && i.value === 100 && i.bound === 'exact' && /率/.test(i.before))
  if (full.length === 0) return
  const successes = partialSuccesses(doc)
  for (const rate of full.slice(0, 40)) {
    if (/(?:调解|调处|化解)[^,]{0,4}成功率|^成功率/.test(rate.before.trim())) success(sheet, rate, successes)
    else own(sheet, rate)
  }
}

function success(sheet: Sheet, rate: Item, failures: readonly Part[]): void {
  const { doc } = sheet
  const count = (doc.bySentence[rate.sentence] ?? []).filter((i) => i.index < rate.index && isAmount(i)).pop()
  if (!count) return
  const year = (i: Item) => periodOf(doc, i)?.year ?? null
  const fit = failures.filter(
    (f) =>
      !(f.num.sentence === rate.sentence && f.num.index < rate.index) &&
      (year(rate) === null || year(f.num) === null || year(rate) === year(f.num)),
  )
  // 邻里纠纷22件,成功率100%: what is true of one kind says nothing of all
  const one = /[\u4e00-\u9fff]{2}(?:纠纷|矛盾|争议|案件?)$/.test(count.before.trim()) && !/受理|调解|调处|化解|排查/.test(count.before)
  const near = fit.find((f) => f.num.paragraph === rate.paragraph) ?? fit[0]
  if (near && !(one && near.num.value > count.value)) ask(sheet, '成功率', [count, rate], near)
}

// 持证率100%,…执法人员1216人,持证上岗1198人: the count that bears the rate's own word, in the same paragraph
function own(sheet: Sheet, rate: Item): void {
  const { doc } = sheet
  const word = /([\u4e00-\u9fff]{2})率(?:均|都|达到|达|为|是)*$/.exec(rate.before.trim())?.[1]
  if (!word || /办结|审结|结案|增长|完成|覆盖|及时|按期/.test(word)) return
  for (let k = rate.index + 1; k < doc.items.length && k - rate.index <= 4; k++) {
    const num = doc.items[k] as Item
    const den = doc.items[k - 1] as Item
    if (num.paragraph !== rate.paragraph || num.sentence - rate.sentence > 1) return
    if (den.index === rate.index || !isAmount(num) || !isAmount(den) || num.unit !== den.unit || !num.before.includes(word)) continue
    if (/未|不|无|拟|将/.test(num.before) || den.sentence !== num.sentence || num.hi >= den.lo || num.value < den.value * 0.5) continue
    if (/其中/.test(doc.text.slice(den.end, num.start))) continue
    ask(sheet, `${word}率`, [rate], { num, den })
    return
  }
}

function ask(sheet: Sheet, name: string, said: readonly Item[], { num, den }: Part): void {
  const { doc } = sheet
  reject(sheet, {
    kind: 'ratio',
    severity: 'question',
    message: {
      zh: `${name}100%，但另一处${printed(doc, den)}${den.unit}中只有${printed(doc, num)}${num.unit}，不是全部`,
      en: `a rate of 100 %, but elsewhere only ${printed(doc, num)} of ${printed(doc, den)}`,
    },
    arithmetic: `${printed(doc, num)} ÷ ${printed(doc, den)} = ${((100 * num.value) / den.value).toFixed(1)}% ≠ 100%`,
    items: [...said, den, num],
    suggestion: {
      zh: `如后者包含在前者之内，${name}不能是100%；否则请写明口径。`,
      en: 'If the latter is part of the former, the rate cannot be 100 %; else say what each covers.',
    },
  })
}

// 受理20宗,成功19宗: places where not all succeeded
function partialSuccesses(doc: Doc): Part[] {
  const out: Part[] = []
  for (const num of doc.items) {
    if (!isAmount(num) || /并(?:全部|均)?成功/.test(num.before)) continue
    if (!/(?:调解|调处|化解)成功|成功(?:调解|调处|化解)|^成功/.test(num.before)) continue
    const den = doc.items[num.index - 1]
    if (!den || den.sentence !== num.sentence || !isAmount(den) || den.family !== num.family || !(num.hi < den.lo)) continue
    if (/受理|调解|调处|纠纷/.test(den.before)) out.push({ num, den })
    if (out.length >= 12) break
  }
  return out
}
