import { describe, expect, test } from 'vitest'
import { deployment } from '../support/deployment.js'
import { json, listed } from '../support/recorder.js'
import { failureOf } from '../support/settling.js'

/** A response as React Native has it: read whole by the time it is there, and without a `body`. */
function withoutStream(response: Response): Response {
  return Object.defineProperty(response, 'body', { value: undefined })
}

const client = (response: Response, options = {}) =>
  deployment({ fetch: async () => withoutStream(response), retry: false, ...options })

describe('a response without a stream (facebook/react-native#37505)', () => {
  test('is read as text', async () => {
    const { env } = client(listed({ A: 'ß ∑ 🦦' }))
    expect(await env.list()).toEqual([{ name: 'A', value: 'ß ∑ 🦦' }])
  })

  test('may be empty', async () => {
    expect(await client(new Response()).env.set({ A: '1' })).toBeUndefined()
  })

  test('may be an error', async () => {
    const response = json({ code: 'EnvVarNameInvalid', message: 'No such name.' }, { status: 400 })
    expect(await failureOf(client(response).env.set({ A: '1' }))).toMatchObject({
      name: 'BadRequestError',
      code: 'EnvVarNameInvalid',
      outcome: 'rejected',
    })
  })

  test('may break off', async () => {
    const broken = new Response(new ReadableStream({ pull: stream => stream.error(new Error('gone')) }))
    expect(await failureOf(client(broken).env.set({ A: '1' }))).toMatchObject({
      name: 'ConnectionError',
      outcome: 'unknown',
    })
  })

  test.each([
    ['too long', listed({ A: 'ß'.repeat(600) }), { maxResponseBytes: 1_024 }],
    ['nested too much', new Response(`[${'[],'.repeat(2 ** 20)}[]]`), {}],
  ])('is refused where it is %s', async (_, response, options) => {
    expect(await failureOf(client(response, options).env.list())).toMatchObject({
      name: 'UnexpectedResponseError',
      message: expect.stringContaining('larger than `maxResponseBytes`'),
    })
  })
})
