import { expect, test } from 'vitest'
import type { Unit } from './types.ts'
import { treeOf } from './units.ts'

const unit = (code: string, parent?: string): Unit => ({
  code,
  name: code,
  level: '',
  from: '2013-06-28',
  to: null,
  counted: true,
  predecessors: [],
  successors: [],
  ...(parent ? { parent } : {}),
})

test('units hang under the longest code that begins theirs, in whatever order they come', () => {
  const tree = treeOf(['445102112201', '445102', '445102B03', '445102112', '445102001'].map((c) => unit(c)))
  expect(tree.map((n) => n.value)).toEqual(['445102'])
  expect(tree[0]?.children.map((n) => n.value)).toEqual(['445102001', '445102112', '445102B03'])
  expect(tree[0]?.children[1]?.children.map((n) => n.value)).toEqual(['445102112201'])
})
test('a village of a merged town hangs under the town it went over into', () => {
  const tree = treeOf([unit('445102'), unit('445102010'), unit('445102001001', '445102010')])
  expect(tree[0]?.children[0]?.children.map((n) => n.value)).toEqual(['445102001001'])
})
test('below a town only the town and its villages are offered', () => {
  const tree = treeOf(
    ['445102', '445102112', '445102112201', '445102001'].map((c) => unit(c)),
    '445102112',
  )
  expect(tree.map((n) => n.value)).toEqual(['445102112'])
})
