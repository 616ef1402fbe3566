import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Schema, Schemas } from '../../generated/schemas.js'
import * as contracts from '../../generated/schemas.js'
import { findFault } from '../../src/transport/validate.js'
import { broken, valid } from './schema-values.js'

const RUNS = Number(process.env.PROPERTY_RUNS ?? 200)

/** ajv over the same schemas, taught the keywords of ours that are no JSON Schema. */
function oracle(schemas: Schemas, sending: boolean): (schema: Schema) => ValidateFunction {
  const ajv = new Ajv2020({ strict: false, validateFormats: false })
  const rule = (keyword: string, fits: (limit: unknown, data: unknown) => boolean) =>
    ajv.addKeyword({ keyword, validate: (limit: unknown, data: unknown) => !sending || fits(limit, data) })
  rule('x-max-bytes', (limit, data) => typeof data !== 'string' || Buffer.byteLength(data) <= Number(limit))
  rule('x-unique', (identity, data) => !Array.isArray(data) || isUnique(identity, data))
  rule('x-reserved-names', (names, data) => !isReserved(names, Object(data)))
  for (const [name, schema] of Object.entries(schemas.shared))
    ajv.addSchema(translated(schema, sending), name)
  return schema => ajv.compile(translated(schema, sending))
}

function isReserved(names: unknown, { name, value }: { name?: unknown; value?: unknown }): boolean {
  return Array.isArray(names) && names.includes(name) && typeof value === 'string'
}

function isUnique(identity: unknown, items: readonly unknown[]): boolean {
  const names = items.map(item => (typeof identity === 'string' ? Reflect.get(Object(item), identity) : item))
  return new Set(names).size === names.length
}

/** A reduced schema as JSON Schema: an open union that is read takes any object with a kind; ours names it differently. */
function translated(schema: Schema, sending: boolean): object {
  const { discriminator, 'x-open': open, ...rest } = schema
  const copy = Object.fromEntries(
    Object.entries(rest).map(([key, value]) => [key, translateChild(key, value, sending)]),
  )
  if (discriminator === undefined || !schema.oneOf) return copy
  const kinds = schema.oneOf.map(({ $ref }) => $ref ?? '')
  if (!open || sending) return copy
  const { oneOf, ...others } = copy
  const known = { anyOf: kinds.map(kind => ({ $ref: kind })) }
  const unknown = {
    type: 'object',
    required: [discriminator],
    properties: {
      [discriminator]: {
        type: 'string',
        not: { anyOf: kinds.map(kind => ({ $ref: `${kind}#/properties/${discriminator}` })) },
      },
    },
  }
  return { ...others, anyOf: [known, unknown] }
}

function translateChild(key: string, value: unknown, sending: boolean): unknown {
  if (key === 'items' || key === 'additionalProperties') return translated(Object(value), sending)
  if (key === 'oneOf' && Array.isArray(value)) return value.map(child => translated(child, sending))
  if (key !== 'properties') return value
  return Object.fromEntries(
    Object.entries(Object(value)).map(([name, child]) => [name, translated(Object(child), sending)]),
  )
}

const cases = Object.entries({ v1: contracts.v1, v1Beta: contracts.v1Beta }).flatMap(
  ([contract, schemas]) => {
    const sections = {
      ...prefixed('shared', schemas.shared),
      ...prefixed('request', schemas.requests),
      ...prefixed('response', schemas.responses),
      ...prefixed('query', schemas.queries),
    }
    return Object.entries(sections).map(([place, schema]) => ({
      place: `${contract} ${place}`,
      schema,
      schemas,
    }))
  },
)

function prefixed(section: string, schemas: { readonly [name: string]: Schema }): Record<string, Schema> {
  return Object.fromEntries(Object.entries(schemas).map(([name, schema]) => [`${section} ${name}`, schema]))
}

describe.each([true, false])('where values are sent: %s', sending => {
  test.each(cases)('$place takes and refuses what ajv takes and refuses', ({ schema, schemas }) => {
    const accepts = oracle(schemas, sending)(schema)
    const any = fc.oneof(valid(schema, schemas), broken(schema, schemas))
    const property = fc.property(any, value => {
      const fault = findFault(schema, value, { shared: schemas.shared, sending })
      expect({ value, fits: fault === undefined }).toEqual({ value, fits: accepts(value) })
      if (fault) expect(`${fault.at} ${fault.says}`).not.toContain('s3cr3t')
    })
    fc.assert(property, { numRuns: RUNS })
  })
})
