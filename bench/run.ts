/**
 * Measures the cost of the package and of its peers in the same run: `npm run bench [NAME …]`. Without a name it
 * measures all but the peers' faults, and rewrites `docs/budgets.md`. Fails if a limit is broken.
 */
import { type ChildProcess, fork, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { page } from './page.js'
import type { Row } from './row.js'

type Measure = () => Promise<Row[]>

const BENCHES: { readonly [name: string]: () => Promise<{ readonly default: Measure }> } = {
  size: () => import('./size.js'),
  types: () => import('./types.js'),
  import: () => import('./import.js'),
  start: () => import('./start.js'),
  functions: () => import('./functions.js'),
  calls: () => import('./calls.js'),
  plan: () => import('./plan.js'),
  fleet: () => import('./fleet.js'),
  clients: () => import('./clients.js'),
  lossless: () => import('./lossless.js'),
  webhooks: () => import('./webhooks.js'),
  fake: () => import('./fake.js'),
  check: () => import('./check.js'),
  peers: () => import('./peers/run.js'),
}

/** The benches of the source. All others measure the package as users install it. */
const FROM_SOURCE = new Set(['functions', 'lossless', 'peers'])

const names = process.argv.slice(2).filter(word => !word.startsWith('--'))
if (process.send) await measure(names[0] ?? '')
else process.exitCode = (await main()) ? 0 : 1

async function main(): Promise<boolean> {
  const unknown = names.find(name => !Object.hasOwn(BENCHES, name))
  if (unknown !== undefined)
    throw new Error(`There are ${Object.keys(BENCHES).join(', ')}, and no ${unknown}.`)
  const chosen = names.length > 0 ? names : Object.keys(BENCHES).filter(name => name !== 'peers')
  if (!chosen.every(name => FROM_SOURCE.has(name))) build()
  const rows: Row[] = []
  for (const name of chosen) rows.push(...(await measured(name)))
  if (names.length === 0) await writeFile('docs/budgets.md', await page(rows))
  return rows.every(({ kept }) => kept)
}

function build(): void {
  const { status } = spawnSync('npm', ['run', '--silent', 'build'], { stdio: 'inherit' })
  if (status !== 0) throw new Error('The package could not be built.')
}

/** Measures in a separate process: compiled code of another bench would change the result. */
async function measured(name: string): Promise<Row[]> {
  const child: ChildProcess = fork(fileURLToPath(import.meta.url), [
    name,
    ...process.argv.slice(2).filter(word => word.startsWith('--')),
  ])
  let rows: Row[] = []
  child.on('message', (message: Row[]) => (rows = message))
  const [code] = await once(child, 'close')
  if (code !== 0) rows.push({ what: name, ours: 'failed', reference: '', limit: '', kept: false })
  for (const { what, ours, reference, limit, kept } of rows)
    console.log(`${kept ? '  kept' : 'BROKEN'}  ${what}: ${ours}; ${reference}; limit ${limit}`)
  return rows
}

async function measure(name: string): Promise<void> {
  const rows = await (await BENCHES[name]?.())?.default()
  process.send?.(rows)
  process.disconnect?.()
}
