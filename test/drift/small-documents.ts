import { compareDocuments } from '../../scripts/spec-diff.js'

/** The schema of a body in a document made for one test. */
export type Schema = object | boolean

/** A document with the one operation `POST /x`. */
export function documentOf(operation: object, schemas: object = {}): { [key: string]: unknown } {
  const post = { responses: { 200: { description: '' } }, ...operation }
  return { openapi: '3.1.0', paths: { '/x': { post } }, components: { schemas } }
}

/** The operation that sends a body. */
export function sending(schema: Schema, required = true): object {
  return { requestBody: { required, content: { 'application/json': { schema } } } }
}

/** The operation that answers with a body. */
export function answering(schema: Schema): object {
  return { responses: { 200: { description: '', content: { 'application/json': { schema } } } } }
}

/** The operation with parameters. */
export function taking(...parameters: readonly object[]): object {
  return { parameters }
}

/** The schema of an object; a name that ends in `?` is optional. */
export function fields(properties: { readonly [name: string]: Schema }): object {
  const entries = Object.entries(properties)
  return {
    type: 'object',
    required: entries.map(([name]) => name).filter(name => !name.endsWith('?')),
    properties: Object.fromEntries(entries.map(([name, schema]) => [name.replace('?', ''), schema])),
  }
}

/** The schema of a union of objects, by the `kind` that each has. */
export function unionOf(kinds: { readonly [kind: string]: { readonly [name: string]: Schema } }): object {
  return { oneOf: Object.entries(kinds).map(([kind, more]) => fields({ kind: { const: kind }, ...more })) }
}

/** The differences of two versions of `POST /x`, a line each. */
export function differences(ours: object, theirs: object): string[] {
  return compareDocuments(documentOf(ours), documentOf(theirs)).map(
    ({ severity, kind, where, what }) => `${severity} ${kind} @ ${where.replace('POST /x ', '')}: ${what}`,
  )
}

/** Compared both as a request and as an answer: a shape is the same only if neither side is wider. */
export function bothWays(ours: Schema, theirs: Schema, schemas: object = {}): string[] {
  return [sending, answering].flatMap(use =>
    compareDocuments(documentOf(use(ours), schemas), documentOf(use(theirs), schemas)).map(
      ({ where, what }) => `${where}: ${what}`,
    ),
  )
}
