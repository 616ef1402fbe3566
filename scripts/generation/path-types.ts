import openapiTS, { astToString, type SchemaObject } from 'openapi-typescript'
import ts from 'typescript'
import type { Document } from './documents.js'

/** The path types of one document, by openapi-typescript, with the `x-` keys that change a type. */
export async function pathTypes(document: Document): Promise<string> {
  const ast = await openapiTS(new URL(document.root, `file://${process.cwd()}/`), {
    // A default makes a member optional to send; it does not make it present.
    defaultNonNullable: false,
    silent: true,
    transform: schema => openEnum(schema) ?? bigint(schema),
  })
  return astToString(ast)
}

/** An `x-open` enum accepts members that the document does not know yet, and still completes those that it does. */
function openEnum(schema: SchemaObject): ts.TypeNode | undefined {
  if (!flagged(schema, 'x-open') || !('enum' in schema) || !Array.isArray(schema.enum)) return undefined
  const members = schema.enum.map(member =>
    ts.factory.createLiteralTypeNode(ts.factory.createStringLiteral(String(member))),
  )
  const anyOther = ts.factory.createIntersectionTypeNode([
    keyword(ts.SyntaxKind.StringKeyword),
    ts.factory.createTypeLiteralNode([]),
  ])
  return ts.factory.createUnionTypeNode([...members, ts.factory.createParenthesizedType(anyOther)])
}

function bigint(schema: SchemaObject): ts.TypeNode | undefined {
  if (!flagged(schema, 'x-bigint') || !('type' in schema) || schema.type !== 'integer') return undefined
  return keyword(ts.SyntaxKind.BigIntKeyword)
}

function flagged(schema: SchemaObject, key: string): boolean {
  return Reflect.get(schema, key) === true
}

function keyword(kind: ts.KeywordTypeSyntaxKind): ts.KeywordTypeNode {
  return ts.factory.createKeywordTypeNode(kind)
}
