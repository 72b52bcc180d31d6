import { Input } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import { diffStatuteVersions, lengthText, type Statute } from '../../law/index.ts'
import { current, useRules, useStatutes } from '../api/law.ts'
import { dayText } from '../parts/format.ts'
import { Answer, Empty } from '../parts/states.tsx'
import { DataTable } from '../parts/table.tsx'
import { Tabs } from '../parts/tabs.tsx'
import { useTitle } from '../parts/title.ts'
import { lawWords } from '../words/law.ts'
import { useLang, useWords } from '../words/words.ts'
import { Differences } from './law-differences.tsx'
import { lineTitle, usedBy } from './law-use.ts'

/** 「法规库」: statutes with their versions and the articles we apply, and the deadline rules with their versions. */
export function LawPage() {
  const w = useWords(lawWords)
  useTitle(w.title)
  const [tab, setTab] = useState('rules')
  const [q, setQ] = useState('')
  return (
    <div className="stack">
      <h1>{w.title}</h1>
      <Input
        type="search"
        aria-label={w.find}
        placeholder={w.find}
        value={q}
        onChange={(e) => setQ(e.target.value)}
        style={{ maxWidth: 420 }}
        allowClear
      />
      <Tabs
        label={w.title}
        tabs={[
          { key: 'rules', title: w.rules },
          { key: 'statutes', title: w.statutes },
        ]}
        value={tab}
        onChange={setTab}
      >
        {tab === 'rules' ? <Rules q={q.trim()} /> : <Statutes q={q.trim()} />}
      </Tabs>
    </div>
  )
}

function Rules({ q }: { q: string }) {
  const w = useWords(lawWords)
  const lang = useLang()
  const rules = useRules()
  return (
    <Answer of={rules}>
      {(all) => {
        const found = all.filter((r) => !q || `${r.code} ${r.title} ${r.en} ${r.versions.map((v) => v.article).join(' ')}`.includes(q))
        if (found.length === 0) return <Empty />
        return (
          <DataTable
            caption={w.rules}
            rows={found}
            keyOf={(r) => r.code}
            columns={[
              {
                key: 'title',
                title: w.rule,
                render: (r) => <Link to={`/law/rules/${r.code}`}>{lang === 'zh' ? r.title : r.en}</Link>,
                wrap: true,
              },
              { key: 'line', title: w.line, render: (r) => lineTitle(r.line, lang) },
              {
                key: 'length',
                title: w.length,
                render: (r) => (current(r) ? lengthText(current(r) as NonNullable<ReturnType<typeof current>>) : ''),
              },
              { key: 'article', title: w.article, render: (r) => current(r)?.article, wrap: true },
              {
                key: 'checked',
                title: w.checked,
                render: (r) =>
                  current(r)?.checked === 'memory' ? (
                    <span className="badge amber">{w.advisory}</span>
                  ) : (
                    <span className="badge green">{w.verified}</span>
                  ),
              },
              { key: 'versions', title: w.version, render: (r) => (r.versions.length > 1 ? w.versions(r.versions.length) : '') },
              {
                key: 'used',
                title: w.used,
                render: (r) =>
                  usedBy(r.code, lang)
                    .map((u) => u.title)
                    .join('、'),
                wrap: true,
              },
              { key: 'code', title: w.code, render: (r) => <code>{r.code}</code> },
            ]}
          />
        )
      }}
    </Answer>
  )
}

function Statutes({ q }: { q: string }) {
  const statutes = useStatutes()
  return (
    <Answer of={statutes}>
      {(all) => {
        const found = all.filter((s) => !q || `${s.short} ${s.en} ${s.versions.map((v) => v.title + v.organ).join(' ')}`.includes(q))
        return found.length === 0 ? (
          <Empty />
        ) : (
          <ul className="closed-steps">
            {found.map((s) => (
              <OneStatute key={s.id} statute={s} />
            ))}
          </ul>
        )
      }}
    </Answer>
  )
}

function OneStatute({ statute }: { statute: Statute }) {
  const w = useWords(lawWords)
  const lang = useLang()
  const last = statute.versions.at(-1)
  if (!last) return null
  return (
    <li>
      <details>
        <summary>
          <strong>{lang === 'zh' ? `《${last.title}》` : statute.en}</strong>
          <span className="quiet">
            　{last.organ}　{dayText(last.from, lang)} {w.from}　{last.to ? `${dayText(last.to, lang)} ${w.to}` : w.inForce}
            {statute.versions.length > 1 ? `　${w.versions(statute.versions.length)}` : ''}
          </span>
        </summary>
        <div className="stack" style={{ padding: '10px 0 10px 18px' }}>
          {[...statute.versions].reverse().map((v, i, all) => {
            const before = all[i + 1]
            return (
              <section key={v.from}>
                <h2 className="minor">
                  {v.title}　
                  <span className="quiet">
                    {dayText(v.from, lang)} – {v.to ? dayText(v.to, lang) : w.inForce}
                  </span>
                </h2>
                <p className="quiet">
                  {v.organ}　{v.number ?? ''}　
                  {v.read ? `${w.read}（${v.read.file}，${dayText(v.read.day, lang)}）` : v.page ? `${w.source}：${v.page}` : w.notRead}
                </p>
                {Object.keys(v.articles).length > 0 ? (
                  <dl className="facts">
                    {Object.entries(v.articles).map(([n, a]) => (
                      <div key={n} className="wide">
                        <dt>第 {n} 条</dt>
                        <dd>
                          {a.says}
                          {a.quote ? <blockquote className="quiet">“{a.quote}”</blockquote> : null}
                        </dd>
                      </div>
                    ))}
                  </dl>
                ) : null}
                {before ? <Differences title={w.compare} differences={diffStatuteVersions(before, v)} /> : null}
              </section>
            )
          })}
        </div>
      </details>
    </li>
  )
}
