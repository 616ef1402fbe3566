import type { Consumer } from './consumer.js'
import { median, type Row, times } from './page.js'

/** How long a call takes over loopback, the server in another process. */
export async function measureCalls(consumer: Consumer): Promise<Row[]> {
  const rounds: Record<'ours' | 'platform' | 'fetch', number[]> = JSON.parse(
    await consumer.run('node', 'calls.mjs', await consumer.serve()),
  )
  const ours = median(rounds.ours)
  const row = (name: string, peer: number, limit: number): Row => ({
    what: `a call over loopback, beside ${name}`,
    ours: `${ours.toFixed(3)} ms`,
    beside: `${peer.toFixed(3)} ms (${times(ours / peer)})`,
    limit: times(limit),
    kept: ours / peer <= limit,
  })
  return [
    row('`@convex-dev/platform`', median(rounds.platform), 1.15),
    row('`fetch`', median(rounds.fetch), 1.3),
  ]
}
