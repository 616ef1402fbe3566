import { isLoopback } from '../../connection/address.js'
import { keyTarget } from '../../connection/token.js'
import { type DeploymentClient, isDeploymentError } from '../../index.js'

/** The kind of a deployment, as far as it is known. */
export interface Identity {
  readonly type: string
  /** True if a write has to name the deployment: production, and what may be production. */
  readonly guarded: boolean
  /** The project, if the deployment says it. */
  readonly project?: string
}

/** The type of a deployment whose type is not known. */
export const UNKNOWN_TYPE = 'type unknown'

const GUARDED_TYPES = ['prod', 'custom']

function isLocal(client: DeploymentClient): boolean {
  return isLoopback(new URL(client.url).hostname)
}

/** Returns what the key says: enough to read, and all there is if the deployment is not asked. */
export function identityByKey(client: DeploymentClient, token: string): Identity {
  if (isLocal(client)) return { type: 'local', guarded: false }
  const type = keyTarget(token)?.type
  return { type: type ?? UNKNOWN_TYPE, guarded: type === undefined || GUARDED_TYPES.includes(type) }
}

/**
 * Asks the deployment what it is. The label of a key proves nothing: the server accepts a key of production that
 * is labelled `dev`.
 */
export async function identityByDeployment(
  client: DeploymentClient,
  token: string,
  signal: AbortSignal,
): Promise<Identity> {
  const byKey = identityByKey(client, token)
  if (isLocal(client)) return byKey
  const info = await client.info({ signal }).catch(unlessSilent)
  if (info?.kind === 'selfHosted') return { type: 'self-hosted', guarded: true }
  if (info?.kind !== 'cloud') return byKey
  const { deploymentType: type, projectSlug } = info
  const guarded = GUARDED_TYPES.includes(type) || GUARDED_TYPES.includes(byKey.type)
  return { type, guarded, ...(projectSlug && { project: projectSlug }) }
}

/** Lets a refusal pass: a token may lack the permission, and an older deployment the route. Then the key decides. */
function unlessSilent(error: unknown): undefined {
  if (!isDeploymentError(error) || !SILENT.includes(error.name)) throw error
}

const SILENT = ['ForbiddenError', 'NotFoundError', 'ApiError']
