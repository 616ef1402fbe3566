import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parse } from 'yaml'

/** An OpenAPI document of `redocly.yaml`, and the files that are generated from it. */
export interface Document {
  readonly api: string
  readonly root: string
  /** The file of its path types. */
  readonly output: string
  /** The file of its operations, if they are not in that of all documents. */
  readonly operations?: string
  /** True if nothing of its types can be assigned to. */
  readonly immutable?: boolean
  readonly content: Json
}

/** A JSON object of a document. Its members are unknown until they are checked. */
export type Json = { readonly [key: string]: unknown }

/** Reads the documents that the `redocly.yaml` of a folder lists under `apis`, in its order. */
export async function readDocuments(folder: string): Promise<Document[]> {
  const configPath = 'redocly.yaml'
  const config: unknown = parse(await readFile(join(folder, configPath), 'utf8'))
  const apis = Object.entries(object(object(config, configPath).apis, `${configPath} apis`))
  return Promise.all(
    apis.map(async ([api, settings]) => {
      const entry = object(settings, `${configPath} apis.${api}`)
      const root = text(entry.root, `${configPath} apis.${api}.root`)
      const types = object(entry['x-openapi-ts'], `${configPath} apis.${api}.x-openapi-ts`)
      const output = text(types.output, `${configPath} apis.${api}.x-openapi-ts.output`)
      const content = object(parse(await readFile(join(folder, root), 'utf8')), root)
      const { operations, immutable } = types
      const own = typeof operations === 'string' ? { operations } : {}
      return { api, root, output, content, ...own, ...(immutable === true && { immutable }) }
    }),
  )
}

/** Returns an API's name as an identifier: `v1-beta` → `v1Beta`. */
export function identifier(api: string): string {
  return api.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase())
}

/** An operation of a document with its id, method and path. */
export interface DocumentedOperation {
  readonly id: string
  readonly method: string
  readonly path: string
  readonly operation: Json
}

const METHODS = ['get', 'put', 'post', 'delete', 'patch']

/** Returns the operations of a document in its own order. One of components alone has none. */
export function operationsOf({ content, root }: Document): DocumentedOperation[] {
  return Object.entries(object(content.paths ?? {}, `${root} paths`)).flatMap(([path, item]) =>
    Object.entries(object(item, `${root} paths.${path}`))
      .filter(([method]) => METHODS.includes(method))
      .map(([method, value]) => {
        const operation = object(value, `${root} ${method} ${path}`)
        return {
          id: text(operation.operationId, `${root} ${method} ${path} operationId`),
          method,
          path,
          operation,
        }
      }),
  )
}

/** Returns a value that is an object. Throws an error that says where it is if it is not one. */
export function object(value: unknown, where: string): Json {
  if (isObject(value)) return value
  throw new Error(`${where}: expected an object.`)
}

export function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

export function text(value: unknown, where: string): string {
  if (typeof value === 'string') return value
  throw new Error(`${where}: expected a string.`)
}
