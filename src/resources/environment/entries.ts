import { InvalidInputError } from '../../errors.js'

/**
 * The entries of a plain object, a `Map`, an iterable of pairs, or one of objects with `name` and `value`.
 * @throws {InvalidInputError} for anything else, such as an object whose prototype is no plain object's
 */
export function entriesOf(values: unknown): [name: string, value: unknown][] {
  if (typeof values === 'object' && values !== null) {
    if (isIterable(values)) return Array.from(values, entry => pairOf(entry))
    // `{ __proto__: {…} }` in source sets the prototype, and the variables in it would be lost without a word.
    if (isPlain(Object.getPrototypeOf(values))) return Object.entries(values)
  }
  throw new InvalidInputError(
    'The values must be a plain object, a `Map`, or an iterable of `[name, value]`.',
  )
}

/** A name of somebody's choosing, safe to print in a message. */
export function printable(name: unknown): string {
  return typeof name === 'string' ? JSON.stringify(name.slice(0, 64)) : 'a variable without a name'
}

/** What refuses a value that is none of a variable: it says its type, and never the value. */
export function refusedValue(
  name: unknown,
  value: unknown,
  instead = 'a string, or null to remove it',
): InvalidInputError {
  const type = value === null ? 'null' : typeof value
  return new InvalidInputError(
    `The value of ${printable(name)} is ${type}, and must be ${instead}. Nothing was sent.`,
  )
}

/** Whether a prototype is that of a plain object: none, or `Object.prototype` of any realm. */
function isPlain(prototype: object | null): boolean {
  if (prototype === null) return true
  return Object.getPrototypeOf(prototype) === null && Object.hasOwn(prototype, 'isPrototypeOf')
}

function isIterable(value: object): value is Iterable<unknown> {
  return Symbol.iterator in value
}

function pairOf(entry: unknown): [name: string, value: unknown] {
  const [name, value] = Array.isArray(entry) && entry.length === 2 ? entry : named(entry)
  if (typeof name === 'string') return [name, value]
  throw new InvalidInputError('Each entry of the values must be a pair of a name and a value.')
}

function named(entry: unknown): unknown[] {
  if (typeof entry !== 'object' || entry === null) return []
  return [Reflect.get(entry, 'name'), Reflect.get(entry, 'value')]
}
