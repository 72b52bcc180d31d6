import { existsSync, statfsSync } from 'node:fs'
import { createServer } from 'node:net'
import { availableParallelism, totalmem } from 'node:os'
import { dirname } from 'node:path'
import { chineseFont, findChromium } from './browser.ts'
import { run } from './run.ts'

/** One line of the examination. `lacks`: the program cannot run; `wish`: something works less well, or only tests need it. */
export interface Finding {
  readonly name: string
  readonly state: 'good' | 'wish' | 'lacks'
  readonly zh: string
  readonly en: string
}

const GIGABYTE = 1024 ** 3

/** What the machine offers: Node, npm, processors, memory, disk, port, browser, fonts, locale. */
export async function examineMachine(wanted: { readonly data: string; readonly port: number }): Promise<readonly Finding[]> {
  return [
    nodeFinding(),
    await npmFinding(),
    memoryFinding(),
    diskFinding(wanted.data),
    await portFinding(wanted.port),
    chromiumFinding(),
    await fontFinding(),
    localeFinding(),
  ]
}

function nodeFinding(): Finding {
  const { node } = process.versions
  const good = Number.parseInt(node, 10) >= 24
  return {
    name: 'node',
    state: good ? 'good' : 'lacks',
    zh: good ? `Node ${node}` : `Node ${node}，需要 24 以上：请运行 npm ci，或安装 Node 24`,
    en: good ? `Node ${node}` : `Node ${node}, 24 or later is needed: run npm ci, or install Node 24`,
  }
}

async function npmFinding(): Promise<Finding> {
  const { code, output } = process.platform === 'win32' ? await run('cmd', ['/c', 'npm', '--version']) : await run('npm', ['--version'])
  const version = /^\d+\.\d+\.\d+$/m.exec(output)?.[0]
  if (code === 0 && version) return { name: 'npm', state: 'good', zh: `npm ${version}`, en: `npm ${version}` }
  return { name: 'npm', state: 'wish', zh: '没有 npm：更新依赖时需要', en: 'no npm: needed to update dependencies' }
}

function memoryFinding(): Finding {
  const gigabytes = totalmem() / GIGABYTE
  const cores = availableParallelism()
  const good = gigabytes >= 1.8
  return {
    name: 'memory',
    state: good ? 'good' : 'wish',
    zh: `内存 ${gigabytes.toFixed(1)} GB，处理器 ${cores} 个${good ? '' : '：建议 2 GB 以上'}`,
    en: `${gigabytes.toFixed(1)} GB of memory, ${cores} processors${good ? '' : ': 2 GB or more is advised'}`,
  }
}

function diskFinding(data: string): Finding {
  let place = data
  while (!existsSync(place) && dirname(place) !== place) place = dirname(place)
  const { bavail, bsize } = statfsSync(place)
  const gigabytes = (bavail * bsize) / GIGABYTE
  const state = gigabytes >= 5 ? 'good' : gigabytes >= 0.5 ? 'wish' : 'lacks'
  return {
    name: 'disk',
    state,
    zh: `数据目录所在磁盘剩余 ${gigabytes.toFixed(1)} GB${state === 'good' ? '' : '：空间不足，请清理'}`,
    en: `${gigabytes.toFixed(1)} GB free on the disk of the data directory${state === 'good' ? '' : ': too little, make room'}`,
  }
}

async function portFinding(port: number): Promise<Finding> {
  const free = await new Promise<boolean>((resolve) => {
    const probe = createServer()
    probe.on('error', () => resolve(false))
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)))
  })
  return {
    name: 'port',
    state: free ? 'good' : 'wish',
    zh: free ? `端口 ${port} 可用` : `端口 ${port} 已被占用：系统正在运行，或请用 FAZHI_PORT 换一个`,
    en: free ? `port ${port} is free` : `port ${port} is taken: the system is running, or set FAZHI_PORT to another`,
  }
}

function chromiumFinding(): Finding {
  const path = findChromium()
  if (path) return { name: 'chromium', state: 'good', zh: `浏览器 ${path}`, en: `browser ${path}` }
  return {
    name: 'chromium',
    state: 'wish',
    zh: '没有 Chromium：只有浏览器测试需要（apt-get install chromium，或 CHROMIUM_PATH）',
    en: 'no Chromium: only the browser tests need it (apt-get install chromium, or CHROMIUM_PATH)',
  }
}

async function fontFinding(): Promise<Finding> {
  if (process.platform !== 'linux')
    return { name: 'fonts', state: 'good', zh: '中文字体由系统提供', en: 'Chinese fonts come with the system' }
  const font = await chineseFont()
  if (font) return { name: 'fonts', state: 'good', zh: `中文字体 ${font}`, en: `Chinese font ${font}` }
  return {
    name: 'fonts',
    state: 'wish',
    zh: '没有中文字体：截图和浏览器测试需要（apt-get install fontconfig fonts-noto-cjk）',
    en: 'no Chinese font: screenshots and browser tests need one (apt-get install fontconfig fonts-noto-cjk)',
  }
}

function localeFinding(): Finding {
  const value = process.env.LC_ALL || process.env.LC_CTYPE || process.env.LANG || ''
  const good = process.platform !== 'linux' || /utf-?8/i.test(value)
  const shown = value || 'POSIX'
  return {
    name: 'locale',
    state: good ? 'good' : 'wish',
    zh: good ? `终端语言环境 ${shown}` : `终端语言环境 ${shown} 不是 UTF-8：个别终端会把汉字显示成问号（export LANG=C.UTF-8）`,
    en: good ? `locale ${shown}` : `locale ${shown} is not UTF-8: some terminals show Chinese as question marks (export LANG=C.UTF-8)`,
  }
}
