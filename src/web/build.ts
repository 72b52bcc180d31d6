import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'

const project = join(import.meta.dirname, '..', '..')
const out = join(project, 'dist', 'web')
const stamp = join(out, '.hash')

/** What the bundle is made from: the app, the pure rooms that it imports, its settings and its libraries. */
const rooms = ['src/web', 'src/kernel', 'src/lines', 'src/law', 'src/checker']
const files = ['vite.config.ts', 'package-lock.json']

/** A hash over all sources of the web app; tests do not count. */
export function sourceHash(): string {
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

/** Builds dist/web unless it was built from these very sources. Two processes may build at once: each into its own place, moved when it is whole. */
export async function buildWeb(): Promise<void> {
  const wanted = sourceHash()
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return
  // The bundler is large and not needed at an ordinary start.
  const { build } = await import('vite')
  const before = process.env.NODE_ENV
  // Whoever calls, the pages are those of a real installation.
  process.env.NODE_ENV = 'production'
  const place = join(project, 'dist', `.web-${process.pid}`)
  try {
    await build({ configFile: join(project, 'vite.config.ts'), mode: 'production', logLevel: 'error', build: { outDir: place } })
    compress(place)
    writeFileSync(join(place, '.hash'), wanted)
    rmSync(out, { recursive: true, force: true, maxRetries: 5 })
    renameSync(place, out)
  } finally {
    if (before === undefined) delete process.env.NODE_ENV
    else process.env.NODE_ENV = before
    rmSync(place, { recursive: true, force: true })
  }
}

/** Puts a compressed copy beside each file of text, once, so that no request has to wait for it. */
function compress(place: string): void {
  const files = readdirSync(place, { recursive: true, withFileTypes: true })
  for (const file of files.filter((f) => f.isFile() && /\.(js|css|html|svg|webmanifest)$/.test(f.name))) {
    const path = join(file.parentPath, file.name)
    writeFileSync(`${path}.gz`, gzipSync(readFileSync(path), { level: 9 }))
  }
}
