import { cloudName } from '../../connection/host.js'
import { keyTarget } from '../../connection/token.js'
import { type DeploymentClient, isDeploymentError } from '../../index.js'
import { isLoopback } from '../../text/url.js'

/** The kind of a deployment, as far as it is known. */
export interface Identity {
  readonly type: string
  /** True if a write has to name the deployment: production, and what may be production. */
  readonly guarded: boolean
  /** The reason why the type is no more than a claim, if it is: then it satisfies no guard. */
  readonly doubt?: string
  /** The project, if the deployment says it. */
  readonly project?: string
}

/** The type of a deployment whose type is not known. */
export const UNKNOWN_TYPE = 'type unknown'

const GUARDED_TYPES: readonly (string | undefined)[] = ['prod', 'custom']
const UNGUARDED_TYPES: readonly string[] = ['dev', 'preview']

/** Returns what the key says: enough to read, and all there is if the deployment is not asked. */
export function identityByKey(client: DeploymentClient, token: string): Identity {
  return identityAt(client, keyTarget(token)?.type, undefined)
}

/** Returns what the management API says. */
export function identityByPlatform(type: string): Identity {
  return { type, guarded: !UNGUARDED_TYPES.includes(type) }
}

/** Asks a deployment that the management API opened, too: its type may have changed since. The stricter one counts. */
export async function identityByBoth(
  client: DeploymentClient,
  type: string,
  signal: AbortSignal,
): Promise<Identity> {
  const info = await client.info({ signal }).catch(unlessSilent)
  const said = info?.kind === 'cloud' ? info.deploymentType : undefined
  if (said === undefined || said === type) return identityByPlatform(type)
  const doubt = `the management API says ${type}, and the deployment ${said}`
  return { type: UNGUARDED_TYPES.includes(type) ? said : type, guarded: true, doubt }
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
  const type = keyTarget(token)?.type
  const info = await client.info({ signal }).catch(unlessSilent)
  if (info?.kind === 'selfHosted') return identityAt(client, type, 'self-hosted')
  if (info?.kind !== 'cloud') return unlessLocal(identityAt(client, type, undefined))
  const { deploymentType, projectSlug } = info
  const isOnCloud = cloudName(client.url) !== undefined
  return {
    ...identityAt(client, type, deploymentType),
    ...(isOnCloud && projectSlug && { project: projectSlug }),
  }
}

/** Weighs what the key, the deployment and the host say. Production counts, whoever of them says it. */
function identityAt(
  { url }: DeploymentClient,
  byKey: string | undefined,
  said: string | undefined,
): Identity {
  const guardedType = [said, byKey].find(type => GUARDED_TYPES.includes(type))
  if (isLoopback(new URL(url).hostname)) {
    // Behind a tunnel this machine may be anything.
    return guardedType === undefined
      ? { type: 'local', guarded: false }
      : { type: guardedType, guarded: true, doubt: ELSEWHERE }
  }
  const type = said ?? byKey
  const isOnCloud = cloudName(url) !== undefined
  return {
    type: type ?? UNKNOWN_TYPE,
    guarded: guardedType !== undefined || !isOnCloud || type === undefined,
    ...(!isOnCloud && { doubt: ELSEWHERE }),
  }
}

const ELSEWHERE = 'nothing proves it outside convex.cloud'

/** Guards what was asked and does not say what it is: the label of its key is left, and may be any. */
function unlessLocal(identity: Identity): Identity {
  if (identity.type === 'local') return identity
  return { ...identity, guarded: true, doubt: identity.doubt ?? 'its key may not read what it is' }
}

/** Lets a refusal pass: a token may lack the permission, and an older deployment the route. Then the key decides. */
function unlessSilent(error: unknown): undefined {
  if (!isDeploymentError(error) || !SILENT.includes(error.name)) throw error
}

const SILENT = ['ForbiddenError', 'NotFoundError', 'ApiError']
