import { isObject } from '../text/member.js'
import { quote } from '../text/quote.js'

/** A function that returns a value of JSON as what it stands for, and throws with the place if it is something else. */
export interface Shape<Value> {
  (value: unknown, place: string): Value
  /** Set if a member of this shape may be absent. */
  readonly optional?: true
}

/** Throws what is wrong at a place. No message holds a value. */
export function mismatch(place: string, problem: string): never {
  throw new TypeError(`${place || 'the whole'} ${problem}`)
}

export const text: Shape<string> = (value, place) =>
  typeof value === 'string' ? value : mismatch(place, 'is not a text')

export const flag: Shape<boolean> = (value, place) =>
  typeof value === 'boolean' ? value : mismatch(place, 'is neither true nor false')

/** A number, which JSON may write as an integer. */
export const number: Shape<number> = (value, place) =>
  typeof value === 'number' || typeof value === 'bigint' ? Number(value) : mismatch(place, 'is not a number')

/** A number of at least 1. */
export const positive: Shape<number> = (value, place) => {
  const read = number(value, place)
  return read >= 1 ? read : mismatch(place, 'is less than 1')
}

/** An integer, with all its digits. */
export const integer: Shape<bigint> = (value, place) =>
  typeof value === 'bigint' ? value : mismatch(place, 'is not an integer')

/** Any object, as it is: its integers are `bigint`, and its numbers have a fraction or an exponent. */
export const record: Shape<Readonly<Record<string, unknown>>> = (value, place) =>
  isObject(value) ? value : mismatch(place, 'is not an object')

export function optional<Value>(shape: Shape<Value>): Shape<Value> {
  const read: Shape<Value> = (value, place) => shape(value, place)
  return Object.assign(read, { optional: true } as const)
}

export function nullable<Value>(shape: Shape<Value>): Shape<Value | null> {
  return (value, place) => (value === null ? null : shape(value, place))
}

export function oneOf<const Word extends string>(words: readonly Word[]): Shape<Word> {
  return (value, place) =>
    words.find(word => word === value) ?? mismatch(place, `must be one of ${words.join(', ')}`)
}

export function list<Value>(shape: Shape<Value>): Shape<Value[]> {
  return (value, place) =>
    Array.isArray(value)
      ? value.map((item, index) => shape(item, `${place}[${index}]`))
      : mismatch(place, 'is not a list')
}

/** A map, which JSON has as an object. */
export function map<Value>(shape: Shape<Value>): Shape<Map<string, Value>> {
  return (value, place) => {
    const entries = Object.entries(record(value, place))
    return new Map(entries.map(([name, member]) => [name, shape(member, at(place, name))]))
  }
}

/** An object with these members, and no other: one that is misspelled would be lost. */
export function members<Value extends object>(
  shapes: {
    readonly [Name in keyof Value]-?: Shape<Value[Name]>
  },
): Shape<Value> {
  const known = new Map<string, Shape<unknown>>(Object.entries(shapes))
  return (value, place) => {
    const given = record(value, place)
    const missing = [...known].find(([name, shape]) => !shape.optional && !Object.hasOwn(given, name))
    if (missing) mismatch(at(place, missing[0]), 'is missing')
    // In the order of the text, which is written in the same one again.
    const read = Object.entries(given).map(([name, member]) => {
      const shape = known.get(name) ?? mismatch(at(place, name), 'is not known')
      return { [name]: shape(member, at(place, name)) }
    })
    return Object.assign({}, ...read)
  }
}

/** Returns the place of a member. */
export function at(place: string, name: string): string {
  return place === '' ? quote(name) : `${place}.${quote(name)}`
}
