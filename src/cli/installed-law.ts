import type { Calendar, Law, OpenDeadline } from '../law/index.ts'
import { withServices } from './with-services.ts'

/** The law as the installed bureau applies it, with what its administrators entered. */
export interface InstalledBook {
  readonly law: Law
  readonly calendar: Calendar
}

/** The word that asks a command for the bureau's own law and records instead of what the program brings. */
export const INSTALLED = '--installed'

/** Reads the statute book and calendar of the installed bureau. */
export const installedBook = (): Promise<InstalledBook> => withServices(async (s) => s.book.of((await s.installation.bureaus())[0] ?? ''))

/** Reads every open deadline of the installed bureau. */
export const installedDeadlines = (): Promise<readonly OpenDeadline[]> =>
  withServices(async (s) => {
    const [bureau] = await s.installation.bureaus()
    return bureau === undefined ? [] : s.desk.openDeadlines(bureau)
  })
