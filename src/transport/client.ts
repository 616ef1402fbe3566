import createClient, { type FetchOptions, type Middleware } from 'openapi-fetch'
import { isDeploymentError, refusal } from '../errors.js'
import { memberOf } from '../text/member.js'
import { type Call, type Connection, OutgoingRequest } from './call.js'
import {
  assertMiddleware,
  CALL_OPTIONS,
  type CallOptions,
  checkHeaders,
  readOptions,
  type TransportOptions,
} from './options.js'
import {
  type Contract,
  routeAt,
  routeOf,
  routesOf,
  serializeBody,
  serializePath,
  serializeQuery,
} from './request.js'
import type { Answer } from './response.js'
import { acceptGiven, prepare, send } from './send.js'

export type { Middleware }

/**
 * An openapi-fetch client over the transport, typed by the document's paths. It resolves for a success and rejects
 * with the same errors as the facade for everything else, so there is no `error` to test. It takes the parameters,
 * body, headers and middleware of openapi-fetch, and the options of a single call.
 */
export type PathClient<Paths> = {
  readonly [Method in MethodOf<Paths> as Uppercase<Method>]: PathMethod<Paths, Method>
} & {
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

/** The methods of a client: not every document has something to patch. */
type MethodOf<Paths> = 'get' | 'post' | ([PathsWith<Paths, 'patch'>] extends [never] ? never : 'patch')

type PathsWith<Paths, Method extends string> = {
  [Path in keyof Paths & string]: Paths[Path] extends { readonly [M in Method]: object } ? Path : never
}[keyof Paths & string]

type OperationAt<Paths, Path extends keyof Paths, Method extends string> = Paths[Path] extends {
  readonly [M in Method]: infer Operation
}
  ? Operation
  : never

/** The methods as the facade calls them: with the caller's options apart from the request, and the body alone back. */
export type FacadeMethods<Paths> = {
  readonly [Method in MethodOf<Paths> as Uppercase<Method>]: FacadeMethod<Paths, Method>
}

type FacadeMethod<Paths, Method extends string> = <Path extends PathsWith<Paths, Method>>(
  path: Path,
  options: CallOptions | undefined,
  ...request: InitArguments<Passed<OperationAt<Paths, Path, Method>, 'params' | 'body'>>
) => Promise<SuccessBody<OperationAt<Paths, Path, Method>>>

/** The options of openapi-fetch that a raw call takes: the others would get around the transport. */
type PassedOn = 'params' | 'body' | 'headers' | 'middleware'

const RAW: readonly string[] = ['params', 'body', 'headers', 'middleware'] satisfies PassedOn[]

type Passed<Operation, Names extends PassedOn> = Pick<
  FetchOptions<Operation>,
  Extract<keyof FetchOptions<Operation>, Names>
>

type Init<Operation> = Passed<Operation, PassedOn> & CallOptions

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
): { readonly raw: PathClient<Paths>; readonly facade: FacadeMethods<Paths> }
// openapi-fetch's own result type maps the open enums of the documents into objects, and has an `error` that the
// transport never leaves: the client is made without types and given those above.
export function createPathClient(
  connection: Connection,
  contract: Contract,
  { headers = {}, middleware = [] }: PathClientOptions,
): object {
  const { url: baseUrl } = connection
  const routes = routesOf(contract)
  const client = createClient<Record<string, LoosePath>>({ baseUrl, headers, ...SERIALIZERS })
  assertMiddleware(middleware)
  client.use(...middleware)
  let hasMiddleware = middleware.length > 0

  async function request(verb: Verb, path: string, options: CallOptions, init: Given) {
    const { signal } = options
    const route = routeAt(verb, path, routes)
    const params = Object.hasOwn(init, 'params') ? init.params : undefined
    // openapi-fetch would send the braces.
    if (path.includes('{') && !memberOf(params, 'path')) serializePath(path, {})
    signal?.throwIfAborted()
    let call: Call | undefined
    let answer: Answer | undefined
    let given: Response | undefined
    const fetch = async (request: OutgoingRequest | Request) => {
      const isOurs = request instanceof OutgoingRequest
      const outgoing = isOurs ? request : await toOutgoing(request)
      call = prepare(connection, isOurs ? route : routeOf(outgoing, baseUrl, routes), outgoing, options)
      answer = await send(call, signal ?? (isOurs ? undefined : request.signal))
      given = isOurs ? answer.response : readable(answer)
      return given
    }
    const isWatched = hasMiddleware || Object.hasOwn(init, 'middleware')
    // The body stays where it is: the transport has read it.
    const settings = {
      ...NOT_GIVEN,
      ...init,
      ...(!isWatched && UNWATCHED),
      params: Object.assign(Object.create(null), params),
      parseAs: 'stream' as const,
      fetch,
    }
    const { response, error } = await client[verb](path, settings).catch((error: unknown) => {
      // openapi-fetch trips over a reason that is falsy.
      if (!isDeploymentError(error)) signal?.throwIfAborted()
      throw error
    })
    if (!answer || response !== given) {
      call ??= prepare(connection, route, unsent(verb, baseUrl, memberOf(init, 'body')), options)
      answer = await acceptGiven(response, error, call, signal)
    }
    return { data: route.operation.response && answer.value, response }
  }
  const rawMethod =
    (verb: Verb) =>
    async (path: string, given: CallOptions & object = {}) => {
      const options = readOptions(given, [...CALL_OPTIONS, ...RAW], 'a call')
      if (verb === 'GET' && memberOf(options, 'body') !== undefined)
        throw refusal('body', 'GET takes no `body`.')
      const params = readOptions(memberOf(options, 'params') ?? {}, ['path', 'query', 'header'], '`params`')
      for (const headers of [memberOf(options, 'headers'), memberOf(params, 'header')])
        checkHeaders(headers, true)
      assertMiddleware(memberOf(options, 'middleware'))
      const { signal: _signal, timeout: _timeout, retry: _retry, ...init } = options
      return request(verb, path, options, init)
    }
  const facadeMethod =
    (verb: Verb) =>
    async (path: string, options?: CallOptions, init: object = {}) => {
      const known = options === undefined ? NONE : readOptions(options, CALL_OPTIONS, 'a call')
      return (await request(verb, path, known, init)).data
    }
  const raw = {
    ...methods(rawMethod),
    use(...added: Middleware[]) {
      assertMiddleware(added)
      hasMiddleware = true
      client.use(...added)
    },
    eject: client.eject,
  }
  return { raw, facade: methods(facadeMethod) }
}

/** The options of a call that has none: not even those of a polluted `Object.prototype`. */
const NONE: CallOptions = Object.freeze(Object.create(null))

type Verb = 'GET' | 'POST' | 'PATCH'
type Given = { readonly params?: unknown }

function methods<Method>(create: (verb: Verb) => Method): Record<Verb, Method> {
  return { GET: create('GET'), POST: create('POST'), PATCH: create('PATCH') }
}

const SERIALIZERS = {
  bodySerializer: serializeBody,
  pathSerializer: serializePath,
  querySerializer: serializeQuery,
}

/** Keeps openapi-fetch from `Object.prototype`: it would read there each of these that its options do not have. */
const NOT_GIVEN: object = {
  baseUrl: undefined,
  Request: undefined,
  headers: undefined,
  querySerializer: undefined,
  bodySerializer: undefined,
  pathSerializer: undefined,
  body: undefined,
  middleware: undefined,
}

/** Without a type, as openapi-fetch asks for the whole of the runtime's `Request`. */
const UNWATCHED: object = { Request: OutgoingRequest }

interface PathClientOptions extends Pick<TransportOptions, 'headers'> {
  readonly middleware?: readonly Middleware[] | undefined
}

type LoosePath = Record<Lowercase<Verb>, { responses: { 200: { content: { 'application/json': unknown } } } }>

/** Returns the request of a call that middleware answered before it was sent. */
function unsent(method: Verb, url: string, body: unknown): OutgoingRequest {
  return new OutgoingRequest(url, {
    method,
    headers: new Headers(),
    body: body === undefined ? '' : serializeBody(body),
  })
}

async function toOutgoing(request: Request): Promise<OutgoingRequest> {
  const { url, method, headers } = request
  return new OutgoingRequest(url, { method, headers, body: await request.text() })
}

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
  // Without the status text: on the wire it may have characters that this constructor refuses.
  const response = new Response(text || null, { status, headers })
  return Object.defineProperty(response, 'json', { value: async () => value })
}
