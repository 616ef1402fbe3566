import { Ajv2020 } from 'ajv/dist/2020.js'
import type { Schema } from '../../src/schema/schema.js'

/** What ajv says of the same schemas, taught the keywords of ours that are no JSON Schema. */
export function oracle(sending: boolean): (schema: Schema) => (value: unknown) => boolean {
  const ajv = new Ajv2020({ strict: false, strictNumbers: true, discriminator: true, ownProperties: true })
  for (const { keyword, type, fits } of KEYWORDS) {
    ajv.addKeyword({ keyword, type, validate: (limit: unknown, data: unknown) => fits(limit, data) })
  }
  return schema => {
    const validate = ajv.compile(translated(schema, sending))
    return value => validate(value)
  }
}

const LIMITS = ['x-max-bytes', 'x-unique', 'x-reserved-names']

const KEYWORDS: readonly {
  keyword: string
  type: 'string' | 'array' | 'object'
  fits: (limit: unknown, data: unknown) => boolean
}[] = [
  {
    keyword: 'x-max-bytes',
    type: 'string',
    fits: (limit, data) => Buffer.byteLength(String(data)) <= Number(limit),
  },
  { keyword: 'x-well-formed', type: 'string', fits: (_, data) => isWellFormed(String(data)) },
  { keyword: 'x-unique', type: 'array', fits: (identity, data) => isUnique(identity, [data].flat()) },
  { keyword: 'x-reserved-names', type: 'object', fits: (names, data) => !isReserved(names, Object(data)) },
]

function isWellFormed(text: string): boolean {
  try {
    encodeURIComponent(text)
    return true
  } catch {
    return false
  }
}

function isUnique(identity: unknown, items: readonly unknown[]): boolean {
  const names = items.map(item => (typeof identity === 'string' ? Reflect.get(Object(item), identity) : item))
  return names.every((name, index) => names.indexOf(name) === index)
}

function isReserved(names: unknown, { name, value }: { name?: unknown; value?: unknown }): boolean {
  return Array.isArray(names) && names.includes(name) && typeof value === 'string'
}

/** A reduced schema as JSON Schema, without the limits of the service where values are read. */
function translated(schema: Schema, sending: boolean): object {
  const { properties, items, additionalProperties, oneOf, ...rest } = schema
  const inner = (child: Schema) => translated(child, sending)
  if (oneOf) return union(schema, oneOf, inner, sending)
  const kept = Object.entries(rest).filter(([keyword]) => sending || !LIMITS.includes(keyword))
  return {
    ...Object.fromEntries(kept),
    ...(sending && { 'x-well-formed': true }),
    ...(properties && { properties: mapped(properties, inner) }),
    ...(items && { items: inner(items) }),
    // The members of an object that is sent are those that it names, or those of a map.
    ...(sending && properties && { additionalProperties: false }),
    ...(additionalProperties && { additionalProperties: inner(additionalProperties) }),
  }
}

/** An open union that is read takes any object of a kind that no variant has. */
function union(
  { discriminator, 'x-open': open }: Schema,
  variants: readonly Schema[],
  inner: (schema: Schema) => object,
  sending: boolean,
): object {
  const oneOf = variants.map(inner)
  if (discriminator === undefined) return { oneOf }
  const known = { type: 'object', discriminator: { propertyName: discriminator }, oneOf }
  if (!open || sending) return known
  const kinds = variants.map(({ properties }) => properties?.[discriminator]?.const)
  return {
    type: 'object',
    required: [discriminator],
    properties: { [discriminator]: { type: 'string' } },
    if: { properties: { [discriminator]: { enum: kinds } } },
    // biome-ignore lint/suspicious/noThenProperty: the name is JSON Schema's.
    then: known,
  }
}

function mapped(
  schemas: { readonly [name: string]: Schema },
  change: (schema: Schema) => object,
): Record<string, object> {
  return Object.fromEntries(Object.entries(schemas).map(([name, schema]) => [name, change(schema)]))
}
