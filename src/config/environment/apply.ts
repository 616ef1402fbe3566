import type { DeploymentClient } from '../../client.js'
import {
  type DeploymentError,
  hadNoEffect,
  isDeploymentError,
  PartialUpdateError,
  UnconfirmedError,
} from '../../errors.js'
import type { EnvironmentChange } from '../../resources/environment/changes.js'
import { quoteAll } from '../../text/quote.js'
import type { CallOptions } from '../../transport/options.js'

type Variables = ReadonlyMap<string, string>

/**
 * Sends the changes of variables in one request. If the response is lost, reads back what became of them.
 * @param read reads the variables back; without it, nothing can be read
 * @throws {UnconfirmedError} if the response was lost and reading back does not show the changes
 */
export async function writeVariables(
  client: DeploymentClient,
  changes: readonly EnvironmentChange[],
  options: CallOptions,
  before: Variables,
  read: (() => Promise<Variables>) | undefined,
): Promise<void> {
  try {
    await client.env.update(changes, options)
  } catch (error) {
    if (!read || !isDeploymentError(error) || hadNoEffect(error)) throw error
    const now = await read().catch(() => undefined)
    const missing = missingIn(now, changes)
    if (missing.length > 0) throw unconfirmed(error, missing, before, now)
  }
}

/** Returns the changes that variables do not show: all of them if these could not be read. */
export function missingIn(
  now: Variables | undefined,
  changes: readonly EnvironmentChange[],
): readonly EnvironmentChange[] {
  return changes.filter(({ name, value }) => !now || (now.get(name) ?? null) !== value)
}

/** Returns the error of a lost response, if reading back does not show the change. */
function unconfirmed(
  cause: DeploymentError,
  missing: readonly EnvironmentChange[],
  before: Variables,
  now: Variables | undefined,
): DeploymentError {
  // A removal that the server refused says itself what was done before it.
  if (cause instanceof PartialUpdateError && hadNoEffect(cause.cause)) return cause
  const moved = namesOf(missing.filter(({ name }) => now && now.get(name) !== before.get(name)))
  const status = moved.length > 0 ? 'moved' : 'unknown'
  const message =
    status === 'moved'
      ? `${quoteAll(moved)} changed meanwhile, and it is unknown if the plan was applied before that.`
      : 'The response was lost and the change does not show so far. It may still land: list again before you repeat it.'
  const { operation, url, requestId, attempts } = cause
  const about = { operation, url, requestId, attempts, outcome: 'unknown', cause } as const
  return new UnconfirmedError(message, { ...about, status, names: namesOf(missing) })
}

/** Returns the names of changes, or of anything that has one. */
export function namesOf(changes: readonly { readonly name: string }[]): string[] {
  return changes.map(({ name }) => name)
}
