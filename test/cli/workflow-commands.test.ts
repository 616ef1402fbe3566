import fc from 'fast-check'
import { expect, test } from 'vitest'
import { withMore } from '../../src/cli/command-line.js'
import { assembledOf, numRuns } from '../support/strings.js'
import { createWorkspace } from './support/workspace.js'

/** Texts that would be orders to the runner of a workflow, or lines of their own. */
const hostile = assembledOf(
  ...[
    '::add-mask::x',
    '::error::',
    '##[error]',
    '##[',
    '##vso[task.setvariable variable=PATH]x',
    '##teamcity[',
    '\n',
    '\r',
    '\r\n',
    '\n::stop-commands::x',
  ],
  ...[' ', '\t', '\u0085', '\u2028', '\u2029', '\u009b', '\u007f', '\u200b', '\u202e', 'NAME', ':'],
)

const STREAM = { logStreamType: 'webhook', format: 'json', url: 'u', hmacSecret: 's', topics: null }
const LIMIT = { metric: 'm', window: 'day', limitType: 'disable', limit: 1, enabled: true }

/** What a server of somebody else answers, by the end of the path: what a command shows of it is that text. */
const ANSWERS: { readonly [path: string]: (text: string, search: string) => object } = {
  deployment_info: text => ({
    ...{ kind: 'cloud', id: 1, deploymentType: text, reference: text, teamId: 1, projectId: 1 },
    ...{ projectName: text, projectSlug: text, [text]: text },
  }),
  list_environment_variables: text => ({ environmentVariables: { [text]: 'value' } }),
  get_canonical_urls: text => ({ convexCloudUrl: text, convexSiteUrl: text }),
  list_log_streams: text => [{ ...STREAM, id: text, status: { type: 'failed', reason: text }, [text]: text }],
  'get_log_stream/ID': text => ({ ...STREAM, id: text, status: { type: text, reason: text }, [text]: text }),
  get_current_usage: text => ({
    metrics: { [text]: { unit: text, usage: { current_day: 1, current_month: 2 } } },
    seedStatus: text,
  }),
  list_usage_limits: text => ({
    usageLimits: [{ ...LIMIT, id: text, metric: text, window: text, limitType: text }],
  }),
  list_audit_log_events: (text, search) => ({
    items: [
      {
        ...{ actor: { kind: text }, action: text, createTime: 1, metadata: { [text]: text } },
        ...{ clientIp: text, clientUserAgent: text },
      },
    ],
    pagination: search.includes('cursor') ? { hasMore: false } : { hasMore: true, nextCursor: 'next' },
  }),
}

const COMMANDS: readonly (readonly string[])[] = [
  ['env', 'list'],
  ['env', 'get', 'A'],
  ['env', 'plan', 'app.env'],
  ['env', 'apply', 'app.env'],
  ['env', 'unset', 'A'],
  ['env', 'run', '--', 'true'],
  ['info'],
  ['pause'],
  ['canonical-urls', 'get'],
  ['log-streams', 'list'],
  ['log-streams', 'get', 'webhook'],
  ['log-streams', 'get', 'webhook', '--show-values'],
  ['usage'],
  ['usage-limits', 'list'],
  ['audit-log', '--from', '2020-01-01'],
]

test.each(COMMANDS.map(words => [words] as const))(
  'nothing that a deployment says gives orders to a runner, or makes lines: %j',
  async words => {
    const { run, write } = await createWorkspace({
      CONVEX_SELF_HOSTED_URL: 'http://127.0.0.1:1',
      CONVEX_SELF_HOSTED_ADMIN_KEY: 'otter|key',
    })
    await write('app.env', 'A=1\n')
    const answers =
      (text: string, working: number, seen = { count: 0 }) =>
      (request: Request) => {
        const { pathname, search } = new URL(request.url)
        const answer = ANSWERS[pathname.replace('/api/v1/', '')]
        if (++seen.count > working || !answer)
          return Response.json({ code: text, message: text }, { status: 400 })
        return Response.json(answer(text, search))
      }
    const usualRuns = new Map<string, ReturnType<typeof run>>()
    const usually = (typed: readonly string[], working: number) => {
      const name = `${working} ${typed.join(' ')}`
      const usual = usualRuns.get(name) ?? run(typed, '', answers('plain', working))
      usualRuns.set(name, usual)
      return usual
    }
    const working = fc.constantFrom(0, 1, 2, 9)
    const property = fc.asyncProperty(hostile, working, fc.boolean(), async (text, working, json) => {
      const typed = json ? withMore(words, ['--json']) : words
      const { code, stdout, stderr } = await run(typed, '', answers(text, working))
      const usual = await usually(typed, working)
      for (const [shown, expected] of [
        [stdout, usual.stdout],
        [stderr, usual.stderr],
      ] as const) {
        expect(shown).not.toMatch(/^\s*::/m)
        expect(shown).not.toMatch(/##\w*\[/)
        expect(shown.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u)
        // `env run` refuses a name that no program may get: in lines of its own.
        if (!json && words[1] !== 'run') expect(shown.split('\n')).toHaveLength(expected.split('\n').length)
      }
      const ranAnother = words[1] === 'run' && code === 0
      if (json && !ranAnother) expect(() => JSON.parse(stdout)).not.toThrow()
    })
    await fc.assert(property, { numRuns: Math.ceil(numRuns / 2) })
  },
)
