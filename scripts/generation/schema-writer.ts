import { isObject, type Json } from './documents.js'
import { kindsOf } from './kinds.js'
import { key, literal } from './literal.js'

/** A writer of reduced schemas with the functions of `src/schema/is.ts`, with a constant for each name. */
export class SchemaWriter {
  /** The constants, each after those that it refers to. */
  readonly constants: string[] = []
  /** The names of schemas by their content. */
  readonly #names = new Map<string, string>()
  readonly #written = new Set<string>()
  readonly #uses = new Map<string, number>()

  /** Gives a schema a unique name, unless it has one or is only a type. */
  name(schema: Json, name: string): void {
    const content = JSON.stringify(schema)
    if (this.#names.has(content) || isOnlyType(schema) || content === NULL) return
    const taken = [...this.#names.values()].filter(other => other.replace(/_\d+$/, '') === name).length
    this.#names.set(content, taken === 0 ? name : `${name}_${taken + 1}`)
  }

  /** Counts the uses of a schema before it is written: one with several uses becomes a constant, too. */
  note(schema: Json): void {
    const content = JSON.stringify(schema)
    const uses = (this.#uses.get(content) ?? 0) + 1
    this.#uses.set(content, uses)
    if (uses === 1) for (const part of partsOf(schema)) this.note(part)
  }

  /** Returns a schema as an expression: the name of its constant, or else a literal. */
  write(schema: Json): string {
    const content = JSON.stringify(schema)
    if ((this.#uses.get(content) ?? 0) > 1) this.name(schema, this.#describe(schema))
    const name = this.#names.get(content)
    if (name === undefined) return this.#literal(schema)
    if (!this.#written.has(name)) {
      this.#written.add(name)
      this.constants.push(`  const ${name}: Schema = ${this.#literal(schema)}\n`)
    }
    return name
  }

  /** Returns a name that describes a schema: `stringNull` for a string or null. */
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
    if (isOnlyType(schema)) return `is.${schema.type === 'object' ? 'anyObject' : schema.type}`
    const { type, properties, required, oneOf, discriminator, ...keywords } = schema
    const kinds = kindsOf(schema)
    if (kinds) {
      const written = kinds.map(kind => `    ${key(kind.kind)}: ${this.#members(kind)},\n`)
      return this.#call('union', [literal(discriminator), `{\n${written.join('')}  }`], keywords)
    }
    if (!isObject(properties)) return this.#keywords(schema)
    return this.#call('object', [this.#members({ properties, required })], keywords)
  }

  #call(word: string, parts: readonly string[], keywords: Json): string {
    const rest = Object.keys(keywords).length > 0 ? [this.#keywords(keywords)] : []
    return `is.${word}(${[...parts, ...rest].join(', ')})`
  }

  #keywords(keywords: Json): string {
    const written = Object.entries(keywords).map(([keyword, value]) => {
      const text = holdsSchemas(keyword) ? this.#schemas(value) : literal(value)
      return `${key(keyword)}: ${text}`
    })
    return `{ ${written.join(', ')} }`
  }

  #schemas(value: unknown): string {
    if (Array.isArray(value)) return `[${value.map(item => this.#schemas(item)).join(', ')}]`
    return isObject(value) ? this.write(value) : literal(value)
  }

  /** Returns members by their names, with a question mark after the optional ones. */
  #members({ properties, required }: { readonly properties: Json; readonly required?: unknown }): string {
    const names = Array.isArray(required) ? required : []
    const written = Object.entries(properties).map(([name, schema]) => {
      if (name.includes('?'))
        throw new Error(`A member is called ${name}: a question mark says that it may be absent.`)
      const marked = key(names.includes(name) ? name : `${name}?`)
      return `${marked}: ${this.#schemas(schema)}`
    })
    return written.length === 0 ? '{}' : `{ ${written.join(', ')} }`
  }
}

/** The schema of null alone: it is short, and no name could be made of its words. */
const NULL = JSON.stringify({ type: 'null' })

/** Returns the schemas directly inside a schema. */
function partsOf(schema: Json): Json[] {
  const kinds = kindsOf(schema)
  if (kinds) return kinds.flatMap(({ properties }) => Object.values(properties)).filter(isObject)
  const properties = isObject(schema.properties) ? Object.values(schema.properties) : []
  const inside = Object.entries(schema).flatMap(([keyword, value]) =>
    holdsSchemas(keyword) ? [value].flat() : [],
  )
  return [...properties, ...inside].filter(isObject)
}

/** Returns true if a schema is only a type that `is.ts` has: it needs no name of its own. */
function isOnlyType({ type, ...keywords }: Json): boolean {
  return typeof type === 'string' && type !== 'null' && Object.keys(keywords).length === 0
}

function holdsSchemas(keyword: string): boolean {
  return ['items', 'additionalProperties', 'oneOf'].includes(keyword)
}
