/**
 * How soon the command is there, beside what cannot be left out: `npm run bench:start`. Every run is a process of its
 * own; rounds are interleaved, and the medians compared. The deployment is a fake in another process.
 */
import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'

const ROUNDS = 31
/** The official command takes so long that fewer rounds tell as much. */
const SLOW_EVERY = 5

const COMMAND = resolve('dist/cli/bin.js')
const OFFICIAL = resolve('node_modules/convex/bin/main.js')

const { url, key, stop } = await startFake()
const folder = projectFolder()
const env = {
  PATH: process.env.PATH,
  HOME: folder,
  XDG_STATE_HOME: folder,
  CI: '1',
  CONVEX_SELF_HOSTED_URL: url,
  CONVEX_SELF_HOSTED_ADMIN_KEY: key,
}
const REQUEST = `fetch(process.env.CONVEX_SELF_HOSTED_URL + '/api/v1/list_environment_variables', { headers: { authorization: 'Convex ' + process.env.CONVEX_SELF_HOSTED_ADMIN_KEY } }).then(answer => answer.text()).then(console.log)`

const CONTENDERS = {
  'node -e 0': ['-e', '0'],
  '--version': [COMMAND, '--version'],
  '--help': [COMMAND, '--help'],
  'node -e "fetch(…)"': ['-e', REQUEST],
  'env list': [COMMAND, 'env', 'list'],
  'env set': [COMMAND, 'env', 'set', 'GREETING', '--from-stdin', '--yes'],
  'convex env set': [OFFICIAL, 'env', 'set', 'GREETING'],
} as const
type Contender = keyof typeof CONTENDERS

const LIMITS: readonly (readonly [what: Contender, beside: Contender, most: number])[] = [
  ['--version', 'node -e 0', 1.5],
  ['--help', 'node -e 0', 1.5],
  ['env list', 'node -e "fetch(…)"', 1.25],
  ['env list', 'convex env set', 0.2],
  ['env set', 'convex env set', 0.25],
]

// A machine that is busy for a moment spoils a measurement: what breaks a limit has to break it five times.
let kept = false
for (let tries = 0; tries < 5 && !kept; tries++) kept = report(measured())
stop()
rmSync(folder, { recursive: true, force: true })
process.exitCode = kept ? 0 : 1

/** The median of each contender, over interleaved rounds. */
function measured(): Map<Contender, number> {
  const times = new Map<Contender, number[]>()
  for (let round = -1; round < ROUNDS; round++) {
    for (const contender of namesOf(CONTENDERS)) {
      if (contender === 'convex env set' && round % SLOW_EVERY !== 0) continue
      const ms = took(contender, round)
      if (round >= 0) times.set(contender, [...(times.get(contender) ?? []), ms])
    }
  }
  return new Map([...times].map(([contender, all]) => [contender, median(all)]))
}

/** Prints what was measured, and whether all limits are kept. */
function report(medians: ReadonlyMap<Contender, number>): boolean {
  console.log(`Whole processes, medians of ${ROUNDS} interleaved rounds, Node ${process.versions.node}\n`)
  for (const [contender, ms] of medians) console.log(`${contender.padEnd(20)}${ms.toFixed(0).padStart(6)} ms`)
  console.log()
  const broken = LIMITS.filter(([what, beside, most]) => {
    const ratio = (medians.get(what) ?? Number.NaN) / (medians.get(beside) ?? Number.NaN)
    const fits = ratio <= most
    const verdict = fits ? 'kept' : 'FAILED'
    console.log(`${what.padEnd(12)}${ratio.toFixed(2)} x ${beside.padEnd(20)}${verdict}: at most ${most} x`)
    return !fits
  })
  console.log()
  return broken.length === 0
}

function took(contender: Contender, round: number): number {
  const started = performance.now()
  const { status, stderr } = spawnSync(process.execPath, CONTENDERS[contender], {
    cwd: folder,
    env,
    // Another value every time: the same one would be nothing to change.
    input: contender.endsWith('env set') ? `hello ${contender} ${round} ${performance.now()}` : '',
    encoding: 'utf8',
  })
  const ms = performance.now() - started
  if (status !== 0) throw new Error(`${contender} exited with ${status}: ${stderr}`)
  return ms
}

async function startFake(): Promise<{ url: string; key: string; stop: () => void }> {
  const fake = spawn(process.execPath, [COMMAND, 'fake', '--self-hosted', '--json'], {
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  const [line] = await once(createInterface(fake.stdout), 'line')
  const { url, key } = JSON.parse(String(line))
  return { url, key, stop: () => fake.kill() }
}

/** A project as the official command asks for one. */
function projectFolder(): string {
  const made = mkdtempSync(join(tmpdir(), 'bench-start-'))
  const { version } = JSON.parse(readFileSync('node_modules/convex/package.json', 'utf8'))
  writeFileSync(
    join(made, 'package.json'),
    JSON.stringify({ name: 'app', dependencies: { convex: version } }),
  )
  symlinkSync(resolve('node_modules'), join(made, 'node_modules'))
  return made
}

function namesOf<Name extends string>(record: { readonly [name in Name]: unknown }): Name[] {
  return Object.keys(record).filter((name): name is Name => name in record)
}

function median(numbers: readonly number[]): number {
  return [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN
}
