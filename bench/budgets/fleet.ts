import type { Consumer } from './consumer.js'
import { type Row, times } from './page.js'

const DEPLOYMENTS = 500
const CONCURRENCY = 32
const LIMIT = 1.15

/** How long planning for many deployments takes, beside what their latencies alone come to. */
export async function measureFleet(consumer: Consumer): Promise<Row[]> {
  const { ms, latencies }: { ms: number; latencies: number[] } = JSON.parse(
    await consumer.run('node', 'fleet.mjs', await consumer.serve(), `${DEPLOYMENTS}`, `${CONCURRENCY}`),
  )
  const ideal = schedule(latencies)
  return [
    {
      what: `${DEPLOYMENTS} deployments listed and planned, ${CONCURRENCY} at once`,
      ours: `${ms.toFixed(0)} ms`,
      beside: `their latencies alone: ${ideal} ms (${times(ms / ideal)})`,
      limit: times(LIMIT),
      kept: ms / ideal <= LIMIT,
    },
  ]
}

/** When the last one ends where each begins as soon as one before it has ended, and nothing takes time but waiting. */
function schedule(latencies: readonly number[]): number {
  const free = Array<number>(CONCURRENCY).fill(0)
  for (const latency of latencies) {
    const next = free.indexOf(Math.min(...free))
    free[next] = (free[next] ?? 0) + latency
  }
  return Math.max(...free)
}
