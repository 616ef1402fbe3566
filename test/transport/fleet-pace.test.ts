import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { planAll } from '../../src/config/index.js'
import type { DeploymentClient, DeploymentClientOptions } from '../../src/index.js'
import { deployment } from '../support/deployment.js'
import { collect } from '../support/platform.js'
import { listed } from '../support/recorder.js'
import { afterWaits } from '../support/settling.js'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const limited = (seconds: number) =>
  new Response(null, { status: 429, headers: { 'retry-after': `${seconds}` } })
const never = () => new Promise<Response>(() => {})

/** Responds after so many seconds. */
const afterSeconds = (seconds: number, response: Response) => () =>
  new Promise<Response>(resolve => setTimeout(() => resolve(response), seconds * 1_000))

/** A client that gets these responses in turn and no further one, and the seconds at which it asked for each. */
function member(
  responses: (() => Promise<Response>)[],
  options: Partial<DeploymentClientOptions> = {},
): { client: DeploymentClient; askedAt: number[] } {
  const started = performance.now()
  const askedAt: number[] = []
  const fetch = async () => {
    askedAt.push((performance.now() - started) / 1_000)
    return (responses.shift() ?? never)()
  }
  return { client: deployment({ fetch, ...options }), askedAt }
}

/** Plans a fleet. Returns how each plan ended, and the second at which the last one did. */
async function plan(members: readonly { client: DeploymentClient }[], concurrency = 8) {
  const started = performance.now()
  const clients = members.map(({ client }) => client)
  const planning = collect(planAll(clients, { environment: {} }, { concurrency }))
  let endedAt = Number.NaN
  const results = await afterWaits(
    planning.finally(() => {
      endedAt = (performance.now() - started) / 1_000
    }),
  )
  return { results, endedAt }
}

test('a retry in a fleet waits as long as its response asks for', async () => {
  const one = member([afterSeconds(0, limited(10)), afterSeconds(0, listed())])
  await plan([one])
  expect(one.askedAt).toEqual([0, 10])
})

test('each other deployment of the fleet waits as long, and for its turn', async () => {
  const first = member([afterSeconds(1, limited(10)), afterSeconds(1, listed())])
  const second = member([afterSeconds(2, listed())])
  const third = member([afterSeconds(1, listed())])
  await plan([first, second, third], 2)
  expect([first, second, third].map(({ askedAt }) => askedAt)).toEqual([[0, 11], [0], [12]])
})

test('a lost connection in a fleet waits for its own retry alone', async () => {
  vi.spyOn(Math, 'random').mockReturnValue(0.5)
  const one = member([() => Promise.reject(new TypeError('fetch failed')), afterSeconds(0, listed())])
  const other = member([afterSeconds(0, listed())])
  await plan([one, other], 1)
  expect([one.askedAt, other.askedAt]).toEqual([[0, 0.25], [0.25]])
})

test('the time that a call waits for others of its fleet does not count against `totalTimeout`', async () => {
  const other = member([afterSeconds(1, limited(40)), afterSeconds(0, listed())])
  const one = member([afterSeconds(2, limited(3))], { totalTimeout: 20_000 })
  const { results, endedAt } = await plan([other, one])
  expect(one.askedAt).toEqual([0, 41])
  // Its own: two seconds of the first request, and three that its response asked for.
  expect(endedAt).toBe(41 + 20 - 2 - 3)
  const message = expect.stringContaining('`totalTimeout` (20000 ms)')
  expect(results).toContainEqual(
    expect.objectContaining({ status: 'failed', error: expect.objectContaining({ message }) }),
  )
})
