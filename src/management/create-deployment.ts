import { hadNoEffect, isDeploymentError, rethrow } from '../errors.js'
import { poll } from '../resources/polling.js'
import type { Connection } from '../transport/call.js'
import type { CallOptions } from '../transport/options.js'
import { assertBodyFits } from '../transport/request.js'
import { type ManagementMethods, type ManagementSchemas, managementContract } from './contract.js'
import { type Deployment, findDeployment } from './deployment-queries.js'
import { advising, explained } from './errors.js'

/** A deployment to create. */
export type NewDeployment = ManagementSchemas['CreateDeploymentArgs']

/** The longest time to look for a deployment whose answer was lost: one that comes later is not waited for. */
const LOOKS_FOR_MS = 15_000

const LIST = 'List the deployments of the project before you create it again.'

/** Creates a deployment. One whose answer was lost is looked up by its reference, if that was free before. */
export async function createDeployment(
  client: ManagementMethods,
  connection: Connection,
  projectId: number,
  body: NewDeployment,
  options: CallOptions | undefined,
): Promise<Deployment> {
  // What cannot be sent needs no look.
  assertBodyFits(managementContract(), 'createDeployment', body)
  const { reference } = body
  const before = reference
    ? await findDeployment(client, { projectId, reference }, options).catch(rethrow(NOT_SENT))
    : undefined
  const params = { path: { project_id: projectId } }
  const sent = explained(client, options, () =>
    client.POST('/projects/{project_id}/create_deployment', options, { params, body }),
  )
  return sent
    .catch(async (error: unknown) => {
      if (!reference || before || hadNoEffect(error) || !isDeploymentError(error)) throw error
      const found = await lookFor(client, connection, { projectId, reference }, options?.signal)
      // One of another type was created by somebody else at the same time.
      if (found?.deploymentType === body.type) return found
      throw error
    })
    .catch(advising(LIST))
}

const NOT_SENT = { operation: 'createDeployment', outcome: 'not-sent' } as const

/** Looks for a deployment that an earlier request may have created. Any failure to look means "not yet". */
async function lookFor(
  client: ManagementMethods,
  { limits, ...connection }: Connection,
  query: { readonly projectId: number; readonly reference: string },
  signal: AbortSignal | undefined,
): Promise<Deployment | undefined> {
  const totalTimeout = Math.min(limits.totalTimeout, LOOKS_FOR_MS)
  const orUndefined = (error: unknown) => {
    if (isDeploymentError(error)) return undefined
    throw error
  }
  const late = () => ['No deployment was found', { outcome: 'unknown' }] as const
  return poll({ ...connection, limits: { ...limits, totalTimeout } }, signal, late, inner =>
    findDeployment(client, query, { signal: inner, retry: false }).catch(orUndefined),
  ).catch(orUndefined)
}
