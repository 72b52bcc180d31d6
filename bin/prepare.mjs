// What every command needs before the program itself can run: dependencies as the lock file says, and Node 24.
// Plain JavaScript for the Node that happens to be on the machine (20 or later), and nothing from node_modules.
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The project's own directory. */
export const project = join(dirname(fileURLToPath(import.meta.url)), '..')
const modules = join(project, 'node_modules')
const stamp = join(modules, '.fazhi-dependencies')
/** The program is written for this major version; the package of it is pinned in package.json. */
const NODE_MAJOR = 24

/** A sentence in the language of the terminal. */
export function say(zh, en) {
  return process.env.FAZHI_LANG === 'en' ? en : zh
}

/** Ends the program with one sentence of what is wrong and one of what to do. */
export function giveUp(what, remedy) {
  process.stderr.write(`${what}\n${remedy}\n`)
  process.exit(1)
}

/**
 * Installs the dependencies when they are missing or not those of package-lock.json. `tools`: also what only tests need.
 * Progress goes to `report`, one calm line at a time; npm itself stays silent unless it fails.
 */
export async function ensureDependencies({ tools, report }) {
  const lockText = readFileSync(join(project, 'package-lock.json'))
  const digest = createHash('sha256').update(lockText).digest('hex')
  const wanted = tools ? [`${digest} all`] : [`${digest} all`, `${digest} program`]
  if (wanted.includes(readOr(stamp, '').trim())) return
  const complete = isInstalled(JSON.parse(lockText.toString('utf8')), tools)
  if (!complete) await install(report)
  try {
    writeFileSync(stamp, `${digest} ${tools || !complete ? 'all' : 'program'}\n`)
  } catch {
    // A directory that only an administrator writes: the comparison is simply made again next time.
  }
}

/** True when each package of the lock file that this machine needs is there in the same version. */
function isInstalled(lock, tools) {
  const installed = JSON.parse(readOr(join(modules, '.package-lock.json'), '{}')).packages ?? {}
  return Object.entries(lock.packages).every(([path, { version, optional, devOptional, dev }]) => {
    if (path === '' || ((dev || devOptional) && !tools)) return true
    const found = installed[path]?.version
    return found === version ? existsSync(join(project, path)) : found === undefined && Boolean(optional || devOptional)
  })
}

async function install(report) {
  const since = Date.now()
  report(say('正在安装依赖（第一次约需几分钟）…', 'Installing dependencies (the first time takes some minutes) …'))
  const timer = setInterval(() => {
    const seconds = Math.round((Date.now() - since) / 1000)
    report(say(`  仍在安装，已 ${seconds} 秒…`, `  still installing, ${seconds} s …`))
  }, 15_000)
  const { command, args, shell } = npm(['ci', '--include=dev', '--include=optional', '--no-audit', '--no-fund', '--loglevel=error'])
  const { code, output } = await run(command, args, { shell })
  clearInterval(timer)
  if (code !== 0) {
    process.stderr.write(`${output.trim().split('\n').slice(-12).join('\n')}\n`)
    giveUp(
      say(`依赖没有装上（npm ci 退出码 ${code}）。`, `The dependencies could not be installed (npm ci ended with ${code}).`),
      say(
        '请检查网络、npm 镜像设置和磁盘空间后重试；没有网络的机器可以从另一台同类机器复制 node_modules 目录。',
        'Check the network, the npm registry setting and the disk, then try again; a machine without a network can be given the node_modules directory of another one of its kind.',
      ),
    )
  }
  report(
    say(
      `依赖已就绪（${Math.round((Date.now() - since) / 1000)} 秒）。`,
      `Dependencies are ready (${Math.round((Date.now() - since) / 1000)} s).`,
    ),
  )
}

/** How to call npm without a shell where possible: the npm that called us, the one beside this Node, or the one in PATH. */
function npm(args) {
  const caller = process.env.npm_execpath
  const beside = process.platform === 'win32' ? 'node_modules' : '../lib/node_modules'
  const candidates = [
    caller && basename(caller) === 'npm-cli.js' ? caller : '',
    join(dirname(process.execPath), beside, 'npm', 'bin', 'npm-cli.js'),
  ]
  const script = candidates.find((path) => path && existsSync(path))
  if (script) return { command: process.execPath, args: [script, ...args], shell: false }
  return { command: 'npm', args, shell: process.platform === 'win32' }
}

/** Runs a program to its end and returns its exit code with all it said. */
function run(command, args, options) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd: project, stdio: ['ignore', 'pipe', 'pipe'], ...options })
    let output = ''
    const take = (bytes) => {
      output = (output + bytes.toString('utf8')).slice(-100_000)
    }
    child.stdout.on('data', take)
    child.stderr.on('data', take)
    child.on('error', (error) => resolve({ code: 127, output: `${output}${error.message}` }))
    child.on('close', (code) => resolve({ code: code ?? 1, output }))
  })
}

/** The Node to run the program with: the pinned package for this machine, else this very Node when it is new enough. */
export function findNode() {
  const system = process.platform === 'win32' ? 'win' : process.platform
  const packaged = join(modules, `node-${system}-${process.arch}`, 'bin', process.platform === 'win32' ? 'node.exe' : 'node')
  if (existsSync(packaged)) return packaged
  if (Number.parseInt(process.versions.node, 10) >= NODE_MAJOR) return process.execPath
  return giveUp(
    say(
      `本机（${process.platform} ${process.arch}）没有随附的 Node ${NODE_MAJOR}，而现有的是 ${process.versions.node}。`,
      `There is no Node ${NODE_MAJOR} package for this machine (${process.platform} ${process.arch}), and the Node here is ${process.versions.node}.`,
    ),
    say(
      `请安装 Node ${NODE_MAJOR} 或更新的版本（nodejs.org），然后重新运行。`,
      `Install Node ${NODE_MAJOR} or later (nodejs.org) and run again.`,
    ),
  )
}

/**
 * Runs a script of the project under Node 24 with this terminal, passes signals on and ends as it ends.
 *
 * `tether`: for a server. It gets a session of its own, so that Ctrl-C reaches it once, through us; and a channel to us, so that
 * it stops in good order when we are killed.
 */
export function runProgram(script, args, { tether = false, cwd = process.cwd(), env = {} } = {}) {
  const apart = tether && process.platform !== 'win32'
  const child = spawn(findNode(), [...(tether ? ['--import', tetherModule()] : []), join(project, script), ...args], {
    cwd,
    stdio: tether ? ['inherit', 'inherit', 'inherit', 'ipc'] : 'inherit',
    detached: apart,
    env: { NODE_COMPILE_CACHE: join(modules, '.cache', 'fazhi'), ...process.env, ...env },
  })
  let last = { signal: '', at: 0 }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => {
      // The terminal and npm may both pass the same Ctrl-C on.
      if (last.signal === signal && Date.now() - last.at < 500) return
      last = { signal, at: Date.now() }
      // A command of the same terminal has had its Ctrl-C already.
      if (apart || signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(tether && signal === 'SIGHUP' ? 'SIGTERM' : signal)
    })
  }
  const watch = watchCaller(() => child.kill('SIGTERM'))
  child.on('error', (error) =>
    giveUp(
      say(`Node 不能启动：${error.message}`, `Node could not be started: ${error.message}`),
      say(
        `请安装 Node ${NODE_MAJOR}（nodejs.org），删除 node_modules 后重试。`,
        `Install Node ${NODE_MAJOR} (nodejs.org), delete node_modules and try again.`,
      ),
    ),
  )
  child.on('exit', (code, signal) => {
    clearInterval(watch)
    process.exitCode = code ?? (signal === 'SIGINT' ? 130 : signal === 'SIGKILL' ? 137 : 143)
    if (tether && child.connected) child.disconnect()
    for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.removeAllListeners(name)
  })
}

/**
 * npm passes SIGTERM on to its shell, and the shell keeps it to itself: whoever ends npm would leave us running. So we look
 * whether the shell, and npm above it, are still there. Called without npm, we are somebody's own service and look for nobody.
 */
function watchCaller(gone) {
  if (!process.env.npm_lifecycle_event || process.platform === 'win32') return undefined
  const parent = process.ppid
  const above = parentOf(parent)
  const isNpm = readOr(`/proc/${above}/comm`, '').startsWith('npm')
  const timer = setInterval(() => {
    if (process.ppid === parent && !(isNpm && parentOf(parent) !== above)) return
    clearInterval(timer)
    gone()
  }, 500)
  timer.unref()
  return timer
}

/** The parent of a process, on Linux; 0 where it cannot be known. */
function parentOf(processId) {
  return Number(/\) \S (\d+)/.exec(readOr(`/proc/${processId}/stat`, ''))?.[1] ?? 0)
}

function tetherModule() {
  return new URL('./tether.mjs', import.meta.url).href
}

function readOr(path, otherwise) {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return otherwise
  }
}
