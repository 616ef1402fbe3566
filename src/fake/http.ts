import { badRequest, type Refusal } from './refusal.js'

/** The last versions of official clients that deployments refuse. */
const OLDEST: { readonly [client: string]: readonly [number, number, number] } = {
  npm: [0, 19, 1],
  'npm-cli': [0, 19, 1],
  actions: [0, 19, 1],
  python: [0, 0, 2],
  'python-convex': [0, 0, 2],
  rust: [0, 0, 1],
}

/** Returns the refusal of the `Convex-Client` header, if it is refused. A deployment checks it first. */
export function clientRefusal(header: string | null): Refusal | undefined {
  if (header === null) return undefined
  if (!header.includes('-'))
    return badRequest('InvalidClientVersion', 'The client must be named as name-version.')
  const { name, version } = splitClient(header)
  const oldest = Object.hasOwn(OLDEST, name) ? OLDEST[name] : undefined
  if (oldest === undefined || isNewer(version, oldest)) return undefined
  return badRequest(
    'ClientVersionUnsupported',
    'This version of the client is not supported any more: upgrade.',
  )
}

/** Splits off the longest suffix of a client that is a version. Without a version, the first part is the name. */
function splitClient(header: string): { name: string; version: number[] | undefined } {
  const parts = header.split('-')
  for (let i = 1; i < parts.length; i++) {
    const version = /^(\d+)\.(\d+)\.(\d+)(?:[-+].*)?$/.exec(parts.slice(i).join('-'))
    if (version) return { name: parts.slice(0, i).join('-'), version: version.slice(1, 4).map(Number) }
  }
  return { name: parts[0] ?? '', version: undefined }
}

function isNewer(version: readonly number[] | undefined, oldest: readonly number[]): boolean {
  if (version === undefined) return false
  const at = version.findIndex((part, index) => part !== oldest[index])
  return at !== -1 && (version[at] ?? 0) > (oldest[at] ?? 0)
}

/** Adds the headers that let browsers of any origin read an answer. */
export function withCors(response: Response, request: Request): Response {
  const origin = request.headers.get('origin')
  response.headers.set('vary', 'origin, access-control-request-method, access-control-request-headers')
  if (origin !== null) {
    response.headers.set('access-control-allow-origin', origin)
    response.headers.set('access-control-allow-credentials', 'true')
  }
  return response
}

/** Returns the answer to a preflight, which is the same on unknown paths. */
export function preflight(request: Request): Response {
  const response = withCors(new Response(null), request)
  response.headers.set('access-control-allow-methods', 'GET,POST,OPTIONS,PATCH,DELETE,PUT')
  response.headers.set(
    'access-control-allow-headers',
    request.headers.get('access-control-request-headers') ?? '',
  )
  response.headers.set('access-control-max-age', '86400')
  return response
}
