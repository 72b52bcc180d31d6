#!/usr/bin/env node
// npm run --silent fazhi -- <command>: says nothing of its own on standard output, because other programs read it.
import { ensureDependencies, runProgram } from './prepare.mjs'

await ensureDependencies({ tools: false, report: (line) => process.stderr.write(`${line}\n`) })
// npm changes to the project's directory; a file named in the command lies where the person stands.
runProgram('src/cli/main.ts', process.argv.slice(2), { cwd: process.env.INIT_CWD ?? process.cwd() })
