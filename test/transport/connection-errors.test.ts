import { afterEach, describe, expect, test, vi } from 'vitest'
import { ConnectionError } from '../../src/index.js'
import { fetchFailed } from '../support/answers.js'
import { deployment } from '../support/deployment.js'
import { asGlobal } from '../support/global-fetch.js'
import { answering } from '../support/recorder.js'
import { failureOf } from '../support/settling.js'

function failWith(thrown: Error) {
  asGlobal(answering(thrown))
  return failureOf(deployment({ retry: false }).env.list())
}

const HOST = 'https://happy-otter-123.convex.cloud'

describe('what happened, where, and what to do next is said', () => {
  test.each<[string, Error, string]>([
    [
      'of a refused connection',
      fetchFailed('ECONNREFUSED'),
      `no connection to ${HOST} (ECONNREFUSED). Check that a server runs there.`,
    ],
    [
      'of one without a code',
      new TypeError('invalid peer certificate: UnknownIssuer'),
      `no connection to ${HOST}. Check its certificate; a company's CA needs NODE_EXTRA_CA_CERTS or \`--use-system-ca\`.`,
    ],
    [
      'of a reset',
      fetchFailed('ECONNRESET'),
      `the connection broke to ${HOST} (ECONNRESET). It only reads: try again.`,
    ],
    [
      'of a loss without a code',
      new TypeError('Failed to fetch'),
      `the connection broke to ${HOST}. It only reads: try again.`,
    ],
  ])('%s', async (_, thrown, said) => {
    expect(await failWith(thrown)).toHaveProperty('message', `listEnvironmentVariables: ${said}`)
  })

  test('of a write whose connection broke', async () => {
    const { env } = deployment({ fetch: answering(fetchFailed('ECONNRESET')).fetch })
    expect(await failureOf(env.set({ A: '1' }))).toHaveProperty(
      'message',
      `updateEnvironmentVariables: the connection broke to ${HOST} (ECONNRESET). ` +
        'The request may have taken effect: read back before you repeat a write.',
    )
  })

  test.each(['ENOTFOUND', 'EAI_AGAIN'])('of a host that is not found: %s', async code => {
    expect(await failWith(fetchFailed(code))).toMatchObject({
      code,
      message:
        `listEnvironmentVariables: no connection to ${HOST} (${code}). Check the name; a region needs ` +
        '`region`, a custom domain `url`.',
    })
  })
})

describe('a host that is not found, where the environment has a proxy', () => {
  const HINT = 'HTTPS_PROXY needs Node 22.21, NODE_USE_ENV_PROXY=1.'
  const VARIABLES = ['HTTPS_PROXY', 'https_proxy', 'NODE_USE_ENV_PROXY', 'NODE_OPTIONS']

  afterEach(() => void vi.unstubAllEnvs())

  const withEnvironment = (environment: object) => {
    for (const name of VARIABLES) vi.stubEnv(name, undefined)
    for (const [name, value] of Object.entries(environment)) vi.stubEnv(name, value)
  }

  test.each(['HTTPS_PROXY', 'https_proxy'])('leads to what Node needs to use it: %s', async name => {
    withEnvironment({ [name]: 'http://proxy.example:3128' })
    expect(await failWith(fetchFailed('ENOTFOUND'))).toHaveProperty(
      'message',
      `listEnvironmentVariables: no connection to ${HOST} (ENOTFOUND). Check the name; a region needs ` +
        `\`region\`, a custom domain \`url\`. ${HINT}`,
    )
  })

  test.each([
    ['no variable', {}, 'ENOTFOUND'],
    ['an empty one', { HTTPS_PROXY: '' }, 'ENOTFOUND'],
    ['that of plain HTTP', { HTTP_PROXY: 'http://proxy.example:3128' }, 'ENOTFOUND'],
    ['a port that is closed', { HTTPS_PROXY: 'http://proxy.example:3128' }, 'ECONNREFUSED'],
    ['a connection that broke', { HTTPS_PROXY: 'http://proxy.example:3128' }, 'ECONNRESET'],
  ])('does not for %s', async (_, environment, code) => {
    withEnvironment(environment)
    const message = expect.not.stringContaining('PROXY')
    expect(await failWith(fetchFailed(code))).toMatchObject({ code, message })
  })

  test('does not in Deno, which uses it unasked', async () => {
    withEnvironment({ HTTPS_PROXY: 'http://proxy.example:3128' })
    vi.stubGlobal('Deno', {})
    const message = expect.not.stringContaining('PROXY')
    expect(await failWith(fetchFailed('ENOTFOUND'))).toMatchObject({ message })
  })
})

test.each(['what {ever}', 'what ever', '{what}_ever', '', 'x'.repeat(65)])(
  'a code that is no identifier is not taken over: %j',
  async code => {
    expect(await failWith(fetchFailed(code))).not.toHaveProperty('code')
  },
)

test('a code that is a number, as browsers have them, is not taken over', async () => {
  const error = await failWith(new DOMException('gone', 'NetworkError'))
  expect(error).toBeInstanceOf(ConnectionError)
  expect(error).not.toHaveProperty('code')
})

describe('nothing says that the request was not sent', () => {
  test.each([
    'NOT_ECONNREFUSED',
    'ECONNREFUSED_LATER',
    'NOT_CERT_ISSUES',
    'NO_SELF_SIGNED_CERT_IN_CHAIN',
    'SELF_SIGNED_CERT_IN_CHAIN_ACCEPTED',
    'ERR_SSL_WRONG_VERSION_NUMBER_LATER',
    'ERR_SSL_DECRYPTION_FAILED',
  ])('where a code only looks like one that does: %s', async code => {
    expect(await failWith(fetchFailed(code))).toMatchObject({ code, outcome: 'unknown' })
  })

  test.each(['bad port number in an answer', 'not a bad port'])('where a message does: %s', async message => {
    expect(await failWith(new TypeError(message))).toMatchObject({ outcome: 'unknown' })
  })
})

describe('the cause', () => {
  test('is the innermost of the causes, by name and message', async () => {
    const inner = new RangeError('the innermost')
    const thrown = new TypeError('fetch failed', { cause: new Error('between', { cause: inner }) })
    const error = await failWith(thrown)
    expect(error).toHaveProperty(
      'cause',
      expect.objectContaining({
        name: 'RangeError',
        message: inner.message,
        stack: `RangeError: ${inner.message}`,
      }),
    )
  })

  test('is the first of several attempts to connect', async () => {
    const each = ['connect ::1', 'connect 127.0.0.1'].map(message => new Error(message))
    const error = await failWith(new TypeError('fetch failed', { cause: new AggregateError(each) }))
    expect(error).toHaveProperty('cause', expect.objectContaining({ message: 'connect ::1' }))
  })

  test('is cut where it is long', async () => {
    const error = await failWith(fetchFailed('ECONNRESET', 'x'.repeat(301)))
    expect(error).toHaveProperty('cause.message', 'x'.repeat(300))
  })

  test('that bites its own tail ends', async () => {
    const loop = new Error('loop')
    loop.cause = loop
    expect(await failWith(loop)).toBeInstanceOf(ConnectionError)
  })
})
