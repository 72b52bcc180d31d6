import type { Io } from './command.ts'

/** Columns lined up; numbers stand at the right of theirs. */
export function table(rows: readonly (readonly string[])[], io: Io): void {
  const widths: number[] = []
  for (const row of rows) for (const [n, cell] of row.entries()) widths[n] = Math.max(widths[n] ?? 0, widthOf(cell))
  for (const row of rows) {
    const cells = row.map((cell, n) => {
      const space = ' '.repeat((widths[n] ?? 0) - widthOf(cell))
      return /^(-?[\d.]+|—)$/.test(cell) ? space + cell : cell + space
    })
    io.out(cells.join('  ').trimEnd())
  }
}

/** Chinese characters and full-width signs take two places on a terminal. */
const widthOf = (text: string): number =>
  [...text].reduce(
    (n, c) => n + (/[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/.test(c) ? 2 : 1),
    0,
  )
