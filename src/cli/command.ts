/** The terminal as a command sees it; tests give it a page of paper instead. */
export interface Io {
  /** One line of the result. With --json nothing else goes here. */
  out(line: string): void
  /** One line for the person at the terminal: progress, warnings, errors. */
  err(line: string): void
  tty: boolean
  columns: number
  stdin(): Promise<Uint8Array>
}

/** One command of `fazhi`, in a file of its own. Its number is the exit code: 0 done, 1 found something or failed, 2 used wrongly. */
export interface Command {
  name: string
  summary: { zh: string; en: string }
  usage: string
  run(args: readonly string[], io: Io): Promise<number>
}
