import { Link } from 'react-router'
import { numberText } from '../../parts/format.ts'
import { DataTable } from '../../parts/table.tsx'
import { bureau } from '../../sheet.ts'
import { reportCheckWords } from '../../words/report-check.ts'
import { useWords } from '../../words/words.ts'
import type { Checked } from './check.ts'

/** Figures of the report beside the ledger's own, each with the list behind it. */
export function LedgerTable({ checked }: { checked: Checked }) {
  const w = useWords(reportCheckWords)
  const figure = (id: string) => checked.result.figures.find((f) => f.id === id)
  return (
    <DataTable
      caption={w.ledger}
      rows={checked.ledger ?? []}
      keyOf={(c) => c.figure + c.indicator}
      rowClass={(c) => (c.agrees ? '' : 'bad')}
      columns={[
        {
          key: 'figure',
          title: w.stated,
          render: (c) => `${figure(c.figure)?.what ?? ''} ${figure(c.figure)?.text ?? numberText(c.stated)}`,
          wrap: true,
        },
        {
          key: 'ledger',
          title: w.held,
          render: (c) => (
            <Link to={`/figures/${c.indicator}`}>
              {bureau.indicators.get(c.indicator)?.title ?? c.indicator} {numberText(c.ledger)}
            </Link>
          ),
        },
        {
          key: 'agrees',
          title: w.ledger,
          render: (c) => <span className={`badge ${c.agrees ? 'green' : 'red'}`}>{c.agrees ? w.agrees : w.differs}</span>,
        },
      ]}
    />
  )
}
