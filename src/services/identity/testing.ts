import { type Bureau, compileBureau, defineLine, defineRecord, keptBy, type Post, text } from '../../kernel/index.ts'

const matter = defineRecord({ id: 'trial.matter', title: '事项', fields: { say: text('内容') } })

/** A bureau with one small line and the posts that tests of identity and organisation need; services know no real line. */
export const trialBureau: Bureau = compileBureau(
  [defineLine({ id: 'trial', title: '试验', section: '股', records: [matter], procedures: [keptBy(matter, { by: ['officer'] })] })],
  {
    leader: { title: '局领导', lines: ['*'], clearance: 'sealed', at: ['county'], duties: ['correct'] },
    officer: { title: '司法所工作人员', lines: ['trial'], clearance: 'restricted', at: ['township'] },
    worker: { title: '网格员', lines: ['trial'], clearance: 'open', at: ['village'], own: true },
    systemAdministrator: { title: '系统管理员', lines: [], clearance: 'open', at: ['county'], duties: ['system', 'organisation'] },
    securityAdministrator: { title: '安全管理员', lines: [], clearance: 'open', at: ['county'], duties: ['security'] },
    auditAdministrator: { title: '审计管理员', lines: [], clearance: 'open', at: ['county'], duties: ['audit'] },
  } satisfies Record<string, Post>,
  { hasRule: () => true },
)
