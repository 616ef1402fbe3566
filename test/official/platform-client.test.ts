import { createDeploymentClient } from '@convex-dev/platform'
import { expect, inject, test } from 'vitest'
import { OPERATIONS, sendRaw } from '../support/calls.js'

const official = () => createDeploymentClient(inject('mocks').v1, 'prod:happy-otter-123|secret')

test.each(OPERATIONS.filter(({ contract }) => contract === 'v1'))(
  'the official client is understood, and understands: $route',
  async operation => {
    const { response, data, error } = await sendRaw(official(), operation)
    expect({ status: response.status, error }).toEqual({ status: 200, error: undefined })
    expect(data).toEqual(operation.answer)
  },
)

test('a request that our document does not allow is refused', async () => {
  const { response } = await official().POST('/create_log_stream', {
    body: {
      logStreamType: 'webhook',
      url: 'https://logs.example.com',
      format: 'json',
      topics: ['verification'],
    },
  })
  expect(response.status).toBe(400)
})
