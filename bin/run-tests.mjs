// The phases of npm test, one after the other; the last line is the sum: "N passed, N failed, N skipped".
//
//   node bin/test.mjs                 everything
//   node bin/test.mjs --check         types, lint, dead code, borders
//   node bin/test.mjs [--] FILTER …   the test files whose path contains a filter, in the phases that have any
import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import { project, say } from './prepare.mjs'

const given = process.argv.slice(2).filter((argument) => argument !== '--')
const checkOnly = given.includes('--check')
const filters = given.filter((argument) => argument !== '--check')
const reports = mkdtempSync(join(tmpdir(), 'fazhi-report-'))
process.on('exit', () => rmSync(reports, { recursive: true, force: true }))

const results = []
let children = []
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.on(signal, () => {
    for (const child of children) child.kill(signal)
    process.exitCode = 130
  })
}

const testFiles = ['src', 'demo', 'bench', 'bin', 'e2e'].flatMap((folder) =>
  existsSync(join(project, folder))
    ? readdirSync(join(project, folder), { recursive: true })
        .map((file) => `${folder}/${String(file).replaceAll('\\', '/')}`)
        .filter((file) => /\.test\.tsx?$/.test(file))
    : [],
)
const kindOf = (file) => (file.startsWith('e2e/') ? 'e2e' : file.includes('.int.test.') ? 'int' : 'unit')
const matches = (file) => filters.length === 0 || filters.some((word) => file.includes(word))

const title = (name) => process.stdout.write(`\n── ${name}\n`)
const tool = (name, ...path) => [join(project, 'node_modules', name, ...path)]
const borders = 'src/borders.test.ts'

if (filters.length === 0) {
  await together([
    { name: say('类型', 'types'), args: [...tool('typescript', 'bin', 'tsc'), '--noEmit'] },
    { name: say('格式与规范', 'format and lint'), args: [...tool('@biomejs/biome', 'bin', 'biome'), 'check'] },
    { name: say('无用代码', 'dead code'), args: [...tool('knip', 'bin', 'knip.js'), '--no-progress'] },
  ])
  await tests(say('边界', 'borders'), 'unit', { only: [borders] })
}
if (!checkOnly) {
  await tests(say('单元测试', 'unit tests'), 'unit', { except: filters.length === 0 ? borders : undefined })
  await databaseTests()
  await browserTests()
}
conclude()

/** The quick checks run side by side; what they say is shown one after the other, and only when they have something to say. */
async function together(checks) {
  const answers = await Promise.all(checks.map(({ args }) => run(args, { quiet: true })))
  for (const [index, { name }] of checks.entries()) {
    const { code, output, seconds } = answers[index]
    title(`${name} · ${seconds} s · ${code === 0 ? say('通过', 'passed') : say('未通过', 'failed')}`)
    if (code !== 0) process.stdout.write(`${output.trim()}\n`)
    results.push({ name, failed: code === 0 ? 0 : 1, passed: code === 0 ? 1 : 0, skipped: 0, ok: code === 0 })
  }
}

/** One vitest project. Its totals are read from its own report; a file that could not even be loaded counts as one failure. */
async function tests(name, vitestProject, { only = [], except, env = {} } = {}) {
  if (filters.length > 0 && !testFiles.some((file) => kindOf(file) === vitestProject && matches(file))) return
  title(name)
  const report = join(reports, `${results.length}.json`)
  const selected = only.length > 0 ? only : filters
  const { code } = await run(
    [
      ...tool('vitest', 'vitest.mjs'),
      ...['run', '--project', vitestProject, '--reporter=default', '--reporter=json', `--outputFile.json=${report}`],
      ...[except ?? []].flat().flatMap((file) => ['--exclude', file]),
      ...selected,
    ],
    { env },
  )
  const { numPassedTests = 0, numFailedTests = 0, numPendingTests = 0, numTodoTests = 0, testResults = [] } = read(report)
  const unloaded = testResults.filter((file) => file.status === 'failed' && file.assertionResults.length === 0).length
  const failed = numFailedTests + unloaded
  results.push({
    name,
    passed: numPassedTests,
    failed: code !== 0 && failed === 0 ? 1 : failed,
    skipped: numPendingTests + numTodoTests,
    ok: code === 0,
    faults: testResults.flatMap(faultsOf),
  })
}

/** On the engine we ship, and on the oldest one we support where this machine has it. */
async function databaseTests() {
  const oldest = process.env.FAZHI_PG_BIN ?? '/usr/lib/postgresql/15/bin'
  await tests(say('数据库测试 · 内置 PostgreSQL 18', 'database tests · built-in PostgreSQL 18'), 'int', { env: { FAZHI_PG_BIN: '' } })
  if (existsSync(join(oldest, process.platform === 'win32' ? 'postgres.exe' : 'postgres'))) {
    // What stands around the engine has been tried on the one we ship: the supervisor, the demo county, the recipes, the disk, the start; plans are its own.
    const around = [
      'src/services/store/{embedded,frozen,full-disk}.int.test.ts',
      'src/services/**/*plans.int.test.ts',
      'demo/*.int.test.ts',
      'src/{main,recipe}.int.test.ts',
    ]
    const except = filters.length === 0 ? around : undefined
    await tests(say(`数据库测试 · ${oldest}`, `database tests · ${oldest}`), 'int', { except, env: { FAZHI_PG_BIN: oldest } })
  } else {
    title(
      say(
        '数据库测试 · PostgreSQL 15：本机没有，跳过（apt-get install postgresql-15，或 FAZHI_PG_BIN）',
        'database tests · PostgreSQL 15: not on this machine, skipped (apt-get install postgresql-15, or FAZHI_PG_BIN)',
      ),
    )
  }
}

/** In a real browser, with real Chinese letters. */
async function browserTests() {
  const wanted = testFiles.filter((file) => kindOf(file) === 'e2e' && matches(file))
  if (wanted.length === 0) return
  const { ensureBrowser } = await import('../src/services/machine/index.ts')
  const name = say('浏览器测试', 'browser tests')
  const browser = await ensureBrowser((line) => process.stdout.write(`${line}\n`))
  if (browser.chromium === undefined || browser.missing.length > 0) {
    title(name)
    process.stdout.write(`${browser.missing.map((line) => say(line.zh, line.en)).join('\n')}\n`)
    results.push({ name, passed: 0, failed: 1, skipped: 0, ok: false })
    return
  }
  await tests(`${name} · ${browser.chromium}`, 'e2e', { env: { CHROMIUM_PATH: browser.chromium } })
}

/** What failed in one file, each with the first lines of why. */
function faultsOf({ name: path, message = '', assertionResults }) {
  const file = relative(project, path)
  if (assertionResults.length === 0) return message ? [`${file}\n${excerpt(message)}`] : []
  return assertionResults
    .filter(({ status }) => status === 'failed')
    .map(({ fullName, failureMessages }) => `${file} · ${fullName}\n${excerpt(failureMessages.join('\n'))}`)
}

function excerpt(text) {
  const lines = stripVTControlCharacters(text)
    .trim()
    .split('\n')
    .filter((line) => !line.includes('node_modules'))
    .slice(0, 12)
  return lines.map((line) => `    ${line.slice(0, 300)}`).join('\n')
}

/** The last lines say what failed and why: a log is often kept only from its end. */
function conclude() {
  const sum = (key) => results.reduce((total, result) => total + result[key], 0)
  const failed = results.filter(({ ok }) => !ok)
  process.stdout.write('\n')
  for (const fault of failed.flatMap(({ faults = [] }) => faults)) process.stdout.write(`${fault}\n\n`)
  if (failed.length > 0) process.stdout.write(`${say('未通过：', 'Failed: ')}${failed.map(({ name }) => name).join(say('、', ', '))}\n`)
  process.stdout.write(`${sum('passed')} passed, ${sum('failed')} failed, ${sum('skipped')} skipped\n`)
  if (failed.length > 0) process.exitCode ||= 1
}

/** Runs a tool of node_modules under this Node, in the project's directory. */
function run(args, { quiet = false, env = {} } = {}) {
  const since = Date.now()
  return new Promise((resolve) => {
    const child = spawn(process.execPath, args, {
      cwd: project,
      stdio: quiet ? ['ignore', 'pipe', 'pipe'] : 'inherit',
      env: { ...process.env, ...env },
    })
    children.push(child)
    let output = ''
    child.stdout?.on('data', (bytes) => {
      output += bytes
    })
    child.stderr?.on('data', (bytes) => {
      output += bytes
    })
    const done = (code) => {
      children = children.filter((other) => other !== child)
      resolve({ code, output, seconds: Math.round((Date.now() - since) / 100) / 10 })
    }
    child.on('error', (error) => {
      output += error.message
      done(1)
    })
    child.on('close', (code) => done(code ?? 1))
  })
}

function read(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch {
    return {}
  }
}
