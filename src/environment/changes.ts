import { InvalidInputError } from '../errors.js'

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
    throw new InvalidInputError(
      `The value of ${printable(name)} is ${value === null ? 'null' : typeof value}, and must be a string. ` +
        'Nothing was sent. To remove a variable, use `unset`.',
    )
  })
}

/**
 * Checks changes as they come from a caller.
 * @throws {InvalidInputError} for a value that is neither a string nor `null`
 */
export function checkChanges(changes: readonly EnvironmentChange[]): readonly EnvironmentChange[] {
  if (!Array.isArray(changes))
    throw new InvalidInputError('The changes must be an array of `{ name, value }`.')
  return changes.map(change => {
    const { name, value } = change
    if (typeof value === 'string' || value === null) return { name, value }
    throw new InvalidInputError(
      `The value of ${printable(name)} is ${typeof value}, and must be a string, or null to remove it. Nothing was sent.`,
    )
  })
}

/**
 * Checks names as they come from a caller.
 * @throws {InvalidInputError} where a single string is given, whose characters would pass for names
 */
export function checkNames(names: readonly string[]): readonly string[] {
  if (Array.isArray(names)) return names
  throw new InvalidInputError('The names must be an array of strings: `unset(["NAME"])`.')
}

function entriesOf(values: unknown): [string, unknown][] {
  if (typeof values === 'object' && values !== null) {
    if (isIterable(values)) return Array.from(values, entry => pair(entry))
    // `{ __proto__: {…} }` in source sets the prototype, and the variables in it would be lost without a word.
    if (isPlain(Object.getPrototypeOf(values))) return Object.entries(values)
  }
  throw new InvalidInputError(
    'The values must be a plain object, a `Map`, or an iterable of `[name, value]`.',
  )
}

/** Whether a prototype is that of a plain object: none, or `Object.prototype` of any realm. */
function isPlain(prototype: unknown): boolean {
  if (typeof prototype !== 'object' || prototype === null) return prototype === null
  return Object.getPrototypeOf(prototype) === null && Object.hasOwn(prototype, 'isPrototypeOf')
}

function isIterable(value: object): value is Iterable<unknown> {
  return Symbol.iterator in value
}

function pair(entry: unknown): [string, unknown] {
  if (Array.isArray(entry) && entry.length === 2 && typeof entry[0] === 'string') return [entry[0], entry[1]]
  throw new InvalidInputError('Each entry of the values must be a pair of a name and a value.')
}

/** A name of somebody's choosing, safe to print in a message. */
function printable(name: unknown): string {
  return typeof name === 'string' ? JSON.stringify(name.slice(0, 64)) : 'a variable without a name'
}
