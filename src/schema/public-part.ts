import { isObject, memberOf } from '../text/member.js'
import type { Schema } from './schema.js'
import { memberSchema } from './validate.js'

/** The part of a value that may be shown, and the names of its members that are left out, with their types. */
export interface PublicPart {
  readonly shown: Readonly<Record<string, unknown>>
  readonly hidden: readonly { readonly name: string; readonly type: string }[]
}

/**
 * Returns what may be shown of an object: what its schema describes, and does not mark as `x-sensitive`. What it does not
 * describe may be a secret. Of an object of an unknown kind that leaves what all kinds have in common.
 */
export function publicPart(schema: Schema | undefined, value: object): PublicPart {
  const shown: [string, unknown][] = []
  const hidden: { name: string; type: string }[] = []
  for (const [name, member] of Object.entries(value)) {
    const part = visible(schema && schemaOf(schema, value, name), member)
    if (part === undefined) hidden.push({ name, type: typeOf(member) })
    else shown.push([name, part])
  }
  return { shown: Object.fromEntries(shown), hidden }
}

/** Returns what may be shown of a value, or `undefined` for nothing. */
function visible(schema: Schema | undefined, value: unknown): unknown {
  if (schema === undefined || schema['x-sensitive']) return undefined
  if (schema.oneOf && schema.discriminator === undefined)
    return schema.oneOf.map(variant => visible(variant, value)).find(part => part !== undefined)
  if (Array.isArray(value)) {
    const items = value.map(item => visible(schema.items, item))
    return items.includes(undefined) ? undefined : items
  }
  if (isObject(value)) return describesMembers(schema) ? publicPart(schema, value).shown : undefined
  return isDescribed(schema, value) ? value : undefined
}

/** Returns the schema of a member: for an object of several kinds that of its kind, else what all of them say alike. */
function schemaOf(schema: Schema, value: object, name: string): Schema | undefined {
  if (schema.oneOf === undefined) return memberSchema(schema, name)
  const { discriminator = '', oneOf } = schema
  const kind = memberOf(value, discriminator)
  if (name === discriminator) return typeof kind === 'string' ? { type: 'string' } : undefined
  const variant = oneOf.find(({ properties }) => own(properties, discriminator)?.const === kind)
  if (variant) return schemaOf(variant, value, name)
  const all = oneOf.map(each => JSON.stringify(own(each.properties, name)))
  return all.every(text => text === all[0]) ? own(oneOf[0]?.properties, name) : undefined
}

function describesMembers({ properties, additionalProperties, oneOf }: Schema): boolean {
  return (properties ?? additionalProperties ?? oneOf) !== undefined
}

/** Returns true for a plain value of a type that its schema names. */
function isDescribed({ type, const: constant }: Schema, value: unknown): boolean {
  if (constant !== undefined) return value === constant
  const types = [type ?? []].flat()
  if (value === null) return types.includes('null')
  if (typeof value === 'bigint') return types.includes('integer')
  if (typeof value === 'number') return types.includes('number') || types.includes('integer')
  return types.includes(typeof value)
}

function typeOf(value: unknown): string {
  if (value === null) return 'null'
  if (typeof value === 'bigint') return 'number'
  return Array.isArray(value) ? 'array' : typeof value
}

function own(schemas: Schema['properties'], name: string): Schema | undefined {
  return schemas && Object.hasOwn(schemas, name) ? schemas[name] : undefined
}
