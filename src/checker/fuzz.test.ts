import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkText } from './index.ts'
import { normalize } from './normalize.ts'

// FUZZ_RUNS=1000000 npx vitest run src/checker/fuzz.test.ts is the long run
const RUNS = Number(process.env.FUZZ_RUNS ?? 1500)

const words =
  '其中|共|合计|占|占总数的|分别占|分别为|同比增长|比上年的|下降|增加到|由|到|约|近|超过|余|多|以上|左右|累计接收|解除|在册|受理|调解成功|成功率|率|一是|二是|四是|一、|二、|(一)|(三)|1.|第|即|等|民事|刑事|女性|男性|缓刑|缓刑|人民调解|纠纷|全区|2017年|截至10月底|今年来|1-10月|前三季度|件|宗|人|人次|个|万|亿|元|万元|%|‰|百分点|倍|十五|两千四百|百|〔2018〕|“七五”|12348|20212025年|/|甲、乙、丙|按类型分|其他|不予批准|批准|结转下年度|上年结转|户|案件中|未结|去年同期|的2倍|应考|实考'.split(
    '|',
  )
const token = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...words) },
  { weight: 4, arbitrary: fc.integer({ min: 0, max: 99999 }).map(String) },
  { weight: 1, arbitrary: fc.float({ min: 0, max: 200, noNaN: true }).map((n) => n.toFixed(2)) },
  { weight: 3, arbitrary: fc.constantFrom(',', '、', '。', ';', ':', '(', ')', '\n', '\t', ' ', '，', '（', '）', '％', '３') },
  { weight: 1, arbitrary: fc.string({ maxLength: 6, unit: 'binary' }) },
)
const texts = fc.array(token, { maxLength: 160 }).map((t) => t.join(''))

describe('any text at all', () => {
  it('is checked without an exception, and every quote is an exact slice', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const result = checkText(text)
        for (const q of [...result.figures, ...result.findings.flatMap((f) => f.quotes), ...result.confirmed.flatMap((c) => c.quotes)]) {
          expect(text.slice(q.start, q.end)).toBe(q.text)
        }
        for (const f of result.figures) expect(Number.isFinite(f.value)).toBe(true)
      }),
      { numRuns: RUNS },
    )
  }, 0)

  it('keeps its length when its signs are made one', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (text) => {
        expect(normalize(text)).toHaveLength(text.length)
      }),
      { numRuns: Math.min(RUNS, 20000) },
    )
  }, 0)

  // a busy machine may disturb one measurement, not three in a row
  it('takes time in proportion to its length, whatever is repeated in it', { timeout: 180_000, retry: 2 }, () => {
    const patterns = [
      '1',
      '(',
      ')',
      '其中民事10件,',
      '甲、',
      'A10件,占5%;',
      '受理10件,同比增长5%,',
      '二十三件',
      '3个:甲、乙;',
      '一是甲。',
      '三是',
      '一是。三是。',
      '\n',
      '甲1/2,',
      '2017年10月至',
      '截至今年',
      '分别占5%、6%',
      '占10%的20%',
      '“',
      '合计10件,',
      '近',
      '12 345 ',
      '全区共摸排矛盾纠纷10起。\n',
      '按类型分,甲1件;',
      '甲\t1\t2\n',
      '合计\t1\t2\t3\n',
      '批准2件,不批准1件,',
      '去年同期1件2人,同比分别下降1%、2%,',
      '其他1件,',
      '3个所中,甲1个,',
      '应考10人,实考9人,参考率90%,',
      '12户34人,其中甲1户2人,',
      '上年结转1件,新收2件,办结1件,未结2件,',
      '现有甲1人。\n',
      '占3个的20%',
      '办理9件,件均3元,',
      '一是甲1件。',
      '甲1个、2元,',
      '其余3件,',
      '甲、乙两类合计3件,',
      '全年累计9件,一季度3件,',
      '缺编3名,',
      '公民申请9件,占75%;\n',
    ]
    for (const p of patterns) {
      const time = (n: number): number => {
        const text = p.repeat(Math.ceil(n / p.length))
        const start = performance.now()
        checkText(text)
        return performance.now() - start
      }
      time(2000)
      const small = Math.max(Math.min(time(6000), time(6000)), 3)
      const large = Math.min(time(48000), time(48000))
      // eight times the text: linear is 8, quadratic 64
      expect(large / small, p).toBeLessThan(32)
    }
  })
})
