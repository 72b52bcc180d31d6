import { CalendarOutlined, CarOutlined, CarryOutOutlined, EditOutlined } from '@ant-design/icons'
import { useQueryClient } from '@tanstack/react-query'
import { Suspense, useEffect } from 'react'
import { Navigate, NavLink, Outlet, useLocation } from 'react-router'
import { useAccount, useLogout } from '../../../api/session.ts'
import { useOnline, useUnsent } from '../../../offline/status.ts'
import { Loading } from '../../../parts/states.tsx'
import { quickWords } from '../../../words/quick.ts'
import { shellWords } from '../../../words/shell.ts'
import { setLang, useLang, useWords } from '../../../words/words.ts'
import './own.css'
import { ownWords } from './own-words.ts'

/** The frame of a person's own pages: four places, big type, nothing else of the office. */
export function OwnShell() {
  const w = useWords(ownWords)
  const s = useWords(shellWords)
  const lang = useLang()
  const account = useAccount()
  const logout = useLogout()
  const { pathname } = useLocation()
  const online = useOnline()
  const unsent = useUnsent()
  const q = useWords(quickWords)
  const client = useQueryClient()
  // What was sent later than it was written shows as soon as it has arrived.
  useEffect(() => {
    if (unsent === 0) void client.invalidateQueries({ queryKey: ['own'] })
  }, [unsent, client])
  if (!pathname.startsWith('/own') && pathname !== '/password') return <Navigate to="/own" replace />
  return (
    <div className="own-shell">
      <a className="skip" href="#content">
        {s.skip}
      </a>
      <header className="top">
        <span className="name">{account.bureauName}</span>
        <div className="who">
          <button type="button" className="lang" onClick={() => setLang(lang === 'zh' ? 'en' : 'zh')} lang={lang === 'zh' ? 'en' : 'zh-CN'}>
            {s.otherLanguage}
          </button>
          <button type="button" className="lang" onClick={() => void logout()}>
            {w.logout}
          </button>
        </div>
      </header>
      <main className="main" id="content" tabIndex={-1}>
        <p className="quiet">{w.hello(account.name)}</p>
        {online && unsent === 0 ? null : (
          <p className="note" role="status">
            {online ? '' : s.offline} {unsent > 0 ? `${q.unsent}（${unsent}）` : ''}
          </p>
        )}
        <Suspense fallback={<Loading />}>
          <Outlet />
        </Suspense>
      </main>
      <nav className="own-tabs" aria-label={w.nav}>
        <NavLink to="/own" end>
          <CarryOutOutlined aria-hidden />
          {w.today}
        </NavLink>
        <NavLink to="/own/report">
          <EditOutlined aria-hidden />
          {w.report}
        </NavLink>
        <NavLink to="/own/leave" className={({ isActive }) => (isActive || pathname.startsWith('/own/apply') ? 'active' : '')}>
          <CarOutlined aria-hidden />
          {w.leave}
        </NavLink>
        <NavLink to="/own/term">
          <CalendarOutlined aria-hidden />
          {w.term}
        </NavLink>
      </nav>
    </div>
  )
}
