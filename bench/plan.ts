/**
 * Planning 512 variables, fingerprints apart, beside the list call that it follows: `npm run bench:plan`.
 */
import { computePlan } from '../src/environment/plan.js'
import { createFakeDeployment } from '../src/fake/index.js'
import { createDeploymentClient } from '../src/index.js'

const VARIABLES = 512
const ROUNDS = 51
const MOST_MS = 5

const snapshot = Array.from({ length: VARIABLES }, (_, i) => ({ name: `NAME_${i}`, value: 'x'.repeat(900) }))
const desired = new Map(
  snapshot.map(({ name, value }, i) => [name, i % 2 === 0 ? value : `${value.slice(1)}y`]),
)
const fake = createFakeDeployment({
  environmentVariables: Object.fromEntries(snapshot.map(({ name, value }) => [name, value])),
})
await fake.listen()
const { env } = createDeploymentClient({ url: fake.url, token: fake.token, contract: 'v1' })

const median = (numbers: readonly number[]) =>
  [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN
const plans: number[] = []
const lists: number[] = []
for (let i = 0; i < ROUNDS; i++) {
  const started = performance.now()
  computePlan(snapshot, desired, { prune: { only: '*' }, protect: 'SAFE_*' })
  const planned = performance.now()
  await env.list()
  plans.push(planned - started)
  lists.push(performance.now() - planned)
}
await fake.close()

const [plan, list] = [median(plans), median(lists)]
console.log(
  `${VARIABLES} variables, half of them changed, medians of ${ROUNDS} interleaved rounds, Node ${process.versions.node}`,
)
console.log(`list over loopback  ${list.toFixed(2).padStart(6)} ms`)
console.log(
  `plan                ${plan.toFixed(2).padStart(6)} ms  ${(plan / list).toFixed(2)} x  ${plan < MOST_MS ? 'kept' : 'FAILED'}: under ${MOST_MS} ms`,
)
process.exitCode = plan < MOST_MS ? 0 : 1
