import type { Schema } from '../schema/schema.js'
import { isObject } from '../text/member.js'
import { authorize, type Identity, identify } from './authentication.js'
import type { FakeCall } from './call.js'
import { checkSyncPlan } from './data-sync.js'
import { writeJson } from './lossless.js'
import { badRequest, Refusal } from './refusal.js'
import type { Route } from './routes.js'
import { shapeProblem } from './shape.js'
import type { FakeState } from './state.js'

const LARGEST_BODY = 2_097_152

/** A request with its body and the address of its sender. */
export interface Received {
  readonly request: Request
  readonly body: Uint8Array
  readonly address: string | null
  /** Reads the document that a deployment serves, if there is a file system. */
  readonly readDocument?: (() => string | undefined) | undefined
}

/** Handles a request to a route, in the order of a deployment's own checks. */
export function answerRoute(route: Route, received: Received, state: FakeState, now: number): Response {
  try {
    const result = run(route, received, state, now)
    if (result === undefined) return new Response(null, { headers: { 'content-length': '0' } })
    return new Response(writeJson(result), { headers: { 'content-type': 'application/json' } })
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return problemResponse(error)
  }
}

/** Returns the answer of a refusal. */
export function problemResponse({ status, code, message }: Refusal): Response {
  return Response.json({ code, message }, { status })
}

function run(route: Route, received: Received, state: FakeState, now: number): unknown {
  const { request, body, address } = received
  const url = new URL(request.url)
  const query = url.searchParams
  // Only this operation reads its query before it identifies the sender.
  if (route.id === 'listActiveSyncs') checkQuery(query, route)
  const identity = identify(request, state, now)
  const id = decodeId(route.rawId)
  checkQuery(query, route)
  const parsed = parseBody(route, request, body)
  const actor = permit(route, identity, state)
  const forwarded = request.headers.get('x-forwarded-for')?.split(',')[0]?.trim()
  const call: FakeCall = {
    state,
    now,
    body: parsed,
    query,
    id,
    actor,
    demand: action => void authorize(identity, action, false),
    demandWriter: () => void authorize(identity, undefined, true),
    clientIp: forwarded ?? address,
    clientUserAgent: request.headers.get('user-agent'),
    client: request.headers.get('convex-client'),
  }
  return route.run(call)
}

/** The operations that check the plan before the permission. */
const GATED_FIRST = ['dataSync', 'listActiveSyncs', 'getActiveSync']

function permit({ id, permission, operation }: Route, identity: Identity, state: FakeState) {
  if (GATED_FIRST.includes(id)) checkSyncPlan(state)
  // Data sync refuses impersonators itself, after its own checks.
  return authorize(identity, permission, operation.retry !== 'always' && id !== 'dataSync')
}

function decodeId(raw: string): string {
  try {
    return decodeURIComponent(raw)
  } catch {
    throw badRequest('BadPathArgs', 'The path could not be decoded.')
  }
}

function checkQuery(query: URLSearchParams, { operation: { query: schema } }: Route): void {
  if (schema === undefined) return
  const names = [...query.keys()]
  const repeated = names.find((name, index) => names.indexOf(name) !== index)
  if (repeated !== undefined)
    throw badRequest('BadQueryArgs', `The query could not be read: duplicate field ${repeated}.`)
  const missing = schema.required?.find(name => !query.has(name))
  if (missing !== undefined)
    throw badRequest('BadQueryArgs', `The query could not be read: missing field ${missing}.`)
  for (const [name, member] of Object.entries(schema.properties ?? {})) {
    const value = query.get(name)
    if (value !== null && member.type === 'integer' && !/^\+?\d{1,20}$/.test(value)) {
      throw badRequest('BadQueryArgs', `The query could not be read: ${name} is no whole number.`)
    }
  }
}

function parseBody(
  { operation: { request: schema } }: Route,
  request: Request,
  body: Uint8Array,
): Readonly<Record<string, unknown>> {
  if (schema === undefined) return {}
  const [type = ''] = (request.headers.get('content-type') ?? '').split(';')
  if (!/^application\/(?:[\w.+-]+\+)?json$/i.test(type.trim())) {
    throw badRequest('BadJsonBody', 'A request with a JSON content type was expected.')
  }
  if (body.byteLength > LARGEST_BODY) {
    throw badRequest('BadJsonBody', 'The request body could not be buffered: length limit exceeded.')
  }
  return checkShape(schema, readJson(body))
}

function readJson(body: Uint8Array): unknown {
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(body)
    const value: unknown = JSON.parse(text)
    if (!hasLoneSurrogate(value)) return value
  } catch {}
  throw badRequest('BadJsonBody', 'The request body could not be parsed as JSON.')
}

function hasLoneSurrogate(value: unknown): boolean {
  if (typeof value === 'string') return /\p{Surrogate}/u.test(value)
  if (typeof value !== 'object' || value === null) return false
  return Object.entries(value).some(([name, member]) => hasLoneSurrogate(name) || hasLoneSurrogate(member))
}

function checkShape(schema: Schema, value: unknown): Readonly<Record<string, unknown>> {
  const problem = shapeProblem(schema, value)
  if (problem === undefined && isObject(value)) return value
  throw badRequest(
    'BadJsonBody',
    `The request body could not be deserialised: ${problem ?? 'expected an object'}.`,
  )
}
