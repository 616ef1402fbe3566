/** Returns true for a method that only reads: its requests have no body. */
export function isRead(method: string): boolean {
  return method === 'GET' || method === 'HEAD'
}

/** Returns an answer with a body of a known length. */
export function answerWith(body: string, type: string, status = 200): Response {
  const length = `${new TextEncoder().encode(body).length}`
  return new Response(body, { status, headers: { 'content-type': type, 'content-length': length } })
}

/** Returns an answer without a body. */
export function emptyAnswer(status = 200, headers: Readonly<Record<string, string>> = {}): Response {
  return new Response(null, { status, headers: { ...headers, 'content-length': '0' } })
}

/** Returns what the framework answers to a path and a method that have no route. */
export function unrouted(methods: readonly string[]): Response {
  if (methods.length === 0) return emptyAnswer(404)
  const allow = methods.map(method => (method === 'GET' ? 'GET,HEAD' : method)).join(',')
  return emptyAnswer(405, { allow })
}

/** Adds the headers that let browsers of any origin read an answer. */
export function withCors(response: Response, request: Request): Response {
  const origin = request.headers.get('origin')
  response.headers.set('vary', 'origin, access-control-request-method, access-control-request-headers')
  response.headers.set('access-control-allow-credentials', 'true')
  if (origin !== null) response.headers.set('access-control-allow-origin', origin)
  return response
}

/** Returns the answer to a preflight, which is the same on unknown paths. */
export function preflight(request: Request): Response {
  const response = withCors(emptyAnswer(), request)
  response.headers.set('access-control-allow-methods', 'GET,POST,OPTIONS,PATCH,DELETE,PUT')
  const asked = request.headers.get('access-control-request-headers')
  if (asked !== null) response.headers.set('access-control-allow-headers', asked)
  response.headers.set('access-control-max-age', '86400')
  return response
}
