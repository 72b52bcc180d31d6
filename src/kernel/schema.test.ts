import { describe, expect, it } from 'vitest'
import {
  choice,
  codeFaults,
  codeList,
  count,
  day,
  defineRecord,
  faultsOf,
  money,
  note,
  procedureOf,
  shapeSchema,
  spans,
  stepSchema,
  text,
} from './index.ts'

const kinds = codeList({
  id: 'k',
  title: '类型',
  values: { old: { title: '旧类', to: '2020-12-31' }, new: { title: '新类', from: '2021-01-01' } },
})
const record = defineRecord({
  id: 'x.y',
  title: '事项',
  fields: {
    on: day('日期'),
    kind: choice('类型', kinds),
    about: note('简况', 20),
    amount: money('金额').optional(),
    n: count('人数').optional(),
    stops: spans('中止'),
    name: text('名称'),
  },
})
const words = procedureOf(record)
const step = words.step({ title: '受理', from: 'new', to: 'open', by: ['x'], on: 'on', form: ['about', 'amount?', 'kind'] })
const faults = (values: unknown) => {
  const r = shapeSchema(record.fields).safeParse(values)
  return r.success ? [] : faultsOf(r.error, record.fields).map((f) => `${f.title}：${f.say.split(' / ')[0]}`)
}
const right = { on: '2017-10-31', kind: 'old', about: '漏水', name: '甲' }

describe('values at the edge', () => {
  it('are told all at once what is wrong with them, by the title of the field', () => {
    expect(faults(right)).toEqual([])
    expect(faults({ ...right, on: '2017-02-30', kind: 'x', about: ' ', amount: 1.005, n: -1, extra: 1 })).toEqual([
      '日期：不是有效日期，应写作 2017-10-31',
      '类型：代码表中没有此值',
      '简况：不能为空',
      '金额：金额最多两位小数',
      '人数：不能为负数',
      'extra：没有这个数据项',
    ])
    expect(faults({})).toContain('名称：必填')
    expect(faults({ ...right, name: 'a\u0000b' })).toEqual(['名称：含有不可见的控制字符'])
    expect(faults({ ...right, stops: [{ from: '2017-10-02', to: '2017-10-01' }] })).toEqual(['中止：起止日期颠倒'])
  })

  it('hold leap days and no others', () => {
    expect(faults({ ...right, on: '2016-02-29' })).toEqual([])
    expect(faults({ ...right, on: '1900-02-29' })).toHaveLength(1)
  })

  it('of a step are its form: what it asks for, and the day of the act if another than today', () => {
    expect(stepSchema(record, step).safeParse({ about: '漏水', kind: 'old' }).success).toBe(true)
    expect(stepSchema(record, step).safeParse({ about: '漏水', kind: 'old', on: '2017-10-01', amount: 5 }).success).toBe(true)
    expect(stepSchema(record, step).safeParse({ about: '漏水' }).success).toBe(false)
    expect(stepSchema(record, step).safeParse({ about: '漏水', kind: 'old', name: '甲' }).success).toBe(false)
  })

  it('may not take a code before its first or after its last day', () => {
    expect(codeFaults(record.fields, { kind: 'new' }, '2017-10-31')).toHaveLength(1)
    expect(codeFaults(record.fields, { kind: 'old' }, '2017-10-31')).toEqual([])
    expect(codeFaults(record.fields, { kind: 'old' }, '2021-01-01')).toHaveLength(1)
  })
})
