import type { Consumer } from './consumer.js'
import { median, type Row, times } from './page.js'

const CLIENTS = ['ours', 'platform', 'fetch'] as const
type Client = (typeof CLIENTS)[number]

/** One process differs from the next by more than one round from another: by what was compiled when. */
const PROCESSES = 7

/** How long a call takes over loopback, the server in another process. */
export async function measureCalls(consumer: Consumer): Promise<Row[]> {
  const address = await consumer.serve()
  const rounds: Record<Client, number[]> = { ours: [], platform: [], fetch: [] }
  for (let process = 0; process < PROCESSES; process++) {
    const measured: typeof rounds = JSON.parse(await consumer.run('node', 'calls.mjs', address))
    for (const client of CLIENTS) rounds[client].push(...measured[client])
  }
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
