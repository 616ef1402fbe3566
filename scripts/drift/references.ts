import { isObject, type Json } from '../generation/documents.js'
import { DocumentError } from './errors.js'

/** What stands at a local `$ref` of a document. */
export function lookUp(document: Json, ref: string): unknown {
  if (!ref.startsWith('#/')) {
    throw new DocumentError(`The document refers to ${ref}; only references within it are followed.`)
  }
  const found = ref.slice(2).split('/').map(unescaped).reduce(step, document)
  if (found === undefined) throw new DocumentError(`The document refers to ${ref}, where it has nothing.`)
  return found
}

/** A parameter, body or response: itself, or what its `$ref` leads to. */
export function dereferenced(document: Json, value: unknown): Json {
  const seen = new Set<unknown>()
  let at = value
  while (isObject(at) && typeof at.$ref === 'string' && !seen.has(at)) {
    seen.add(at)
    at = lookUp(document, at.$ref)
  }
  return isObject(at) ? at : {}
}

function step(at: unknown, key: string): unknown {
  if (Array.isArray(at)) return at[Number(key)]
  return isObject(at) && Object.hasOwn(at, key) ? at[key] : undefined
}

function unescaped(key: string): string {
  return decodeURIComponent(key).replaceAll('~1', '/').replaceAll('~0', '~')
}
