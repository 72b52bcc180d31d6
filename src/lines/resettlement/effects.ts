import type { Changes, Given } from '../../kernel/index.ts'
import { addDays, addYears, type LegalDay } from '../../law/index.ts'
import type { person } from './records.ts'

type PersonChanges = Changes<typeof person.fields>
type Set = NonNullable<PersonChanges['set']>

/** 「分年龄」: the group on the day of entry. */
export function ageGroupOn(bornOn: LegalDay, on: LegalDay): 'minor' | 'youth' | 'middle' | 'elderly' {
  const past = (years: number) => on >= addYears(bornOn, years)
  return past(60) ? 'elderly' : past(35) ? 'middle' : past(18) ? 'youth' : 'minor'
}

/** A person enters the books: the end of help follows from the local period in force on the day of entry. */
export function entered(given: {
  on: LegalDay
  from: LegalDay
  years: number | undefined
  bornOn: LegalDay | null
  values: { entry: NonNullable<Set['entry']>; fileOn: LegalDay | null; key: boolean }
}): { set: Set } {
  return {
    set: {
      entry: given.values.entry,
      enteredOn: given.on,
      ...(given.values.fileOn ? { fileOn: given.values.fileOn } : {}),
      level: given.values.key ? 'key' : 'ordinary',
      ...(given.values.key ? { keyOn: given.on } : {}),
      ...(given.bornOn ? { ageGroup: ageGroupOn(given.bornOn, given.on) } : {}),
      ...(given.years ? { helpUntil: addDays(addYears(given.from, given.years), -1) } : {}),
    },
  }
}

/** A half-year or year report asks every counted town. */
export function returnsOfTowns({ form, units }: { form: { endOn: LegalDay }; units: Given['units'] }): Changes {
  return {
    open: units
      .filter((u) => u.level === 'township')
      .map((town) => ({
        record: 'resettlement.return',
        step: 'open',
        unit: town.code,
        under: 'this' as const,
        values: { town: town.code, endOn: form.endOn },
      })),
  }
}
