/**
 * Setting and listing 2,000 times on the fake, in process, beside the same on a bare stub: `npm run bench:fake`.
 * The stub answers without looking: what is measured is what the fake's faithfulness costs a test suite.
 */
import { createFakeDeployment } from '../src/fake/index.js'
import { createDeploymentClient } from '../src/index.js'

const TRIPS = 2_000
const ROUNDS = 5

const stub = async (request: Request) =>
  request.method === 'GET' ? Response.json({ environmentVariables: { A: '1' } }) : new Response(null)

async function measure(fetch: (request: Request) => Promise<Response>, token: string): Promise<number> {
  const { env } = createDeploymentClient({ name: 'happy-otter-123', token, fetch, contract: 'v1' })
  const started = performance.now()
  for (let i = 0; i < TRIPS; i++) {
    await env.set({ A: String(i) })
    await env.list()
  }
  return performance.now() - started
}

async function round(): Promise<{ fake: number; stub: number }> {
  const { fetch, token } = createFakeDeployment()
  return { fake: await measure(fetch, token), stub: await measure(stub, token) }
}

const median = (numbers: readonly number[]) =>
  [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN

await round()
const rounds: { fake: number; stub: number }[] = []
for (let i = 0; i < ROUNDS; i++) rounds.push(await round())
const [fake, bare] = [median(rounds.map(round => round.fake)), median(rounds.map(round => round.stub))]
console.log(
  `${TRIPS} times set and list, medians of ${ROUNDS} interleaved rounds, Node ${process.versions.node}`,
)
console.log(`bare stub  ${bare.toFixed(0).padStart(5)} ms`)
console.log(`fake       ${fake.toFixed(0).padStart(5)} ms  ${(fake / bare).toFixed(2)} x`)
