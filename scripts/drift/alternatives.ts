import { isObject, type Json } from '../generation/documents.js'
import { type Alternative, ANYTHING, anyOf, meet, type Reference, type Schema } from './alternative.js'
import { DocumentError } from './errors.js'
import { isSchema, ownAlternative } from './keywords.js'
import { lookUp } from './references.js'

/** Makes the function that lists the ways to fit a schema of the document; no way means that nothing fits. */
export function alternativesIn(document: Json): (reference: Reference) => readonly Alternative[] {
  const known = new Map<Schema, readonly Alternative[]>()
  const underway = new Set<Schema>()

  function expand(schema: Schema): readonly Alternative[] {
    if (typeof schema === 'boolean') return schema ? [ANYTHING] : []
    // A schema that is defined as nothing but itself says nothing.
    if (underway.has(schema)) return [ANYTHING]
    const before = known.get(schema)
    if (before) return before
    underway.add(schema)
    const alternatives = assemble(schema)
    underway.delete(schema)
    known.set(schema, alternatives)
    return alternatives
  }

  function assemble(schema: Json): readonly Alternative[] {
    const demands = [[ownAlternative(schema)], ...schemasIn(schema.allOf).map(expand)]
    if (typeof schema.$ref === 'string') demands.push(expand(schemaAt(document, schema.$ref)))
    if (Array.isArray(schema.oneOf)) demands.push(union(schema.oneOf, schema.discriminator))
    if (Array.isArray(schema.anyOf)) demands.push(union(schema.anyOf, schema.discriminator))
    const all = demands.reduce(meetAll)
    return schema.nullable === true ? [...all, NULL] : all
  }

  function union(choices: readonly unknown[], discriminator: unknown): readonly Alternative[] {
    const all = schemasIn(choices).flatMap(expand)
    limit(all.length)
    const name = isObject(discriminator) ? discriminator.propertyName : undefined
    return typeof name === 'string' ? all.map(one => ({ ...one, discriminator: name })) : all
  }

  return reference => reference.flatMap(schemas => schemas.map(expand).reduce(meetAll, [ANYTHING]))
}

const NULL = anyOf(['null'])

/** Every way to fit one of the first and one of the second at once. */
function meetAll(first: readonly Alternative[], second: readonly Alternative[]): readonly Alternative[] {
  limit(first.length * second.length)
  return first.flatMap(a => second.map(b => meet(a, b))).filter(one => one.parts.size > 0)
}

const MOST = 10_000

// A few nested unions multiply into more than any memory holds.
function limit(count: number): void {
  if (count > MOST) throw new DocumentError(`The document has a schema of more than ${MOST} alternatives.`)
}

function schemasIn(value: unknown): Schema[] {
  return Array.isArray(value) ? value.filter(isSchema) : []
}

function schemaAt(document: Json, ref: string): Schema {
  const target = lookUp(document, ref)
  if (isSchema(target)) return target
  throw new DocumentError(`The document refers to ${ref} as a schema, which it is not.`)
}
