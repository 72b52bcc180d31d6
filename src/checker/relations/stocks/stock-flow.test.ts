import { describe, expect, it } from 'vitest'
import { checkText } from '../../index.ts'

const kinds = (text: string): string[] => checkText(text).findings.map((f) => `${f.kind}/${f.severity}`)

describe('stock and flow', () => {
  it('every way in and out is counted', () => {
    const text = '上月末在矫305人，本月入矫21人，解矫26人，迁出2人，迁入3人，本月末在矫301人。'
    expect(kinds(text)).toEqual([])
    expect(kinds(text.replace('305', '315'))).toEqual(['stock_flow/error'])
  })
  it('an opening stock may stand after what came in, or in the comparison', () => {
    expect(kinds('新收案件127件，旧存86件，执结136件，未结77件。')).toEqual([])
    expect(kinds('新收案件127件，旧存86件，执结136件，未结87件。')).toEqual(['stock_flow/error'])
    expect(kinds('新接收96名，期满解除112名，收监执行2名，死亡1名，现有在册130名，比年初的149名减少19名。')).toEqual([])
  })
  it('what is not closed is the rest', () => {
    expect(kinds('收到投诉214件，已办结209件，其余5件正在办理。')).toEqual([])
    expect(kinds('收到投诉214件，已办结209件，其余8件正在办理。')).toEqual(['stock_flow/error'])
  })
  it('the parts of a balance may stand in neighbouring sentences', () => {
    const text = '受理申请59件。上年结转11件。审结52件。尚未审结18件。'
    expect(kinds(text)).toEqual([])
    expect(kinds(text.replace('18', '21'))).toEqual(['stock_flow/question'])
  })
  it('flows that leave nearly the stock are meant to leave it', () => {
    const text = '截至6月，已接收矫正对象275人，解除108人，现在册矫正对象167人。'
    expect(kinds(text)).toEqual([])
    expect(kinds(text.replace('108', '128'))).toEqual(['stock_flow/question'])
    expect(kinds('今年接收矫正对象75人，解除58人，现在册矫正对象267人。')).toEqual([])
  })
})

describe('what there was, what came and went, what there is', () => {
  it.each([
    ['年初库存读本76套，年内入库14套，因破损出库9套，年末库内81套。', '9套', '19套'],
    ['年初全系统持证人员2415人，年内注销证件137人，新领证208人，现有持证人员2486人。', '208', '280'],
    ['今年辅助人员招录34名，辞职13名，年底实有126名，去年底为105名。', '105', '115'],
    ['清理前共有文件173件，宣布废止26件、失效15件，继续有效132件。', '132', '123'],
    ['年初法律顾问11人，年内续聘9人、解聘2人，新聘4人，年末在聘法律顾问13人。', '新聘4', '新聘6'],
  ])('%s', (text, from, to) => {
    expect(checkText(text).findings).toEqual([])
    expect(checkText(text.replace(from, to)).findings).not.toEqual([])
  })
})
