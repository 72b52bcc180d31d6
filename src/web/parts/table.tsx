import type { ReactNode } from 'react'

export interface Column<R> {
  readonly key: string
  readonly title: string
  readonly render: (row: R) => ReactNode
  readonly end?: boolean
  readonly wrap?: boolean
}

interface Given<R> {
  readonly caption: string
  readonly columns: readonly Column<R>[]
  readonly rows: readonly R[]
  readonly keyOf: (row: R) => string
  /** Rows chosen, when rows may be chosen. */
  readonly chosen?: ReadonlySet<string>
  readonly onChoose?: (chosen: ReadonlySet<string>) => void
  readonly chooseLabel?: (row: R) => string
  readonly rowClass?: (row: R) => string
}

/** A real table: scrolls sideways on a desk, becomes one block a row on a phone, prints as it stands. */
export function DataTable<R>({ caption, columns, rows, keyOf, chosen, onChoose, chooseLabel, rowClass }: Given<R>) {
  const all = chosen !== undefined && rows.length > 0 && rows.every((r) => chosen.has(keyOf(r)))
  const flip = (key: string) => {
    const next = new Set(chosen)
    if (!next.delete(key)) next.add(key)
    onChoose?.(next)
  }
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    // biome-ignore lint/a11y/useSemanticElements: a table is neither a landmark of the page nor a set of fields
    <div className="table-wrap" role="group" aria-label={caption} tabIndex={0}>
      <table className="table">
        <caption className="visually-hidden">{caption}</caption>
        <thead>
          <tr>
            {onChoose ? (
              <th scope="col" className="choose">
                <input
                  type="checkbox"
                  aria-label={caption}
                  checked={all}
                  onChange={() => onChoose(all ? new Set() : new Set(rows.map(keyOf)))}
                />
              </th>
            ) : null}
            {columns.map((c) => (
              <th key={c.key} scope="col" className={c.end ? 'end' : ''}>
                {c.title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((r) => {
            const key = keyOf(r)
            return (
              <tr key={key} className={`${chosen?.has(key) ? 'chosen' : ''} ${rowClass?.(r) ?? ''}`}>
                {onChoose ? (
                  <td className="choose">
                    <input
                      type="checkbox"
                      aria-label={chooseLabel?.(r) ?? key}
                      checked={chosen?.has(key) ?? false}
                      onChange={() => flip(key)}
                    />
                  </td>
                ) : null}
                {columns.map((c) => (
                  <td key={c.key} data-label={c.title} className={`${c.end ? 'end' : ''} ${c.wrap ? 'wrap' : ''}`}>
                    {c.render(r)}
                  </td>
                ))}
              </tr>
            )
          })}
        </tbody>
      </table>
    </div>
  )
}
