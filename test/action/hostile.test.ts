import fc from 'fast-check'
import { marked, type Token } from 'marked'
import { expect, test } from 'vitest'
import { workspaceWithFake } from '../cli/support/workspace.js'
import { assembledOf, numRuns } from '../support/strings.js'
import { pullRequest } from './event.js'
import { serveGitHub } from './github.js'
import { installStandIn, runAction } from './runner.js'

/** A plan on a pull request, whose command prints a result. */
async function planOnPullRequest() {
  const workspace = await workspaceWithFake()
  await installStandIn(workspace)
  const github = await serveGitHub()
  const plan = (result: object, inputs: Record<string, string> = {}) =>
    runAction(
      workspace,
      { mode: 'plan', source: 'app.env', expect: 'dev', ...inputs },
      { ...pullRequest(), github },
      () => () => ({ status: 0, stdout: JSON.stringify(result) }),
    )
  return { workspace, github, plan }
}

const ACTIONS = ['create', 'update', 'delete'] as const

test('names, deployments and messages of others write nothing into the summary, comment, outputs and log', async () => {
  const { github, plan } = await planOnPullRequest()
  const property = fc.asyncProperty(
    fc.uniqueArray(fc.tuple(fc.constantFrom(...ACTIONS), hostile()), {
      selector: ([, name]) => name,
      maxLength: 4,
    }),
    hostile(),
    fc.option(hostile()),
    async (pairs, name, failure) => {
      const environment = { changes: pairs.map(([action, name]) => ({ action, name })) }
      const unverified = pairs.map(([, name]) => name)
      const deployment = { name, type: name }
      const error = failure === null ? undefined : { exitCode: 1, message: failure }
      const deployments = [{ deployment, status: 'planned', plan: { environment }, unverified }]
      const { outputs, summary, log } = await plan({ deployments, error })
      const [, , orders = ''] = /^::stop-commands::(\S+)\n::\1::\n(.*)$/s.exec(log) ?? []
      expect(orders).toMatch(/^(?:::error::[^\n\r]*\n)?$/)
      const named = (wanted: string) => pairs.filter(([action]) => action === wanted).map(([, name]) => name)
      expect(JSON.parse(outputs.created ?? '')).toEqual(named('create'))
      expect(JSON.parse(outputs.updated ?? '')).toEqual(named('update'))
      expect(JSON.parse(outputs.deleted ?? '')).toEqual(named('delete'))
      expect(JSON.stringify(outputs)).not.toMatch(/[`$<>;|&\n]/)
      const [comment] = github.comments
      const [marker = '', ...rest] = (comment?.body ?? '').split('\n')
      expect(marker).toMatch(/^<!-- convex-deployment [0-9a-f]{32} run 100 -->$/)
      expect(`${rest.join('\n')}\n`).toBe(summary)
      assertPlain(summary, { rows: pairs.length, message: failure })
    },
  )
  await fc.assert(property, { numRuns, examples: [[[], '', '\ud800']] })
  expect(github.comments).toHaveLength(1)
})

/** Asserts that Markdown has the blocks that the action writes, and within them text and code alone. */
function assertPlain(
  summary: string,
  { rows, message }: { readonly rows: number; readonly message: string | null },
): void {
  const blocks = marked.lexer(summary).filter(({ type }) => type !== 'space')
  const fences = [
    ...(rows > 0 ? ['code', 'paragraph'] : []),
    ...(message === null ? [] : ['paragraph', 'code']),
  ]
  expect(blocks.map(({ type }) => type)).toEqual(['heading', 'paragraph', ...fences, 'paragraph'])
  const inside = tokensIn(blocks.slice(0, -1)).filter(({ type }) => !['text', 'codespan'].includes(type))
  expect(inside).toEqual([])
  const [first] = blocks.filter(({ type }) => type === 'code')
  if (rows > 0) expect(first && 'text' in first && first.text.split('\n')).toHaveLength(rows)
}

/** Any text, and many that mean something to Markdown, to HTML, to a shell or to the runner. */
function hostile(): fc.Arbitrary<string> {
  return assembledOf(
    ...['`', '``', '~~~', '~~~~~~', '\n', '\r', '|', '\n| a | b |', '# ', '[a](http://b)', '![', '@octo'],
    ...['www.example.com', 'https://a.b', '<b>', '<!--', '-->', '\n::add-mask::x', '::error::', '%0A'],
    ...['$(id)', '\\', '\u2028', '\u202e', ' ', 'NAME', '\n\n', '*', '_', '#1', '&lt;', '\n---\n'],
  )
}

/** All tokens within blocks, but those of a fenced text. */
function tokensIn(blocks: readonly Token[]): Token[] {
  return blocks.flatMap(block => ('tokens' in block ? (block.tokens ?? []) : []))
}

test('a comment of ten thousand names is cut to what GitHub takes, and says how many there are', async () => {
  const { github, plan } = await planOnPullRequest()
  const changes = Array.from({ length: 10_000 }, (_, index) => ({ action: 'create', name: `NAME_${index}` }))
  const deployments = [{ deployment: { name: 'a' }, status: 'planned', plan: { environment: { changes } } }]
  const { summary, code } = await plan({ deployments })
  expect(code).toBe(0)
  expect(summary).toContain('\n+ NAME_9999\n')
  const [{ body } = { body: '' }] = github.comments
  expect(body.length).toBeGreaterThan(50_000)
  expect(body).toMatch(/^… and \d{4} more: see the log\.$/m)
  expect(body).toContain('10000 to create')
})

test('a comment of a thousand deployments is cut, too', async () => {
  const { workspace, github, plan } = await planOnPullRequest()
  const changes = [{ action: 'create', name: 'A'.repeat(100) }]
  const deployments = Array.from({ length: 1000 }, (_, index) => {
    return { deployment: { name: `d-${index}` }, status: 'planned', plan: { environment: { changes } } }
  })
  delete workspace.environment.CONVEX_SELF_HOSTED_URL
  delete workspace.environment.CONVEX_SELF_HOSTED_ADMIN_KEY
  workspace.environment.CONVEX_ACCESS_TOKEN = 'eyJ-token'
  expect(await plan({ deployments }, { project: 'otters/shop' })).toMatchObject({ code: 0 })
  const [{ body } = { body: '' }] = github.comments
  expect(body).toMatch(/^… and \d+ more: see the log\.$/m)
})
