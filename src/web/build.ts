import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const project = join(import.meta.dirname, '..', '..')
const out = join(project, 'dist', 'web')

/** What the pages are made from; when none of it has changed the built pages are used as they are. */
const sources = ['src/web', 'src/kernel', 'src/lines', 'src/law', 'src/checker', 'vite.config.ts', 'package-lock.json']

function hashOf(): string {
  const hash = createHash('sha256')
  const add = (path: string) => {
    const at = join(project, path)
    if (!existsSync(at)) return
    hash.update(path).update(readFileSync(at))
  }
  for (const source of sources) {
    if (/\.\w+$/.test(source)) add(source)
    else
      for (const name of readdirSync(join(project, source), { recursive: true, encoding: 'utf8' }).sort())
        if (/\.(tsx?|css|html|svg|json|webmanifest)$/.test(name) && !/\.test\.tsx?$/.test(name)) add(join(source, name))
  }
  return hash.digest('hex')
}

/**
 * Builds the staff app into `dist/web` unless it is there already, made from the same sources.
 * @returns whether it had to be built
 */
export async function buildWeb(): Promise<boolean> {
  const hash = hashOf()
  const mark = join(out, '.hash')
  if (existsSync(mark) && readFileSync(mark, 'utf8') === hash) return false
  await new Promise<void>((resolve, reject) => {
    const vite = spawn(process.execPath, [join(project, 'node_modules', 'vite', 'bin', 'vite.js'), 'build', '--logLevel', 'error'], {
      cwd: project,
      stdio: ['ignore', 'ignore', 'inherit'],
    })
    vite.once('error', reject)
    vite.once('exit', (code) => (code === 0 ? resolve() : reject(new Error(`the pages could not be built (vite ended with ${code})`))))
  })
  writeFileSync(mark, hash)
  return true
}
