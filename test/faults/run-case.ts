import { getEventListeners } from 'node:events'
import type { CallOptions, ClientEvent, DeploymentClient } from '../../src/index.js'
import { createClient } from '../support/deployment.js'
import { http, type SocketServer, startSocketServer } from '../support/socket-server.js'
import { type Address, open } from './addresses.js'
import type { Arrival, Case, Controls } from './cases/case.js'
import type { FaultedOperation } from './operations.js'
import { type Move, startClock } from './virtual-clock.js'

/** What a call came to, and what could be seen of it from outside. */
export interface Observed {
  readonly value?: unknown
  readonly error?: unknown
  /** The requests that reached the server. */
  readonly arrived: number
  /** What made the clock move, in turn, and how long each wait was. */
  readonly moves: readonly Move[]
  readonly waits: readonly number[]
  /** The bytes that were taken from the server. */
  readonly taken: number
  /** Listeners that are left on the caller's signal. */
  readonly listeners: number
}

export const REASON = { enough: true }

const TIMEOUT_MS = 1_000

/** The options of a client in a case. */
export interface Given {
  readonly url?: string | undefined
  readonly token?: unknown
}

/** A call of a client, and a body that it is answered well with. */
export interface Called<Client> extends Pick<FaultedOperation, 'retry' | 'good' | 'newer'> {
  readonly call: (client: Client, options: CallOptions) => Promise<unknown>
}

/** Makes a call on a server with a fault, `times` times before it answers well, and watches from all sides. */
export function runCase(
  one: Case,
  operation: Called<DeploymentClient>,
  elsewhere: string,
  times?: number,
): Promise<Observed> {
  return runCaseOf(createClient, one, operation, elsewhere, times)
}

/** Does the same with a client of another kind. */
export async function runCaseOf<Client>(
  create: (options: Given) => Client,
  one: Case,
  operation: Called<Client>,
  elsewhere: string,
  times = Number.POSITIVE_INFINITY,
): Promise<Observed> {
  const clock = startClock()
  const controller = new AbortController()
  const controls: Controls = {
    good: operation.good,
    newer: operation.newer,
    elsewhere,
    stalled: () => clock.move('timeout', TIMEOUT_MS),
    abort: () => controller.abort(REASON),
    jump: clock.jump,
  }
  const server = await serve(one, controls, times)
  const waits: number[] = []
  const warn = (event: ClientEvent) => {
    if (event.type !== 'retry') return
    if (one.aborts === 'asleep') return queueMicrotask(controls.abort)
    waits.push(event.waitMs)
    clock.move('wait', event.waitMs)
  }
  const token = one.token
  const options = {
    url: server.url,
    token: token ? () => token(controls) : 'dev:happy-otter-123|s3cr3t-key',
    contract: 'v1',
    timeout: TIMEOUT_MS,
    logger: { warn },
    ...(operation.retry && { retry: operation.retry }),
    ...one.options,
  }
  try {
    if (one.aborts === 'before') controls.abort()
    const settled = await settle(operation.call(create(options), { signal: controller.signal }))
    if (one.aborts === 'after') controls.abort()
    if (one.hangsUp && 'hungUp' in server) await server.hungUp()
    return {
      ...settled,
      ...seen(server),
      moves: clock.moves,
      waits,
      listeners: getEventListeners(controller.signal, 'abort').length,
    }
  } finally {
    clock.stop()
    await server.close()
  }
}

function serve({ place, answer }: Case, controls: Controls, times: number): Promise<SocketServer | Address> {
  if (place) return open(place)
  return startSocketServer((socket, count) => {
    const arrival: Arrival = { ...controls, socket }
    if (answer && count <= times) answer(arrival)
    else socket.end(http('200 OK', controls.good))
  })
}

function seen(server: SocketServer | Address): { arrived: number; taken: number } {
  return 'requests' in server
    ? { arrived: server.requests.length, taken: server.written() }
    : { arrived: server.arrived(), taken: 0 }
}

function settle(call: Promise<unknown>): Promise<{ value: unknown } | { error: unknown }> {
  return call.then(
    value => ({ value }),
    (error: unknown) => ({ error }),
  )
}
