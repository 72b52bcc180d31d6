import type { Post } from '../kernel/index.ts'

/** 「岗位」: the posts of a county bureau, its justice offices and the villages. What a post may do in a line stands in the line's steps. */
export const posts = {
  leader: {
    title: '局领导',
    lines: ['*'],
    clearance: 'sealed',
    at: ['county'],
    duties: ['export', 'law', 'correct', 'void'],
  },
  mediationOfficer: {
    title: '基层工作股干部',
    lines: ['mediation', 'resettlement'],
    clearance: 'restricted',
    at: ['county'],
    duties: ['export', 'law', 'correct', 'void'],
  },
  correctionsOfficer: {
    title: '社区矫正股干部',
    lines: ['community-corrections', 'resettlement'],
    clearance: 'sealed',
    at: ['county'],
    duties: ['export', 'correct', 'void', 'enrol'],
  },
  stationHead: {
    title: '司法所所长',
    lines: ['*'],
    clearance: 'sealed',
    at: ['township'],
    duties: ['correct', 'void', 'enrol'],
  },
  stationOfficer: { title: '司法所工作人员', lines: ['*'], clearance: 'sealed', at: ['township'], duties: ['enrol'] },
  committeeHead: {
    title: '人民调解委员会主任',
    lines: ['mediation'],
    clearance: 'restricted',
    at: ['village', 'township', 'county'],
  },
  mediator: {
    title: '人民调解员',
    lines: ['mediation'],
    clearance: 'restricted',
    at: ['village', 'township', 'county'],
  },
  villageWorker: { title: '村（居）网格员', lines: ['mediation'], clearance: 'open', at: ['village'], own: true },
  groupMember: {
    title: '矫正（帮教）小组成员',
    lines: ['community-corrections', 'resettlement'],
    clearance: 'open',
    at: ['village', 'township'],
    own: true,
  },
  supervisee: {
    title: '社区矫正对象本人',
    lines: ['community-corrections'],
    clearance: 'open',
    at: ['township'],
    own: true,
    self: 'subject',
  },
  procuracy: {
    title: '人民检察院（只读）',
    lines: ['community-corrections'],
    clearance: 'sealed',
    at: ['county'],
    reads: true,
  },
  superior: { title: '上级机关（只读）', lines: ['*'], clearance: 'restricted', at: ['county'], reads: true },
  systemAdministrator: {
    title: '系统管理员',
    lines: [],
    clearance: 'open',
    at: ['county'],
    duties: ['system', 'organisation', 'law'],
  },
  securityAdministrator: { title: '安全管理员', lines: [], clearance: 'open', at: ['county'], duties: ['security'] },
  auditAdministrator: { title: '审计管理员', lines: [], clearance: 'open', at: ['county'], duties: ['audit'] },
} as const satisfies Readonly<Record<string, Post>>
