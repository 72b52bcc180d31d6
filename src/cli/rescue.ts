import type { Command } from './command.ts'
import { withServices } from './with-services.ts'

/** The command `rescue`: a one-time password for an account, for whoever stands at the server; written to the audit book. */
export const command: Command = {
  name: 'rescue',
  summary: {
    zh: '为忘记密码的账户生成一次性密码（在服务器上使用，留审计）',
    en: 'a one-time password for an account, at the server; audited',
  },
  usage: 'fazhi rescue USERNAME [--bureau CODE]',
  run: async (args, io) => {
    const at = args.indexOf('--bureau')
    const username = args.find((a, i) => !a.startsWith('--') && i !== at + 1)
    if (!username) {
      io.err(command.usage)
      return 2
    }
    return withServices(async (services) => {
      const bureau = at >= 0 ? args[at + 1] : (await services.installation.bureaus())[0]
      if (!bureau) {
        io.err('尚未初始化，没有账户 / not set up yet')
        return 1
      }
      io.out(await services.identity.accounts.rescue(bureau, username))
      return 0
    })
  },
}
