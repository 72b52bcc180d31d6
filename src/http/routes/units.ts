import { z } from 'zod'
import type { Actor } from '../../services/access/access.ts'
import type { Clock } from '../../services/clock.ts'
import type { County, Unit } from '../../services/organisation/county.ts'
import type { Organisation, Remark } from '../../services/organisation/organisation.ts'
import { type RouteApp, route } from '../route.ts'
import { dayText, plainText } from './shapes.ts'

export interface UnitServices {
  readonly organisation: Organisation
  readonly clock: Clock
}

const level = z.enum(['county', 'section', 'township', 'village', 'pseudo'])
const span = z.object({ from: z.string(), to: z.string().nullable() })
const unitShape = z
  .object({
    code: z.string(),
    name: z.string(),
    level,
    from: z.string(),
    to: z.string().nullable(),
    counted: z.boolean(),
    parent: z.string().nullable(),
    predecessors: z.array(z.string()),
    successors: z.array(z.string()),
  })
  .meta({ title: '单位' })
const whole = unitShape
  .extend({
    names: z.array(span.extend({ name: z.string(), note: z.string().nullable() })),
    countedSpans: z.array(span),
    mergedOn: z.string().nullable(),
    basis: z.string().nullable(),
  })
  .meta({ title: '单位沿革' })
const changed = z.object({ unit: whole, remarks: z.array(z.object({ zh: z.string(), en: z.string() })) })
const code = z
  .string()
  .regex(/^[0-9A-Z]{6,15}$/, '不是有效的单位代码 / not a unit code')
  .meta({ title: '单位代码' })
const name = plainText('单位名称', 40, 1)
const one = z.object({ code })
const common = ['access.duty', 'unit.missing', 'unit.day']

/** A unit with its whole history, as the page of units shows it. */
function history(county: County, unit: Unit, today: string): z.output<typeof whole> {
  const on = county.on(today).find((u) => u.code === unit.code)
  return {
    code: unit.code,
    name: county.nameOf(unit.code, today),
    level: unit.level,
    from: unit.from,
    to: unit.to,
    counted: on?.counted ?? false,
    parent: on?.parent ?? county.path(unit.code).at(-2) ?? null,
    predecessors: [...unit.predecessors],
    successors: unit.successors.map((s) => s.code),
    names: unit.names.map((n) => ({ ...n })),
    countedSpans: unit.counted.map((s) => ({ ...s })),
    mergedOn: unit.successors[0]?.on ?? null,
    basis: unit.successors[0]?.basis ?? null,
  }
}

/** 「机构」 Units with their dates. */
export function unitRoutes(app: RouteApp, { organisation, clock }: UnitServices): void {
  const tag = 'units'

  async function answer(actor: Actor, unitCode: string, remarks: readonly Remark[] = []) {
    const county = await organisation.county(actor.bureau)
    const unit = county.unit(unitCode)
    return { unit: unit && history(county, unit, clock.today()), remarks }
  }

  route(app, {
    method: 'GET',
    url: '/api/units',
    summary: '某日存续的单位 / the units that stand on a day (today when left out)',
    tag,
    auth: 'any',
    query: z.object({ on: dayText('日期').optional() }),
    response: z.array(unitShape),
    handle: ({ actor, query }) => organisation.unitsOn(actor.bureau, query.on ?? clock.today()),
  })

  route(app, {
    method: 'GET',
    url: '/api/units/history',
    summary: '全部单位及沿革 / every unit that ever stood, with names, counting and mergers',
    tag,
    auth: 'any',
    response: z.array(whole),
    handle: async ({ actor }) => {
      const county = await organisation.county(actor.bureau)
      return county.units.map((unit) => history(county, unit, clock.today()))
    },
  })

  route(app, {
    method: 'POST',
    url: '/api/units',
    summary: '新增单位 / add a unit from a day on',
    tag,
    auth: 'organisation',
    status: 201,
    body: z.strictObject({ code, name, level: level.optional(), from: dayText('设立日期') }),
    response: changed,
    errors: [...common, 'unit.code', 'unit.code-used', 'unit.name', 'unit.level', 'unit.parent'],
    handle: async ({ actor, body }) => {
      await organisation.add(actor, body)
      return answer(actor, body.code)
    },
  })

  route(app, {
    method: 'POST',
    url: '/api/units/{code}/rename',
    summary: '单位更名 / another name from a day on',
    tag,
    auth: 'organisation',
    params: one,
    body: z.strictObject({ name, from: dayText('更名日期') }),
    response: changed,
    errors: [...common, 'unit.name', 'unit.closed', 'unit.merged'],
    handle: async ({ actor, params, body }) => {
      await organisation.rename(actor, params.code, body)
      return answer(actor, params.code)
    },
  })

  route(app, {
    method: 'POST',
    url: '/api/units/{code}/close',
    summary: '撤销单位，to 为 null 时恢复 / close after a last day; null reopens',
    tag,
    auth: 'organisation',
    params: one,
    body: z.strictObject({ to: dayText('最后一日').nullable() }),
    response: changed,
    errors: [...common, 'unit.below', 'unit.closed', 'unit.merged', 'unit.county', 'unit.parent'],
    handle: async ({ actor, params, body }) => answer(actor, params.code, await organisation.close(actor, params.code, body)),
  })

  route(app, {
    method: 'POST',
    url: '/api/units/merge',
    summary: '单位撤并 / units go over into one, founded on that day unless it stands',
    tag,
    auth: 'organisation',
    body: z.strictObject({
      codes: z.array(code).min(1).max(50).meta({ title: '被撤并单位' }),
      into: z.strictObject({ code, name: name.optional() }).meta({ title: '并入单位' }),
      on: dayText('撤并日期'),
      basis: plainText('依据', 400).optional(),
    }),
    response: changed,
    errors: [
      ...common,
      'unit.code',
      'unit.code-used',
      'unit.name',
      'unit.level',
      'unit.closed',
      'unit.merged',
      'unit.cycle',
      'unit.county',
    ],
    handle: async ({ actor, body }) => answer(actor, body.into.code, await organisation.merge(actor, body)),
  })

  route(app, {
    method: 'POST',
    url: '/api/units/{code}/counted',
    summary: '调整统计口径 / whether the unit counts in statistics from a day on',
    tag,
    auth: 'organisation',
    params: one,
    body: z.strictObject({ from: dayText('起始日期'), counted: z.boolean().meta({ title: '纳入统计' }) }),
    response: changed,
    errors: [...common, 'unit.closed'],
    handle: async ({ actor, params, body }) => {
      await organisation.count(actor, params.code, body)
      return answer(actor, params.code)
    },
  })

  route(app, {
    method: 'POST',
    url: '/api/units/{code}/begin',
    summary: '更正设立日期 / correct the first day of a unit',
    tag,
    auth: 'organisation',
    params: one,
    body: z.strictObject({ from: dayText('设立日期') }),
    response: changed,
    errors: [...common, 'unit.parent'],
    handle: async ({ actor, params, body }) => {
      await organisation.begin(actor, params.code, body)
      return answer(actor, params.code)
    },
  })
}
