/**
 * The long proof of src/dotenv, by `npx tsx test/dotenv/long/prove.ts`: every string up to length 5 of the characters
 * that matter, arbitrary Unicode, and hostile texts, against the real releases of dotenv, Node, shells and docker.
 */
import fc from 'fast-check'
import { stringifyEnv } from '../../../src/dotenv/index.js'
import { type Case, readsExactly } from '../support/neighbours.js'
import { ours } from '../support/releases.js'
import { bothCannotHold, dotenvCannotHold, mustRefuse } from '../support/rules.js'
import { anyValue, hostileText, stringsUpTo } from '../support/strings.js'
import { crowdedCases, loneCases } from './cases.js'
import { readByDocker } from './docker.js'
import { createLab, type Lab } from './lab.js'
import { readByDotenvs, readByEnvFile, readByNodes } from './readers.js'
import { readByShells } from './shells.js'
import { printTable, type Row, summed } from './table.js'

const UNICODE_VALUES = 60_000
const HOSTILE_TEXTS = 400_000

const started = performance.now()
const lab = createLab()
try {
  const rows = await prove(lab)
  printTable(summed(rows))
  const wrong = rows.reduce((sum, row) => sum + row.wrong, 0)
  console.log(`\n${wrong} wrong in ${seconds()} s`)
  process.exitCode = wrong === 0 ? 0 : 1
} finally {
  lab.remove()
}

async function prove(lab: Lab): Promise<Row[]> {
  step('installed')
  const short = [...stringsUpTo(5)]
  const unicode = fc.sample(anyValue, { numRuns: UNICODE_VALUES, seed: 20_260_901 })
  return [
    refusals('every short string', short, 'portable', bothCannotHold),
    refusals('every short string', short, 'dotenv', dotenvCannotHold),
    refusals('any Unicode', unicode, 'portable', value => mustRefuse(value, 'portable')),
    refusals('any Unicode', unicode, 'dotenv', value => mustRefuse(value, 'dotenv')),
    ...(await roundTrips('every short string', short, lab)),
    ...(await roundTrips('any Unicode', unicode, lab)),
    ...sameReading(lab),
  ]
}

/** Whether a target refuses what cannot be represented, and nothing else. */
function refusals(
  what: string,
  values: readonly string[],
  target: 'portable' | 'dotenv',
  cannotHold: (value: string) => boolean,
): Row {
  const isRefused = (value: string) => stringifyEnv([{ name: 'V', value }], { target }).refused.length > 0
  const refused = new Set(values.filter(isRefused))
  const wrong = values.filter(value => refused.has(value) !== cannotHold(value)).length
  step(
    `${what}: ${target} refuses ${refused.size.toLocaleString('en')} of ${values.length.toLocaleString('en')}`,
  )
  return { what: `for ${target}`, reader: 'refused exactly what cannot be held', cases: values.length, wrong }
}

/** Whether every reader of every target finds what was written. */
async function roundTrips(what: string, values: readonly string[], lab: Lab): Promise<Row[]> {
  step(`${what}: alone between hostile neighbours`)
  const alone = envFiles(loneCases(values, 'portable'), loneCases(values, 'dotenv'), lab)
  step(`${what}: many to a file`)
  const portable = crowdedCases(values, 'portable')
  const crowded = envFiles(portable, crowdedCases(values, 'dotenv'), lab)
  step(`${what}: as a file for node, shells and docker`)
  return [
    ...alone,
    ...crowded,
    ...readByEnvFile('for portable', portable, lab),
    ...readByShells('for shell', crowdedCases(values, 'shell')),
    ...(await readByDocker('for docker', crowdedCases(values, 'docker'), lab.folder)),
  ]
}

function envFiles(portable: readonly Case[], dotenv: readonly Case[], lab: Lab): Row[] {
  return [
    ...readByDotenvs('for portable', portable, lab),
    ...readByNodes('for portable', portable, lab),
    ...readByDotenvs('for dotenv', dotenv, lab),
  ]
}

/** Whether hostile texts read the same here as with the real releases of dotenv. */
function sameReading({ dotenvs }: Lab): Row[] {
  step('hostile texts')
  const texts = fc.sample(hostileText, { numRuns: HOSTILE_TEXTS, seed: 20_260_902 })
  const cases = texts.map(text => ({ text, values: withoutProto(ours(text)) }))
  return dotenvs.map(([reader, read]) => {
    const wrong = cases.filter(one => !readsExactly(read, one)).length
    return { what: 'hostile texts', reader, cases: cases.length, wrong }
  })
}

/** dotenv loses a variable of this name. */
function withoutProto(values: object): { [name: string]: string } {
  return Object.fromEntries(Object.entries(values).filter(([name]) => name !== '__proto__'))
}

function step(text: string): void {
  console.error(`${seconds().padStart(4)} s  ${text}`)
}

function seconds(): string {
  return ((performance.now() - started) / 1000).toFixed(0)
}
