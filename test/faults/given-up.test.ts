import { expect, test } from 'vitest'
import { createDeploymentClient } from '../../src/index.js'
import { collectGarbage } from '../support/garbage.js'
import { serveHttp } from '../support/http-server.js'
import { failureOf } from '../support/settling.js'

test.each([
  ['the global fetch', {}],
  ['a fetch of the caller', { fetch: (request: Request) => fetch(request) }],
])(
  'a request that is given up hangs up, by %s, though garbage was collected meanwhile',
  async (_, options) => {
    let arrived = () => {}
    let hungUp = () => {}
    const arrival = new Promise<void>(resolve => {
      arrived = resolve
    })
    const end = new Promise<void>(resolve => {
      hungUp = resolve
    })
    const url = await serveHttp((request, response) => {
      response.once('close', hungUp)
      request.resume().once('end', arrived)
    })
    const { env } = createDeploymentClient({ url, token: 'a-token', retry: false, ...options })
    const caller = new AbortController()
    const failure = failureOf(env.set({ A: '1' }, { signal: caller.signal }))
    await arrival
    collectGarbage()
    caller.abort('enough')
    expect(await failure).toBe('enough')
    await end
  },
)
