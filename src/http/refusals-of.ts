import type { AnyRoute } from './route.ts'

/** Every code with which a route may refuse: those it names, and those that follow from what kind of route it is. */
export function refusalsOf(r: AnyRoute): readonly string[] {
  const changes = r.method !== 'GET'
  return [
    ...new Set([
      ...(r.errors ?? []),
      ...(r.body || r.query || r.params || r.once ? ['request.invalid'] : []),
      ...(changes ? ['request.malformed', 'request.media', 'request.too-large'] : []),
      ...(r.auth === 'public' ? [] : ['session.missing']),
      ...(r.auth === 'public' || r.auth === 'own' ? [] : ['session.must-change', 'access.duty', 'access.own-pages']),
      ...(changes && r.auth !== 'public' ? ['request.forged'] : []),
      ...(changes ? ['store.conflict', 'store.disk-full'] : []),
      ...(r.once ? ['request.key-reused'] : []),
      ...['request.too-many', 'store.unavailable', 'store.busy', 'store.too-long', 'server.fault'],
    ]),
  ]
}
