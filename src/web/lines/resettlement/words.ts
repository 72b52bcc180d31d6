import { words } from '../../words/words.ts'

export const resettlementWords = words(
  {
    caseload: '帮教工作台',
    redLines: '帮教红线预警',
    roll: '帮教人员增减核对',
    source: '来源',
    level: '帮教类别',
    helpUntil: '帮教期至',
    lastVisit: '最近走访',
    longestUnseen: '最久未走访在前',
    endingSoon: '最早期满在前',
  },
  {
    caseload: 'Resettlement caseload',
    redLines: 'Red lines',
    roll: 'Roll-forward',
    source: 'Source',
    level: 'Kind',
    helpUntil: 'Help until',
    lastVisit: 'Last visit',
    longestUnseen: 'Longest unseen first',
    endingSoon: 'Ending first',
  },
)
