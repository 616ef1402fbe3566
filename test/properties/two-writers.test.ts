import fc from 'fast-check'
import { expect, test } from 'vitest'
import { answers, createFakeDeployment, type Fault } from '../../src/fake/index.js'
import { createDeploymentClient, isDeploymentError } from '../../src/index.js'

const RUNS = Number(process.env.PROPERTY_RUNS ?? 150)
/** Long enough for a busy machine, short enough for the stories in which an answer never comes. */
const TIMEOUT_MS = 250
const LATE_MS = 5

type Variables = Readonly<Record<string, string>>
type Changes = Readonly<Record<string, string | null>>

const name = fc.constantFrom('A', 'B', 'C', 'D', '__proto__')
const value = fc.constantFrom('1', '2', '3')
const variables = fc.dictionary(name, value, { maxKeys: 4 })
const changes = fc.dictionary(name, fc.option(value), { maxKeys: 3 })
const fault = fc.constantFrom<Fault | undefined>(
  undefined,
  undefined,
  { kind: 'reset', when: 'before' },
  { kind: 'reset', when: 'after' },
  { kind: 'late-commit', ms: LATE_MS },
  { kind: 'stall' },
  answers.conflict,
  answers.badGateway,
)

interface Story {
  readonly initial: Variables
  readonly desired: Changes
  /** What the other writer does: before the second reading, before the request, and before reading back. */
  readonly others: readonly [Changes, Changes, Changes]
  readonly fault: Fault | undefined
}

const story: fc.Arbitrary<Story> = fc.record({
  initial: variables,
  desired: changes,
  others: fc.tuple(changes, fc.oneof(fc.constant({}), changes), fc.oneof(fc.constant({}), changes)),
  fault,
})

/** Writes of the other writer, which the audit log does not see: what it holds, our client did. */
function write(state: Map<string, string>, by: Changes): void {
  for (const [key, text] of Object.entries(by)) {
    if (text === null) state.delete(key)
    else state.set(key, text)
  }
}

async function tell({ initial, desired, others, fault }: Story, overHttp: boolean): Promise<void> {
  const fake = createFakeDeployment({ environmentVariables: initial })
  if (overHttp) await fake.listen()
  try {
    const { env, meddle } = clientOf(fake, overHttp)
    const plan = await env.plan(Object.entries(desired), { maxRemovals: 9 })
    const touched = new Map(plan.changes.map(change => [change.name, desired[change.name] ?? null]))
    const bystanders = new Map(Object.entries(initial).filter(([key]) => !touched.has(key)))
    for (const by of others)
      write(bystanders, Object.fromEntries(Object.entries(by).filter(([key]) => !touched.has(key))))
    const before = new Map(fake.state.environmentVariables)
    write(fake.state.environmentVariables, others[0])
    const now = fake.state.environmentVariables
    const stale = [...touched].some(
      ([key, text]) => (now.get(key) ?? null) !== text && now.get(key) !== before.get(key),
    )
    if (fault) fake.faults.add(fault, { operation: 'updateEnvironmentVariables' })
    meddle(others[1], others[2])

    const outcome: unknown = await env.apply(plan).catch((error: unknown) => error)
    const told = { outcome, status: Reflect.get(Object(outcome), 'status') }
    const done: unknown = Reflect.get(Object(outcome), 'changes')
    const asPlanned = (Array.isArray(done) ? done : []).every(
      change => (fake.state.environmentVariables.get(change.name) ?? null) === touched.get(change.name),
    )
    const tookEffect = () => fake.state.auditLog.length > 0

    if (stale) {
      expect(outcome).toMatchObject({ name: 'StalePlanError', outcome: 'not-sent' })
      expect(fake.requests.filter(({ method }) => method === 'POST')).toEqual([])
    } else if (isDeploymentError(outcome)) {
      expect(told.outcome).not.toMatchObject({ name: 'StalePlanError' })
      await new Promise(resolve => setTimeout(resolve, fault?.kind === 'late-commit' ? LATE_MS * 4 : 0))
      if (outcome.outcome !== 'unknown') expect(tookEffect()).toBe(false)
    } else if (told.status === 'applied') {
      expect(tookEffect() || asPlanned).toBe(true)
    } else {
      expect(told).toMatchObject({ status: 'unchanged' })
      expect(tookEffect()).toBe(false)
    }
    expect(fake.requests.filter(({ method }) => method === 'POST').length).toBeLessThanOrEqual(1)
    // Whether or not it was reached, what the other writer meant to do is done before bystanders are compared.
    for (const by of others)
      write(
        fake.state.environmentVariables,
        Object.fromEntries(Object.entries(by).filter(([key]) => !touched.has(key))),
      )
    const rest = [...fake.state.environmentVariables].filter(([key]) => !touched.has(key))
    expect(new Map(rest)).toEqual(bystanders)
  } finally {
    await fake.close()
  }
}

/** A client whose way to the deployment the other writer can come between. */
function clientOf(fake: ReturnType<typeof createFakeDeployment>, overHttp: boolean) {
  let beforeRequest: Changes = {}
  let beforeReadingBack: Changes = {}
  const wire = overHttp ? (request: Request) => fetch(request) : fake.fetch
  const { env } = createDeploymentClient({
    url: fake.url,
    token: fake.token,
    contract: 'v1',
    retry: false,
    timeout: TIMEOUT_MS,
    fetch: async request => {
      const written = fake.requests.some(({ method }) => method === 'POST')
      if (request.method === 'POST') write(fake.state.environmentVariables, beforeRequest)
      else if (written) write(fake.state.environmentVariables, beforeReadingBack)
      return wire(request)
    },
  })
  return {
    env,
    meddle(first: Changes, second: Changes) {
      beforeRequest = first
      beforeReadingBack = second
    },
  }
}

test.each(['in process', 'over HTTP'])(
  'whatever another writer and the network do, %s, nothing else changes and what is told is true',
  { timeout: 600_000 },
  async how => {
    const property = fc.asyncProperty(story, given => tell(given, how === 'over HTTP'))
    await fc.assert(property, { numRuns: how === 'over HTTP' ? Math.ceil(RUNS / 3) : RUNS })
  },
)
