import { createServer } from 'node:http'
import { describe, expect, onTestFinished, test } from 'vitest'
import { applyAll, planAll } from '../../src/config/index.js'
import { createDeploymentClient } from '../../src/index.js'
import { collect } from '../support/platform.js'

/** Deployments on one server, the times of the requests that followed a 429, and how many of them came together. */
async function fleetOf(count: number, limited: readonly number[], retryAfter?: string) {
  const times: number[] = []
  let limitedAt: number | undefined
  const together: number[] = []
  const held: (() => void)[] = []
  const server = createServer(async (request, response) => {
    const order = times.push(performance.now())
    request.resume()
    if (limited.includes(order)) {
      limitedAt = performance.now()
      const headers = retryAfter === undefined ? {} : { 'retry-after': retryAfter }
      response.writeHead(429, { 'content-type': 'application/json', ...headers })
      return response.end('{"code":"RateLimited","message":"Too many requests."}')
    }
    // Held for some turns, so that requests that may come together do.
    await new Promise<void>(resolve => {
      held.push(resolve)
      let turns = 0
      const turn = () => (turns++ < 60 ? setImmediate(turn) : release())
      if (held.length === 1) setImmediate(turn)
    })
    const isWrite = request.url?.includes('update')
    response.setHeader('content-type', 'application/json')
    return response.end(isWrite ? '' : '{"environmentVariables":{"N":"1"}}')
  })
  const release = () => {
    if (limitedAt !== undefined) together.push(held.length)
    for (const go of held.splice(0)) go()
  }
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const address = server.address()
  const port = typeof address === 'object' && address?.port
  const clients = Array.from({ length: count }, () =>
    createDeploymentClient({ url: `http://127.0.0.1:${port}`, token: 'team-token', contract: 'v1' }),
  )
  return {
    clients,
    later: () => times.filter(time => limitedAt !== undefined && time > limitedAt),
    limitedAt: () => limitedAt ?? Number.NaN,
    together,
  }
}

const PLAN = { environment: { N: '2' } }

describe('a 429 of one deployment', () => {
  test('stops all requests to all deployments of the fleet until it may be tried again', async () => {
    const { clients, later, limitedAt } = await fleetOf(20, [7], '1')
    const plans = await collect(planAll(clients, PLAN, { concurrency: 4 }))
    expect(plans.map(({ status }) => status)).toEqual(clients.map(() => 'planned'))
    expect(later().length).toBeGreaterThan(10)
    const early = later().filter(time => time < limitedAt() + 1_000)
    // Those that were on the way.
    expect(early.length).toBeLessThan(4)
  })

  test('halves the number of those that are worked on at once, and each that succeeds adds one', async () => {
    const { clients, together } = await fleetOf(40, [1, 2, 3, 4, 5, 6, 7, 8], '1')
    await collect(planAll(clients, PLAN, { concurrency: 8 }))
    expect(together[0]).toBeLessThanOrEqual(4)
    expect(Math.max(...together)).toBeGreaterThan(4)
    expect(Math.max(...together)).toBeLessThanOrEqual(8)
  })

  test('stops the applies of all, also those that have begun', async () => {
    const { clients, later, limitedAt } = await fleetOf(12, [17], '1')
    const plans = await collect(planAll(clients, PLAN))
    const results = await collect(applyAll(plans, { concurrency: 3 }))
    expect(results.map(({ status }) => status)).toEqual(clients.map(() => 'applied'))
    expect(later().filter(time => time < limitedAt() + 1_000).length).toBeLessThan(3)
  })

  test('that comes again and again ends as the failure of its deployment alone', async () => {
    const { clients } = await fleetOf(3, [1, 3, 4, 5, 6, 7, 8], '0')
    const plans = await collect(planAll(clients, PLAN, { concurrency: 1 }))
    expect(plans.map(({ status }) => status)).toEqual(['planned', 'failed', 'failed'])
  })

  test('does not slow down clients that are no longer worked on', async () => {
    const { clients } = await fleetOf(2, [1], '0')
    await collect(planAll(clients, PLAN))
    for (const client of clients) expect(await client.env.list()).toEqual([{ name: 'N', value: '1' }])
  })
})
