import { once } from 'node:events'
import { connect } from 'node:net'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { createFakeDeployment } from '../../src/fake/index.js'

const loading = vi.hoisted(() => {
  let begin = () => {}
  const begun = new Promise<void>(resolve => {
    begin = resolve
  })
  return { begin, begun }
})

// The code for WebSockets is loaded when the first one comes: here, never.
vi.mock('../../src/fake/sync-socket.js', () => {
  loading.begin()
  return new Promise(() => {})
})

async function served() {
  const fake = createFakeDeployment()
  await fake.listen()
  onTestFinished(() => fake.close())
  return fake
}

/** Sends the head of a request. Returns a promise of the end of its connection. */
async function sent(url: string, head: readonly string[]) {
  const socket = connect(Number(new URL(url).port), '127.0.0.1')
  const ended = new Promise<void>(resolve => socket.on('close', () => resolve()).on('error', () => {}))
  await once(socket, 'connect')
  socket.resume().write([...head, '', ''].join('\r\n'))
  return { ended }
}

const REQUEST = ['GET / HTTP/1.1', 'Host: a']
const OFFER = ['Connection: Upgrade', 'Upgrade: h2c']

describe('close() ends a connection', () => {
  test.each([
    ['that is kept after an answer', REQUEST, 0],
    ['that was kept after an offer of another protocol', [...REQUEST, ...OFFER], 0],
    ['whose answer is delayed', REQUEST, 600_000],
    ['whose answer is delayed after an offer of another protocol', [...REQUEST, ...OFFER], 600_000],
  ])('%s', async (_, head, ms) => {
    const fake = await served()
    fake.faults.add({ kind: 'delay', ms })
    const { ended } = await sent(fake.url, head)
    await expect.poll(() => fake.requests).toHaveLength(1)
    await Promise.all([fake.close(), ended])
  })

  test('that waits to become a WebSocket', async () => {
    const fake = await served()
    const key = 'Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA=='
    const offer = ['Connection: Upgrade', 'Upgrade: websocket', 'Sec-WebSocket-Version: 13', key]
    const { ended } = await sent(fake.url, ['GET /api/sync HTTP/1.1', 'Host: a', ...offer])
    await loading.begun
    await Promise.all([fake.close(), ended])
  })
})

describe('listen()', () => {
  test('is refused while it listens, or is about to', async () => {
    const fake = createFakeDeployment()
    onTestFinished(() => fake.close())
    const first = fake.listen()
    await expect(fake.listen()).rejects.toThrow('`close()`')
    await first
    await expect(fake.listen()).rejects.toThrow('`close()`')
    expect((await fetch(fake.url)).status).toBe(200)
    await fake.close()
    await expect(fetch(fake.url)).rejects.toThrow('fetch failed')
  })

  test('that has not finished is ended by close()', async () => {
    const fake = createFakeDeployment()
    const [listened] = await Promise.all([fake.listen().then(() => fake.url), fake.close()])
    await expect(fetch(listened)).rejects.toThrow('fetch failed')
  })

  test('may be repeated after close(), and after a port that is taken', async () => {
    const [taken, fake] = [await served(), createFakeDeployment()]
    onTestFinished(() => fake.close())
    await expect(fake.listen(Number(new URL(taken.url).port))).rejects.toThrow('EADDRINUSE')
    await fake.listen()
    await fake.close()
    await fake.listen()
    expect((await fetch(fake.url)).status).toBe(200)
  })
})
