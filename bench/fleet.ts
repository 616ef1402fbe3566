import { createDeploymentClient } from 'convex-deployment'
import { planAll } from 'convex-deployment/config'
import { type Row, ratioRow } from './row.js'

const DEPLOYMENTS = 500
const CONCURRENCY = 32
const LIMIT = 1.15
/** The time without a new request after which the clock moves on. Only a slow schedule reaches it. */
const QUIET_MS = 2_000

const LATENCIES = Array.from({ length: DEPLOYMENTS }, (_, i) => 100 + ((i * 7919) % 301))
const ANSWER = { environmentVariables: { NAME_0: 'value 0', NAME_1: 'value 1', NAME_9: 'value 9' } }
const DESIRED = { NAME_0: 'another value', NAME_1: 'value 1', NEW: 'value', NAME_9: null }

/** Measures the time until the last of many deployments is planned, compared with their latencies alone. */
export default async function measure(): Promise<Row[]> {
  const clock = new VirtualClock()
  const clients = LATENCIES.map((latency, i) =>
    createDeploymentClient({
      name: `happy-otter-${i}`,
      token: `dev:happy-otter-${i}|key`,
      contract: 'v1',
      fetch: async () => {
        await clock.wait(latency)
        return Response.json(ANSWER)
      },
    }),
  )
  for await (const planned of planAll(clients, { environment: DESIRED }, { concurrency: CONCURRENCY })) {
    if (planned.status === 'failed') throw planned.error
    if (planned.plan.environment?.changes.length !== 3) throw new Error('A plan is not as expected.')
  }
  const ideal = schedule()
  return [
    ratioRow(`${DEPLOYMENTS} deployments listed and planned, ${CONCURRENCY} at once`, {
      ours: `${clock.now} ms`,
      reference: `their latencies alone: ${ideal} ms`,
      ratio: clock.now / ideal,
      limit: LIMIT,
    }),
  ]
}

/** A clock that jumps to the next answer once all requests that may be pending are. It never waits. */
class VirtualClock {
  now = 0
  #started = 0
  #waiting: { readonly at: number; readonly wake: () => void }[] = []
  #quiet: NodeJS.Timeout | undefined

  wait(ms: number): Promise<void> {
    this.#started++
    return new Promise(wake => {
      this.#waiting.push({ at: this.now + ms, wake })
      this.#goOn()
    })
  }

  #goOn(): void {
    clearTimeout(this.#quiet)
    if (this.#waiting.length === CONCURRENCY || this.#started === DEPLOYMENTS) this.#wakeNext()
    else this.#quiet = setTimeout(() => this.#wakeNext(), QUIET_MS)
  }

  #wakeNext(): void {
    this.#waiting.sort((a, b) => a.at - b.at)
    const next = this.#waiting.shift()
    if (!next) return
    this.now = next.at
    next.wake()
    if (this.#started === DEPLOYMENTS) this.#wakeNext()
    else this.#goOn()
  }
}

/** Returns the end of the last request if each begins as soon as another one has ended. */
function schedule(): number {
  const free = Array<number>(CONCURRENCY).fill(0)
  for (const latency of LATENCIES) {
    const next = free.indexOf(Math.min(...free))
    free[next] = (free[next] ?? 0) + latency
  }
  return Math.max(...free)
}
