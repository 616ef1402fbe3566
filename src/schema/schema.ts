/** A schema of a document, reduced to the keywords that validation reads. */
export interface Schema {
  readonly type?: string | readonly string[]
  readonly properties?: { readonly [name: string]: Schema }
  readonly required?: readonly string[]
  readonly additionalProperties?: Schema
  readonly items?: Schema
  readonly oneOf?: readonly Schema[]
  readonly enum?: readonly (string | number | boolean | null)[]
  readonly const?: string | number | boolean | null
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
