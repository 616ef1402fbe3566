import { describe, expect, test } from 'vitest'
import type { ClientEvent, DeploymentClient } from '../../src/index.js'
import { fetchFailed } from '../support/answers.js'
import { deployment } from '../support/deployment.js'
import { asGlobal } from '../support/global-fetch.js'
import { answering } from '../support/recorder.js'
import { failureOf } from '../support/settling.js'

/** What Next.js throws through its `fetch` for a page that must not be rendered ahead of time. */
const steering = () => Object.assign(new Error('Dynamic server usage'), { digest: 'DYNAMIC_SERVER_USAGE' })

const CALLS: [string, (client: DeploymentClient) => Promise<unknown>][] = [
  ['a read', ({ env }) => env.list()],
  ['a write', ({ env }) => env.set({ LOG_LEVEL: 'info' })],
  ['a raw call', ({ raw }) => raw.v1.GET('/list_log_streams')],
]

const repeating = { retry: { limit: 2, repeatWrites: true } }

describe('an error with a `digest`, by which a framework steers its rendering,', () => {
  test.each(CALLS)('comes out of the global `fetch` as it is, and is not repeated: %s', async (_, call) => {
    const thrown = steering()
    const { requests } = asGlobal(answering(thrown))
    expect(await failureOf(call(deployment(repeating)))).toBe(thrown)
    expect(requests).toHaveLength(1)
  })

  test.each(CALLS)("comes out of a caller's own `fetch`, too: %s", async (_, call) => {
    const thrown = steering()
    const { fetch, requests } = answering(thrown)
    expect(await failureOf(call(deployment({ fetch, ...repeating })))).toBe(thrown)
    expect(requests).toHaveLength(1)
  })

  test('may have an empty one, and what it says of a connection is not read', async () => {
    const thrown = Object.assign(fetchFailed('ECONNREFUSED'), { digest: '' })
    const { requests } = asGlobal(answering(thrown))
    expect(await failureOf(deployment(repeating).env.list())).toBe(thrown)
    expect(requests).toHaveLength(1)
  })

  test('is logged as the failure of the call, without its text', async () => {
    const events: ClientEvent[] = []
    const logger = { error: (event: ClientEvent) => events.push(event) }
    await failureOf(deployment({ fetch: answering(steering()).fetch, logger }).env.list())
    expect(events).toMatchObject([{ type: 'failure', attempts: 1 }])
    expect(JSON.stringify(events)).not.toMatch(/dynamic/i)
  })
})

test('what has a `digest` and is no error is a broken connection', async () => {
  const fetch = () => Promise.reject({ digest: 'DYNAMIC_SERVER_USAGE' })
  expect(await failureOf(deployment({ fetch, retry: false }).env.list())).toMatchObject({
    name: 'ConnectionError',
    outcome: 'unknown',
  })
})
