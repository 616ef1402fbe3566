/**
 * Lists, plans and applies the deployments of a platform with a latency of 50 to 150 ms for each call, and prints the time
 * beside the latencies alone and the heap for each deployment: `library.ts URL TOKEN TEAM`.
 */
import { setTimeout } from 'node:timers/promises'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { applyAll, type FleetPlan, planAll } from 'convex-deployment/config'
import { createManagementClient } from 'convex-deployment/management'

const CONCURRENCY = 32
const [url, token, teamId] = process.argv.slice(2)
let latencies = 0
let calls = 0

/** Sends a request after its latency. */
async function late(request: Request): Promise<Response> {
  const latency = 50 + Math.random() * 100
  latencies += latency
  calls += 1
  await setTimeout(latency)
  return fetch(request)
}

setFlagsFromString('--expose-gc')
const collectGarbage: () => void = runInNewContext('gc')
function heap(): number {
  collectGarbage()
  return process.memoryUsage().heapUsed
}

const management = createManagementClient({ url, token, fetch: late })
const environment = { LEVEL: 'info', REGION: 'eu-west-1', FEATURE_X: 'on', OWN: 'the same' }
// The runtime keeps about as much for each origin as we may: that is there before.
for await (const deployment of management.deployments.list({ teamId: Number(teamId) }))
  if (deployment.kind === 'cloud') await (await fetch(`${deployment.deploymentUrl}/version`)).arrayBuffer()
await setTimeout(6_000)
const before = heap()
calls = 0
const started = performance.now()
latencies = 0
const clients = []
for await (const deployment of management.deployments.list({ teamId: Number(teamId) }))
  clients.push(management.connect(deployment))
const listed = performance.now() - started
// A page tells where the next one begins, so pages come one after another.
const pages = latencies
const plans: FleetPlan[] = []
for await (const plan of planAll(clients, { environment }, { concurrency: CONCURRENCY })) plans.push(plan)
const planned = performance.now()
// It keeps connections for a while, too.
await setTimeout(6_000)
const each = (heap() - before) / plans.length
const paused = performance.now() - planned
let applied = 0
for await (const { status } of applyAll(plans, { concurrency: CONCURRENCY, canary: 1, maxFailures: '1%' }))
  if (status === 'applied') applied += 1
const took = performance.now() - started - paused
const ideal = pages + (latencies - pages) / CONCURRENCY
console.log(
  JSON.stringify({
    deployments: plans.length,
    applied,
    calls,
    took,
    ideal,
    listed,
    ratio: took / ideal,
    each,
  }),
)
