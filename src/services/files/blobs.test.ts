import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'

const directory = mkdtempSync(join(tmpdir(), 'fazhi-blobs-'))
afterAll(() => rmSync(directory, { recursive: true, force: true }))

/** Takes in files of so many bytes in a process that may write no file above a megabyte: the nearest an ordinary user comes to a full disk. */
function receive(...sizes: number[]): unknown {
  const script = `import { openBlobs } from './blobs.ts'
    import { systemClock } from '../clock.ts'
    const blobs = openBlobs(${JSON.stringify(directory)}, systemClock({}))
    async function* bytes(size) { for (let left = size; left > 0; left -= 65536) yield Buffer.alloc(Math.min(left, 65536), size % 251) }
    const told = []
    for (const size of ${JSON.stringify(sizes)}) {
      try { const arrived = await blobs.receive(bytes(size), 1e9); await arrived.keep(); told.push('kept') }
      catch (error) { told.push([error.code, error.status]) }
    }
    process.stdout.write(JSON.stringify(told))`
  // In blocks of 512 bytes.
  const command = `ulimit -f 2048; exec "$0" --input-type=module -e "$1"`
  const { stdout, stderr } = spawnSync('/bin/sh', ['-c', command, process.execPath, script], { encoding: 'utf8', cwd: import.meta.dirname })
  expect(stderr).toBe('')
  return JSON.parse(stdout)
}

test.skipIf(process.platform === 'win32')(
  'a file for which there is no room is refused and leaves nothing, and the next one is kept',
  () => {
    expect(receive(300_000, 5_000_000, 400_000)).toEqual(['kept', ['file.disk-full', 507], 'kept'])
    const left = readdirSync(directory, { recursive: true, withFileTypes: true }).filter((e) => e.isFile())
    expect(left).toHaveLength(2)
  },
)
