import { Fault } from '../services/fault.ts'
import { examineMachine, type Finding } from '../services/machine/index.ts'
import { examineStore, type StoreExamination } from '../services/store/index.ts'
import type { Command } from './command.ts'
import { language } from './language.ts'

/** The command `doctor`: what this machine has and lacks. Exit 1 when something is missing without which the program cannot run. */
export const command: Command = {
  name: 'doctor',
  summary: { zh: '检查本机具备和缺少什么', en: 'report what this machine has and lacks' },
  usage: 'fazhi doctor [--json]',
  run: async (args, io) => {
    if (args.some((argument) => argument !== '--json')) {
      io.err(command.usage)
      return 2
    }
    const store = await examineStore()
    const machine = await examineMachine({ data: store.data, port: Number(process.env.FAZHI_PORT) || 8080 })
    const findings = [...machine, ...databaseFindings(store)]
    for (const finding of findings) {
      if (args.includes('--json')) io.out(JSON.stringify(finding))
      else io.out(`${marks[finding.state]} ${finding[language()]}`)
    }
    const lacking = findings.filter(({ state }) => state === 'lacks')
    if (lacking.length > 0) {
      io.err(
        language() === 'zh' ? `还缺 ${lacking.length} 项，系统不能运行。` : `${lacking.length} things are missing; the system cannot run.`,
      )
      return 1
    }
    io.err(language() === 'zh' ? '本机可以运行本系统。' : 'This machine can run the system.')
    return 0
  },
}

const marks = { good: '✓', wish: '·', lacks: '✗' } as const

function databaseFindings(store: StoreExamination): Finding[] {
  const out: Finding[] = []
  const { builtIn } = store
  if (builtIn instanceof Fault) {
    out.push({
      name: 'database',
      state: store.byUrl ? 'wish' : 'lacks',
      zh: `${builtIn.zh}：${builtIn.remedy.zh}`,
      en: `${builtIn.en}: ${builtIn.remedy.en}`,
    })
  } else {
    out.push({
      name: 'database',
      state: 'good',
      zh: `内置数据库 PostgreSQL ${builtIn.version}`,
      en: `built-in database PostgreSQL ${builtIn.version}`,
    })
  }
  const running =
    store.running === undefined
      ? { zh: '未运行', en: 'not running' }
      : { zh: `正在运行，进程 ${store.running}`, en: `running, process ${store.running}` }
  out.push({
    name: 'data',
    state: 'good',
    zh: store.byUrl ? '数据在 DATABASE_URL 指定的服务器上' : `数据目录 ${store.data}（数据库${running.zh}）`,
    en: store.byUrl ? 'the data are on the server of DATABASE_URL' : `data directory ${store.data} (database ${running.en})`,
  })
  if (store.user !== undefined) {
    out.push({
      name: 'user',
      state: 'good',
      zh: `以 root 启动时，数据库由用户 ${store.user} 运行`,
      en: `started as root; the database runs as the user ${store.user}`,
    })
  }
  out.push({
    name: 'postgresql-15',
    state: store.oldest ? 'good' : 'wish',
    zh: store.oldest
      ? `PostgreSQL 15 程序 ${store.oldest}`
      : '没有 PostgreSQL 15 程序：数据库测试只在内置版本上运行（apt-get install postgresql-15）',
    en: store.oldest
      ? `PostgreSQL 15 programs ${store.oldest}`
      : 'no PostgreSQL 15 programs: database tests run on the built-in version only (apt-get install postgresql-15)',
  })
  return out
}
