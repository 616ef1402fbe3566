import ts from 'typescript'
import type { Document, Json } from '../generation/documents.js'
import { readText } from './sources.js'

/**
 * Reads the vendor's document from the types that openapi-typescript made of it, as `@convex-dev/platform` publishes
 * them. They have lost bounds, and which numbers are integers.
 */
export async function documentOfTypes(path: string): Promise<Document> {
  const source = ts.createSourceFile(path, await readText(path), ts.ScriptTarget.Latest, true)
  const named = source.statements.filter(ts.isInterfaceDeclaration)
  const { paths, operations, components } = Object.fromEntries(
    named.map(({ name, members }) => [name.text, objectOf(members)]),
  )
  const schemas = fieldsOf(fieldsOf(components).schemas)
  const items = mapped(paths, item =>
    mapped(item, ({ $ref }) => operationOf(fieldsOf(operations)[`${$ref}`])),
  )
  if (components)
    return { api: '', root: path, output: '', content: { paths: items, components: { schemas } } }
  throw new Error(`${path} holds no types of openapi-typescript.`)
}

/** Removes from a document what types cannot express, to compare it with theirs. */
export function asTyped(document: Document): Document {
  const content = JSON.stringify(document.content, (key, value) => {
    if (/^(m(in|ax)[A-Z]?\w+|(x-)?pattern)$/.test(key) && typeof value !== 'object') return undefined
    return value === 'integer' ? 'number' : value
  })
  return { ...document, content: JSON.parse(content) }
}

/** Returns the operation of a type, or `undefined` for a method without one. */
function operationOf(type: Json | undefined): Json | undefined {
  if (!type) return undefined
  const { parameters, requestBody, responses } = fieldsOf(type)
  return {
    parameters: Object.entries(fieldsOf(parameters)).flatMap(([place, some]) =>
      Object.entries(fieldsOf(some)).map(([name, schema]) => ({
        name,
        in: place,
        schema,
        required: requires(some, name),
      })),
    ),
    requestBody: { ...bodyOf(requestBody), required: requires(type, 'requestBody') },
    responses: mapped(responses, bodyOf),
  }
}

function bodyOf(type: Json | undefined): Json {
  return { content: mapped(fieldsOf(type).content, schema => ({ schema })) }
}

function mapped(type: Json | undefined, change: (field: Json) => unknown): Json {
  return Object.fromEntries(Object.entries(fieldsOf(type)).map(([name, field]) => [name, change(field)]))
}

function fieldsOf(type: Json | undefined): { readonly [name: string]: Json } {
  return Object(type?.properties)
}

function requires(type: Json, name: string): boolean {
  return [type.required].flat().includes(name)
}

function schemaOf(type: ts.TypeNode): Json {
  const [, schemas, name] = /^\w+\[("schemas"\]\[)?"([^"]+)"\]$/.exec(type.getText()) ?? []
  if (name !== undefined) return { $ref: `${schemas ? '#/components/schemas/' : ''}${name}` }
  if (ts.isParenthesizedTypeNode(type)) return schemaOf(type.type)
  if (ts.isArrayTypeNode(type)) return { type: 'array', items: schemaOf(type.elementType) }
  if (ts.isUnionTypeNode(type)) return { oneOf: type.types.map(schemaOf) }
  if (ts.isIntersectionTypeNode(type)) return { allOf: type.types.map(schemaOf) }
  if (ts.isTypeLiteralNode(type)) return objectOf(type.members)
  if (ts.isLiteralTypeNode(type)) return { const: JSON.parse(type.getText()) }
  // The types write `type: object` alone as `Record<string, never>`.
  if (ts.isTypeReferenceNode(type)) return { type: 'object' }
  return ['string', 'number', 'boolean'].includes(type.getText()) ? { type: type.getText() } : {}
}

function objectOf(members: ts.NodeArray<ts.TypeElement>): Json {
  const rest = members.find(ts.isIndexSignatureDeclaration)
  const fields = members.filter(ts.isPropertySignature).flatMap(({ name, type, questionToken }) => {
    return type && 'text' in name
      ? [{ name: name.text, schema: schemaOf(type), required: !questionToken }]
      : []
  })
  return {
    type: 'object',
    properties: Object.fromEntries(fields.map(({ name, schema }) => [name, schema])),
    required: fields.filter(({ required }) => required).map(({ name }) => name),
    ...(rest && { additionalProperties: schemaOf(rest.type) }),
  }
}
