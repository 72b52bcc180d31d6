import { z } from 'zod'
import { personTitles } from '../../services/people/particulars.ts'
import type { People } from '../../services/people/people.ts'
import { type RouteApp, route } from '../route.ts'
import { dayText, plainText } from './shapes.ts'

export interface PeopleServices {
  readonly people: People
}

const shown = z
  .object({
    id: z.string(),
    name: z.string(),
    sex: z.string().nullable(),
    birthDay: z.string().nullable(),
    identityMasked: z.string().nullable(),
    phoneMasked: z.string().nullable(),
    address: z.string().nullable(),
    ethnicity: z.string().nullable(),
    occupation: z.string().nullable(),
    version: z.int(),
  })
  .meta({ title: '人员' })

const particulars = {
  sex: z.enum(['male', 'female']).meta({ title: personTitles.sex }).nullish(),
  birthDay: dayText(personTitles.birthDay).nullish(),
  identityNumber: plainText(personTitles.identityNumber, 30).nullish(),
  phone: plainText(personTitles.phone, 30).nullish(),
  address: plainText(personTitles.address, 200).nullish(),
  ethnicity: plainText(personTitles.ethnicity, 20).nullish(),
  occupation: plainText(personTitles.occupation, 60).nullish(),
}
const name = plainText(personTitles.name, 60)
const purpose = plainText('理由', 200)
const one = z.object({ id: z.uuid().meta({ title: '人员标识' }) })
const rights = ['person.no-post', 'person.missing']

/** Empty fields of a form say nothing; null is for changes, where it clears. */
const given = <T extends Record<string, unknown>>(input: T) =>
  Object.fromEntries(Object.entries(input).filter(([, v]) => v !== null)) as { [K in keyof T]: Exclude<T[K], null> }

/** 「人员库」 The register of people. */
export function peopleRoutes(app: RouteApp, { people }: PeopleServices): void {
  const tag = 'people'
  route(app, {
    method: 'GET',
    url: '/api/people',
    summary: '查找人员 / by name, initials, pinyin, end of a telephone number, or a whole identity number',
    tag,
    auth: 'any',
    query: z.object({
      q: plainText('查找内容', 60).default(''),
      limit: z.coerce.number().int().min(1).max(100).default(20).meta({ title: '条数' }),
    }),
    response: z.array(shown),
    errors: ['person.no-post'],
    handle: ({ actor, query }) => people.search(actor, query.q, query.limit),
  })

  route(app, {
    method: 'POST',
    url: '/api/people',
    summary: '登记人员；身份证号码已有时返回原人员 / enter a person, or find the one with the same identity number',
    tag,
    auth: 'any',
    status: 201,
    body: z.strictObject({ name, ...particulars }),
    response: z.object({
      person: shown,
      known: z.boolean(),
      note: z.object({ zh: z.string(), en: z.string() }).optional(),
      likely: z.array(shown),
    }),
    errors: ['person.no-post', 'person.reads', 'person.invalid'],
    once: true,
    handle: ({ actor, body, once }) => people.create(actor, given(body), once),
  })

  route(app, {
    method: 'GET',
    url: '/api/people/{id}',
    summary: '人员信息 / one person, number and telephone masked',
    tag,
    auth: 'any',
    params: one,
    response: shown.extend({
      records: z.array(z.object({ type: z.string(), typeTitle: z.string(), id: z.string(), label: z.string(), role: z.string() })),
      hidden: z.int().meta({ description: 'records of the own lines that the rights do not show' }),
    }),
    errors: rights,
    handle: ({ actor, params }) => people.get(actor, params.id),
  })

  route(app, {
    method: 'POST',
    url: '/api/people/{id}',
    summary: '修改人员信息 / change what is given; null clears',
    tag,
    auth: 'any',
    params: one,
    body: z.strictObject({ version: z.int().min(1).meta({ title: '版本' }), name: name.optional(), ...particulars }),
    response: shown,
    errors: [...rights, 'person.reads', 'person.invalid', 'person.stale', 'person.same-number'],
    handle: ({ actor, params, body: { version, ...changes } }) => people.change(actor, params.id, version, changes),
  })

  route(app, {
    method: 'POST',
    url: '/api/people/{id}/look',
    summary: '查看身份证号码和电话（记入审计） / number and telephone in clear, written to the audit book',
    tag,
    auth: 'any',
    params: one,
    body: z.strictObject({ purpose }),
    response: z.object({ identityNumber: z.string().nullable(), phone: z.string().nullable() }),
    errors: [...rights, 'person.clearance', 'person.purpose'],
    handle: ({ actor, params, body, request }) => people.look(actor, params.id, body.purpose, request.ip),
  })

  route(app, {
    method: 'POST',
    url: '/api/people/{id}/merge',
    summary: '合并重复人员 / the other entry becomes this one',
    tag,
    auth: 'any',
    params: one,
    body: z.strictObject({ other: z.uuid().meta({ title: '重复的人员' }), reason: purpose }),
    response: shown,
    errors: ['access.duty', 'person.missing', 'person.same', 'person.different-numbers', 'person.purpose'],
    handle: ({ actor, params, body }) => people.merge(actor, { keep: params.id, ...body }),
  })
}
