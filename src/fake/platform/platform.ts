import { createClock } from '../deliveries/clock.js'
import type { Deliver } from '../deliveries/request.js'
import type { FakeDeployment } from '../fake-deployment.js'
import { assertKnown, createFaults, type Faults } from '../faults.js'
import { isRead } from '../http.js'
import { randomHex } from '../ids.js'
import { serve } from '../listener.js'
import { problemResponse } from '../pipeline.js'
import { Refusal } from '../refusal.js'
import { createRequestLog, type FakeRequest } from '../request-log.js'
import { type Served, serveFault, toFetchResult } from '../serve-fault.js'
import { addressesOf } from './addresses.js'
import { sees, type WantedDeployment } from './call.js'
import { nameOf, newDeployment } from './new-deployment.js'
import { newProject } from './projects.js'
import { perform, platformRouteOf } from './respond.js'
import { type FakePlatformOperationId, platformOperationIds } from './routes.js'
import {
  type FakePlatformDeployment,
  type FakePlatformState,
  type FakeProject,
  type FakeTeam,
  type FakeToken,
  type FakeTokenKind,
  freshPlatform,
  takeId,
} from './state.js'

/** The options of a fake platform. */
export interface FakePlatformOptions {
  /** The clock of the platform and of all its deployments, in milliseconds since the epoch. @default Date.now */
  readonly now?: (() => number) | undefined
  /** Takes the deliveries of webhooks of all deployments, as for `createFakeDeployment`. */
  readonly deliver?: Deliver | undefined
}

/** A platform in memory: its management API, and the deployments that it creates. */
export interface FakePlatform {
  /** The origin of its management API. Before `listen()` this is the real one, then the address of the server. */
  readonly url: string
  /** An access token of its first team. */
  readonly token: string
  /**
   * Answers requests without a socket, for the management API and for every deployment: pass it to
   * `createManagementClient({ fetch })`.
   */
  fetch(request: Request): Promise<Response>
  /** The data of the platform. Tests may read and change it. */
  readonly state: FakePlatformState
  /** The faults of the next requests to the management API. Each deployment has its own. */
  readonly faults: Faults<FakePlatformOperationId>
  /** The last 1,000 requests to the management API, in their order. */
  readonly requests: readonly FakeRequest[]
  /** Adds a team. */
  createTeam(slug: string): FakeTeam
  /** Adds a project, by default to the first team. */
  createProject(name: string, team?: FakeTeam): FakeProject
  /** Adds a deployment to a project. By default it is a production deployment with a reference of its own. */
  createDeployment(project: FakeProject, wanted?: Partial<WantedDeployment>): FakePlatformDeployment
  /** Returns a new token, by default for the first team. One of the kind `oauthProject` needs a project. */
  grant(kind: FakeTokenKind, target?: FakeTeam | FakeProject): string
  /**
   * Returns the deployment of a name.
   * @throws {Error} if there is none, or no longer
   */
  deployment(name: string): FakeDeployment
  /**
   * Serves the management API over HTTP on loopback, by default on a free port, and each deployment on a port of its own,
   * also those that are created later. Needs Node, Bun or Deno.
   * @throws {Error} if it listens already, or the port is taken
   */
  listen(port?: number): Promise<void>
  /** Stops serving, and closes all deployments. */
  close(): Promise<void>
}

/**
 * Creates a fake of Convex's management API with one team. Its deployments are fake deployments, which accept the tokens of
 * their team and project.
 * @throws {TypeError} if an option is unknown
 * @example
 * const platform = createFakePlatform()
 * const management = createManagementClient({ token: platform.token, fetch: platform.fetch })
 */
export function createFakePlatform(options: FakePlatformOptions = {}): FakePlatform {
  for (const option of Object.keys(options))
    assertKnown(option, ['now', 'deliver'], 'an option of a fake platform')
  const { now } = createClock(options.now)
  const state = freshPlatform()
  const faults = createFaults<FakePlatformOperationId>(platformOperationIds)
  const log = createRequestLog(now)
  const addresses = addressesOf()
  // Keeps a waiting request, and with it its signal, from garbage collection.
  const inProgress = new Set<Request>()
  let url = 'https://api.convex.dev'
  let listening: ReturnType<typeof serve> | undefined
  let names = 0

  function add(project: FakeProject, wanted: WantedDeployment): FakePlatformDeployment {
    const name = nameOf(++names)
    const added = newDeployment(state, project, wanted, { name, now, deliver: options.deliver })
    addresses.add(added.deployment)
    return added
  }

  function remove(removed: FakePlatformDeployment): void {
    state.deployments.splice(state.deployments.indexOf(removed), 1)
    addresses.remove(removed.deployment)
  }

  /** Deletes what has expired by the platform's clock. */
  function expire(): void {
    const time = now()
    const expired = state.deployments.filter(({ expiresAt }) => expiresAt !== null && expiresAt <= time)
    for (const one of expired) remove(one)
  }

  async function handle(request: Request): Promise<Served> {
    const body = isRead(request.method) ? new Uint8Array() : new Uint8Array(await request.arrayBuffer())
    const routed = platformRouteOf(request)
    const { authorization: _, ...headers } = Object.fromEntries(request.headers)
    const text = new TextDecoder().decode(body)
    const { method } = request
    const operation = routed.route?.id
    const logged = log.add({ method, path: routed.path, operation, body: text, headers })
    const answer = () => {
      expire()
      return perform({ request, body, routed, state, now, add, remove, settled: addresses.settled })()
    }
    const fault = faults.next(operation)
    inProgress.add(request)
    const served = await (fault ? serveFault(fault, answer, request) : answer()).finally(() =>
      inProgress.delete(request),
    )
    if (served !== 'reset') logged.status = served.status
    return served
  }

  function createTeam(slug: string): FakeTeam {
    const team = { id: takeId(state), slug, name: slug }
    state.teams.push(team)
    return team
  }

  function grant(kind: FakeTokenKind, target: FakeTeam | FakeProject = first): string {
    const project = 'teamId' in target ? target : undefined
    if (kind === 'oauthProject' && !project) throw new TypeError('A token of a project needs a project.')
    const teamId = project?.teamId ?? target.id
    const team = state.teams.find(({ id }) => id === teamId)
    const prefix = { oauthTeam: `team:${team?.slug}|`, oauthProject: `project:${team?.slug}:${target.slug}|` }
    const token: FakeToken = {
      token: `${kind === 'oauthTeam' || kind === 'oauthProject' ? prefix[kind] : ''}ey${randomHex(40)}`,
      kind,
      id: takeId(state),
      name: kind,
      createTime: now(),
      teamId,
      ...(kind === 'oauthProject' && { projectId: target.id }),
    }
    state.tokens.push(token)
    if (kind !== 'personal') admit(token)
    return token.token
  }

  /** Lets the deployments that a token is for accept it. */
  function admit(token: FakeToken): void {
    for (const { projectId, deployment } of state.deployments) {
      const project = state.projects.find(({ id }) => id === projectId)
      if (project && sees(token, project)) deployment.state.keys.push({ token: token.token })
    }
  }

  const first = createTeam('otters')
  const token = grant('team')

  const platform: FakePlatform = {
    get url() {
      return url
    },
    token,
    state,
    faults,
    requests: log.requests,
    createTeam,
    createProject: (name, team = first) => newProject(state, team.id, name, now()),
    createDeployment(project, wanted = {}) {
      const usual = { type: 'prod', region: 'aws-us-east-1', class: 's16', reference: undefined }
      return add(project, { ...usual, isDefault: false, expiresAt: null, creator: null, ...wanted })
    },
    grant,
    deployment(name) {
      expire()
      const found = state.deployments.find(one => one.name === name)
      if (found) return found.deployment
      throw new Error(`The fake platform has no deployment ${JSON.stringify(name)}.`)
    },
    async fetch(request) {
      expire()
      const { origin, hostname } = new URL(request.url)
      if (origin === url) return toFetchResult(await handle(request), request.signal)
      const deployment = addresses.at(origin)
      if (deployment) return deployment.fetch(request)
      if (hostname.endsWith('.convex.cloud'))
        return problemResponse(new Refusal(404, 'InstanceNotFound', 'There is no such deployment.'))
      const cause = Object.assign(new Error(`getaddrinfo ENOTFOUND ${hostname}`), { code: 'ENOTFOUND' })
      throw new TypeError('fetch failed', { cause })
    },
    async listen(port = 0) {
      if (listening) throw new Error('This fake platform listens already: await `close()` first.')
      listening = serve({ handle, answerOwn: () => undefined, receiveHandshake: refuseHandshake }, port)
      try {
        url = (await listening).url
      } catch (error) {
        listening = undefined
        throw error
      }
      addresses.listen(state.deployments.map(({ deployment }) => deployment))
      await addresses.settled()
    },
    async close() {
      const server = await listening?.catch(() => undefined)
      const all = state.deployments.map(({ deployment }) => deployment)
      await Promise.all([server?.close(), addresses.close(all)])
      listening = undefined
    },
  }
  return platform
}

function refuseHandshake(): never {
  throw new Error('The management API has no WebSocket.')
}
