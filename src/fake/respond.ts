import { clientRefusal, preflight, withCors } from './http.js'
import { answerRoute, problemResponse, type Received } from './pipeline.js'
import { type FakeContract, type Route, routesAt } from './routes.js'
import type { FakeState } from './state.js'

/** The route of a request, and the methods of its path. */
export interface Routed {
  readonly path: string
  readonly methods: readonly string[]
  readonly route: Route | undefined
}

/** Finds the route of a request. `HEAD` has the route of `GET`. */
export function routeOf(request: Request, contract: FakeContract): Routed {
  const path = new URL(request.url).pathname
  const routes = routesAt(contract, path)
  const method = request.method === 'HEAD' ? 'GET' : request.method
  const route = routes.find(({ operation }) => operation.method === method)
  return { path, methods: routes.map(({ operation }) => operation.method), route }
}

/** Answers a request in the order of a deployment's layers: client version, preflight, routing, the operation. */
export function respond(
  received: Received,
  { path, methods, route }: Routed,
  contract: FakeContract,
  state: FakeState,
  now: number,
): Response {
  const { request } = received
  const refusal = clientRefusal(request.headers.get('convex-client'))
  if (refusal) return problemResponse(refusal)
  if (request.method === 'OPTIONS') return preflight(request)
  if (contract === 'v1' && path === '/api/v1/openapi.json' && request.method === 'GET') {
    const document = received.readDocument?.()
    if (document !== undefined) return withCors(new Response(document), request)
  }
  if (!route) return withCors(unrouted(methods), request)
  const response = withCors(answerRoute(route, received, state, now), request)
  // The published document declares no body for a refusal, and 401 for a missing header, too.
  if (contract === 'v1-beta' && !response.ok) return betaRefusal(response, request)
  return request.method === 'HEAD' ? new Response(null, response) : response
}

/** Returns the framework's own answer to an unknown path or method: without a body, and before any check of the key. */
function unrouted(methods: readonly string[]): Response {
  if (methods.length === 0) return new Response(null, { status: 404, headers: { 'content-length': '0' } })
  const allow = methods.map(method => (method === 'GET' ? 'GET,HEAD' : method)).join(',')
  return new Response(null, { status: 405, headers: { allow, 'content-length': '0' } })
}

function betaRefusal({ status }: Response, request: Request): Response {
  const anonymous = !request.headers.has('authorization')
  return withCors(
    new Response(null, { status: anonymous ? 401 : status, headers: { 'content-length': '0' } }),
    request,
  )
}
