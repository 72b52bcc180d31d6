import type { Difference } from '../../law/index.ts'
import { DataTable } from '../parts/table.tsx'
import { lawWords } from '../words/law.ts'
import { useWords } from '../words/words.ts'

/** Two versions side by side: only what differs. */
export function Differences({
  title,
  differences,
  before,
  after,
}: {
  title: string
  differences: readonly Difference[]
  before?: string
  after?: string
}) {
  const w = useWords(lawWords)
  if (differences.length === 0) return null
  return (
    <section className="stack" style={{ gap: 6 }}>
      {title ? <h2 className="minor">{title}</h2> : null}
      <DataTable
        caption={title || w.compare}
        rows={differences}
        keyOf={(d) => d.field}
        columns={[
          { key: 'field', title: w.item, render: (d) => d.field },
          { key: 'before', title: before ?? w.before, render: (d) => <del>{d.before}</del>, wrap: true },
          { key: 'after', title: after ?? w.after, render: (d) => <strong>{d.after}</strong>, wrap: true },
        ]}
      />
    </section>
  )
}
