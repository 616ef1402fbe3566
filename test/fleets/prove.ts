/**
 * Ten thousand deployments on a fake platform in a process of its own: listed, planned and applied by the library, in time and
 * memory that are measured; then by the command, which is killed at random moments and resumed. `COUNT` may be another number.
 */
import { type ChildProcess, fork, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import type { Asked, Counted } from './platform.js'

const COUNT = Number(process.env.COUNT ?? 10_000)
const KILLS = 4
/** How often the clock of the platform is read for each deployment in a whole run. */
const READS = 10
/** The share of deployments that no killed run may leave fewer of: the last run has to resume. */
const LEFT = 0.2
const MOST_RATIO = 1.15
const MOST_EACH = 25_000
/** The heap of the command, in MB: of one deployment, and for each of many 25 KB, and as much that the runtime keeps for its origin. */
const HEAP_MB = Math.ceil(80 + (COUNT * MOST_EACH * 2) / 1e6)

const COMMAND = fileURLToPath(new URL('../../dist/cli/bin.js', import.meta.url))

const failures: string[] = []
const folder = await mkdtemp(join(tmpdir(), 'fleets-'))
try {
  await measureLibrary()
  await killCommand()
} finally {
  await rm(folder, { recursive: true, force: true })
}
for (const failure of failures) console.error(`BROKEN  ${failure}`)
process.exitCode = failures.length === 0 ? 0 : 1

async function measureLibrary(): Promise<void> {
  const { child, url, token, teamId } = await openPlatform()
  const run = spawn(process.execPath, ['--import', 'tsx', file('library.ts'), url, token, `${teamId}`], {
    stdio: ['ignore', 'pipe', 'inherit'],
    // The built package, not the source that tsconfig.json maps to.
    env: { ...process.env, TSX_TSCONFIG_PATH: 'tsconfig.build.json' },
  })
  const result: Readonly<Record<string, number>> = JSON.parse(await text(run.stdout))
  const { applied = 0, calls = 0, took = 0, ideal = 0, listed = 0, ratio = 0, each = 0 } = result
  console.log(
    `library: ${applied} of ${COUNT} applied in ${calls} calls: ${seconds(took)}, ideal ${seconds(ideal)}, ` +
      `${ratio.toFixed(3)} × (the list alone ${seconds(listed)}); ${(each / 1000).toFixed(1)} KB of heap for each`,
  )
  expect(applied === COUNT, 'all are applied')
  expect(ratio <= MOST_RATIO, `the time is at most ${MOST_RATIO} × the ideal`)
  expect(each <= MOST_EACH, `the heap for each is at most ${MOST_EACH} bytes`)
  child.kill()
}

async function killCommand(): Promise<void> {
  const { child, url, token } = await openPlatform()
  await writeFile(join(folder, 'app.env'), 'LEVEL=info\n')
  const words = ['env', 'apply', 'app.env', '--project', 'otters/shop', '--yes', '--no-backup', '--json']
  const more = [
    '--concurrency',
    '32',
    '--management-url',
    url,
    '--resume',
    'state.json',
    '--canary',
    '5',
    '--max-failures',
    '1%',
  ]
  const start = () =>
    spawn(process.execPath, [`--max-old-space-size=${HEAP_MB}`, COMMAND, ...words, ...more], {
      cwd: folder,
      env: { PATH: process.env.PATH, HOME: folder, CONVEX_ACCESS_TOKEN: token },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
  for (let kill = 0; kill < KILLS; kill++) {
    const run = start()
    const ended = Promise.all([once(run, 'close'), text(run.stdout), text(run.stderr)])
    ask(child, {
      type: 'after',
      requests: Math.ceil((kill === 0 ? 0.6 : Math.random()) * READS * COUNT),
      unchanged: COUNT * LEFT,
    })
    await Promise.race([reached(child), ended])
    run.kill('SIGKILL')
    await ended
    const state = await readFile(join(folder, 'state.json'), 'utf8').catch(() => '')
    expect(
      !state.includes(token) && !state.includes('info'),
      'the file of a killed run holds no token and no value',
    )
    const { values } = await counted(child)
    console.log(`killed: ${JSON.stringify(values)}, ${state.split('\n').length - 1} lines in the file`)
  }
  ask(child, { type: 'delete', index: COUNT - 1 })
  ask(child, { type: 'limit', seconds: 2 })
  const began = performance.now()
  const run = start()
  const [[code], stdout, stderr] = await Promise.all([once(run, 'close'), text(run.stdout), text(run.stderr)])
  const { values } = await counted(child)
  console.log(`resumed: exit ${code} after ${seconds(performance.now() - began)}, ${JSON.stringify(values)}`)
  console.log(stderr.trim().split('\n').slice(-3).join('\n'))
  expect(code === 0, 'the last run ends well, within its heap')
  expect(values.info === COUNT - 1, 'all are as declared')
  const { deployments }: { deployments?: { status: string }[] } = Object(JSON.parse(stdout || '{}'))
  expect(deployments?.filter(({ status }) => status === 'vanished').length === 1, 'one has vanished')
  child.kill()
}

/** Starts a platform whose deployments are ready. */
async function openPlatform() {
  const child = fork(file('platform.ts'), [`${COUNT}`], { execArgv: ['--import', 'tsx'] })
  const [opened]: { url: string; token: string; teamId: number }[] = await once(child, 'message')
  if (opened === undefined) throw new Error('The platform does not listen.')
  return { child, ...opened }
}

function file(name: string): string {
  return fileURLToPath(new URL(name, import.meta.url))
}

function ask(child: ChildProcess, asked: Asked): void {
  child.send(asked)
}

/** Waits until so many requests came as were asked for. */
async function reached(child: ChildProcess): Promise<void> {
  for (;;) if ((await once(child, 'message'))[0] === 'reached') return
}

async function counted(child: ChildProcess): Promise<Counted> {
  ask(child, { type: 'count' })
  for (;;) {
    const [answer]: (Counted | 'reached')[] = await once(child, 'message')
    if (answer !== undefined && answer !== 'reached') return answer
  }
}

function expect(isKept: boolean, what: string): void {
  if (!isKept) failures.push(what)
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`
}
