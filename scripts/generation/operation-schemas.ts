import { type Document, type DocumentedOperation, isObject, type Json, text } from './documents.js'
import { jsonSchemaOf, resolve, successResponse } from './schemas.js'

/** Returns the schemas of an operation's query, request and response, as its document has them. */
export function schemasOf(
  { operation }: DocumentedOperation,
  document: Document,
): [part: string, schema: Json][] {
  const schemas = {
    query: querySchemaOf(operation, document),
    request: jsonSchemaOf(operation.requestBody, document),
    response: jsonSchemaOf(successResponse(operation, document), document),
  }
  return Object.entries(schemas).flatMap(([part, schema]) => (schema ? [[part, schema]] : []))
}

/** Returns the query parameters of an operation as the schema of one object. */
function querySchemaOf(operation: Json, document: Document): Json | undefined {
  const parameters = Array.isArray(operation.parameters) ? operation.parameters.filter(isObject) : []
  const query = parameters
    .map(parameter => resolve(parameter, document))
    .filter(parameter => parameter.in === 'query')
  if (query.length === 0) return undefined
  const name = (parameter: Json) =>
    text(parameter.name, `${document.root} ${operation.operationId} parameters`)
  return {
    type: 'object',
    required: query.filter(parameter => parameter.required === true).map(name),
    properties: Object.fromEntries(query.map(parameter => [name(parameter), parameter.schema])),
  }
}
