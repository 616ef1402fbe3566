import { ApiError, ForbiddenError } from '../../errors.js'
import { v1 as operations } from '../../schema/contracts.js'
import { LONGEST_MS, within } from '../../transport/abort.js'
import type { CallOptions } from '../../transport/options.js'
import { assertBodyFits } from '../../transport/request.js'
import type { EnvironmentBackend } from './v1.js'

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

  /** Begins to find out; other first calls wait for it rather than ask the same. */
  function begin(options?: CallOptions) {
    const attempt = prove(options)
    proving ??= attempt
    return attempt.finally(() => {
      if (proving === attempt) proving = undefined
    })
  }

  return {
    async list(options) {
      // Nothing may be awaited between looking and beginning: calls at the same time would each begin.
      if (proving) await settled(proving, options)
      return proven ? proven.list(options) : begin(options)
    },

    async update(changes, options) {
      if (changes.some(({ value }) => value === null)) {
        // What cannot be sent is refused before anything is asked.
        assertBodyFits(operations(), 'updateEnvironmentVariables', { changes })
        if (proving) await settled(proving, options)
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

/** Waits for what another call does, however it ends, as long as this call may. */
async function settled(other: Promise<unknown>, { signal }: CallOptions = {}): Promise<void> {
  const nothing = () => undefined
  await within<unknown>(LONGEST_MS, signal, nothing, () => other.catch(nothing))
}

/** A 404 or 405 of the framework: one with a code is an answer about the deployment, not about the route. */
function isMissingRoute(error: unknown): boolean {
  return (
    error instanceof ApiError && (error.status === 404 || error.status === 405) && error.code === undefined
  )
}
