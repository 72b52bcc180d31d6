#!/usr/bin/env node
// npm start: prepares what is missing, then runs the server under the pinned Node.
import { ensureDependencies, runProgram } from './prepare.mjs'

const args = process.argv.slice(2)
await ensureDependencies({ tools: args.includes('--dev'), report: (line) => process.stdout.write(`${line}\n`) })
runProgram('src/main.ts', args, { tether: true })
