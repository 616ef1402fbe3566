import { describe, expect, test } from 'vitest'
import { endless, huge } from '../support/answers.js'
import { deployment } from '../support/deployment.js'
import { answering, json, listed, recorder } from '../support/recorder.js'
import { failureOf } from '../support/settling.js'

const KIB = 1024
const MIB = 1024 * KIB

/** A fetch that answers with a body just once: the body is not copied. */
const streaming = (body: ReadableStream<Uint8Array>, status = 200) =>
  recorder(async () => new Response(body, { status }))

describe('of an error answer', () => {
  test('no more than 64 KiB are read, however long it is', async () => {
    const { body, read } = huge(16 * KIB, 6_400)
    const { fetch } = streaming(body, 500)
    const error = await failureOf(deployment({ fetch, retry: false }).env.list())
    expect(error).toMatchObject({ name: 'ServerError', status: 500 })
    expect(read).toEqual({ pulled: 5, cancelled: true })
  })

  test('a never-ending one is cut off as well', async () => {
    const { body, cancelled } = endless('x'.repeat(64 * KIB), 'x')
    const { fetch } = streaming(body, 400)
    expect(await failureOf(deployment({ fetch }).env.list())).toMatchObject({ status: 400 })
    expect(cancelled).toHaveLength(1)
  })

  test('64 KiB are understood', async () => {
    const padding = 'x'.repeat(64 * KIB - JSON.stringify({ code: 'ACode', padding: '' }).length)
    const { fetch } = answering(json({ code: 'ACode', padding }, { status: 400 }))
    expect(await failureOf(deployment({ fetch }).env.list())).toHaveProperty('code', 'ACode')
  })

  test('a byte more is not', async () => {
    const padding = 'x'.repeat(64 * KIB - JSON.stringify({ code: 'ACode', padding: '' }).length + 1)
    const { fetch } = answering(json({ code: 'ACode', padding }, { status: 400 }))
    expect(await failureOf(deployment({ fetch }).env.list())).not.toHaveProperty('code')
  })

  test('bytes that are no UTF-8 leave the status', async () => {
    const { fetch } = answering(new Response(new Uint8Array([0x7b, 0xff, 0xfe]), { status: 403 }))
    const error = await failureOf(deployment({ fetch }).env.list())
    expect(error).toMatchObject({ name: 'ForbiddenError', status: 403, outcome: 'rejected' })
  })

  test.each([
    [429, 'rejected', 3],
    [404, 'rejected', 1],
    [500, 'unknown', 1],
  ])('a %i whose body breaks off leaves the status, which says enough', async (status, outcome, attempts) => {
    const { fetch, requests } = recorder(async () => {
      const body = new ReadableStream({ pull: controller => controller.error(new Error('gone')) })
      return new Response(body, { status, headers: { 'retry-after': '0' } })
    })
    const error = await failureOf(deployment({ fetch }).env.set({ LOG_LEVEL: 'info' }))
    expect(error).toMatchObject({ status, outcome, attempts })
    expect(requests).toHaveLength(attempts)
  })
})

describe('of a success', () => {
  test('no more than `maxResponseBytes` are read, and the message names the option', async () => {
    const { body, read } = huge(KIB, 100_000)
    const { fetch } = streaming(body)
    const error = await failureOf(deployment({ fetch, maxResponseBytes: 10 * KIB }).env.list())
    expect(error).toMatchObject({
      name: 'UnexpectedResponseError',
      status: 200,
      outcome: 'unknown',
      attempts: 1,
      message: expect.stringContaining('`maxResponseBytes` (10240)'),
    })
    expect(read).toEqual({ pulled: 11, cancelled: true })
  })

  test('4 MiB are read by default', async () => {
    const { body, read } = huge(MIB, 4, ' ')
    const { fetch } = streaming(body)
    await deployment({ fetch })
      .env.set({ LOG_LEVEL: 'info' })
      .catch(() => {})
    expect(read).toEqual({ pulled: 4, cancelled: false })
  })

  test('and not a byte more', async () => {
    const { body, read } = huge(MIB, 6, ' ')
    const { fetch } = streaming(body)
    const error = await failureOf(deployment({ fetch }).env.list())
    expect(error).toMatchObject({ message: expect.stringContaining('`maxResponseBytes` (4194304)') })
    expect(read).toEqual({ pulled: 5, cancelled: true })
  })

  test('just `maxResponseBytes` are enough', async () => {
    const { fetch } = answering(listed())
    expect(
      await deployment({ fetch, maxResponseBytes: '{"environmentVariables":{}}'.length }).env.list(),
    ).toEqual([])
  })

  test('one byte too many is too many', async () => {
    const { fetch } = answering(listed())
    const error = await failureOf(deployment({ fetch, maxResponseBytes: 1 }).env.list())
    expect(error).toHaveProperty('name', 'UnexpectedResponseError')
  })

  test('bytes are counted, not characters', async () => {
    const { fetch } = answering(listed({ A: '🚀' }))
    const { env } = deployment({ fetch, maxResponseBytes: '{"environmentVariables":{"A":"🚀"}}'.length })
    expect(await failureOf(env.list())).toHaveProperty('name', 'UnexpectedResponseError')
  })

  test('a write that was answered with too much is not repeated', async () => {
    const { fetch, requests } = answering(new Response('x'.repeat(100)))
    const { env } = deployment({ fetch, maxResponseBytes: 10, retry: { repeatWrites: true } })
    expect(await failureOf(env.set({ LOG_LEVEL: 'info' }))).toMatchObject({ outcome: 'unknown' })
    expect(requests).toHaveLength(1)
  })
})
