import { createTables, type FakeTables } from './data-sync/tables.js'
import { createClock } from './deliveries/clock.js'
import type { FakeLogEvent } from './deliveries/event.js'
import { createLogStreaming } from './deliveries/log-streaming.js'
import type { FakeDelivery } from './deliveries/sink.js'
import { createFaults, type Fault, type Faults, operationIds } from './faults.js'
import { isRead } from './http.js'
import { serve } from './listener.js'
import { assertOptions, type FakeDeploymentOptions, initialState } from './options.js'
import { answerOwn } from './own-paths.js'
import { createRequestLog, type FakeRequest } from './request-log.js'
import { type Routed, respond, routeOf } from './respond.js'
import { type Served, serveFault, toFetchResult } from './serve-fault.js'
import { cloudHost, type FakeState } from './state.js'
import { createSyncSession, type SyncSession } from './sync-session.js'

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
  /** The documents of the deployment, which data sync exports. */
  readonly tables: FakeTables
  /** The faults of the next requests. */
  readonly faults: Faults
  /** The last 1,000 requests that it received, in their order; fewer if their bodies together have more than 16 MiB. */
  readonly requests: readonly FakeRequest[]
  /** Shows the last 1,000 attempts to deliver events of log streams, and the events that were not sent, each with its outcome. */
  readonly deliveries: readonly FakeDelivery[]
  /**
   * Adds an event for the log streams that are active and select its topic. The events of the audit log flow by
   * themselves. They are sent after 5 seconds by the fake's clock, or at once by `deliverAll()`.
   * @throws {TypeError} if the topic is unknown
   */
  emit<Event extends FakeLogEvent>(event: Event): void
  /**
   * Sends the events and verifications of log streams that are due, without the waits before and between attempts.
   * Resolves when each is delivered or given up. An endpoint that does not answer is given up after its time, by the
   * fake's clock.
   */
  deliverAll(): Promise<void>
  /** Returns a copy of the data. */
  snapshot(): FakeState
  /** Replaces the data with a copy, and restarts the log streams: what was not delivered is lost. */
  restore(snapshot: FakeState): void
  /**
   * Serves the deployment over HTTP on loopback, by default on a free port. Needs Node, Bun or Deno. A browser shows at `url`
   * what it holds and was asked: names, and no values. `POST /_fake/reset`, with the fake's key, puts its data back to what
   * it was when this was called.
   * @throws {Error} if it listens already, or the port is taken
   */
  listen(port?: number): Promise<void>
  /** Stops serving and delivering, and closes all connections. `listen()` starts both again. */
  close(): Promise<void>
}

/**
 * Creates a fake deployment. It lists the variables that you set, and refuses the requests that a real one refuses.
 * @throws {TypeError} if an option is unknown or beside `state`, a limit is not a positive number, or a key has an empty list of
 * permissions
 * @example
 * const fake = createFakeDeployment()
 * const deployment = createDeploymentClient({ url: fake.url, token: fake.token, fetch: fake.fetch })
 * await deployment.env.set({ GREETING: 'hello' })
 */
export function createFakeDeployment(options: FakeDeploymentOptions = {}): FakeDeployment {
  assertOptions(options)
  const { contract = 'v1' } = options
  const clock = createClock(options.now)
  const state = initialState(options)
  const { kind } = state
  const token = state.keys[0]?.token ?? ''
  const faults = createFaults(operationIds)
  const logStreaming = createLogStreaming(state, clock, options.deliver)
  const log = createRequestLog(clock.now)
  // Keeps a waiting request, and with it its signal, from garbage collection.
  const inProgress = new Set<Request>()
  let url = kind === 'cloud' ? `https://${cloudHost(state)}.cloud` : 'http://127.0.0.1:3210'
  let listening: ReturnType<typeof serve> | undefined

  async function handle(
    request: Request,
    address: string | null,
    readDocument?: () => string | undefined,
  ): Promise<Served> {
    const body = isRead(request.method) ? EMPTY : new Uint8Array(await request.arrayBuffer())
    const routed = routeOf(request, contract)
    const logged = log.add(record(request, body, routed))
    const fault = faults.next(routed.route?.id)
    const answer = () => {
      logStreaming.follow()
      const now = clock.now()
      const response = respond({ request, body, address, origin: url, readDocument, routed, state, now })
      logStreaming.follow()
      return response
    }
    const served = fault ? await serveWithFault(fault, answer, request) : answer()
    if (served !== 'reset') logged.status = served.status
    return served
  }

  function serveWithFault(fault: Fault, answer: () => Response, request: Request): Promise<Served> {
    inProgress.add(request)
    return serveFault(fault, answer, request).finally(() => inProgress.delete(request))
  }

  /** Records the handshake of a WebSocket as the request that it is. Its status follows if it is accepted. */
  function receiveHandshake(request: Request): () => SyncSession {
    const logged = log.add(record(request, EMPTY, routeOf(request, contract)))
    return () => {
      logged.status = 101
      return createSyncSession(state, clock.now)
    }
  }

  const deployment: FakeDeployment = {
    get url() {
      return url
    },
    token,
    state,
    tables: createTables(state, clock.now),
    faults,
    requests: log.requests,
    fetch: async request => toFetchResult(await handle(request, null), request.signal),
    snapshot: () => structuredClone(state),
    deliveries: logStreaming.deliveries,
    emit: logStreaming.emit,
    deliverAll: logStreaming.deliverAll,
    restore(snapshot) {
      Object.assign(state, structuredClone(snapshot))
      logStreaming.restart()
    },
    async listen(port = 0) {
      if (listening)
        throw new Error('This fake deployment listens already, or is about to: await `close()` first.')
      listening = start(port)
      try {
        await listening
      } catch (error) {
        listening = undefined
        throw error
      }
    },
    async close() {
      const closing = listening
      // A start that is under way ends first. If it fails, `listen()` says so.
      const server = await closing?.catch(() => undefined)
      await Promise.all([logStreaming.stop(), server?.close()])
      if (listening === closing) listening = undefined
    },
  }

  async function start(port: number): ReturnType<typeof serve> {
    const initial = deployment.snapshot()
    const reset = () => deployment.restore(initial)
    const parts = { token, state, log, deliveries: logStreaming.deliveries, reset }
    const ownAnswer = (request: Request) => answerOwn(request, { ...parts, url })
    const server = await serve({ handle, receiveHandshake, answerOwn: ownAnswer }, port)
    logStreaming.start()
    url = server.url
    return server
  }

  return deployment
}

const EMPTY = new Uint8Array()

function record(request: Request, body: Uint8Array, { path, route }: Routed): FakeRequest {
  const { authorization: _, ...headers } = Object.fromEntries(request.headers)
  return { method: request.method, path, operation: route?.id, body: new TextDecoder().decode(body), headers }
}
