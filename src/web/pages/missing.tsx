import { ApiFault } from '../api/client.ts'
import { Failed } from '../parts/states.tsx'

export function MissingPage() {
  return <Failed fault={new ApiFault(404, { code: 'page.missing', zh: '没有这个页面', en: 'No such page' })} />
}
