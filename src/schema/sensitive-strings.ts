import type { Schema } from './schema.js'
import { memberSchema } from './validate.js'

/** Returns every string of a value that its schema marks as `x-sensitive`. */
export function sensitiveStrings(schema: Schema | undefined, value: unknown): string[] {
  if (schema === undefined) return []
  if (typeof value === 'string') return schema['x-sensitive'] ? [value] : []
  if (typeof value !== 'object' || value === null) return []
  if (Array.isArray(value)) return value.flatMap(item => sensitiveStrings(schema.items, item))
  const variants = schema.oneOf ?? []
  const members = Object.entries(value).flatMap(([name, child]) =>
    sensitiveStrings(memberSchema(schema, name), child),
  )
  return [...members, ...variants.flatMap(variant => sensitiveStrings(variant, value))]
}
