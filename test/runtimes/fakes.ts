/** The process that serves a fake deployment for each step; reports what became of them when its input ends. */
import { createFakeDeployment, type FakeDeployment } from 'convex-deployment/fake'
import type { Step } from './scenario.js'

const steps: Step[] = JSON.parse(process.argv[2] ?? '[]')
const fakes = new Map(await Promise.all(steps.map(async step => [step.name, await serve(step)] as const)))
print(({ url, token }) => ({ url, token }))

for await (const _ of process.stdin);
print(({ requests, state }) => ({
  asked: requests.flatMap(({ operation }) => operation ?? []),
  preflights: requests.filter(({ method }) => method === 'OPTIONS').length,
  left: Object.fromEntries(state.environmentVariables),
}))
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

function print(tell: (fake: FakeDeployment) => object): void {
  console.log(JSON.stringify(Object.fromEntries([...fakes].map(([name, fake]) => [name, tell(fake)]))))
}
