import { readFile, writeFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { sql } from 'kysely'
import type { Actor } from '../services/access/access.ts'
import { type Imported, type Imports, lineOf } from '../services/exchange/import.ts'
import { Fault } from '../services/fault.ts'
import type { Command, Io } from './command.ts'
import { language } from './language.ts'

/** What the command needs: imports over a database, and the person in whose name it is done. */
export interface ImportDeps {
  readonly open: () => Promise<{
    readonly imports: Imports
    readonly actor: (username: string, bureau: string | undefined) => Promise<Actor | null>
    close(): Promise<void>
  }>
}

const USAGE = 'fazhi import FILE --type RECORD_TYPE --as USERNAME [--profile ID] [--bureau CODE] [--dry-run] [--rejects FILE] [--json]'

/** The command `import`: a workbook into the ledger, with the rights of an account. Exit 1 when rows did not go in, 2 when the command is written wrongly. */
export function importCommand(deps: ImportDeps): Command {
  return {
    name: 'import',
    summary: {
      zh: '从 Excel 导入台账：好的行入库，有误的行逐条说明；同一文件再次导入不会重复',
      en: 'import a workbook: good rows go in, bad ones are named; the same file twice changes nothing',
    },
    usage: USAGE,
    run: async (args, io) => {
      const wish = parse(args)
      if (!wish) {
        io.err(language() === 'zh' ? `用法：${USAGE}` : `Usage: ${USAGE}`)
        return 2
      }
      const file = await readFile(wish.file).catch(() => {
        throw new Fault('import.no-file', {
          zh: `读不到文件 ${wish.file}`,
          en: `Cannot read ${wish.file}`,
          remedy: { zh: '请检查文件名和权限。', en: 'Check its name and permissions.' },
          status: 404,
        })
      })
      const { imports, actor: find, close } = await deps.open()
      try {
        const actor = await find(wish.as, wish.bureau)
        if (!actor) {
          throw new Fault('import.account', {
            zh: `没有在任的账户“${wish.as}”`,
            en: `No account "${wish.as}" in office`,
            remedy: {
              zh: '请用 --as 指明办理导入的账户；多个局时加 --bureau。',
              en: 'Name the account with --as, and --bureau where there are several.',
            },
            status: 404,
          })
        }
        return wish.dryRun ? await preview(imports, actor, wish, file, io) : await enter(imports, actor, wish, file, io)
      } finally {
        await close()
      }
    },
  }
}

/** `import` over the configured database. */
export const command: Command = importCommand({
  open: async () => {
    const [{ openServices }, { lines, posts }, { dataDirectory, storeConfig }, { actorsByAccount }] = await Promise.all([
      import('../services/open.ts'),
      import('../lines/index.ts'),
      import('../services/store/index.ts'),
      import('../services/jobs/actor-of.ts'),
    ])
    const services = await openServices({ lines, posts, config: storeConfig(), data: dataDirectory(), cells: 'use' })
    const actorOf = actorsByAccount(services)
    return {
      imports: services.imports,
      close: services.close,
      actor: async (username, code) => {
        const bureau = code ?? (await services.installation.bureaus())[0] ?? ''
        const row = await services.store.read({ 'fazhi.bureau': bureau }, (tx) =>
          tx.one(sql<{ id: string }>`select id from account where bureau = ${bureau} and username = ${username}`),
        )
        return row ? actorOf(bureau, row.id) : null
      },
    }
  },
})

interface Wish {
  readonly file: string
  readonly type: string
  readonly as: string
  readonly bureau: string | undefined
  readonly profile: string | undefined
  readonly rejects: string
  readonly dryRun: boolean
  readonly json: boolean
}

function parse(args: readonly string[]): Wish | undefined {
  const text = { type: 'string' } as const
  const flag = { type: 'boolean', default: false } as const
  const options = { type: text, as: text, bureau: text, profile: text, rejects: text, 'dry-run': flag, json: flag }
  try {
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true })
    const [file, ...more] = positionals
    if (file === undefined || more.length > 0 || !values.type || !values.as) return undefined
    return {
      file,
      type: values.type,
      as: values.as,
      bureau: values.bureau,
      profile: values.profile,
      rejects: values.rejects ?? file.replace(/(\.xlsx)?$/i, '.rejected.xlsx'),
      dryRun: values['dry-run'],
      json: values.json,
    }
  } catch {
    return undefined
  }
}

async function preview(imports: Imports, actor: Actor, wish: Wish, file: Uint8Array, io: Io): Promise<number> {
  const seen = await imports.dryRun(actor, wish.type, file, wish.profile)
  for (const e of seen.errors) wish.json ? io.out(JSON.stringify(e)) : io.out(lineOf(e))
  const { rows, good, bad, already } = seen
  io.err(
    language() === 'zh'
      ? `共 ${rows} 行：可导入 ${good} 行，已导入过 ${already} 行，有误 ${bad} 行；没有写入`
      : `${rows} rows: ${good} good, ${already} entered before, ${bad} bad; nothing was written`,
  )
  return bad > 0 ? 1 : 0
}

async function enter(imports: Imports, actor: Actor, wish: Wish, file: Uint8Array, io: Io): Promise<number> {
  let told = 0
  const progress = async (share: number) => {
    if (io.tty && share - told >= 0.1) {
      told = share
      io.err(`${Math.round(share * 100)}%`)
    }
  }
  const done: Imported = await imports.run(actor, wish.type, file, { ...(wish.profile ? { profile: wish.profile } : {}), progress })
  for (const e of done.errors) wish.json ? io.out(JSON.stringify(e)) : io.out(lineOf(e))
  io.err(
    language() === 'zh'
      ? `共 ${done.rows} 行：导入 ${done.created} 行，已导入过 ${done.already} 行，未导入 ${done.rejected} 行`
      : `${done.rows} rows: ${done.created} entered, ${done.already} entered before, ${done.rejected} rejected`,
  )
  if (!done.rejects) return 0
  await writeFile(wish.rejects, done.rejects, { mode: 0o600 })
  io.err(
    language() === 'zh'
      ? `未导入的行已写入 ${wish.rejects}，改正后可再次导入`
      : `Rejected rows are in ${wish.rejects}; mend and import it again`,
  )
  return 1
}
