import { vi } from 'vitest'
import { createFakeDeployment, type FakeDeployment } from '../../../src/fake/index.js'
import {
  type ApplyResult,
  createDeploymentClient,
  createOnly,
  type DesiredValue,
} from '../../../src/index.js'
import { type Changes, hangs, type Story } from './story.js'

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
  /** What `apply` returned or threw. */
  readonly told: ApplyResult | Error
}

/** Long enough for a busy machine; short where an answer never comes. */
const TIMEOUT_MS = 10_000
const SHORT_TIMEOUT_MS = 250

/** Lets a story happen, in process or over real sockets. */
export async function live(story: Story, overHttp: boolean): Promise<Observed> {
  const fake = createFakeDeployment({ environmentVariables: story.initial })
  if (overHttp) await fake.listen()
  try {
    return await happen(story, fake, overHttp ? request => fetch(request) : fake.fetch)
  } finally {
    await fake.close()
  }
}

async function happen(
  story: Story,
  fake: FakeDeployment,
  wire: (request: Request) => Promise<Response>,
): Promise<Observed> {
  const alone = new Map(Object.entries(story.initial))
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

  function meanwhile(method: string) {
    if (method === 'POST') {
      another(story.others[1])
      beforeWriting = fake.state.environmentVariables
    } else if (beforeWriting) another(story.others[2])
    else if (applying) {
      another(story.others[0])
      atRereading = new Map(fake.state.environmentVariables)
    }
  }

  const { env } = createDeploymentClient({
    url: fake.url,
    token: fake.token,
    contract: 'v1',
    retry: false,
    timeout: hangs(story) ? SHORT_TIMEOUT_MS : TIMEOUT_MS,
    fetch: request => {
      meanwhile(request.method)
      return wire(request)
    },
  })

  const wanted = new Map(Object.entries(story.desired))
  const desired = desiredOf(story)
  const prune = story.prune && desired.size > 0 ? { only: ['A', 'B', '__proto__'] } : undefined
  const plan = await env.plan(desired, { maxRemovals: 9, prune })
  const atPlanning = new Map(fake.state.environmentVariables)
  if (story.fault) strike(fake, story)
  applying = true
  const told = await env.apply(plan).catch((error: Error) => error)
  const written = fake.requests.filter(({ method }) => method === 'POST').map(({ body }) => body)
  if (written.length > 0 && story.strikes === 'writing' && story.fault?.kind === 'late-commit') {
    await vi.waitUntil(() => fake.state.environmentVariables !== beforeWriting, {
      interval: 1,
      timeout: TIMEOUT_MS,
    })
  }
  return {
    planned: new Map(plan.changes.map(({ name }) => [name, wanted.get(name) ?? null])),
    atPlanning,
    atRereading,
    alone,
    finally: fake.state.environmentVariables,
    written,
    tookEffect: fake.state.auditLog.length > 0,
    told,
  }
}

function desiredOf({ desired, createOnly: marked }: Story): Map<string, DesiredValue> {
  const entries = Object.entries(desired).map(([name, value]): [string, DesiredValue] => {
    return [name, value !== null && marked.includes(name) ? createOnly(value) : value]
  })
  return new Map(entries)
}

function strike({ faults }: FakeDeployment, { fault, strikes }: Story): void {
  if (fault === undefined) return
  if (strikes === 'writing') faults.add(fault, { operation: 'updateEnvironmentVariables' })
  else faults.add(fault, { operation: 'listEnvironmentVariables', from: strikes === 'reading back' ? 2 : 1 })
}
