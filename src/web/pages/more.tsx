import { Link } from 'react-router'
import { useAccount, useLogout } from '../api/session.ts'
import { useTitle } from '../parts/title.ts'
import { sharedWords } from '../words/shared.ts'
import { shellWords } from '../words/shell.ts'
import { useLang, useWords } from '../words/words.ts'
import { navFor } from './nav-items.ts'

/** On a phone: everything that the desk has in its navigation, and the account. */
export function MorePage() {
  const w = useWords(sharedWords)
  const s = useWords(shellWords)
  const lang = useLang()
  const account = useAccount()
  const logout = useLogout()
  useTitle(w.more)
  return (
    <div className="stack">
      <h1>{account.name}</h1>
      <p className="quiet">{account.holdings.map((h) => `${h.unitName} · ${h.postTitle}`).join('；')}</p>
      {navFor(account, s, lang).map((g) =>
        g.title ? (
          <nav className="panel" key={g.title} aria-label={g.title}>
            <h2>{g.title}</h2>
            <ul className="alerts">
              {g.items.map((i) => (
                <li key={i.to}>
                  <Link to={i.to}>{i.title}</Link>
                </li>
              ))}
            </ul>
          </nav>
        ) : null,
      )}
      <p className="row">
        <Link to="/password">{w.password}</Link>
        <button type="button" className="plain" onClick={() => void logout()}>
          {w.logout}
        </button>
      </p>
    </div>
  )
}
