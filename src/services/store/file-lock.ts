import { closeSync, openSync, rmSync, statSync, writeSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'
import { stopwatch } from '../clock.ts'
import { Fault } from '../fault.ts'

const STALE_MS = 10_000

/**
 * Runs `work` while holding a lock file, so that two processes do not make or start the same cluster at once. The holder renews
 * the file's time every second; a file not renewed for ten seconds is a dead process's and is taken over.
 */
export async function withFileLock<T>(path: string, work: () => Promise<T>, patienceMs = 120_000): Promise<T> {
  const waited = stopwatch()
  while (!take(path)) {
    if (waited() > patienceMs) {
      throw new Fault('store.locked', {
        status: 500,
        zh: '另一个进程一直在准备数据库',
        en: 'Another process keeps preparing the database',
        remedy: { zh: `请稍后重试；若没有别的进程，请删除 ${path}。`, en: `Try again; if there is no other process, delete ${path}.` },
      })
    }
    await pause(50)
  }
  const renewal = setInterval(() => renew(path), 1_000)
  renewal.unref()
  try {
    return await work()
  } finally {
    clearInterval(renewal)
    rmSync(path, { force: true })
  }
}

function take(path: string): boolean {
  try {
    const file = openSync(path, 'wx', 0o600)
    note(file)
    closeSync(file)
    return true
  } catch (error) {
    if (!(error instanceof Error) || !('code' in error) || error.code !== 'EEXIST') throw error
    if (age(path) > STALE_MS) rmSync(path, { force: true })
    return false
  }
}

/** Measured with the file system's own clock on both sides: a file just written is the present. */
function age(path: string): number {
  const probe = `${path}.${process.pid}`
  try {
    closeSync(openSync(probe, 'w', 0o600))
    return statSync(probe).mtimeMs - statSync(path).mtimeMs
  } catch {
    return 0
  } finally {
    rmSync(probe, { force: true })
  }
}

function renew(path: string): void {
  try {
    // Never created anew: it may have been taken over and removed.
    const file = openSync(path, 'r+')
    note(file)
    closeSync(file)
  } catch {
    // Gone: there is nothing to renew.
  }
}

/** Who holds it, for people. On a full disk the empty file does as well. */
function note(file: number): void {
  try {
    writeSync(file, `${process.pid}\n`, 0)
  } catch {
    // Full.
  }
}
