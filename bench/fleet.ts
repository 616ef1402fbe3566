import type { DeploymentClient } from 'convex-deployment'
import { applyAll, type FleetPlan, planAll } from 'convex-deployment/config'
import { createManagementClient } from 'convex-deployment/management'
import { type Row, ratioRow } from './row.js'

const DEPLOYMENTS = 2_000
const PAGE = 100
const CONCURRENCY = 32
const LIMIT = 1.15
/** The requests of a plan, and of an apply: it reads, writes and reads back. */
const OF_PLAN = 1
const OF_APPLY = 3
/** The time without a new request after which the clock moves on. Only a slow schedule reaches it. */
const QUIET_MS = 2_000

const DESIRED = { NAME_0: 'another value', NAME_1: 'value 1', NEW: 'value', NAME_9: null }

/** Measures the time until many deployments are listed, planned and changed, compared with their latencies alone. */
export default async function measure(): Promise<Row[]> {
  const clock = new VirtualClock()
  const states = new Map<string, Map<string, string>>()
  const fetch = async (request: Request) => {
    await clock.wait()
    const { hostname, pathname, searchParams } = new URL(request.url)
    if (hostname === 'api.convex.dev') return Response.json(pageOf(Number(searchParams.get('cursor') ?? 0)))
    const values = states.get(hostname) ?? new Map([0, 1, 9].map(n => [`NAME_${n}`, `value ${n}`]))
    states.set(hostname, values)
    if (!pathname.endsWith('/update_environment_variables'))
      return Response.json({ environmentVariables: Object.fromEntries(values) })
    const { changes }: { changes: { name: string; value: string | null }[] } = await request.json()
    for (const { name, value } of changes)
      if (value === null) values.delete(name)
      else values.set(name, value)
    return new Response()
  }
  const management = createManagementClient({ token: 'eyJ0b2tlbiI6Im9mLWEtdGVhbSJ9', fetch })
  const clients: DeploymentClient[] = []
  clock.begin(1, 1)
  for await (const deployment of management.deployments.list({ teamId: 1 }))
    clients.push(management.connect(deployment))
  clock.begin(CONCURRENCY, DEPLOYMENTS * OF_PLAN)
  const plans: FleetPlan[] = []
  for await (const planned of planAll(clients, { environment: DESIRED }, { concurrency: CONCURRENCY })) {
    plans.push(planned)
    clock.left(DEPLOYMENTS - plans.length)
  }
  clock.begin(CONCURRENCY, DEPLOYMENTS * OF_APPLY)
  let applied = 0
  for await (const result of applyAll(plans, { concurrency: CONCURRENCY })) {
    if (result.status !== 'applied' || result.unverified.length > 0)
      throw new Error('An apply is not as expected.')
    applied += 1
    clock.left(DEPLOYMENTS - applied)
  }
  const ideal = clock.sum / CONCURRENCY
  return [
    ratioRow(`${DEPLOYMENTS} deployments listed, planned and changed, ${CONCURRENCY} at once`, {
      ours: `${Math.round(clock.now)} ms`,
      reference: `their latencies alone: ${Math.round(ideal)} ms`,
      ratio: clock.now / ideal,
      limit: LIMIT,
    }),
  ]
}

function pageOf(begin: number): object {
  const items = Array.from({ length: PAGE }, (_, i) => ({
    kind: 'cloud',
    id: begin + i,
    name: `happy-otter-${begin + i}`,
    deploymentUrl: `https://happy-otter-${begin + i}.convex.cloud`,
    deploymentType: 'prod',
    region: 'aws-us-east-1',
    reference: `production/${begin + i}`,
    isDefault: false,
    class: 's16',
    projectId: 1,
    createTime: 1,
  }))
  const next = begin + PAGE
  return {
    items,
    pagination: next < DEPLOYMENTS ? { hasMore: true, nextCursor: `${next}` } : { hasMore: false },
  }
}

/** A clock that jumps to the next answer once all requests that may be pending are. It never waits. */
class VirtualClock {
  now = 0
  /** The sum of all latencies, of 50 to 150 milliseconds. */
  sum = 0
  #count = 0
  #most = 1
  #atOnce = 1
  #toCome = 0
  #waiting: { readonly at: number; readonly wake: () => void }[] = []
  #quiet: NodeJS.Timeout | undefined

  /** Begins a phase, of so many requests at once, and so many in all. */
  begin(atOnce: number, requests: number): void {
    this.#most = atOnce
    this.#atOnce = atOnce
    this.#toCome = requests
  }

  /** Tells how many deployments have not ended. */
  left(deployments: number): void {
    this.#atOnce = Math.min(this.#most, deployments)
  }

  wait(): Promise<void> {
    const latency = 50 + ((this.#count++ * 7919) % 101)
    this.sum += latency
    this.#toCome -= 1
    return new Promise(wake => {
      this.#waiting.push({ at: this.now + latency, wake })
      this.#goOn()
    })
  }

  #goOn(): void {
    clearTimeout(this.#quiet)
    if (this.#waiting.length >= this.#atOnce || this.#toCome <= 0) this.#wakeNext()
    else this.#quiet = setTimeout(() => this.#wakeNext(), QUIET_MS)
  }

  #wakeNext(): void {
    this.#waiting.sort((a, b) => a.at - b.at)
    const next = this.#waiting.shift()
    if (!next) return
    this.now = next.at
    next.wake()
    if (this.#toCome <= 0) this.#wakeNext()
    else this.#goOn()
  }
}
