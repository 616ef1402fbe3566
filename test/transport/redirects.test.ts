import { describe, expect, test } from 'vitest'
import { RedirectError } from '../../src/index.js'
import { deployment } from '../support/deployment.js'
import { answering, listed, recorder } from '../support/recorder.js'
import { failureOf } from '../support/settling.js'

const redirect = (location: string, status = 307) => new Response(null, { status, headers: { location } })

const setting = (answer: Response) => {
  const { fetch, requests } = answering(answer)
  const { env } = deployment({ fetch, retry: { repeatWrites: true } })
  return { call: env.set({ LOG_LEVEL: 'info' }), requests }
}

describe.each([300, 301, 302, 303, 304, 307, 308, 399])('a %i', status => {
  test('is an error that is not repeated', async () => {
    const { call, requests } = setting(redirect('https://elsewhere.example', status))
    const error = await failureOf(call)
    expect(error).toBeInstanceOf(RedirectError)
    expect(error).toMatchObject({
      name: 'RedirectError',
      target: 'https://elsewhere.example',
      outcome: 'unknown',
      attempts: 1,
    })
    expect(requests).toHaveLength(1)
  })
})

describe('of the place that it points to only the origin is told', () => {
  test.each<[string, string, string]>([
    ['a path, a query and a fragment', 'https://elsewhere.example/a?b=c#d', 'https://elsewhere.example'],
    ['credentials', 'https://user:hunter2@elsewhere.example/', 'https://elsewhere.example'],
    ['a port', 'http://elsewhere.example:8080/', 'http://elsewhere.example:8080'],
    ['a path of the same host', '/somewhere/else', 'https://happy-otter-123.convex.cloud'],
    ['a relative path', 'else?x=y', 'https://happy-otter-123.convex.cloud'],
    ['another host on the same scheme', '//elsewhere.example/x', 'https://elsewhere.example'],
  ])('without %s', async (_, location, target) => {
    const error = await failureOf(setting(redirect(location)).call)
    expect(error).toMatchObject({ target, message: expect.stringContaining(`was redirected to ${target}.`) })
    expect(JSON.stringify(error)).not.toMatch(/hunter2|somewhere|b=c|x=y/)
  })
})

describe('a place that is no web address is not told', () => {
  test.each([
    ['nothing', ''],
    ['an address that cannot be read', 'https://[broken'],
    ['a mail address', 'mailto:hunter2@example.com'],
    ['a script', 'javascript:alert(1)'],
    ['data', 'data:text/plain,hunter2'],
  ])('%s', async (_, location) => {
    const error = await failureOf(setting(redirect(location)).call)
    expect(error).toHaveProperty('name', 'RedirectError')
    expect(error).not.toHaveProperty('target')
    expect(error).toMatchObject({ message: expect.stringContaining('was redirected. If that place') })
  })
})

test('what to do next is said', async () => {
  const error = await failureOf(setting(redirect('https://elsewhere.example')).call)
  expect(error).toMatchObject({
    message:
      'updateEnvironmentVariables was redirected to https://elsewhere.example. If that place may have the key, pass its address as `url`.',
  })
})

test("a browser's stand-in for a redirect is one", async () => {
  const opaque = Object.defineProperty(Response.error(), 'type', { value: 'opaqueredirect' })
  const error = await failureOf(deployment({ fetch: async () => opaque }).env.list())
  expect(error).toHaveProperty('name', 'RedirectError')
  expect(error).not.toHaveProperty('target')
})

test('an answer from behind a redirect that a `fetch` followed is none', async () => {
  const followed = Object.defineProperties(listed(), {
    redirected: { value: true },
    url: { value: 'https://elsewhere.example/login?from=here' },
  })
  const error = await failureOf(deployment({ fetch: async () => followed }).env.list())
  expect(error).toMatchObject({ name: 'RedirectError', target: 'https://elsewhere.example' })
})

test('a `fetch` is told not to follow', async () => {
  const modes: RequestRedirect[] = []
  const { fetch } = recorder(async request => {
    modes.push(request.redirect)
    return listed()
  })
  await deployment({ fetch }).env.list()
  expect(modes).toEqual(['manual'])
})

test('the body of a redirect is let go', async () => {
  const cancelled: unknown[] = []
  const body = new ReadableStream({ cancel: reason => void cancelled.push(reason) })
  const fetch = async () => new Response(body, { status: 302, headers: { location: '/' } })
  expect(await failureOf(deployment({ fetch }).env.list())).toHaveProperty('name', 'RedirectError')
  expect(cancelled).toHaveLength(1)
})
