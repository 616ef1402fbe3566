import type { Permission } from '../../generated/permissions.js'
import { authorize, identify } from './authentication.js'
import { answerWith } from './http.js'
import { answerOf, type Received } from './pipeline.js'
import type { FakeKey } from './state.js'

/** A route that is not an operation of a document. All of them are read with `GET`. */
export type PlainRoute = (received: Received) => Response | undefined

/** The version that a deployment tells of, if it was built without one. */
const VERSION = 'unknown'

const PLAIN_ROUTES: { readonly [path: string]: PlainRoute } = {
  '/': () => plain('This fake of a Convex deployment is running.'),
  '/version': () => plain(VERSION),
  '/instance_version': () => plain(VERSION),
  '/instance_name': ({ state }) => plain(state.name),
  '/api/check_admin_key': received => answerOf(() => checkAdminKey(received)),
  '/api/v1/openapi.json': ({ readDocument }) => {
    const document = readDocument?.()
    return document === undefined ? undefined : plain(document)
  },
}

/** Returns the route at a path, if there is one. */
export function plainRouteAt(path: string): PlainRoute | undefined {
  return Object.hasOwn(PLAIN_ROUTES, path) ? PLAIN_ROUTES[path] : undefined
}

/** Returns true for the route that is outside all layers: neither the client nor CORS matters there. */
export function isBare(path: string): boolean {
  return path === '/version'
}

function plain(text: string): Response {
  return answerWith(text, 'text/plain; charset=utf-8')
}

/** Returns what the key may do. Other tools ask this to see whether a key is valid. */
function checkAdminKey({ request, state, now }: Received): object {
  const { permissions } = authorize(identify(request, state, now), undefined)
  return { success: true, allowedOps: namesOf(permissions), isReadOnly: permissions === 'read-only' }
}

/** The names that the server has for permissions. Nothing is listed for a key that may do everything. */
function namesOf(permissions: FakeKey['permissions']): readonly string[] {
  if (permissions === 'read-only') return READ_ONLY
  return (permissions ?? []).map(permission => NAMES[permission])
}

const NAMES: Readonly<Record<Permission, string>> = {
  'deployment:auditLog:view': 'ViewAuditLog',
  'deployment:backups:create': 'CreateBackups',
  'deployment:backups:delete': 'DeleteBackups',
  'deployment:backups:download': 'DownloadBackups',
  'deployment:backups:import': 'ImportBackups',
  'deployment:backups:view': 'ViewBackups',
  'deployment:data:view': 'ViewData',
  'deployment:data:write': 'WriteData',
  'deployment:deploy': 'Deploy',
  'deployment:env:view': 'ViewEnvironmentVariables',
  'deployment:env:write': 'WriteEnvironmentVariables',
  'deployment:functions:actAsUser': 'ActAsUser',
  'deployment:functions:runInternalActions': 'RunInternalActions',
  'deployment:functions:runInternalMutations': 'RunInternalMutations',
  'deployment:functions:runInternalQueries': 'RunInternalQueries',
  'deployment:functions:runTestQuery': 'RunTestQuery',
  'deployment:integrations:view': 'ViewIntegrations',
  'deployment:integrations:write': 'WriteIntegrations',
  'deployment:logs:view': 'ViewLogs',
  'deployment:metrics:view': 'ViewMetrics',
  'deployment:pause': 'PauseDeployment',
  'deployment:unpause': 'UnpauseDeployment',
  'deployment:usage:view': 'ViewUsage',
  'deployment:usageLimits:view': 'ViewUsageLimits',
  'deployment:usageLimits:write': 'WriteUsageLimits',
}

const READ_ONLY = [
  'ViewEnvironmentVariables',
  'ViewLogs',
  'ViewMetrics',
  'ViewIntegrations',
  'ViewData',
  'ViewBackups',
  'DownloadBackups',
  'RunInternalQueries',
  'RunTestQuery',
  'ViewAuditLog',
  'ViewUsageLimits',
  'ViewUsage',
]
