import { ApiError, ConnectionError } from '../errors.js'
import type { Connection } from '../transport/call.js'
import { CALL_OPTIONS, type CallOptions, readOptions } from '../transport/options.js'
import { poll } from './polling.js'
import type { V1Client, V1Schemas } from './v1.js'

/** The kind of a deployment: on Convex's cloud, with its type, project and team, or self-hosted. */
export type DeploymentInfo = V1Schemas['DeploymentInfo']

/** The state of a deployment as a whole. */
export interface DeploymentState {
  /**
   * Waits until the deployment answers, for at most `totalTimeout`. Use it for a deployment that was just created.
   * Tries again after a 404 with a code, a 425 and a failed connection. Reads only, and needs no permission.
   * @throws {TimeoutError} if it does not answer in time; `cause` is the last failure
   */
  ready(options?: Omit<CallOptions, 'retry'>): Promise<void>
  /** Reads the kind of the deployment. Reads only. Needs the permission to view data. */
  info(options?: CallOptions): Promise<DeploymentInfo>
  /** Pauses the deployment: its functions do not run. Writes. Does nothing if it is paused already. */
  pause(options?: CallOptions): Promise<void>
  /**
   * Resumes the deployment: its functions run again. Writes, and is not sent again if it may have taken effect.
   * @throws {BadRequestError} `UnpauseDeploymentFailed` if it is not paused
   */
  unpause(options?: CallOptions): Promise<void>
}

export function createDeploymentState(client: V1Client, connection: Connection): DeploymentState {
  return {
    async ready(given = {}) {
      const { signal, ...options } = readOptions(given, CALL_OPTIONS, 'a call')
      let cause: ApiError | ConnectionError | undefined
      const late = () =>
        [
          `${connection.url} did not answer`,
          { operation: 'getCanonicalUrls', outcome: cause?.outcome ?? 'unknown', cause },
        ] as const
      await poll(connection, signal, late, inner =>
        client
          .GET('/get_canonical_urls', { ...options, signal: inner, retry: false })
          .catch((error: unknown) => {
            if (!isNotReady(error)) throw error
            cause = error
            return undefined
          }),
      )
    },
    info: options => client.GET('/deployment_info', options),
    pause: options => client.POST('/pause_deployment', options),
    unpause: options => client.POST('/unpause_deployment', options),
  }
}

/**
 * Returns true for the errors of a deployment that is still being created. A 404 without a code is a missing route, which
 * no wait repairs.
 */
function isNotReady(error: unknown): error is ApiError | ConnectionError {
  if (error instanceof ApiError)
    return error.status === 425 || (error.status === 404 && error.code !== undefined)
  return error instanceof ConnectionError
}
