/**
 * The long proof that something is said of every line on which a common reader of .env files finds another value than
 * dotenv, and nothing of an ordinary file but what is true. Part of `npm run prove dotenv`.
 */
import fc from 'fast-check'
import { parseEnv } from '../../../src/dotenv/index.js'
import install from '../../runtimes/install.js'
import { CORPUS } from './corpus.js'
import { differingLines, unsaidBy } from './oracle.js'
import { OTHER_LANGUAGES } from './other-languages.js'
import { PACKAGES } from './packages.js'
import type { EnvReader } from './reader.js'
import { nearlyOrdinaryText } from './texts.js'

const TEXTS = 200_000
/** For a reader that starts a process for each. */
const FEW_TEXTS = 1_000
const SHOWN = 5

await install()
// Loaded now, because it asks what was installed for its version.
const { hasPythonDotenv, PROGRAMS } = await import('./installed.js')

const texts = fc.sample(nearlyOrdinaryText, { numRuns: TEXTS, seed: 20_261_101 })
const files = CORPUS.map(([, text]) => text)
let failures = 0

for (const reader of readersHere()) {
  const some = reader.slow ? texts.slice(0, FEW_TEXTS) : texts
  const unsaid = [...(await unsaidBy(reader, some)), ...(await unsaidBy(reader, files))]
  failures += unsaid.length
  console.log(`${row(reader.name, some.length)} ${unsaid.length} differ unsaid`)
  for (const text of unsaid.slice(0, SHOWN)) console.log(`  ${JSON.stringify(text)}`)
}
for (const reader of OTHER_LANGUAGES) {
  const some = texts.slice(0, FEW_TEXTS)
  const [unsaid, ordinary] = [await unsaidBy(reader, some), await unsaidBy(reader, files)]
  const counts = `${unsaid.length} differ unsaid, and ${ordinary.length} of ${files.length} ordinary files`
  console.log(`${row(reader.name, some.length)} ${counts}: does not count`)
}
for (const line of await falseAlarms()) {
  failures += 1
  console.log(`Said without a reader that differs: ${line}`)
}
if (!hasPythonDotenv()) {
  failures += 1
  console.log('python3-dotenv is missing, so its reading is not proved: apt-get install python3-dotenv')
}
console.log(`\n${failures} wrong`)
process.exitCode = failures === 0 ? 0 : 1

function readersHere(): EnvReader[] {
  return [...PACKAGES, ...PROGRAMS].filter(({ name }) => hasPythonDotenv() || !name.startsWith('python'))
}

/** Returns the lines of ordinary files of which something is said, though each reader finds what we find. */
async function falseAlarms(): Promise<string[]> {
  const readings = await Promise.all(readersHere().map(({ readAll }) => readAll(files)))
  return CORPUS.flatMap(([name, text], index) => {
    const parsed = parseEnv(text)
    const differing = readings.some(found => differingLines(parsed, found[index] ?? {}) !== undefined)
    const said = [...parsed.problems, ...parsed.remarks]
    return differing ? [] : said.map(({ line, kind }) => `${name}:${line} ${kind}`)
  })
}

function row(name: string, count: number): string {
  return `${name.padEnd(28)} ${count.toLocaleString('en').padStart(8)} texts`
}
