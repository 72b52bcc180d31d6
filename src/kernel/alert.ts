import type { Shape } from './field.ts'
import { type Predicate, plain } from './predicate.ts'
import type { RecordType } from './record.ts'

/** 「预警」: a list of records that need somebody's attention for another reason than a passing deadline. */
export interface Alert {
  readonly id: string
  readonly title: string
  readonly record: string
  readonly when: Predicate
  readonly level: 'red' | 'yellow'
  readonly say: string
  readonly basis?: string
}

/** Declares the alerts on one record type; ids are `prefix.key`. */
export function defineAlerts<S extends Shape>(
  record: RecordType<string, S>,
  prefix: string,
  alerts: Readonly<Record<string, { title: string; when: Predicate<NoInfer<S>>; level?: 'red' | 'yellow'; say: string; basis?: string }>>,
): Alert[] {
  return Object.entries(alerts).map(([key, a]) => ({
    ...a,
    id: `${prefix}.${key}`,
    record: record.id,
    level: a.level ?? 'yellow',
    when: plain(a.when),
  }))
}
