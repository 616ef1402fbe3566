// Generated from openapi/*.yaml by `npm run generate`. Do not edit.

/** A schema of a document, reduced to the keywords that validation reads. */
export interface Schema {
  readonly type?: string | readonly string[]
  readonly properties?: { readonly [name: string]: Schema }
  readonly required?: readonly string[]
  readonly additionalProperties?: Schema
  readonly items?: Schema
  readonly enum?: readonly (string | number | boolean | null)[]
  readonly const?: string | number | boolean | null
  readonly oneOf?: readonly Schema[]
  readonly discriminator?: string
  readonly minimum?: number
  readonly maximum?: number
  readonly minItems?: number
  readonly maxItems?: number
  readonly pattern?: string
  readonly 'x-open'?: boolean
  readonly 'x-sensitive'?: boolean
  readonly 'x-unique'?: string | boolean
  readonly 'x-max-bytes'?: number
  readonly 'x-reserved-names'?: readonly string[]
}

type Members = { readonly [name: string]: Schema }

/** An object: its members may be absent where their names are written with a question mark. */
export function members(declared: Members): Schema {
  const required: string[] = []
  const properties: Record<string, Schema> = {}
  for (const [marked, schema] of Object.entries(declared)) {
    const name = marked.replace('?', '')
    if (name === marked) required.push(name)
    properties[name] = schema
  }
  return { type: 'object', required, properties }
}

/** An object of one of several kinds, told apart by the member that is named. */
export function kinds(discriminator: string, variants: { readonly [kind: string]: Members }): Schema {
  const oneOf = Object.entries(variants).map(([kind, declared]) =>
    members({ [discriminator]: { type: 'string', const: kind }, ...declared }),
  )
  return { oneOf, discriminator }
}

/** The same kinds, and all their members but the one that tells them apart may be absent. */
export function optional({ oneOf = [], discriminator = '' }: Schema): Schema {
  return { oneOf: oneOf.map(variant => ({ ...variant, required: [discriminator] })), discriminator }
}
