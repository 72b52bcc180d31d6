import type { Bureau, Kept } from '../../kernel/index.ts'
import { type Actor, mayDo, maySee, settingsOf } from '../access/access.ts'
import { Fault } from '../fault.ts'
import type { Accounts, PersonAccount } from '../identity/accounts.ts'
import { deny, keptOf, missing } from '../ledger/ledger.ts'
import { loadRecord } from '../ledger/load.ts'
import type { Store } from '../store/index.ts'

/** 「开通本人账户」 The officer in charge of a record opens the account of the person it is about. */
export interface Enrolment {
  /** The person's account; null when he has none. */
  of(actor: Actor, type: string, id: string): Promise<PersonAccount | null>
  /** A new account, or a new one-time password for the one there is; the password is shown only here. */
  open(actor: Actor, type: string, id: string): Promise<{ username: string; password: string }>
  close(actor: Actor, type: string, id: string): Promise<void>
}

export function openEnrolment(deps: { store: Store; bureau: Bureau; accounts: Accounts }): Enrolment {
  const { store, bureau, accounts } = deps

  /** The person who may have an account of his own by this record, if the actor may open it. */
  async function subject(actor: Actor, type: string, id: string) {
    const kept = keptOf(bureau, type)
    const loaded = await store.read(settingsOf(bureau, actor), (tx) => loadRecord(tx, actor.bureau, kept, id, false))
    if (!loaded) throw missing(kept)
    const see = maySee(bureau, actor, kept, loaded.record)
    if (!see.allowed) throw deny(see)
    const may = mayDo(bureau, actor, 'enrol', loaded.record.unit, kept.line.id)
    if (!may.allowed) throw deny(may)
    const found = loaded.parts.flatMap((p) => {
      const post = postFor(bureau, kept, p.role)
      return post ? [{ person: p.person, name: p.name, post, unit: loaded.record.unit }] : []
    })[0]
    if (!found)
      throw new Fault('own.nobody', {
        zh: `${kept.type.title}没有可以开通本人账户的当事人`,
        en: 'Nobody in this record can have an account of his own',
        remedy: { zh: '请核对当事人登记', en: 'Check who takes part in the record' },
        status: 422,
      })
    return found
  }

  return {
    of: async (actor, type, id) => accounts.ofPerson(actor.bureau, (await subject(actor, type, id)).person),
    open: async (actor, type, id) => accounts.openForPerson(actor, await subject(actor, type, id)),
    close: async (actor, type, id) => accounts.closeForPerson(actor, (await subject(actor, type, id)).person),
  }
}

/** The post of a person in this part of a record: his own account holds it. */
function postFor(bureau: Bureau, kept: Kept, role: string): string | undefined {
  if (!kept.type.shownTo?.[role]) return undefined
  return Object.entries(bureau.posts).find(([, p]) => p.self === role && p.lines.includes(kept.line.id))?.[0]
}
