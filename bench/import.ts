import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { compare } from './ratio.js'
import { milliseconds, type Row, ratioRow } from './row.js'

const ROUNDS = 21
// The goal is 1.0. The file that entries share, so that `instanceof` holds, costs 0.07, and comments in the code 0.03.
const LIMIT = 1.25

/** Measures the CPU time that a cold process takes to import the built package. */
export default async function measure(): Promise<Row[]> {
  const imports = await compare(
    { ours: () => importTime('convex-deployment'), peer: () => importTime('@convex-dev/platform') },
    { rounds: ROUNDS },
  )
  return [
    ratioRow('importing it into a cold process', {
      ours: milliseconds(imports.cost('ours')),
      reference: `\`@convex-dev/platform\`: ${milliseconds(imports.cost('peer'))}`,
      ratio: imports.ratio('ours', 'peer'),
      limit: LIMIT,
    }),
  ]
}

async function importTime(name: string): Promise<number> {
  const program = `
    const before = process.cpuUsage()
    await import(${JSON.stringify(name)})
    const { user, system } = process.cpuUsage(before)
    console.log((user + system) / 1000)`
  const args = ['--input-type=module', '--eval', program]
  const { stdout } = await promisify(execFile)(process.execPath, args)
  return Number(stdout)
}
