import type { DeploymentClient } from '../../client.js'
import { type ApplyStep, hadNoEffect, isDeploymentError } from '../../errors.js'
import type { CallOptions } from '../../transport/options.js'
import { computeSettings } from './compute.js'
import type { Change, Found, Section } from './section.js'

/** The result of one change: what became of it, and the error that stopped it, if any. */
interface WrittenStep extends Pick<ApplyStep, 'status' | 'note'> {
  /** The id of what was written, if it has one. */
  readonly id?: string | undefined
  readonly failure?: { readonly error: unknown }
}

/** Sends one change. If the response is lost, reads back what became of it. Never rejects. */
export async function writeSetting(
  client: DeploymentClient,
  section: Section,
  change: Change,
  options: CallOptions,
): Promise<WrittenStep> {
  const { signal } = options
  if (signal?.aborted) return { status: 'not-sent', failure: { error: signal.reason } }
  const note = section.noteOn?.(change)
  const done = { status: 'done', ...(note && { note }) } as const
  try {
    return { ...done, ...(await section.write(client, change, options)) }
  } catch (error) {
    const failure = { error }
    if (!isDeploymentError(error)) return { status: 'unknown', failure }
    if (hadNoEffect(error)) return { status: error.outcome, failure }
    const now = await section.read(client, options).catch(() => undefined)
    return now && isShown(section, change, now)
      ? { ...done, id: now.get(change.name)?.id }
      : { status: 'unknown', failure }
  }
}

/** Returns true if members show a change: never that of a key, unless what has it is new. */
export function isShown(section: Section, change: Change, now: ReadonlyMap<string, Found>): boolean {
  const { name, wanted, found, keys } = change
  if (found && keys.length > 0) return false
  return computeSettings(section, now, new Map([[name, wanted]]), () => false).changes.length === 0
}
