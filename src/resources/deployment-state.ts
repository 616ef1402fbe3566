import { ApiError, ConnectionError, TimeoutError } from '../errors.js'
import { sleep, within } from '../transport/abort.js'
import type { CallOptions, Limits } from '../transport/options.js'
import type { V1Client, V1Schemas } from './v1.js'

/** Whether a deployment runs on Convex's cloud and, there, its type, project and team. */
export type DeploymentInfo = V1Schemas['DeploymentInfo']

/** What concerns a deployment as a whole. */
export interface DeploymentState {
  /**
   * Waits until the deployment answers, as one that was created a moment ago does after a while: asks again after a
   * coded 404, a 425 and a refused connection, for at most `totalTimeout`. Reads only, and needs no permission.
   * @throws {TimeoutError} where it does not answer in time; `cause` is the last failure
   */
  ready(options?: CallOptions): Promise<void>
  /** Reads what kind of deployment this is. Needs the permission to view data. */
  info(options?: CallOptions): Promise<DeploymentInfo>
  /** Stops the deployment's functions; pausing a paused deployment changes nothing. Writes. */
  pause(options?: CallOptions): Promise<void>
  /**
   * Lets the deployment's functions run again. Writes, and is never repeated where it may have taken effect.
   * @throws {BadRequestError} `UnpauseDeploymentFailed` where it is not paused
   */
  unpause(options?: CallOptions): Promise<void>
}

const LONGEST_PAUSE_MS = 2_000

export function createDeploymentState(
  client: V1Client,
  { totalTimeout }: Limits,
  url: string,
): DeploymentState {
  return {
    async ready({ signal, timeout } = {}) {
      let cause: unknown
      const expired = () =>
        new TimeoutError(
          `The deployment at ${url} did not answer within \`totalTimeout\` (${totalTimeout} ms).`,
          {
            operation: 'getCanonicalUrls',
            url,
            outcome: 'rejected',
            cause,
          },
        )
      await within(totalTimeout, signal, expired, async ({ signal: inner }) => {
        for (let pause = 100; ; pause = Math.min(pause * 2, LONGEST_PAUSE_MS)) {
          try {
            return void (await client.GET('/get_canonical_urls', { signal: inner, timeout, retry: false }))
          } catch (error) {
            if (!isNotReady(error)) throw error
            cause = error
          }
          await sleep(pause * (0.5 + Math.random() / 2), inner)
        }
      })
    },
    info: async options => (await client.GET('/deployment_info', options)).data,
    pause: async options => (await client.POST('/pause_deployment', options)).data,
    unpause: async options => (await client.POST('/unpause_deployment', options)).data,
  }
}

/** What a deployment that is being created answers; a 404 without a code is a route that does not exist. */
function isNotReady(error: unknown): boolean {
  if (error instanceof ApiError)
    return error.status === 425 || (error.status === 404 && error.code !== undefined)
  return error instanceof ConnectionError && error.outcome === 'not-sent'
}
