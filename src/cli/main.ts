import { runCommand } from './index.ts'
import { terminal } from './terminal.ts'

// The program `fazhi`: the exit code is set, not forced, so that nothing written is lost and the database is left in order.
const { io, flush } = terminal(process)
process.exitCode = await runCommand(process.argv.slice(2), io)
await flush()
