import { describe, expect, test } from 'vitest'
import { type DeploymentConfig, formatPlan } from '../../../src/config/index.js'
import { failureOf } from '../../support/settling.js'
import { target } from './deployment.js'

const LIMIT = { metric: 'databaseIoGb', window: 'day', limitType: 'disable' } as const
const NAME = 'databaseIoGb/day/disable'
const AXIOM = { apiKey: 'xaat-12345678', datasetName: 'convex', attributes: [] }
const WEBHOOK = { url: 'https://logs.example.com/s3cret?k=s3cret', format: 'jsonl' } as const

test('a section that is left out is neither read nor changed, and its section of the plan is empty', async () => {
  const { plan, asked } = target({ usageLimits: { [NAME]: { limit: 5, enabled: true } } })
  const made = await plan({ canonicalUrls: { convexCloud: 'https://api.example.com' } })
  expect(asked).toEqual(['get_canonical_urls'])
  expect(made.sections).toEqual(['canonicalUrls'])
  expect(made.usageLimits).toEqual({
    changes: [],
    unchanged: [],
    kept: [],
    unmanaged: [],
    uncompared: [],
    problems: [],
  })
  expect(made.environment.changes).toEqual([])
})

test('within a section only what is named is changed, and the rest is unmanaged', async () => {
  const { plan } = target({
    usageLimits: {
      [NAME]: { limit: 5, enabled: true },
      'functionCalls/day/warning': { limit: 1, enabled: true },
    },
    logStreams: { axiom: AXIOM, webhook: WEBHOOK },
  })
  const made = await plan({ usageLimits: [{ ...LIMIT, limit: 4 }], logStreams: { webhook: null } })
  expect(made.usageLimits).toMatchObject({
    changes: [{ name: NAME }],
    unmanaged: ['functionCalls/day/warning'],
  })
  expect(made.logStreams).toMatchObject({
    changes: [{ action: 'delete', name: 'webhook' }],
    unmanaged: ['axiom'],
  })
})

describe('what a deployment writes in its own way is no change:', () => {
  test.each<[string, Record<string, object>, DeploymentConfig['logStreams']]>([
    [
      'an address without its slash',
      { webhook: { url: 'https://logs.example.com/', format: 'jsonl' } },
      { webhook: { url: 'HTTPS://logs.example.com:443', format: 'jsonl' } },
    ],
    [
      'topics in another order, and twice',
      { webhook: { ...WEBHOOK, topics: ['console', 'audit_log'] } },
      { webhook: { ...WEBHOOK, topics: ['audit_log', 'console', 'console'] } },
    ],
    ['null for absent', { webhook: WEBHOOK }, { webhook: { ...WEBHOOK, topics: null } }],
    [
      'members of an object in another order',
      { sentry: { dsn: 'https://a@sentry.example.com/1', tags: { a: '1', b: '2' } } },
      { sentry: { dsn: 'https://a@sentry.example.com/1', tags: { b: '2', a: '1' } } },
    ],
    ['a setting that is left out', { webhook: { ...WEBHOOK, topics: ['console'] } }, { webhook: WEBHOOK }],
    ['a key, which no deployment returns', { axiom: AXIOM }, { axiom: { ...AXIOM, apiKey: 'xaat-other' } }],
  ])('%s', async (_, logStreams, wanted) => {
    const made = await target({ logStreams: { ...logStreams } as never }).plan({ logStreams: wanted ?? {} })
    expect(made.logStreams.changes).toEqual([])
    expect(made.logStreams.unchanged).toEqual(Object.keys(logStreams))
    expect(made.isEmpty).toBe(true)
  })

  test('while a canonical URL is another with a slash, as functions see it as it was set', async () => {
    const { plan } = target({ canonicalUrls: { convexCloud: 'https://api.example.com' } })
    const made = await plan({ canonicalUrls: { convexCloud: 'https://api.example.com/' } })
    expect(made.canonicalUrls.changes).toHaveLength(1)
  })
})

describe('a key that cannot be compared', () => {
  test('is said to be so, and never said to be equal', async () => {
    const made = await target({ logStreams: { axiom: AXIOM } }).plan({ logStreams: { axiom: AXIOM } })
    expect(made.logStreams.uncompared).toEqual([{ name: 'axiom', settings: ['apiKey'] }])
    expect(formatPlan(made)).toContain(
      '! logStreams.axiom: apiKey could not be compared, as the deployment does not tell it: see `resendKeys`',
    )
  })

  test.each<[string, object, object, boolean]>([
    ['is sent with a new stream', {}, {}, true],
    ['is sent with a stream that has failed', { logStreams: { axiom: AXIOM }, failed: ['axiom'] }, {}, true],
    ['is sent on request', { logStreams: { axiom: AXIOM } }, { resendKeys: true }, true],
    ['is sent on request for its kind', { logStreams: { axiom: AXIOM } }, { resendKeys: ['axiom'] }, true],
    [
      'is not sent with other settings',
      { logStreams: { axiom: { ...AXIOM, datasetName: 'old' } } },
      {},
      false,
    ],
    [
      'is not sent on request for another kind',
      { logStreams: { axiom: { ...AXIOM, datasetName: 'old' } } },
      { resendKeys: ['sentry'] },
      false,
    ],
  ])('%s', async (_, content, options, isSent) => {
    const { run, fake } = target(content)
    await run({ logStreams: { axiom: { ...AXIOM, apiKey: 'xaat-new' } } }, options)
    expect(fake.state.logStreams[0]?.config).toMatchObject({ apiKey: isSent ? 'xaat-new' : AXIOM.apiKey })
    expect(fake.state.logStreams[0]?.status.type).toBe('active')
  })

  test.each([['webhook'], ['axoim'], 'axiom', null])(
    'is requested by a kind that has one: %j is refused',
    async kinds => {
      const options = { resendKeys: kinds as never }
      expect(await failureOf(target().plan({ logStreams: {} }, options))).toMatchObject({
        option: 'resendKeys',
        message:
          '`resendKeys` must be true, or a list of kinds of log streams that have a key, such as `axiom`.',
      })
    },
  )
})

describe('what has to be there', () => {
  const config: DeploymentConfig = {
    environment: { A: { keep: true } },
    canonicalUrls: { convexSite: { keep: true } },
    usageLimits: [{ ...LIMIT, keep: true }],
    logStreams: { axiom: { keep: true } },
  }

  test('and is there, is kept whatever it is', async () => {
    const { plan } = target({
      environment: { A: 'any' },
      canonicalUrls: { convexSite: 'https://any.example.com' },
      usageLimits: { [NAME]: { limit: 5, enabled: false } },
      logStreams: { axiom: AXIOM },
      failed: ['axiom'],
    })
    const made = await plan(config)
    expect(made).toMatchObject({ isEmpty: true, problems: [] })
    expect(
      ['environment', 'canonicalUrls', 'usageLimits', 'logStreams'].map(
        name => made.toJSON()[name as 'environment'].kept,
      ),
    ).toEqual([['A'], ['convexSite'], [NAME], ['axiom']])
  })

  test('and is not, is a problem by section and name', async () => {
    const made = await target().plan(config)
    expect(made.problems.map(({ section, kind, name }) => [section, kind, name])).toEqual([
      ['environment', 'missing', 'A'],
      ['canonicalUrls', 'missing', 'convexSite'],
      ['usageLimits', 'missing', NAME],
      ['logStreams', 'missing', 'axiom'],
    ])
    for (const { message } of made.problems) expect(message).toBe('has to be there (`keep`), and is not')
  })

  test('is spared by pruning', async () => {
    const config = { environment: { A: { keep: true } }, prune: '*' } as const
    const made = await target({ environment: { A: '1', B: '1' } }).plan(config)
    expect(made.environment.changes.map(({ name }) => name)).toEqual(['B'])
  })
})

describe('a limit that would be weaker', () => {
  test.each<[string, DeploymentConfig['usageLimits'], string]>([
    [
      'by a higher number',
      [{ ...LIMIT, limit: 20 }],
      '~ usageLimits.databaseIoGb/day/disable  limit 10 → 20, counts as a removal',
    ],
    [
      'as it is off',
      [{ ...LIMIT, limit: 10, enabled: false }],
      '~ usageLimits.databaseIoGb/day/disable  enabled true → false, counts as a removal',
    ],
    [
      'as it is gone',
      [{ ...LIMIT, limit: null }],
      '- usageLimits.databaseIoGb/day/disable  limit 10, enabled true',
    ],
  ])('%s shows it, and counts as a removal', async (_, usageLimits, line) => {
    const { plan } = target({ usageLimits: { [NAME]: { limit: 10, enabled: true } } })
    const made = await plan({ usageLimits: usageLimits ?? [] }, { maxRemovals: 0 })
    expect(formatPlan(made).split('\n')).toContain(line)
    expect(made.problems).toMatchObject([{ section: 'usageLimits', kind: 'too-many-removals' }])
    expect((await plan({ usageLimits: usageLimits ?? [] })).problems).toEqual([])
  })

  test('is not meant by one that is stricter', async () => {
    const { plan } = target({ usageLimits: { [NAME]: { limit: 10, enabled: true } } })
    expect((await plan({ usageLimits: [{ ...LIMIT, limit: 9 }] }, { maxRemovals: 0 })).problems).toEqual([])
  })
})

test('removals are counted over all sections', async () => {
  const content = {
    environment: { A: '1' },
    canonicalUrls: { convexCloud: 'https://api.example.com' },
    usageLimits: { [NAME]: { limit: 10, enabled: true } },
    logStreams: { axiom: AXIOM },
    paused: true,
  }
  const config: DeploymentConfig = {
    environment: { A: null },
    canonicalUrls: { convexCloud: null },
    usageLimits: [{ ...LIMIT, limit: null }],
    logStreams: { axiom: null },
    paused: false,
  }
  const { plan } = target(content)
  expect((await plan(config)).problems).toEqual([])
  expect((await plan(config, { maxRemovals: 4 })).problems).toEqual([
    {
      section: 'environment',
      kind: 'too-many-removals',
      message: '5 removals would be made (variables: 1, other: 4), and at most 4 may be: see `maxRemovals`',
    },
  ])
})

test.each([
  ['removes none', { NEW: '1' }, { environment: 0, logStreams: 1 }],
  ['removes some', { A: null, NEW: '1' }, { environment: 1, logStreams: 0 }],
])(
  'too many removals are one problem, in the section of variables only if it %s',
  async (_, environment, sums) => {
    const { plan } = target({ environment: { A: '1' }, logStreams: { axiom: AXIOM } })
    const made = await plan({ environment, logStreams: { axiom: null } }, { maxRemovals: 0 })
    const { environment: variables, logStreams } = made
    expect({ environment: variables.problems.length, logStreams: logStreams.problems.length }).toEqual(sums)
  },
)

test('a plan is aborted by its signal, and takes no longer than its timeout', async () => {
  const { plan, asked } = target()
  const signal = AbortSignal.abort('enough')
  for (const config of [{ environment: {} }, { expect: 'prod', paused: true }, { logStreams: {} }])
    expect(await failureOf(plan(config, { signal }))).toBe('enough')
  expect(asked).toEqual([])
  const stalling = target({}, {}, () => new Promise(() => {}))
  expect(await failureOf(stalling.plan({ environment: {} }, { timeout: 20, retry: false }))).toMatchObject({
    name: 'TimeoutError',
    message: expect.stringContaining('(20 ms)'),
  })
})

describe('a section that cannot be read is a problem by name, and nothing is planned for it:', () => {
  const config: DeploymentConfig = {
    environment: { A: '1' },
    usageLimits: [{ ...LIMIT, limit: 1 }],
    logStreams: {},
  }

  test('the key may not read it', async () => {
    const { fake, plan: make } = target()
    fake.state.keys = [{ token: fake.token, permissions: ['deployment:env:view'] }]
    const plan = await make(config)
    expect(plan.problems).toMatchObject([
      {
        section: 'usageLimits',
        kind: 'forbidden',
        message: expect.stringContaining('OperationNotPermitted'),
      },
      { section: 'logStreams', kind: 'forbidden' },
    ])
    expect(plan.environment.changes).toHaveLength(1)
  })

  test('nor the variables, beside another section', async () => {
    const { fake, plan } = target()
    fake.state.keys = [{ token: fake.token, permissions: ['deployment:usageLimits:view'] }]
    const made = await plan({ environment: { A: '1', B: null }, usageLimits: [] })
    expect(made.problems).toMatchObject([{ section: 'environment', kind: 'forbidden' }])
    expect(made.environment.changes).toEqual([])
  })

  test.each([
    [
      'the plan of the team lacks it',
      {
        kind: 'answer',
        status: 403,
        body: '{"code":"LogStreamingNotEnabled","message":"No."}',
        headers: { 'content-type': 'application/json' },
      },
      'not-in-plan',
    ],
    ['the deployment is too old', { kind: 'answer', status: 404 }, 'unsupported'],
  ] as const)('%s', async (_, fault, kind) => {
    const { fake, plan } = target()
    fake.faults.add(fault, { operation: 'listLogStreams' })
    expect((await plan(config)).problems).toMatchObject([{ section: 'logStreams', kind }])
  })
})

test('a blind plan has variables alone', async () => {
  const { plan, asked } = target()
  expect(await failureOf(plan({ environment: { A: '1' }, paused: true }, { blind: true }))).toMatchObject({
    option: 'blind',
    message: 'A blind plan sets variables, and nothing else. Leave out paused.',
  })
  expect(asked).toEqual([])
})

test('that a deployment is paused is never known, so it is always a change', async () => {
  const { run, plan, fake, asked } = target()
  expect((await run({ paused: true })).steps).toMatchObject([
    { section: 'paused', action: 'set', status: 'done' },
  ])
  expect(fake.state.paused).toBe(true)
  const made = await plan({ paused: false })
  expect(formatPlan(made)).toBe(
    [
      '± paused  false, counts as a removal',
      '! paused: paused could not be compared, as the deployment does not tell it',
      'Plan: 0 to create, 1 to change, 0 to remove.',
    ].join('\n'),
  )
  await run({ paused: false })
  expect(fake.state.paused).toBe(false)
  expect((await run({ paused: false })).steps).toMatchObject([{ status: 'unchanged' }])
  expect(asked).toEqual(['pause_deployment', 'unpause_deployment', 'unpause_deployment'])
})

test('a reference, a mask or an empty text is no setting', async () => {
  const { plan } = target()
  const logStreams = { axiom: { ...AXIOM, apiKey: 'op://vault/axiom/key' }, sentry: { dsn: '******' } }
  expect((await plan({ logStreams })).problems.map(({ name, kind }) => [name, kind])).toEqual([
    ['axiom', 'reference'],
    ['sentry', 'mask'],
  ])
  expect((await plan({ logStreams }, { allowPlaceholders: true })).problems).toEqual([])
})
