/** Ten thousand calls on one client, and what they leave behind: `npm run prove leaks`. */
import { AT_ONCE, faultsOf } from './expected.js'
import { runCalls } from './run.js'

const CALLS = 10_000

const started = performance.now()
const run = await runCalls(CALLS)
const faults = faultsOf(run, CALLS)
console.log(`${CALLS} calls, ${AT_ONCE} at once, half of them met by a fault, Node ${process.versions.node}`)
console.log(`listeners on the signal   ${run.listeners}`)
console.log(`timers                    ${run.resources.filter(name => name === 'Timeout').length}`)
console.log(`connections at most       ${run.openAtMost}`)
console.log(`heap, after a warm-up     ${(run.heapBytes / 1024).toFixed(0)} KiB more`)
console.log(
  `ended by itself           with ${run.exitCode}, after ${((performance.now() - started) / 1000).toFixed(0)} s`,
)
for (const fault of faults) console.log(`FAILED: ${fault}`)
process.exitCode = faults.length === 0 ? 0 : 1
