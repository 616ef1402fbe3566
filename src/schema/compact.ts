import type { Keywords, Schema } from './schema.js'

/** A schema in the short form of `generated/`: the name of a type, or keywords. */
export type CompactSchema = string | CompactKeywords

/** The members of an object. The name of an optional one ends with a question mark. */
export type CompactMembers = { readonly [name: string]: CompactSchema }

export interface CompactKeywords extends Keywords {
  readonly type?: string | readonly string[]
  readonly members?: CompactMembers
  /** The variants of a union by the value of its `discriminator`, each with its other members. */
  readonly kinds?: { readonly [kind: string]: CompactMembers }
  readonly additionalProperties?: CompactSchema
  readonly items?: CompactSchema
  readonly oneOf?: readonly CompactSchema[]
}

/** Returns the full form of a compact schema. */
export function expand(schema: CompactSchema): Schema {
  if (typeof schema === 'string') return { type: schema }
  const { members, kinds, items, additionalProperties, oneOf, ...keywords } = schema
  return {
    ...keywords,
    ...(members && expandMembers(members)),
    ...(kinds && { oneOf: expandKinds(kinds, schema.discriminator) }),
    ...(items && { items: expand(items) }),
    ...(additionalProperties && { additionalProperties: expand(additionalProperties) }),
    ...(oneOf && { oneOf: oneOf.map(expand) }),
  }
}

function expandKinds(kinds: { readonly [kind: string]: CompactMembers }, discriminator = ''): Schema[] {
  return Object.entries(kinds).map(([kind, members]) =>
    expandMembers({ [discriminator]: { type: 'string', const: kind }, ...members }),
  )
}

function expandMembers(members: CompactMembers): Schema {
  const required: string[] = []
  const properties = Object.entries(members).map(([marked, schema]): [string, Schema] => {
    const name = marked.replace('?', '')
    if (name === marked) required.push(name)
    return [name, expand(schema)]
  })
  return { type: 'object', required, properties: Object.fromEntries(properties) }
}
