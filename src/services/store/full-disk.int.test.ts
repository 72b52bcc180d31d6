import { mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, expect, test } from 'vitest'
import { run } from '../machine/run.ts'
import { startEmbedded } from './embedded.ts'
import { connectStore } from './store.ts'

const disk = mkdtempSync(join(tmpdir(), 'fazhi-disk-'))
const refused = await mountSmallDisk()
afterAll(async () => {
  if (refused === undefined) await run('umount', ['-l', disk])
  rmSync(disk, { recursive: true, force: true })
})

/** A disk of 128 MB; or why there can be none. */
async function mountSmallDisk(): Promise<string | undefined> {
  const { code, output } = await run('mount', ['-t', 'tmpfs', '-o', 'size=128m,mode=755', 'tmpfs', disk])
  return code === 0 ? undefined : `this user may not mount a small disk: ${output}`
}

function fill(left: number): void {
  const { bavail, bsize } = statfsSync(disk)
  writeFileSync(join(disk, 'filler'), Buffer.alloc(Math.max(0, bavail * bsize - left)))
}

test('on a full disk a change is refused in words and leaves nothing, reading goes on, and with room again all goes on', async ({
  skip,
}) => {
  skip(refused !== undefined, refused)
  const data = join(disk, 'data')
  const settings = { shared_buffers: '16MB', fsync: 'off' }
  const embedded = await startEmbedded({ data, bin: process.env.FAZHI_PG_BIN, settings })
  const store = connectStore(embedded)
  try {
    await store.owner((tx) => tx.exec(sql`create table act (id integer, text text)`))
    await store.owner((tx) => tx.exec(sql`create table event (id integer, text text)`))
    await store.owner((tx) => tx.exec(sql`grant select, insert on act, event to fazhi_app`))
    const acts = () => store.read({}, (tx) => tx.rows(sql`select act.id, event.id as event from act full join event using (id)`))
    let kept = 0
    // Letters that do not compress, so that each act takes its room.
    const text = sql`(select string_agg(md5(random()::text), '') from generate_series(1, 800))`
    const add = async (): Promise<void> => {
      await store.write({}, async (tx) => {
        await tx.exec(sql`insert into act values (${kept}, ${text})`)
        await tx.exec(sql`insert into event values (${kept}, ${text})`)
      })
      kept += 1
    }
    await add()
    fill(1_000_000)
    const attempt = async (): Promise<unknown> => {
      for (let n = 0; n < 200; n += 1) await add()
      return 'the disk is not full'
    }
    const told = { code: 'store.disk-full', status: 507, zh: '磁盘空间已满，本次操作未保存' }
    await expect(attempt()).rejects.toMatchObject(told)
    await expect(add()).rejects.toMatchObject(told)
    const rows = await acts()
    expect(rows).toHaveLength(kept)
    expect(rows).not.toContainEqual(expect.objectContaining({ id: null }))
    expect(rows).not.toContainEqual(expect.objectContaining({ event: null }))
    // A new process of the same database is refused in words too, or let in; it does not start another one.
    await startEmbedded({ data, bin: process.env.FAZHI_PG_BIN }).then(
      async (second) => {
        expect(second.started).toBe(false)
        await second.stop()
      },
      (error) => expect(error).toMatchObject({ status: 507 }),
    )
    rmSync(join(disk, 'filler'))
    await add()
    expect(await acts()).toHaveLength(kept)
  } finally {
    await store.close()
    await embedded.stop()
  }
  // Started on a full disk, it says what is the matter.
  fill(0)
  await expect(startEmbedded({ data, bin: process.env.FAZHI_PG_BIN, settings })).rejects.toMatchObject({ code: 'store.disk-full' })
  rmSync(join(disk, 'filler'))
  const again = await startEmbedded({ data, bin: process.env.FAZHI_PG_BIN, settings })
  await again.stop()
})
