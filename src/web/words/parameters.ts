import { words } from './words.ts'

export const parameterWords = words(
  {
    title: '本局参数',
    hint: '补贴标准、办理周期等由本局文件确定的数值。新值从某日起适用，以前的案件仍按当时的值。',
    name: '参数',
    line: '条线',
    value: '数值',
    from: '自',
    basis: '依据',
    history: '历次数值',
    set: '录入新值',
    declared: '随程序提供的示例值',
    none: '没有可设置的参数',
    noneNext: '条线声明了参数后会列在这里。',
  },
  {
    title: 'Local parameters',
    hint: 'Rates and cycles that the bureau sets by its own rule. A new value holds from its day; earlier cases keep theirs.',
    name: 'Parameter',
    line: 'Line',
    value: 'Value',
    from: 'from',
    basis: 'Basis',
    history: 'Values so far',
    set: 'Enter a value',
    declared: 'an example that comes with the program',
    none: 'No parameters',
    noneNext: 'Parameters that a line declares are listed here.',
  },
)
