import { describe, expect, test } from 'vitest'
import { deployment } from '../support/deployment.js'
import { answering } from '../support/recorder.js'
import { expectRefused } from '../support/refused.js'

function client() {
  const { requests, fetch } = answering(new Response(null))
  return { ...deployment({ fetch }), requests }
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
    await expectRefused(({ canonicalUrls }) => canonicalUrls.set('convexCloud', url as never), '`reset`')
  })
})

test.each(['convexcloud', 'CONVEX_CLOUD_URL', '', 'toString', null])(
  'set and reset refuse the destination %s',
  async given => {
    const destination = given as never
    const message = '`destination` must be convexCloud or convexSite.'
    await expectRefused(({ canonicalUrls }) => canonicalUrls.set(destination, 'https://a.example'), message)
    await expectRefused(({ canonicalUrls }) => canonicalUrls.reset(destination), message)
  },
)

test.each(['convexCloud', 'convexSite'] as const)('reset sends null for %s', async requestDestination => {
  const { canonicalUrls, requests } = client()
  await canonicalUrls.reset(requestDestination)
  expect(requests.map(({ body }) => body)).toEqual([JSON.stringify({ requestDestination, url: null })])
})
