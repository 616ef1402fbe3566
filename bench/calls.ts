import { createDeploymentClient as createPlatformClient } from '@convex-dev/platform'
import { createDeploymentClient } from 'convex-deployment'
import { compare, cpuTime } from './ratio.js'
import { milliseconds, type Row, ratioRow } from './row.js'
import { withServer } from './server.js'

const TOKEN = 'dev:happy-otter-123|a-key-of-some-length'
const CALLS = 40
const ROUNDS = 81
/** The calls until all code is compiled. */
const WARM_UP = 50

/** Measures the CPU time of a call over loopback, in the client's process alone. */
export default function measure(): Promise<Row[]> {
  return withServer(['bench/server.mjs', '10', '8'], async url => {
    const { env } = createDeploymentClient({ url, token: TOKEN, contract: 'v1' })
    const platform = createPlatformClient(url, TOKEN)
    const headers = { authorization: `Convex ${TOKEN}` }
    const calls = await compare(
      {
        ours: many(() => env.list()),
        platform: many(() => platform.GET('/list_environment_variables')),
        fetch: many(async () =>
          (await fetch(`${url}/api/v1/list_environment_variables`, { headers })).json(),
        ),
      },
      { rounds: ROUNDS, warmUp: WARM_UP },
    )
    const row = (peer: 'platform' | 'fetch', name: string, limit: number) =>
      ratioRow(`a call over loopback, ${CALLS} at once, next to ${name}`, {
        ours: milliseconds(calls.cost('ours') / CALLS),
        reference: milliseconds(calls.cost(peer) / CALLS),
        ratio: calls.ratio('ours', peer),
        limit,
      })
    return [row('platform', '`@convex-dev/platform`', 1.45), row('fetch', '`fetch`', 1.8)]
  })
}

/** Calls many times at once: one after the other, every call would wait for its turn on a busy machine. */
function many(call: () => Promise<unknown>): () => Promise<number> {
  return () => cpuTime(() => Promise.all(Array.from({ length: CALLS }, call)))
}
