import { InvalidInputError, refusal } from '../../errors.js'
import { isObject } from '../../text/member.js'
import { quoteStart } from '../../text/quote.js'

/** An environment variable of a deployment. */
export interface EnvironmentVariable {
  readonly name: string
  readonly value: string
}

/** A change of a variable: a string sets it, `null` removes it. */
export interface EnvironmentChange {
  readonly name: string
  readonly value: string | null
}

/** Values by name: a plain object, a `Map`, or entries. */
export type EnvironmentValues =
  | { readonly [name: string]: string }
  | ReadonlyMap<string, string>
  | Iterable<readonly [name: string, value: string] | EnvironmentVariable>

/**
 * Returns the changes that set the given values, in their order.
 * @throws {InvalidInputError} if a value is not a string; the message names the variable, never the value
 */
export function changesFrom(values: EnvironmentValues): EnvironmentVariable[] {
  return entriesOf(values).map(([name, value]) => {
    if (typeof value === 'string') return { name, value }
    throw refusedValue(name, value, 'a string. To remove a variable, use `unset`')
  })
}

/**
 * Checks and returns the changes of a caller.
 * @throws {InvalidInputError} if a value is neither a string nor `null`
 */
export function checkChanges(changes: readonly EnvironmentChange[]): readonly EnvironmentChange[] {
  if (!Array.isArray(changes)) throw refusal('changes', 'The changes must be an array of `{ name, value }`.')
  return changes.map((change: EnvironmentChange | null | undefined) => {
    const value = change?.value
    if (change && (typeof value === 'string' || value === null)) return { name: change.name, value }
    throw refusedValue(change?.name, value)
  })
}

/**
 * Returns the changes that remove the given names.
 * @throws {InvalidInputError} if the names are a single string, whose characters would pass for names
 */
export function removalsFrom(names: readonly string[]): EnvironmentChange[] {
  if (Array.isArray(names)) return names.map(name => ({ name, value: null }))
  throw refusal('names', 'The names must be an array of strings: `unset(["NAME"])`.')
}

/**
 * Returns the entries of a plain object, a `Map`, an iterable of pairs, or one of objects with `name` and `value`.
 * @throws {InvalidInputError} if the values are anything else, such as an instance of a class
 */
export function entriesOf(values: unknown): [name: string, value: unknown][] {
  if (typeof values === 'object' && values !== null) {
    if (isIterable(values)) return Array.from(values, pairOf)
    // `{ __proto__: {…} }` in source sets the prototype, and the variables in it would be lost silently.
    const prototype: object | null = Object.getPrototypeOf(values)
    const isOfAnyRealm =
      prototype && !Object.getPrototypeOf(prototype) && Object.hasOwn(prototype, 'isPrototypeOf')
    if (prototype === null || isOfAnyRealm) return Object.entries(values)
  }
  throw refusedShape()
}

/** Returns the error for a value that no variable can have. The message contains the type, never the value. */
export function refusedValue(
  name: unknown,
  value: unknown,
  instead = 'a string, or null to remove it',
): InvalidInputError {
  const option = typeof name === 'string' ? name.slice(0, 64) : undefined
  const variable = option === undefined ? 'a variable without a name' : quoteStart(option)
  const type = value === null ? 'null' : typeof value
  return refusal(option, `The value of ${variable} is ${type}, and must be ${instead}.`)
}

function isIterable(value: object): value is Iterable<unknown> {
  return Symbol.iterator in value
}

function pairOf(entry: unknown): [name: string, value: unknown] {
  const [name, value] =
    Array.isArray(entry) && entry.length === 2 ? entry : isObject(entry) ? [entry.name, entry.value] : []
  if (typeof name === 'string') return [name, value]
  throw refusedShape()
}

function refusedShape(): InvalidInputError {
  return new InvalidInputError(
    'The values must be a plain object, a `Map`, or an iterable of `[name, value]` or `{ name, value }`.',
  )
}
