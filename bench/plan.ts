import { createDeploymentClient } from 'convex-deployment'
import { planDeployment } from 'convex-deployment/config'
import { compare, cpuTime } from './ratio.js'
import { milliseconds, type Row, ratioRow } from './row.js'
import { withServer } from './server.js'

const VARIABLES = 512
const SIZE = 900
const LIMIT = 3.1
/** What a plan may cost with the reads that it follows. It is 1.4 times those, and one process differs from the next by a fifth. */
const LIMIT_OF_SECTIONS = 1.75

/**
 * Measures planning for many variables, half of them changed, compared with the list and the digests that it needs, and a
 * plan of every section compared with the reads alone.
 */
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
    const pruning = { environment: desired, prune: '*' }
    const options = { protect: 'SAFE_*' }
    const planning = await compare(
      {
        plan: () => cpuTime(() => planDeployment(client, pruning, options)),
        floor: () => cpuTime(() => client.env.list().then(() => digests(desired.map(({ value }) => value)))),
      },
      { rounds: 101, warmUp: 30 },
    )
    const limits = ['functionCalls', 'databaseIoGb', 'dataEgressGb'] as const
    const config = {
      environment: desired.map(({ name }) => ({ name, value })),
      canonicalUrls: { convexCloud: 'https://api.example.com', convexSite: 'https://site.example.com' },
      usageLimits: limits.map(
        metric => ({ metric, window: 'day', limitType: 'warning', limit: 10 }) as const,
      ),
      logStreams: {
        webhook: { url: 'https://logs.example.com', format: 'jsonl' },
        axiom: { apiKey: 'xaat-1', datasetName: 'convex', attributes: [] },
      },
    } as const
    const whole = await compare(
      {
        plan: () => cpuTime(() => planDeployment(client, config)),
        floor: () =>
          cpuTime(() =>
            Promise.all([
              client.env.list(),
              client.canonicalUrls.get(),
              client.usageLimits.list(),
              client.logStreams.list(),
            ]),
          ),
      },
      { rounds: 101, warmUp: 30 },
    )
    return [
      ratioRow(`planning for ${VARIABLES} variables and all sections, as they are`, {
        ours: milliseconds(whole.cost('plan')),
        reference: `the reads: ${milliseconds(whole.cost('floor'))}`,
        ratio: whole.ratio('plan', 'floor'),
        limit: LIMIT_OF_SECTIONS,
      }),
      ratioRow(`planning for ${VARIABLES} variables`, {
        ours: milliseconds(planning.cost('plan')),
        reference: `the list and bare digests: ${milliseconds(planning.cost('floor'))}`,
        ratio: planning.ratio('plan', 'floor'),
        limit: LIMIT,
      }),
    ]
  })
}
