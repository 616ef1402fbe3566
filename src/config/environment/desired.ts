import { InvalidInputError } from '../../errors.js'
import { entriesOf, printable, refusedValue } from '../../resources/environment/entries.js'

/** A value that is set only where the deployment has no variable of that name. See `createOnly`. */
export class CreateOnly {
  readonly #value: string

  constructor(value: string) {
    if (typeof value !== 'string') throw new InvalidInputError('`createOnly` takes a string.')
    this.#value = value
  }

  /** The value itself: printing and serialising do not show it. */
  reveal(): string {
    return this.#value
  }
}

/**
 * Marks a value that must never replace one: what a variable of that name holds stays. For peppers and signing keys,
 * where a new value would lock everybody out.
 * @throws {InvalidInputError} for what is no string
 * @example
 * await deployment.env.plan({ PASSWORD_PEPPER: createOnly(randomPepper()) })
 */
export function createOnly(value: string): CreateOnly {
  return new CreateOnly(value)
}

/** What a variable should be: a string, absent (`null`), or a string where there is none yet (`createOnly`). */
export type DesiredValue = string | null | CreateOnly

/**
 * The variables as they should be: a plain object, a `Map`, entries, or objects with `name` and `value`, such as
 * those of a parsed `.env` file or of another deployment's `list()`.
 */
export type DesiredEnvironment =
  | { readonly [name: string]: DesiredValue }
  | ReadonlyMap<string, DesiredValue>
  | Iterable<
      readonly [name: string, value: DesiredValue] | { readonly name: string; readonly value: DesiredValue }
    >

/** The text that a variable should have, if any. */
export function textOf(value: DesiredValue | undefined): string | undefined {
  return (value instanceof CreateOnly ? value.reveal() : value) ?? undefined
}

/**
 * The desired values by name.
 * @throws {InvalidInputError} for `undefined`, other types, and names that appear twice
 */
export function readDesired(desired: DesiredEnvironment): Map<string, DesiredValue> {
  const read = new Map<string, DesiredValue>()
  for (const [name, value] of entriesOf(desired)) {
    if (typeof value !== 'string' && value !== null && !(value instanceof CreateOnly)) {
      throw refusedValue(name, value)
    }
    if (read.has(name))
      throw new InvalidInputError(`${printable(name)} is desired twice: name each variable once.`)
    read.set(name, value)
  }
  return read
}
