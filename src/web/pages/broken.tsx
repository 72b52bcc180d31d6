import { useRouteError } from 'react-router'
import { Failed } from '../parts/states.tsx'

/** What a page that throws leaves behind: the sentence, the code, the way back. */
export function BrokenPage() {
  const fault = useRouteError()
  return (
    <main className="main">
      <Failed fault={fault} retry={() => location.reload()} />
    </main>
  )
}
