import { isObject, type Json } from './documents.js'

/** A variant of a union: the constant that identifies it, and its other members. */
export interface Kind {
  readonly kind: string
  readonly properties: Json
  readonly required: readonly string[]
}

/** Returns the variants of a union by their constants, or `undefined` if one of them has more than members. */
export function kindsOf({ oneOf, discriminator }: Json): Kind[] | undefined {
  if (typeof discriminator !== 'string' || !Array.isArray(oneOf)) return undefined
  const kinds = oneOf.map(variant => kindOf(variant, discriminator))
  return kinds.every(kind => kind !== undefined) ? kinds : undefined
}

function kindOf(variant: Json, discriminator: string): Kind | undefined {
  const { type, properties, required, ...more } = variant
  if (type !== 'object' || !isObject(properties) || !isStrings(required) || Object.keys(more).length > 0)
    return
  const { [discriminator]: tag, ...others } = properties
  if (!isObject(tag) || tag.type !== 'string' || Object.keys(tag).length > 2) return
  const kind = tag.const
  if (typeof kind !== 'string' || !required.includes(discriminator)) return
  return { kind, properties: others, required: required.filter(name => name !== discriminator) }
}

function isStrings(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every(item => typeof item === 'string')
}
