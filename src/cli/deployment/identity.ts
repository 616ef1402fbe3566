import { isLoopback } from '../../connection/address.js'
import { keyTarget } from '../../connection/token.js'
import { type DeploymentClient, isDeploymentError } from '../../index.js'

/** What kind of deployment this is, as far as can be told. */
export interface Identity {
  readonly type: string
  /** Whether a write has to name the deployment: production, and what may be production. */
  readonly guarded: boolean
  /** The project, where the deployment tells it. */
  readonly project?: string
}

/** The type of a deployment that nothing tells. */
export const UNTOLD = 'type unknown'

const GUARDED_TYPES = ['prod', 'custom']

function isLocal(client: DeploymentClient): boolean {
  return isLoopback(new URL(client.url).hostname)
}

/** What the key tells: enough to read, and all there is where the deployment is not asked. */
export function identityByKey(client: DeploymentClient, token: string): Identity {
  if (isLocal(client)) return { type: 'local', guarded: false }
  const type = keyTarget(token)?.type
  return { type: type ?? UNTOLD, guarded: type === undefined || GUARDED_TYPES.includes(type) }
}

/**
 * What the deployment says of itself. The label of a key proves nothing: the server accepts a key of production that
 * is labelled `dev`.
 */
export async function identityByDeployment(
  client: DeploymentClient,
  token: string,
  signal: AbortSignal,
): Promise<Identity> {
  const byKey = identityByKey(client, token)
  if (isLocal(client)) return byKey
  const info = await client.info({ signal }).catch(unlessUntold)
  if (info?.kind === 'selfHosted') return { type: 'self-hosted', guarded: true }
  if (info?.kind !== 'cloud') return byKey
  const { deploymentType: type, projectSlug } = info
  const guarded = GUARDED_TYPES.includes(type) || GUARDED_TYPES.includes(byKey.type)
  return { type, guarded, ...(projectSlug && { project: projectSlug }) }
}

/** A token may lack the permission, and an older deployment the route: then the key's word is all there is. */
function unlessUntold(error: unknown): undefined {
  if (!isDeploymentError(error) || !SILENT.includes(error.name)) throw error
}

const SILENT = ['ForbiddenError', 'NotFoundError', 'ApiError']
