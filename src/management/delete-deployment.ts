import { isDeploymentError } from '../errors.js'
import type { CallOptions } from '../transport/options.js'
import type { ManagementMethods } from './contract.js'
import { advising, isOfDeployment } from './errors.js'

/** Deletes a deployment. After an answer that leaves in doubt if it is gone, looks. */
export async function deleteDeployment(
  client: ManagementMethods,
  name: string,
  options: CallOptions | undefined,
): Promise<void> {
  const params = { path: { deployment_name: name } }
  await client
    .POST('/deployments/{deployment_name}/delete', options, { params })
    .catch(async (error: unknown) => {
      if (!isDeploymentError(error)) throw error
      // An earlier attempt of this call deleted it, whatever it was answered.
      if (isOfDeployment(error) && error.attempts > 1) return
      // What limits rates may stand behind what acts.
      if (error.outcome !== 'unknown' && error.name !== 'RateLimitError') throw error
      const isThere = await client
        .GET('/deployments/{deployment_name}', { ...options, retry: false }, { params })
        .then(Boolean, failure => !isOfDeployment(failure))
      options?.signal?.throwIfAborted()
      if (isThere) throw error
    })
    .catch(advising('Look again if it is there: `deployments.get`.'))
}
