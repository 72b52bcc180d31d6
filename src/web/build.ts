import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, utimesSync } from 'node:fs'
import { join } from 'node:path'

const project = join(import.meta.dirname, '..', '..')

/** What the bundle is made from: the app, the pure rooms that it imports, its settings and its libraries. */
const rooms = ['src/web', 'src/kernel', 'src/lines', 'src/law', 'src/checker']
const files = ['vite.config.ts', 'package-lock.json']

/** How long a bundle of other sources is kept after its last start: a server that still runs on it needs it. */
const KEPT_MS = 30 * 24 * 3600 * 1000

/** A hash over all sources of the web app; tests do not count. */
function sourceHash(): string {
  const hash = createHash('sha256')
  const add = (path: string) => {
    hash.update(`${path}\0`)
    hash.update(readFileSync(join(project, path)))
  }
  for (const room of rooms) {
    const inside = readdirSync(join(project, room), { recursive: true, withFileTypes: true })
      .filter((f) => f.isFile() && !/\.test\.tsx?$/.test(f.name) && !f.name.endsWith('.md'))
      .map((f) => join(f.parentPath, f.name).slice(project.length + 1))
      .sort()
    for (const path of inside) add(path)
  }
  for (const path of files) add(path)
  return hash.digest('hex')
}

/**
 * The directory of the staff app, built unless it was built from these very sources. Each state of the sources has a directory of
 * its own, so that a server that runs keeps its pages; it appears when it is whole, so that two processes may build at once.
 */
export async function buildWeb(dist = join(project, 'dist')): Promise<string> {
  const name = `web-${sourceHash().slice(0, 16)}`
  const out = join(dist, name)
  if (!existsSync(out)) {
    mkdirSync(dist, { recursive: true })
    const aside = join(dist, `.web-${process.pid}`)
    try {
      await bundle(aside)
      // Another process may have been quicker.
      if (!existsSync(out)) renameSync(aside, out)
    } finally {
      rmSync(aside, { recursive: true, force: true })
    }
  }
  tidy(dist, name)
  return out
}

/** In a process of its own: the bundler takes 700 MB, and gives none back while its process lives. */
async function bundle(place: string): Promise<void> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'bundle.ts'), place], {
    cwd: project,
    // Whoever calls, the pages are those of a real installation.
    env: { ...process.env, NODE_ENV: 'production' },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let said = ''
  child.stderr.on('data', (bytes: Buffer) => {
    said += bytes.toString('utf8')
  })
  const code = await new Promise((resolve, reject) => child.on('error', reject).on('close', resolve))
  if (code !== 0) throw new Error(`the bundler ended with ${code}: ${said.trim()}`)
}

/** Removes bundles that no start has asked for in a month, and what a build that was killed has left. */
function tidy(dist: string, used: string): void {
  try {
    const now = new Date()
    utimesSync(join(dist, used), now, now)
    for (const name of readdirSync(dist)) {
      const old = now.getTime() - statSync(join(dist, name)).mtimeMs > KEPT_MS
      if (/^\.?web\b/.test(name) && old) rmSync(join(dist, name), { recursive: true, force: true })
    }
  } catch {
    // A checkout that only an administrator may write, or a directory just removed by another process: nothing depends on it.
  }
}
