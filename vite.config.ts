import { createHash } from 'node:crypto'
import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'
import { lines, posts } from './src/lines/index.ts'
import { declarationsOf } from './src/web/declarations-of.ts'
import { outlineOf } from './src/web/outline-of.ts'

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url))

/** What the app takes from the declarations at build time: names for the navigation of the first page, and all of them as data for the rest. */
const made: Readonly<Record<string, () => string>> = {
  'virtual:outline': () => `export const outline = ${JSON.stringify(outlineOf(lines))}`,
  'virtual:declarations': () => `export const declarations = JSON.parse(${JSON.stringify(declarationsOf({ lines, posts }))})`,
}
const declared: Plugin = {
  name: 'declared',
  resolveId: (id) => (id in made ? `\0${id}` : null),
  load: (id) => made[id.slice(1)]?.() ?? null,
}

/** Tells the service worker which files make the shell: the entry, home, and the phone's page for logging, with all they import. */
const shell: Plugin = {
  name: 'shell',
  generateBundle(_, bundle) {
    const keep = new Set<string>()
    const visit = (file: string) => {
      const part = bundle[file]
      if (keep.has(file) || part?.type !== 'chunk') return
      keep.add(file)
      for (const css of part.viteMetadata?.importedCss ?? []) keep.add(css)
      for (const next of part.imports) visit(next)
    }
    for (const part of Object.values(bundle)) {
      if (part.type !== 'chunk' || part.fileName === 'sw.js') continue
      if (part.isEntry || /\/(quick|home|locale-zh)\.tsx?$/.test(part.facadeModuleId ?? '')) visit(part.fileName)
    }
    const worker = bundle['sw.js']
    if (worker?.type !== 'chunk') return
    const files = [...keep].sort().map((f) => `/${f}`)
    const build = createHash('sha256').update(files.join()).digest('hex').slice(0, 12)
    worker.code = worker.code.replace(/["'`]__SHELL__["'`]/, JSON.stringify(JSON.stringify({ build, files })))
  },
}

export default defineConfig({
  root: at('./src/web'),
  publicDir: at('./src/web/public'),
  plugins: [react(), declared, shell],
  build: {
    emptyOutDir: true,
    target: ['chrome94', 'firefox93', 'safari15.4'],
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 900,
    rolldownOptions: {
      input: { index: at('./src/web/index.html'), worker: at('./src/web/offline/worker.ts') },
      output: { entryFileNames: (chunk) => (chunk.name === 'worker' ? 'sw.js' : 'assets/[name]-[hash].js') },
      // Declarations are pure: what a page does not name of them (schemas, law tables) stays out of its bundle.
      treeshake: { moduleSideEffects: (id) => !/\/src\/(kernel|law|lines)\//.test(id) },
    },
  },
  server: { proxy: { '/api': 'http://127.0.0.1:8080' } },
})
