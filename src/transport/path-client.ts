import createClient, { type FetchOptions, type Middleware } from 'openapi-fetch'
import { isDeploymentError } from '../errors.js'
import type { Answer } from './answer.js'
import { Draft } from './draft.js'
import type { Connection, Contract } from './exchange.js'
import { middlewareValue } from './middleware-answer.js'
import { refusal, routeAt, routesOf, serializeBody, serializePath } from './request.js'
import { createSend } from './sender.js'
import type { CallOptions, TransportOptions } from './settings.js'

export type { Middleware }

/**
 * An openapi-fetch client over the transport, typed by the document's paths. It resolves for a success and rejects
 * with the same errors as the facade for everything else, so there is no `error` to test. Its options are those of
 * openapi-fetch and of a single call.
 */
export interface PathClient<Paths> {
  readonly GET: PathMethod<Paths, 'get'>
  readonly POST: PathMethod<Paths, 'post'>
  /** Adds middleware, which runs once per call, above the retries, and never sees the token. */
  use(...middleware: Middleware[]): void
  /** Takes middleware out again. */
  eject(...middleware: Middleware[]): void
}

type PathMethod<Paths, Method extends string> = <Path extends PathsWith<Paths, Method>>(
  path: Path,
  ...init: InitArguments<Init<OperationAt<Paths, Path, Method>>>
) => Promise<PathResult<OperationAt<Paths, Path, Method>>>

/** What a path client resolves with. */
export interface PathResult<Operation> {
  readonly data: SuccessBody<Operation>
  readonly response: Response
}

type PathsWith<Paths, Method extends string> = {
  [Path in keyof Paths & string]: Paths[Path] extends { readonly [M in Method]: object } ? Path : never
}[keyof Paths & string]

type OperationAt<Paths, Path extends keyof Paths, Method extends string> = Paths[Path] extends {
  readonly [M in Method]: infer Operation
}
  ? Operation
  : never

/** openapi-fetch's options but for what would get around the transport, and those of a single call. */
type Init<Operation> = Omit<
  FetchOptions<Operation>,
  'baseUrl' | 'bodySerializer' | 'pathSerializer' | 'parseAs' | 'method' | 'signal' | 'fetch' | 'Request'
> &
  CallOptions

type InitArguments<Options> = Partial<Options> extends Options ? [init?: Options] : [init: Options]

type SuccessBody<Operation> = Operation extends {
  readonly responses: { readonly 200: { readonly content: { readonly 'application/json': infer Body } } }
}
  ? Body
  : undefined

/** Makes a path client: the only place that knows openapi-fetch. */
export function createPathClient<Paths>(
  connection: Connection,
  contract: Contract,
  options: PathClientOptions,
): PathClient<Paths>
// openapi-fetch's own result type maps the open enums of the documents into objects, and has an `error` that the
// transport never leaves: the client is made without types and given those above.
export function createPathClient(
  connection: Connection,
  contract: Contract,
  { headers, middleware = [] }: PathClientOptions,
): object {
  const { url: baseUrl } = connection
  const routes = routesOf(contract)
  const send = createSend(connection, routes)
  const client = createClient<Record<string, LoosePath>>({ baseUrl, ...(headers && { headers }) })
  client.use(...middleware)
  // Middleware may look at requests and answers, which then are those of the runtime.
  let watched = middleware.length > 0

  const method =
    (verb: 'get' | 'post', written: string) =>
    async (path: string, { signal, timeout, retry, ...init }: CallOptions = {}) => {
      const { operation } = routeAt(written, path, routes)
      signal?.throwIfAborted()
      let answer: Answer | undefined
      const settings = {
        ...init,
        ...(!watched && !('middleware' in init) && DRAFTED),
        ...SERIALIZERS,
        // The body stays where it is: the transport has read it.
        parseAs: 'stream',
        fetch: async (request: Request) => {
          answer = await send(request, { signal, timeout, retry })
          return answer.response
        },
      } as const
      const { response } = await client.request(verb, path, settings).catch((error: unknown) => {
        // openapi-fetch trips over a reason that is falsy.
        if (!isDeploymentError(error)) signal?.throwIfAborted()
        // A lone surrogate in a query: the serialiser throws what no caller of ours expects.
        throw error instanceof URIError ? refusal('a parameter is not well-formed Unicode.') : error
      })
      const value =
        response === answer?.response ? answer.value : await middlewareValue(response, baseUrl, operation)
      return { data: operation.response && value, response }
    }
  return {
    GET: method('get', 'GET'),
    POST: method('post', 'POST'),
    use(...added: Middleware[]) {
      watched = true
      client.use(...added)
    },
    eject: client.eject,
  }
}

const SERIALIZERS = { bodySerializer: serializeBody, pathSerializer: serializePath }

// Without a type, as openapi-fetch asks for the whole of the runtime's `Request`.
const DRAFTED: object = { Request: Draft }

interface PathClientOptions extends Pick<TransportOptions, 'headers'> {
  readonly middleware?: readonly Middleware[] | undefined
}

interface LoosePath {
  get: LooseOperation
  post: LooseOperation
}

interface LooseOperation {
  responses: { 200: { content: { 'application/json': unknown } } }
}
