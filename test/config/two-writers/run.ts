import { vi } from 'vitest'
import {
  type ApplyResult,
  applyPlan,
  createOnly,
  type DesiredValue,
  planDeployment,
} from '../../../src/config/index.js'
import { createFakeDeployment, type FakeDeployment } from '../../../src/fake/index.js'
import { createDeploymentClient } from '../../../src/index.js'
import { type Case, type Changes, hangs, LATE_MS } from './case.js'

type Variables = ReadonlyMap<string, string>

/** What really happened, whatever the client says. */
export interface Observed {
  /** What each variable that the plan touches is to become. */
  readonly planned: ReadonlyMap<string, string | null>
  readonly atPlanning: Variables
  /** Absent where the client did not read again. */
  readonly atRereading: Variables | undefined
  /** What there would be if the other writer were alone. */
  readonly alone: Variables
  /** What there is when nothing can happen any more. */
  readonly finally: Variables
  /** The bodies of the requests that were to write. */
  readonly written: readonly string[]
  readonly tookEffect: boolean
  /** What `applyPlan` returned or threw. */
  readonly result: ApplyResult | Error
}

/** Passes only where the clock is moved: it stands still, while sockets go on. */
const TIMEOUT_MS = 10_000

/** Runs a case, in process or over real sockets. */
export async function run(given: Case, overHttp: boolean): Promise<Observed> {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance', 'Date'] })
  const fake = createFakeDeployment({ environmentVariables: given.initial })
  if (overHttp) await fake.listen()
  try {
    return await observe(given, fake, overHttp ? request => fetch(request) : fake.fetch)
  } finally {
    vi.useRealTimers()
    await fake.close()
  }
}

async function observe(
  given: Case,
  fake: FakeDeployment,
  wire: (request: Request) => Promise<Response>,
): Promise<Observed> {
  const alone = new Map(Object.entries(given.initial))
  let applying = false
  let atRereading: Variables | undefined
  let beforeWriting: Variables | undefined

  /** The audit log does not see the other writer: what it holds, the client did. */
  function another(changes: Changes) {
    for (const variables of [fake.state.environmentVariables, alone]) {
      for (const [name, value] of Object.entries(changes)) {
        if (value === null) variables.delete(name)
        else variables.set(name, value)
      }
    }
  }

  /** Lets a commit land that comes when the client has gone. */
  async function land() {
    const committed = () => fake.state.environmentVariables !== beforeWriting
    await until(() => {
      vi.advanceTimersByTime(LATE_MS)
      return committed()
    })
  }

  const landsLate = given.strikes === 'writing' && given.fault?.kind === 'late-commit'

  /** What the others do before a request, and whether the fault strikes it. */
  async function before(method: string): Promise<boolean> {
    if (method === 'POST') {
      another(given.others[1])
      beforeWriting = fake.state.environmentVariables
      return given.strikes === 'writing'
    }
    if (beforeWriting) {
      if (landsLate && given.lands === 'before reading back') await land()
      another(given.others[2])
      return given.strikes === 'reading back'
    }
    if (!applying) return false
    another(given.others[0])
    atRereading = new Map(fake.state.environmentVariables)
    return given.strikes === 'rereading'
  }

  const client = createDeploymentClient({
    url: fake.url,
    token: fake.token,
    contract: 'v1',
    retry: false,
    timeout: TIMEOUT_MS,
    async fetch(request) {
      const struck = await before(request.method)
      if (!struck || !hangs(given)) return wire(request)
      const arrived = fake.requests.length
      const answer = wire(request)
      if (given.fault?.kind === 'stall') await answer
      else await until(() => fake.requests.length > arrived)
      // The client waits for what never comes.
      setImmediate(() => vi.advanceTimersByTime(TIMEOUT_MS))
      return answer
    },
  })

  const wanted = new Map(Object.entries(given.desired))
  const environment = desiredOf(given)
  const prune = given.prune && environment.size > 0 ? { prune: ['A', 'B', '__proto__'] } : {}
  const plan = await planDeployment(client, { environment, ...prune }, { maxRemovals: 9 })
  const atPlanning = new Map(fake.state.environmentVariables)
  if (given.fault) strike(fake, given)
  applying = true
  const result = await applyPlan(client, plan).catch((error: Error) => error)
  const written = fake.requests.filter(({ method }) => method === 'POST').map(({ body }) => body)
  if (written.length > 0 && landsLate) await land()
  return {
    planned: new Map(plan.environment.changes.map(({ name }) => [name, wanted.get(name) ?? null])),
    atPlanning,
    atRereading,
    alone,
    finally: fake.state.environmentVariables,
    written,
    tookEffect: fake.state.auditLog.length > 0,
    result,
  }
}

/** Waits in rounds of the event loop: the clock stands still. */
async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise(resolve => setImmediate(resolve))
}

function desiredOf({ desired, createOnly: marked }: Case): Map<string, DesiredValue> {
  const entries = Object.entries(desired).map(([name, value]): [string, DesiredValue] => {
    return [name, value !== null && marked.includes(name) ? createOnly(value) : value]
  })
  return new Map(entries)
}

function strike({ faults }: FakeDeployment, { fault, strikes }: Case): void {
  if (fault === undefined) return
  if (strikes === 'writing') faults.add(fault, { operation: 'updateEnvironmentVariables' })
  else faults.add(fault, { operation: 'listEnvironmentVariables', from: strikes === 'reading back' ? 2 : 1 })
}
