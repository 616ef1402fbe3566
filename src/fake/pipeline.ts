import { type ExactJson, readExactJson } from '../text/exact-json.js'
import { actorOf, authorize, identify, refuseActingUser } from './authentication.js'
import type { FakeCall } from './call.js'
import { deserialize } from './deserialize.js'
import { answerWith, emptyAnswer } from './http.js'
import { LARGEST_BODY } from './limits.js'
import { writeJson } from './lossless.js'
import { checkQuery } from './query.js'
import { badRequest, Refusal } from './refusal.js'
import type { Route } from './routes.js'
import type { FakeState } from './state.js'

/** A request to a deployment, and all that its answer depends on. */
export interface Received {
  readonly state: FakeState
  /** The fake's clock, in milliseconds since the epoch. */
  readonly now: number
  readonly request: Request
  readonly body: Uint8Array
  /** The address of the sender. */
  readonly address: string | null
  /** The origin at which the deployment answers. */
  readonly origin: string
  /** Reads the document that a deployment serves, if there is a file system. */
  readonly readDocument?: (() => string | undefined) | undefined
}

/** Handles a request to a route, in the order of a deployment's own checks. */
export function answerRoute(route: Route, received: Received): Response {
  return answerOf(() => run(route, received))
}

/** Returns the answer with what a function returns, or with the refusal that it throws. */
export function answerOf(work: () => unknown): Response {
  try {
    const result = work()
    return result === undefined ? emptyAnswer() : answerWith(writeJson(result), 'application/json')
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return problemResponse(error)
  }
}

/** Returns the answer of a refusal. */
export function problemResponse({ status, code, message }: Refusal): Response {
  return answerWith(JSON.stringify({ code, message }), 'application/json', status)
}

function run(route: Route, received: Received): unknown {
  const { state, now, request, body, address, origin } = received
  const query = new URL(request.url).searchParams
  // Only this operation reads its query before it identifies the sender.
  if (route.id === 'listActiveSyncs') checkQuery(query, route.operation.query)
  const identity = identify(request, state, now)
  const id = decodeId(route.rawId)
  checkQuery(query, route.operation.query)
  const parsed = parseBody(route, request, body)
  route.gate?.(state)
  const key = authorize(identity, route.permission)
  const forwarded = request.headers.get('x-forwarded-for')?.split(',')[0]?.trim()
  const call: FakeCall = {
    state,
    now,
    origin,
    body: parsed,
    query,
    id,
    actor: actorOf(key, state),
    demand: action => void authorize(identity, action),
    demandWriter: () => refuseActingUser(identity),
    clientIp: forwarded ?? address,
    clientUserAgent: request.headers.get('user-agent'),
    client: request.headers.get('convex-client'),
  }
  return route.run(call)
}

/** Decodes the id in a path. A percent sign without two digits is itself. */
function decodeId(raw: string): string {
  try {
    return raw.replace(/(?:%[\da-f]{2})+/gi, decodeURIComponent)
  } catch {
    throw badRequest('BadPathArgs', 'The path is not UTF-8.')
  }
}

/** The content types of JSON: the server looks at the parts before and after a plus sign. */
const JSON_TYPE =
  /^application\/(?:json(?:\+[\w.-]+)?|[\w.+-]+\+json)[\t ]*(?:;[\t ]*(?:[\w.-]+=(?:"[^"]*"|[\w.+-]+))?[\t ]*)*$/i

function parseBody(
  { body: schema }: Route,
  request: Request,
  body: Uint8Array,
): Readonly<Record<string, unknown>> {
  if (schema === undefined) return {}
  if (!JSON_TYPE.test(request.headers.get('content-type') ?? '')) {
    throw badRequest('BadJsonBody', 'A request with a JSON content type was expected.')
  }
  if (body.byteLength > LARGEST_BODY) {
    throw badRequest('BadJsonBody', 'The request body could not be buffered: length limit exceeded.')
  }
  return deserialize(schema, readJson(body))
}

function readJson(body: Uint8Array): ExactJson {
  try {
    return readExactJson(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(body))
  } catch {
    throw badRequest('BadJsonBody', 'The request body could not be parsed as JSON.')
  }
}
