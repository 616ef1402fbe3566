import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { ConnectionError, type DeploymentClient, TimeoutError } from '../../src/index.js'
import { fetchFailed, silent } from '../support/answers.js'
import { deployment } from '../support/deployment.js'
import { asGlobal } from '../support/global-fetch.js'
import { answering } from '../support/recorder.js'
import { afterWaits, failureOf } from '../support/settling.js'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

type Call = (deployment: DeploymentClient) => Promise<unknown>

const list: Call = ({ env }) => env.list()
const set: Call = ({ env }) => env.set({ LOG_LEVEL: 'info' })
const unset: Call = ({ env }) => env.unset(['LOG_LEVEL'])
const rotate: Call = ({ logStreams }) => logStreams.rotateSecret('an-id')

const repeatWrites = { retry: { repeatWrites: true } }
const v1 = { contract: 'v1' } as const

function aggregate(code: string): TypeError {
  const each = ['::1', '127.0.0.1'].map(host => Object.assign(new Error(`connect ${host}`), { code }))
  return new TypeError('fetch failed', { cause: new AggregateError(each) })
}

function unreachable(code: string): TypeError {
  const cause = Object.assign(new Error(`connect ${code} 192.0.2.1:443`), { code, syscall: 'connect' })
  return new TypeError('fetch failed', { cause })
}

function inDeno(message: string, step = 'Connect'): TypeError {
  const cause = `error sending request for url (https://a.invalid/): client error (${step}): ${message}`
  return new TypeError('fetch failed', { cause: new Error(cause) })
}

const NEVER_CONNECTED: [what: string, thrown: Error][] = [
  ['a refused connection', fetchFailed('ECONNREFUSED')],
  ['a refused connection on all addresses', aggregate('ECONNREFUSED')],
  ['a host that cannot be reached', unreachable('EHOSTUNREACH')],
  ['a network that cannot be reached', unreachable('ENETUNREACH')],
  ['a connection that was reset while it was made', unreachable('ECONNRESET')],
  [
    'a server that hangs up in the TLS handshake',
    fetchFailed(
      'ECONNRESET',
      'Client network socket disconnected before secure TLS connection was established',
    ),
  ],
  ['a host that does not exist', fetchFailed('ENOTFOUND')],
  ['a DNS server that does not answer', fetchFailed('EAI_AGAIN')],
  ['a connection that took too long', fetchFailed('UND_ERR_CONNECT_TIMEOUT')],
  ['an expired certificate', fetchFailed('CERT_HAS_EXPIRED')],
  ['a certificate of somebody else', fetchFailed('ERR_TLS_CERT_ALTNAME_INVALID')],
  ['a self-signed certificate', fetchFailed('DEPTH_ZERO_SELF_SIGNED_CERT')],
  ['a self-signed chain', fetchFailed('SELF_SIGNED_CERT_IN_CHAIN')],
  ['an unknown issuer', fetchFailed('UNABLE_TO_GET_ISSUER_CERT_LOCALLY')],
  ['a server without TLS', fetchFailed('ERR_SSL_WRONG_VERSION_NUMBER')],
  ['a refused TLS handshake', fetchFailed('ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE')],
  ['a refused TLS handshake, from Node 22 on', fetchFailed('ERR_SSL_SSL/TLS_ALERT_HANDSHAKE_FAILURE')],
  ['a reset in the TLS handshake in Deno', inDeno('Connection reset by peer (os error 104)')],
  [
    'a refused connection in Bun',
    Object.assign(new Error('Unable to connect'), { code: 'ConnectionRefused' }),
  ],
  ['a refused connection in Deno', inDeno('tcp connect error: Connection refused (os error 111)')],
  ['a host that does not exist in Deno', inDeno('dns error: failed to lookup address information')],
  ['a bad certificate in Deno', inDeno('invalid peer certificate: UnknownIssuer')],
]

const LOST: [what: string, thrown: unknown][] = [
  ['a reset', fetchFailed('ECONNRESET')],
  ['a broken pipe', fetchFailed('EPIPE')],
  ['a closed connection', fetchFailed('UND_ERR_SOCKET')],
  ['an answer that is not HTTP', fetchFailed('HPE_INVALID_CONSTANT')],
  ['a reset in Deno', inDeno('connection error: Connection reset by peer', 'SendRequest')],
  [
    'a client certificate that a server wants after the handshake',
    new Error('received fatal alert: CertificateRequired'),
  ],
  ['the same in Bun', Object.assign(new Error('EPROTO: The TLS handshake failed.'), { code: 'EPROTO' })],
  ['anything in workerd', new Error('Network connection lost.')],
  ['an error that quotes one of a connection', new Error('502: dns error; connect ECONNREFUSED')],
  ['a browser that does not say why', new TypeError('Failed to fetch')],
  ['a `fetch` that throws no error', 'no'],
  ['a `fetch` that throws nothing', undefined],
]

describe.each(NEVER_CONNECTED)('after %s nothing was sent, so', (_, thrown) => {
  test.each([
    ['list', list, {}],
    ['set', set, {}],
    ['unset', unset, {}],
    ['a write that must happen once', rotate, v1],
  ])('%s is repeated', async (__, call, options) => {
    const { requests } = asGlobal(answering(thrown))
    const error = await failureOf(afterWaits(call(deployment(options))))
    expect(error).toBeInstanceOf(ConnectionError)
    expect(error).toMatchObject({ outcome: 'not-sent', attempts: 3 })
    expect(requests).toHaveLength(3)
  })
})

test.each(['ECONNREFUSED', 'ERR_SSL_SSL/TLS_ALERT_HANDSHAKE_FAILURE', 'ConnectionRefused'])(
  'the code of the runtime is that of the error: %s',
  async code => {
    const { fetch } = answering(fetchFailed(code))
    const error = await failureOf(list(deployment({ fetch, retry: false })))
    expect(error).toMatchObject({ code, message: expect.stringContaining(`(${code})`) })
  },
)

describe.each(LOST)('after %s the request may have taken effect, so', (_, thrown) => {
  test.each([
    ['list is repeated', list, {}, 3],
    ['set is not', set, {}, 1],
    ['set is with repeatWrites', set, repeatWrites, 3],
    ['unset is not', unset, {}, 1],
    ['unset is with repeatWrites', unset, repeatWrites, 3],
    ['a write that must happen once is not', rotate, v1, 1],
    ['a write that must happen once is not with repeatWrites', rotate, { ...v1, ...repeatWrites }, 1],
  ])('%s', async (__, call, options, attempts) => {
    const requests: Request[] = []
    const fetch = async (request: Request): Promise<Response> => {
      requests.push(request)
      throw thrown
    }
    const error = await failureOf(afterWaits(call(deployment({ fetch, ...options }))))
    expect(error).toBeInstanceOf(ConnectionError)
    expect(error).toMatchObject({ outcome: 'unknown', attempts })
    expect(requests).toHaveLength(attempts)
  })
})

describe('after a timeout the request may have taken effect, so', () => {
  test.each([
    ['list is repeated', list, {}, 3],
    ['set is not', set, {}, 1],
    ['set is with repeatWrites', set, repeatWrites, 3],
    ['unset is not', unset, {}, 1],
    ['unset is with repeatWrites', unset, repeatWrites, 3],
    ['a write that must happen once is not', rotate, v1, 1],
    ['a write that must happen once is not with repeatWrites', rotate, { ...v1, ...repeatWrites }, 1],
  ])('%s', async (_, call, options, attempts) => {
    const { fetch, requests } = silent()
    const error = await failureOf(afterWaits(call(deployment({ fetch, timeout: 1_000, ...options }))))
    expect(error).toBeInstanceOf(TimeoutError)
    expect(error).toMatchObject({ outcome: 'unknown', attempts })
    expect(requests).toHaveLength(attempts)
  })
})
