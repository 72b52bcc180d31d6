import { sql } from 'kysely'
import type { LegalDay } from '../src/law/index.ts'
import { ledgerSettings } from '../src/services/access/access.ts'
import type { DemoLogin } from '../src/services/identity/first-run.ts'
import type { Identity } from '../src/services/identity/identity.ts'
import type { Services } from '../src/services/open.ts'
import type { Enrolment } from '../src/services/own/enrolment.ts'
import { type Cast, county, demoPassword, firstTown } from './cast.ts'
import type { StageClock } from './stage-clock.ts'

const type = 'community-corrections.person'

/** One who is on the books with duties that run; where there is one, he has had a leave and is of 意溪镇. */
const whose = sql<{ id: string; unit: string; name: string }>`
  select p.id, p.unit, r.name from community_corrections_person p
  join involvement i on i.bureau = p.bureau and i.record_id = p.id and i.role = 'subject'
  join person r on r.bureau = i.bureau and r.id = i.person
  where p.bureau = ${county} and p.stage = 'supervised' and not p.sealed
  order by not exists (select from community_corrections_leave l where l.bureau = p.bureau and l.parent_id = p.id and l.returned_on is not null),
    p.unit <> ${firstTown}, p.id limit 1`

/**
 * The account of a person under supervision, opened by his justice office as it would be: he gets a name of digits and a password for once, and
 * chooses his own, which is that of the demo.
 */
export async function ownAccount(
  services: Services,
  deps: { clock: StageClock; cast: Cast; enrolment: Enrolment; identity: Identity; through: LegalDay; titleOf: (post: string) => string },
): Promise<DemoLogin[]> {
  const { clock, cast, enrolment, identity, through } = deps
  const person = await services.store.read(ledgerSettings(services.bureau, county), (tx) => tx.one(whose))
  if (!person) return []
  const opened = await clock.at(`${through}T03:00:00.000Z`, 'own-account', () =>
    enrolment.open(cast.stationOfficer(person.unit), type, person.id),
  )
  await clock.at(`${through}T03:05:00.000Z`, 'own-password', async () => {
    const { token } = await identity.login({ ...opened, address: '127.0.0.1' })
    const actor = await identity.resolve(token)
    if (!actor) throw new Error('the person of the demo could not sign in')
    await identity.changePassword(actor, token, { current: opened.password, next: demoPassword })
    await identity.logout(token)
  })
  const known = await services.organisation.county(county)
  return [
    {
      username: opened.username,
      password: demoPassword,
      post: deps.titleOf('supervisee'),
      name: person.name,
      unitName: `${known.nameOf(person.unit, through)}司法所`,
    },
  ]
}
