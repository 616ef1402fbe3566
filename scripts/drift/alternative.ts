import type { Json } from '../generation/documents.js'

/** The types of JSON values. An integer is a number, so an alternative has a part for one of the two. */
export type JsonType = 'null' | 'boolean' | 'integer' | 'number' | 'string' | 'array' | 'object'

/** What is allowed of one type: only these members, where any are listed, and only within these bounds. */
export interface Part {
  readonly members: ReadonlySet<string> | undefined
  readonly bounds: ReadonlyMap<string, number>
}

/** A schema as a document writes it: `true` allows anything, `false` nothing. */
export type Schema = Json | boolean

/** A value's schema: the value fits one of the lists, by fitting every schema in it. */
export type Reference = readonly (readonly Schema[])[]

/** One way to fit a schema, with no `$ref`, `allOf` or `oneOf` left on its own level. */
export interface Alternative {
  readonly parts: ReadonlyMap<JsonType, Part>
  /** Marked `x-open`: readers accept members that are not listed. */
  readonly open: boolean
  readonly fields: ReadonlyMap<string, Reference>
  readonly required: ReadonlySet<string>
  /** What fields that are not listed hold, where the schema says so. */
  readonly rest: Reference | undefined
  readonly items: Reference | undefined
  /** The field that the document itself names as the one that tells alternatives apart. */
  readonly discriminator: string | undefined
}

/** The alternative that any value of these types fits. */
export function anyOf(types: readonly JsonType[]): Alternative {
  return {
    parts: new Map(types.map(type => [type, { members: undefined, bounds: new Map() }])),
    open: false,
    fields: new Map(),
    required: new Set(),
    rest: undefined,
    items: undefined,
    discriminator: undefined,
  }
}

/** The alternative that any value fits. */
export const ANYTHING = anyOf(['null', 'boolean', 'number', 'string', 'array', 'object'])

/** What fits both alternatives at once. It has no parts where nothing does. */
export function meet(a: Alternative, b: Alternative): Alternative {
  return {
    parts: meetParts(a.parts, b.parts),
    open: a.open || b.open,
    // The one's `additionalProperties` is not held against the other's fields: nobody means that.
    fields: mergeMaps(a.fields, b.fields, meetReferences),
    required: new Set([...a.required, ...b.required]),
    rest: a.rest && b.rest ? meetReferences(a.rest, b.rest) : (a.rest ?? b.rest),
    items: a.items && b.items ? meetReferences(a.items, b.items) : (a.items ?? b.items),
    discriminator: a.discriminator ?? b.discriminator,
  }
}

/** Both maps in one; what stands in both is combined. */
export function mergeMaps<Key, Value>(
  a: ReadonlyMap<Key, Value>,
  b: ReadonlyMap<Key, Value>,
  combine: (left: Value, right: Value, key: Key) => Value,
): Map<Key, Value> {
  const all = new Map(a)
  for (const [key, value] of b) {
    const other = all.get(key)
    all.set(key, other === undefined ? value : combine(other, value, key))
  }
  return all
}

/** Whether a bound holds from below: the greater, the stricter. */
export function isLowerBound(keyword: string): boolean {
  return /^(min|exclusiveMin)/.test(keyword)
}

function meetParts(a: Alternative['parts'], b: Alternative['parts']): Map<JsonType, Part> {
  const parts = new Map<JsonType, Part>()
  for (const type of new Set([...a.keys(), ...b.keys()])) {
    const left = partFor(type, a)
    const right = partFor(type, b)
    if (left && right) parts.set(type, meetPart(left, right))
  }
  return parts
}

/** What a schema's parts say of a type: an integer may be allowed as a number. */
export function partFor(type: JsonType, parts: Alternative['parts']): Part | undefined {
  return parts.get(type) ?? (type === 'integer' ? parts.get('number') : undefined)
}

function meetPart(a: Part, b: Part): Part {
  const { members } = b
  return {
    members: a.members && members ? intersection(a.members, members) : (a.members ?? members),
    bounds: mergeMaps(a.bounds, b.bounds, (left, right, keyword) =>
      isLowerBound(keyword) ? Math.max(left, right) : Math.min(left, right),
    ),
  }
}

function intersection(a: ReadonlySet<string>, b: ReadonlySet<string>): Set<string> {
  return new Set([...a].filter(member => b.has(member)))
}

function meetReferences(a: Reference, b: Reference): Reference {
  return a.flatMap(left => b.map(right => [...new Set([...left, ...right])]))
}
