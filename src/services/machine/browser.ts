import { existsSync, readdirSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { run } from './run.ts'

/** What is missing for the browser tests, and what to install. */
export interface Missing {
  readonly zh: string
  readonly en: string
}

/** A chromium found on this machine: CHROMIUM_PATH first, then the usual places, then the browsers that test tools keep. */
export function findChromium(env: Readonly<Record<string, string | undefined>> = process.env): string | undefined {
  const given = env.CHROMIUM_PATH
  if (given) return existsSync(given) ? given : undefined
  return [...usualPlaces(env), ...keptBrowsers()].find((path) => existsSync(path))
}

function usualPlaces(env: Readonly<Record<string, string | undefined>>): string[] {
  if (process.platform === 'darwin') {
    return [
      '/Applications/Chromium.app/Contents/MacOS/Chromium',
      '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
      '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
    ]
  }
  if (process.platform === 'win32') {
    return [env.PROGRAMFILES, env['PROGRAMFILES(X86)'], env.LOCALAPPDATA]
      .filter((root) => root !== undefined)
      .flatMap((root) => [
        join(root, 'Google', 'Chrome', 'Application', 'chrome.exe'),
        join(root, 'Chromium', 'Application', 'chrome.exe'),
        join(root, 'Microsoft', 'Edge', 'Application', 'msedge.exe'),
      ])
  }
  const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge']
  const folders = (env.PATH ?? '').split(':').filter(Boolean)
  return [...folders, '/usr/bin', '/usr/local/bin', '/snap/bin', '/opt/google/chrome'].flatMap((folder) =>
    [...names, ...(folder === '/opt/google/chrome' ? ['chrome'] : [])].map((name) => join(folder, name)),
  )
}

function keptBrowsers(): string[] {
  const cache = join(homedir(), '.cache', 'ms-playwright')
  if (!existsSync(cache)) return []
  return readdirSync(cache)
    .filter((name) => name.startsWith('chromium-'))
    .sort()
    .reverse()
    .flatMap((name) => ['chrome-linux', 'chrome-linux64'].map((folder) => join(cache, name, folder, 'chrome')))
}

/** True when the machine can draw Chinese. Windows and macOS bring their own fonts. */
async function hasChineseFont(): Promise<boolean> {
  return process.platform !== 'linux' || (await chineseFont()) !== undefined
}

/** A font that fontconfig knows for Chinese, by name; undefined when there is none. */
export async function chineseFont(): Promise<string | undefined> {
  const { code, output } = await run('fc-list', [':lang=zh-cn', 'family'])
  const families = output.split('\n').filter(Boolean).sort()
  return code === 0 ? families.at(0)?.split(',')[0] : undefined
}

/**
 * A browser with Chinese letters for the tests. On Debian and its kin, root installs what is missing; everybody else is told
 * exactly what to install.
 */
export async function ensureBrowser(
  report: (line: string) => void,
): Promise<{ chromium: string | undefined; missing: readonly Missing[] }> {
  const packages = await missingPackages()
  if (packages.length > 0 && process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    report(`apt-get install ${packages.join(' ')} …`)
    const environment = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
    await run('apt-get', ['update', '-q'], environment)
    const { code, output } = await run('apt-get', ['install', '-y', '-q', '--no-install-recommends', ...packages], environment)
    if (code !== 0) report(output.trim().split('\n').slice(-5).join('\n'))
  }
  const still = await missingPackages()
  return {
    chromium: findChromium(),
    missing: still.map((name) => ({
      zh: `缺少 ${name}：请以 root 运行 apt-get update && apt-get install -y ${name}${name === 'chromium' ? '，或用 CHROMIUM_PATH 指出浏览器' : ''}`,
      en: `${name} is missing: as root run apt-get update && apt-get install -y ${name}${name === 'chromium' ? ', or set CHROMIUM_PATH to a browser' : ''}`,
    })),
  }
}

async function missingPackages(): Promise<string[]> {
  return [...(findChromium() === undefined ? ['chromium'] : []), ...((await hasChineseFont()) ? [] : ['fontconfig', 'fonts-noto-cjk'])]
}
