import type { Operation } from '../../generated/operations.js'
import type { Schema } from '../../generated/schemas.js'
import { type ErrorContext, InvalidInputError } from '../errors.js'
import { findFault } from '../schema/validate.js'
import { textMember } from '../text/member.js'
import type { Outgoing } from './draft.js'
import type { Contract, Exchange } from './exchange.js'

/** An operation and its id. */
export interface Route {
  readonly id: string
  readonly operation: Operation
}

/** The operations of a contract by method and path, as the document writes them. */
export type Routes = ReadonlyMap<string, Route>

export function routesOf(contract: Contract): Routes {
  return new Map(
    Object.entries(contract).map(([id, operation]) => [
      `${operation.method} ${operation.path}`,
      { id, operation },
    ]),
  )
}

/** Which operation a request is; middleware may have changed where it goes, but not to what no document has. */
export function operationOf({ url, method }: Outgoing, baseUrl: string, routes: Routes): Route {
  // What was filled in is looked at as it will be sent, where `..` leads elsewhere; a path without parameters says all.
  const route =
    routes.get(`${method} ${pathOf(url, baseUrl)}`) ??
    routeWith(method, pathOf(new URL(url).href, baseUrl), routes)
  if (route) return route
  throw refusal(
    `the request does not go to an operation of the document under ${baseUrl}. Did middleware change its address?`,
    { url: baseUrl },
  )
}

/** The route of a path as the document writes it. Any other, filled in, could lead anywhere, and may hold a secret. */
export function routeAt(method: string, path: string, routes: Routes): Route {
  const route = routes.get(`${method} ${path}`)
  if (route) return route
  throw refusal(
    `${method} has no such path in the document. Write the path as the document does, and what it is about as ` +
      '`params`.',
  )
}

function pathOf(url: string, baseUrl: string): string {
  return url.startsWith(`${baseUrl}/`) ? url.slice(baseUrl.length).replace(/[?#].*$/, '') : ''
}

/** The route whose template has parameters where the path has anything, but not nothing. */
function routeWith(method: string, path: string, routes: Routes): Route | undefined {
  const segments = path.split('/')
  return [...routes.values()].find(({ operation }) => {
    const wanted = operation.path.split('/')
    return (
      operation.method === method &&
      wanted.length === segments.length &&
      wanted.every((part, i) => (part.startsWith('{') ? segments[i] !== '' : part === segments[i]))
    )
  })
}

/** Checks a request's query and body, as they go on the wire, against the document. */
export function assertRequestFits(exchange: Exchange): void {
  const { operation, request, body } = exchange
  const { query } = operation
  const context = exchange.context('not-sent')
  if (query) assertFits(query, parseQuery(request.url, query), context)
  assertFits(operation.request, parseBody(body, context), context)
}

/** A body's value. Middleware may have changed the body; what a parser says of it would quote its secrets. */
function parseBody(body: string, context: Partial<ErrorContext>): unknown {
  try {
    return body === '' ? undefined : JSON.parse(body)
  } catch {
    throw refusal('the body is not JSON. Did middleware change it?', context)
  }
}

/** A query's members, with what should be and reads as a whole number as a number. */
function parseQuery(url: string, schema: Schema): Record<string, string | number> {
  const members = Array.from(new URL(url).searchParams, ([name, value]): [string, string | number] => [
    name,
    schema.properties?.[name]?.type === 'integer' && /^-?\d+$/.test(value) ? Number(value) : value,
  ])
  return Object.fromEntries(members)
}

/**
 * Checks the body of an operation against the document.
 * @throws {InvalidInputError} for one that the service would refuse, or understand otherwise than it was meant
 */
export function assertBodyFits(contract: Contract, operation: string, body: unknown): void {
  assertFits(contract[operation]?.request, body, { operation })
}

function assertFits(schema: Schema | undefined, value: unknown, context: Partial<ErrorContext>): void {
  const fault = schema && findFault(schema, value, 'sent')
  if (fault) throw refusal(`${fault.at || 'the body'} ${fault.says}.`, context)
}

/** Writes a body as JSON, or throws where JSON would drop or change a part of it without a word. */
export function serializeBody(body: unknown): string {
  try {
    return JSON.stringify(body, assertJson)
  } catch (error) {
    if (error instanceof InvalidInputError) throw error
    throw refusal('the body cannot be written as JSON.', { cause: error })
  }
}

function assertJson(this: object, key: string, value: unknown): unknown {
  if (value === undefined || typeof value === 'function' || typeof value === 'symbol') {
    throw refusal(`${place(this, key)} is ${typeof value}, which JSON cannot hold. Pass a value.`)
  }
  if (typeof value === 'bigint' || (typeof value === 'number' && !Number.isFinite(value))) {
    throw refusal(`${place(this, key)} is no number that JSON can hold.`)
  }
  return value
}

/** A member of a body and, where it tells, the name of what it is a member of, such as a variable's. */
function place(holder: object, key: string): string {
  if (key === '') return 'the body'
  const name = textMember(holder, 'name')
  const owner = name !== undefined ? ` of ${JSON.stringify(name.slice(0, 64))}` : ''
  return `${JSON.stringify(key.slice(0, 64))}${owner}`
}

/** Fills in a path's parameters, or refuses those that would lead to another route. */
export function serializePath(path: string, parameters: { readonly [name: string]: unknown }): string {
  return path.replace(/\{([^{}]+)\}/g, (_, name: string) => {
    const value = Object.hasOwn(parameters, name) ? parameters[name] : undefined
    if (typeof value !== 'string' || !/^(?!\.{1,2}$)\P{Surrogate}+$/u.test(value)) {
      throw refusal(`\`${name}\` must be a non-empty string other than "." and "..".`)
    }
    return encodeURIComponent(value)
  })
}

/** Why a request is not sent. */
export function refusal(why: string, context?: Partial<ErrorContext>): InvalidInputError {
  return new InvalidInputError(`Nothing was sent: ${why}`, context)
}
