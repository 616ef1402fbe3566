import { isObject, type Json } from './documents.js'
import { kindsOf, shapeOf } from './kinds.js'

/** Writes reduced schemas as constants: what stands in several places is written once. */
export class SchemaWriter {
  readonly lines: string[] = []
  readonly #names = new Map<string, string>()
  readonly #uses = new Map<string, number>()
  readonly #written = new Set<string>()
  /** The names of unions by their shape. */
  readonly #unions = new Map<string, string>()

  /** Notes a schema that is going to be written, and how often each of its parts stands in it. */
  note(schema: Json): void {
    const key = JSON.stringify(schema)
    const uses = (this.#uses.get(key) ?? 0) + 1
    this.#uses.set(key, uses)
    if (uses === 1) for (const part of partsOf(schema)) this.note(part)
  }

  /** Gives a schema a name, unless it has one, or says no more than a type. */
  name(schema: Json, name: string): void {
    const key = JSON.stringify(schema)
    if (this.#names.has(key) || Object.keys(schema).join() === 'type') return
    this.#names.set(key, this.#free(name))
  }

  /** A schema as an expression: the name of its constant, or else itself. */
  write(schema: Json): string {
    const key = JSON.stringify(schema)
    if (!this.#names.has(key) && (this.#uses.get(key) ?? 0) > 1) {
      this.#names.set(key, this.#free(this.#describe(schema)))
    }
    const name = this.#names.get(key)
    if (name !== undefined && this.#written.has(name)) return name
    const text = this.#literal(schema)
    if (name === undefined) return text
    this.#written.add(name)
    this.lines.push(`const ${name}: Schema = ${text}\n`)
    return name
  }

  /** A name that no other schema has: two documents may call different schemas the same. */
  #free(name: string): string {
    const taken = [...this.#names.values()].filter(other => other.replace(/_\d+$/, '') === name).length
    return taken === 0 ? name : `${name}_${taken + 1}`
  }

  /** A name made of what a schema says: `stringNull` for a string or null. */
  #describe(schema: Json): string {
    const named = JSON.stringify(
      schema,
      (_, part) => (isObject(part) && this.#names.get(JSON.stringify(part))) || part,
    )
    const words = named.match(/[A-Za-z0-9]+/g) ?? []
    return words
      .filter(word => !['type', 'x', 'true'].includes(word))
      .map((word, index) => (index === 0 ? word : `${word[0]?.toUpperCase()}${word.slice(1)}`))
      .join('')
  }

  #literal(schema: Json): string {
    const { type, properties, required, oneOf, discriminator, ...more } = schema
    if (isObject(properties)) {
      if (type !== 'object')
        throw new Error(`A schema with properties is of the type ${JSON.stringify(type)}.`)
      return this.#extended(`members(${this.#declared({ properties, required })})`, more)
    }
    const kinds = kindsOf(schema)
    if (kinds === undefined) return this.#members(schema)
    const same = this.#unions.get(shapeOf(kinds))
    if (same !== undefined && kinds.every(({ required }) => required.length === 0)) {
      return this.#extended(`optional(${same})`, more)
    }
    const name = this.#names.get(JSON.stringify(schema))
    if (name !== undefined) this.#unions.set(shapeOf(kinds), name)
    const written = kinds.map(({ kind, ...members }) => `    ${key(kind)}: ${this.#declared(members)},\n`)
    return this.#extended(`kinds(${json(discriminator)}, {\n${written.join('')}  })`, more)
  }

  #extended(call: string, more: Json): string {
    return Object.keys(more).length === 0 ? call : `{ ...${call}, ${this.#members(more).slice(2)}`
  }

  /** Members by their names, with a question mark after those that may be absent. */
  #declared({ properties, required }: Members): string {
    const names = Array.isArray(required) ? required : []
    const marked = Object.entries(properties).map(([name, schema]) => {
      if (name.includes('?'))
        throw new Error(`A member is called ${name}: a question mark says that it may be absent.`)
      return [names.includes(name) ? name : `${name}?`, schema]
    })
    return this.#members(Object.fromEntries(marked), true)
  }

  #members(members: Json, schemas = false): string {
    const written = Object.entries(members).map(([name, value]) => {
      const text = schemas || isSchema(name) ? this.#value(value) : json(value)
      return `${key(name)}: ${text}`
    })
    return written.length === 0 ? '{}' : `{ ${written.join(', ')} }`
  }

  #value(value: unknown): string {
    if (Array.isArray(value)) return `[${value.map(item => this.#value(item)).join(', ')}]`
    return isObject(value) ? this.write(value) : json(value)
  }
}

interface Members {
  readonly properties: Json
  readonly required?: unknown
}

/** The schemas that are written directly inside of one. */
function partsOf(schema: Json): Json[] {
  const kinds = kindsOf(schema)
  if (kinds) return kinds.flatMap(({ properties }) => Object.values(properties)).filter(isObject)
  const { properties, ...rest } = schema
  const inside = Object.entries(rest).flatMap(([keyword, value]) => (isSchema(keyword) ? [value].flat() : []))
  return [...(isObject(properties) ? Object.values(properties) : []), ...inside].filter(isObject)
}

function isSchema(keyword: string): boolean {
  return ['items', 'additionalProperties', 'oneOf'].includes(keyword)
}

function key(name: string): string {
  return /^\w+$/.test(name) ? name : quoted(name)
}

function json(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(json).join(', ')}]`
  return typeof value === 'string' ? quoted(value) : JSON.stringify(value)
}

function quoted(text: string): string {
  return `'${JSON.stringify(text).slice(1, -1).replaceAll("'", "\\'")}'`
}
