import { checkText } from '../src/checker/index.ts'

/** A report of about `length` characters in the manner of a county's year: prose, totals, shares, changes, headings. */
function sample(length: number): string {
  const part = (n: number): string =>
    [
      `(${'一二三四五六七八九十'[n % 10]})加强矛盾纠纷排查化解。`,
      '一是健全网络。坚持预防为主、教育疏导、依法处理、防止激化的原则，落实定期排查与重点时段排查相结合的制度，压实镇街和村居的责任。',
      `全区人民调解组织共受理纠纷${1000 + n}件，调解成功${970 + n}件，成功率${(((970 + n) / (1000 + n)) * 100).toFixed(2)}%；其中婚姻家庭纠纷300件，邻里纠纷400件，其他纠纷${300 + n}件。`,
      '二是提升能力。举办业务培训班四期，培训骨干调解员200余人次，评选优秀调解卷宗，推广典型经验，落实以案定补。',
      `办理法律援助案件${500 + n}件，比上年的400件增长${(((100 + n) / 400) * 100).toFixed(2)}%，其中民事200件、刑事290件、行政${10 + n}件。\n`,
    ].join('')
  let text = '2023年工作报告\n一、主要工作\n'
  for (let n = 0; text.length < length; n++) text += part(n)
  return text
}

/** Milliseconds per 10,000 characters after warm-up, on a dense and on a long text. */
export async function run(): Promise<void> {
  for (const length of [10_000, 100_000]) {
    const text = sample(length)
    for (let i = 0; i < 12; i++) checkText(text)
    const times: number[] = []
    for (let i = 0; i < 15; i++) {
      const start = performance.now()
      checkText(text)
      times.push(((performance.now() - start) / text.length) * 10_000)
    }
    times.sort((a, b) => a - b)
    const value = Math.round((times[7] ?? 0) * 100) / 100
    console.log(JSON.stringify({ name: `checker: 10,000 characters of a text of ${length}`, value, unit: 'ms' }))
  }
}

if (import.meta.main) await run()
