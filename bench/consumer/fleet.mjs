// Plans for many deployments, each with a latency of its own. Prints the milliseconds that it took, and the latencies.
import { createDeploymentClient, planAll } from 'convex-deployment'

const [url, count, concurrency] = process.argv.slice(2)

/** The same latencies in every run: 100 to 400 ms, with no order to them. */
const latencies = Array.from({ length: Number(count) }, (_, i) => 100 + ((i * 7919) % 301))
const targets = latencies.map(ms =>
  createDeploymentClient({ url, token: `dev:happy-otter-123|after-${ms}`, contract: 'v1' }),
)
const desired = { NAME_0: 'another value', NAME_1: 'value 1', NEW: 'value', NAME_9: null }

const started = performance.now()
let planned = 0
for await (const { plan, error } of planAll(targets, desired, { concurrency: Number(concurrency) })) {
  if (plan?.changes.length !== 3) throw error ?? new Error('A plan is not as expected.')
  planned++
}
const ms = performance.now() - started
if (planned !== latencies.length)
  throw new Error(`Of ${latencies.length} deployments ${planned} were planned.`)
console.log(JSON.stringify({ ms, latencies }))
