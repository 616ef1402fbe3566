import { v1, v1Beta } from '../../src/schema/contracts.js'
import type { Operation } from '../../src/schema/operation.js'
import type { Schema } from '../../src/schema/schema.js'

/** Every schema of every operation, and every schema in one, by the place where it is met first; none that any value fits. */
export const SCHEMAS: readonly [place: string, schema: Schema][] = [...collect()].map(([schema, place]) => [
  place,
  schema,
])

function collect(): Map<Schema, string> {
  const places = new Map<Schema, string>()
  for (const [contract, operations] of Object.entries({ v1: v1(), v1Beta: v1Beta() })) {
    for (const [id, operation] of Object.entries<Operation>(operations)) {
      for (const part of ['query', 'request', 'response'] as const) {
        const schema = operation[part]
        if (schema) add(schema, `${contract} ${id} ${part}`)
      }
    }
  }
  return places

  function add(schema: Schema, place: string): void {
    if (places.has(schema) || Object.keys(schema).length === 0) return
    places.set(schema, place)
    const { properties = {}, items, additionalProperties, oneOf = [] } = schema
    for (const [name, child] of Object.entries(properties)) add(child, `${place}/${name}`)
    if (items) add(items, `${place}/[]`)
    if (additionalProperties) add(additionalProperties, `${place}/*`)
    for (const [index, variant] of oneOf.entries()) add(variant, `${place}|${index}`)
  }
}
