import fc from 'fast-check'
import type { Schema } from '../../src/schema/schema.js'

/** Stands in every string that is put where it does not belong. */
export const INTRUDER = '§'

const ODD: readonly unknown[] = [
  ...[null, true, '', INTRUDER, [], {}, [INTRUDER], { name: 'A' }, { name: 'A', value: null }],
  ...[-1, 0, 1, 0.5, 100, 101, 2 ** 53, Number.POSITIVE_INFINITY],
  // On the limits and just beyond, in characters of one byte and of two.
  ...[256, 257].map(length => 'A'.repeat(length)),
  ...[8192, 8193].map(length => INTRUDER.padEnd(length - 1, 'A')),
]

type Change = (node: unknown) => unknown

/** Values that a number of changes were made to, each at some place; most of them do not fit any more. */
export function damaged(values: fc.Arbitrary<unknown>, schema: Schema): fc.Arbitrary<unknown> {
  const strange = fc.constantFrom(...ODD, ...wordsOf(schema))
  const name = fc.constantFrom('A', '__proto__', 'constructor', 'name', 'value', 'unheard-of')
  const change: fc.Arbitrary<Change> = fc.oneof(
    { weight: 6, arbitrary: strange.map(value => () => value) },
    { weight: 3, arbitrary: fc.nat(20).map(without) },
    { weight: 2, arbitrary: fc.nat(20).map(repeated) },
    { weight: 2, arbitrary: fc.tuple(name, strange).map(([key, value]) => extended(key, value)) },
    { weight: 1, arbitrary: fc.constant(torn) },
    { weight: 1, arbitrary: fc.constantFrom(1024, 1025).map(filled) },
  )
  const changes = fc.array(fc.tuple(fc.nat(1000), change), { minLength: 1, maxLength: 3 })
  return fc
    .tuple(values, changes)
    .map(([value, list]) => list.reduce((rest, [at, make]) => changedAt(rest, at, make), value))
}

/** Every string that the schema itself names: right in one place, they are wrong in another. */
function wordsOf(schema: Schema): unknown[] {
  const { const: only, enum: members = [], 'x-reserved-names': reserved = [] } = schema
  const parts = [
    ...Object.values(schema.properties ?? {}),
    ...(schema.oneOf ?? []),
    schema.items,
    schema.additionalProperties,
  ]
  const inner = parts.flatMap(part => (part === undefined ? [] : wordsOf(part)))
  return [...new Set([...(only === undefined ? [] : [only]), ...members, ...reserved, ...inner])]
}

/** Makes a change at the place of a number, where all places of a value are counted from its root. */
function changedAt(value: unknown, at: number, change: Change): unknown {
  const places = placesIn(value)
  return changed(value, places[at % places.length] ?? [], change)
}

function placesIn(value: unknown): string[][] {
  const inner = isContainer(value) ? Object.entries(value) : []
  return [[], ...inner.flatMap(([key, child]) => placesIn(child).map(rest => [key, ...rest]))]
}

function changed(value: unknown, [key, ...rest]: readonly string[], change: Change): unknown {
  if (key === undefined) return change(value)
  if (!isContainer(value)) return value
  return rebuilt(
    value,
    Object.entries(value).map(([name, child]) => [name, name === key ? changed(child, rest, change) : child]),
  )
}

function without(index: number): Change {
  return node =>
    isContainer(node)
      ? rebuilt(
          node,
          Object.entries(node).filter((_, at, all) => at !== index % all.length),
        )
      : node
}

function repeated(index: number): Change {
  return node => (Array.isArray(node) ? [...node, node[index % node.length]] : node)
}

function filled(length: number): Change {
  return node => (Array.isArray(node) && node.length > 0 ? Array(length).fill(node[0]) : node)
}

function extended(key: string, value: unknown): Change {
  return node => (isContainer(node) ? rebuilt(node, [...Object.entries(node), [key, value]]) : node)
}

function torn(node: unknown): unknown {
  return typeof node === 'string' ? `${node}\ud800` : node
}

/** By defining, not by assigning: `__proto__` stays a key like any other. */
function rebuilt(container: object, entries: [string, unknown][]): unknown {
  return Array.isArray(container) ? entries.map(([, value]) => value) : Object.fromEntries(entries)
}

function isContainer(value: unknown): value is object {
  return typeof value === 'object' && value !== null
}
