import { type Document, isObject, type Json, object, text } from './documents.js'
import { externalTarget } from './other-documents.js'
import { componentsOf, resolve, unescaped } from './schemas.js'

/** The path of the published schema. */
export const COMMAND_SCHEMA_FILE = 'schema/command.schema.json'

/** Returns the JSON Schema of what the command prints, if there is a document of it. */
export function commandSchema(documents: readonly Document[]): Json | undefined {
  const document = documents.find(({ api }) => api === 'command')
  if (document === undefined) return undefined
  const definitions = new Map<string, unknown>()
  const { Results, ...others } = componentsOf(document, 'schemas')
  const commands = object(object(Results, 'Results').properties, 'Results.properties')
  const own = { document, isPart: false }
  const writer = createWriter(document, documents, definitions)
  for (const name of Object.keys(others)) writer.define(own, name)
  const info = object(document.content.info, 'info')
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'The output of convex-deployment with --json',
    description:
      'Describes an object with the output of a command under its words, such as { "env list": output }. ' +
      `${info.description}`,
    type: 'object',
    minProperties: 1,
    additionalProperties: false,
    properties: Object.fromEntries(
      Object.entries(commands).map(([command, result]) => [
        command,
        {
          if: { type: 'object', properties: { error: true }, required: ['error'] },
          // biome-ignore lint/suspicious/noThenProperty: the keyword of JSON Schema, which nobody awaits
          then: { $ref: '#/$defs/Failure' },
          else: writer.write(object(result, command), own),
        },
      ]),
    ),
    $defs: Object.fromEntries([...definitions].sort(([a], [b]) => (a < b ? -1 : 1))),
  }
}

/** Keywords of OpenAPI, and the formats of numbers, which no validator has to know. */
const DROPPED = /^(?:x-.*|discriminator|format|example)$/

/** A document whose schemas are written, and if each of its members may be left out, as it may be a secret. */
interface Source {
  readonly document: Document
  readonly isPart: boolean
}

function createWriter(main: Document, documents: readonly Document[], definitions: Map<string, unknown>) {
  return { define, write }

  /** Writes a schema of a document under a name of its own, once. Returns the reference to it. */
  function define(source: Source, name: string): Json {
    const { document, isPart } = source
    const key = [document === main ? [] : document.api, name, isPart ? 'shown' : []].flat().join('.')
    if (!definitions.has(key)) {
      definitions.set(key, {})
      const where = `${document.root} components.schemas.${name}`
      definitions.set(key, write(object(componentsOf(document, 'schemas')[name], where), source))
    }
    return { $ref: `#/$defs/${key}` }
  }

  function write(schema: Json, source: Source): Json {
    const { $ref, ...own } = schema
    if ($ref !== undefined) {
      const other = externalTarget(schema, documents)
      const reached = other && { document: other.document, isPart: own['x-shown'] === true }
      const name = unescaped(text($ref, source.document.root).replace('#/components/schemas/', ''))
      return { ...describing(own), ...define(reached ?? source, other?.name ?? name) }
    }
    const isOpen = own['x-open'] === true
    const entries = Object.entries(own).flatMap(([keyword, value]): [string, unknown][] => {
      if (keyword === 'example') return [['examples', [value]]]
      if (DROPPED.test(keyword) || (isOpen && keyword === 'enum')) return []
      if (keyword === 'properties') return [[keyword, mapped(object(value, keyword), source)]]
      if (keyword === 'oneOf' && isOpen) return [['anyOf', [...all(value, source), other(own, source)]]]
      if (/^(?:one|any|all)Of$/.test(keyword)) return [[keyword, all(value, source)]]
      const holdsSchema = ['items', 'additionalProperties'].includes(keyword) && isObject(value)
      return [[keyword, holdsSchema ? write(value, source) : value]]
    })
    return { ...Object.fromEntries(entries), ...membership(own, source.document === main, source.isPart) }
  }

  function mapped(properties: Json, source: Source): Json {
    return Object.fromEntries(
      Object.entries(properties).map(([name, schema]) => [name, write(object(schema, name), source)]),
    )
  }

  function all(schemas: unknown, source: Source): Json[] {
    return Array.isArray(schemas) ? schemas.filter(isObject).map(schema => write(schema, source)) : []
  }

  /** Returns the schema of a kind that an open union does not list: it is told apart by another name. */
  function other({ discriminator, oneOf }: Json, { document }: Source): Json {
    const name = text(object(discriminator, 'discriminator').propertyName, 'discriminator')
    const kinds = (Array.isArray(oneOf) ? oneOf : []).filter(isObject).map(variant => {
      const { properties } = resolve(variant, document)
      return object(object(properties, name)[name], name).const
    })
    return {
      type: 'object',
      description: 'A kind that this version does not know yet.',
      properties: { [name]: { type: 'string', not: { enum: kinds } } },
      required: [name],
    }
  }
}

function describing({ description }: Json): Json {
  return description === undefined ? {} : { description }
}

/** Closes an object of the command's own. What a deployment sends may grow; of what is shown, only its kind is always there. */
function membership(
  { properties, additionalProperties, required }: Json,
  isOwn: boolean,
  isPart: boolean,
): Json {
  if (!isObject(properties)) return {}
  if (isOwn) return additionalProperties === undefined ? { additionalProperties: false } : {}
  if (!isPart || !Array.isArray(required)) return {}
  return { required: required.filter(name => object(properties[`${name}`], `${name}`).const !== undefined) }
}
