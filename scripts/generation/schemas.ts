import { type Document, isObject, type Json, object, text } from './documents.js'

/** Returns the JSON schema of a request body or a response, or `undefined` without JSON. */
export function jsonSchemaOf(body: unknown, document: Document): Json | undefined {
  const content = isObject(body) ? resolve(body, document).content : undefined
  const media = isObject(content) ? content['application/json'] : undefined
  return isObject(media) ? object(media.schema, `${document.root} application/json schema`) : undefined
}

/** Returns the one 2xx response of an operation. */
export function successResponse(operation: Json, { root }: Document): Json {
  const responses = object(operation.responses, `${root} ${operation.operationId} responses`)
  const [success, ...more] = Object.entries(responses).filter(([status]) => status.startsWith('2'))
  if (success && more.length === 0)
    return object(success[1], `${root} ${operation.operationId} ${success[0]}`)
  throw new Error(`${root} ${operation.operationId}: expected exactly one 2xx response.`)
}

export function resolve(node: Json, document: Document): Json {
  if (node.$ref === undefined) return node
  const [, , section = '', name = ''] = text(node.$ref, `${document.root} $ref`).split('/')
  const target = object(componentsOf(document, section)[unescaped(name)], `${document.root} ${node.$ref}`)
  return resolve(target, document)
}

/** Decodes one name of a JSON pointer in a reference. */
export function unescaped(name: string): string {
  return decodeURIComponent(name).replaceAll('~1', '/').replaceAll('~0', '~')
}

export function componentsOf({ content, root }: Document, section: string): Json {
  return object(object(content.components, `${root} components`)[section], `${root} components.${section}`)
}

/** Returns every object member that a schema and its parts declare. */
export function membersOf(
  schema: Json,
  document: Document,
  seen = new Set<Json>(),
): [name: string, schema: Json][] {
  const resolved = resolve(schema, document)
  if (seen.has(resolved)) return []
  seen.add(resolved)
  const own = Object.entries(isObject(resolved.properties) ? resolved.properties : {}).filter(isMember)
  const variants = Array.isArray(resolved.oneOf) ? resolved.oneOf : []
  const parts = [
    ...own.map(([, member]) => member),
    resolved.items,
    resolved.additionalProperties,
    ...variants,
  ]
  return [...own, ...parts.filter(isObject).flatMap(part => membersOf(part, document, seen))]
}

function isMember(entry: [string, unknown]): entry is [string, Json] {
  return isObject(entry[1])
}
