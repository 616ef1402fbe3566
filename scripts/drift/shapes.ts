import type { Json } from '../generation/documents.js'
import {
  type Alternative,
  isLowerBound,
  type JsonType,
  mergeMaps,
  type Part,
  type Reference,
  type Schema,
} from './alternative.js'
import { alternativesIn } from './alternatives.js'

/** What a value may be, however the document spells it. Within a document, equal ids are the same schema. */
export interface Shape {
  readonly id: string
  readonly parts: ReadonlyMap<JsonType, Part>
  /** Marked `x-open`: members that are not listed are accepted, too. */
  readonly open: boolean
  readonly object: ObjectShape | undefined
  readonly items: Field['shape'] | undefined
}

/** What an object may hold. Of a union, `fields` is what holds for every kind. */
export interface ObjectShape {
  readonly fields: ReadonlyMap<string, Field>
  /** What fields that are not listed hold, where the document says so. */
  readonly rest: Field['shape'] | undefined
  readonly kinds: Kinds | undefined
}

/** The kinds of a union by the value of the field that tells them apart. */
export interface Kinds {
  readonly by: string
  readonly shapes: ReadonlyMap<string, ObjectShape>
}

/** A place for a value, and whether it must be filled. Its shape is made when asked for: there are cycles. */
export interface Field {
  readonly required: boolean
  readonly shape: () => Shape
}

/** Makes the function that gives the shape of a schema of the document. */
export function shapesIn(document: Json): (reference: Reference) => Shape {
  const alternativesOf = alternativesIn(document)
  const shapes = new Map<string, Shape>()
  const numbers = new Map<Schema, number>()

  function shapeOf(reference: Reference): Shape {
    const id = idOf(reference)
    const known = shapes.get(id)
    if (known) return known
    const shape = fold(id, alternativesOf(reference))
    shapes.set(id, shape)
    return shape
  }

  function fold(id: string, alternatives: readonly Alternative[]): Shape {
    const objects = alternatives.filter(one => one.parts.has('object'))
    return {
      id,
      parts: alternatives.map(one => one.parts).reduce(joinParts, new Map()),
      open: alternatives.some(one => one.open),
      object: objects.length > 0 ? { ...commonShape(objects), kinds: kindsOf(objects) } : undefined,
      items: lazy(joined(alternatives.filter(one => one.parts.has('array')).map(one => one.items))),
    }
  }

  function commonShape(objects: readonly Alternative[]): ObjectShape {
    const fields = new Map<string, Field>()
    for (const name of new Set(objects.flatMap(one => [...one.fields.keys(), ...one.required]))) {
      const reference = objects.flatMap(
        one => one.fields.get(name) ?? (one.required.has(name) ? [[true]] : []),
      )
      fields.set(name, {
        required: objects.every(one => one.required.has(name)),
        shape: () => shapeOf(reference),
      })
    }
    return { fields, rest: lazy(joined(objects.map(one => one.rest))), kinds: undefined }
  }

  function kindsOf(objects: readonly Alternative[]): Kinds | undefined {
    const [named] = objects.flatMap(one => one.discriminator ?? [])
    const names = named === undefined ? [...(objects[0]?.required ?? [])].sort() : [named]
    const groups = names.map(by => ({ by, kinds: groupBy(by, objects) }))
    // The field that tells the most apart is the one that is meant to.
    const best = groups.reduce((a, b) => (toldApart(b.kinds) > toldApart(a.kinds) ? b : a), NOTHING)
    if (toldApart(best.kinds) < 2) return undefined
    return {
      by: best.by,
      shapes: new Map([...best.kinds].map(([value, alike]) => [value, commonShape(alike)])),
    }
  }

  /** The objects by the values of a field, if each lists the values that it has there. */
  function groupBy(name: string, objects: readonly Alternative[]): Groups {
    const groups = new Map<string, Alternative[]>()
    for (const one of objects) {
      const values = valuesOf(one.fields.get(name) ?? [])
      if (values.length === 0) return NOTHING.kinds
      for (const value of values) groups.set(value, [...(groups.get(value) ?? []), one])
    }
    return groups
  }

  /** The strings that a field may hold, if it holds nothing but listed strings. */
  function valuesOf(reference: Reference): readonly string[] {
    const parts = alternativesOf(reference).map(one => one.parts)
    const lists = parts.map(part => (part.size === 1 ? part.get('string')?.members : undefined))
    return lists.includes(undefined) ? [] : lists.flatMap(list => [...(list ?? [])])
  }

  function lazy(reference: Reference | undefined): Field['shape'] | undefined {
    return reference && (() => shapeOf(reference))
  }

  /** The same for the same schemas in any order and number: a union that holds itself must not grow. */
  function idOf(reference: Reference): string {
    return unique(
      reference.map(schemas => unique(schemas.map(schema => `${numberOf(schema)}`)).join('&')),
    ).join('|')
  }

  function numberOf(schema: Schema): number {
    const number = numbers.get(schema) ?? numbers.size
    numbers.set(schema, number)
    return number
  }

  return shapeOf
}

type Groups = ReadonlyMap<string, readonly Alternative[]>

const NOTHING: { readonly by: string; readonly kinds: Groups } = { by: '', kinds: new Map() }

/** How many groups begin with another alternative: what all values lead to is not told apart by them. */
function toldApart(groups: Groups): number {
  return new Set([...groups.values()].map(([first]) => first)).size
}

function unique(texts: readonly string[]): string[] {
  return [...new Set(texts)].sort()
}

/** All references in one; nothing is said of the whole where one of them says nothing. */
function joined(references: readonly (Reference | undefined)[]): Reference | undefined {
  if (references.length === 0 || references.includes(undefined)) return undefined
  return references.flatMap(reference => reference ?? [])
}

function joinParts(a: Shape['parts'], b: Shape['parts']): Map<JsonType, Part> {
  return mergeMaps(a, b, joinPart)
}

function joinPart(a: Part, b: Part): Part {
  const bounds = new Map<string, number>()
  for (const [keyword, left] of a.bounds) {
    const right = b.bounds.get(keyword)
    if (right !== undefined)
      bounds.set(keyword, isLowerBound(keyword) ? Math.min(left, right) : Math.max(left, right))
  }
  return { members: a.members && b.members && new Set([...a.members, ...b.members]), bounds }
}
