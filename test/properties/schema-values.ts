import fc from 'fast-check'
import type { Schema, Schemas } from '../../generated/schemas.js'

/** Values that fit a schema. */
export function valid(schema: Schema, schemas: Schemas, depth = 0): fc.Arbitrary<unknown> {
  if (schema.$ref !== undefined) return valid(schemas.shared[schema.$ref] ?? {}, schemas, depth)
  if (schema.oneOf) return fc.oneof(...schema.oneOf.map(variant => valid(variant, schemas, depth)))
  if (schema.const !== undefined) return fc.constant(schema.const)
  if (schema.enum) return fc.constantFrom(...schema.enum)
  if (schema.type === undefined) return fc.constantFrom(1, 'x', null)
  return fc.oneof(...[schema.type].flat().map(type => ofType(type, schema, schemas, depth)))
}

function ofType(type: string, schema: Schema, schemas: Schemas, depth: number): fc.Arbitrary<unknown> {
  switch (type) {
    case 'string':
      return schema.pattern === undefined
        ? fc.string({ minLength: schema.minLength ?? 0, maxLength: 20 })
        : fc.stringMatching(new RegExp(schema.pattern))
    case 'integer':
      return fc.integer({ min: schema.minimum ?? -1000, max: schema.maximum ?? 1000 })
    case 'number':
      return fc.double({ min: schema.minimum ?? -1000, max: schema.maximum ?? 1000, noNaN: true })
    case 'boolean':
      return fc.boolean()
    case 'null':
      return fc.constant(null)
    case 'array':
      return fc.array(valid(schema.items ?? {}, schemas, depth + 1), {
        minLength: schema.minItems ?? 0,
        maxLength: depth > 3 ? 1 : 3,
      })
    default:
      return object(schema, schemas, depth)
  }
}

function object(schema: Schema, schemas: Schemas, depth: number): fc.Arbitrary<object> {
  const members = Object.entries(schema.properties ?? {}).map(([name, child]) => [
    name,
    valid(child, schemas, depth + 1),
  ])
  const known = optional(fc.record(Object.fromEntries(members)), schema.required ?? [])
  const others = schema.additionalProperties
  const extra = others
    ? fc.dictionary(
        hostileKey(schema),
        depth > 3 ? fc.constant('excluded') : valid(others, schemas, depth + 1),
        { maxKeys: 2 },
      )
    : fc.dictionary(fc.constantFrom('unheard', '__proto__'), fc.constantFrom('s3cr3t', 1, null), {
        maxKeys: 1,
      })
  return fc.tuple(known, extra).map(([own, more]) => withMembers(more, own))
}

/** The same objects, some of them without some of the members that are not required. */
function optional(objects: fc.Arbitrary<object>, required: readonly string[]): fc.Arbitrary<object> {
  return fc.tuple(objects, fc.nat()).map(([value, dropped]) => {
    const kept = Object.entries(value).filter(
      ([name], at) => required.includes(name) || ((dropped >> at) & 1) === 0,
    )
    return withMembers(Object.fromEntries(kept))
  })
}

function hostileKey({ properties = {} }: Schema): fc.Arbitrary<string> {
  return fc
    .constantFrom('A', '__proto__', 'constructor', 'a/b', '', 'é')
    .filter(key => !Object.hasOwn(properties, key))
}

/** A copy by defining, so that `__proto__` stays an own member. */
function withMembers(...sources: object[]): object {
  const target = {}
  for (const [name, value] of sources.flatMap(source => Object.entries(source))) {
    Object.defineProperty(target, name, { value, enumerable: true, configurable: true, writable: true })
  }
  return target
}

const ODD: fc.Arbitrary<unknown> = fc.constantFrom(
  ...[
    null,
    true,
    0,
    -1,
    0.5,
    's3cr3t',
    '',
    'unheard-of',
    [],
    ['s3cr3t'],
    {},
    { name: 's3cr3t' },
    'é'.repeat(5000),
  ],
)

/** Values that fit a schema but for one place, where something odd stands, or nothing. */
export function broken(schema: Schema, schemas: Schemas): fc.Arbitrary<unknown> {
  return fc
    .tuple(valid(schema, schemas), fc.array(fc.nat(), { minLength: 16, maxLength: 16 }), ODD, fc.boolean())
    .map(([value, dice, odd, drop]) => {
      let turn = 0
      const next = () => dice[turn++ % dice.length] ?? 0
      return damage(value, next, odd, drop)
    })
}

function damage(value: unknown, dice: () => number, odd: unknown, drop: boolean): unknown {
  if (typeof value !== 'object' || value === null) return odd
  const names = Object.keys(value)
  const name = names[dice() % (names.length + 1)]
  if (name === undefined) return odd
  if (Array.isArray(value)) return damageArray(value, Number(name), dice, odd, drop)
  const child = dice() % 2 === 0 ? odd : damage(Reflect.get(value, name), dice, odd, drop)
  const rest = Object.entries(value).filter(([key]) => key !== name)
  return withMembers(Object.fromEntries(rest), drop ? {} : Object.fromEntries([[name, child]]))
}

function damageArray(
  items: readonly unknown[],
  at: number,
  dice: () => number,
  odd: unknown,
  drop: boolean,
): unknown[] {
  // Repeating an item breaks the rule that no two are the same.
  if (drop) return odd === null ? Array(1025).fill(items[at]) : [...items, items[at]]
  return items.map((item, index) => (index === at ? damage(item, dice, odd, drop) : item))
}
