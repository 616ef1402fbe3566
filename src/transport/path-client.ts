import createClient, { type FetchOptions, type Middleware } from 'openapi-fetch'
import { ApiError, InvalidInputError } from '../errors.js'
import { valueIn } from './answer.js'
import { Draft } from './draft.js'
import { assertPathKnown, type Routes, serializeBody, serializePath } from './request.js'
import type { Send } from './sender.js'

export type { Middleware }

/** What a path client is made of. */
export interface PathClientOptions {
  readonly baseUrl: string
  readonly routes: Routes
  readonly send: Send
  readonly headers: Readonly<Record<string, string>> | undefined
  readonly middleware: readonly Middleware[] | undefined
}

/**
 * An openapi-fetch client over the transport, typed by the document's paths. It resolves for a success and rejects
 * with the same errors as the facade for everything else, so there is no `error` to test.
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

/** What would get around the checks of the transport is not among the options. */
type Init<Operation> = Omit<
  FetchOptions<Operation>,
  'baseUrl' | 'bodySerializer' | 'pathSerializer' | 'parseAs' | 'method'
>

type InitArguments<Options> = Partial<Options> extends Options ? [init?: Options] : [init: Options]

type SuccessBody<Operation> = Operation extends {
  readonly responses: { readonly 200: { readonly content: { readonly 'application/json': infer Body } } }
}
  ? Body
  : undefined

/** Makes a path client: the only place that knows openapi-fetch. */
export function createPathClient<Paths>(options: PathClientOptions): PathClient<Paths>
// openapi-fetch's own result type maps the open enums of the documents into objects, and has an `error` that the
// transport never leaves: the client is made without types and given those above.
export function createPathClient({ baseUrl, routes, send, headers, middleware }: PathClientOptions): object {
  const client = createClient<Record<string, LoosePath>>({
    baseUrl,
    fetch: request => send(request),
    ...(headers && { headers }),
  })
  client.use(...(middleware ?? []))
  // Middleware may look at requests and answers, which then are those of the runtime.
  let watched = middleware !== undefined && middleware.length > 0

  const method = (verb: 'get' | 'post', written: string) => async (path: string, init?: object) => {
    assertPathKnown(written, path, routes)
    const drafted = !watched && !(init && 'middleware' in init) && DRAFTED
    // The body stays where it is: the transport has read it.
    const settings = { ...init, ...drafted, ...SERIALIZERS, parseAs: 'stream' } as const
    const { response } = await client.request(verb, path, settings).catch(refuseMalformed)
    if (response.ok) return { data: await valueIn(response, baseUrl), response }
    // The transport throws for an error answer: this one was made by middleware.
    const { status } = response
    const message = `Middleware answered with status ${status}.`
    throw new ApiError(message, { url: baseUrl, status, outcome: 'unknown', headers: {} })
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

/** A lone surrogate in a query cannot be written: the serialiser throws what no caller of ours expects. */
function refuseMalformed(error: unknown): never {
  if (!(error instanceof URIError)) throw error
  throw new InvalidInputError('Nothing was sent: a parameter is not well-formed Unicode.')
}

const SERIALIZERS = { bodySerializer: serializeBody, pathSerializer: serializePath }

// Without a type, as openapi-fetch asks for the whole of the runtime's `Request`.
const DRAFTED: object = { Request: Draft }

interface LoosePath {
  get: LooseOperation
  post: LooseOperation
}

interface LooseOperation {
  responses: { 200: { content: { 'application/json': unknown } } }
}
