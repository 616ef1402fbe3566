import { ApiError, ForbiddenError } from '../../errors.js'
import { v1 as operations } from '../../schema/contracts.js'
import { LONGEST_MS, sleep } from '../../transport/abort.js'
import type { CallOptions } from '../../transport/options.js'
import { assertBodyFits } from '../../transport/request.js'
import type { EnvironmentBackend } from './v1.js'

/**
 * Creates the variables of a deployment whose contract is not known yet. Setting is the same request in both contracts.
 * Listing detects the contract. Removing lists first, which is safe to try.
 */
export function createAutoEnvironment(
  v1: EnvironmentBackend,
  v1Beta: EnvironmentBackend,
): EnvironmentBackend {
  let proven: EnvironmentBackend | undefined
  let proving: Promise<unknown> | undefined

  /** Lists by `v1` or, if that route does not exist, by `v1-beta`. Remembers the contract that an answer proved. */
  async function prove(options?: CallOptions) {
    try {
      const variables = await v1.list(options)
      proven = v1
      return variables
    } catch (error) {
      // The route exists, and the token may not list.
      if (error instanceof ForbiddenError && error.code !== undefined) proven = v1
      if (!isMissingRoute(error)) throw error
      const variables = await v1Beta.list(options).catch((betaError: unknown) => {
        throw isMissingRoute(betaError) ? error : betaError
      })
      proven = v1Beta
      return variables
    }
  }

  /** Starts the detection. Other first calls wait for it instead of sending the same request. */
  function begin(options?: CallOptions) {
    const attempt = prove(options)
    proving ??= attempt
    return attempt.finally(() => {
      if (proving === attempt) proving = undefined
    })
  }

  return {
    async list(options) {
      // No `await` between the check and the start: simultaneous calls would each start a detection.
      if (proving) await sleep(options?.timeout ?? LONGEST_MS, options?.signal, proving)
      return proven ? proven.list(options) : begin(options)
    },

    async update(changes, options) {
      if (changes.some(({ value }) => value === null)) {
        // Refuses changes that cannot be sent before the first request.
        assertBodyFits(operations(), 'updateEnvironmentVariables', { changes })
        if (proving) await sleep(options?.timeout ?? LONGEST_MS, options?.signal, proving)
        if (!proven) {
          await begin(options).catch((error: unknown) => {
            if (!proven) throw error
          })
        }
      }
      await (proven ?? v1).update(changes, options)
    },
  }
}

/** Returns true for a 404 or 405 of a missing route. One with a code is about the deployment, not about the route. */
function isMissingRoute(error: unknown): boolean {
  return (
    error instanceof ApiError && (error.status === 404 || error.status === 405) && error.code === undefined
  )
}
