import { lazy, Suspense } from 'react'
import { AccountProvider, useServerState, useSession } from '../api/session.ts'
import { Failed, Loading } from '../parts/states.tsx'
import { LoginPage } from './login.tsx'
import { Shell } from './shell.tsx'

const OwnShell = lazy(async () => ({ default: (await import('../lines/community-corrections/own/own-shell.tsx')).OwnShell }))
const FirstRunPage = lazy(async () => ({ default: (await import('./first-run.tsx')).FirstRunPage }))
const ForcedPasswordPage = lazy(async () => ({ default: (await import('./password.tsx')).ForcedPasswordPage }))

/** Before every page: is there a bureau, is somebody logged in, must the password change? The address stays, so the page opens afterwards. */
export function Gate() {
  const state = useServerState()
  const session = useSession()
  if (state.error) return <Failed fault={state.error} retry={() => void state.refetch()} />
  if (!state.data) return <Loading />
  if (!state.data.ready)
    return (
      <Suspense fallback={<Loading />}>
        <FirstRunPage />
      </Suspense>
    )
  if (session.data === null) return <LoginPage state={state.data} />
  if (session.error && !session.data) return <Failed fault={session.error} retry={() => void session.refetch()} />
  if (!session.data) return <Loading />
  if (session.data.mustChange)
    return (
      <Suspense fallback={<Loading />}>
        <ForcedPasswordPage />
      </Suspense>
    )
  return (
    <AccountProvider value={session.data}>
      {session.data.self ? (
        <Suspense fallback={<Loading />}>
          <OwnShell />
        </Suspense>
      ) : (
        <Shell />
      )}
    </AccountProvider>
  )
}
