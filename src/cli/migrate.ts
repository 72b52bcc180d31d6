import { migrate } from '../services/store/index.ts'
import type { Command } from './command.ts'
import { language } from './language.ts'
import { withStore } from './with-store.ts'

/** The command `migrate`: brings the database to the newest migration. `npm start` does the same by itself. */
export const command: Command = {
  name: 'migrate',
  summary: { zh: '把数据库升级到最新的迁移', en: 'bring the database to the newest migration' },
  usage: 'fazhi migrate',
  run: async (_args, io) => {
    const shipped = await withStore(migrate)
    for (const name of shipped) io.out(name)
    if (shipped.length === 0) io.err(language() === 'zh' ? '数据库已是最新。' : 'The database is up to date.')
    return 0
  },
}
