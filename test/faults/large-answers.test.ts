import { pipeline, Readable } from 'node:stream'
import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { deployment } from '../support/deployment.js'
import { serveHttp } from '../support/http-server.js'
import { failureOf } from '../support/settling.js'

const MIB = 1024 ** 2

/** A hundred MiB in pieces, made only as they are taken, with a count of those that were. */
function hundredMiB() {
  const taken = { pieces: 0 }
  function* pieces() {
    const piece = Buffer.alloc(64 * 1024, ' ')
    for (; taken.pieces < 1_600; taken.pieces++) yield piece
  }
  return { taken, stream: Readable.from(pieces()) }
}

test.each([
  [500, 'ServerError'],
  [404, 'NotFoundError'],
])('of a %i with 100 MiB only the beginning is taken, and the connection is closed', async (status, name) => {
  const { taken, stream } = hundredMiB()
  const closed = new Promise(resolve => stream.once('close', resolve))
  const url = await serveHttp((_, response) => {
    response.writeHead(status, { 'content-type': 'text/html' })
    pipeline(stream, response, () => {})
  })
  expect(await failureOf(deployment({ url, retry: false }).env.list())).toMatchObject({ name, status })
  await closed
  // What the buffers of the sockets hold has been taken as well.
  expect(taken.pieces).toBeLessThan(400)
})

test('of a list with 100 MiB no more than `maxResponseBytes` are taken', async () => {
  const { taken, stream } = hundredMiB()
  const closed = new Promise(resolve => stream.once('close', resolve))
  const url = await serveHttp((_, response) => void pipeline(stream, response, () => {}))
  const error = await failureOf(deployment({ url, maxResponseBytes: MIB }).env.list())
  expect(error).toMatchObject({ name: 'UnexpectedResponseError', status: 200 })
  await closed
  expect(taken.pieces).toBeLessThan(400)
})

test('a small answer that decompresses to a large one is cut off while it does', async () => {
  const bomb = gzipSync(Buffer.alloc(64 * MIB, ' '))
  const url = await serveHttp((_, response) => {
    response.writeHead(200, { 'content-encoding': 'gzip' }).end(bomb)
  })
  expect(bomb.length).toBeLessThan(MIB)
  const error = await failureOf(deployment({ url, maxResponseBytes: MIB }).env.list())
  expect(error).toMatchObject({
    name: 'UnexpectedResponseError',
    message: expect.stringContaining('`maxResponseBytes` (1048576)'),
  })
})

test('an error answer that decompresses to a large one is cut off as well', async () => {
  const bomb = gzipSync(Buffer.alloc(64 * MIB, ' '))
  const url = await serveHttp((_, response) => {
    response.writeHead(400, { 'content-encoding': 'gzip' }).end(bomb)
  })
  expect(await failureOf(deployment({ url }).env.list())).toMatchObject({ name: 'BadRequestError' })
})

test('a compressed answer is read, and counted as it decompresses', async () => {
  const list = JSON.stringify([{ name: 'A', value: 'x'.repeat(8_192) }])
  const url = await serveHttp((_, response) => {
    response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(list))
  })
  const variables = [{ name: 'A', value: 'x'.repeat(8_192) }]
  expect(await deployment({ url, maxResponseBytes: list.length }).env.list()).toEqual(variables)
  const error = await failureOf(deployment({ url, maxResponseBytes: list.length - 1 }).env.list())
  expect(error).toHaveProperty('name', 'UnexpectedResponseError')
})

test('an answer that says it is compressed and is not is a broken one', async () => {
  const url = await serveHttp((_, response) => {
    response.writeHead(200, { 'content-encoding': 'gzip' }).end('[]')
  })
  const error = await failureOf(deployment({ url, retry: false }).env.set({ A: 'value' }))
  expect(error).toMatchObject({ name: 'ConnectionError', outcome: 'unknown', attempts: 1 })
})
