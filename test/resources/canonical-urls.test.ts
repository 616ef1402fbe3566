import { describe, expect, test } from 'vitest'
import { expectRefused } from '../support/refused.js'
import { sentWith } from '../support/sent.js'

describe('set', () => {
  test.each([
    ['convexSite', 'http://127.0.0.1:3211'],
    ['convexSite', 'HTTPS://www.example.com/actions'],
    ['convexCloud', 'https://ötter.example'],
  ] as const)('sends a URL for %s as it is given: %s', async (requestDestination, url) => {
    const [request] = await sentWith({}, ({ canonicalUrls }) => canonicalUrls.set(requestDestination, url))
    expect(request?.body).toBe(JSON.stringify({ requestDestination, url }))
  })

  test.each([
    ['an empty string', ''],
    ['a host name', 'api.example.com'],
    ['a host and a port', 'api.example.com:443'],
    ['a path', '/actions'],
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
    const error = await expectRefused(
      ({ canonicalUrls }) => canonicalUrls.set('convexCloud', url as never),
      '`url` must be an http or https URL. For the default, use `reset`.',
    )
    expect(error.option).toBe('url')
  })
})

test.each([
  ['convexcloud', 'must be one of convexCloud, convexSite.'],
  ['', 'must be one of convexCloud, convexSite.'],
  ['toString', 'must be one of convexCloud, convexSite.'],
  [null, 'must be a string.'],
])('set and reset refuse the destination %s', async (given, expected) => {
  const destination = given as never
  const message = `\`requestDestination\` ${expected}`
  await expectRefused(({ canonicalUrls }) => canonicalUrls.set(destination, 'https://a.example'), message)
  const reset = expectRefused(({ canonicalUrls }) => canonicalUrls.reset(destination), message)
  expect((await reset).path).toBe('/requestDestination')
})
