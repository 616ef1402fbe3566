import { readFileSync } from 'node:fs'
import ts from 'typescript'

/** A part of a document that can still be changed. */
export type Node = { [key: string]: unknown }

/** As much of a document as the types of a package tell. */
export interface TypedDocument extends Node {
  openapi: string
  servers: Node[]
  paths: Node
  components: { schemas: Node }
}

/**
 * The vendor's document, as far as the types that `@convex-dev/platform` publishes still tell it: the package
 * has no document, only what openapi-typescript made of one. Bounds, and integers without a format, are lost.
 */
export function documentOfPublishedTypes(): TypedDocument {
  const path = new URL(
    '../../node_modules/@convex-dev/platform/dist/generatedDeploymentApi.d.ts',
    import.meta.url,
  )
  const source = ts.createSourceFile('api.d.ts', readFileSync(path, 'utf8'), ts.ScriptTarget.Latest, true)
  const members = new Map(
    source.statements.filter(ts.isInterfaceDeclaration).map(one => [one.name.text, [...one.members]]),
  )
  const operations = fieldsOf(members.get('operations') ?? [])
  const [schemas] = fieldsOf(members.get('components') ?? []).get('schemas') ?? []
  return {
    openapi: '3.1.0',
    servers: [{ url: '{deployment-url}/api/v1' }],
    paths: mapped(fieldsOf(members.get('paths') ?? []), ([item]) => pathItem(literal(item), operations)),
    components: { schemas: mapped(literal(schemas), schemaOfField) },
  }
}

type Field = readonly [type: ts.TypeNode, signature: ts.PropertySignature]
type Fields = ReadonlyMap<string, Field>

function pathItem(item: Fields, operations: Fields): Node {
  const used = [...item].flatMap(([method, [type]]): [string, unknown][] =>
    ts.isIndexedAccessTypeNode(type) ? [[method, operation(literal(operations.get(nameIn(type))?.[0]))]] : [],
  )
  return Object.fromEntries(used)
}

function operation(fields: Fields): Node {
  const body = fields.get('requestBody')
  return {
    parameters: ['query', 'path'].flatMap(place => {
      const parameters = literal(fields.get('parameters')?.[0]).get(place)
      return [...literal(parameters?.[0])].map(([name, field]) => ({
        name,
        in: place,
        required: !field[1].questionToken,
        schema: schemaOfField(field),
      }))
    }),
    ...(body && !body[1].questionToken
      ? { requestBody: { required: true, content: contentOf(body[0]) } }
      : {}),
    responses: mapped(literal(fields.get('responses')?.[0]), ([response]) => ({
      content: contentOf(response),
    })),
  }
}

function contentOf(body: ts.TypeNode): Node {
  const media = literal(literal(body).get('content')?.[0])
  return mapped(media, field => ({ schema: schemaOfField(field) }))
}

function schemaOfField([type, signature]: Field): Node {
  const comments = ts.getJSDocCommentsAndTags(signature).map(one => String(one.comment))
  const schema = schemaOf(type)
  return schema.type === 'number' && comments.some(one => one.includes('Format: int64'))
    ? { type: 'integer', format: 'int64' }
    : schema
}

/** The schema in the vendor's own manner: nullables and unions as `oneOf`, intersections as `allOf`. */
function schemaOf(type: ts.TypeNode): Node {
  if (ts.isParenthesizedTypeNode(type)) return schemaOf(type.type)
  if (ts.isIndexedAccessTypeNode(type)) return { $ref: `#/components/schemas/${nameIn(type)}` }
  if (ts.isArrayTypeNode(type)) return { type: 'array', items: schemaOf(type.elementType) }
  if (ts.isLiteralTypeNode(type)) {
    return ts.isStringLiteral(type.literal) ? { type: 'string', enum: [type.literal.text] } : { type: 'null' }
  }
  if (ts.isUnionTypeNode(type)) return unionOf(type.types.map(schemaOf))
  if (ts.isIntersectionTypeNode(type)) return intersectionOf(type.types.map(schemaOf))
  if (ts.isTypeLiteralNode(type)) return objectOf(type)
  // Record<string, never> is how the types say `type: object` and no more.
  if (ts.isTypeReferenceNode(type)) return { type: 'object' }
  const name = { string: 'string', number: 'number', boolean: 'boolean' }[type.getText()]
  return name === undefined ? {} : { type: name }
}

function unionOf(schemas: readonly Node[]): Node {
  if (schemas.every(one => Array.isArray(one.enum)))
    return { type: 'string', enum: schemas.flatMap(one => one.enum) }
  const [schema, other] = schemas
  if (schemas.length === 2 && other?.type === 'null' && schema?.type)
    return { ...schema, type: [schema.type, 'null'] }
  return { oneOf: schemas }
}

function intersectionOf(schemas: readonly Node[]): Node {
  // An object with fields and an index signature is one schema, not two.
  return schemas.some(one => one.additionalProperties) ? Object.assign({}, ...schemas) : { allOf: schemas }
}

function objectOf(type: ts.TypeLiteralNode): Node {
  const index = type.members.find(ts.isIndexSignatureDeclaration)
  if (index) return { type: 'object', additionalProperties: schemaOf(index.type) }
  const fields = literal(type)
  const required = [...fields].filter(([, [, signature]]) => !signature.questionToken).map(([name]) => name)
  return { type: 'object', required, properties: mapped(fields, schemaOfField) }
}

function literal(type: ts.TypeNode | undefined): Fields {
  return fieldsOf(type && ts.isTypeLiteralNode(type) ? [...type.members] : [])
}

function fieldsOf(members: readonly ts.TypeElement[]): Fields {
  return new Map(
    members.filter(ts.isPropertySignature).flatMap(one => {
      const name =
        ts.isIdentifier(one.name) || ts.isStringLiteralLike(one.name) || ts.isNumericLiteral(one.name)
      return name && one.type ? [[one.name.text, [one.type, one]] as const] : []
    }),
  )
}

function nameIn(type: ts.IndexedAccessTypeNode): string {
  const { indexType } = type
  return ts.isLiteralTypeNode(indexType) && ts.isStringLiteral(indexType.literal)
    ? indexType.literal.text
    : ''
}

function mapped(fields: Fields, change: (field: Field) => unknown): Node {
  return Object.fromEntries([...fields].map(([name, field]) => [name, change(field)]))
}
