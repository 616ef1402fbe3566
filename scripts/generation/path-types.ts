import openapiTS, { addJSDocComment, astToString, oapiRef, type SchemaObject } from 'openapi-typescript'
import ts from 'typescript'
import { describeReferences, withoutGeneratorsWords } from './doc-comments.js'
import type { Document } from './documents.js'
import { EXTERNAL, withoutExternals } from './other-documents.js'

const { factory, SyntaxKind } = ts

const DOCUMENT_VALUE = `/** A value of a document: integers are \`bigint\`, so that no digit is lost; floats are \`number\`. */
export type DocumentValue =
    null | boolean | string | number | bigint | DocumentValue[] | { [key: string]: DocumentValue };
`

/**
 * Returns the path types of a document by openapi-typescript, with the `x-` keys that change a type.
 * @param documents those that it may refer to
 */
export async function pathTypes(
  document: Document,
  documents: readonly Document[] = [document],
): Promise<string> {
  const own = { ...document, content: withoutExternals(document, documents) }
  const ast = await openapiTS(JSON.stringify(describeReferences(own)), {
    // A default makes a member optional to send; it does not make it present.
    defaultNonNullable: false,
    silent: true,
    ...(document.immutable && { immutable: true }),
    transform: schema => external(schema) ?? openEnum(schema) ?? bigint(schema) ?? selection(schema),
  })
  const types = withoutGeneratorsWords(astToString(ast))
  return types.includes('DocumentValue') ? `${DOCUMENT_VALUE}${types}` : types
}

/** Returns the type of a schema of another document, by the file of its types. One without its secrets has any members. */
function external(schema: SchemaObject): ts.TypeNode | undefined {
  const { file, name } = Object(Reflect.get(schema, EXTERNAL))
  if (typeof file !== 'string' || typeof name !== 'string') return undefined
  if (flagged(schema, 'x-shown'))
    return factory.createTypeLiteralNode([index(factory.createKeywordTypeNode(SyntaxKind.UnknownKeyword))])
  const types = factory.createImportTypeNode(
    factory.createLiteralTypeNode(factory.createStringLiteral(file)),
    undefined,
    factory.createIdentifier('components'),
  )
  const member = (type: ts.TypeNode, text: string) =>
    factory.createIndexedAccessTypeNode(
      type,
      factory.createLiteralTypeNode(factory.createStringLiteral(text)),
    )
  return member(member(types, 'schemas'), name)
}

/** Returns the type of an `x-open` enum: it accepts unknown members, and editors still complete the known ones. */
function openEnum(schema: SchemaObject): ts.TypeNode | undefined {
  if (!flagged(schema, 'x-open') || !('enum' in schema) || !Array.isArray(schema.enum)) return undefined
  const members = schema.enum.map(member =>
    factory.createLiteralTypeNode(factory.createStringLiteral(String(member))),
  )
  const anyOther = factory.createIntersectionTypeNode([
    factory.createKeywordTypeNode(SyntaxKind.StringKeyword),
    factory.createTypeLiteralNode([]),
  ])
  return factory.createUnionTypeNode([...members, factory.createParenthesizedType(anyOther)])
}

function bigint(schema: SchemaObject): ts.TypeNode | undefined {
  const exact = Reflect.get(schema, 'x-bigint')
  if (exact === undefined || !('type' in schema)) return undefined
  const integer = factory.createKeywordTypeNode(SyntaxKind.BigIntKeyword)
  if (exact === 'large')
    return factory.createUnionTypeNode([factory.createKeywordTypeNode(SyntaxKind.NumberKeyword), integer])
  if (schema.type === 'integer') return integer
  return factory.createTypeLiteralNode([index(factory.createTypeReferenceNode('DocumentValue'))])
}

/**
 * Returns the type of a map with one named member of another type. openapi-typescript writes an intersection, which no
 * literal fits. The index signature has to include the named member's type, too.
 */
function selection(schema: SchemaObject): ts.TypeNode | undefined {
  const named = 'properties' in schema ? Object.entries(schema.properties ?? {}) : []
  const others = 'additionalProperties' in schema ? schema.additionalProperties : undefined
  const [member, ...more] = named
  if (!member || more.length > 0 || !isReference(member[1]) || !isReference(others)) return undefined
  const own = oapiRef(member[1].$ref)
  const name = factory.createPropertySignature(undefined, member[0], undefined, own)
  addJSDocComment(member[1], name)
  return factory.createTypeLiteralNode([
    name,
    index(factory.createUnionTypeNode([oapiRef(others.$ref), own])),
  ])
}

function index(type: ts.TypeNode): ts.IndexSignatureDeclaration {
  const key = factory.createKeywordTypeNode(SyntaxKind.StringKeyword)
  return factory.createIndexSignature(
    undefined,
    [factory.createParameterDeclaration(undefined, undefined, 'key', undefined, key)],
    type,
  )
}

function isReference(value: unknown): value is { $ref: string; description?: string } {
  return typeof value === 'object' && value !== null && '$ref' in value
}

function flagged(schema: SchemaObject, key: string): boolean {
  return Reflect.get(schema, key) === true
}
