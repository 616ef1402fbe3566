/** Runs every case with every client, and writes `docs/faults.md`: `npm run bench peers`. */
import { writeFile } from 'node:fs/promises'
import { PEER_CASES } from './cases.js'
import { CLIENTS } from './clients.js'
import { isAlarming, page } from './page.js'
import { type Call, put, type Seen } from './put.js'

const AT_ONCE = 12

// An unhandled rejection of a client must not end the measurement.
process.on('unhandledRejection', reason => console.error('unhandled:', reason))

const calls: readonly Call[] = ['read', 'write']
const todo = PEER_CASES.flatMap(one =>
  calls.flatMap(call => CLIENTS.map(client => () => put(client, one, call))),
)
const seen: Seen[] = []
let next = 0
const worker = async () => {
  for (let job = todo[next++]; job; job = todo[next++]) seen.push(await job())
}
await Promise.all(Array.from({ length: AT_ONCE }, worker))
await writeFile('docs/faults.md', page(seen))
console.log(
  `${seen.length} calls of ${CLIENTS.length} clients, Node ${process.versions.node}: docs/faults.md`,
)
const ours = seen.filter(one => one.client === CLIENTS[0] && isAlarming(one))
for (const { one, call, came } of ours) console.log(`FAILED: a ${call} with ${one.fault} ended with ${came}`)
// Sockets of other clients are still open.
process.exit(ours.length === 0 ? 0 : 1)
