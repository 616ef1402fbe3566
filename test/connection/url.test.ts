import { describe, expect, test } from 'vitest'
import { createDeploymentClient } from '../../src/index.js'
import { expectNoClient } from '../support/refused.js'
import { sentWith } from '../support/sent.js'

const token = 'opaque-team-access-token'
const OTTER = 'https://happy-otter-123.convex.cloud'

describe('a url that is taken', () => {
  test.each([
    ['as the dashboard shows it', OTTER, OTTER],
    ['with a trailing slash', `${OTTER}/`, OTTER],
    ['with several slashes', `${OTTER}//`, OTTER],
    ['with /api/v1', `${OTTER}/api/v1`, OTTER],
    ['with /api/v1/', `${OTTER}/api/v1/`, OTTER],
    ['in capitals', 'HTTPS://HAPPY-OTTER-123.CONVEX.CLOUD', OTTER],
    ['with outer white space', ` ${OTTER}\n`, OTTER],
    ['with the default port', `${OTTER}:443`, OTTER],
    ['of a custom domain', 'https://api.example.com', 'https://api.example.com'],
    ['with a port', 'https://convex.example.com:8443/api/v1', 'https://convex.example.com:8443'],
    ['of an IPv6 host', 'https://[2001:db8::1]:3210', 'https://[2001:db8::1]:3210'],
  ])('%s', (_, url, origin) => {
    expect(createDeploymentClient({ token, url }).url).toBe(origin)
  })

  test.each(['', '/', '/api/v1/'])('is called under /api/v1 once, also with "%s" at its end', async end => {
    const requests = await sentWith({ token, url: `https://api.example.com${end}` })
    expect(requests).toMatchObject([{ url: 'https://api.example.com/api/v1/list_environment_variables' }])
  })

  test.each([
    [OTTER, 'happy-otter-123'],
    ['https://happy-otter-123.eu-west-1.convex.cloud', 'happy-otter-123'],
    ['https://HAPPY-otter-123.convex.cloud', 'happy-otter-123'],
    ['https://api.example.com', undefined],
    ['https://happy-otter-123.convex.cloud.evil.example', undefined],
    ['https://happy-otter-123.convexxcloud.example', undefined],
  ])('%s tells the name %s', (url, name) => {
    expect(createDeploymentClient({ token, url })).toMatchObject({ url: url.toLowerCase(), name })
  })
})

const NO_ADDRESS = 'must be an address such as https://'
const CREDENTIALS = 'pass the key as `token`'
const QUERY = 'a query or a fragment'

describe('a url that is refused', () => {
  test.each([
    ['no address', 'happy-otter-123', NO_ADDRESS],
    ['a host and a port', 'happy-otter-123.convex.cloud:443', NO_ADDRESS],
    ['a path', '/api/v1', NO_ADDRESS],
    ['an empty string', '', NO_ADDRESS],
    ['a third slash', 'https:///api.example.com', NO_ADDRESS],
    ['no slash', 'https:api.example.com', NO_ADDRESS],
    ['backslashes', 'https:\\\\api.example.com', NO_ADDRESS],
    ['a line break', 'https://api.exam\nple.com', NO_ADDRESS],
    ['a WebSocket address', 'wss://happy-otter-123.convex.cloud', NO_ADDRESS],
    ['a scheme that ends like one', `x${OTTER}`, NO_ADDRESS],
    ['a file address', 'file:///etc/hosts', NO_ADDRESS],
    ['a script', 'javascript:alert(1)', NO_ADDRESS],
    ['an impossible host', 'https://happy otter.convex.cloud', NO_ADDRESS],
    ['an impossible port', `${OTTER}:99999`, NO_ADDRESS],
    ['a number', 3210, NO_ADDRESS],
    ['null', null, NO_ADDRESS],
    ['a URL object', new URL(OTTER), NO_ADDRESS],
    ['another host behind a backslash', `${OTTER}\\@evil.example`, NO_ADDRESS],
    ['an empty user name', 'https://@happy-otter-123.convex.cloud', CREDENTIALS],
    ['a user name', 'https://me@happy-otter-123.convex.cloud', CREDENTIALS],
    ['a user name and a password', 'https://me:s3cr3t@happy-otter-123.convex.cloud', CREDENTIALS],
    ['a password alone', 'https://:s3cr3t@happy-otter-123.convex.cloud', CREDENTIALS],
    ['another host behind an at sign', `${OTTER}@evil.example`, CREDENTIALS],
    ['a query', `${OTTER}/?adminKey=s3cr3t`, QUERY],
    ['a query behind /api/v1', `${OTTER}/api/v1?x`, QUERY],
    ['an empty query', `${OTTER}/?`, QUERY],
    ['an empty fragment', `${OTTER}#`, QUERY],
    [
      'a path of its own',
      'https://example.com/convex',
      'without a path, a query or a fragment: /api/v1 is added',
    ],
    ['the path of an operation', 'https://example.com/api/v1/list_environment_variables', 'without a path'],
    ['another version', 'https://example.com/api/v1-beta', 'without a path'],
    ['an at sign in the path', 'https://example.com/x//me@home', 'without a path'],
    ['half of /api/v1', 'https://example.com/api', 'without a path'],
    ['/api/v1 in capitals', 'https://example.com/API/V1', 'without a path'],
    ['a trailing dot', `${OTTER}.`, 'ends with a dot'],
    ['a trailing dot before a port', `${OTTER}.:443`, 'ends with a dot'],
    ['a trailing dot of .convex.site', 'https://happy-otter-123.convex.site.', 'ends with a dot'],
  ])('%s', (_, url, hint) => {
    expectNoClient({ token, url }, '`url`', hint)
  })

  test.each([
    ['https://happy-otter-123.convex.site', OTTER],
    ['https://happy-otter-123.eu-west-1.convex.site/', 'https://happy-otter-123.eu-west-1.convex.cloud'],
    ['https://site-otter-123.convex.site', 'https://site-otter-123.convex.cloud'],
    ['https://HAPPY-OTTER-123.CONVEX.SITE', OTTER],
    ['http://happy-otter-123.convex.site/api/v1', OTTER],
  ])('%s, with the address to use instead', (url, instead) => {
    expectNoClient({ token, url, allowHttp: true }, `use ${instead}.`)
  })
})

describe('plain http', () => {
  test.each([
    ['http://127.0.0.1:3210', 'http://127.0.0.1:3210'],
    ['http://127.8.9.10', 'http://127.8.9.10'],
    ['http://127.1', 'http://127.0.0.1'],
    ['http://LOCALHOST', 'http://localhost'],
    ['http://[::1]:3210/api/v1', 'http://[::1]:3210'],
    ['http://[0:0:0:0:0:0:0:1]', 'http://[::1]'],
  ])('is taken for loopback: %s', (url, origin) => {
    expect(createDeploymentClient({ token, url })).toMatchObject({ url: origin, name: undefined })
  })

  test.each([
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
  ])('is refused for another host unless it is allowed: %s', url => {
    expectNoClient({ token, url }, 'The `url` is plain http', 'use https, or set `allowHttp`')
    expect(createDeploymentClient({ token, url, allowHttp: true }).url).toMatch(/^http:/)
  })

  test.each([false, undefined, 'yes', 1, {}])('is not allowed by `allowHttp: %s`', allowHttp => {
    expectNoClient({ token, url: 'http://convex.internal:3210', allowHttp })
  })
})

describe('a url that looks like that of a deployment', () => {
  const key = 'prod:happy-otter-123|secret'

  test('shows its real host where a letter only looks Latin, and is refused for the key of the other', () => {
    const url = 'https://h\u0430ppy-otter-123.convex.cloud'
    const name = 'xn--hppy-otter-123-vtl'
    expect(createDeploymentClient({ token, url })).toMatchObject({
      url: `https://${name}.convex.cloud`,
      name,
    })
    expectNoClient(
      { token: key, url },
      `The deploy key is for happy-otter-123, but the deployment is ${name}.`,
    )
  })

  test.each([
    ['full-width letters', 'https://\uff48appy-otter-123.convex.cloud'],
    ['ideographic full stops', 'https://happy-otter-123\u3002convex\u3002cloud'],
    ['a soft hyphen', 'https://happy\u00ad-otter-123.convex.cloud'],
  ])('is the same host when written with %s', (_, url) => {
    expect(createDeploymentClient({ token: key, url }).url).toBe(OTTER)
  })
})

describe('a host of convex.cloud that serves no deployment', () => {
  test.each([
    'https://convex.cloud',
    'https://a.happy-otter-123.eu-west-1.convex.cloud',
    'https://brave_fox.convex.cloud',
    'https://-fox.convex.cloud',
    'https://.convex.cloud',
    'https://fox..convex.cloud',
    'https://fox.eu_west.convex.cloud',
    'http://convex.cloud',
  ])('%s is refused, with the form that it must have', url => {
    const message = 'serves no deployment: use https://NAME.convex.cloud'
    expectNoClient({ token, url, allowHttp: true }, 'The `url`', message)
  })

  test.each([
    'https://happy-otter-123.convex.cloud%2eevil.example',
    'https://happy-otter-123%2econvex.cloud',
    'https://evil.example%23.convex.cloud',
    'https://happy-otter-123.convex.cloud\u0000.evil.example',
    'https://happy-otter-123.convex.cloud\u007f',
  ])('and %j, whose host is written in a way that hides it, is no address', url => {
    expectNoClient({ token, url }, 'The `url` must be an address')
  })
})
