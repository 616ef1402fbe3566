/** A part of JSON Schema (draft 7): the keywords that the schema of a deployment file has. */
export interface JsonSchema {
  readonly $ref?: string
  readonly definitions?: { readonly [name: string]: JsonSchema }
  readonly anyOf?: readonly JsonSchema[]
  readonly type?: string | readonly string[]
  readonly const?: string | number | boolean
  readonly enum?: readonly string[]
  readonly pattern?: string
  readonly minLength?: number
  readonly maxLength?: number
  readonly minimum?: number
  readonly maximum?: number
  readonly minItems?: number
  readonly maxItems?: number
  readonly uniqueItems?: boolean
  readonly items?: JsonSchema
  readonly properties?: { readonly [name: string]: JsonSchema }
  readonly required?: readonly string[]
  readonly additionalProperties?: JsonSchema | false
  readonly propertyNames?: JsonSchema
}
