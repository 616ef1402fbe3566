import { describe, expect, test } from 'vitest'
import { commands } from '../../src/cli/commands.js'
import { createDeploymentClient } from '../../src/index.js'
import { workspaceWithFake } from './support/workspace.js'

const VALUE = 'canary-7d1f-of-a-value'
const SECRET = 'canary-93c2-of-a-stream'

/** A workspace in which a coding agent runs the command. */
async function workspaceOfAgent(variable = 'CLAUDECODE', value = '1') {
  const workspace = await workspaceWithFake({ environmentVariables: { KEY: VALUE } })
  const { state, url, token } = workspace.fake
  const { logStreams } = createDeploymentClient({ url, token })
  await logStreams.create({ logStreamType: 'axiom', apiKey: SECRET, datasetName: 'a', attributes: [] })
  await logStreams.create({ logStreamType: 'webhook', url: 'https://a.example', format: 'json' })
  // The command that creates one waits until it is active, for seconds.
  for (const stream of state.logStreams) stream.status = { type: 'active' }
  workspace.environment[variable] = value
  return workspace
}

/** Command lines that hand values over, and the commands that have `--reveal` for them. */
const REVEALING: readonly (readonly [command: string, ...rest: string[]])[] = [
  ['env get', 'KEY'],
  ['env list', '--show-values'],
  ['env list', '--show-values', '--format', 'json'],
  ['env pull', '-'],
  ['env run', '--', 'printenv', 'KEY'],
  ['log-streams list', '--show-values'],
  ['log-streams get', 'axiom', '--show-values'],
  ['log-streams get', 'webhook', '--show-values'],
  ['log-streams set', 'webhook', '--to', 'https://b.example', '--show-values', '--yes'],
  ['log-streams restart', 'webhook', '--show-values', '--yes'],
  ['log-streams rotate-secret', '--show-values', '--yes'],
]

describe('where a coding agent runs the command', () => {
  test.each(REVEALING)(
    '%s is refused before anything is sent, with a line for a person: %j',
    async (name, ...rest) => {
      const { fake, run } = await workspaceOfAgent()
      const sent = fake.requests.length
      const { code, stdout, stderr } = await run([...name.split(' '), ...rest])
      expect({ code, stdout }).toEqual({ code: 4, stdout: '' })
      expect(stderr).toContain('A coding agent runs this command (CLAUDECODE is set)')
      expect(stderr).toMatch(/^To go on:\n {2}convex-deployment .*--reveal/m)
      expect(fake.requests).toHaveLength(sent)
    },
  )

  test.each([
    ['env get', 'KEY'],
    ['env list', '--show-values'],
    ['env pull', '-'],
  ] as const)('%s does as a person said with --reveal: %s', async (name, rest) => {
    const { run } = await workspaceOfAgent()
    const { code, stdout } = await run([...name.split(' '), rest, '--reveal'])
    expect(code).toBe(0)
    expect(stdout).toContain(VALUE)
  })

  test.each(['env plan', 'plan', 'env apply', 'apply'])(
    '%s shows no value in a terminal of its own',
    async name => {
      const { write, onScreen } = await workspaceOfAgent()
      await write('app.env', 'KEY=canary-of-a-source\n')
      await write('convex-deployment.yaml', 'version: 1\nenvironment: { KEY: canary-of-a-source }\n')
      const sources = name.startsWith('env') ? ['app.env'] : []
      const { code, screen } = await onScreen([...name.split(' '), ...sources, '--show-values'])
      expect(code).toBe(4)
      expect(screen).not.toContain('canary')
    },
  )

  test('names are listed, and a file for its owner alone is written', async () => {
    const { run, read, mode } = await workspaceOfAgent()
    expect(await run(['env', 'list'])).toMatchObject({ code: 0, stdout: 'KEY\n' })
    expect(await run(['env', 'pull', '.env.agent'])).toMatchObject({ code: 0, stdout: '' })
    expect(await read('.env.agent')).toContain(VALUE)
    expect(await mode('.env.agent')).toBe('600')
  })
})

test.each([
  ['AI_AGENT', 'some-agent'],
  ['CURSOR_AGENT', '1'],
  ['CURSOR_TRACE_ID', 'a1'],
  ['CURSOR_EXTENSION_HOST_ROLE', 'agent-exec'],
  ['GEMINI_CLI', '1'],
  ['CODEX_SANDBOX', 'seatbelt'],
  ['CODEX_CI', '1'],
  ['CODEX_THREAD_ID', 'a1'],
  ['ANTIGRAVITY_AGENT', '1'],
  ['AUGMENT_AGENT', '1'],
  ['OPENCODE_CLIENT', '1'],
  ['CLAUDE_CODE', '1'],
  ['REPL_ID', 'a1'],
  ['COPILOT_MODEL', 'a'],
  ['COPILOT_ALLOW_ALL', '1'],
  ['COPILOT_GITHUB_TOKEN', 'token'],
])('%s=%s says that an agent runs the command', async (variable, value) => {
  const { run } = await workspaceOfAgent(variable, value)
  expect(await run(['env', 'get', 'KEY'])).toMatchObject({ code: 4, stdout: '' })
})

test.each([
  ['CI', 'true'],
  ['GITHUB_ACTIONS', 'true'],
  ['TERM_PROGRAM', 'vscode'],
  ['CURSOR_EXTENSION_HOST_ROLE', 'user'],
  ['CLAUDECODE', ''],
  ['AI_AGENT', ' '],
])('%s=%j is no agent', async (variable, value) => {
  const { run } = await workspaceOfAgent(variable, value)
  expect(await run(['env', 'get', 'KEY'])).toMatchObject({ code: 0, stdout: VALUE })
})

test('every command that can show a value has --reveal', () => {
  const has = (flag: string) =>
    commands
      .filter(({ flags }) => flags.some(group => Object.hasOwn(group.flags, flag)))
      .map(({ name }) => name)
  expect(has('reveal')).toEqual(
    expect.arrayContaining([...has('showValues'), ...new Set(REVEALING.map(([name]) => name))]),
  )
})
