import { z } from 'zod'
import type { Clock } from '../../services/clock.ts'
import { identityFault } from '../../services/identity/faults.ts'
import type { FirstRun } from '../../services/identity/first-run.ts'
import { type RouteApp, route } from '../route.ts'
import { plainText } from './shapes.ts'

export interface FirstRunServices {
  readonly firstRun: FirstRun
  readonly clock: Clock
  /** The version of the program, for the foot of the page. */
  readonly version: string
}

const text = (title: string, max: number) => plainText(title, max, 1)
const password = z.string().max(256).meta({ title: '密码' })
const county = z.object({ code: z.string(), name: z.string(), fullName: z.string(), path: z.string() })

/** 「初始化」 The state of the installation, and its first run. Open without a login, because there is none yet. */
export function firstRunRoutes(app: RouteApp, { firstRun, clock, version }: FirstRunServices): void {
  const tag = 'first-run'
  route(app, {
    method: 'GET',
    url: '/api/state',
    summary: '系统状态 / whether the installation is set up, and whether it is a demo',
    tag,
    auth: 'public',
    response: z.object({
      ready: z.boolean(),
      bureau: z.string().optional(),
      bureauName: z.string().optional(),
      demo: z.boolean(),
      demoLogins: z
        .array(z.object({ username: z.string(), password: z.string(), post: z.string(), name: z.string(), unitName: z.string() }))
        .optional(),
      version: z.string(),
      today: z.string().meta({ description: 'the legal day at the server, Asia/Shanghai' }),
    }),
    handle: async () => ({ ...(await firstRun.state()), version, today: clock.today() }),
  })

  route(app, {
    method: 'GET',
    url: '/api/counties',
    summary: '查找区县（仅初始化前） / counties to choose from, before the first run only',
    tag,
    auth: 'public',
    query: z.object({ q: z.string().max(40).default('').meta({ title: '查找内容' }) }),
    response: z.array(county),
    errors: ['first-run.done'],
    handle: async ({ query }) => {
      if ((await firstRun.state()).ready) throw identityFault('first-run.done')
      return firstRun.counties(query.q)
    },
  })

  route(app, {
    method: 'POST',
    url: '/api/first-run',
    summary: '初始化：区县、机构和三员账户 / set up county, units and the three administrators; one-time passwords are shown only here',
    tag,
    auth: 'public',
    status: 201,
    body: z.strictObject({
      county: z
        .string()
        .regex(/^\d{6}$/, '应为六位区县代码 / a six-digit county code')
        .meta({ title: '区县' }),
      bureauName: text('单位名称', 60),
      administrator: z.strictObject({ username: text('用户名', 64), name: text('姓名', 60), password }).meta({ title: '系统管理员' }),
      security: z
        .strictObject({ username: text('用户名', 64), name: text('姓名', 60) })
        .optional()
        .meta({ title: '安全管理员' }),
      auditor: z
        .strictObject({ username: text('用户名', 64), name: text('姓名', 60) })
        .optional()
        .meta({ title: '审计管理员' }),
    }),
    response: z.object({
      bureau: z.string(),
      accounts: z.array(
        z.object({ username: z.string(), name: z.string(), post: z.string(), postTitle: z.string(), password: z.string().optional() }),
      ),
    }),
    errors: ['first-run.done', 'first-run.county', 'account.username', 'account.username-taken', 'password.weak', 'session.busy'],
    handle: ({ body }) => firstRun.run(body),
  })
}
