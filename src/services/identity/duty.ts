import type { Bureau, Post } from '../../kernel/index.ts'
import { type Actor, mayDo } from '../access/access.ts'
import { Fault } from '../fault.ts'
import type { Audit } from './audit.ts'

/** A duty of administration. */
export type Duty = NonNullable<Post['duties']>[number]

const bearers: Readonly<Partial<Record<Duty, { zh: string; en: string }>>> = {
  system: { zh: '账户由系统管理员管理', en: 'Accounts are kept by the system administrator' },
  security: { zh: '岗位授予和解锁由安全管理员办理', en: 'Posts are granted and locks lifted by the security administrator' },
  audit: { zh: '审计记录由审计管理员查阅', en: 'The audit book is read by the audit administrator' },
  organisation: { zh: '机构由承担机构管理职责的岗位维护', en: 'Units are kept by a post that carries the duty "organisation"' },
}

/** Whether the actor carries any of the duties, for the whole bureau. */
export function carries(bureau: Bureau, actor: Actor, ...duties: readonly Duty[]): boolean {
  return duties.some((duty) => mayDo(bureau, actor, duty, actor.bureau).allowed)
}

/** The refusal of somebody without a duty, saying who has it. */
export function dutyFault(duty: Duty): Fault {
  const bearer = bearers[duty]
  return new Fault('access.duty', {
    status: 403,
    zh: bearer ? `${bearer.zh}，您的岗位没有此项职责` : '您的岗位没有此项权限',
    en: bearer ? `${bearer.en}; your posts do not carry this duty` : `Your posts do not carry the duty "${duty}"`,
    remedy: { zh: '请联系有此职责的同事办理。', en: 'Ask the colleague whose post carries it.' },
  })
}

/** Does an act of administration for one who carries the duty. An act that is refused is written to the audit book as well. */
export async function underDuty<T>(
  of: { bureau: Bureau; audit: Audit; actor: Actor; duty: Duty | readonly Duty[]; act: string; subject: string },
  work: () => Promise<T>,
): Promise<T> {
  const duties = typeof of.duty === 'string' ? [of.duty] : of.duty
  try {
    if (!carries(of.bureau, of.actor, ...duties)) throw dutyFault(duties[0] ?? 'system')
    return await work()
  } catch (error) {
    if (error instanceof Fault && (error.status === 403 || error.status === 409 || error.status === 422)) {
      const { bureau, account } = of.actor
      await of.audit.record({ bureau, account, kind: `${of.act}!`, subject: of.subject, detail: { code: error.code } })
    }
    throw error
  }
}
