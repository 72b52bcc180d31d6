/**
 * The service worker: keeps the shell of the application on this machine, so that the page for logging opens in a village without a
 * network. It never keeps answers of the API: people's data does not stay on a shared phone.
 */
interface Extendable extends Event {
  waitUntil(done: Promise<unknown>): void
}
interface Fetching extends Extendable {
  readonly request: Request
  respondWith(answer: Promise<Response>): void
}
interface Worker {
  addEventListener(kind: 'install' | 'activate', act: (e: Extendable) => void): void
  addEventListener(kind: 'fetch', act: (e: Fetching) => void): void
  skipWaiting(): Promise<void>
  readonly clients: { claim(): Promise<void> }
  readonly location: Location
}
declare const self: Worker

/** Filled in by the build: a name for it and the files of the shell. */
const shell = JSON.parse('__SHELL__') as { build: string; files: string[] }
const store = `fazhi-${shell.build}`

self.addEventListener('install', (e) => {
  e.waitUntil(
    caches
      .open(store)
      .then((c) => c.addAll(['/', '/icon.svg', '/manifest.webmanifest', ...shell.files]))
      .then(() => self.skipWaiting()),
  )
})

self.addEventListener('activate', (e) => {
  const old = (name: string) => name.startsWith('fazhi-') && name !== store
  e.waitUntil(
    caches
      .keys()
      .then((names) => Promise.all(names.filter(old).map((n) => caches.delete(n))))
      .then(() => self.clients.claim()),
  )
})

self.addEventListener('fetch', (e) => {
  const { request } = e
  const url = new URL(request.url)
  if (request.method !== 'GET' || url.origin !== self.location.origin) return
  if (url.pathname.startsWith('/assets/')) e.respondWith(fromStore(request))
  else if (request.mode === 'navigate' && !url.pathname.startsWith('/api/')) e.respondWith(page(request))
})

/** Assets carry their hash in their name: what was fetched once is right for ever. */
async function fromStore(request: Request): Promise<Response> {
  const kept = await caches.match(request)
  if (kept) return kept
  const fresh = await fetch(request)
  if (fresh.ok) await (await caches.open(store)).put(request, fresh.clone())
  return fresh
}

/** Pages come from the network when there is one, else the shell opens. */
async function page(request: Request): Promise<Response> {
  try {
    return await fetch(request)
  } catch {
    return (await caches.match('/')) ?? Response.error()
  }
}
