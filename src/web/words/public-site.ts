import { words } from './words.ts'

export const publicSiteWords = words(
  {
    title: '公开网站',
    hint: '公众不用登录就能打开的网页：法定期限计算器始终开放；报告校核由系统管理员决定是否开放。每次改动记入审计日志。',
    open: '打开公开网站',
    check: '公众可以使用报告校核',
    checkHint: '公众提交的文字只在本单位服务器上核对，不保存；每份不超过 10 万字，每个地址每分钟不超过 10 份。',
    on: '已开放',
    off: '未开放',
    only: '只有系统管理员可以修改。',
  },
  {
    title: 'Public site',
    hint: 'Pages that everyone may open without a login: the deadline calculator always; the report check when the system administrator opens it. Each change is kept in the audit log.',
    open: 'Open the public site',
    check: 'The public may use the report check',
    checkHint:
      'What the public sends is checked on this server only and not kept; at most 100,000 characters at a time, ten reports a minute from one address.',
    on: 'open',
    off: 'closed',
    only: 'Only the system administrator can change it.',
  },
)
