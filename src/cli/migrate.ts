import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Bureau } from '../kernel/index.ts'
import { Fault } from '../services/fault.ts'
import { present } from '../services/ledger/present.ts'
import { migrationDraft } from '../services/ledger/tables.ts'
import { migrate, type Store } from '../services/store/index.ts'
import { migrationsDirectory, readMigrations } from '../services/store/migrate.ts'
import type { Command } from './command.ts'
import { language } from './language.ts'
import { withStore } from './with-store.ts'

const USAGE = 'fazhi migrate [--draft WORDS]'

/** The command `migrate`: brings the database to the newest migration. `npm start` does the same by itself. */
export const command: Command = {
  name: 'migrate',
  summary: {
    zh: '把数据库升级到最新的迁移；--draft 按条线声明起草下一个迁移',
    en: 'bring the database to the newest migration; --draft writes the next one from the declarations',
  },
  usage: USAGE,
  run: async (args, io) => {
    const [option, words, ...more] = args
    if (option !== undefined && (option !== '--draft' || words === undefined || more.length > 0)) {
      io.err(USAGE)
      return 2
    }
    if (words !== undefined) {
      const { compiledBureau } = await import('./compiled-bureau.ts')
      const file = await withStore(async (store) => {
        await migrate(store)
        return draftMigration(store, compiledBureau(), words, migrationsDirectory)
      })
      if (file !== null) io.out(file)
      else io.err(language() === 'zh' ? '数据库与条线声明一致，没有要起草的。' : 'The database equals the declarations: nothing to draft.')
      return 0
    }
    const shipped = await withStore((store) => migrate(store))
    for (const name of shipped) io.out(name)
    if (shipped.length === 0) io.err(language() === 'zh' ? '数据库已是最新。' : 'The database is up to date.')
    return 0
  },
}

/**
 * Writes `NNNN-words.sql`, what the database still lacks of the declarations, into the directory of migrations, to be read and, where it says
 * so, completed by hand. Returns the name of the file, or null when nothing is lacking.
 * @throws Fault `migrate.words` when the words cannot be a file name.
 */
export async function draftMigration(
  store: Pick<Store, 'owner'>,
  bureau: Bureau,
  words: string,
  directory: string,
): Promise<string | null> {
  if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(words))
    throw new Fault('migrate.words', {
      zh: '迁移的名称只能用小写英文字母、数字和连字符，如 case-note',
      en: 'The words of a migration are lower-case letters, digits and hyphens, such as case-note',
      remedy: { zh: '请改用这样的名称', en: 'Choose such words' },
      status: 400,
    })
  const draft = await store.owner(async (tx) => migrationDraft(bureau, await present(tx)))
  if (draft === '') return null
  const file = `${String(readMigrations(directory).length + 1).padStart(4, '0')}-${words}.sql`
  writeFileSync(join(directory, file), `${draft}\n`, { flag: 'wx' })
  return file
}
