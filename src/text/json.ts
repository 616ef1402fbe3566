import { isObject } from './member.js'

/** Returns the value of a JSON text, or `undefined` if it is invalid. A parser's own message would quote the text. */
export function parseJson(text: string, parse: (text: string) => unknown = JSON.parse): unknown {
  try {
    return parse(text)
  } catch {
    return undefined
  }
}

/** Returns the JSON of a value with the members of each object in the order of their names: equal for equal values. */
export function sortedJson(value: unknown): string {
  return JSON.stringify(value, (_, member: unknown) =>
    isObject(member)
      ? Object.fromEntries(Object.entries(member).sort(([a], [b]) => (a < b ? -1 : 1)))
      : member,
  )
}
