import { judgeClient } from './client-version.js'
import { emptyAnswer, isRead, preflight, unrouted, withCors } from './http.js'
import { answerRoute, problemResponse, type Received } from './pipeline.js'
import { isBare, type PlainRoute, plainRouteAt } from './plain-routes.js'
import { type FakeContract, type Route, routesAt } from './routes.js'

/** The place where a request leads. */
export interface Routed {
  readonly contract: FakeContract
  readonly path: string
  /** The methods of the path. */
  readonly methods: readonly string[]
  /** An operation of the contract. */
  readonly route: Route | undefined
  readonly plainRoute: PlainRoute | undefined
}

/** Finds the route of a request. `HEAD` has the route of `GET`. */
export function routeOf(request: Request, contract: FakeContract): Routed {
  const path = new URL(request.url).pathname
  const method = isRead(request.method) ? 'GET' : request.method
  const plainRoute = contract === 'v1' ? plainRouteAt(path) : undefined
  if (plainRoute) {
    const asked = method === 'GET' ? plainRoute : undefined
    return { contract, path, methods: ['GET'], route: undefined, plainRoute: asked }
  }
  const routes = routesAt(contract, path)
  const route = routes.find(({ operation }) => operation.method === method)
  return { contract, path, methods: routes.map(({ operation }) => operation.method), route, plainRoute }
}

/** A request that was routed. */
interface Asked extends Received {
  readonly routed: Routed
}

/** Answers a request in the order of a deployment's layers: client version, preflight, routing, the operation. */
export function respond(asked: Asked): Response {
  const response = answer(asked)
  return asked.request.method === 'HEAD' ? new Response(null, response) : response
}

function answer(asked: Asked): Response {
  const { request, routed } = asked
  if (routed.contract === 'v1' && isBare(routed.path)) return answerUnlisted(asked)
  const { refusal, headers } = judgeClient(request.headers.get('convex-client'))
  const response = refusal ? problemResponse(refusal) : answerLayered(asked)
  for (const [name, value] of Object.entries(headers)) response.headers.set(name, value)
  return response
}

function answerLayered(asked: Asked): Response {
  const { request, routed } = asked
  if (request.method === 'OPTIONS') return preflight(request)
  const { contract, route } = routed
  const response = route ? answerRoute(route, asked) : answerUnlisted(asked)
  // The published document declares no body for a refusal, and 401 for a missing header, too.
  const isBeta = contract === 'v1-beta' && route && !response.ok
  return withCors(isBeta ? emptyAnswer(betaStatus(response, request)) : response, request)
}

/** Answers what no document lists: from a plain route, or as the framework does where there is none. */
function answerUnlisted(asked: Asked): Response {
  const { methods, plainRoute } = asked.routed
  return plainRoute?.(asked) ?? unrouted(plainRoute ? [] : methods)
}

function betaStatus({ status }: Response, { headers }: Request): number {
  return headers.has('authorization') ? status : 401
}
