/** The process that serves a fake deployment for each step; reports what became of them when its input ends. */
import { once } from 'node:events'
import { createServer } from 'node:http'
import { createFakeDeployment, type FakeDeployment } from 'convex-deployment/fake'
import type { Step } from './scenario.js'

const steps: Step[] = JSON.parse(process.argv[2] ?? '[]')
const fakes = new Map(await Promise.all(steps.map(async step => [step.name, await serve(step)] as const)))
const arrivals = createServer(async ({ url }, response) => {
  const fake = fakes.get(decodeURIComponent(url?.slice(1) ?? ''))
  while (!fake?.requests.some(({ operation }) => operation)) await new Promise(setImmediate)
  response.writeHead(204, { 'access-control-allow-origin': '*' }).end()
}).listen(0, '127.0.0.1')
await once(arrivals, 'listening')
const { port } = Object(arrivals.address())
print(({ url, token }, name) => ({
  url,
  token,
  arrived: `http://127.0.0.1:${port}/${encodeURIComponent(name)}`,
}))

for await (const _ of process.stdin);
print(({ requests, state }) => ({
  asked: requests.flatMap(({ operation }) => operation ?? []),
  preflights: requests.filter(({ method }) => method === 'OPTIONS').length,
  left: Object.fromEntries(state.environmentVariables),
}))
arrivals.closeAllConnections()
arrivals.close()
await Promise.all([...fakes.values()].map(fake => fake.close()))

async function serve({ given = {}, faults = [], down }: Step): Promise<FakeDeployment> {
  const fake = createFakeDeployment({ environmentVariables: given })
  const value = { _id: 'j57', count: 9_007_199_254_740_993n }
  fake.state.revisions = [{ component: '', table: 'counters', ts: 1_700_000_000_000_000_001n, value }]
  for (const [operation, fault] of faults) fake.faults.add(fault, { operation })
  await fake.listen()
  if (down) await fake.close()
  return fake
}

function print(tell: (fake: FakeDeployment, name: string) => object): void {
  console.log(JSON.stringify(Object.fromEntries([...fakes].map(([name, fake]) => [name, tell(fake, name)]))))
}
