import { isSchema } from './drift/keywords.js'
import { dereferenced } from './drift/references.js'
import { type Field, shapesIn } from './drift/shapes.js'
import { isObject, type Json } from './generation/documents.js'

/** What a document says, however it spells it. */
export interface DocumentShape {
  /** The path that all operations share (`/api/v1`), if the document names a server. */
  readonly basePath: string | undefined
  /** By method and path, in the document's order; a path parameter counts by its place, not by its name. */
  readonly operations: ReadonlyMap<string, OperationShape>
}

/** One operation: what it takes and what its success answers. */
export interface OperationShape {
  /** `POST /update_usage_limit/{id}` */
  readonly name: string
  readonly deprecated: boolean
  /** Each under a key that is the same in every document. */
  readonly parameters: ReadonlyMap<string, Parameter>
  readonly request: Field | undefined
  readonly response: Field | undefined
}

/** A parameter as a place for a value. */
export interface Parameter extends Field {
  readonly in: string
  readonly name: string
}

/** Normalises an OpenAPI 3 document. The shapes of bodies are made when they are asked for. */
export function shapeDocument(document: Json): DocumentShape {
  const fieldOf = fieldsIn(document)
  const operations = new Map<string, OperationShape>()
  for (const [path, item] of entriesOf(document.paths)) {
    const shared = dereferenced(document, item)
    for (const method of METHODS) {
      const operation = shared[method]
      if (!isObject(operation)) continue
      const parameters = [...list(shared.parameters), ...list(operation.parameters)].map(parameter =>
        dereferenced(document, parameter),
      )
      operations.set(`${method} ${path.replace(/\{[^}]*\}/g, '{}')}`, {
        name: `${method.toUpperCase()} ${path}`,
        deprecated: operation.deprecated === true,
        parameters: parametersOf(path, parameters, fieldOf),
        request: requestOf(dereferenced(document, operation.requestBody), fieldOf),
        response: responseOf(successes(operation.responses, document), fieldOf),
      })
    }
  }
  return { basePath: basePathOf(document), operations }
}

const METHODS = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace']

/** Headers that are never parameters: the specification leaves them to other parts of a document. */
const NOT_PARAMETERS = ['accept', 'content-type', 'authorization']

type FieldOf = (schemas: readonly unknown[], required: boolean) => Field

/** Makes the function that gives the place for a value of one of the schemas. */
function fieldsIn(document: Json): FieldOf {
  const shapeOf = shapesIn(document)
  return (schemas, required) => {
    const reference = schemas.map(schema => [isSchema(schema) ? schema : true])
    return { required, shape: () => shapeOf(reference) }
  }
}

function parametersOf(path: string, parameters: readonly Json[], fieldOf: FieldOf): Map<string, Parameter> {
  const places = [...path.matchAll(/\{([^}]*)\}/g)].map(match => match[1])
  const found = new Map<string, Parameter>()
  for (const parameter of parameters) {
    const place = String(parameter.in)
    const name = String(parameter.name)
    if (place === 'header' && NOT_PARAMETERS.includes(name.toLowerCase())) continue
    const key = place === 'path' ? places.indexOf(name) : place === 'header' ? name.toLowerCase() : name
    const schema = parameter.schema ?? mediaOf(parameter.content)?.schema
    found.set(`${place} ${key}`, { in: place, name, ...fieldOf([schema], parameter.required === true) })
  }
  return found
}

function requestOf(body: Json, fieldOf: FieldOf): Field | undefined {
  const media = mediaOf(body.content)
  return media && fieldOf([media.schema], body.required === true)
}

/** The body of every success; it is not required where one of them has none. */
function responseOf(responses: readonly Json[], fieldOf: FieldOf): Field | undefined {
  const bodies = responses.map(response => mediaOf(response.content)).filter(media => media !== undefined)
  if (bodies.length === 0) return undefined
  return fieldOf(
    bodies.map(media => media.schema),
    bodies.length === responses.length,
  )
}

function successes(responses: unknown, document: Json): Json[] {
  return entriesOf(responses)
    .filter(([status]) => status.startsWith('2'))
    .map(([, response]) => dereferenced(document, response))
}

/** The JSON among the media types of a body. */
function mediaOf(content: unknown): Json | undefined {
  const json = entriesOf(content).find(([type]) => /^application\/(.+\+)?json\b|^\*\/\*/i.test(type))
  return json && isObject(json[1]) ? json[1] : undefined
}

/** The path of the first server's URL; its origin may be written out or be a variable. */
function basePathOf(document: Json): string | undefined {
  const server = list(document.servers)[0]
  if (!isObject(server) || typeof server.url !== 'string') return undefined
  const path = server.url.replace(/^([a-z]+:)?\/\/[^/]*|^\{[^}]*\}/i, '')
  return path.replace(/\/+$/, '') || '/'
}

function entriesOf(value: unknown): [string, unknown][] {
  return isObject(value) ? Object.entries(value) : []
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}
