import { describe, expect, test } from 'vitest'
import { createDeploymentClient } from '../../src/index.js'
import { answering, json } from '../support/recorder.js'
import { expectNoClient } from '../support/refused.js'

const token = 'opaque-team-access-token'

describe('a url that is taken', () => {
  test.each([
    [
      'as the dashboard shows it',
      'https://happy-otter-123.convex.cloud',
      'https://happy-otter-123.convex.cloud',
    ],
    [
      'with a trailing slash',
      'https://happy-otter-123.convex.cloud/',
      'https://happy-otter-123.convex.cloud',
    ],
    [
      'with several slashes',
      'https://happy-otter-123.convex.cloud//',
      'https://happy-otter-123.convex.cloud',
    ],
    ['with /api/v1', 'https://happy-otter-123.convex.cloud/api/v1', 'https://happy-otter-123.convex.cloud'],
    ['with /api/v1/', 'https://happy-otter-123.convex.cloud/api/v1/', 'https://happy-otter-123.convex.cloud'],
    ['in capitals', 'HTTPS://HAPPY-OTTER-123.CONVEX.CLOUD', 'https://happy-otter-123.convex.cloud'],
    [
      'with outer white space',
      ' https://happy-otter-123.convex.cloud\n',
      'https://happy-otter-123.convex.cloud',
    ],
    [
      'with the default port',
      'https://happy-otter-123.convex.cloud:443',
      'https://happy-otter-123.convex.cloud',
    ],
    [
      'of a region',
      'https://happy-otter-123.eu-west-1.convex.cloud',
      'https://happy-otter-123.eu-west-1.convex.cloud',
    ],
    ['of a custom domain', 'https://api.example.com', 'https://api.example.com'],
    ['with a port', 'https://convex.example.com:8443/api/v1', 'https://convex.example.com:8443'],
    ['of an IPv6 host', 'https://[2001:db8::1]:3210', 'https://[2001:db8::1]:3210'],
  ])('%s', (_, url, origin) => {
    expect(createDeploymentClient({ token, url }).url).toBe(origin)
  })

  test.each(['https://api.example.com', 'https://api.example.com/', 'https://api.example.com/api/v1/'])(
    '%s is called under /api/v1 once',
    async url => {
      const { requests, fetch } = answering(json([]))
      await createDeploymentClient({ token, url, fetch, contract: 'v1-beta' }).env.list()
      expect(requests.map(request => request.url)).toEqual([
        'https://api.example.com/api/v1/list_environment_variables',
      ])
    },
  )

  test.each([
    ['https://happy-otter-123.convex.cloud', 'happy-otter-123'],
    ['https://happy-otter-123.eu-west-1.convex.cloud', 'happy-otter-123'],
    ['https://HAPPY-otter-123.convex.cloud', 'happy-otter-123'],
    ['https://api.example.com', undefined],
    ['https://convex.cloud', undefined],
    ['https://a.happy-otter-123.eu-west-1.convex.cloud', undefined],
    ['https://happy-otter-123.convex.cloud.evil.example', undefined],
    ['https://happy-otter-123.convexxcloud.example', undefined],
    ['http://127.0.0.1:3210', undefined],
  ])('%s tells the name %s', (url, name) => {
    expect(createDeploymentClient({ token, url }).name).toBe(name)
  })
})

describe('a url that is refused', () => {
  test.each([
    ['no address', 'happy-otter-123', 'must be an address such as https://'],
    ['an address without a scheme', 'happy-otter-123.convex.cloud', 'must be an address such as https://'],
    ['a host and a port', 'happy-otter-123.convex.cloud:443', 'must be an address such as https://'],
    ['a path', '/api/v1', 'must be an address such as https://'],
    ['an empty string', '', 'must be an address such as https://'],
    ['a third slash', 'https:///api.example.com', 'must be an address such as https://'],
    ['no slash', 'https:api.example.com', 'must be an address such as https://'],
    ['backslashes', 'https:\\\\api.example.com', 'must be an address such as https://'],
    ['a line break', 'https://api.exam\nple.com', 'must be an address such as https://'],
    ['a WebSocket address', 'wss://happy-otter-123.convex.cloud', 'must be an address such as https://'],
    [
      'a scheme that ends like one',
      'xhttps://happy-otter-123.convex.cloud',
      'must be an address such as https://',
    ],
    ['a file address', 'file:///etc/hosts', 'must be an address such as https://'],
    ['a script', 'javascript:alert(1)', 'must be an address such as https://'],
    ['an impossible host', 'https://happy otter.convex.cloud', 'must be an address such as https://'],
    [
      'an impossible port',
      'https://happy-otter-123.convex.cloud:99999',
      'must be an address such as https://',
    ],
    ['a number', 3210, 'must be an address such as https://'],
    ['null', null, 'must be an address such as https://'],
    ['a URL object', new URL('https://happy-otter-123.convex.cloud'), 'must be an address such as https://'],
    ['an empty user name', 'https://@happy-otter-123.convex.cloud', 'pass the key as `token`'],
    ['a user name', 'https://me@happy-otter-123.convex.cloud', 'pass the key as `token`'],
    [
      'a user name and a password',
      'https://me:secret@happy-otter-123.convex.cloud',
      'pass the key as `token`',
    ],
    ['a password alone', 'https://:secret@happy-otter-123.convex.cloud', 'pass the key as `token`'],
    [
      'another host behind an at sign',
      'https://happy-otter-123.convex.cloud@evil.example',
      'pass the key as `token`',
    ],
    ['a query', 'https://happy-otter-123.convex.cloud/?adminKey=secret', 'a query or a fragment'],
    ['a query behind /api/v1', 'https://happy-otter-123.convex.cloud/api/v1?x', 'a query or a fragment'],
    ['an empty query', 'https://happy-otter-123.convex.cloud/?', 'a query or a fragment'],
    ['a fragment', 'https://happy-otter-123.convex.cloud/#settings', 'a query or a fragment'],
    ['an empty fragment', 'https://happy-otter-123.convex.cloud#', 'a query or a fragment'],
    ['a path of its own', 'https://example.com/convex', 'without a path: /api/v1 is added'],
    ['the path of an operation', 'https://example.com/api/v1/list_environment_variables', 'without a path'],
    ['another version', 'https://example.com/api/v1-beta', 'without a path'],
    ['an at sign in the path', 'https://example.com/x//me@home', 'without a path'],
    ['half of /api/v1', 'https://example.com/api', 'without a path'],
    ['/api/v1 in capitals', 'https://example.com/API/V1', 'without a path'],
    [
      'another host behind a backslash',
      'https://happy-otter-123.convex.cloud\\@evil.example',
      'must be an address such as https://',
    ],
    ['a trailing dot', 'https://happy-otter-123.convex.cloud.', 'ends with a dot'],
    ['a trailing dot before a port', 'https://happy-otter-123.convex.cloud.:443', 'ends with a dot'],
    ['a trailing dot of .convex.site', 'https://happy-otter-123.convex.site.', 'ends with a dot'],
  ])('%s', (_, url, hint) => {
    expectNoClient({ token, url: url as never }, '`url`', hint)
  })

  test.each([
    ['https://happy-otter-123.convex.site', 'use https://happy-otter-123.convex.cloud.'],
    ['https://happy-otter-123.eu-west-1.convex.site/', 'use https://happy-otter-123.eu-west-1.convex.cloud.'],
    ['https://site-otter-123.convex.site', 'use https://site-otter-123.convex.cloud.'],
    ['https://HAPPY-OTTER-123.CONVEX.SITE', 'use https://happy-otter-123.convex.cloud.'],
    ['http://happy-otter-123.convex.site/api/v1', 'use https://happy-otter-123.convex.cloud.'],
  ])('%s, with the address to use instead', (url, hint) => {
    expectNoClient({ token, url, allowHttp: true }, hint)
  })

  test('says that nothing was sent, and does not repeat credentials', () => {
    const create = () => createDeploymentClient({ token, url: 'https://me:hunter22@example.com' })
    expect(create).toThrow(expect.objectContaining({ outcome: 'not-sent', attempts: 0 }))
    expect(create).toThrow(expect.not.objectContaining({ message: expect.stringContaining('hunter22') }))
  })
})

describe('plain http', () => {
  test.each([
    ['http://127.0.0.1:3210', 'http://127.0.0.1:3210'],
    ['http://127.8.9.10', 'http://127.8.9.10'],
    ['http://127.1', 'http://127.0.0.1'],
    ['http://localhost:3210/', 'http://localhost:3210'],
    ['http://LOCALHOST', 'http://localhost'],
    ['http://[::1]:3210/api/v1', 'http://[::1]:3210'],
    ['http://[0:0:0:0:0:0:0:1]', 'http://[::1]'],
  ])('is taken for loopback: %s', (url, origin) => {
    expect(createDeploymentClient({ token, url }).url).toBe(origin)
  })

  const REMOTE = [
    'http://happy-otter-123.convex.cloud',
    'http://convex.internal:3210',
    'http://10.0.0.1:3210',
    'http://0.0.0.0:3210',
    'http://128.0.0.1',
    'http://localhost.evil.example',
    'http://notlocalhost',
    'http://127.0.0.1.evil.example',
    'http://[::2]',
    'http://[::ffff:127.0.0.1]:3210',
  ]

  test.each(REMOTE)('is refused for other hosts: %s', url => {
    expectNoClient({ token, url }, 'The `url` is plain http', 'use https, or set `allowHttp`')
  })

  test.each(REMOTE)('is taken for other hosts where it is allowed: %s', url => {
    expect(createDeploymentClient({ token, url, allowHttp: true }).url).toMatch(/^http:/)
  })

  test.each([false, undefined, 'yes', 1, {}])('is not allowed by `allowHttp: %s`', allowHttp => {
    const url = 'http://convex.internal:3210'
    expectNoClient({ token, url, allowHttp: allowHttp as never })
  })
})

describe('a url that looks like that of a deployment', () => {
  const key = 'prod:happy-otter-123|secret'

  test('shows its real host where a letter only looks Latin', () => {
    const deployment = createDeploymentClient({ token, url: 'https://h\u0430ppy-otter-123.convex.cloud' })
    expect(deployment).toMatchObject({
      url: 'https://xn--hppy-otter-123-vtl.convex.cloud',
      name: 'xn--hppy-otter-123-vtl',
    })
  })

  test('is refused for the key of the deployment that it imitates', () => {
    expectNoClient(
      { token: key, url: 'https://h\u0430ppy-otter-123.convex.cloud' },
      'The deploy key is for happy-otter-123, but the deployment is xn--',
    )
  })

  test.each([
    ['full-width letters', 'https://\uff48appy-otter-123.convex.cloud'],
    ['ideographic full stops', 'https://happy-otter-123\u3002convex\u3002cloud'],
    ['a percent-encoded dot', 'https://happy-otter-123%2econvex.cloud'],
    ['a soft hyphen', 'https://happy\u00ad-otter-123.convex.cloud'],
  ])('is the same host when written with %s', (_, url) => {
    expect(createDeploymentClient({ token: key, url }).url).toBe('https://happy-otter-123.convex.cloud')
  })
})
