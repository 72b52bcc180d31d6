#!/usr/bin/env node
// npm run bench -- NAME [options]: one of the measurements in bench/, under the pinned Node.
import { ensureDependencies, runProgram } from './prepare.mjs'

await ensureDependencies({ tools: true, report: (line) => process.stderr.write(`${line}\n`) })
runProgram('bench/main.ts', process.argv.slice(2))
