import { useQueryClient } from '@tanstack/react-query'
import type { RecordView } from '../../api/types.ts'

/** After an act: the new view is shown at once, and everything that may have moved with it is asked again. */
export function useRefresh(): (type: string, view?: RecordView) => Promise<void> {
  const client = useQueryClient()
  return async (type, view) => {
    if (view) client.setQueryData(['record', type, view.id], view)
    await Promise.all(
      ['record', 'list', 'work', 'events', 'figure', 'figures', 'checks'].map((k) => client.invalidateQueries({ queryKey: [k] })),
    )
  }
}
