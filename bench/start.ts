import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { compare } from './ratio.js'
import { milliseconds, type Row, ratioRow } from './row.js'
import { withServer } from './server.js'

const COMMAND = resolve('dist/cli/bin.js')
const OFFICIAL = resolve('node_modules/convex/bin/main.js')
const REQUEST = `fetch(process.env.CONVEX_SELF_HOSTED_URL + '/api/v1/list_environment_variables', { headers: { authorization: 'Convex ' + process.env.CONVEX_SELF_HOSTED_ADMIN_KEY } }).then(answer => answer.text()).then(console.log)`

const PROGRAMS = {
  'node -e 0': ['-e', '0'],
  '--version': [COMMAND, '--version'],
  '--help': [COMMAND, '--help'],
  'node -e "fetch(…)"': ['-e', REQUEST],
  'env list': [COMMAND, 'env', 'list'],
  'env set': [COMMAND, 'env', 'set', 'GREETING', '--from-stdin', '--yes'],
  'convex env set': [OFFICIAL, 'env', 'set', 'GREETING'],
} as const
type Program = keyof typeof PROGRAMS

const LIMITS: readonly (readonly [what: Program, reference: Program, most: number])[] = [
  ['--version', 'node -e 0', 1.5],
  ['--help', 'node -e 0', 1.5],
  ['env list', 'node -e "fetch(…)"', 1.25],
  ['env list', 'convex env set', 0.2],
  ['env set', 'convex env set', 0.25],
]

/** Measures the CPU time of the command, from its start to its end, compared with the least that it needs. */
export default function measure(): Promise<Row[]> {
  return withServer([COMMAND, 'fake', '--self-hosted', '--json'], async line => {
    const { deployment, key } = JSON.parse(line)
    const folder = projectFolder()
    const env = {
      PATH: process.env.PATH,
      HOME: folder,
      XDG_STATE_HOME: folder,
      CI: '1',
      CONVEX_SELF_HOSTED_URL: deployment.url,
      CONVEX_SELF_HOSTED_ADMIN_KEY: key,
    }
    let runs = 0
    // Another value every time: the same one would change nothing.
    const time = (args: readonly string[]) => async () =>
      processTime(args, { cwd: folder, env, input: `hello ${runs++}` })
    try {
      const contenders = Object.entries(PROGRAMS).map(([name, args]) => [name, time(args)] as const)
      const programs = await compare(Object.fromEntries(contenders), { rounds: 9 })
      return LIMITS.map(([what, peer, limit]) =>
        ratioRow(`\`${what}\`, the whole process`, {
          ours: milliseconds(programs.cost(what)),
          reference: `\`${peer}\`: ${milliseconds(programs.cost(peer))}`,
          ratio: programs.ratio(what, peer),
          limit,
        }),
      )
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  })
}

/** Returns the CPU milliseconds of a process and its children. bash counts the children, Node does not. */
function processTime(
  args: readonly string[],
  options: { readonly cwd: string; readonly env: NodeJS.ProcessEnv; readonly input: string },
): number {
  const script = 'TIMEFORMAT="%U %S"; { time "$@" > /dev/null 2>&3; } 3>&2 2>&1'
  const bash = ['-c', script, 'bash', process.execPath, ...args]
  const printed = execFileSync('bash', bash, {
    ...options,
    encoding: 'utf8',
    stdio: ['pipe', 'pipe', 'pipe'],
  })
  const [user = Number.NaN, system = Number.NaN] = printed.trim().split(' ').map(Number)
  return (user + system) * 1000
}

/** Creates a project as the official command requires it. */
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
