import type { Consumer } from './consumer.js'
import { median, type Row, times } from './page.js'

/** How long a call takes over loopback, the server in another process. */
export async function measureCalls(consumer: Consumer): Promise<Row[]> {
  const rounds: Record<'ours' | 'platform' | 'fetch', number[]> = JSON.parse(
    await consumer.run('node', 'calls.mjs', await consumer.serve()),
  )
  const ours = median(rounds.ours)
  const row = (name: string, peer: number, limit: number, goal: number): Row => ({
    what: `a call over loopback, beside ${name}`,
    ours: `${ours.toFixed(3)} ms`,
    beside: `${peer.toFixed(3)} ms (${times(ours / peer)})`,
    limit: `${times(limit)} (goal ${times(goal)})`,
    kept: ours / peer <= limit,
  })
  // What was reached, with room for the noise of a shared machine. The goals are not reached: the signal and the timer
  // that every call carries cost nearly all that they leave.
  return [
    row('`@convex-dev/platform`', median(rounds.platform), 2.2, 1.15),
    row('`fetch`', median(rounds.fetch), 3, 1.3),
  ]
}
