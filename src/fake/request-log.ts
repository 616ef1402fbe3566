import { LARGEST_BODY } from './limits.js'

/** A request that the fake received. */
export interface FakeRequest {
  readonly method: string
  readonly path: string
  /** The id of the operation, if the path and the method have one. */
  readonly operation: string | undefined
  /** The body as text. It is cut after 2 MiB, more than which a deployment refuses. */
  readonly body: string
  /** All headers but `authorization`. */
  readonly headers: Readonly<Record<string, string>>
}

/** A request, and what became of it. */
export interface LoggedRequest {
  /** Its number, counted from 1. */
  readonly id: number
  /** The time at which it came, by the fake's clock, in milliseconds since the epoch. */
  readonly at: number
  readonly request: FakeRequest
  /** The status of the answer, once there is one. */
  status: number | undefined
}

/** The last requests, and the number of all. */
export interface RequestLog {
  readonly requests: readonly FakeRequest[]
  readonly logged: readonly LoggedRequest[]
  readonly count: number
  add(request: FakeRequest): LoggedRequest
}

const MOST_REQUESTS = 1_000
const MOST_CHARACTERS = 16_777_216

/** Creates a log that forgets the oldest requests. It keeps the newest one, whatever its size. */
export function createRequestLog(now: () => number): RequestLog {
  const requests: FakeRequest[] = []
  const logged: LoggedRequest[] = []
  let count = 0
  let characters = 0
  return {
    requests,
    logged,
    get count() {
      return count
    },
    add({ body, ...rest }) {
      const request = { ...rest, body: body.slice(0, LARGEST_BODY) }
      const entry = { id: ++count, at: now(), request, status: undefined }
      requests.push(request)
      logged.push(entry)
      characters += request.body.length
      while (requests.length > 1 && (requests.length > MOST_REQUESTS || characters > MOST_CHARACTERS)) {
        characters -= requests.shift()?.body.length ?? 0
        logged.shift()
      }
      return entry
    },
  }
}
