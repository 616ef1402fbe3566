import { InvalidInputError, refusal } from '../errors.js'
import type { Operation } from '../schema/operation.js'

/** The operations of one contract, by their ids. */
export type Contract = { readonly [id: string]: Operation }

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

/**
 * Finds the route of a path as the document writes it.
 * @throws {InvalidInputError} for any other path: filled in, it could lead anywhere, and may hold a secret
 */
export function routeAt(method: string, path: string, routes: Routes): Route {
  const route = routes.get(`${method} ${path}`)
  if (route) return route
  throw refusal(
    'path',
    `${method} has no such path in the document. Write the path as the document does, with its parameters in \`params\`.`,
  )
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
  // A parameter is looked at as it will be sent, where `..` leads elsewhere; a path without parameters says all.
  const route =
    routes.get(`${method} ${pathOf(url, baseUrl)}`) ??
    routeWith(method, pathOf(new URL(url).href, baseUrl), routes)
  if (route) return route
  throw new InvalidInputError(
    `The request does not go to an operation of the document under ${baseUrl}. Did middleware change its address?`,
    { url: baseUrl },
  )
}

function pathOf(url: string, baseUrl: string): string {
  return url.startsWith(`${baseUrl}/`) ? url.slice(baseUrl.length).replace(/[?#].*$/, '') : ''
}

/** Finds the route whose template has parameters where the path has anything but nothing. */
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
