import { inspect } from 'node:util'
import { describe, expect, test, vi } from 'vitest'
import { ForbiddenError, InvalidInputError, type Middleware } from '../../src/index.js'
import { deployment, SECRET, TOKEN } from '../support/deployment.js'
import { connect, connectWith, origin } from '../support/middleware.js'
import { json, listed } from '../support/recorder.js'
import { failureOf } from '../support/settling.js'

const busy = new Response(null, { status: 429, headers: { 'retry-after': '0' } })

describe('middleware', () => {
  test('runs once per call, above the retries', async () => {
    const onRequest = vi.fn()
    const onResponse = vi.fn()
    const { env, requests } = connect([{ onRequest, onResponse }], busy, busy, listed())
    await env.list()
    expect(requests).toHaveLength(3)
    expect(onRequest).toHaveBeenCalledTimes(1)
    expect(onResponse).toHaveBeenCalledTimes(1)
  })

  test('runs for each of the two requests of a mixed update', async () => {
    const paths = vi.fn()
    const middleware = [{ onRequest: ({ schemaPath }: { schemaPath: string }) => paths(schemaPath) }]
    const { env } = connectWith({ middleware, contract: 'v1-beta' }, new Response(null))
    await env.update([
      { name: 'NEW', value: 'on' },
      { name: 'OLD', value: null },
    ])
    expect(paths.mock.calls).toEqual([['/update_environment_variables'], ['/delete_environment_variables']])
  })

  test('runs in the order given, and in the reverse order for the answer', async () => {
    const order = vi.fn()
    const named = (name: string): Middleware => ({
      onRequest: () => order(`${name} asks`),
      onResponse: () => order(`${name} is answered`),
    })
    await connect([named('first'), named('second')], listed()).env.list()
    expect(order.mock.calls.flat()).toEqual([
      'first asks',
      'second asks',
      'second is answered',
      'first is answered',
    ])
  })

  test('is given the error that the call rejects with, once', async () => {
    const onError = vi.fn()
    const { env } = connect([{ onError }], busy, busy, new Response(null, { status: 403 }))
    const error: unknown = await env.list().catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(ForbiddenError)
    expect(onError).toHaveBeenCalledTimes(1)
    expect(onError).toHaveBeenCalledWith(expect.objectContaining({ error }))
  })

  test('adds a header, and sees the answer', async () => {
    const seen = vi.fn()
    const { env, requests } = connect(
      [
        {
          onRequest: ({ request }) => request.headers.set('x-audit', 'me'),
          onResponse: ({ schemaPath, response }) => seen(schemaPath, response.status),
        },
      ],
      listed(),
    )
    await env.list()
    expect(requests).toMatchObject([{ headers: { 'x-audit': 'me', authorization: `Convex ${TOKEN}` } }])
    expect(seen.mock.calls).toEqual([['/list_environment_variables', 200]])
  })

  test('rejects the call with what it throws, and nothing is sent', async () => {
    const refusal = new Error('not on a Friday')
    const onRequest = () => {
      throw refusal
    }
    const { env, requests } = connect([{ onRequest }], listed())
    await expect(env.list()).rejects.toBe(refusal)
    expect(requests).toEqual([])
  })

  test('is not run for input that is refused', async () => {
    const onRequest = vi.fn()
    const { env } = connectWith({ middleware: [{ onRequest }], contract: 'v1-beta' })
    await expect(env.set({ 'BAD-NAME': 'x' })).rejects.toThrow(InvalidInputError)
    expect(onRequest).not.toHaveBeenCalled()
  })
})

describe('middleware and the token', () => {
  test('it sees no authorization, before or after', async () => {
    const seen: string[] = []
    const look = (...things: unknown[]) => void seen.push(inspect(things, { depth: null, showHidden: true }))
    const middleware: Middleware = {
      onRequest: given => look(given, [...given.request.headers]),
      onResponse: given => look(given, [...given.request.headers]),
    }
    const { env, requests } = connect([middleware], listed())
    await env.list()
    expect(requests).toMatchObject([{ headers: { authorization: `Convex ${TOKEN}` } }])
    expect(seen).toHaveLength(2)
    expect(seen.join()).not.toContain(SECRET)
    expect(seen.join()).not.toMatch(/authorization/i)
  })

  test.each([
    ['another host', 'https://evil.example/api/v1/list_environment_variables'],
    ['another deployment', 'https://calm-fox-7.convex.cloud/api/v1/list_environment_variables'],
    [
      'another deployment of as long a name',
      'https://happy-otter-124.convex.cloud/api/v1/list_environment_variables',
    ],
    ['another port', `${origin}:8443/api/v1/list_environment_variables`],
    ['plain http', 'http://happy-otter-123.convex.cloud/api/v1/list_environment_variables'],
    ['a host that begins alike', `${origin}.evil.example/api/v1/list_environment_variables`],
    ['another path', `${origin}/api/v1/shapes`],
    ['a path beside the API', `${origin}/api/list_environment_variables`],
    ['a path that climbs out', `${origin}/api/v1/../../list_environment_variables`],
  ])('it cannot send the token to %s', async (_, address) => {
    const onRequest = () => new Request(address)
    const { env, requests } = connect([{ onRequest }], listed())
    const error: unknown = await env.list().catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(InvalidInputError)
    expect(error).toMatchObject({
      message: expect.stringContaining('Did middleware change its address?'),
      url: `${origin}/api/v1`,
      outcome: 'not-sent',
      attempts: 0,
    })
    expect(requests).toEqual([])
  })

  test.each([
    ['below a path that ends in a parameter', 'get_log_stream/an-id/more'],
    ['to a path without its parameter', 'get_log_stream/.'],
    ['out of a path by its parameter', 'get_log_stream/%2e%2e'],
  ])('it cannot send the token %s', async (_, path) => {
    const onRequest = () => new Request(`${origin}/api/v1/${path}`)
    const { logStreams, requests } = connect([{ onRequest }], json(null))
    await expect(logStreams.get('an-id')).rejects.toThrow('Did middleware change its address?')
    expect(requests).toEqual([])
  })

  test('it cannot send the token by a request that moves once it was looked at', async () => {
    class Moving extends Request {
      #to: string | undefined
      override get url() {
        return this.#to ?? super.url
      }
      override text() {
        this.#to = 'https://evil.example/api/v1/update_environment_variables'
        return super.text()
      }
    }
    const { env, requests } = connect([{ onRequest: ({ request }) => new Moving(request) }], listed())
    await env.set({ A: '1' })
    expect(requests.map(({ url }) => url)).toEqual([`${origin}/api/v1/update_environment_variables`])
  })

  const good = `${origin}/api/v1/list_environment_variables`
  const evil = 'https://evil.example/api/v1/list_environment_variables'

  test.each([
    ['here first', [good, evil]],
    ['elsewhere first', [evil, good]],
  ])('it cannot send the token by a request whose address is another one each time: %s', async (_, urls) => {
    let reads = 0
    class Turning extends Request {
      override get url() {
        return `${urls[reads++ % urls.length]}`
      }
    }
    const { env, requests } = connect([{ onRequest: ({ request }) => new Turning(request) }], listed())
    await env.list().catch((error: unknown) => expect(error).toBeInstanceOf(InvalidInputError))
    expect(reads).toBeGreaterThan(0)
    expect(requests.filter(({ url }) => url !== good)).toEqual([])
  })

  test.each(['POST', 'PUT', 'DELETE'])('it cannot send the token with the method %s', async method => {
    const onRequest = ({ request }: { request: Request }) => new Request(request.url, { method })
    const { env, requests } = connect([{ onRequest }], listed())
    await expect(env.list()).rejects.toThrow(InvalidInputError)
    expect(requests).toEqual([])
  })

  test('an authorization of its own is replaced', async () => {
    const onRequest = ({ request }: { request: Request }) => {
      request.headers.set('authorization', 'Bearer other')
      request.headers.set('convex-client', 'npm-0.0.1')
    }
    const { env, requests } = connect([{ onRequest }], listed())
    await env.list()
    expect(requests).toMatchObject([
      {
        headers: {
          authorization: `Convex ${TOKEN}`,
          'convex-client': expect.stringMatching(/^convex-deployment-/),
        },
      },
    ])
  })

  test('it cannot have a redirect followed', async () => {
    const redirects = vi.fn()
    const fetch = async (request: Request) => {
      redirects(request.redirect)
      return listed()
    }
    const onRequest = ({ request }: { request: Request }) => new Request(request, { redirect: 'follow' })
    await connectWith({ middleware: [{ onRequest }], fetch }).env.list()
    expect(redirects.mock.calls).toEqual([['manual']])
  })
})

describe('an answer that middleware looks at', () => {
  function looking(look: NonNullable<Middleware['onResponse']>, answer: Response) {
    return connect([{ onResponse: look }], answer)
  }

  test('is as it came: its status, its headers, the length of its body', async () => {
    const seen = vi.fn()
    const answer = listed({}, { status: 203, headers: { 'x-trace': 'abc' } })
    const { env } = looking(({ response: { status, headers } }) => {
      seen(status, headers.get('x-trace'), headers.get('content-length'))
    }, answer)
    await env.list()
    expect(seen.mock.calls).toEqual([[203, 'abc', `${'{"environmentVariables":{}}'.length}`]])
  })

  test('is decoded, and no header says otherwise', async () => {
    const seen = vi.fn()
    const answer = listed({}, { headers: { 'content-encoding': 'br', 'transfer-encoding': 'chunked' } })
    const { env } = looking(({ response: { headers } }) => {
      seen(headers.get('content-encoding'), headers.get('transfer-encoding'))
    }, answer)
    await env.list()
    expect(seen.mock.calls).toEqual([[null, null]])
  })

  test('can be read without a copy', async () => {
    const seen = vi.fn()
    const { env } = looking(
      async ({ response }) => {
        seen(await response.json())
      },
      listed({ A: 'b' }),
    )
    expect(await env.list()).toEqual([{ name: 'A', value: 'b' }])
    expect(seen.mock.calls).toEqual([[{ environmentVariables: { A: 'b' } }]])
  })

  test('is JSON with every digit', async () => {
    const seen = vi.fn()
    const onResponse = async ({ response }: { response: Response }) => void seen(await response.json())
    const status = '{"type":"upToDate","snapshotTs":1763887200000000001}'
    const rest = '"truncates":[],"values":[],"syncId":"a","pagination":{"hasMore":false}'
    const { dataSync } = connect([{ onResponse }], new Response(`{"status":${status},${rest}}`))
    await dataSync.pages().next()
    const page = { status: { type: 'upToDate', snapshotTs: 1_763_887_200_000_000_001n } }
    expect(seen.mock.calls).toEqual([[expect.objectContaining(page)]])
  })

  test('may have no body at all', async () => {
    const seen = vi.fn()
    const { env } = looking(({ response }) => seen(response.status), new Response(null, { status: 204 }))
    await env.set({ A: 'b' })
    expect(seen.mock.calls).toEqual([[204]])
  })
})

describe('a request that middleware leads to another operation', () => {
  const leading = (path: string, method: string, response: Response) =>
    connect([{ onRequest: () => new Request(`${origin}/api/v1/${path}`, { method }) }], response)

  test('fails by the name of that one', async () => {
    const { env } = leading('list_log_streams', 'GET', new Response(null, { status: 403 }))
    expect(await failureOf(env.list())).toMatchObject({ operation: 'listLogStreams' })
  })

  test('is repeated only if that one may be', async () => {
    const broken = new Response(null, { status: 500 })
    const { env, requests } = leading('rotate_webhook_secret/an-id', 'POST', broken)
    expect(await failureOf(env.list())).toMatchObject({ operation: 'rotateWebhookSecret', attempts: 1 })
    expect(requests).toHaveLength(1)
  })

  test.each(['?team=otters', '#top', '?team=otters#top'])(
    'may have a query and a fragment: %s',
    async end => {
      const { env, requests } = leading(`list_environment_variables${end}`, 'GET', listed())
      expect(await env.list()).toEqual([])
      expect(requests).toHaveLength(1)
    },
  )
})

describe('the signal of a request that middleware gives', () => {
  const aborting = (controller: AbortController, next: () => Promise<Response>) =>
    connectWith({
      middleware: [{ onRequest: ({ request }) => new Request(request, { signal: controller.signal }) }],
      fetch: () => {
        controller.abort(new Error('enough'))
        return next()
      },
    })

  test('aborts the call, whose own reason comes back', async () => {
    const controller = new AbortController()
    const { env } = aborting(controller, () => new Promise(() => {}))
    expect(await failureOf(env.list())).toBe(controller.signal.reason)
  })

  test('gives way to that of the call', async () => {
    const { env } = aborting(new AbortController(), async () => listed())
    expect(await env.list({ signal: new AbortController().signal })).toEqual([])
  })
})

describe('a body that middleware changed', () => {
  function rewriting(body: string) {
    const onRequest = ({ request }: { request: Request }) => new Request(request, { body })
    return connect([{ onRequest }], new Response(null))
  }

  test('is sent where it fits the document', async () => {
    const { env, requests } = rewriting('{"changes":[{"name":"OTHER","value":"2"}]}')
    await env.set({ LOG_LEVEL: 'info' })
    expect(requests).toMatchObject([{ body: '{"changes":[{"name":"OTHER","value":"2"}]}' }])
  })

  test('is refused, and not quoted, where it is no JSON and the operation takes none', async () => {
    const onRequest = ({ request }: { request: Request }) => new Request(request, { body: 's3cr3t' })
    const { pause, requests } = connect([{ onRequest }], listed())
    await expect(pause()).rejects.toMatchObject({
      message: 'The body is not JSON. Did middleware change it?',
      operation: 'pauseDeployment',
    })
    expect(requests).toEqual([])
  })

  test.each([
    [
      'a value of another type',
      '{"changes":[{"name":"LOG_LEVEL","value":7}]}',
      /LOG_LEVEL.* must be a string/,
    ],
    ['a reserved name', '{"changes":[{"name":"CONVEX_SITE_URL","value":"s3cr3t"}]}', /is reserved/],
    ['no JSON', 's3cr3t-value', /^The body is not JSON/],
    ['broken JSON', '{"changes":[{"name":"LOG_LEVEL","value":"s3cr3t', /^The body is not JSON/],
    ['nothing', '', /[Tt]he body must be an object/],
  ])('is refused, and not quoted, where it has %s', async (_, body, message) => {
    const { env, requests } = rewriting(body)
    const error: unknown = await env.set({ LOG_LEVEL: 'info' }).catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(InvalidInputError)
    expect(error).toMatchObject({
      operation: 'updateEnvironmentVariables',
      outcome: 'not-sent',
      attempts: 0,
      message: expect.stringMatching(message),
    })
    expect(inspect(error, { depth: null, showHidden: true }) + JSON.stringify(error)).not.toContain('s3cr3t')
    expect(requests).toEqual([])
  })
})

test('middleware can be added to a raw client later, and taken out again', async () => {
  const onRequest = vi.fn()
  const middleware = { onRequest }
  const { raw } = connect([], listed())
  raw.v1.use(middleware)
  await raw.v1.GET('/list_environment_variables')
  raw.v1.eject(middleware)
  await raw.v1.GET('/list_environment_variables')
  expect(onRequest).toHaveBeenCalledTimes(1)
})

test('what is no middleware cannot be added later', () => {
  const { raw } = connect([])
  const use = (added: unknown) => Reflect.apply(raw.v1.use, undefined, [added])
  const refused = expect.objectContaining({ name: 'InvalidInputError', option: 'middleware' })
  for (const added of [{ onReqest: () => {} }, null, 5]) expect(() => use(added)).toThrow(refused)
})

test("a call that no middleware looks at makes no request of the runtime's: it would cost as much as all checks", async () => {
  const made = vi.fn()
  const Counted = class extends Request {
    constructor(...given: ConstructorParameters<typeof Request>) {
      super(...given)
      made()
    }
  }
  vi.stubGlobal('Request', Counted)
  vi.stubGlobal('fetch', async () => listed())
  const { env, raw } = deployment()
  made.mockClear()
  await env.list()
  await raw.v1.GET('/list_environment_variables')
  expect(made).not.toHaveBeenCalled()
})

test.each(['from the beginning', 'later', 'for one call'])(
  "middleware that is given %s gets the runtime's own request, and an answer to read",
  async when => {
    const onRequest = vi.fn(
      ({ request }: { request: unknown }) => void expect(request).toBeInstanceOf(Request),
    )
    const onResponse = vi.fn(async ({ response }: { response: Response }) => {
      expect(await response.clone().json()).toEqual({ environmentVariables: { A: '1' } })
    })
    const middleware = { onRequest, onResponse }
    const { raw } = connect(when === 'from the beginning' ? [middleware] : [], listed({ A: '1' }))
    if (when === 'later') raw.v1.use(middleware)
    const init = when === 'for one call' ? { middleware: [middleware] } : {}
    const { data } = await raw.v1.GET('/list_environment_variables', init)
    expect(data).toEqual({ environmentVariables: { A: '1' } })
    expect([onRequest.mock.calls.length, onResponse.mock.calls.length]).toEqual([1, 1])
  },
)
