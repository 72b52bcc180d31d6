import { AppstoreOutlined, CarryOutOutlined, EditOutlined, MenuOutlined, SearchOutlined } from '@ant-design/icons'
import { type FormEvent, Suspense, useState } from 'react'
import { Link, NavLink, Outlet, useLocation, useNavigate, useNavigation } from 'react-router'
import { seesLine, useAccount, useLogout } from '../api/session.ts'
import { useOnline, useUnsent } from '../offline/status.ts'
import { postTitle } from '../parts/humanise.ts'
import { Loading } from '../parts/states.tsx'
import { shellWords } from '../words/shell.ts'
import { setLang, useLang, useWords } from '../words/words.ts'
import { navFor } from './nav-items.ts'

/** The frame of every page: plate, search, navigation; on a phone a bar at the bottom. */
export function Shell() {
  const w = useWords(shellWords)
  const moving = useNavigation().state !== 'idle'
  // Which page stands here, while the next one is still on its way.
  const { pathname } = useLocation()
  return (
    <>
      <a className="skip" href="#content">
        {w.skip}
      </a>
      <div className="shell">
        <TopBar />
        <SideNav />
        <main className="main" id="content" tabIndex={-1} aria-busy={moving} data-path={pathname}>
          <Strip />
          {moving ? <div className="bar" aria-hidden="true" /> : null}
          <Suspense fallback={<Loading />}>
            <Outlet />
          </Suspense>
        </main>
        <TabBar />
      </div>
    </>
  )
}

function TopBar() {
  const w = useWords(shellWords)
  const lang = useLang()
  const account = useAccount()
  const logout = useLogout()
  const go = useNavigate()
  const [q, setQ] = useState('')
  const search = (e: FormEvent) => {
    e.preventDefault()
    if (q.trim()) void go(`/search?q=${encodeURIComponent(q.trim())}`)
  }
  return (
    <header className="top">
      <Link to="/" className="name">
        {account.bureauName || w.product}
      </Link>
      {account.lines.length > 0 ? (
        <search>
          <form onSubmit={search}>
            <input type="search" value={q} onChange={(e) => setQ(e.target.value)} placeholder={w.search} aria-label={w.search} />
          </form>
        </search>
      ) : null}
      <div className="who">
        <span className="person" title={account.holdings.map((h) => `${h.postTitle}（${h.unitName}）`).join('；')}>
          {account.name}
          {account.holdings[0] ? `　${postTitle(account.holdings[0], lang)}` : ''}
        </span>
        <button type="button" className="lang" onClick={() => setLang(lang === 'zh' ? 'en' : 'zh')} lang={lang === 'zh' ? 'en' : 'zh-CN'}>
          {w.otherLanguage}
        </button>
        <Link to="/password" className="person">
          {w.password}
        </Link>
        <button type="button" className="plain person" onClick={() => void logout()}>
          {w.logout}
        </button>
      </div>
    </header>
  )
}

function SideNav() {
  const w = useWords(shellWords)
  const lang = useLang()
  const account = useAccount()
  return (
    <nav className="nav" aria-label={w.mainNav}>
      {navFor(account, w, lang).map((g) => (
        <div key={g.title ?? ''}>
          {g.title ? <h2>{g.title}</h2> : null}
          <ul>
            {g.items.map((i) => (
              <li key={i.to}>
                <NavLink to={i.to} end={i.end ?? false}>
                  {i.title}
                </NavLink>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </nav>
  )
}

/** At the bottom of a phone: what the post does most. Who keeps no records has nothing to log, find or count. */
function TabBar() {
  const w = useWords(shellWords)
  const account = useAccount()
  const log = seesLine(account, 'mediation') ? '/quick' : seesLine(account, 'community-corrections') ? '/corrections/visit' : null
  const working = account.lines.length > 0
  return (
    <nav className="tabbar" aria-label={w.mainNav}>
      <NavLink to="/" end>
        <CarryOutOutlined aria-hidden />
        {w.work}
      </NavLink>
      {log ? (
        <NavLink to={log}>
          <EditOutlined aria-hidden />
          {w.quick}
        </NavLink>
      ) : null}
      {working ? (
        <>
          <NavLink to="/search">
            <SearchOutlined aria-hidden />
            {w.find}
          </NavLink>
          <NavLink to="/figures">
            <AppstoreOutlined aria-hidden />
            {w.figuresGroup}
          </NavLink>
        </>
      ) : null}
      <NavLink to="/more">
        <MenuOutlined aria-hidden />
        {w.more}
      </NavLink>
    </nav>
  )
}

/** Says aloud that the network is gone, and what was logged but not yet sent. */
function Strip() {
  const w = useWords(shellWords)
  const online = useOnline()
  const unsent = useUnsent()
  if (online && unsent === 0) return null
  return (
    <p className="note" role="status" style={{ marginBottom: 12 }}>
      {online ? '' : w.offline} {unsent > 0 ? <Link to="/quick">{w.unsent(unsent)}</Link> : null}
    </p>
  )
}
