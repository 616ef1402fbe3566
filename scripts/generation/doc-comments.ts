import { type Document, isObject, type Json } from './documents.js'
import { resolve } from './schemas.js'

/**
 * Returns a document whose properties have the description of the schema that they refer to, unless they have their
 * own: an editor shows the comment of the property, and does not follow its type.
 */
export function describeReferences(document: Document): Json {
  return describeAll(document.content)

  function describeAll(node: Json): Json {
    return Object.fromEntries(
      Object.entries(node).map(([key, value]) => {
        const described = inside(value)
        return [key, key === 'properties' && isObject(described) ? describeProperties(described) : described]
      }),
    )
  }

  function inside(value: unknown): unknown {
    if (Array.isArray(value)) return value.map(inside)
    return isObject(value) ? describeAll(value) : value
  }

  function describeProperties(properties: Json): Json {
    return Object.fromEntries(
      Object.entries(properties).map(([name, property]) => {
        if (!isObject(property) || property.$ref === undefined) return [name, property]
        const { description } = resolve(property, document)
        return [name, { ...(description === undefined ? {} : { description }), ...property }]
      }),
    )
  }
}

const DISCRIMINATOR =
  /\/\*\*\s+\* @description discriminator enum property added by openapi-typescript\s+\* @enum \{string\}\s+\*\/(\s+\w+: ("[^"]*");)/g

/** Replaces the generator's comments on the member that distinguishes the variants of a union. */
export function withoutGeneratorsWords(types: string): string {
  return types.replace(DISCRIMINATOR, (_, member: string, kind: string) => {
    return `/** @description Always \`${kind.slice(1, -1)}\`: identifies this variant. */${member}`
  })
}
