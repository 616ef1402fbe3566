import { assertKnown, createFaults, type Faults } from './faults.js'
import { randomHex } from './ids.js'
import { serve } from './listener.js'
import { type Routed, respond, routeOf } from './respond.js'
import type { FakeContract } from './routes.js'
import { type Served, serveFault } from './serve-fault.js'
import { type FakeKey, type FakePlan, type FakeState, freshState } from './state.js'

/** The options of a fake deployment. */
export interface FakeDeploymentOptions {
  /**
   * The contract that it serves: the one of today's deployments, or the published document.
   * @default 'v1'
   */
  readonly contract?: FakeContract | undefined
  /**
   * The kind of deployment that it imitates: on Convex's cloud or self-hosted.
   * @default 'cloud'
   */
  readonly personality?: FakeState['personality'] | undefined
  /** @default 'happy-otter-123' */
  readonly name?: string | undefined
  /** @default 'dev' */
  readonly deploymentType?: 'dev' | 'prod' | 'preview' | 'custom' | undefined
  /** The keys that it accepts in addition to `token`. */
  readonly keys?: readonly FakeKey[] | undefined
  readonly plan?: Partial<FakePlan> | undefined
  readonly environmentVariables?: { readonly [name: string]: string } | undefined
  /** The clock, in milliseconds since the epoch. @default Date.now */
  readonly now?: (() => number) | undefined
}

const OPTIONS: Readonly<Record<keyof FakeDeploymentOptions, true>> = {
  contract: true,
  personality: true,
  name: true,
  deploymentType: true,
  keys: true,
  plan: true,
  environmentVariables: true,
  now: true,
}

/** A request that the fake received. */
export interface FakeRequest {
  readonly method: string
  readonly path: string
  /** The id of the operation, if the path and the method have one. */
  readonly operation: string | undefined
  readonly body: string
  /** All headers but `authorization`. */
  readonly headers: Readonly<Record<string, string>>
}

/** A deployment in memory, as strict as a real one. */
export interface FakeDeployment {
  /** Its origin. Before `listen()` this is the origin of a real deployment, then the address of the server. */
  readonly url: string
  /** A key with all permissions. */
  readonly token: string
  /**
   * Answers requests without a socket: pass it to `createDeploymentClient({ fetch })`. Answers as over HTTP, except
   * that only `listen()` serves `openapi.json`, which is a file.
   */
  fetch(request: Request): Promise<Response>
  /** The data of the deployment. Tests may read and change it. */
  readonly state: FakeState
  /** The faults of the next requests. */
  readonly faults: Faults
  /** The requests that it received, in their order. */
  readonly requests: readonly FakeRequest[]
  /** Returns a copy of the data. */
  snapshot(): FakeState
  /** Replaces the data with a copy. */
  restore(snapshot: FakeState): void
  /** Serves the deployment over HTTP on loopback, by default on a free port. Needs Node, Bun or Deno. */
  listen(port?: number): Promise<void>
  /** Stops serving and closes all connections. */
  close(): Promise<void>
}

/**
 * Creates a fake deployment. It lists the variables that you set, and refuses the requests that a real one refuses.
 * @throws {TypeError} if an option is unknown
 * @example
 * const fake = createFakeDeployment()
 * const deployment = createDeploymentClient({ url: fake.url, token: fake.token, fetch: fake.fetch })
 * await deployment.env.set({ GREETING: 'hello' })
 */
export function createFakeDeployment(options: FakeDeploymentOptions = {}): FakeDeployment {
  for (const option of Object.keys(options)) assertKnown(option, Object.keys(OPTIONS), 'an option of a fake')
  const { contract = 'v1', personality = 'cloud', name = 'happy-otter-123', deploymentType = 'dev' } = options
  const { now = Date.now } = options
  const state = freshState(name, personality)
  const token =
    personality === 'cloud' ? `${deploymentType}:${name}|${randomHex(32)}` : `${name}|01${randomHex(64)}`
  state.deploymentType = deploymentType
  state.keys = [{ token }, ...(options.keys ?? [])]
  state.environmentVariables = new Map(Object.entries(options.environmentVariables ?? {}))
  Object.assign(state.plan, options.plan)
  const faults = createFaults()
  const requests: FakeRequest[] = []
  // Keeps a waiting request, and with it its signal, from garbage collection.
  const inProgress = new Set<Request>()
  let url = personality === 'cloud' ? `https://${name}.convex.cloud` : 'http://127.0.0.1:3210'
  let stop: (() => Promise<void>) | undefined

  async function handle(
    request: Request,
    address: string | null,
    readDocument?: () => string | undefined,
  ): Promise<Served> {
    const body = new Uint8Array(await request.clone().arrayBuffer())
    const routed = routeOf(request, contract)
    requests.push(record(request, body, routed))
    const fault = faults.next(routed.route?.id)
    const answer = () => respond({ request, body, address, readDocument }, routed, contract, state, now())
    if (!fault) return answer()
    inProgress.add(request)
    return serveFault(fault, answer, request).finally(() => inProgress.delete(request))
  }

  return {
    get url() {
      return url
    },
    token,
    state,
    faults,
    requests,
    fetch: async request => toFetchResult(await handle(request, null), request.signal),
    snapshot: () => structuredClone(state),
    restore: snapshot => void Object.assign(state, structuredClone(snapshot)),
    async listen(port = 0) {
      const server = await serve(handle, port)
      url = server.url
      stop = server.close
    },
    async close() {
      await stop?.()
      stop = undefined
    },
  }
}

function record(request: Request, body: Uint8Array, { path, route }: Routed): FakeRequest {
  const { authorization: _, ...headers } = Object.fromEntries(request.headers)
  return { method: request.method, path, operation: route?.id, body: new TextDecoder().decode(body), headers }
}

/** Returns or throws as `fetch` does: throws if the connection broke or the client aborted. */
function toFetchResult(served: Served, signal: AbortSignal): Response {
  signal.throwIfAborted()
  if (served !== 'reset') return served
  throw new TypeError('fetch failed', {
    cause: Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' }),
  })
}
