import { createDeploymentClient } from 'convex-deployment'
import { planDeployment } from 'convex-deployment/config'
import { compare, cpuTime } from './ratio.js'
import { milliseconds, type Row, ratioRow } from './row.js'
import { withServer } from './server.js'

const VARIABLES = 512
const SIZE = 900
const LIMIT = 3.1

/** Measures planning for many variables, half of them changed, compared with the list and the digests that it needs. */
export default function measure(): Promise<Row[]> {
  return withServer(['bench/server.mjs', `${VARIABLES}`, `${SIZE}`], async url => {
    const client = createDeploymentClient({ url, token: 'dev:happy-otter-123|key', contract: 'v1' })
    const key = await crypto.subtle.generateKey({ name: 'HMAC', hash: 'SHA-256' }, false, ['sign'])
    const sign = (value: string) => crypto.subtle.sign('HMAC', key, new TextEncoder().encode(value))
    const digests = (values: readonly string[]) => Promise.all(values.map(sign))
    const value = 'x'.repeat(SIZE)
    const desired = Array.from({ length: VARIABLES }, (_, i) => ({
      name: `NAME_${i}`,
      value: i % 2 === 0 ? value : `${value}y`,
    }))
    const options = { prune: { only: '*' }, protect: 'SAFE_*' }
    const planning = await compare(
      {
        plan: () => cpuTime(() => planDeployment(client, { environment: desired }, options)),
        floor: () => cpuTime(() => client.env.list().then(() => digests(desired.map(({ value }) => value)))),
      },
      { rounds: 101, warmUp: 30 },
    )
    return [
      ratioRow(`planning for ${VARIABLES} variables`, {
        ours: milliseconds(planning.cost('plan')),
        reference: `the list and bare digests: ${milliseconds(planning.cost('floor'))}`,
        ratio: planning.ratio('plan', 'floor'),
        limit: LIMIT,
      }),
    ]
  })
}
