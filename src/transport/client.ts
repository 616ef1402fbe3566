import createClient, { type FetchOptions, type Middleware } from 'openapi-fetch'
import {
  ApiError,
  type InvalidInputError,
  isDeploymentError,
  refusal,
  UnexpectedResponseError,
} from '../errors.js'
import type { Operation } from '../schema/operation.js'
import { parseJson } from '../text/json.js'
import { type Connection, OutgoingRequest } from './call.js'
import { assertKnownOptions, CALL_OPTIONS, type CallOptions, type TransportOptions } from './options.js'
import { serializeBody, serializePath } from './request.js'
import type { Answer } from './response.js'
import { type Contract, routeAt, routeOf, routesOf } from './routes.js'
import { send } from './send.js'

export type { Middleware }

/** The methods of a document's paths. */
export interface PathMethods<Paths> {
  readonly GET: PathMethod<Paths, 'get'>
  readonly POST: PathMethod<Paths, 'post'>
}

/**
 * An openapi-fetch client over the transport, typed by the document's paths. It resolves for a success and rejects
 * with the same errors as the facade for everything else, so there is no `error` to test. It takes the parameters,
 * body, headers and middleware of openapi-fetch, and the options of a single call.
 */
export interface PathClient<Paths> extends PathMethods<Paths> {
  /** Adds middleware, which runs once per call, above the retries, and never sees the token. */
  use(...middleware: Middleware[]): void
  /** Removes middleware. */
  eject(...middleware: Middleware[]): void
}

type PathMethod<Paths, Method extends string> = <Path extends PathsWith<Paths, Method>>(
  path: Path,
  ...init: InitArguments<Init<OperationAt<Paths, Path, Method>>>
) => Promise<PathResult<OperationAt<Paths, Path, Method>>>

/** The result of a path client's call. */
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

/** The options of openapi-fetch that a raw call takes: the others would get around the transport. */
type PassedOn = 'params' | 'body' | 'headers' | 'middleware' | 'querySerializer'

const RAW: readonly string[] = [
  'params',
  'body',
  'headers',
  'middleware',
  'querySerializer',
] satisfies PassedOn[]

/** The options that the facade itself adds to those of a call. */
const FACADE: readonly string[] = ['params', 'body'] satisfies PassedOn[]

type Init<Operation> = Pick<FetchOptions<Operation>, Extract<keyof FetchOptions<Operation>, PassedOn>> &
  CallOptions

type InitArguments<Options> = Partial<Options> extends Options ? [init?: Options] : [init: Options]

type SuccessBody<Operation> = Operation extends {
  readonly responses: { readonly 200: { readonly content: { readonly 'application/json': infer Body } } }
}
  ? Body
  : undefined

/** Creates a client for callers, and its methods as the facade calls them. The only place that knows openapi-fetch. */
export function createPathClient<Paths>(
  connection: Connection,
  contract: Contract,
  options: PathClientOptions,
): { readonly raw: PathClient<Paths>; readonly facade: PathMethods<Paths> }
// openapi-fetch's own result type maps the open enums of the documents into objects, and has an `error` that the
// transport never leaves: the client is made without types and given those above.
export function createPathClient(
  connection: Connection,
  contract: Contract,
  { headers, middleware = [] }: PathClientOptions,
): object {
  const { url: baseUrl } = connection
  const routes = routesOf(contract)
  const client = createClient<Record<string, LoosePath>>({ baseUrl, ...(headers && { headers }) })
  client.use(...middleware)
  let hasMiddleware = middleware.length > 0

  const method =
    (verb: 'get' | 'post', name: 'GET' | 'POST', passedOn: readonly string[], shown: readonly string[]) =>
    async (path: string, { signal, timeout, retry, ...init }: CallOptions = {}) => {
      if (Object.keys(init).some(option => !passedOn.includes(option))) {
        assertKnownOptions(init, passedOn, 'a call', shown)
      }
      const route = routeAt(name, path, routes)
      signal?.throwIfAborted()
      let answer: Answer | undefined
      let given: Response | undefined
      const fetch = async (request: OutgoingRequest | Request) => {
        const isOurs = request instanceof OutgoingRequest
        const outgoing = isOurs ? request : await toOutgoing(request)
        const actual = isOurs ? route : routeOf(outgoing, baseUrl, routes)
        const abort = signal ?? (isOurs ? undefined : request.signal)
        answer = await send(connection, actual, outgoing, { signal: abort, timeout, retry })
        given = isOurs ? answer.response : readable(answer)
        return given
      }
      const isWatched = hasMiddleware || 'middleware' in init
      const settings = { ...init, ...(!isWatched && UNWATCHED), ...SERIALIZERS, fetch }
      const { response } = await client.request(verb, path, settings).catch((error: unknown) => {
        // openapi-fetch trips over a reason that is falsy.
        if (!isDeploymentError(error)) signal?.throwIfAborted()
        throw error instanceof URIError ? notWellFormed() : error
      })
      const value =
        answer && response === given
          ? answer.value
          : await middlewareValue(response, route.operation, baseUrl)
      return { data: route.operation.response && value, response }
    }
  const methods = (passedOn: readonly string[], shown: readonly string[]) => ({
    GET: method('get', 'GET', passedOn, shown),
    POST: method('post', 'POST', passedOn, shown),
  })
  const raw = {
    ...methods(RAW, [...CALL_OPTIONS, ...RAW]),
    use(...added: Middleware[]) {
      hasMiddleware = true
      client.use(...added)
    },
    eject: client.eject,
  }
  return { raw, facade: methods(FACADE, CALL_OPTIONS) }
}

/** The body stays where it is: the transport has read it. */
const SERIALIZERS = {
  bodySerializer: serializeBody,
  pathSerializer: serializePath,
  parseAs: 'stream',
} as const

/** Without a type, as openapi-fetch asks for the whole of the runtime's `Request`. */
const UNWATCHED: object = { Request: OutgoingRequest }

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

async function toOutgoing(request: Request): Promise<OutgoingRequest> {
  const { url, method, headers } = request
  return new OutgoingRequest(url, { method, headers, body: await request.text() })
}

/** Returns the error of a lone surrogate in a query: the serializer throws what no caller of ours expects. */
function notWellFormed(): InvalidInputError {
  return refusal('params', 'A parameter is not well-formed Unicode.')
}

/** The size from which on encoding a body again is worth avoiding. */
const LARGE = 64 * 1024

/** Returns a response for middleware: unread, with a `json()` that does not parse a second time. */
function readable({
  response: { status, headers: received },
  body: { text, bytes },
  value,
}: Answer): Response {
  const headers = new Headers(received)
  headers.delete('content-encoding')
  headers.delete('transfer-encoding')
  headers.set('content-length', `${bytes}`)
  const body = bytes > LARGE ? encodedWhenRead(text) : text
  // Without the status text: on the wire it may have characters that this constructor refuses.
  const response = new Response(text === '' ? null : body, { status, headers })
  return Object.defineProperty(response, 'json', { value: async () => value })
}

/** Encodes a large text only if middleware reads it after all. */
function encodedWhenRead(text: string): ReadableStream {
  const source: UnderlyingDefaultSource = {
    pull(controller) {
      controller.enqueue(new TextEncoder().encode(text))
      controller.close()
    },
  }
  return new ReadableStream(source, { highWaterMark: 0 })
}

/** Returns the value of a response that middleware gave in place of the transport's. */
async function middlewareValue(response: Response, operation: Operation, url: string): Promise<unknown> {
  const { ok, status } = response
  if (!ok) {
    const message = `Middleware answered with status ${status}.`
    throw new ApiError(message, { url, status, outcome: 'unknown', headers: {} })
  }
  const text = await response.text()
  const value = parseJson(text)
  if (value === undefined && (text !== '' || operation.response)) {
    const how = text === '' ? 'without the body that the document declares' : 'with a body that is not JSON'
    throw new UnexpectedResponseError(`Middleware answered ${how}.`, { url, status, outcome: 'unknown' })
  }
  return value
}
