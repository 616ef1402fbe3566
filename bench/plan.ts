/**
 * Planning 512 variables, fingerprints apart, beside the list call that it follows: `npm run bench:plan`.
 * Measured is all that `plan` does but for reading the deployment and for the key, whose digests are free here.
 */
import { readDesired } from '../src/config/environment/desired.js'
import { sealPlan } from '../src/config/environment/environment-plan.js'
import { computePlan } from '../src/config/environment/plan.js'
import type { PlanKey } from '../src/config/environment/plan-key.js'
import { createFakeDeployment } from '../src/fake/index.js'
import { createDeploymentClient } from '../src/index.js'

const VARIABLES = 512
const ROUNDS = 51
const MOST_MS = 5

const snapshot = Array.from({ length: VARIABLES }, (_, i) => ({ name: `NAME_${i}`, value: 'x'.repeat(900) }))
const desired = snapshot.map(({ name, value }, i) => ({ name, value: i % 2 === 0 ? value : `${value}y` }))
const options = { prune: { only: '*' }, protect: 'SAFE_*' }
const key: PlanKey = {
  deployment: 'https://happy-otter-123.convex.cloud',
  id: 'free',
  fingerprint: async () => '0'.repeat(32),
  seal: async () => '0'.repeat(64),
  verify: async () => true,
}

async function plan(): Promise<void> {
  const wanted = readDesired(desired)
  const current = new Map(snapshot.map(({ name, value }) => [name, value]))
  const origin = { blind: false, options, desired: wanted }
  await sealPlan(computePlan(current, wanted, options), origin, key)
}

const fake = createFakeDeployment({
  environmentVariables: Object.fromEntries(snapshot.map(({ name, value }) => [name, value])),
})
await fake.listen()
const { env } = createDeploymentClient({ url: fake.url, token: fake.token, contract: 'v1' })

async function took(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now()
  await work()
  return performance.now() - started
}

const rounds: { plan: number; list: number }[] = []
for (let i = 0; i < ROUNDS; i++) rounds.push({ plan: await took(plan), list: await took(() => env.list()) })
await fake.close()

const median = (numbers: readonly number[]) =>
  [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN
const [planned, listed] = [median(rounds.map(({ plan }) => plan)), median(rounds.map(({ list }) => list))]
const kept = planned < MOST_MS
console.log(
  `${VARIABLES} variables, half of them changed, medians of ${ROUNDS} interleaved rounds, Node ${process.versions.node}`,
)
console.log(`list over loopback  ${listed.toFixed(2).padStart(6)} ms`)
console.log(
  `plan                ${planned.toFixed(2).padStart(6)} ms  ${(planned / listed).toFixed(2)} x  ${kept ? 'kept' : 'FAILED'}: under ${MOST_MS} ms`,
)
process.exitCode = kept ? 0 : 1
