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
