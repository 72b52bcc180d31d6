import { Link, useParams } from 'react-router'
import { diffRuleVersions, versionFacts } from '../../law/index.ts'
import { ApiFault } from '../api/client.ts'
import { type RuleEntry, useRules } from '../api/law.ts'
import { dayText } from '../parts/format.ts'
import { Answer, Failed } from '../parts/states.tsx'
import { useTitle } from '../parts/title.ts'
import { lawWords } from '../words/law.ts'
import { useLang, useWords } from '../words/words.ts'
import { Differences } from './law-differences.tsx'
import { lineTitle, usedBy } from './law-use.ts'

/** One deadline rule: what it says in each version, what changed, where it is used. */
export function LawRulePage() {
  const { code = '' } = useParams()
  const rules = useRules()
  return (
    <Answer of={rules}>
      {(all) => {
        const rule = all.find((r) => r.code === code)
        return rule ? (
          <OneRule rule={rule} />
        ) : (
          <Failed fault={new ApiFault(404, { code: 'law.unknown', zh: '没有这条规则', en: 'No such rule' })} />
        )
      }}
    </Answer>
  )
}

function OneRule({ rule }: { rule: RuleEntry }) {
  const w = useWords(lawWords)
  const lang = useLang()
  useTitle(rule.title)
  const used = usedBy(rule.code, lang)
  const span = (v: { from: string; to: string | null }) => `${dayText(v.from, lang)} – ${v.to ? dayText(v.to, lang) : w.inForce}`
  return (
    <div className="stack">
      <div className="page-head">
        <div>
          <p className="quiet">
            <Link to="/law">{w.title}</Link>　{lineTitle(rule.line, lang)}　<code>{rule.code}</code>
          </p>
          <h1>{lang === 'zh' ? rule.title : rule.en}</h1>
        </div>
        <Link to={`/law/calculator?rule=${rule.code}`}>{w.calculate}</Link>
      </div>
      <section className="panel">
        <dl className="facts">
          <Fact title={w.actor} text={rule.actor} />
          <Fact title={w.start} text={rule.start} />
          <Fact title={w.act} text={rule.act} />
          <div className="wide">
            <dt>{w.used}</dt>
            <dd>
              {used.length === 0 ? <span className="quiet">{w.notUsed}</span> : null}
              {used.map((u) => (
                <Link key={u.key} to={u.to} style={{ marginInlineEnd: 16 }}>
                  {u.title}
                </Link>
              ))}
            </dd>
          </div>
        </dl>
      </section>
      {[...rule.versions].reverse().map((v, i, all) => {
        const before = all[i + 1]
        return (
          <section className="panel stack" key={v.from} style={{ gap: 8 }}>
            <header className="row spread">
              <h2>{span(v)}</h2>
              {v.checked === 'memory' ? (
                <span className="badge amber">{w.advisory}</span>
              ) : (
                <span className="badge green">{w.verified}</span>
              )}
            </header>
            <dl className="facts">
              {versionFacts(v, rule).map((f) => (
                <Fact key={f.field} title={f.field} text={f.text} />
              ))}
            </dl>
            {v.note ? <p className="quiet">{v.note}</p> : null}
            {before ? (
              <Differences title={w.compare} differences={diffRuleVersions(before, v, rule)} before={span(before)} after={span(v)} />
            ) : null}
          </section>
        )
      })}
    </div>
  )
}

function Fact({ title, text }: { title: string; text: string | undefined }) {
  return text ? (
    <div>
      <dt>{title}</dt>
      <dd>{text}</dd>
    </div>
  ) : null
}
