import type { Schema } from '../../schema/schema.js'
import { type ExactJson, readExactJson } from '../../text/exact-json.js'
import { isObject } from '../../text/member.js'
import { deserialize } from '../deserialize.js'
import { answerWith, emptyAnswer, isRead, preflight, unrouted, withCors } from '../http.js'
import { problemResponse } from '../pipeline.js'
import { checkQuery } from '../query.js'
import { badRequest, Refusal } from '../refusal.js'
import type { PlatformParts } from './call.js'
import { type PlatformRoute, platformRoutesAt } from './routes.js'
import type { FakeToken } from './state.js'

/** Finds the route of a request to the management API, and the methods of its path. */
export function platformRouteOf(request: Request) {
  const path = new URL(request.url).pathname
  const method = isRead(request.method) ? 'GET' : request.method
  const routes = platformRoutesAt(path)
  const methods = routes.map(({ operation }) => operation.method)
  return { path, methods, route: routes.find(({ operation }) => operation.method === method) }
}

/** A request that was routed. */
interface Asked extends PlatformParts {
  readonly request: Request
  readonly body: Uint8Array
  readonly routed: ReturnType<typeof platformRouteOf>
  /** Resolves once every deployment has its address. */
  readonly settled: () => Promise<unknown>
}

/** Performs a request, and returns a function that writes its answer: the effect comes first, and a fault may lose the answer. */
export function perform(asked: Asked): () => Promise<Response> {
  const { request, routed, settled } = asked
  if (request.method === 'OPTIONS') return async () => preflight(request)
  if (!routed.route) return async () => withCors(unrouted(routed.methods), request)
  try {
    const view = run(routed.route, asked)
    return async () => {
      await settled()
      try {
        return withCors(
          view ? answerWith(JSON.stringify(view()), 'application/json') : emptyAnswer(),
          request,
        )
      } catch (error) {
        return refusal(error, request)
      }
    }
  } catch (error) {
    const refused = refusal(error, request)
    return async () => refused
  }
}

function refusal(error: unknown, request: Request): Response {
  if (!(error instanceof Refusal)) throw error
  return withCors(problemResponse(error), request)
}

function run({ operation, run, path }: PlatformRoute, { request, body, routed: _, ...parts }: Asked) {
  const token = identify(request, parts)
  const query = new URL(request.url).searchParams
  checkQuery(query, operation.query)
  checkFlags(query, operation.query)
  const parsed = operation.request ? parseBody(operation.request, request, body) : {}
  return run({ ...parts, token, path, query, body: parsed })
}

/** Returns the token of a request. Keys of deployments are no tokens. */
function identify({ headers }: Request, { state }: PlatformParts): FakeToken {
  const [, text] = /^bearer (.+)$/i.exec(headers.get('authorization') ?? '') ?? []
  if (text === undefined) throw new Refusal(401, 'InvalidIdentity', 'The request has no bearer token.')
  const token = state.tokens.find(known => known.token === text.trim())
  if (token) return token
  throw new Refusal(401, 'AccessTokenInvalid', 'The access token is not valid.')
}

function checkFlags(query: URLSearchParams, schema: Schema | undefined): void {
  for (const [name, { type, enum: words }] of Object.entries(schema?.properties ?? {})) {
    const value = query.get(name)
    const known = type === 'boolean' ? ['true', 'false'] : words
    if (value !== null && known && !known.includes(value))
      throw badRequest('BadQueryArgs', `The query could not be read: ${name}: unknown variant.`)
  }
}

function parseBody(
  schema: Schema,
  { headers }: Request,
  body: Uint8Array,
): Readonly<Record<string, unknown>> {
  if (!/^application\/json\b/i.test(headers.get('content-type') ?? ''))
    throw badRequest('BadJsonBody', 'A request with a JSON content type was expected.')
  const json = readJson(body)
  const unknown = isObject(json.value)
    ? Object.keys(json.value).find(name => !Object.hasOwn(schema.properties ?? {}, name))
    : undefined
  // Of most operations the document says that they take nothing else.
  if (unknown !== undefined)
    throw badRequest('BadJsonBody', 'The request body could not be deserialised: unknown field.')
  return deserialize(schema, json)
}

function readJson(body: Uint8Array): ExactJson {
  try {
    return readExactJson(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(body))
  } catch {
    throw badRequest('BadJsonBody', 'The request body could not be parsed as JSON.')
  }
}
