import type { Consumer } from './consumer.js'
import { median, type Row, times } from './page.js'

/** A ratio that is really too high is so each time; a machine that does something else meanwhile makes it so once. */
const TRIES = 3

/** How long a call takes over loopback, the server in another process. */
export async function measureCalls(consumer: Consumer): Promise<Row[]> {
  const address = await consumer.serve()
  for (let tried = 1; ; tried++) {
    const rows = await measureOnce(consumer, address)
    if (tried === TRIES || rows.every(({ kept }) => kept)) return rows
  }
}

async function measureOnce(consumer: Consumer, address: string): Promise<Row[]> {
  const rounds: Record<'ours' | 'platform' | 'fetch', number[]> = JSON.parse(
    await consumer.run('node', 'calls.mjs', address),
  )
  const ours = median(rounds.ours)
  const row = (name: string, peer: number, limit: number, goal: number): Row => ({
    what: `a call over loopback, beside ${name}`,
    ours: `${ours.toFixed(3)} ms`,
    beside: `${peer.toFixed(3)} ms (${times(ours / peer)})`,
    limit: `${times(limit)} (goal ${times(goal)})`,
    kept: ours / peer <= limit,
  })
  // The goals hold where the machine waits a little between calls. Where nothing else costs time, the signal and the
  // timer that every call carries show; the limits are for there.
  return [
    row('`@convex-dev/platform`', median(rounds.platform), 1.4, 1.15),
    row('`fetch`', median(rounds.fetch), 2, 1.3),
  ]
}
