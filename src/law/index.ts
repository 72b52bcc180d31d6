/** 「法律时钟」 The ground floor: statutes with their versions, the legal calendar, deadlines that explain themselves. Pure: no clock, no store. */
export {
  builtInCalendar,
  type Calendar,
  type CalendarYear,
  calendarOf,
  extendCalendar,
  isWorkingDay,
  type Notice,
  workingDaysBetween,
} from './calendar.ts'
export { type Citation, citationFaults, citations, type FoundArticle, findArticle, findStatute } from './citation.ts'
export { builtInYears } from './data/calendar.ts'
export {
  addDays,
  addMonths,
  addYears,
  daysBetween,
  daysInMonth,
  daysLeft,
  isDay,
  type LegalDay,
  type LegalHour,
} from './day.ts'
export type { DayOfCount } from './day-by-day.ts'
export { dayInWords, weekdayInWords } from './day-words.ts'
export { lengthText, type Roll, ruleSentence } from './derivation.ts'
export { type Difference, diffRuleVersions, diffStatuteVersions, diffVersions, versionFacts } from './diff.ts'
export { type Due, type DueDayOptions, type DueRequest, dayByDay, dueDay, dueOf, type Pause } from './due.ts'
export type { LawError, LawErrorCode, Refused } from './error.ts'
export { type FileFault, type LawFile, mergeLaw, type ParsedLawFile, parseLawFile } from './file.ts'
export { type CodedRule, findRules } from './find-rules.ts'
export { builtInLaw, hasRule, type Law, type RuleCode, ruleCodes, ruleOf, ruleVersionOn } from './law.ts'
export { lawLines, lawLineTitles } from './line-titles.ts'
export { articleLabel, fromChinese, toChinese } from './numeral.ts'
export {
  type CalendarChange,
  type LawChange,
  type MovedDeadline,
  type OpenDeadline,
  rehearse,
  rehearseCalendar,
  rehearseDeadlines,
} from './rehearse.ts'
export { type Extension, isAdvisory, type Line as LawLine, type Rule, type RuleVersion, type Unit } from './rule.ts'
export { type ArticleReading, type Statute, type StatuteVersion, versionOn } from './statute.ts'
