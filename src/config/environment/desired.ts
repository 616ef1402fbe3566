import { refusal } from '../../errors.js'
import { entriesOf, refusedValue } from '../../resources/environment/changes.js'
import { quote } from '../../text/quote.js'
import { isKeep, type Keep } from '../keep.js'
import { CreateOnly } from './create-only.js'
import { Literal } from './literal.js'

/** One change to a variable, with its values. */
export interface Change {
  readonly action: 'create' | 'update' | 'delete'
  readonly name: string
  readonly before: string | undefined
  readonly after: string | undefined
  /** Says what is made when the plan is applied: until then there is no value. */
  readonly made?: string | undefined
}

/**
 * The desired value of a variable: a string, absent (`null`), a string if there is none yet (`createOnly`), or whatever it
 * has (`{ keep: true }`).
 */
export type DesiredValue = string | null | CreateOnly | Keep | Literal

/**
 * The desired variables: a plain object, a `Map`, entries, or objects with `name` and `value`, such as
 * those of a parsed `.env` file or of another deployment's `list()`.
 */
export type DesiredEnvironment =
  | { readonly [name: string]: DesiredValue }
  | ReadonlyMap<string, DesiredValue>
  | Iterable<
      readonly [name: string, value: DesiredValue] | { readonly name: string; readonly value: DesiredValue }
    >

/** Returns the desired text of a variable, if there is one by now. */
export function textOf(value: DesiredValue | undefined): string | undefined {
  if (value instanceof CreateOnly || value instanceof Literal) return value.reveal()
  return typeof value === 'string' ? value : undefined
}

/**
 * Reads the desired values by name.
 * @throws {InvalidInputError} for `undefined`, other types, and names that appear twice
 */
export function readDesired(desired: DesiredEnvironment): Map<string, DesiredValue> {
  const read = new Map<string, DesiredValue>()
  for (const [name, value] of entriesOf(desired)) {
    if (!isDesired(value)) throw refusedValue(name, value)
    if (read.has(name)) {
      throw refusal('environment', `${quote(name)} is desired twice: name each variable once.`)
    }
    read.set(name, value)
  }
  return read
}

function isDesired(value: unknown): value is DesiredValue {
  if (typeof value === 'string' || value === null || isKeep(value)) return true
  return value instanceof CreateOnly || value instanceof Literal
}
