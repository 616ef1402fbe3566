import type { Schema } from './schema.js'

/** Returns every string of a value that its schema marks as `x-sensitive`. */
export function sensitiveStrings(schema: Schema | undefined, value: unknown): string[] {
  if (schema === undefined) return []
  if (typeof value === 'string') return schema['x-sensitive'] ? [value] : []
  if (typeof value !== 'object' || value === null) return []
  if (Array.isArray(value)) return value.flatMap(item => sensitiveStrings(schema.items, item))
  const variants = schema.oneOf ?? []
  const members = Object.entries(value).flatMap(([name, child]) =>
    sensitiveStrings(own(schema.properties, name) ?? schema.additionalProperties, child),
  )
  return [...members, ...variants.flatMap(variant => sensitiveStrings(variant, value))]
}

function own(schemas: Schema['properties'], name: string): Schema | undefined {
  return schemas && Object.hasOwn(schemas, name) ? schemas[name] : undefined
}
