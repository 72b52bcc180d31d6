import { createHash } from 'node:crypto'
import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'
import { lines } from './src/lines/index.ts'
import { outlineOf } from './src/web/outline-of.ts'

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url))

/** Names of lines and records for the navigation, so that the first page does not load all declarations. */
const outline: Plugin = {
  name: 'outline',
  resolveId: (id) => (id === 'virtual:outline' ? '\0outline' : null),
  load: (id) => (id === '\0outline' ? `export const outline = ${JSON.stringify(outlineOf(lines))}` : null),
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
  plugins: [react(), outline, shell],
  build: {
    outDir: at('./dist/web'),
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
