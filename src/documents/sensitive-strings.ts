import type { Schema } from '../../generated/schemas.js'

/** Every string of a value that its schema marks as `x-sensitive`. */
export function sensitiveStrings(
  schema: Schema | undefined,
  value: unknown,
  shared: { readonly [name: string]: Schema },
): string[] {
  if (schema === undefined) return []
  if (schema.$ref !== undefined) return sensitiveStrings(shared[schema.$ref], value, shared)
  if (typeof value === 'string') return schema['x-sensitive'] ? [value] : []
  if (typeof value !== 'object' || value === null) return []
  if (Array.isArray(value)) return value.flatMap(item => sensitiveStrings(schema.items, item, shared))
  const variants = schema.oneOf ?? []
  const members = Object.entries(value).flatMap(([name, child]) =>
    sensitiveStrings(own(schema.properties, name) ?? schema.additionalProperties, child, shared),
  )
  return [...members, ...variants.flatMap(variant => sensitiveStrings(variant, value, shared))]
}

function own(schemas: Schema['properties'], name: string): Schema | undefined {
  return schemas && Object.hasOwn(schemas, name) ? schemas[name] : undefined
}
