import { type Address, open } from '../../test/faults/addresses.js'
import type { Arrival, Case } from '../../test/faults/cases/case.js'
import { http, type SocketServer, startSocketServer } from '../../test/support/socket-server.js'
import { type Client, MARKER, TIMEOUT_MS } from './clients.js'

export type Call = 'read' | 'write'

/** The result of a client's call with a fault. */
export interface Seen {
  readonly client: Client
  readonly one: Case
  readonly call: Call
  /** The name of the error; `success`; or `pending`, after `PATIENCE_MS`. */
  readonly came: string
  /** The number of requests that arrived, if there was a server. */
  readonly arrived: number | undefined
  /** The data that reached the server of a redirect. */
  readonly elsewhere: 'nothing' | 'a request' | 'the body'
  /** The number of bytes that the client took from the server. */
  readonly taken: number
}

/** The time in which three attempts with their timeouts and waits end. */
export const PATIENCE_MS = 10 * TIMEOUT_MS

const GOOD = '{"environmentVariables":{"A":"1"}}'

/** Calls a client with a fault, on real sockets and in real time. */
export async function put(client: Client, one: Case, call: Call): Promise<Seen> {
  const elsewhere = await startSocketServer(socket => socket.end(http('200 OK', GOOD)))
  const server = await serve(one, elsewhere.url)
  try {
    const came = await Promise.race([settle(client[call](server.url)), pending()])
    const { arrived, taken } = seen(server)
    return { client, one, call, came, arrived, taken, elsewhere: deliveredTo(elsewhere) }
  } finally {
    await Promise.all([server.close(), elsewhere.close()])
  }
}

function serve({ place, answer }: Case, elsewhere: string): Promise<SocketServer | Address> {
  if (place) return open(place)
  const nothing = () => {}
  return startSocketServer(socket => {
    const arrival: Arrival = {
      socket,
      elsewhere,
      good: GOOD,
      newer: GOOD,
      stalled: nothing,
      abort: nothing,
      jump: nothing,
    }
    answer?.(arrival)
  })
}

function settle(call: Promise<unknown>): Promise<string> {
  return call.then(
    () => 'success',
    (error: unknown) => (error instanceof Error ? nameOf(error) : 'no error'),
  )
}

/** Returns an error's own name, or else its class. */
function nameOf(error: Error): string {
  return error.name === 'Error' ? error.constructor.name : error.name
}

function pending(): Promise<string> {
  return new Promise(resolve => setTimeout(() => resolve('pending'), PATIENCE_MS))
}

function seen(server: SocketServer | Address): Pick<Seen, 'arrived' | 'taken'> {
  return 'requests' in server
    ? { arrived: server.requests.length, taken: server.written() }
    : { arrived: undefined, taken: 0 }
}

function deliveredTo({ requests }: SocketServer): Seen['elsewhere'] {
  if (requests.some(request => request.includes(MARKER))) return 'the body'
  return requests.length > 0 ? 'a request' : 'nothing'
}
