import { expect, test } from 'vitest'
import { asking } from './asking.js'

const times = (count: number) => Array.from({ length: count }, (_, index) => index)

test('the requests of a fake are the last 1,000, in their order', async () => {
  const { fake, ask } = asking()
  for (const number of times(1_005)) await ask(`GET /x/${number}`)
  expect(fake.requests.map(({ path }) => path)).toEqual(
    times(1_005)
      .slice(5)
      .map(number => `/x/${number}`),
  )
})

test('bodies are kept whole, and the oldest requests are forgotten when they have more than 16 MiB', async () => {
  const { fake, ask } = asking()
  const body = JSON.stringify({ changes: [{ name: 'A', value: 'x'.repeat(1_500_000) }] })
  for (const number of times(14)) await ask(`POST /update_environment_variables?${number}`, body)
  expect(fake.requests.map(request => request.body.length)).toEqual(times(11).map(() => body.length))
})

test('a body is cut after 2 MiB, more than which a deployment refuses', async () => {
  const { fake, ask } = asking()
  const { status } = await ask('POST /update_environment_variables', ' '.repeat(40_000_000))
  expect({ status, length: fake.requests[0]?.body.length }).toEqual({ status: 400, length: 2_097_152 })
})

test('a request is consumed, as fetch consumes it', async () => {
  const { fake } = asking()
  const request = new Request(`${fake.url}/api/v1/update_environment_variables`, {
    method: 'POST',
    body: '{}',
  })
  await fake.fetch(request)
  expect(request.bodyUsed).toBe(true)
  await expect(fake.fetch(request)).rejects.toThrow(TypeError)
})
