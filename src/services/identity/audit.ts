import { type RawBuilder, sql } from 'kysely'
import type { Clock } from '../clock.ts'
import type { Store, Tx } from '../store/index.ts'

/** 「审计」 One line of what happened outside records: a login, a refusal, an act of administration, a look, an export. */
export interface AuditEntry {
  readonly bureau: string
  /** Who; null when nobody is known, as at a refused login. */
  readonly account: string | null
  /** `account.created`, `unit.merged`, `person.looked`: noun and past participle. */
  readonly kind: string
  /** What it was done to: an id, a unit code, a username. */
  readonly subject?: string
  /** Never a password, a key or an identity number. */
  readonly detail?: Readonly<Record<string, unknown>>
  /** The network address it came from. */
  readonly address?: string | undefined
}

/** An entry as the audit administrator reads it. */
export interface AuditRow {
  readonly id: string
  readonly at: string
  readonly kind: string
  readonly title: string
  readonly account: string | null
  readonly name: string | null
  readonly subject: string | null
  readonly detail: Readonly<Record<string, unknown>>
  readonly address: string | null
}

export interface Audit {
  /** Writes an entry with the act it belongs to: both or neither. */
  note(tx: Tx, entry: AuditEntry): Promise<void>
  /** Writes an entry by itself, for refusals, whose own transaction was undone. */
  record(entry: AuditEntry): Promise<void>
  /** Newest first; `kind` is a whole kind or its first word; `after` is the id of the last row seen. */
  list(
    bureau: string,
    filter: { kind?: string | undefined; after?: string | undefined; limit?: number | undefined },
  ): Promise<{ rows: AuditRow[]; next: string | null }>
}

/** The kinds that this program writes, in the words of the audit page. */
export const auditKinds: Readonly<Record<string, string>> = {
  'session.opened': '登录',
  'session.refused': '登录被拒绝',
  'session.locked': '连续输错密码，账户锁定',
  'session.closed': '退出登录',
  'password.changed': '修改密码',
  'password.reset': '重置密码',
  'totp.enabled': '启用动态口令',
  'totp.removed': '停用动态口令',
  'account.created': '新建账户',
  'account.own-opened': '开通本人账户',
  'account.own-closed': '停用本人账户',
  'account.disabled': '停用账户',
  'account.enabled': '恢复账户',
  'account.unlocked': '解除锁定',
  'post.granted': '授予岗位',
  'post.ended': '终止岗位',
  'policy.changed': '修改登录与密码规则',
  'unit.added': '新增单位',
  'unit.renamed': '单位更名',
  'unit.closed': '撤销单位',
  'unit.reopened': '恢复单位',
  'unit.merged': '单位撤并',
  'unit.counted': '调整统计口径',
  'unit.begun': '更正设立日期',
  'person.entered': '登记人员',
  'person.changed': '修改人员信息',
  'person.merged': '合并人员',
  'person.looked': '查看身份证号码和电话',
  'record.looked': '查看封存信息',
  'person.sought': '按身份证号码查找',
  'records.exported': '导出台账',
  'records.imported': '导入台账',
  'document.opened': '打开文书',
  'template.replaced': '更换文书模板',
  'template.restored': '恢复原文书模板',
  'profile.changed': '修改报表对照',
  'parameter.set': '设定本局参数',
  'calendar.published': '录入全年放假安排',
  'calendar.corrected': '更正法定日历',
  'law.loaded': '载入法规',
  'public-site.changed': '修改公开网站',
  administration: '管理操作',
  'installation.begun': '初始化',
}

const title = (kind: string): string => {
  const refused = kind.endsWith('!')
  const known = auditKinds[refused ? kind.slice(0, -1) : kind] ?? kind
  return refused ? `${known}（被拒绝）` : known
}

/** The audit book. A kind that ends in `!` is the same act refused. */
export function openAudit({ store, clock }: { store: Store; clock: Clock }): Audit {
  const insert = (entry: AuditEntry): RawBuilder<unknown> => sql`insert into audit (bureau, id, at, account, kind, subject, detail, address)
    values (${entry.bureau}, ${clock.newId()}, ${clock.now()}, ${entry.account}, ${entry.kind}, ${entry.subject?.slice(0, 200) ?? null},
      ${JSON.stringify(entry.detail ?? {})}::jsonb, ${entry.address ?? null})`
  return {
    note: async (tx, entry) => {
      await tx.exec(insert(entry))
    },
    record: (entry) =>
      store.write({ 'fazhi.bureau': entry.bureau }, async (tx) => {
        await tx.exec(insert(entry))
      }),
    list: (bureau, { kind, after, limit = 100 }) =>
      store.read({ 'fazhi.bureau': bureau }, async (tx) => {
        const rows = await tx.rows(sql<Omit<AuditRow, 'title'>>`
          select a.id, a.at, a.kind, a.account, c.name, a.subject, a.detail, a.address
          from audit a left join account c on c.bureau = a.bureau and c.id = a.account
          where a.bureau = ${bureau}
            ${kind ? sql`and (a.kind in (${kind}, ${`${kind}!`}) or a.kind like ${`${kind.replaceAll(/[\\%_]/g, '\\$&')}.%`})` : sql``}
            ${after ? sql`and a.id < ${after}` : sql``}
          order by a.id desc limit ${limit + 1}`)
        const page = rows.slice(0, limit).map((row) => ({ ...row, title: title(row.kind) }))
        return { rows: page, next: rows.length > limit ? (page.at(-1)?.id ?? null) : null }
      }),
  }
}
