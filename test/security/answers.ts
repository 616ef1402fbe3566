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

type Reply = Answer['reply']

const withRaw = (raw: string) => ({
  start: (to: ReadableStreamDefaultController) => to.enqueue(Buffer.from(raw)),
})

const REPLIES: Readonly<Record<string, Reply>> = {
  'a message': ({ raw }) => problem(400, 'SomethingNew', raw),
  'a message, JSON-escaped': ({ json }) => problem(403, 'SomethingNew', json),
  'a message, percent-encoded': ({ percent }) => problem(404, 'SomethingNew', percent),
  'a message of a known code': ({ raw, json }) => problem(400, 'EnvVarLimitMet', json + raw),
  'the body as message': ({ body }) => problem(400, 'BadJsonBody', `cannot read ${body}`),
  'a code': ({ identifier }) => problem(400, identifier, ''),
  'a part of a code': ({ identifier }) => problem(409, `Bad_${identifier}`, ''),
  'a structure in place of a message': ({ raw }) => problem(401, { code: raw }, { message: raw }),
  'a bare JSON text': ({ raw }) => Response.json(raw, { status: 500 }),
  'headers, to a request that is repeated': ({ header }) => {
    const names = ['x-convex-echo', 'x-convex-deprecation-state', 'x-convex-deprecation-message', 'cf-ray']
    const echoing = ['allow', 'x-other', 'content-type', ...names].map(name => [name, header])
    return problem(429, 'SomethingNew', '', {
      headers: { ...Object.fromEntries(echoing), 'retry-after': '0' },
    })
  },
  'when to come back': ({ header }) =>
    problem(429, 'RateLimited', '', { headers: { 'retry-after': header } }),
  'the status text': ({ header }) => new Response(null, { status: 500, statusText: header }),
  'a page': ({ raw }) => new Response(`<p>${raw}</p>`, { status: 502 }),
  'a page, truncated': ({ raw }) => new Response(`{"message": "${raw}`, { status: 503 }),
  'a path to go to': ({ percent }) => redirect(307, `/${percent}`),
  'an address to go to': ({ percent }) => redirect(301, `https://other.example/?v=${percent}`),
  'credentials to go with': ({ identifier }) => redirect(302, `https://${identifier}@a.example`),
  'a host to go to': ({ identifier }) => redirect(308, `https://${identifier}.other.example/`),
  'a scheme to go to': ({ identifier }) => redirect(303, `${identifier}:${identifier}`),
  'a success that is no JSON': ({ raw }) => new Response(raw),
  'a success of the body': ({ body }) => new Response(body || 'null'),
  'a success of strings': ({ raw, json }) => Response.json([raw, { [json]: raw, name: raw }]),
  'a success of names': ({ identifier, raw }) =>
    Response.json({ environmentVariables: { [identifier]: 7, [raw]: 7 }, metrics: { [identifier]: 7 } }),
  'a success that says how old the client is': async ({ header }, healthy) => {
    const { status, headers, body } = await healthy()
    headers.set('x-convex-deprecation-state', header)
    return new Response(body, { status, headers })
  },
  'a log stream that failed': async ({ raw }, healthy) => {
    const response = await healthy()
    const text = await response.clone().text()
    if (!text.startsWith('{') || !text.includes('"status"')) return response
    return Response.json({ ...JSON.parse(text), status: { type: 'failed', reason: raw + text } })
  },
  'an error of the runtime': ({ raw }) => broken(new TypeError(raw)),
  'an error with a cause': ({ raw, identifier }) => {
    const request = { headers: { authorization: raw } }
    const cause = Object.assign(new Error(raw), { code: identifier, name: raw, request })
    return broken(Object.assign(new TypeError('fetch failed', { cause }), { request }))
  },
  'a refused connection': ({ json, percent }) => {
    const cause = Object.assign(new Error(json + percent), { code: 'ECONNREFUSED', address: json })
    return broken(new TypeError('fetch failed', { cause }))
  },
  'several errors': ({ raw }) => broken(new AggregateError([new Error(raw), new Error(raw)], raw)),
  'a thrown text': ({ raw }) => broken(raw),
  'a thrown object': ({ raw, identifier }) => broken({ message: raw, code: identifier, raw }),
  'a body that breaks': ({ raw }) =>
    new Response(new ReadableStream({ ...withRaw(raw), pull: () => Promise.reject(new Error(raw)) })),
  'a body that never ends': ({ raw }) => new Response(new ReadableStream(withRaw(raw))),
}

const OPTIONS: { readonly [name: string]: Answer['options'] } = {
  'headers, to a request that is repeated': { retry: { limit: 1 } },
  'a body that never ends': { timeout: 20 },
}

export const ANSWERS: readonly Answer[] = Object.entries(REPLIES).map(([name, reply]) => {
  const options = OPTIONS[name]
  return { name, reply, ...(options && { options }) }
})

/** An error answer of every status that has a class or a meaning of its own. */
export const STATUSES: readonly Answer[] = [400, 401, 403, 404, 408, 409, 418, 425, 429, 500, 503, 599].map(
  status => ({ name: `a ${status}`, reply: ({ raw }) => problem(status, 'SomethingNew', raw) }),
)
