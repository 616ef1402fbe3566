import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Case, readsExactly } from '../support/neighbours.js'
import { ours } from '../support/releases.js'
import type { Lab } from './lab.js'
import type { Row } from './table.js'

const CHILD = join(import.meta.dirname, 'read-in-node.cjs')

/** Has every dotenv and this project's reader read the cases. */
export function readByDotenvs(what: string, cases: readonly Case[], { dotenvs }: Lab): Row[] {
  return [...dotenvs, ['parseEnv', ours] as const].map(([reader, read]) => {
    return { what, reader, cases: cases.length, wrong: cases.filter(one => !readsExactly(read, one)).length }
  })
}

/** Has `util.parseEnv` of every Node read the cases. */
export function readByNodes(what: string, cases: readonly Case[], { folder, nodes }: Lab): Row[] {
  const file = join(folder, 'cases.jsonl')
  writeFileSync(file, cases.map(one => `${JSON.stringify(one)}\n`).join(''))
  return nodes.map(({ name, path }) => {
    const wrong = Number(execFileSync(path, [CHILD, 'parseEnv', file], { encoding: 'utf8' }))
    return { what, reader: `${name} parseEnv`, cases: cases.length, wrong }
  })
}

/** Starts every Node with each text as its `--env-file`; counts variables. */
export function readByEnvFile(what: string, texts: readonly Case[], { folder, nodes }: Lab): Row[] {
  const envFile = join(folder, 'case.env')
  const expected = join(folder, 'case.json')
  const wrong = nodes.map(() => 0)
  for (const one of texts) {
    writeFileSync(envFile, one.text)
    writeFileSync(expected, JSON.stringify(one))
    for (const [index, { path }] of nodes.entries()) {
      const args = [`--env-file=${envFile}`, CHILD, 'environment', expected]
      wrong[index] = (wrong[index] ?? 0) + Number(execFileSync(path, args, { encoding: 'utf8' }))
    }
  }
  const cases = texts.reduce((sum, { values }) => sum + Object.keys(values).length, 0)
  return nodes.map(({ name }, index) => {
    return { what, reader: `${name} --env-file`, cases, wrong: wrong[index] ?? Number.NaN }
  })
}
