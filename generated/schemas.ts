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
  readonly minLength?: number
  readonly pattern?: string
  readonly 'x-open'?: boolean
  readonly 'x-sensitive'?: boolean
  readonly 'x-unique'?: string | boolean
  readonly 'x-max-bytes'?: number
  readonly 'x-reserved-names'?: readonly string[]
}

/** An object: its members are required but those that are named after them. */
export function members(properties: { readonly [name: string]: Schema }, ...optional: readonly string[]): Schema {
  const required = Object.keys(properties).filter(name => !optional.includes(name))
  return { type: 'object', required, properties }
}
