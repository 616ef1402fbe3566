import { judgeClient } from './client-version.js'
import { emptyAnswer, preflight, unrouted, withCors } from './http.js'
import { isBare, type Neighbour, neighbourAt } from './neighbours.js'
import { answerRoute, problemResponse, type Received } from './pipeline.js'
import { type FakeContract, type Route, routesAt } from './routes.js'
import type { FakeState } from './state.js'

/** The route of a request, and the methods of its path. */
export interface Routed {
  readonly path: string
  readonly methods: readonly string[]
  /** An operation of the contract. */
  readonly route: Route | undefined
  /** A route besides the operations. */
  readonly neighbour: Neighbour | undefined
}

/** Finds the route of a request. `HEAD` has the route of `GET`. */
export function routeOf(request: Request, contract: FakeContract): Routed {
  const path = new URL(request.url).pathname
  const method = request.method === 'HEAD' ? 'GET' : request.method
  const neighbour = contract === 'v1' ? neighbourAt(path) : undefined
  if (neighbour)
    return { path, methods: ['GET'], route: undefined, neighbour: method === 'GET' ? neighbour : undefined }
  const routes = routesAt(contract, path)
  const route = routes.find(({ operation }) => operation.method === method)
  return { path, methods: routes.map(({ operation }) => operation.method), route, neighbour }
}

/** Answers a request in the order of a deployment's layers: client version, preflight, routing, the operation. */
export function respond(
  received: Received,
  routed: Routed,
  contract: FakeContract,
  state: FakeState,
  now: number,
): Response {
  const { request } = received
  const response = answer(received, routed, contract, state, now)
  return request.method === 'HEAD' ? new Response(null, response) : response
}

function answer(
  received: Received,
  routed: Routed,
  contract: FakeContract,
  state: FakeState,
  now: number,
): Response {
  const { request } = received
  if (contract === 'v1' && isBare(routed.path)) return answerNeighbour(received, routed, state, now)
  const { refusal, headers } = judgeClient(request.headers.get('convex-client'))
  const response = refusal ? problemResponse(refusal) : answerLayered(received, routed, contract, state, now)
  for (const [name, value] of Object.entries(headers)) response.headers.set(name, value)
  return response
}

function answerLayered(
  received: Received,
  routed: Routed,
  contract: FakeContract,
  state: FakeState,
  now: number,
): Response {
  const { request } = received
  if (request.method === 'OPTIONS') return preflight(request)
  const { route } = routed
  const response = route
    ? answerRoute(route, received, state, now)
    : answerNeighbour(received, routed, state, now)
  // The published document declares no body for a refusal, and 401 for a missing header, too.
  const isBeta = contract === 'v1-beta' && route && !response.ok
  return withCors(isBeta ? emptyAnswer(betaStatus(response, request)) : response, request)
}

/** Answers from a route besides the operations, or as the framework does where there is none. */
function answerNeighbour(
  received: Received,
  { methods, neighbour }: Routed,
  state: FakeState,
  now: number,
): Response {
  return neighbour ? (neighbour(received, state, now) ?? unrouted([])) : unrouted(methods)
}

function betaStatus({ status }: Response, { headers }: Request): number {
  return headers.has('authorization') ? status : 401
}
