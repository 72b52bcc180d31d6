import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { pino } from 'pino'
import { buildDemo, demoToday } from '../demo/build.ts'
import { buildApp } from './http/app.ts'
import { lines, posts } from './lines/index.ts'
import { type Clock, systemClock } from './services/clock.ts'
import { Fault, faultLines } from './services/fault.ts'
import { runKeeper } from './services/keeper.ts'
import { openServices, type Services } from './services/open.ts'
import { storeConfig } from './services/store/index.ts'
import { buildWeb } from './web/build.ts'

const project = join(import.meta.dirname, '..')
const speak = process.env.FAZHI_LANG === 'en' ? 'en' : 'zh'
const say = (zh: string, en: string) => process.stdout.write(`${speak === 'en' ? en : zh}\n`)
const { version } = JSON.parse(readFileSync(join(project, 'package.json'), 'utf8')) as { version: string }

/** Composition root: configuration, store, lines, services, server; stops in the opposite order. */
async function main(): Promise<void> {
  const port = portOf(process.env.FAZHI_PORT)
  const stop = stopSignal()
  const log = pino({ level: process.env.FAZHI_LOG ?? 'error', redact: ['*.password', '*.identityNumber', '*.totp'] }, pino.destination(2))
  const data = process.env.FAZHI_DATA || join(project, '.fazhi')
  say('正在准备网页……', 'Preparing the pages …')
  const pages = buildWeb().then(
    (place) => ({ place }),
    (error: unknown) => ({ fault: noPages(error) }),
  )
  say('正在启动数据库……', 'Starting the database …')
  // A demo stands on its own day, so that its deadlines are alive; which kind of installation this is, is known once the database is open.
  let running = systemClock()
  const clock: Clock = {
    today: () => running.today(),
    now: () => running.now(),
    newId: () => running.newId(),
    randomToken: (n) => running.randomToken(n),
  }
  const services = await openServices({
    lines,
    posts,
    data,
    config: { ...storeConfig(process.env), server: true },
    clock,
    cipher: process.env.FAZHI_CIPHER === 'sm' ? 'sm' : 'aes',
    dataKey: process.env.FAZHI_DATA_KEY,
    cells: 'keep',
    log: (error) => log.error({ error }, 'background'),
  })
  try {
    // The building of a demo that was broken off is begun again: half a year would pass for a whole one.
    await services.firstRun.dropUnfinishedDemo()
    if (process.env.FAZHI_DEMO !== '0' && !(await services.firstRun.state()).ready) await demo(services, stop)
    if ((await services.firstRun.state()).demo && !process.env.FAZHI_TODAY) running = systemClock({ FAZHI_TODAY: demoToday })
    const web = await pages
    if ('fault' in web) {
      log.error({ error: web.fault.cause }, 'pages')
      throw web.fault
    }
    if (stop.aborted) return
    const app = await buildApp(services, { web: web.place, version, log })
    const host = process.env.FAZHI_HOST || '127.0.0.1'
    await app.fastify.listen({ port, host }).catch((error: NodeJS.ErrnoException) => {
      throw error.code === 'EADDRINUSE' || error.code === 'EACCES' ? portTaken(port, error) : error
    })
    // Only now: whoever finds the port taken must not go on keeping watch over a database that is closed.
    const keeper = runKeeper(services, (error) => log.error({ error }, 'keeper'))
    await greet(`http://${host === '0.0.0.0' ? '127.0.0.1' : host}:${port}`, await services.firstRun.state())
    if (!stop.aborted) await new Promise((resolve) => stop.addEventListener('abort', resolve))
    say('正在停止……', 'Stopping …')
    await keeper.stop()
    await app.fastify.close()
  } finally {
    await services.close()
  }
}

/** Builds the demo bureau on the very first start, telling how far it is. */
async function demo(services: Services, stop: AbortSignal): Promise<void> {
  say(
    '首次启动：正在生成演示区县 2017 年的数据（设 FAZHI_DEMO=0 可跳过）……',
    'First start: making the demo county year 2017 (FAZHI_DEMO=0 leaves it out) …',
  )
  let told = 0
  await buildDemo(services, {
    progress: ({ part, done, of }) => {
      stop.throwIfAborted()
      const share = Math.floor((done / of) * 10)
      if (done !== of && share === told) return
      told = share
      say(`  ${part.zh} ${done}/${of}`, `  ${part.en} ${done}/${of}`)
    },
  })
}

function portOf(text: string | undefined): number {
  const port = text === undefined || text === '' ? 8080 : Number(text)
  if (Number.isInteger(port) && port >= 0 && port < 65536) return port
  throw new Fault('start.port', {
    zh: `FAZHI_PORT 应为 0 至 65535 的端口号，现为“${text}”`,
    en: `FAZHI_PORT must be a port number, not "${text}"`,
    remedy: { zh: '请改正后重新启动', en: 'Correct it and start again' },
    status: 500,
  })
}

function portTaken(port: number, cause: unknown): Fault {
  return new Fault(
    'start.port-taken',
    {
      zh: `端口 ${port} 已被其他程序占用，或无权使用`,
      en: `Port ${port} is taken by another program, or may not be used`,
      remedy: { zh: '请关闭占用的程序，或用 FAZHI_PORT 指定另一个端口', en: 'Stop that program, or choose another with FAZHI_PORT' },
      status: 500,
    },
    cause,
  )
}

async function greet(
  address: string,
  state: Awaited<ReturnType<Awaited<ReturnType<typeof openServices>>['firstRun']['state']>>,
): Promise<void> {
  say(`\n法治已就绪：${address}`, `\nfazhi is ready: ${address}`)
  if (!state.ready)
    say(
      '首次使用：请在浏览器中打开上面的地址，选择县（区）并设置管理员。',
      'First run: open the address, choose the county and set the administrators.',
    )
  for (const l of state.demoLogins ?? [])
    process.stdout.write(`  ${l.username.padEnd(16)} ${l.password.padEnd(14)} ${l.name} ${l.unitName} ${l.post}\n`)
  say('按 Ctrl-C 停止。', 'Ctrl-C stops it.')
}

function noPages(cause: unknown): Fault {
  return new Fault(
    'start.pages',
    {
      zh: '网页没有生成',
      en: 'The pages could not be made',
      remedy: {
        zh: '请检查程序目录下的 dist 目录能否写入、磁盘空间和内存是否充足（至少 1 GB），再重新启动',
        en: 'See that the directory dist of the program can be written, and that there is room on the disk and 1 GB of memory; then start again',
      },
      status: 500,
    },
    cause,
  )
}

/** Raised by the first Ctrl-C or request to end, whatever is being done at the moment; a second one ends the program at once. */
function stopSignal(): AbortSignal {
  const controller = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => controller.abort())
  return controller.signal
}

try {
  await main()
} catch (error) {
  // Stopped in the middle of the demo: nothing went wrong.
  if (error instanceof DOMException && error.name === 'AbortError') process.exitCode = 130
  else if (!(error instanceof Fault)) throw error
  else {
    for (const line of faultLines(error, speak)) process.stderr.write(`${line}\n`)
    process.exitCode = 1
  }
}
