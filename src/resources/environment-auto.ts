import { ApiError, ForbiddenError } from '../errors.js'
import { LONGEST_MS, within } from '../transport/deadline.js'
import type { CallOptions } from '../transport/settings.js'
import type { EnvironmentBackend } from './environment-backend.js'

/**
 * Variables of a deployment whose contract is not known yet. Setting is the same request in both, so it needs no
 * finding out; listing finds out as it goes; removing lists first, which is safe to try.
 */
export function createAutoEnvironment(
  v1: EnvironmentBackend,
  v1Beta: EnvironmentBackend,
): EnvironmentBackend {
  let proven: EnvironmentBackend | undefined
  let proving: Promise<unknown> | undefined

  /** Lists the `v1` way and, where that route does not exist, the `v1-beta` way; remembers what an answer proved. */
  async function prove(options: CallOptions) {
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

  /** Begins to find out; other first calls wait for it rather than ask the same. */
  function begin(options: CallOptions) {
    const attempt = prove(options)
    proving ??= attempt
    return attempt.finally(() => {
      if (proving === attempt) proving = undefined
    })
  }

  /** Waits for another call that is finding out, as long as this one may. */
  async function settle({ signal }: CallOptions): Promise<void> {
    const other = proving?.catch(() => {})
    if (other && !proven)
      await within<unknown>(
        LONGEST_MS,
        signal,
        () => undefined,
        () => other,
      )
  }

  return {
    async list(options) {
      await settle(options)
      return proven ? proven.list(options) : begin(options)
    },

    async update(changes, options) {
      const removes = changes.some(({ value }) => value === null)
      if (removes) await settle(options)
      if (removes && !proven) {
        await begin(options).catch((error: unknown) => {
          if (!proven) throw error
        })
      }
      await (proven ?? v1).update(changes, options)
    },
  }
}

/** A 404 or 405 of the framework: one with a code is an answer about the deployment, not about the route. */
function isMissingRoute(error: unknown): boolean {
  return (
    error instanceof ApiError && (error.status === 404 || error.status === 405) && error.code === undefined
  )
}
