import { cameThrough } from './reach.ts'
import type { FaultBody, Localised, ValueFault } from './types.ts'

/** An answer of the server that is not what was asked for, or no answer at all (`network`). */
export class ApiFault extends Error {
  override readonly name = 'ApiFault'
  readonly status: number
  readonly body: FaultBody
  constructor(status: number, body: FaultBody) {
    super(`${body.code}: ${body.en}`)
    this.status = status
    this.body = body
  }
  /** No answer came: the network is gone or the server is down. */
  get offline(): boolean {
    return this.status === 0
  }
  get faults(): readonly ValueFault[] {
    return this.body.faults ?? []
  }
}

const networkFault: FaultBody = {
  code: 'network',
  zh: '连不上服务器',
  en: 'The server cannot be reached',
  remedy: {
    zh: '请检查网络后重试；手机上登记的内容会先存在本机，联网后自动报送',
    en: 'Check the network and try again; what was logged on the phone is kept here and sent later',
  },
}
const oddFault = (status: number): FaultBody => ({
  code: `http.${status}`,
  zh: `服务器返回了无法识别的内容（${status}）`,
  en: `The server answered with something unexpected (${status})`,
  remedy: { zh: '请稍后重试，仍不行请联系系统管理员', en: 'Try again later, or tell the system administrator' } satisfies Localised,
})

export type Query = Readonly<Record<string, string | number | boolean | null | undefined>>

/** `?a=1&b=2` of what is known, empty when nothing is. */
export function queryString(query: Query = {}): string {
  const known = Object.entries(query).filter(([, v]) => v !== undefined && v !== null && v !== '')
  return known.length === 0 ? '' : `?${new URLSearchParams(known.map(([k, v]) => [k, String(v)])).toString()}`
}

interface Call {
  readonly query?: Query
  readonly body?: unknown
  /** Makes a repeated POST the same act. */
  readonly key?: string
  readonly signal?: AbortSignal
}

/** One call of the API. @throws ApiFault with the server's code and sentences. */
export async function call<T>(
  method: 'GET' | 'POST' | 'PUT' | 'DELETE',
  path: string,
  { query, body, key, signal }: Call = {},
): Promise<T> {
  const form = body instanceof FormData
  const headers: Record<string, string> = { accept: 'application/json' }
  if (method !== 'GET') headers['x-fazhi'] = '1'
  if (body !== undefined && !form) headers['content-type'] = 'application/json'
  if (key) headers['idempotency-key'] = key
  let response: Response
  try {
    response = await fetch(`${path}${queryString(query)}`, {
      method,
      headers,
      credentials: 'same-origin',
      ...(body === undefined ? {} : { body: form ? body : JSON.stringify(body) }),
      ...(signal ? { signal } : {}),
    })
  } catch (cause) {
    if (signal?.aborted) throw cause
    cameThrough(false)
    throw new ApiFault(0, networkFault)
  }
  cameThrough(true)
  return answer<T>(response)
}

async function answer<T>(response: Response): Promise<T> {
  if (response.status === 204) return undefined as T
  const json = response.headers.get('content-type')?.includes('json') ?? false
  if (!json) throw new ApiFault(response.status, oddFault(response.status))
  const body: unknown = await response.json()
  if (!response.ok) throw new ApiFault(response.status, isFault(body) ? body : oddFault(response.status))
  return body as T
}

const isFault = (body: unknown): body is FaultBody => typeof body === 'object' && body !== null && 'code' in body && 'zh' in body

export const get = <T>(path: string, query?: Query, signal?: AbortSignal): Promise<T> =>
  call<T>('GET', path, { ...(query ? { query } : {}), ...(signal ? { signal } : {}) })
export const post = <T>(path: string, body?: unknown, query?: Query): Promise<T> =>
  call<T>('POST', path, { body: body ?? {}, key: crypto.randomUUID(), ...(query ? { query } : {}) })

/** Saves an answer that is a file, so that a refusal is shown as a sentence and not as a broken download. */
export const download = (path: string, query?: Query, name?: string): Promise<void> =>
  saveFrom(`${path}${queryString(query)}`, { credentials: 'same-origin' }, name)

/** The same for a file that is made from what is sent. */
export const downloadAnswer = (path: string, body: unknown, name: string): Promise<void> =>
  saveFrom(
    path,
    {
      method: 'POST',
      credentials: 'same-origin',
      headers: { 'x-fazhi': '1', 'content-type': 'application/json' },
      body: JSON.stringify(body),
    },
    name,
  )

async function saveFrom(url: string, init: RequestInit, name?: string): Promise<void> {
  let response: Response
  try {
    response = await fetch(url, init)
  } catch {
    throw new ApiFault(0, networkFault)
  }
  if (!response.ok) return answer<void>(response)
  const given = /filename\*=UTF-8''([^;]+)/i.exec(response.headers.get('content-disposition') ?? '')?.[1]
  const link = document.createElement('a')
  link.href = URL.createObjectURL(await response.blob())
  link.download = name ?? (given ? decodeURIComponent(given) : (url.split('?')[0]?.split('/').at(-1) ?? 'file'))
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000)
}
