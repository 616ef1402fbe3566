/** Returns true if a value is an object and not an array. */
export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Returns true if a value is an object of names and values: no list, and no `Map` either, whose content is in no member. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return isObject(value) && !(Symbol.iterator in value)
}

/** Returns a copy of an object's own members. What somebody adds to `Object.prototype` is no option of a caller's. */
export function own<Members extends object>(members: Members): Members {
  return Object.assign(Object.create(null), members)
}

/** Returns a member of any value, if it is a text. */
export function textMember(value: unknown, name: string): string | undefined {
  const member = memberOf(value, name)
  return typeof member === 'string' ? member : undefined
}

/** Returns a member of any value, or `undefined` if the value is not an object or has no such member of its own. */
export function memberOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    ? Reflect.get(value, name)
    : undefined
}
