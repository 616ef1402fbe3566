import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { ClientEvent } from '../../src/index.js'
import { deployment } from '../support/deployment.js'
import { answering, json, listed } from '../support/recorder.js'
import { afterWaits, failureOf } from '../support/settling.js'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

test('all attempts of a call carry one request id, and its error and events tell it', async () => {
  const events: ClientEvent[] = []
  const keep = (event: ClientEvent) => events.push(event)
  const { fetch, requests } = answering(json(null, { status: 500 }))
  const logger = { debug: keep, warn: keep, error: keep }
  const error = await failureOf(afterWaits(deployment({ fetch, logger }).env.list()))
  const requestId = requests[0]?.headers['convex-request-id']
  expect(requestId).toMatch(/^[0-9a-f]{32}$/)
  expect(requests.map(({ headers }) => headers['convex-request-id'])).toEqual([
    requestId,
    requestId,
    requestId,
  ])
  expect(requestId, 'the random part').not.toMatch(/^0{24}/)
  expect(error).toMatchObject({ requestId, attempts: 3 })
  expect(new Set(events.map(event => event.requestId))).toEqual(new Set([requestId]))
})

test('each call has a request id of its own', async () => {
  const { fetch, requests } = answering(listed())
  const { env } = deployment({ fetch })
  await Promise.all(Array.from({ length: 50 }, () => env.list()))
  expect(new Set(requests.map(({ headers }) => headers['convex-request-id'])).size).toBe(50)
})

test('an error of a request that was never sent tells its id as well', async () => {
  const token = () => Promise.reject(new Error('no vault'))
  const error = await failureOf(deployment({ token, name: 'happy-otter-123' }).env.list())
  expect(error).toMatchObject({
    attempts: 0,
    outcome: 'not-sent',
    requestId: expect.stringMatching(/^[0-9a-f]{32}$/),
  })
})

test('headers of a caller do not replace those of the transport', async () => {
  const { fetch, requests } = answering(listed())
  const headers = { 'Convex-Client': 'npm-0.0.1', 'Convex-Request-Id': 'mine', 'X-Mine': 'mine' }
  await deployment({ fetch, headers }).env.list()
  expect(requests[0]?.headers).toMatchObject({
    'convex-client': expect.stringMatching(/^convex-deployment-\d+\.\d+\.\d+/),
    'convex-request-id': expect.stringMatching(/^[0-9a-f]{32}$/),
    'x-mine': 'mine',
  })
})
