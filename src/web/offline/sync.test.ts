import { describe, expect, test } from 'vitest'
import { ApiFault } from '../api/client.ts'
import type { Waiting } from './outbox.ts'
import { drain, isRefusal, type Store } from './sync.ts'

const act = (key: string, account = 'me'): Waiting => ({ key, path: '/api/mediation/dispute', body: {}, label: key, at: key, account })
const fault = (status: number) => new ApiFault(status, { code: 'x', zh: '不行', en: 'no' })

/** A store in memory. */
function memory(items: Waiting[]): Store & { items: Waiting[] } {
  const store = {
    items,
    waiting: async () => [...store.items],
    keep: async (item: Waiting) => {
      store.items = store.items.map((i) => (i.key === item.key ? item : i))
    },
    forget: async (key: string) => {
      store.items = store.items.filter((i) => i.key !== key)
    },
  }
  return store
}

describe('what was logged without a network', () => {
  test('is sent oldest first and forgotten once the server has taken it', async () => {
    const store = memory([act('1'), act('2')])
    const sent: string[] = []
    expect(await drain('me', store, async (i) => sent.push(i.key))).toEqual({ sent: 2, refused: 0 })
    expect(sent).toEqual(['1', '2'])
    expect(store.items).toEqual([])
  })
  test('stays whole when the network goes away in the middle', async () => {
    const store = memory([act('1'), act('2'), act('3')])
    await drain('me', store, async (i) => {
      if (i.key === '2') throw fault(0)
    })
    expect(store.items.map((i) => i.key)).toEqual(['2', '3'])
    expect(store.items.every((i) => !i.refused)).toBe(true)
  })
  test('stays whole when the session has ended or the server is in trouble', async () => {
    for (const status of [401, 429, 500, 503]) {
      const store = memory([act('1')])
      await drain('me', store, async () => {
        throw fault(status)
      })
      expect(store.items).toEqual([act('1')])
    }
  })
  test('is kept with the sentence when the server refuses it, is not sent again by itself, and the rest goes on', async () => {
    const store = memory([act('1'), act('2')])
    const send = async (i: Waiting) => {
      if (i.key === '1') throw fault(422)
    }
    expect(await drain('me', store, send)).toEqual({ sent: 1, refused: 1 })
    expect(store.items).toEqual([{ ...act('1'), refused: { zh: '不行', en: 'no' } }])
    expect(await drain('me', store, send)).toEqual({ sent: 0, refused: 0 })
  })
  test('of another account on the same phone is left alone', async () => {
    const store = memory([act('1', 'other')])
    await drain('me', store, async () => {
      throw new Error('must not be sent')
    })
    expect(store.items.length).toBe(1)
  })
  test('a wait or a login is no refusal', () => {
    expect([400, 403, 404, 409, 422].every(isRefusal)).toBe(true)
    expect([0, 200, 401, 429, 500, 503].some(isRefusal)).toBe(false)
  })
})
