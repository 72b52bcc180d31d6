import fc from 'fast-check'
import { sql } from 'kysely'
import { beforeAll, describe, expect, it } from 'vitest'
import { fieldsOf, holds, type Kept, type Predicate, tableOf } from '../../kernel/index.ts'
import { addDays } from '../../law/index.ts'
import { Fault } from '../fault.ts'
import { everything, FIRST_DAY, SPAN_DAYS, sow, testBureau, UNITS } from '../figures/testing.ts'
import { testStore } from '../store/testing.ts'
import { predicateSql } from './predicate-sql.ts'

const bureau = testBureau()
const store = await testStore()
const byType = (id: string): Kept => {
  const kept = bureau.records.get(id)
  if (!kept) throw new Error(`no record type ${id}`)
  return kept
}
/** A predicate whose field names were chosen by chance, not by a type. */
const loose = (p: readonly unknown[]): Predicate => {
  const made: object = p
  return made as Predicate
}

let world: Awaited<ReturnType<typeof everything>>
let links: Map<string, string[]>
beforeAll(async () => {
  links = await sow(store, bureau, 60, 7)
  world = await everything(store, bureau)
})

/** Any predicate on a record type, of every kind of condition, with relatives and negations inside. */
function anyPredicate(kept: Kept, depth: number): fc.Arbitrary<readonly unknown[]> {
  const fields = fieldsOf(kept.type)
  const named = (...kinds: string[]) => fields.flatMap(([n, f]) => (kinds.length === 0 || kinds.includes(f.kind) ? [n] : []))
  const value = (name: string): fc.Arbitrary<unknown> => {
    const f = kept.type.fields[name]
    switch (f?.kind) {
      case 'choice':
      case 'choices':
        return fc.constantFrom(...Object.keys(f.codes?.codes ?? {}), 'noSuchCode', '')
      case 'day':
        return fc.oneof(
          fc.nat(SPAN_DAYS).map((n) => addDays(FIRST_DAY, n)),
          fc.constant('2017-02-30'),
        )
      case 'count':
        return fc.oneof(fc.nat(8), fc.constant(1.5))
      case 'money':
      case 'number':
        return fc.nat(5_000_000).map((n) => n / 100)
      case 'flag':
        return fc.boolean()
      case 'unit':
        return fc.constantFrom(...UNITS)
      case 'link':
        return fc.constantFrom(...(links.get(f.to ?? '') ?? ['']).slice(0, 3), 'not-an-id')
      default:
        return fc.constantFrom('', '甲', '乙', 0, true, null)
    }
  }
  const of = (names: readonly string[]) => fc.constantFrom(...names)
  const day = named('day')
  const amount = named('count', 'money')
  const options: fc.Arbitrary<readonly unknown[]>[] = [
    of(named()).chain((n) => fc.tuple(fc.constant('is'), fc.constant(n), value(n))),
    of(named()).chain((n) => fc.tuple(fc.constant('in'), fc.constant(n), fc.array(value(n), { maxLength: 4 }))),
    of(named()).map((n) => ['known', n]),
    of(named()).map((n) => ['unknown', n]),
    fc.subarray(Object.keys(kept.procedure.stages)).map((s) => ['stage', ...s]),
    of([...Object.keys(kept.type.parties), 'nobody']).map((r) => ['party', r]),
  ]
  const lists = [...named('choices', 'spans'), ...named('choice').slice(0, 1)]
  if (lists.length > 0) options.push(of(lists).chain((n) => fc.tuple(fc.constant('includes'), fc.constant(n), value(n).map(String))))
  if (day.length > 1) {
    options.push(fc.tuple(fc.constant('before'), of(day), of(day)))
    options.push(fc.array(of(day), { maxLength: 4 }).map((d) => ['inOrder', ...d]))
  }
  if (amount.length > 0) {
    options.push(fc.tuple(fc.constant('atLeast'), of(amount), fc.nat(30_000)), fc.tuple(fc.constant('atLeast'), of(amount), fc.nat(6)))
    options.push(fc.tuple(fc.constant('atMost'), of(amount), fc.oneof(fc.nat(6), of(amount))))
  }
  if (depth > 0) {
    const inner = anyPredicate(kept, depth - 1)
    const parts = fc.array(inner, { maxLength: 3 })
    options.push(
      parts.map((p) => ['all', ...p]),
      parts.map((p) => ['any', ...p]),
      inner.map((p) => ['not', p]),
      inner.map((p) => ['not', p]),
    )
    for (const child of kept.children) {
      options.push(
        fc.constant(['has', child]),
        anyPredicate(byType(child), depth - 1).map((p) => ['has', child, p]),
      )
    }
    const above = kept.type.parent ? byType(kept.type.parent) : undefined
    const days = Object.entries(above?.type.fields ?? {}).flatMap(([n, f]) => (f.kind === 'day' ? [n] : []))
    if (day.length > 0 && days.length > 0) options.push(fc.tuple(fc.constant('notBefore'), of(day), of(days)))
    if (kept.type.parent) options.push(anyPredicate(byType(kept.type.parent), depth - 1).map((p) => ['parent', p]))
  }
  return fc.oneof(...options)
}

describe('a condition means the same to the database and to the kernel', () => {
  for (const id of ['mediation.case', 'mediation.session', 'mediation.subsidy', 'mediation.committee', 'mediation.return'])
    it(`for any condition on ${id}`, { timeout: 120_000 }, async () => {
      const kept = byType(id)
      const all = world.records.get(id) ?? []
      expect(all.length).toBeGreaterThan(50)
      let some = 0
      await fc.assert(
        fc.asyncProperty(anyPredicate(kept, 3), async (p) => {
          const predicate = loose(p)
          const rows = await store.owner((tx) =>
            tx.rows<{ id: string }>(
              sql`select r.id from ${sql.table(tableOf(id))} r where ${predicateSql(bureau, kept, predicate, 'r')} order by 1`,
            ),
          )
          const expected = all.filter((r) => holds(predicate, world.facts(r, kept))).map((r) => r.id)
          if (expected.length > 0 && expected.length < all.length) some += 1
          expect(rows.map((r) => r.id)).toEqual(expected.sort())
        }),
        { numRuns: 250, seed: 20171031 },
      )
      // The property would say nothing if every condition held for all records or for none.
      expect(some).toBeGreaterThan(60)
    })
})

describe('what cannot be asked is refused with a code, and never reaches the database', () => {
  const kept = byType('mediation.case')
  const attempt = (p: readonly unknown[]) => () => predicateSql(bureau, kept, loose(p), 'r')
  const codeOf = (run: () => unknown) => {
    try {
      run()
    } catch (error) {
      return error instanceof Fault ? `${error.code} ${error.status}` : String(error)
    }
    return 'accepted'
  }
  it('a field, a relative or a condition that is not declared', () => {
    expect(codeOf(attempt(['is', 'id; drop table', 1]))).toBe('predicate.invalid 400')
    expect(codeOf(attempt(['known', 'constructor']))).toBe('predicate.invalid 400')
    expect(codeOf(attempt(['has', 'mediation.committee']))).toBe('predicate.invalid 400')
    expect(codeOf(attempt(['parent', ['known', 'kind']]))).toBe('predicate.invalid 400')
    expect(codeOf(attempt(['sometimes', 'kind']))).toBe('predicate.invalid 400')
  })
  it('a text, a number or nothing where a condition should stand', () => {
    for (const p of [['all', 'x'], ['any', null], ['not'], ['parent', 3], ['has', 'mediation.session', 'x'], ['before', 'acceptedOn'], []])
      expect(codeOf(attempt(p))).toBe('predicate.invalid 400')
  })
  it('a comparison that its kind of field does not know', () => {
    expect(codeOf(attempt(['atLeast', 'kind', 3]))).toBe('predicate.invalid 400')
    expect(codeOf(attempt(['atLeast', 'amountAgreed', '3']))).toBe('predicate.invalid 400')
    expect(codeOf(attempt(['before', 'acceptedOn', 'summary']))).toBe('predicate.invalid 400')
  })
  it('more conditions than anyone means', () => {
    expect(codeOf(attempt(['all', ...Array.from({ length: 300 }, () => ['known', 'kind'])]))).toBe('predicate.invalid 400')
  })
  it('a value is bound, never written into the text', async () => {
    const p = loose(['is', 'summary', "x' or '1'='1"])
    const rows = await store.owner((tx) => tx.rows(sql`select 1 from mediation_case r where ${predicateSql(bureau, kept, p, 'r')}`))
    expect(rows).toEqual([])
  })
})
