import { basename } from 'node:path'
import { expect, test } from 'vitest'
import { commands } from '../../src/cli/commands.js'
import { createFakePlatform } from '../../src/fake/index.js'
import { runCommand } from '../cli/support/run.js'
import { createWorkspace, type Workspace } from '../cli/support/workspace.js'
import { ANSWERS, type Answer, echoOf } from './answers.js'
import { odd, plain } from './markers.js'
import { Watch } from './watch.js'

const TOKEN = plain('Token')
const P = ['--project', 'otters/shop']
const ALL = [...P, '--confirm', 'otters/shop=2']

/** Every command that a token of a team opens something for. Those that reveal values print them when they are asked to. */
const LINES: readonly { readonly words: readonly string[]; readonly reveals?: true }[] = [
  { words: ['deployments', 'list', ...P] },
  { words: ['deployments', 'get', 'prod', ...P] },
  { words: ['deployments', 'delete', 'preview/a', ...P, '--confirm', 'NAME'] },
  { words: ['deployments', 'sweep', ...P, '--older-than', '1h', '--confirm', 'otters/shop=1'] },
  { words: ['env', 'defaults', 'list', ...P] },
  { words: ['env', 'defaults', 'plan', 'app.env', ...P, '--type', 'preview'] },
  { words: ['env', 'defaults', 'apply', 'app.env', ...P, '--type', 'preview', '--confirm', 'otters/shop'] },
  { words: ['env', 'list', ...P] },
  { words: ['env', 'get', 'HELD', ...P], reveals: true },
  { words: ['env', 'set', 'NEW', '--from-env', ...ALL] },
  { words: ['env', 'unset', 'HELD', ...ALL] },
  { words: ['env', 'plan', 'app.env', ...P] },
  { words: ['env', 'apply', 'app.env', ...ALL] },
  { words: ['env', 'apply', 'deployment:prod', ...P, '--where', 'type=preview', '--yes'] },
  { words: ['env', 'copy', ...P, '--from', 'prod', '--to', 'preview/a', '--yes'] },
  { words: ['env', 'copy', ...P, '--from', 'preview/a', '--to', 'prod', '--confirm', 'NAME'] },
  { words: ['plan', 'deployment.json', ...P] },
  { words: ['apply', 'deployment.json', ...ALL] },
  { words: ['usage', ...P] },
  { words: ['usage-limits', 'list', ...P] },
  { words: ['log-streams', 'list', ...P] },
  { words: ['log-streams', 'get', 'sentry', ...P] },
  { words: ['canonical-urls', 'get', ...P] },
  { words: ['info', '--team', 'otters'] },
  // A token that somebody typed in the place of a name.
  { words: ['env', 'list', '--team', plain('Team')] },
  { words: ['env', 'list', '--project', plain('Project')] },
  { words: ['usage', '--project', `otters/${plain('Slug')}`] },
  { words: ['deployments', 'get', plain('Name')] },
  { words: ['deployments', 'get', plain('Reference'), ...P] },
  { words: ['usage', ...P, '--where', plain('Where')] },
]

type Hits = (request: Request) => boolean
const MODES: readonly Hits[] = [
  ({ url }) => url.startsWith('https://api.convex.dev'),
  ({ url }) => !url.startsWith('https://api.convex.dev'),
  ({ method, url }) => method !== 'GET' && !url.endsWith('/nothing'),
]

/** Runs a command line against a platform that nothing was done to, and searches what it prints. */
async function drive(
  { environment, folder }: Workspace,
  watch: Watch,
  { words, reveals }: (typeof LINES)[number],
  { name, reply }: Answer,
  hits: Hits,
): Promise<void> {
  let now = Date.now() - 9 * 86_400_000
  const platform = createFakePlatform({ now: () => now })
  for (const token of platform.state.tokens) Object.assign(token, { token: TOKEN })
  const shop = platform.createProject('Shop')
  const prod = platform.createDeployment(shop, { type: 'prod', isDefault: true }).deployment
  const preview = platform.createDeployment(shop, { type: 'preview', reference: 'preview/a' }).deployment
  for (const { state } of [prod, preview]) state.environmentVariables.set('HELD', odd('Held'))
  now = Date.now()
  const target = words.includes('preview/a') && !words.includes('prod') ? preview : prod
  const args = words.map(word => (word === 'NAME' ? target.state.name : word))
  const { stdout, stderr, code } = await runCommand(
    [...args, '--json'],
    { cwd: folder, env: environment },
    async request => {
      if (!hits(request)) return platform.fetch(request)
      const body = await request.clone().text()
      const echo = echoOf(`${request.headers.get('authorization')}`, body)
      return reply(echo, () => platform.fetch(request))
    },
  )
  platform.close()
  watch.note(
    'command',
    args
      .filter(word => !word.startsWith('-'))
      .slice(0, 3)
      .join(' '),
  )
  watch.note('exit', `${code}`)
  const where = `${words.join(' ')}, ${name}`
  watch.text(`${where}: stderr`, stderr)
  if (!reveals) watch.text(`${where}: stdout`, stdout)
}

const QUICK = ANSWERS.filter(({ options }) => options?.timeout === undefined)
const AT_ONCE = 8
const HEALTHY: Answer = { name: 'healthy', reply: (_, healthy) => healthy() }

async function workspaceWithSecrets() {
  const workspace = await createWorkspace({ CONVEX_ACCESS_TOKEN: TOKEN, NEW: odd('New'), CI: '1' })
  await workspace.write('app.env', `A=${plain('File')}\n`)
  const variables = { A: { env: 'NEW' }, HELD: 'info' }
  await workspace.write('deployment.json', JSON.stringify({ version: 1, environment: variables }))
  return workspace
}

test('no command of a team shows its token or a value, whatever the API or a deployment gives back', async () => {
  const watch = new Watch()
  const workspace = await workspaceWithSecrets()
  await Promise.all(LINES.map(line => drive(workspace, watch, line, HEALTHY, () => true)))
  expect([...watch.hits]).toEqual([])
  expect(watch.seen.get('exit')).toContain('0')
  // A few answers at once, as commands wait before they try again.
  for (let first = 0; first < QUICK.length; first += AT_ONCE) {
    const driven = QUICK.slice(first, first + AT_ONCE).flatMap((answer, next) => {
      const index = first + next
      // Each line meets other answers, and in other places, than the one before.
      const some = LINES.filter((_, at) => (index + at) % 2 === 0)
      const hits = (at: number) => MODES[(index + at) % MODES.length] ?? (() => true)
      return some.map((line, at) => drive(workspace, watch, line, answer, hits(at)))
    })
    await Promise.all(driven)
  }
  expect([...watch.hits]).toEqual([])
  expect(watch.searched).toBeGreaterThan((LINES.length * QUICK.length) / 2)
  // What was given is there, and nothing was written beside it.
  const files = await workspace.files('.')
  expect(files.map(file => basename(file)).sort()).toEqual(['app.env', 'deployment.json'])
})

test('no command of the management API is left out', () => {
  const driven = LINES.map(({ words }) => words.join(' '))
  const names = commands.map(({ name }) => name).filter(name => /^(?:deployments|env defaults) /.test(name))
  expect(names.length).toBeGreaterThan(5)
  for (const name of names) expect(driven.some(words => words.startsWith(`${name} `))).toBe(true)
  const several = commands.filter(({ flags }) => flags.some(({ flags: own }) => 'allowHost' in own))
  const left = several.filter(({ name }) => !driven.some(words => `${words} `.startsWith(`${name} `)))
  expect(left.map(({ name }) => name)).toEqual(['check'])
})
