import { isObject, type Json } from '../generation/documents.js'

export const TYPES = ['null', 'boolean', 'number', 'string', 'array', 'object']

/** A way to fit a reduced schema: values of one type, without unions and intersections on its own level. */
export interface Way {
  readonly type: string
  /** The values that are listed, as JSON. */
  readonly members: ReadonlySet<string> | undefined
  /** Bounds by keyword. Any other rule is a lower bound of 0, which is present or absent. */
  readonly rules: ReadonlyMap<string, number>
  /** Schemas of the parts: `.name` of a field, `{}` of fields of any name, `[]` of items. */
  readonly parts: ReadonlyMap<string, Json>
  /** Set if a reader accepts unlisted values (`x-open`). */
  readonly open: boolean
}

/** Returns true if a rule is an upper bound: the smaller, the stricter. */
export function isUpper(rule: string): boolean {
  return /^(max|exclusiveMax)/.test(rule)
}

const known = new WeakMap<Json, readonly Way[]>()

/** Returns the ways to fit a schema. The list is empty if nothing fits. */
export function waysToFit(schema: Json): readonly Way[] {
  const before = known.get(schema)
  if (before) return before
  // A schema that is defined only as itself has no rules.
  known.set(schema, ownWays({}))
  const unions = [schema.oneOf, schema.anyOf]
    .filter(Array.isArray)
    .map(one => one.filter(isObject).flatMap(waysToFit))
  const all = [schema.allOf ?? []].flat().filter(isObject).map(waysToFit)
  const ways = [...all, ...unions].reduce(intersect, ownWays(schema))
  known.set(schema, schema.nullable === true ? [...ways, ...ownWays({ type: 'null' })] : ways)
  return waysToFit(schema)
}

function intersect(first: readonly Way[], second: readonly Way[]): readonly Way[] {
  // A few nested unions multiply into more ways than the memory can hold.
  if (first.length * second.length > 10_000) throw new Error('A schema has more than 10000 alternatives.')
  const pairs = first.flatMap(a => second.filter(b => a.type === b.type).map(b => combine(a, b, 'allOf')))
  return pairs.filter(way => way.members?.size !== 0)
}

/** Joins several ways of one type into one with the rules that hold for all of them. */
export function join([first, ...others]: readonly Way[]): Way | undefined {
  return first && others.reduce((a, b) => combine(a, b, 'anyOf'), first)
}

function combine(a: Way, b: Way, how: 'allOf' | 'anyOf'): Way {
  const all = how === 'allOf'
  const rules = merge(a.rules, b.rules, (left, right, rule) =>
    isUpper(rule) === all ? Math.min(left, right) : Math.max(left, right),
  )
  const parts = merge(a.parts, b.parts, (left, right) => (left === right ? left : { [how]: [left, right] }))
  // A rule of only one of two ways, or a schema of only its items or fields, does not hold for both.
  if (!all) for (const key of rules.keys()) if (!a.rules.has(key) || !b.rules.has(key)) rules.delete(key)
  if (!all) for (const key of ['[]', '{}']) if (!a.parts.has(key) || !b.parts.has(key)) parts.delete(key)
  return { type: a.type, members: listed(a.members, b.members, all), rules, parts, open: a.open || b.open }
}

function listed(a: Way['members'], b: Way['members'], all: boolean): Way['members'] {
  if (!a || !b) return all ? (a ?? b) : undefined
  return new Set(all ? [...a].filter(member => b.has(member)) : [...a, ...b])
}

type Combined<Value> = (left: Value, right: Value, key: string) => Value

function merge<Value>(a: Named<Value>, b: Named<Value>, combined: Combined<Value>): Map<string, Value> {
  const both = [...b].map(([key, right]): [string, Value] => {
    const left = a.get(key)
    return [key, left === undefined ? right : combined(left, right, key)]
  })
  return new Map([...a, ...both])
}

type Named<Value> = ReadonlyMap<string, Value>

/** Returns the ways of a schema by itself, one per type. */
function ownWays(schema: Json): readonly Way[] {
  const all = 'const' in schema ? [schema.const] : schema.enum
  const open = schema['x-open'] === true
  return typesOf(schema).flatMap((type): Way[] => {
    const values = Array.isArray(all) ? all.filter(value => typeOf(value) === type) : undefined
    if (values?.length === 0) return []
    // There is only one null, so it needs no list.
    if (type === 'null') return [{ type, members: undefined, rules: new Map(), parts: new Map(), open }]
    const rules = new Map(Object.entries(schema).flatMap(rulesOf))
    const whole = values?.every(Number.isInteger) ?? /^(?!.*number).*integer/.test(String(schema.type))
    if (type === 'number' && whole) rules.set('whole numbers only', 0)
    const members = values && new Set(values.map(value => JSON.stringify(value)))
    return [{ type, members, rules, parts: partsOf(schema, type), open }]
  })
}

function typesOf(schema: Json): readonly string[] {
  const types = [schema.type].flat().map(type => (type === 'integer' ? 'number' : type))
  if (schema.type !== undefined) return TYPES.filter(type => types.includes(type))
  // Authors omit the type if a keyword applies to one type only.
  if (schema.properties || schema.required || schema.additionalProperties) return ['object']
  return schema.items ? ['array'] : TYPES
}

function typeOf(value: unknown): string {
  return value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value
}

function partsOf(
  { properties, required, additionalProperties: rest, items }: Json,
  type: string,
): Map<string, Json> {
  if (type === 'array') return new Map(isObject(items) ? [['[]', items]] : [])
  const names = type === 'object' ? [required ?? [], Object.keys(Object(properties))].flat() : []
  const parts = new Map(
    names.map((name): [string, Json] => [`.${name}`, Object(Object(properties)[String(name)])]),
  )
  const any = type !== 'object' || !isObject(rest) || isNothing(rest) || Object.keys(rest).length === 0
  return any ? parts : parts.set('{}', rest)
}

/** Returns true for a schema that was `false`. */
function isNothing(schema: unknown): boolean {
  return isObject(schema) && [schema.enum].flat().length === 0
}

/** The keywords that are not rules, but types, members or parts. */
const STRUCTURE = /^(type|enum|const|properties|items|(one|any|all)Of|nullable|discriminator|x-.*)$/

function rulesOf([keyword, value]: [string, unknown]): [string, number][] {
  if (keyword === 'required') return [value].flat().map(name => [`required .${name}`, 0])
  if (keyword === 'additionalProperties') return isNothing(value) ? [['no other fields', 0]] : []
  if (STRUCTURE.test(keyword) || value === false) return []
  if (typeof value === 'number' && keyword !== 'multipleOf') return [[keyword, value]]
  const rule = `${keyword} ${JSON.stringify(value)}`
  // Every name is a string.
  return rule === 'propertyNames {"type":"string"}' ? [] : [[rule, 0]]
}
