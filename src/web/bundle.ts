import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { build } from 'vite'

/** Puts a compressed copy beside each file of text, once, so that no request has to wait for it. */
function compress(place: string): void {
  const files = readdirSync(place, { recursive: true, withFileTypes: true })
  for (const file of files.filter((f) => f.isFile() && /\.(js|css|html|svg|webmanifest)$/.test(f.name))) {
    const path = join(file.parentPath, file.name)
    writeFileSync(`${path}.gz`, gzipSync(readFileSync(path), { level: 9 }))
  }
}

// The program that `build.ts` runs: the staff app bundled into the directory that is named.
const place = process.argv[2] ?? ''
const configFile = join(import.meta.dirname, '..', '..', 'vite.config.ts')
await build({ configFile, mode: 'production', logLevel: 'error', build: { outDir: place } })
compress(place)
