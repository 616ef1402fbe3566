import { readFile } from 'node:fs/promises'
import { parse } from 'yaml'
import { isObject, listOf, type Members, membersOf, textOf } from '../schema/schema.js'

/** The documents of the HTTP API: the alias of each in `redocly.yaml`, and its title on the site. */
export const documents = [
  { alias: 'v1', title: 'Deployment API v1' },
  { alias: 'v1-beta', title: 'Deployment API v1-beta' },
  { alias: 'management-v1', title: 'Management API' },
  { alias: 'log-stream', title: 'Log stream events' },
] as const

/** An operation of a document. */
export interface Operation {
  readonly method: string
  readonly path: string
  readonly tag: string
  readonly members: Members
}

/** A document, as it is parsed. */
export interface Document {
  readonly alias: string
  readonly title: string
  readonly members: Members
  readonly operations: readonly Operation[]
  readonly schemas: Members
}

const METHODS = ['get', 'post', 'put', 'patch', 'delete']

export async function readDocument({ alias, title }: (typeof documents)[number]): Promise<Document> {
  const members: Members = parse(await readFile(`openapi/${alias}.yaml`, 'utf8'))
  const operations = Object.entries(membersOf(members, 'paths')).flatMap(([path, item]) =>
    METHODS.flatMap(method => {
      const operation = membersOf(item, method)
      const [tag] = listOf(operation, 'tags')
      return tag === undefined
        ? []
        : [{ method: method.toUpperCase(), path, tag: String(tag), members: operation }]
    }),
  )
  return {
    alias,
    title,
    members,
    operations,
    schemas: membersOf(membersOf(members, 'components'), 'schemas'),
  }
}

/** Returns what a `$ref` leads to, or the value itself. */
export function resolve(document: Document, value: unknown): Members {
  const reference = textOf(value, '$ref')
  if (reference === '') return isObject(value) ? value : {}
  const names = reference.replace(/^#\//, '').split('/')
  return names.reduce<Members>((within, name) => membersOf(within, name), document.members)
}

/** Returns the name at the end of a `$ref`. */
export function nameOf(reference: string): string {
  return reference.split('/').at(-1) ?? ''
}

/** Returns the names of the schemas that a value refers to, and of those that they refer to. */
export function schemasIn(document: Document, value: unknown, found: Set<string> = new Set()): Set<string> {
  if (Array.isArray(value)) for (const item of value) schemasIn(document, item, found)
  if (!isObject(value)) return found
  const reference = textOf(value, '$ref')
  if (reference !== '') {
    const isSchema = reference.startsWith('#/components/schemas/')
    if (isSchema && found.has(nameOf(reference))) return found
    if (isSchema) found.add(nameOf(reference))
    schemasIn(document, resolve(document, value), found)
  }
  for (const [name, member] of Object.entries(value))
    if (name !== 'mapping') schemasIn(document, member, found)
  return found
}

/** `Pause/Unpause` is `pause-unpause`, and `EnvironmentVariables` is `environment-variables`. */
export function slugOf(tag: string): string {
  return tag
    .replace(/([a-z])([A-Z])/g, '$1-$2')
    .replace(/\W+/g, '-')
    .toLowerCase()
}
