import type { VerifiedFiles } from '../services/files/verify.ts'
import type { Verified } from '../services/ledger/verify.ts'
import type { Services } from '../services/open.ts'
import type { Command, Io } from './command.ts'
import { language } from './language.ts'

/** What the command needs: the bureaus of the installation, the chains and the files of each. */
export interface VerifyDeps {
  readonly run: <T>(
    work: (
      bureaus: readonly string[],
      ledger: (bureau: string) => Promise<Verified>,
      files: (bureau: string) => Promise<VerifiedFiles>,
    ) => Promise<T>,
  ) => Promise<T>
}

type Found = Verified & VerifiedFiles

const USAGE = 'fazhi verify [--json]'

/** The command `verify`: recomputes every chain of events, every seal and the digest of every file. Exit 0 and counts, or 1 and the first broken record. */
export function verifyCommand(deps: VerifyDeps): Command {
  return {
    name: 'verify',
    summary: {
      zh: '核验留痕：重算每条记录的校验链、封签和每份材料的校验值，并与记录现状核对',
      en: 'recompute the chain of every record, every seal and every file, and hold the records against them',
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
    const [{ withServices }, { verify }, { verifyFiles }] = await Promise.all([
      import('./with-services.ts'),
      import('../services/ledger/verify.ts'),
      import('../services/files/verify.ts'),
    ])
    return withServices(async (s: Services) =>
      work(
        await s.installation.bureaus(),
        (bureau) => verify(s.store, s.seals, s.bureau, bureau),
        (bureau) => verifyFiles(s.store, s.blobs, bureau),
      ),
    )
  },
})

/** All bureaus one after the other, until the first broken place. */
async function verifyAll(
  bureaus: readonly string[],
  ledger: (bureau: string) => Promise<Verified>,
  files: (bureau: string) => Promise<VerifiedFiles>,
): Promise<Found> {
  let sum: Found = { records: 0, events: 0, seals: 0, files: 0, broken: null }
  for (const bureau of bureaus) {
    const { records, events, seals, broken } = await ledger(bureau)
    sum = { ...sum, records: sum.records + records, events: sum.events + events, seals: sum.seals + seals, broken }
    if (broken) break
    const kept = await files(bureau)
    sum = { ...sum, files: sum.files + kept.files, broken: kept.broken }
    if (kept.broken) break
  }
  return sum
}

function tell({ records, events, seals, files, broken }: Found, io: Io): void {
  const zh = language() === 'zh'
  io.out(
    zh
      ? `已核验记录 ${records} 条、留痕 ${events} 条、封签 ${seals} 个、材料 ${files} 份。`
      : `Verified ${records} records, ${events} events, ${seals} seals, ${files} files.`,
  )
  if (!broken) return
  const place = `${broken.type} ${broken.record} #${broken.seq}`
  io.err(zh ? `第一处不符：${place}：${broken.zh}` : `The first broken place: ${place}: ${broken.en}`)
}
