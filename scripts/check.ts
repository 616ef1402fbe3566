/**
 * Runs all static checks at once: `npm run check`, or some of them: `npm run check types lint`.
 * Prints the output of a failed check when it has ended.
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { text } from 'node:stream/consumers'

const CHECKS: { readonly [name: string]: readonly [program: string, ...parameters: string[]] } = {
  types: ['tsc', '-p', '.', '--pretty'],
  lint: ['biome', 'check', '--colors=force', '.'],
  documents: ['redocly', 'lint'],
  drift: ['tsx', 'scripts/generate.ts', '--check'],
}

const names = process.argv.slice(2)
const unknown = names.find(name => !Object.hasOwn(CHECKS, name))
if (unknown !== undefined) throw new Error(`There are ${Object.keys(CHECKS).join(', ')}, and no ${unknown}.`)
const chosen = Object.entries(CHECKS).filter(([name]) => names.length === 0 || names.includes(name))
const passed = await Promise.all(chosen.map(([name, command]) => check(name, command)))
process.exitCode = passed.every(Boolean) ? 0 : 1

async function check(
  name: string,
  [program, ...parameters]: readonly [string, ...string[]],
): Promise<boolean> {
  const started = performance.now()
  const env = { ...process.env, REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' }
  const child = spawn(program, parameters, { env, stdio: ['ignore', 'pipe', 'pipe'] })
  const [[code], ...printed] = await Promise.all([
    once(child, 'close'),
    text(child.stdout),
    text(child.stderr),
  ])
  const seconds = ((performance.now() - started) / 1000).toFixed(1)
  console.log(`${code === 0 ? 'passed' : 'FAILED'}  ${name}, ${seconds} s`)
  if (code !== 0) console.log(printed.join(''))
  return code === 0
}
