import { createFaults, type Faults } from './faults.js'
import { randomHex } from './ids.js'
import { serve } from './listener.js'
import { type Fate, meetFault } from './meet-fault.js'
import { type Routed, respond, routeOf } from './respond.js'
import type { FakeContract } from './routes.js'
import { type FakeKey, type FakePlan, type FakeState, freshState } from './state.js'

/** What a fake deployment is like. */
export interface FakeDeploymentOptions {
  /**
   * The contract that it speaks: what deployments answer today, or the published document.
   * @default 'v1'
   */
  readonly contract?: FakeContract | undefined
  /**
   * Whether it answers as one on Convex's cloud or as a self-hosted one.
   * @default 'cloud'
   */
  readonly personality?: FakeState['personality'] | undefined
  /** @default 'happy-otter-123' */
  readonly name?: string | undefined
  /** @default 'dev' */
  readonly deploymentType?: 'dev' | 'prod' | 'preview' | 'custom' | undefined
  /** The keys that it accepts beside `token`, which may do everything. */
  readonly keys?: readonly FakeKey[] | undefined
  readonly plan?: Partial<FakePlan> | undefined
  readonly environmentVariables?: { readonly [name: string]: string } | undefined
  /** Its clock, in milliseconds since the epoch. @default Date.now */
  readonly now?: (() => number) | undefined
}

/** A request that the fake was sent. */
export interface FakeRequest {
  readonly method: string
  readonly path: string
  /** The operation that it was for, where it was for one. */
  readonly operation: string | undefined
  readonly body: string
  /** All headers but `authorization`. */
  readonly headers: Readonly<Record<string, string>>
}

/** A deployment in memory, as strict as a real one. */
export interface FakeDeployment {
  /** Its origin: that of a real deployment until it listens, then where it listens. */
  readonly url: string
  /** A key that may do everything. */
  readonly token: string
  /**
   * Answers requests without a socket: pass it to `createDeploymentClient({ fetch })`. Everything is as over HTTP, but
   * that `openapi.json`, which is a file, is served only by `listen()`.
   */
  fetch(request: Request): Promise<Response>
  /** Everything that it holds, to be looked at and changed. */
  readonly state: FakeState
  /** What is to go wrong. */
  readonly faults: Faults
  /** The requests that it was sent, in their order. */
  readonly requests: readonly FakeRequest[]
  /** A copy of all that it holds. */
  snapshot(): FakeState
  /** Goes back to a copy. */
  restore(snapshot: FakeState): void
  /** Serves the same over HTTP, on a free port of loopback unless one is named; needs Node, Bun or Deno. */
  listen(port?: number): Promise<void>
  /** Stops serving, and drops the connections that are open. */
  close(): Promise<void>
}

/**
 * Makes a fake deployment: what is set is listed, and what a real one refuses is refused.
 * @example
 * const fake = createFakeDeployment()
 * const deployment = createDeploymentClient({ url: fake.url, token: fake.token, fetch: fake.fetch })
 * await deployment.env.set({ GREETING: 'hello' })
 */
export function createFakeDeployment(options: FakeDeploymentOptions = {}): FakeDeployment {
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
  // Nothing else may hold a request that waits, and its signal would be collected with it.
  const underWay = new Set<Request>()
  let url = personality === 'cloud' ? `https://${name}.convex.cloud` : 'http://127.0.0.1:3210'
  let stop: (() => Promise<void>) | undefined

  async function handle(
    request: Request,
    address: string | null,
    readDocument?: () => string | undefined,
  ): Promise<Fate> {
    const body = new Uint8Array(await request.clone().arrayBuffer())
    const routed = routeOf(request, contract)
    requests.push(record(request, body, routed))
    const fault = faults.next(routed.route?.id)
    const answer = () => respond({ request, body, address, readDocument }, routed, contract, state, now())
    if (!fault) return answer()
    underWay.add(request)
    return meetFault(fault, answer, request).finally(() => underWay.delete(request))
  }

  return {
    get url() {
      return url
    },
    token,
    state,
    faults,
    requests,
    fetch: async request => realise(await handle(request, null), request.signal),
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

/** What a `fetch` does with a fate: a broken connection rejects, and so does a client that went away. */
function realise(fate: Fate, signal: AbortSignal): Response {
  signal.throwIfAborted()
  if (fate !== 'reset') return fate
  throw new TypeError('fetch failed', {
    cause: Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' }),
  })
}
