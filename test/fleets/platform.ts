/** A fake platform in a process of its own, whose deployments each listen at a port of their own: `platform.ts COUNT`. */
import { createFakePlatform, rateLimitedFor } from '../../src/fake/index.js'

/** What the process that started it may ask. */
export type Asked =
  | { readonly type: 'count' }
  /** Says so once the clock was read so often, or once so few deployments are left unchanged. */
  | { readonly type: 'after'; readonly requests: number; readonly unchanged: number }
  | { readonly type: 'limit'; readonly seconds: number }
  | { readonly type: 'delete'; readonly index: number }
  | { readonly type: 'end' }

/** The deployments as they are, and the requests to them. */
export interface Counted {
  /** The deployments by the value of their variable. */
  readonly values: Readonly<Record<string, number>>
  /** The deployments by the number of writes that they received since the last count. */
  readonly writes: Readonly<Record<number, number>>
  readonly requests: number
}

/** How often the clock is read between two looks at what is left. */
const LOOK = 500

let reads = 0
let target = Number.POSITIVE_INFINITY
let fewest = 0
const platform = createFakePlatform({
  now: () => {
    reads += 1
    if (reads === target || (reads % LOOK === 0 && fewest > 0 && unchanged() <= fewest)) {
      fewest = 0
      process.send?.('reached')
    }
    return Date.now()
  },
})
const project = platform.createProject('Shop')
for (let index = 0; index < Number(process.argv[2]); index++)
  platform
    .createDeployment(project, { type: 'preview' })
    .deployment.state.environmentVariables.set('OWN', `${index}`)
await platform.listen()
process.send?.({ url: platform.url, token: platform.token, teamId: project.teamId, requests: 0 })

process.on('message', (asked: Asked) => {
  if (asked.type === 'count') process.send?.(count())
  if (asked.type === 'after') {
    target = reads + asked.requests
    fewest = asked.unchanged
  }
  if (asked.type === 'limit')
    platform.state.deployments[7]?.deployment.faults.add(rateLimitedFor(asked.seconds))
  if (asked.type === 'delete') {
    const [gone] = platform.state.deployments.splice(asked.index, 1)
    void gone?.deployment.close()
  }
  if (asked.type === 'end') process.exit()
})

function unchanged(): number {
  return platform.state.deployments.filter(
    ({ deployment }) => !deployment.state.environmentVariables.has('LEVEL'),
  ).length
}

const seen = new Map<string, number>()

function count(): Counted {
  const values: Record<string, number> = {}
  const writes: Record<number, number> = {}
  let requests = 0
  for (const { name, deployment } of platform.state.deployments) {
    const value = deployment.state.environmentVariables.get('LEVEL') ?? 'none'
    values[value] = (values[value] ?? 0) + 1
    const all = deployment.requests.filter(
      ({ operation }) => operation === 'updateEnvironmentVariables',
    ).length
    const own = all - (seen.get(name) ?? 0)
    seen.set(name, all)
    writes[own] = (writes[own] ?? 0) + 1
    requests += deployment.requests.length
  }
  return { values, writes, requests }
}
