import { createRequire } from 'node:module'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { testBureau } from '../services/figures/testing.ts'
import { testStore } from '../services/store/testing.ts'
import { refusalsOf } from './refusals-of.ts'
import { installedApp } from './testing.ts'

interface Validator {
  validate(document: object): Promise<{ readonly valid: boolean; readonly errors?: unknown }>
}
const { Validator } = createRequire(import.meta.url)('@seriousme/openapi-schema-validator') as { Validator: new () => Validator }

const described = z.object({
  openapi: z.literal('3.1.0'),
  paths: z.record(
    z.string(),
    z.record(
      z.string(),
      z.object({
        operationId: z.string(),
        parameters: z.array(z.object({ name: z.string(), in: z.string() })),
        requestBody: z.object({ content: z.record(z.string(), z.object({ example: z.unknown().optional() })) }).optional(),
        responses: z.record(z.string(), z.object({ $ref: z.string().optional() })),
      }),
    ),
  ),
  components: z.object({ responses: z.record(z.string(), z.object({ description: z.string() })) }),
})

const store = await testStore()
const { app, call } = await installedApp(store, testBureau(), {})
const document = (await call('GET', '/api/openapi.json')).body as object
const { paths, components } = described.parse(document)

test('the description is valid OpenAPI 3.1', async () => {
  expect(await new Validator().validate(structuredClone(document))).toMatchObject({ valid: true })
})

test('every route stands in it with every refusal it can give and every name in its path', () => {
  for (const r of app.routes) {
    const operation = paths[r.url]?.[r.method.toLowerCase()]
    const told = Object.values(operation?.responses ?? {}).flatMap(
      ({ $ref }) => components.responses[$ref?.split('/').at(-1) ?? '']?.description.split(', ') ?? [],
    )
    expect(told.sort(), `${r.method} ${r.url}`).toEqual([...refusalsOf(r)].sort())
    const names = [...r.url.matchAll(/\{(\w+)\}/g)].map(([, name]) => name)
    expect(
      operation?.parameters.filter((p) => p.in === 'path').map((p) => p.name),
      r.url,
    ).toEqual(names)
  }
  const ids = Object.values(paths).flatMap((path) => Object.values(path).map((operation) => operation.operationId))
  expect(new Set(ids).size).toBe(ids.length)
})

test('every body that may be sent has an example, which its own schema accepts', () => {
  const shown = app.routes.filter((r) => r.bodyShown ?? r.body)
  expect(shown.length).toBeGreaterThan(100)
  const wrong: unknown[] = []
  for (const r of shown) {
    const example = paths[r.url]?.[r.method.toLowerCase()]?.requestBody?.content['application/json']?.example
    const parsed = (r.bodyShown ?? r.body ?? z.never()).safeParse(example)
    if (!parsed.success) wrong.push({ route: `${r.method} ${r.url}`, example, issues: parsed.error.issues })
  }
  expect(wrong).toEqual([])
})
