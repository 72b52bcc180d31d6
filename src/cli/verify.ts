import type { Broken, Verified } from '../services/ledger/verify.ts'
import type { Services } from '../services/open.ts'
import type { Command, Io } from './command.ts'
import { language } from './language.ts'

/** What the command needs: the bureaus of the installation and the chains of each. */
export interface VerifyDeps {
  readonly run: <T>(work: (bureaus: readonly string[], verify: (bureau: string) => Promise<Verified>) => Promise<T>) => Promise<T>
}

const USAGE = 'fazhi verify [--json]'

/** The command `verify`: recomputes every chain of events and every seal. Exit 0 and counts, or 1 and the first broken record. */
export function verifyCommand(deps: VerifyDeps): Command {
  return {
    name: 'verify',
    summary: {
      zh: '核验留痕：重算每条记录的校验链和封签，并与记录现状核对',
      en: 'recompute the chain of every record and every seal, and hold the records against them',
    },
    usage: USAGE,
    run: async (args, io) => {
      if (args.some((a) => a !== '--json')) {
        io.err(USAGE)
        return 2
      }
      const found = await deps.run(verifyAll)
      if (args.includes('--json')) io.out(JSON.stringify(found))
      else tell(found, io)
      return found.broken ? 1 : 0
    },
  }
}

/** `verify` over the configured database. */
export const command: Command = verifyCommand({
  run: async (work) => {
    const [{ withServices }, { verify }] = await Promise.all([import('./with-services.ts'), import('../services/ledger/verify.ts')])
    return withServices(async (s: Services) => work(await s.installation.bureaus(), (bureau) => verify(s.store, s.seals, s.bureau, bureau)))
  },
})

/** All bureaus one after the other, until the first broken place. */
async function verifyAll(bureaus: readonly string[], verify: (bureau: string) => Promise<Verified>): Promise<Verified> {
  let sum: { records: number; events: number; seals: number; broken: Broken | null } = { records: 0, events: 0, seals: 0, broken: null }
  for (const bureau of bureaus) {
    const one = await verify(bureau)
    sum = { records: sum.records + one.records, events: sum.events + one.events, seals: sum.seals + one.seals, broken: one.broken }
    if (sum.broken) break
  }
  return sum
}

function tell({ records, events, seals, broken }: Verified, io: Io): void {
  const zh = language() === 'zh'
  io.out(
    zh
      ? `已核验记录 ${records} 条、留痕 ${events} 条、封签 ${seals} 个。`
      : `Verified ${records} records, ${events} events, ${seals} seals.`,
  )
  if (!broken) return
  const place = `${broken.type} ${broken.record} #${broken.seq}`
  io.err(zh ? `第一处不符：${place}：${broken.zh}` : `The first broken place: ${place}: ${broken.en}`)
}
