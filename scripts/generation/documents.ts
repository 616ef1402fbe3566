import { readFile } from 'node:fs/promises'
import { parse } from 'yaml'

/** One OpenAPI document of `redocly.yaml`, and where its path types go. */
export interface Document {
  readonly api: string
  readonly root: string
  readonly output: string
  readonly content: Json
}

/** A JSON object of a document, its members unknown until they are looked at. */
export type Json = { readonly [key: string]: unknown }

/** Reads the documents that `redocly.yaml` lists under `apis`, in its order. */
export async function readDocuments(configPath: string): Promise<Document[]> {
  const config: unknown = parse(await readFile(configPath, 'utf8'))
  const apis = Object.entries(object(object(config, configPath).apis, `${configPath} apis`))
  return Promise.all(
    apis.map(async ([api, settings]) => {
      const entry = object(settings, `${configPath} apis.${api}`)
      const root = text(entry.root, `${configPath} apis.${api}.root`)
      const types = object(entry['x-openapi-ts'], `${configPath} apis.${api}.x-openapi-ts`)
      const output = text(types.output, `${configPath} apis.${api}.x-openapi-ts.output`)
      return { api, root, output, content: object(parse(await readFile(root, 'utf8')), root) }
    }),
  )
}

/** `v1-beta` → `v1Beta`: an API's name as an identifier. */
export function identifier(api: string): string {
  return api.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase())
}

/** One operation of a document with the place it stands at. */
export interface DocumentedOperation {
  readonly id: string
  readonly method: string
  readonly path: string
  readonly operation: Json
}

const METHODS = ['get', 'put', 'post', 'delete', 'patch']

/** The operations of a document in its own order. */
export function operationsOf({ content, root }: Document): DocumentedOperation[] {
  return Object.entries(object(content.paths, `${root} paths`)).flatMap(([path, item]) =>
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

/** Narrows to an object, or says where the document has none. */
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
