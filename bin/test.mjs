#!/usr/bin/env node
// npm test: all checks and tests; npm run check: types, lint, dead code and borders alone.
import { ensureDependencies, runProgram } from './prepare.mjs'

await ensureDependencies({ tools: true, report: (line) => process.stdout.write(`${line}\n`) })
runProgram('bin/run-tests.mjs', process.argv.slice(2))
