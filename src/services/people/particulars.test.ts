import { describe, expect, it } from 'vitest'
import { Fault } from '../fault.ts'
import { identityCheckCharacter } from './identity-number.ts'
import { maskIdentity, maskPhone, readParticulars } from './particulars.ts'
import { nameKeys, typedPinyin } from './pinyin.ts'

const today = '2017-10-31'
const number = (seventeen: string) => seventeen + identityCheckCharacter(seventeen)
const faultsOf = (input: object) => {
  try {
    readParticulars(input, today)
  } catch (error) {
    if (error instanceof Fault) return error.faults?.map((f) => f.path)
    throw error
  }
  return []
}

describe('人员信息', () => {
  it('takes sex and day of birth from the identity number', () => {
    const p = readParticulars({ name: '陈某某', identityNumber: number('44510219900101002') }, today)
    expect(p).toMatchObject({ sex: 'female', birthDay: '1990-01-01' })
  })

  it('refuses a form that contradicts the number, and names each contradiction', () => {
    const input = { name: '陈某某', sex: 'male', birthDay: '1990-01-02', identityNumber: number('44510219900101002') }
    expect(faultsOf(input)).toEqual(['sex', 'birthDay'])
  })

  it('names every fault at once', () => {
    expect(faultsOf({ name: ' ', birthDay: '2017-11-01', identityNumber: '445102199001010021', phone: '电话' })).toEqual([
      'name',
      'birthDay',
      'identityNumber',
      'phone',
    ])
  })

  it('refuses characters that cannot be kept, from wherever they come', () => {
    expect(faultsOf({ name: '陈\u0000', address: '\ud800', occupation: '务农\n打工' })).toEqual(['name', 'address'])
  })

  it('writes a name in one spelling: 陈 小 明 is 陈小明, and the dot of 阿依古丽·买买提 is one dot', () => {
    const named = (name: string) => readParticulars({ name }, today).name
    expect(named(' 陈 小　明 ')).toBe('陈小明')
    expect(named('阿依古丽•买买提')).toBe('阿依古丽·买买提')
    expect(named('阿依古丽 ・ 买买提')).toBe('阿依古丽·买买提')
    expect(named('John  Smith')).toBe('John Smith')
  })

  it('reads telephone numbers as they are written', () => {
    const phone = (text: string) => readParticulars({ name: '陈', phone: text }, today).phone
    expect(phone('+86 138-0000-1234')).toBe('13800001234')
    expect(phone('１３８００００１２３４')).toBe('13800001234')
    expect(phone('（0768）2200000')).toBe('07682200000')
    expect(phone('0768－2200000')).toBe('0768-2200000')
    expect(phone(' ')).toBeNull()
  })

  it('masks a number so that with the day of birth beside it it cannot be worked out', () => {
    expect(maskIdentity('44510219900101002X')).toBe('4****************X')
    expect(maskPhone('13800001234')).toBe('138****1234')
    expect(maskPhone('2200017')).toBe('*****17')
  })
})

describe('拼音', () => {
  it('reads surnames as surnames and words as words', () => {
    const read = (name: string) => nameKeys(name).pinyin
    expect(['曾小明', '单志强', '仇和', '解晓东', '查良镛', '重庆', '吕布'].map(read)).toEqual([
      'zengxiaoming',
      'shanzhiqiang',
      'qiuhe',
      'xiexiaodong',
      'zhaliangyong',
      'chongqing',
      'lvbu',
    ])
    expect(nameKeys('阿依古丽·买买提').initials).toBe('ayglmmt')
    expect(nameKeys('John Smith')).toEqual({ pinyin: 'johnsmith', initials: 'js' })
  })

  it('understands what is typed with tones, blanks and any spelling of ü', () => {
    expect(['Lü Bù', 'lyu bu', 'lv bu'].map(typedPinyin)).toEqual(['lvbu', 'lvbu', 'lvbu'])
    expect(typedPinyin('Zēng Xiǎo')).toBe('zengxiao')
  })
})
