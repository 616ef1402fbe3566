import { isLowerBound, type JsonType, type Part, partFor } from './alternative.js'
import { type Difference, type Direction, SEVERITIES, type ShapeKind } from './differences.js'
import type { Field, Kinds, ObjectShape, Shape } from './shapes.js'

/** Compares what fills one place of a request or a response: a body (`path` is empty) or a parameter. */
export function compareFields(
  ours: Field | undefined,
  theirs: Field | undefined,
  direction: Direction,
  where: string,
  path = '',
): readonly Difference[] {
  const comparison = new Comparison(direction, where)
  comparison.fields(ours, theirs, path)
  return comparison.differences
}

const PLENTY = 10_000

class Comparison {
  readonly differences: Difference[] = []
  readonly #direction: Direction
  readonly #where: string
  readonly #underway = new Set<string>()
  readonly #seen = new Set<string>()
  #steps = 0

  constructor(direction: Direction, where: string) {
    this.#direction = direction
    this.#where = where
  }

  fields(ours: Field | undefined, theirs: Field | undefined, path: string): void {
    if (ours && theirs) {
      if (theirs.required && !ours.required) {
        this.#differ('field-required', path, 'theirs requires it, ours has it optional')
      }
      if (ours.required && !theirs.required) {
        this.#differ('field-optional', path, 'theirs has it optional, ours requires it')
      }
      this.#shapes(ours.shape(), theirs.shape(), path)
    } else if (ours) {
      const kind = ours.required ? 'field-removed' : 'optional-field-removed'
      this.#differ(
        kind,
        path,
        `theirs does not have it, ours ${ours.required ? 'requires it' : 'has it optional'}`,
      )
    } else if (theirs) {
      const kind = theirs.required ? 'field-added' : 'optional-field-added'
      this.#differ(
        kind,
        path,
        `ours does not have it, theirs ${theirs.required ? 'requires it' : 'has it optional'}`,
      )
    }
  }

  #shapes(ours: Shape, theirs: Shape, path: string): void {
    const pair = `${ours.id} ${theirs.id}`
    // Every place is told, but not where everything leads to everything: there is no end of places.
    if (this.#underway.has(pair) || (++this.#steps > PLENTY && this.#seen.has(pair))) return
    this.#seen.add(pair)
    this.#underway.add(pair)
    this.#types(ours, theirs, path)
    for (const [type, part] of ours.parts) {
      const other = partFor(type, theirs.parts)
      if (!other) continue
      this.#members(part, other, type, ours.open, path)
      this.#bounds(part, other, path)
    }
    if (ours.object && theirs.object) this.#objects(ours.object, theirs.object, path)
    if (ours.parts.has('array') && theirs.parts.has('array')) this.#items(ours.items, theirs.items, path)
    this.#underway.delete(pair)
  }

  #types(ours: Shape, theirs: Shape, path: string): void {
    const lost = [...ours.parts.keys()].filter(type => !partFor(type, theirs.parts))
    const gained = [...theirs.parts.keys()].filter(type => !partFor(type, ours.parts))
    if (gained.length > 0 && lost.length > 0 && lost.length === ours.parts.size) {
      this.#differ('type-changed', path, `theirs is ${oneOf(gained)}, ours ${oneOf(lost)}`)
      return
    }
    if (lost.length > 0) this.#differ('type-narrowed', path, `theirs does not allow ${oneOf(lost)}`)
    if (gained.length > 0) this.#differ('type-widened', path, `theirs allows ${oneOf(gained)}, too`)
  }

  #members(ours: Part, theirs: Part, type: JsonType, open: boolean, path: string): void {
    const widened = open ? 'open-enum-widened' : 'enum-widened'
    if (!theirs.members) {
      if (ours.members) this.#differ(widened, path, `theirs allows any ${type}`)
      return
    }
    if (!ours.members) {
      this.#differ('enum-narrowed', path, `theirs allows no ${type} but ${oneOf(theirs.members)}`)
      return
    }
    const lost = without(ours.members, theirs.members)
    const gained = without(theirs.members, ours.members)
    if (gained.length > 0 && lost.length === ours.members.size) {
      this.#differ('enum-changed', path, `theirs is ${oneOf(gained)}, ours ${oneOf(lost)}`)
      return
    }
    if (lost.length > 0) this.#differ('enum-narrowed', path, `theirs does not allow ${oneOf(lost)}`)
    if (gained.length > 0) this.#differ(widened, path, `theirs allows ${oneOf(gained)}, too`)
  }

  /** The bounds that count are those of the side that reads. */
  #bounds(ours: Part, theirs: Part, path: string): void {
    for (const keyword of (this.#direction === 'request' ? theirs : ours).bounds.keys()) {
      const none = isLowerBound(keyword) ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY
      const mine = ours.bounds.get(keyword) ?? none
      const other = theirs.bounds.get(keyword) ?? none
      if (mine === other) continue
      const kind = other > mine === isLowerBound(keyword) ? 'bound-narrowed' : 'bound-widened'
      this.#differ(kind, path, `theirs has ${bound(keyword, other)}, ours ${bound(keyword, mine)}`)
    }
  }

  #items(ours: Shape['items'], theirs: Shape['items'], path: string): void {
    if (ours && theirs) this.#shapes(ours(), theirs(), `${path}[]`)
    else if (ours) this.#differ('type-widened', `${path}[]`, 'theirs allows anything')
    else if (theirs) this.#differ('type-narrowed', `${path}[]`, 'theirs does not allow anything')
  }

  #objects(ours: ObjectShape, theirs: ObjectShape, path: string): void {
    const by = ours.kinds?.by ?? theirs.kinds?.by
    const mine = by === undefined ? undefined : kindsBy(by, ours)
    const other = by === undefined ? undefined : kindsBy(by, theirs)
    if (mine && other) this.#kinds(mine, other, path)
    else if (isFree(ours) && !isFree(theirs))
      this.#differ('type-narrowed', path, 'theirs does not allow any object')
    else if (isFree(theirs) && !isFree(ours)) this.#differ('type-widened', path, 'theirs allows any object')
    else this.#content(ours, theirs, path)
  }

  #content(ours: ObjectShape, theirs: ObjectShape, path: string): void {
    for (const name of new Set([...ours.fields.keys(), ...theirs.fields.keys()])) {
      this.fields(fieldOf(ours, name), fieldOf(theirs, name), child(path, name))
    }
    if (ours.rest && theirs.rest) this.#shapes(ours.rest(), theirs.rest(), `${path}{}`)
    else if (allowed(theirs.rest))
      this.#differ('optional-field-added', `${path}{}`, 'theirs has fields of any name')
  }

  #kinds(ours: Kinds['shapes'], theirs: Kinds['shapes'], path: string): void {
    if (without(ours, theirs).length === ours.size) {
      this.#differ(
        'kinds-changed',
        path,
        `theirs is of kind ${oneOf(theirs.keys())}, ours ${oneOf(ours.keys())}`,
      )
      return
    }
    for (const name of new Set([...ours.keys(), ...theirs.keys()])) {
      const mine = ours.get(name)
      const other = theirs.get(name)
      const at = `${path}(${name})`
      if (mine && other) this.#objects(mine, other, at)
      else if (mine) this.#differ('kind-removed', at, 'theirs does not have this kind')
      else this.#differ('kind-added', at, 'ours does not have this kind')
    }
  }

  #differ(kind: ShapeKind, path: string, what: string): void {
    const severity = SEVERITIES[kind][this.#direction]
    const where = path === '' ? this.#where : `${this.#where} ${path}`
    this.differences.push({ kind, severity, where, what })
  }
}

/** Whether an object may hold anything under any name. */
function isFree({ fields, rest, kinds }: ObjectShape): boolean {
  return fields.size === 0 && !rest && !kinds
}

function fieldOf({ fields, rest }: ObjectShape, name: string): Field | undefined {
  const shape = allowed(rest)
  return fields.get(name) ?? (shape && { required: false, shape })
}

/** The rest, unless it allows nothing: an object that is closed. */
function allowed(rest: ObjectShape['rest']): ObjectShape['rest'] {
  return rest && rest().parts.size > 0 ? rest : undefined
}

/** The kinds of a union, or the one kind that a lone object says it is. */
function kindsBy(by: string, object: ObjectShape): Kinds['shapes'] | undefined {
  if (object.kinds) return object.kinds.by === by ? object.kinds.shapes : undefined
  const members = object.fields.get(by)?.shape().parts.get('string')?.members
  return members?.size === 1 ? new Map([...members].map(member => [member, object])) : undefined
}

function child(path: string, name: string): string {
  const key = /^[\w$-]+$/.test(name) ? name : JSON.stringify(name)
  return path === '' ? key : `${path}.${key}`
}

type Names = { keys(): Iterable<string>; has(name: string): boolean }

function without(names: Names, others: Names): string[] {
  return [...names.keys()].filter(name => !others.has(name))
}

/** `a, b or c` */
function oneOf(names: Iterable<string>): string {
  const all = [...names]
  const last = all.pop() ?? 'nothing'
  return all.length === 0 ? last : `${all.join(', ')} or ${last}`
}

function bound(keyword: string, value: number): string {
  return Number.isFinite(value) ? `${keyword} ${value}` : `no ${keyword}`
}
