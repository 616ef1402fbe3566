import { mkdir, readFile, rm, symlink } from 'node:fs/promises'
import { join } from 'node:path'
import { answers } from 'convex-deployment/fake'
import fc from 'fast-check'
import { marked, type Token } from 'marked'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { type Workspace, workspaceOnCloud, workspaceWithFake } from '../cli/support/workspace.js'
import { assembledOf, numRuns } from '../support/strings.js'
import { installPackage, readAction, runAction } from './runner.js'

const GIVEN = { LOG_LEVEL: 'debug', OLD_FLAG: 'on', OTHER: 'kept' }
const FILE = 'LOG_LEVEL=info\nGREETING=marker-of-a-value\n'

/** A project on the runner, with the package and a source, and a deployment in its environment. */
async function project(options: { type?: 'prod' | 'dev'; file?: string } = {}) {
  const { type = 'dev', file = FILE } = options
  const workspace = await workspaceOnCloud({ deploymentType: type, environmentVariables: GIVEN })
  await installPackage(workspace)
  await workspace.write('app.env', file)
  const variables = () => Object.fromEntries(workspace.fake.state.environmentVariables)
  return { workspace, variables, run: (inputs: Record<string, string>) => runAction(workspace, inputs) }
}

test('a plan shows the names of what would change, and writes nothing', async () => {
  const { run, variables } = await project()
  const { code, outputs, summary } = await run({ mode: 'plan', source: 'app.env', expect: 'dev' })
  expect(code).toBe(0)
  expect(outputs).toEqual({
    changed: 'true',
    created: '["GREETING"]',
    updated: '["LOG_LEVEL"]',
    deleted: '[]',
  })
  expect(summary).toBe(`### \`happy-otter-123\`: plan

| change | variable |
| --- | --- |
| create | \`GREETING\` |
| update | \`LOG_LEVEL\` |
`)
  expect(variables()).toEqual(GIVEN)
})

test('an apply changes the deployment; a second one has nothing to change', async () => {
  const { run, variables } = await project()
  const inputs = { mode: 'apply', source: 'app.env', expect: 'dev' }
  expect((await run(inputs)).summary).toContain('### `happy-otter-123`: apply\n')
  expect(variables()).toEqual({ ...GIVEN, LOG_LEVEL: 'info', GREETING: 'marker-of-a-value' })
  const { code, outputs, summary } = await run(inputs)
  expect({ code, ...outputs }).toEqual({
    code: 0,
    changed: 'false',
    created: '[]',
    updated: '[]',
    deleted: '[]',
  })
  expect(summary).toContain('Nothing to change.')
})

test('pruning removes what `only` names and the source has not', async () => {
  const { run, variables } = await project({ file: 'OLD_KEPT=1\n' })
  const inputs = { mode: 'apply', source: 'app.env', expect: 'dev', prune: 'true', only: 'OLD_*' }
  expect((await run(inputs)).outputs).toMatchObject({ created: '["OLD_KEPT"]', deleted: '["OLD_FLAG"]' })
  expect(variables()).toEqual({ LOG_LEVEL: 'debug', OTHER: 'kept', OLD_KEPT: '1' })
})

test('write-only keys: `blind` sets without reading, and says that nothing was checked', async () => {
  const { run, variables, workspace } = await project()
  const token = `dev:happy-otter-123|${'b'.repeat(64)}`
  workspace.fake.state.keys.push({ token, permissions: ['deployment:env:write'] })
  workspace.environment.CONVEX_DEPLOY_KEY = token
  const inputs = { mode: 'apply', source: 'app.env', expect: 'happy-otter-123' }
  const reading = await run(inputs)
  expect(reading).toMatchObject({ code: 1, summary: expect.stringContaining('--blind') })
  const { code, outputs, summary } = await run({ ...inputs, blind: 'true' })
  expect({ code, outputs }).toEqual({
    code: 0,
    outputs: { changed: 'true', created: '[]', updated: '[]', deleted: '[]' },
  })
  expect(summary).toContain('| set | `GREETING` |')
  expect(summary).toContain('Not checked, as the key may not read: `GREETING`, `LOG_LEVEL`.')
  expect(variables()).toEqual({ ...GIVEN, LOG_LEVEL: 'info', GREETING: 'marker-of-a-value' })
  const pruning = await run({ ...inputs, blind: 'true', prune: 'true', only: 'OLD_*,LOG_LEVEL' })
  expect(pruning.code).toBe(64)
})

test('several sources stand on lines of their own', async () => {
  const { run, workspace } = await project()
  await workspace.write('own file.env', 'SECOND=2\n')
  const { outputs } = await run({ mode: 'plan', source: 'app.env\n  own file.env\n', expect: 'dev' })
  expect(outputs).toMatchObject({ created: '["GREETING","SECOND"]' })
})

test('production is applied to by its name, and by nothing less', async () => {
  const { run, variables } = await project({ type: 'prod' })
  const refused = await run({ mode: 'apply', source: 'app.env', expect: 'prod' })
  expect(refused).toMatchObject({ code: 4, outputs: { changed: '' } })
  expect(refused.summary).toContain('Refused.')
  expect(refused.summary).toContain('--confirm happy-otter-123')
  expect(variables()).toEqual(GIVEN)
  const done = await run({ mode: 'apply', source: 'app.env', expect: 'happy-otter-123' })
  expect(done).toMatchObject({ code: 0, outputs: { changed: 'true' } })
})

test('another deployment than the expected one is left alone', async () => {
  const { run, variables } = await project({ type: 'prod' })
  const { code, summary } = await run({ mode: 'apply', source: 'app.env', expect: 'dev' })
  expect(code).toBe(4)
  expect(summary).toContain('Expected dev')
  expect(variables()).toEqual(GIVEN)
})

test.each([
  ['a mode that is none', { mode: 'destroy' }, '`mode`'],
  ['no expectation', { expect: '' }, '`expect`'],
  ['a `prune` that is neither', { prune: 'yes' }, '`prune`'],
  ['a `blind` that is neither', { blind: 'yes' }, '`blind`'],
  ['no source', { source: ' \n' }, '`source`'],
])('%s is refused, and nothing is asked', async (_, inputs, named) => {
  const { run, workspace } = await project()
  const { code, log } = await run({ mode: 'apply', source: 'app.env', expect: 'dev', ...inputs })
  expect(code).toBe(64)
  expect(log).toContain(`::error::${named}`)
  expect(workspace.fake.requests).toEqual([])
})

test('pruning without names is refused by the command', async () => {
  const { run } = await project()
  const { code, log, summary } = await run({ mode: 'plan', source: 'app.env', expect: 'dev', prune: 'true' })
  expect(code).toBe(64)
  expect(log).toContain('--prune goes with --only')
  expect(summary).toContain('Failed.')
})

// `mode`, `prune` and `blind` are refused before the command gets the others, so each has a run of its own.
test.each([[['source', 'expect', 'only']], [['mode']], [['prune']], [['blind']]])(
  '%j reach no shell',
  async inputs => {
    const { run, workspace } = await project()
    const hostile = Object.fromEntries(
      inputs.map(input => [input, '"; touch ran; $(touch ran) `touch ran` #']),
    )
    const { code } = await run({ mode: 'plan', source: 'app.env', expect: 'dev', ...hostile })
    expect(code).not.toBe(0)
    expect(await workspace.files('.')).not.toContainEqual(expect.stringMatching(/\bran$/))
  },
)

test('no key and no value shows in the log, the summary or the outputs', async () => {
  const { run, workspace } = await project()
  const told = JSON.stringify(await run({ mode: 'apply', source: 'app.env', expect: 'dev' }))
  expect(told).toContain('GREETING')
  expect(told).not.toContain('marker-of')
  expect(told).not.toContain(workspace.fake.token.slice(-32))
})

test('what the command prints gives the runner no orders', async () => {
  const { run } = await project()
  const { log } = await run({ mode: 'plan', source: '::warning::no such file', expect: 'dev' })
  const [, pause] = /^::stop-commands::(\S+)\n/.exec(log) ?? []
  expect(log).toContain(`::${pause}::`)
})

test('a project without the package is told to install it, and no registry is asked', async () => {
  const workspace = await workspaceWithFake()
  await workspace.write('app.env', FILE)
  const { code, log } = await runAction(workspace, { mode: 'plan', source: 'app.env', expect: 'local' })
  expect(code).toBe(64)
  expect(log).toMatch(/^::error::convex-deployment is not installed .*npm ci/)
})

describe('the command is never one of somebody else', () => {
  const STRANGER = 'require("node:fs").writeFileSync(process.env.HOME + "/ran", "")'

  /** A package of the same name that says that it ran. */
  async function installStranger(workspace: Workspace, at: string): Promise<void> {
    await workspace.write(`${at}/package.json`, '{ "bin": { "convex-deployment": "bin.cjs" } }')
    await workspace.write(`${at}/bin.cjs`, STRANGER)
  }

  test.each<[where: string, prepare: (workspace: Workspace) => Promise<unknown>]>([
    [
      'a folder above the workspace',
      workspace => installStranger(workspace, 'node_modules/convex-deployment'),
    ],
    ['a global folder', workspace => installStranger(workspace, '.node_modules/convex-deployment')],
    [
      'NODE_PATH',
      async workspace => {
        await installStranger(workspace, 'global/convex-deployment')
        workspace.environment.NODE_PATH = join(workspace.folder, 'global')
      },
    ],
    [
      'a link out of the workspace',
      async workspace => {
        await installStranger(workspace, 'outside')
        await mkdir(join(workspace.folder, 'checkout/node_modules'), { recursive: true })
        await symlink('../../outside', join(workspace.folder, 'checkout/node_modules/convex-deployment'))
      },
    ],
    [
      'a link of its program',
      async workspace => {
        await installStranger(workspace, 'outside')
        await installStranger(workspace, 'checkout/node_modules/convex-deployment')
        await rm(join(workspace.folder, 'checkout/node_modules/convex-deployment/bin.cjs'))
        const link = join(workspace.folder, 'checkout/node_modules/convex-deployment/bin.cjs')
        await symlink(join(workspace.folder, 'outside/bin.cjs'), link)
      },
    ],
  ])('%s', async (_, prepare) => {
    const workspace = await workspaceWithFake()
    await workspace.write('checkout/app.env', FILE)
    await prepare(workspace)
    const inputs = { mode: 'plan', source: 'app.env', expect: 'local' }
    const { code, log } = await runAction(
      { ...workspace, folder: join(workspace.folder, 'checkout') },
      inputs,
    )
    expect(code).toBe(64)
    expect(log).toMatch(/^::error::.*npm ci/)
    expect(await workspace.files('.')).not.toContainEqual(expect.stringMatching(/\bran$/))
  })

  test('a folder outside of the workspace is none to work in', async () => {
    const workspace = await workspaceWithFake()
    await workspace.write('checkout/app.env', FILE)
    await installStranger(workspace, 'node_modules/convex-deployment')
    const inputs = { mode: 'plan', source: 'app.env', expect: 'local', 'working-directory': '..' }
    const { code, log } = await runAction(
      { ...workspace, folder: join(workspace.folder, 'checkout') },
      inputs,
    )
    expect({ code, log }).toEqual({
      code: 64,
      log: '::error::`working-directory` must be in the workspace.\n',
    })
  })
})

test('names, deployments and messages of others write nothing into the summary, outputs and log', async () => {
  const workspace = await workspaceWithFake()
  const home = 'node_modules/convex-deployment'
  await workspace.write(`${home}/package.json`, '{ "bin": { "convex-deployment": "bin.cjs" } }')
  await workspace.write(
    `${home}/bin.cjs`,
    'process.stdout.write(require("node:fs").readFileSync("result.json"))',
  )
  const actions = ['create', 'update', 'delete'] as const
  const property = fc.asyncProperty(
    fc.uniqueArray(fc.tuple(fc.constantFrom(...actions), hostile), {
      selector: ([, name]) => name,
      maxLength: 4,
    }),
    hostile,
    fc.option(hostile),
    async (pairs, deployment, failure) => {
      const changes = pairs.map(([action, name]) => ({ action, name }))
      const error = failure === null ? undefined : { exitCode: 1, message: failure }
      const unverified = pairs.map(([, name]) => name)
      await workspace.write(
        'result.json',
        JSON.stringify({
          deployments: [{ deployment: { name: deployment }, plan: { environment: { changes } }, unverified }],
          error,
        }),
      )
      const { outputs, summary, log } = await runAction(workspace, {
        mode: 'plan',
        source: 'app.env',
        expect: 'dev',
      })
      expect(log).toMatch(/^::stop-commands::(\S+)\n::\1::\n$/)
      const named = (wanted: string) => pairs.filter(([action]) => action === wanted).map(([, name]) => name)
      if (error === undefined) {
        expect(JSON.parse(outputs.created ?? '')).toEqual(named('create'))
        expect(JSON.parse(outputs.updated ?? '')).toEqual(named('update'))
        expect(JSON.parse(outputs.deleted ?? '')).toEqual(named('delete'))
      }
      expect(JSON.stringify(outputs)).not.toMatch(/[`$<>;|&\n]/)
      const blocks = marked.lexer(summary).filter(({ type }) => type !== 'space')
      const kinds = error ? ['code'] : [pairs.length > 0 ? 'table' : 'paragraph']
      const title = error ? ['heading', 'paragraph'] : ['heading']
      const doubts = pairs.length > 0 ? ['paragraph'] : []
      expect(blocks.map(({ type }) => type)).toEqual([...title, ...kinds, ...doubts])
      const inside = tokensIn(blocks).filter(({ type }) => !['text', 'codespan'].includes(type))
      expect(inside).toEqual([])
      const table = blocks.find(({ type }) => type === 'table')
      if (table) expect(table).toMatchObject({ header: { length: 2 }, rows: { length: pairs.length } })
      const fence = blocks.find(({ type }) => type === 'code')
      // A parser of Markdown knows no line breaks at the end of a block, and UTF-8 no half of a character.
      const shown = (text: unknown) =>
        Buffer.from(`${text}`).toString().replace(/\r\n?/g, '\n').replace(/\n+$/, '')
      if (fence && 'text' in fence) expect(shown(fence.text)).toBe(shown(failure))
    },
  )
  await fc.assert(property, { numRuns: Math.ceil(numRuns / 12) })
})

/** Any text, and many that mean something to Markdown, to HTML, to a shell or to the runner. */
const hostile = assembledOf(
  ...[
    '`',
    '``',
    '~~~',
    '~~~~~~',
    '\n',
    '\r',
    '|',
    '\n| a | b |',
    '# ',
    '[a](http://b)',
    'www.example.com',
    'https://a.b',
  ],
  ...[
    '<b>',
    '<!--',
    '\n::add-mask::x',
    '::error::',
    '%0A',
    '$(id)',
    '\\',
    '\u2028',
    ' ',
    'NAME',
    '\n\n',
    '*',
    '_',
    '![',
    '@octo',
  ],
)

/** All tokens within blocks, but those of a fenced text. */
function tokensIn(blocks: readonly Token[]): Token[] {
  return blocks.flatMap(block => {
    if (block.type === 'table') return [...block.header, ...block.rows.flat()].flatMap(({ tokens }) => tokens)
    return 'tokens' in block ? (block.tokens ?? []) : []
  })
}

test('`working-directory` is where the source and the project are', async () => {
  const { run, workspace } = await project()
  await mkdir(join(workspace.folder, 'app'))
  await workspace.write('app/own.env', 'OWN=1\n')
  const inputs = { mode: 'plan', source: 'own.env', expect: 'dev', 'working-directory': 'app' }
  expect((await run(inputs)).outputs).toMatchObject({ created: '["OWN"]' })
})

test('where the answer to an apply is lost, no output claims anything', async () => {
  const { run, workspace } = await project()
  const lost = { kind: 'reset', when: 'after' } as const
  workspace.fake.faults.add(lost, { operation: 'updateEnvironmentVariables' })
  workspace.fake.faults.add(answers.unknownDeployment, { operation: 'listEnvironmentVariables', from: 3 })
  const { code, outputs, summary } = await run({ mode: 'apply', source: 'app.env', expect: 'dev' })
  expect({ code, changed: outputs.changed }).toEqual({ code: 1, changed: '' })
  expect(summary).toContain('Failed.')
})

test('action.yml: no expression stands in a script', async () => {
  const { runs } = await readAction()
  expect(runs.steps.map(({ run }) => run).join()).not.toContain('${{')
})

test('action.yml: every input is handed on', async () => {
  const { inputs, runs } = await readAction()
  const handed = JSON.stringify(runs.steps)
  expect(Object.keys(inputs).filter(name => !handed.includes(`inputs.${name} `))).toEqual([])
})

test("the guide's workflows use inputs and outputs that the action has", async () => {
  const { inputs, outputs } = await readAction()
  const page = await readFile('docs/guide/recipe-github-actions.md', 'utf8')
  const workflows = Array.from(page.matchAll(/```yaml[^\n]*\n(.*?)```/gs), ([, text = '']) => parse(text))
  const steps = workflows.flatMap(({ jobs }) =>
    Object.values<{ steps: GuideStep[] }>(jobs).flatMap(job => job.steps),
  )
  const ours = steps.filter(({ uses }) => uses?.includes('convex-deployment@'))
  expect(ours.length).toBeGreaterThan(1)
  for (const step of ours) {
    expect(Object.keys(inputs)).toEqual(expect.arrayContaining(Object.keys(step.with)))
    const required = Object.keys(inputs).filter(name => inputs[name]?.required)
    expect(Object.keys(step.with)).toEqual(expect.arrayContaining(required))
  }
  const used = Array.from(page.matchAll(/steps\.\w+\.outputs\.(\w+)/g), ([, name]) => name)
  expect(Object.keys(outputs)).toEqual(expect.arrayContaining(used))
})

interface GuideStep {
  readonly uses?: string
  readonly with: Readonly<Record<string, string>>
}
