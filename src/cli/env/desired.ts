import { createOnly, type DesiredValue } from '../../config/index.js'
import { isManagedByConvex, matcher } from '../../resources/environment/names.js'
import { refused } from '../refusal.js'
import type { Session } from '../session.js'
import { scopeOf } from './scope.js'
import type { SourceEntry } from './source-entry.js'

/** What the sources say that variables should be, within what the flags let them touch. */
export function desiredFrom(
  { flags }: Session,
  entries: readonly SourceEntry[],
): ReadonlyMap<string, DesiredValue> {
  const isInScope = scopeOf(flags)
  const once = matcher('--create-only', flags.list('createOnly'))
  const chosen = entries.filter(({ name }) => isInScope(name))
  const taken = chosen.filter(({ name }) => flags.on('allowManaged') || !isManagedByConvex(name))
  if (flags.on('prune') && taken.length === 0) {
    throw refused('The source has none of the names of --only, and --prune would remove all of them.')
  }
  const removals = chosen.filter(({ value }) => value === null).map(({ name }) => name)
  if (removals.length > 0 && !flags.on('allowRemovals')) {
    throw refused(`The source removes ${removals.join(', ')} by null: pass --allow-removals to mean it.`)
  }
  return new Map(
    chosen.map(({ name, value }) => [name, value !== null && once(name) ? createOnly(value) : value]),
  )
}
