import { type ErrorContext, InvalidInputError, refusal } from '../errors.js'
import type { Operation } from '../schema/operation.js'
import type { Schema } from '../schema/schema.js'
import { cut, describeMismatch, findMismatch, type Mismatch } from '../schema/validate.js'
import { memberOf, textMember } from '../text/member.js'
import { quoteStart } from '../text/quote.js'
import { type Call, errorContext } from './call.js'

/** The operations of one contract, by their ids. */
export type Contract = { readonly [id: string]: Operation }

/** An operation and its id. */
export interface Route {
  readonly id: string
  readonly operation: Operation
}

/** The operations of a contract by method and path, as the document writes them. */
export type Routes = ReadonlyMap<string, Route>

/** The routes of each contract: ten thousand clients need them once. */
const tables = new WeakMap<Contract, Routes>()

export function routesOf(contract: Contract): Routes {
  const known = tables.get(contract)
  if (known) return known
  const entries = Object.entries(contract).map(
    ([id, operation]) => [`${operation.method} ${operation.path}`, { id, operation }] as const,
  )
  const routes = new Map(entries)
  tables.set(contract, routes)
  return routes
}

/**
 * Finds the route of a path as the document writes it.
 * @throws {InvalidInputError} for any other path: filled in, it could lead anywhere, and may hold a secret
 */
export function routeAt(method: string, path: string, routes: Routes): Route {
  const route = routes.get(`${method} ${path}`)
  if (route) return route
  throw refusal('path', `${method} has no such path in the document: write it as there, with \`params\`.`)
}

/**
 * Finds the route of a request that middleware may have changed.
 * @throws {InvalidInputError} if it does not go to an operation of the document
 */
export function routeOf(
  { url, method }: { readonly url: string; readonly method: string },
  baseUrl: string,
  routes: Routes,
): Route {
  // The address as it will be sent: `..` in the place of a parameter leads elsewhere.
  const { href } = new URL(url)
  const path = href.startsWith(`${baseUrl}/`) ? href.slice(baseUrl.length).replace(/[?#].*$/, '') : ''
  for (const route of routes.values()) {
    const { operation } = route
    const template = operation.path.replace(/\{[^{}]+\}/g, '[^/]+')
    if (operation.method === method && new RegExp(`^${template}$`).test(path)) return route
  }
  throw misdirected(baseUrl)
}

/** Returns the error of a request that goes elsewhere than to the API of the deployment. */
export function misdirected(url: string): InvalidInputError {
  return new InvalidInputError(
    `The request goes to no operation under ${url}. Did middleware change its address?`,
    { url },
  )
}

/**
 * Checks a request's query and body, as they go on the wire, against the document.
 * @throws {InvalidInputError} for one that the service would refuse, or understand differently than it was meant
 */
export function assertRequestFits(call: Call): void {
  const { operation, request, value } = call
  const { query } = operation
  // A gateway may want a parameter of its own in each query, and those of the document only read.
  const mismatch =
    (query && findMismatch({ ...query, additionalProperties: {} }, parseQuery(request.url, query), 'sent')) ??
    (operation.request && findMismatch(operation.request, value, 'sent'))
  if (mismatch) throw misfit(mismatch, errorContext(call))
}

/**
 * Checks the body of an operation against the document, before there is a call.
 * @throws {InvalidInputError} as `assertRequestFits` does
 */
export function assertBodyFits(contract: Contract, operation: string, body: unknown): void {
  const request: Operation['request'] = contract[operation]?.request
  const mismatch = request && findMismatch(request, body, 'sent')
  if (mismatch) throw misfit(mismatch, { operation })
}

function misfit(mismatch: Mismatch, context: Partial<ErrorContext>): InvalidInputError {
  return new InvalidInputError(describeMismatch(mismatch), { ...context, path: cut(mismatch.path) })
}

/**
 * Returns the value of a body as it goes on the wire.
 * @throws {InvalidInputError} for a body that middleware broke; a parser's own message would quote its secrets
 */
export function parseBody(body: string, operation: string): unknown {
  try {
    return body === '' ? undefined : JSON.parse(body)
  } catch {
    throw new InvalidInputError('The body is not JSON. Did middleware change it?', { operation })
  }
}

/** Returns the members of a query. What should be a whole number or a boolean and reads as one is one. */
function parseQuery(url: string, schema: Schema): object {
  const members = Array.from(new URL(url).searchParams, ([name, value]) => [
    name,
    schema.properties?.[name]?.type !== 'string' && NOT_TEXT.test(value) ? JSON.parse(value) : value,
  ])
  return Object.fromEntries(members)
}

const NOT_TEXT = /^(?:-?(?:0|[1-9]\d*)|true|false)$/

/**
 * Writes a body as JSON.
 * @throws {InvalidInputError} where JSON would drop or change a part of it without a word
 */
export function serializeBody(body: unknown): string {
  try {
    return JSON.stringify(body, assertJson)
  } catch (error) {
    if (error instanceof InvalidInputError) throw error
    throw new InvalidInputError('The body cannot be written as JSON. See `cause`.', {
      option: 'body',
      cause: error,
    })
  }
}

/** The types that JSON drops, or throws for. */
const NOT_JSON = ['undefined', 'function', 'symbol', 'bigint']

function assertJson(this: object, key: string, value: unknown): unknown {
  const type = typeof value
  // JSON would write a `Map` or a `Set` as `{}`.
  if (typeof value === 'object' && value !== null && !Array.isArray(value) && Symbol.iterator in value)
    throw refusal(key || 'body', `${memberName(this, key)} must be a plain object or an array.`)
  if (typeof value === 'number' ? Number.isFinite(value) : !NOT_JSON.includes(type)) return value
  const problem = `is ${type === 'number' ? value : type}, which JSON cannot hold.`
  throw refusal(key || 'body', `${memberName(this, key)} ${problem}`)
}

/** Names a member of a body and, if it has one, the name of its owner, such as a variable's. */
function memberName(holder: object, key: string): string {
  if (key === '') return 'The body'
  const name = textMember(holder, 'name')
  const names = name === undefined ? [key] : [name, key]
  return names.map(quoteStart).join(': ')
}

/**
 * Fills in a path's parameters.
 * @throws {InvalidInputError} for those that would lead to another route
 */
export function serializePath(path: string, parameters: { readonly [name: string]: unknown }): string {
  return path.replace(/\{([^{}]+)\}/g, (_, name: string) => {
    const given = memberOf(parameters, name)
    const value = Number.isSafeInteger(given) ? `${given}` : given
    if (typeof value !== 'string' || !/^(?!\.{1,2}$)[^\ud800-\udfff]+$/u.test(value)) {
      throw refusal(name, `\`${name}\` must be a string, and not empty, "." or "..".`)
    }
    return encodeURIComponent(value)
  })
}

/**
 * Writes the parameters of a query, without those that are absent. Those of the documents are plain.
 * @throws {InvalidInputError} for any other value, and for text that a URL cannot hold
 */
export function serializeQuery(query: unknown): string {
  if (typeof query !== 'object' || query === null || Symbol.iterator in query)
    throw refusal('params', 'The `query` of `params` must be an object of names and values.')
  const members: [string, unknown][] = Object.entries(query)
  const given = members.filter(([, value]) => value !== undefined && value !== null)
  const parts = given.map(([name, value]) => {
    const isPlain = ['string', 'number', 'bigint', 'boolean'].includes(typeof value)
    if (!isPlain || /[\ud800-\udfff]/u.test(`${name}=${value}`))
      throw refusal(
        'params',
        `The parameter ${quoteStart(name)} must be well-formed text, a number or a boolean.`,
      )
    return [name, `${value}`].map(encodeURIComponent).join('=')
  })
  return parts.join('&')
}
