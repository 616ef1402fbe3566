import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { DeploymentClient, DeploymentClientOptions } from '../../src/index.js'
import { deployment } from '../support/deployment.js'
import { json, recorder } from '../support/recorder.js'

type Call = (client: DeploymentClient) => Promise<unknown>

const BODY = '{"changes":[{"name":"LOG_LEVEL","value":"info"}]}'
const set: Call = ({ env }) => env.set({ LOG_LEVEL: 'info' })

/** Makes the runtime look like Deno, whose permission for any address is in this state. */
function inDeno(state: string) {
  const querySync = vi.fn((_wanted: object) => ({ state }))
  vi.stubGlobal('Deno', { permissions: { querySync } })
  return querySync
}

/** Returns the options that the global `fetch` gets for a call. */
async function optionsOf(call: Call, options: Partial<DeploymentClientOptions> = {}) {
  const fetch = vi.fn(async (_url: string, _init: object) => json([]))
  vi.stubGlobal('fetch', fetch)
  await call(deployment(options))
  return fetch.mock.lastCall?.[1]
}

const stream = { body: expect.any(ReadableStream), duplex: 'half' }

describe('in Deno, which itself repeats a request whose connection breaks (denoland/deno#36415),', () => {
  test('the body of a write is a stream, which it cannot send again', async () => {
    inDeno('granted')
    expect(await optionsOf(set)).toMatchObject(stream)
  })

  test("that of a write through a caller's own `fetch` as well, and it arrives whole", async () => {
    inDeno('granted')
    const { requests, fetch } = recorder(async () => new Response(null))
    await set(deployment({ fetch }))
    expect(requests).toMatchObject([{ method: 'POST', body: BODY }])
  })

  test.each(['denied', 'prompt'])(
    'it is a text where the permission is %s: Deno would never end a request whose stream it refuses',
    async state => {
      inDeno(state)
      const options = await optionsOf(set)
      expect(options).toHaveProperty('body', BODY)
      expect(options).not.toHaveProperty('duplex')
    },
  )

  test('it is a stream where nobody can be asked for permission', async () => {
    vi.stubGlobal('Deno', {})
    expect(await optionsOf(set)).toMatchObject(stream)
  })

  test('a read has no stream, and needs no permission', async () => {
    const asked = inDeno('granted')
    expect(await optionsOf(({ logStreams }) => logStreams.list())).toHaveProperty('body', null)
    expect(asked).not.toHaveBeenCalled()
  })

  test('nor has a read with a body, which may be sent again', async () => {
    const asked = inDeno('granted')
    const body = {} as never
    const options = await optionsOf(({ raw }) => raw.v1Beta.POST('/list_environment_variables', { body }))
    expect(options).toHaveProperty('body', '{}')
    expect(asked).not.toHaveBeenCalled()
  })
})

describe('the permission that Deno is asked for', () => {
  // A proxy of this machine's would be refused for plain HTTP.
  beforeEach(() => {
    for (const name of ['NO_PROXY', 'no_proxy']) vi.stubEnv(name, '127.0.0.1')
  })
  afterEach(() => void vi.unstubAllEnvs())

  test.each([
    ['https://convex.example', 'convex.example:443'],
    ['https://convex.example:8443', 'convex.example:8443'],
    ['http://127.0.0.1', '127.0.0.1:80'],
    ['http://127.0.0.1:3210', '127.0.0.1:3210'],
  ])('names the host and the port, also where the URL does not: %s', async (url, host) => {
    const asked = inDeno('granted')
    await optionsOf(set, { url })
    expect(asked.mock.calls).toEqual([[{ name: 'net', host }]])
  })
})

test('elsewhere the body of a write is a text', async () => {
  const options = await optionsOf(set)
  expect(options).toHaveProperty('body', BODY)
  expect(options).not.toHaveProperty('duplex')
})
