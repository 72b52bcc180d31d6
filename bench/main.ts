/** The measurements, by name. Each prints JSON lines; a speed is a ratio to something measured in the same run. */
const benches: Readonly<Record<string, () => Promise<{ run: (args: readonly string[]) => Promise<void> }>>> = {
  law: () => import('./law.ts'),
  checker: () => import('./checker.ts'),
  ledger: () => import('./ledger.ts'),
  caseload: () => import('./caseload.ts'),
}

const [name = '', ...args] = process.argv.slice(2)
const load = Object.hasOwn(benches, name) ? benches[name] : undefined
if (!load) {
  process.stderr.write(`用法 / usage: npm run bench -- ${Object.keys(benches).join('|')} [--rows N]\n`)
  process.exitCode = 2
} else {
  await (await load()).run(args)
}
