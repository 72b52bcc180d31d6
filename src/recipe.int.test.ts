import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { draftMigration } from './cli/migrate.ts'
import { dictionary } from './http/routes/system.ts'
import { installedApp } from './http/testing.ts'
import { type Bureau, compileBureau, type Line, type Post, stepSchema } from './kernel/index.ts'
import { exportColumns, importColumns } from './services/exchange/columns.ts'
import { migrate, migrationsDirectory, readMigrations } from './services/store/migrate.ts'
import { testStore } from './services/store/testing.ts'

const project = join(import.meta.dirname, '..')
const copy = mkdtempSync(join(tmpdir(), 'fazhi-recipe-'))
afterAll(() => rmSync(copy, { recursive: true, force: true }))

/** The changes that a page shows, in its order: diffs against a file, and whole files. */
type Change = { readonly file: string; readonly old: string; readonly new: string } | { readonly file: string; readonly whole: string }

function changesOf(page: string): Change[] {
  return [...page.matchAll(/^```(diff|ts)\n(?:--- |\/\/ )(\S+)\n([\s\S]*?)^```$/gm)].map(([, language, file = '', body = '']): Change => {
    if (language === 'ts') return { file, whole: body }
    const lines = body.split('\n').slice(0, -1)
    const side = (mark: '+' | '-') =>
      lines
        .filter((l) => !l.startsWith(mark))
        .map((l) => `${l.slice(1)}\n`)
        .join('')
    return { file, old: side('+'), new: side('-') }
  })
}

/** Applies a change to the copy; a diff must fit exactly one place. */
function apply(change: Change): void {
  const path = join(copy, change.file)
  if ('whole' in change) {
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, change.whole)
    return
  }
  const text = readFileSync(path, 'utf8')
  const places = text.split(change.old).length - 1
  if (places !== 1) throw new Error(`CONTRIBUTING.md: this fits ${places} places of ${change.file}:\n${change.old}`)
  writeFileSync(
    path,
    text.replace(change.old, () => change.new),
  )
}

for (const room of ['law', 'kernel', 'lines'])
  cpSync(join(project, 'src', room), join(copy, 'src', room), {
    recursive: true,
    filter: (path) => !/\.test\.ts$|__snapshots__/.test(path),
  })
cpSync(migrationsDirectory, join(copy, 'migrations'), { recursive: true })
for (const file of ['package.json', 'tsconfig.json']) cpSync(join(project, file), join(copy, file))
symlinkSync(join(project, 'node_modules'), join(copy, 'node_modules'), 'junction')

const changes = changesOf(readFileSync(join(project, 'CONTRIBUTING.md'), 'utf8'))
for (const change of changes) apply(change)
const load = (file: string): Promise<Record<string, unknown>> => import(/* @vite-ignore */ pathToFileURL(join(copy, 'src', file)).href)
const declared = (await load('lines/index.ts')) as { lines: readonly Line[]; posts: Readonly<Record<string, Post>> }
const law = (await load('law/index.ts')) as { hasRule: (code: string) => boolean }
const bureau: Bureau = compileBureau(declared.lines, declared.posts, { hasRule: law.hasRule })
const store = await testStore()
const kept = bureau.records.get('mediation.case')
if (!kept) throw new Error('mediation.case is not declared')

describe('the recipes of CONTRIBUTING.md', () => {
  let file: string | null
  let app: Awaited<ReturnType<typeof installedApp>>
  beforeAll(async () => {
    const migrations = join(copy, 'migrations')
    file = await draftMigration(store, bureau, 'migrant-workers', migrations)
    await migrate(store, readMigrations(migrations))
    app = await installedApp(store, bureau, { station: ['stationHead', '445102100'] })
  }, 60_000)

  test('show all six: field, step, deadline, indicator, document, line of work', () => {
    expect(changes.length).toBeGreaterThanOrEqual(10)
    expect(new Set(changes.map((c) => c.file.split('/').at(-1)))).toEqual(
      new Set(['records.ts', 'procedure.ts', 'rules-services.ts', 'indicators.ts', 'documents.ts', 'index.ts']),
    )
  })

  // Types do not depend on the engine: once is enough when the database tests run on a second one.
  if (!process.env.FAZHI_PG_BIN)
    test('pass the types', () => {
      const { status, stdout } = spawnSync(process.execPath, [join(project, 'node_modules/typescript/bin/tsc'), '--noEmit', '-p', copy], {
        encoding: 'utf8',
      })
      expect(stdout).toBe('')
      expect(status).toBe(0)
    }, 60_000)

  test('draft a migration that brings the database to the declarations', async () => {
    expect(file).toBe(`${String(readdirSync(migrationsDirectory).length + 1).padStart(4, '0')}-migrant-workers.sql`)
    const drafted = readFileSync(join(copy, 'migrations', file ?? ''), 'utf8')
    expect(drafted).toContain('alter table mediation_case add column migrant_workers boolean;')
    expect(drafted).toContain('create table village_advisers_service (')
    expect(await draftMigration(store, bureau, 'again', join(copy, 'migrations'))).toBeNull()
    await expect(draftMigration(store, bureau, '../wrong', copy)).rejects.toMatchObject({ code: 'migrate.words' })
  })

  test('a field is in validation, in the columns of lists and workbooks, in OpenAPI and in the dictionary', async () => {
    const accept = kept.procedure.steps.accept
    if (!accept) throw new Error('the case has no step accept')
    const schema = stepSchema(kept.type, accept)
    expect(schema.shape.migrantWorkers?.safeParse(true).success).toBe(true)
    expect(schema.shape.migrantWorkers?.safeParse('many').success).toBe(false)
    expect(exportColumns(kept, ['migrantWorkers'], false)?.map((c) => c.title)).toContain('涉及外来务工人员')
    expect(importColumns(kept, accept).map((c) => c.title)).toContain('涉及外来务工人员')
    expect(JSON.stringify((await app.call('GET', '/api/openapi.json')).body)).toContain('涉及外来务工人员')
    const page = dictionary(bureau).find((r) => r.id === 'mediation.case')
    expect(page?.fields.find((f) => f.name === 'migrantWorkers')).toMatchObject({ title: '涉及外来务工人员', kind: 'flag' })
  })

  test('a field is kept with a record and filters the list, a step moves it, a figure counts it', async () => {
    const committee = await app.call(
      'POST',
      '/api/mediation/committee',
      { values: { name: '意溪镇调委会', kind: 'township', foundedOn: '2015-03-01' } },
      'station',
    )
    const values = {
      kind: 'neighbour',
      source: 'application',
      summary: '宿舍噪声纠纷',
      committee: (committee.body as { id: string }).id,
      migrantWorkers: true,
    }
    const people = [
      { role: 'applicant', name: '陈仁善' },
      { role: 'respondent', name: '林礼让' },
    ]
    const made = await app.call('POST', '/api/mediation/case', { values, people }, 'station')
    expect(made.status, JSON.stringify(made.body)).toBe(201)
    const { id, version } = made.body as { id: string; version: number }
    const rows = async (query: string) =>
      ((await app.call('GET', `/api/mediation/case?${query}`, undefined, 'station')).body as { rows: { values: object }[] }).rows
    expect(await rows('migrantWorkers=true&full=true')).toMatchObject([{ id, values: { migrantWorkers: true } }])
    expect(await rows('migrantWorkers=false')).toEqual([])

    const answered = await app.call('POST', `/api/mediation/case/${id}/steps/answerInvitation`, { version, values: {} }, 'station')
    expect(answered).toMatchObject({ status: 422, body: { zh: expect.stringContaining('尚未邀请有关单位参与') } })

    const { body } = await app.call(
      'GET',
      '/api/figures/med.accept.migrant?from=2017-01-01&to=2017-10-31&unit=445102100',
      undefined,
      'station',
    )
    expect(body).toMatchObject({ title: '涉及外来务工人员的纠纷', value: 1, records: 1 })
  })

  test('a deadline has its rule, a document its tags bound', () => {
    expect(kept.procedure.deadlines.invitation).toMatchObject({ rule: 'med.invite', from: 'invitedOn', until: ['answeredOn'] })
    expect(law.hasRule('med.invite')).toBe(true)
    expect(kept.documents.map((d) => d.title)).toContain('邀请参与调解函')
  })

  test('a line of work has its pages in the API and its figure', async () => {
    const values = { servedOn: '2017-10-20', kind: 'lecture', content: '宪法宣传讲座' }
    const made = await app.call('POST', '/api/village-advisers/service', { values }, 'station')
    expect(made.status, JSON.stringify(made.body)).toBe(201)
    const figures = await app.call(
      'GET',
      '/api/figures?from=2017-01-01&to=2017-10-31&unit=445102100&line=village-advisers',
      undefined,
      'station',
    )
    expect(figures.body).toMatchObject([{ id: 'adviser.served', value: 1 }])
  })
})
