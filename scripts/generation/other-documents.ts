import { basename } from 'node:path'
import { type Document, isObject, type Json } from './documents.js'
import { resolve, unescaped } from './schemas.js'

/** The key that takes the place of a reference to another document: it holds the file of its types, and the name there. */
export const EXTERNAL = 'x-external'

/** A schema of another document. */
interface Target {
  readonly document: Document
  readonly name: string
}

/** Returns the schema of another document that a node refers to, as in `v1.yaml#/components/schemas/UsageLimit`. */
export function externalTarget(node: Json, documents: readonly Document[]): Target | undefined {
  const [, file, name = ''] = /^([^#]+)#\/components\/schemas\/(.+)$/.exec(`${node.$ref ?? ''}`) ?? []
  if (file === undefined) return undefined
  const document = documents.find(({ root }) => basename(root) === file)
  if (document === undefined) throw new Error(`${node.$ref}: redocly.yaml lists no such document.`)
  return { document, name: unescaped(name) }
}

/** Returns a document without references to others: each becomes a schema that says where its type is. */
export function withoutExternals(document: Document, documents: readonly Document[]): Json {
  return members(document.content)

  function members(node: Json): Json {
    return Object.fromEntries(Object.entries(node).map(([key, value]) => [key, inside(value)]))
  }

  function inside(value: unknown): unknown {
    if (Array.isArray(value)) return value.map(inside)
    if (!isObject(value)) return value
    const target = externalTarget(value, documents)
    if (target === undefined) return members(value)
    const { $ref: _, ...own } = value
    const { description } = resolve({ $ref: `#/components/schemas/${target.name}` }, target.document)
    const file = `./${basename(target.document.output).replace(/\.ts$/, '.js')}`
    return { type: 'object', description, ...own, [EXTERNAL]: { file, name: target.name } }
  }
}
