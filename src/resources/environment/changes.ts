import { InvalidInputError } from '../../errors.js'
import { entriesOf, refusedValue } from './entries.js'

/** An environment variable of a deployment. */
export interface EnvironmentVariable {
  readonly name: string
  readonly value: string
}

/** One change: a string sets the variable, `null` removes it. */
export interface EnvironmentChange {
  readonly name: string
  readonly value: string | null
}

/** One change of a plan, with its values: kept inside. */
export interface Change {
  readonly action: 'create' | 'update' | 'delete'
  readonly name: string
  readonly before: string | undefined
  readonly after: string | undefined
}

/** Values by name: a plain object, a `Map`, or entries. */
export type EnvironmentValues =
  | { readonly [name: string]: string }
  | ReadonlyMap<string, string>
  | Iterable<readonly [name: string, value: string]>

/**
 * The changes that set the given values, in their order.
 * @throws {InvalidInputError} for a value that is no string, naming the variable and never the value
 */
export function changesFrom(values: EnvironmentValues): EnvironmentVariable[] {
  return entriesOf(values).map(([name, value]) => {
    if (typeof value === 'string') return { name, value }
    throw refusedValue(name, value, 'a string. To remove a variable, use `unset`')
  })
}

/**
 * Checks changes as they come from a caller.
 * @throws {InvalidInputError} for a value that is neither a string nor `null`
 */
export function checkChanges(changes: readonly EnvironmentChange[]): readonly EnvironmentChange[] {
  if (!Array.isArray(changes))
    throw new InvalidInputError('The changes must be an array of `{ name, value }`.')
  return changes.map((change: EnvironmentChange | null | undefined) => {
    const value = change?.value
    if (change && (typeof value === 'string' || value === null)) return { name: change.name, value }
    throw refusedValue(change?.name, value)
  })
}

/**
 * The changes that remove the given names.
 * @throws {InvalidInputError} where a single string is given, whose characters would pass for names
 */
export function removalsFrom(names: readonly string[]): EnvironmentChange[] {
  if (Array.isArray(names)) return names.map(name => ({ name, value: null }))
  throw new InvalidInputError('The names must be an array of strings: `unset(["NAME"])`.')
}
