import type { Consumer } from './consumer.js'
import { median, type Row, times } from './page.js'

const ROUNDS = 31
/** No more than the peer. */
const LIMIT = 1

/** How long a cold process takes to import the package. */
export async function measureImport(consumer: Consumer): Promise<Row[]> {
  const rounds: { ours: number; peer: number }[] = []
  for (let round = 0; round < ROUNDS; round++) {
    rounds.push({
      ours: await importTime(consumer, 'convex-deployment'),
      peer: await importTime(consumer, '@convex-dev/platform'),
    })
  }
  const [ours, peer] = [median(rounds.map(round => round.ours)), median(rounds.map(round => round.peer))]
  return [
    {
      what: 'importing it into a cold process',
      ours: `${ours.toFixed(1)} ms`,
      beside: `\`@convex-dev/platform\`: ${peer.toFixed(1)} ms (${times(ours / peer)})`,
      limit: times(LIMIT),
      kept: ours / peer <= LIMIT,
    },
  ]
}

async function importTime(consumer: Consumer, name: string): Promise<number> {
  return Number(await consumer.run('node', 'import.mjs', name))
}
