import { describe, expect, inject, test } from 'vitest'
import { InvalidInputError } from '../../src/index.js'
import { deployment } from '../support/deployment.js'
import { recorder } from '../support/recorder.js'
import { failureOf } from '../support/settling.js'

function client() {
  const { requests, fetch } = recorder()
  const { canonicalUrls } = deployment({ url: inject('mocks').v1, contract: 'v1', fetch, retry: false })
  return { canonicalUrls, requests }
}

describe('set', () => {
  test.each([
    ['convexCloud', 'https://api.example.com'],
    ['convexSite', 'http://127.0.0.1:3211'],
    ['convexSite', 'HTTPS://www.example.com/actions'],
    ['convexCloud', 'https://ötter.example'],
  ] as const)('sends a URL for %s as it is given: %s', async (requestDestination, url) => {
    const { canonicalUrls, requests } = client()
    await canonicalUrls.set(requestDestination, url)
    expect(requests.map(({ body }) => body)).toEqual([JSON.stringify({ requestDestination, url })])
  })

  test.each([
    ['an empty string', ''],
    ['a host name', 'api.example.com'],
    ['a host and a port', 'api.example.com:443'],
    ['a path', '/actions'],
    ['words', 'not a URL'],
    ['another protocol', 'ftp://api.example.com'],
    ['a web socket', 'wss://api.example.com'],
    ['no host', 'https://'],
    ['no slashes', 'https:api.example.com'],
    ['white space before it', ' https://api.example.com'],
    ['a line break after it', 'https://api.example.com\n'],
    ['a line break in it', 'https://api.exa\nmple.com'],
    ['null', null],
    ['undefined', undefined],
    ['a URL object', new URL('https://api.example.com')],
  ])('refuses %s, which the deployment would store', async (_, url) => {
    const { canonicalUrls, requests } = client()
    const error = await failureOf(canonicalUrls.set('convexCloud', url as never))
    expect(error).toBeInstanceOf(InvalidInputError)
    expect(error).toMatchObject({
      outcome: 'not-sent',
      option: 'url',
      message: expect.stringContaining('use `reset`'),
    })
    expect(requests).toEqual([])
  })
})

test.each(['convexcloud', 'CONVEX_CLOUD_URL', '', 'toString', null])(
  'set and reset refuse the destination %s',
  async destination => {
    const { canonicalUrls, requests } = client()
    const set = await failureOf(canonicalUrls.set(destination as never, 'https://api.example.com'))
    const reset = await failureOf(canonicalUrls.reset(destination as never))
    const message = '`destination` must be convexCloud or convexSite.'
    const refusal = { name: 'InvalidInputError', option: 'destination', message }
    expect([set, reset]).toMatchObject([refusal, refusal])
    expect(requests).toEqual([])
  },
)

test.each(['convexCloud', 'convexSite'] as const)('reset sends null for %s', async requestDestination => {
  const { canonicalUrls, requests } = client()
  await canonicalUrls.reset(requestDestination)
  expect(requests.map(({ body }) => body)).toEqual([JSON.stringify({ requestDestination, url: null })])
})
