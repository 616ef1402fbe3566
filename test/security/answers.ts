import { TOKEN } from './markers.js'

/** A server that gives back what it was sent, where it should not. */
export interface Answer {
  readonly name: string
  readonly reply: (echo: Echo, healthy: () => Promise<Response>) => Response | Promise<Response>
  /** Whether the call is to be repeated once, and how long an attempt may take. */
  readonly options?: { readonly retry?: { readonly limit: number }; readonly timeout?: number }
}

/** The secrets of a request, in the forms in which servers quote them; other encodings, such as base64, are not looked for. */
export interface Echo {
  readonly raw: string
  readonly json: string
  readonly percent: string
  /** What fits into a header. */
  readonly header: string
  /** A secret that reads like an identifier. */
  readonly identifier: string
  readonly body: string
}

/** Collects the secrets of a request. */
export function echoOf(authorization: string, body: string): Echo {
  const values = body === '' ? [] : strings(JSON.parse(body))
  const secrets = [authorization, TOKEN, TOKEN.slice(TOKEN.indexOf('|') + 1), ...values]
  const json = secrets.map(secret => JSON.stringify(secret).slice(1, -1)).join(' ')
  const percent = secrets.map(encodeURIComponent).join(' ')
  const printable = secrets.filter(secret => /^[\x20-\x7e]+$/.test(secret))
  return {
    raw: secrets.join(' '),
    json,
    percent,
    header: [...printable, percent].join(' '),
    identifier: secrets.find(secret => /^[A-Za-z]\w{0,63}$/.test(secret) && /\d/.test(secret)) ?? '',
    body,
  }
}

function strings(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(strings) : []
}

const problem = (status: number, code: unknown, message: unknown, init: ResponseInit = {}) =>
  Response.json({ code, message }, { status, ...init })

const redirect = (status: number, location: string) => new Response(null, { status, headers: { location } })

const broken = (error: unknown): Promise<Response> => Promise.reject(error)

export const ANSWERS: readonly Answer[] = [
  { name: 'a message', reply: ({ raw }) => problem(400, 'SomethingNew', raw) },
  { name: 'a message, JSON-escaped', reply: ({ json }) => problem(403, 'SomethingNew', json) },
  { name: 'a message, percent-encoded', reply: ({ percent }) => problem(404, 'SomethingNew', percent) },
  { name: 'a message of a known code', reply: ({ raw, json }) => problem(400, 'EnvVarLimitMet', json + raw) },
  { name: 'the body as message', reply: ({ body }) => problem(400, 'BadJsonBody', `cannot read ${body}`) },
  { name: 'a code', reply: ({ identifier }) => problem(400, identifier, '') },
  { name: 'a part of a code', reply: ({ identifier }) => problem(409, `Bad_${identifier}`, '') },
  {
    name: 'a structure in place of a message',
    reply: ({ raw }) => problem(401, { code: raw }, { message: raw }),
  },
  { name: 'a bare JSON text', reply: ({ raw }) => Response.json(raw, { status: 500 }) },
  {
    name: 'headers, to a request that is repeated',
    options: { retry: { limit: 1 } },
    reply: ({ header }) => {
      const names = ['x-convex-echo', 'x-convex-deprecation-state', 'x-convex-deprecation-message', 'cf-ray']
      const echoing = ['allow', 'x-other', 'content-type', ...names].map(name => [name, header])
      return problem(429, 'SomethingNew', '', {
        headers: { ...Object.fromEntries(echoing), 'retry-after': '0' },
      })
    },
  },
  {
    name: 'when to come back',
    reply: ({ header }) => problem(429, 'RateLimited', '', { headers: { 'retry-after': header } }),
  },
  {
    name: 'the status text',
    reply: ({ header }) => new Response(null, { status: 500, statusText: header }),
  },
  { name: 'a page', reply: ({ raw }) => new Response(`<p>${raw}</p>`, { status: 502 }) },
  { name: 'a page, truncated', reply: ({ raw }) => new Response(`{"message": "${raw}`, { status: 503 }) },
  { name: 'a path to go to', reply: ({ percent }) => redirect(307, `/${percent}`) },
  {
    name: 'an address to go to',
    reply: ({ percent }) => redirect(301, `https://other.example/?v=${percent}`),
  },
  {
    name: 'credentials to go with',
    reply: ({ identifier }) => redirect(302, `https://${identifier}@a.example`),
  },
  {
    name: 'a host to go to',
    reply: ({ identifier }) => redirect(308, `https://${identifier}.other.example/`),
  },
  { name: 'a scheme to go to', reply: ({ identifier }) => redirect(303, `${identifier}:${identifier}`) },
  { name: 'a success that is no JSON', reply: ({ raw }) => new Response(raw) },
  { name: 'a success of the body', reply: ({ body }) => new Response(body || 'null') },
  {
    name: 'a success of strings',
    reply: ({ raw, json }) => Response.json([raw, { [json]: raw, name: raw }]),
  },
  {
    name: 'a success of names',
    reply: ({ identifier, raw }) =>
      Response.json({ environmentVariables: { [identifier]: 7, [raw]: 7 }, metrics: { [identifier]: 7 } }),
  },
  {
    name: 'a success that says how old the client is',
    reply: async ({ header }, healthy) => {
      const { status, headers, body } = await healthy()
      headers.set('x-convex-deprecation-state', header)
      return new Response(body, { status, headers })
    },
  },
  { name: 'an error of the runtime', reply: ({ raw }) => broken(new TypeError(raw)) },
  {
    name: 'an error with a cause',
    reply: ({ raw, identifier }) => {
      const request = { headers: { authorization: raw } }
      const cause = Object.assign(new Error(raw), { code: identifier, name: raw, request })
      return broken(Object.assign(new TypeError('fetch failed', { cause }), { request }))
    },
  },
  {
    name: 'a refused connection',
    reply: ({ json, percent }) => {
      const cause = Object.assign(new Error(json + percent), { code: 'ECONNREFUSED', address: json })
      return broken(new TypeError('fetch failed', { cause }))
    },
  },
  {
    name: 'several errors',
    reply: ({ raw }) => broken(new AggregateError([new Error(raw), new Error(raw)], raw)),
  },
  { name: 'a thrown text', reply: ({ raw }) => broken(raw) },
  {
    name: 'a thrown object',
    reply: ({ raw, identifier }) => broken({ message: raw, code: identifier, raw }),
  },
  {
    name: 'a body that breaks',
    reply: ({ raw }) => {
      const pull = () => Promise.reject(new Error(raw))
      const body = new ReadableStream({ start: controller => controller.enqueue(Buffer.from(raw)), pull })
      return new Response(body)
    },
  },
  {
    name: 'a body that never ends',
    options: { timeout: 20 },
    reply: ({ raw }) =>
      new Response(new ReadableStream({ start: controller => controller.enqueue(Buffer.from(raw)) })),
  },
]

/** An error answer of every status that has a class or a meaning of its own. */
export const STATUSES: readonly Answer[] = [400, 401, 403, 404, 408, 409, 418, 425, 429, 500, 503, 599].map(
  status => ({ name: `a ${status}`, reply: ({ raw }) => problem(status, 'SomethingNew', raw) }),
)
