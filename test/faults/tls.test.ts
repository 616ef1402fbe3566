import type { Socket } from 'node:net'
import { createServer } from 'node:net'
import { describe, expect, onTestFinished, test } from 'vitest'
import { deployment } from '../support/deployment.js'
import { serveHttp, serveSelfSigned } from '../support/http-server.js'
import { failureOf } from '../support/settling.js'

/** A server that does something to each connection before TLS is agreed. Resolves with its origin. */
async function serveHandshake(answer: (socket: Socket) => void): Promise<string> {
  const server = createServer(socket => {
    socket.on('error', () => {})
    answer(socket)
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  const address = server.address()
  return `https://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`
}

const HANDSHAKE_FAILURE = Buffer.from([0x15, 0x03, 0x03, 0x00, 0x02, 0x02, 40])

describe('a deployment with a self-signed certificate', () => {
  test('is given nothing, not even after retries', async () => {
    const seen: (string | undefined)[] = []
    const url = await serveSelfSigned(({ url }, response) => {
      seen.push(url)
      response.end()
    })
    const { env } = deployment({ url, retry: { limit: 1 } })
    const error = await failureOf(env.set({ LOG_LEVEL: 'info' }))
    expect(error).toMatchObject({
      name: 'ConnectionError',
      code: 'DEPTH_ZERO_SELF_SIGNED_CERT',
      outcome: 'not-sent',
      attempts: 2,
      message: expect.stringContaining(`no connection to ${url}`),
      cause: { message: 'self-signed certificate' },
    })
    expect(seen).toEqual([])
  })
})

describe('a write never reaches a server whose TLS handshake fails: outcome not-sent', () => {
  test('on a server that speaks plain HTTP', async () => {
    const url = await serveHttp((_, response) => response.end())
    const error = await failureOf(
      deployment({ url: url.replace('http:', 'https:'), retry: false }).env.set({ A: 'value' }),
    )
    expect(error).toMatchObject({ code: 'ERR_SSL_WRONG_VERSION_NUMBER', outcome: 'not-sent' })
  })

  test.each<[string, (socket: Socket) => void]>([
    ['hangs up at once', socket => socket.end()],
    ['hangs up in the handshake', socket => socket.once('data', () => socket.end())],
    ['refuses the handshake', socket => socket.once('data', () => socket.end(HANDSHAKE_FAILURE))],
  ])('on a server that %s', async (_, answer) => {
    const url = await serveHandshake(answer)
    const error = await failureOf(deployment({ url, retry: false }).env.set({ A: 'value' }))
    expect(error).toMatchObject({ name: 'ConnectionError', outcome: 'not-sent', attempts: 1 })
  })
})

test('plain HTTP spoken to a TLS server may have been understood: the outcome is unknown', async () => {
  const url = await serveSelfSigned((_, response) => response.end())
  const error = await failureOf(
    deployment({ url: url.replace('https:', 'http:'), retry: false }).env.set({ A: 'value' }),
  )
  expect(error).toMatchObject({ name: 'ConnectionError', outcome: 'unknown', attempts: 1 })
})
