import type { Schema } from './schema.js'

// The functions that write the schemas of the documents. Their names are short, as every bundle contains them.

export const string: Schema = { type: 'string' }
export const number: Schema = { type: 'number' }
export const integer: Schema = { type: 'integer' }
export const boolean: Schema = { type: 'boolean' }
export const anyObject: Schema = { type: 'object' }

/** The schemas of members by name. A question mark ends the name of an optional one. */
type Members = { readonly [name: string]: Schema }

/** Returns the schema of an object. */
export function object(members: Members, keywords?: Schema): Schema {
  const entries = Object.entries(members)
  return {
    type: 'object',
    required: entries.flatMap(([name]) => (name.endsWith('?') ? [] : name)),
    properties: Object.fromEntries(entries.map(([name, schema]) => [name.replace('?', ''), schema])),
    ...keywords,
  }
}

/** Returns the schema of an object of several kinds, which the member named `discriminator` identifies. */
export function union(
  discriminator: string,
  kinds: { readonly [kind: string]: Members },
  keywords?: Schema,
): Schema {
  const oneOf = Object.entries(kinds).map(([kind, members]) =>
    object({ [discriminator]: { type: 'string', const: kind }, ...members }),
  )
  return { oneOf, discriminator, ...keywords }
}
