/** A member of any value, where it is a text. */
export function textOf(value: unknown, member: string): string | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  const text: unknown = Reflect.get(value, member)
  return typeof text === 'string' ? text : undefined
}
