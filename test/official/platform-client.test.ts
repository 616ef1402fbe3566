import { createDeploymentClient } from '@convex-dev/platform'
import { expect, inject, test } from 'vitest'
import { v1 } from '../../src/schema/contracts.js'
import { platformCalls } from './platform-calls.js'

function official() {
  const called = new Set<string>()
  const deployment = createDeploymentClient(inject('mocks').v1, 'prod:happy-otter-123|secret')
  deployment.use({
    onRequest: ({ request, schemaPath }) => void called.add(`${request.method} ${schemaPath}`),
  })
  return { deployment, called }
}

test.each(platformCalls)(
  'the official client is understood, and understands: $what',
  async ({ make, answer }) => {
    const { response, data, error } = await make(official().deployment)
    expect({ status: response.status, error }).toEqual({ status: 200, error: undefined })
    expect(data).toEqual(answer)
  },
)

test('a request that our document does not allow is refused', async () => {
  const { response } = await official().deployment.POST('/create_log_stream', {
    body: {
      logStreamType: 'webhook',
      url: 'https://logs.example.com',
      format: 'json',
      topics: ['verification'],
    },
  })
  expect(response.status).toBe(400)
})

test('the official client was tried with every operation of ours', async () => {
  const { deployment, called } = official()
  await Promise.all(platformCalls.map(({ make }) => make(deployment)))
  expect([...called].sort()).toEqual(
    Object.values(v1())
      .map(({ method, path }) => `${method} ${path}`)
      .sort(),
  )
  expect(called.size).toBe(21)
})
