import { describe, expect, test } from 'vitest'
import { applyPlan, planAll, planDeployment } from '../../src/config/index.js'
import {
  createDeploymentClient,
  createDeploymentClientFromEnvironment,
  type DeploymentClient,
} from '../../src/index.js'
import { createClient, deployment, TOKEN } from '../support/deployment.js'
import { answering, listed } from '../support/recorder.js'
import { expectRefused } from '../support/refused.js'

const CONFIG = { environment: { A: '1' } }

/** What takes options, the options that it gets, and what may have been meant by a misspelled one. */
interface Taker {
  readonly what: string
  /** What a message calls it. */
  readonly named: string
  readonly misspelled: string
  readonly meant: string
  readonly pass: (client: DeploymentClient, options: object) => unknown
}

const TAKERS: readonly Taker[] = [
  {
    what: 'a client',
    named: 'a client',
    misspelled: 'baseUrl',
    meant: 'url',
    pass: (_, options) => createClient({ token: TOKEN, ...options }),
  },
  {
    what: 'a client from the environment',
    named: 'a client',
    misspelled: 'totaltimeout',
    meant: 'totalTimeout',
    pass: (_, options) =>
      untyped(createDeploymentClientFromEnvironment, { env: { CONVEX_DEPLOY_KEY: TOKEN }, ...options }),
  },
  {
    what: "a client's `retry`",
    named: '`retry`',
    misspelled: 'repeatwrites',
    meant: 'repeatWrites',
    pass: (_, retry) => createClient({ token: TOKEN, retry }),
  },
  {
    what: 'a call that reads',
    named: 'a call',
    misspelled: 'timout',
    meant: 'timeout',
    pass: ({ env }, options) => untyped(env.list, options),
  },
  {
    what: 'a call that writes',
    named: 'a call',
    misspelled: 'abortSignal',
    meant: 'signal',
    pass: ({ env }, options) => untyped(env.set, { A: '1' }, options),
  },
  {
    what: 'an iteration',
    named: 'a call',
    misspelled: 'retryOptions',
    meant: 'retry',
    pass: ({ dataSync }, options) => firstOf(dataSync.pages({}, options)),
  },
  {
    what: 'a page of the audit log',
    named: 'a page',
    misspelled: 'limt',
    meant: 'limit',
    pass: ({ auditLog }, query) => untyped(auditLog.page, { from: 0, ...query }),
  },
  {
    what: 'the events of the audit log',
    named: '`events`',
    misspelled: 'form',
    meant: 'from',
    pass: ({ auditLog }, query) => firstOf(auditLog.events({ from: 0, ...query })),
  },
  {
    what: 'the audit log that is followed',
    named: '`follow`',
    misspelled: 'everMs',
    meant: 'everyMs',
    pass: ({ auditLog }, query) => firstOf(auditLog.follow({ from: 0, ...query })),
  },
  {
    what: 'a log stream that is ensured',
    named: '`ensure`',
    misspelled: 'wiat',
    meant: 'wait',
    pass: ({ logStreams }, options) =>
      untyped(logStreams.ensure, { logStreamType: 'sentry', dsn: 'https://k@a.example/1' }, options),
  },
  {
    what: 'the pages of a sync',
    named: 'a sync',
    misspelled: 'curser',
    meant: 'cursor',
    pass: ({ dataSync }, query) => firstOf(dataSync.pages(query)),
  },
  {
    what: "a call's `retry`",
    named: '`retry`',
    misspelled: 'limt',
    meant: 'limit',
    pass: ({ env }, retry) => untyped(env.list, { retry }),
  },
  {
    what: 'a raw call',
    named: 'a call',
    misspelled: 'parms',
    meant: 'params',
    pass: ({ raw }, options) => untyped(raw.v1.GET, '/deployment_info', options),
  },
  {
    what: 'a plan',
    named: 'a plan',
    misspelled: 'portect',
    meant: 'protect',
    pass: (client, options) => untyped(planDeployment, client, CONFIG, options),
  },
  {
    what: 'the plans of many',
    named: 'a plan',
    misspelled: 'maxRemoval',
    meant: 'maxRemovals',
    pass: async (client, options) => {
      const planned = await firstOf(planAll([client], CONFIG, options))
      if (planned?.status === 'failed') throw planned.error
    },
  },
  {
    what: 'an apply',
    named: 'an apply',
    misspelled: 'onBakcup',
    meant: 'onBackup',
    pass: async (client, options) => untyped(applyPlan, client, await blindPlan(), options),
  },
  {
    what: 'a config',
    named: 'a config',
    misspelled: 'envrionment',
    meant: 'environment',
    pass: (client, sections) => untyped(planDeployment, client, { ...CONFIG, ...sections }),
  },
]

describe('an unknown option is refused with the nearest name', () => {
  test.each(TAKERS)('of $what: $misspelled', async ({ named, misspelled, meant, pass }) => {
    const message = `\`${misspelled}\` is not an option of ${named}. Did you mean \`${meant}\`?`
    const error = await expectRefused(client => pass(client, { [misspelled]: undefined }), message)
    expect(error.option).toBe(misspelled)
  })
})

describe('a name that may be a key or a value is refused, and not shown', () => {
  test.each(TAKERS)('among the options of $what', async ({ pass }) => {
    const key = 'prod:happy-otter-123|s3cr3t-key'
    const error = await expectRefused(
      client => pass(client, { [key]: true }),
      /^One of the options is not an option of .*\. /,
    )
    expect(error).not.toHaveProperty('option')
  })
})

test('an option that is like no other is refused with the names of all', async () => {
  await expectRefused(
    ({ env }) => untyped(env.list, { retry: { wait: 1 } }),
    '`wait` is not an option of `retry`. The options are limit, repeatWrites.',
  )
})

test.each([
  [true, 'takes names of variables'],
  [null, 'takes names of variables'],
  [{ only: 'STRIPE_*' }, 'takes names of variables'],
  [[], 'must name a scope'],
])('to prune %j is refused: it takes a scope of names', async (prune, message) => {
  const config = { ...CONFIG, prune }
  const error = await expectRefused(client => untyped(planDeployment, client, config), message)
  expect(error.option).toBe('prune')
})

/** A plan that was made without a request. */
function blindPlan() {
  const { fetch } = answering(listed())
  return planDeployment(deployment({ fetch }), CONFIG, { blind: true })
}

async function firstOf<Item>(items: AsyncIterable<Item>): Promise<Item | undefined> {
  for await (const item of items) return item
  return undefined
}

/** Calls a function with arguments that its types refuse. */
function untyped(called: (...given: never) => unknown, ...given: unknown[]): unknown {
  return Reflect.apply(called, undefined, given)
}

test.each(['body', 'params', 'headers', 'middleware', 'querySerializer', 'baseUrl', 'fetch'])(
  'a call of the facade takes no `%s`, which would be an option of a raw call or of the client',
  async option => {
    const message = new RegExp(
      `^\`${option}\` is not an option of a call. The options are signal, timeout, retry`,
    )
    await expectRefused(({ env }) => untyped(env.list, { [option]: {} }), message)
  },
)

describe('something else than an object of options is refused', () => {
  test.each([null, 42, 'timeout'])('of a call: %j', async options => {
    await expectRefused(({ pause }) => untyped(pause, options), 'The options of a call must be an object.')
  })

  test('of a client', () => {
    expect(() => untyped(createDeploymentClient)).toThrow('The options of a client must be an object.')
  })

  test('of a page of the audit log', async () => {
    const message = 'The options of a page must be an object.'
    await expectRefused(({ auditLog }) => untyped(auditLog.page), message)
  })
})

test.each([
  ['fetch', 42, '`fetch` must be a function.'],
  ['logger', 'console', '`logger` must be an object.'],
  ['headers', null, '`headers` must be an object of names and values.'],
  ['headers', new Map([['x-a', '1']]), '`headers` must be an object of names and values.'],
  ['headers', [['x-a', '1']], '`headers` must be an object of names and values.'],
  ['allowHttp', 'false', '`allowHttp` must be a boolean.'],
  ['middleware', {}, '`middleware` must be an array of objects with `onRequest`, `onResponse` or `onError`.'],
  [
    'middleware',
    [{ onRespone: () => {} }],
    '`middleware` must be an array of objects with `onRequest`, `onResponse` or `onError`.',
  ],
])('the option `%s` of a client is refused where it is %j', async (option, value, message) => {
  const create = () => createClient({ token: TOKEN, [option]: value })
  expect(create).toThrow(message)
  expect(create).toThrow(expect.objectContaining({ name: 'InvalidInputError', option }))
})
