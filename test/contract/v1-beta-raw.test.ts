import { describe, expect, inject, test, vi } from 'vitest'
import { createDeploymentClient, type Middleware } from '../../src/index.js'
import { answering, json, recorder } from '../support/recorder.js'

const token = 'dev:happy-otter-123|secret'
const url = inject('mocks').v1Beta

describe('the raw client', () => {
  function connect() {
    const { requests, fetch } = recorder()
    return { raw: createDeploymentClient({ url, token, fetch }).raw.v1Beta, requests }
  }

  test('lists as the document has it', async () => {
    const { raw, requests } = connect()
    const { data, response } = await raw.POST('/list_environment_variables')
    expect(data).toEqual([{ name: 'DATABASE_URL', value: 'https://db.example.com/mydb' }])
    expect(response).toMatchObject({ ok: true, status: 200 })
    expect(requests).toMatchObject([
      { method: 'POST', url: `${url}/api/v1/list_environment_variables`, body: '' },
    ])
  })

  test('updates as the document has it', async () => {
    const { raw, requests } = connect()
    const body = { changes: [{ name: 'LOG_LEVEL', value: 'info' }] }
    expect(await raw.POST('/update_environment_variables', { body })).toMatchObject({
      data: undefined,
      response: { status: 200 },
    })
    expect(requests).toMatchObject([
      {
        method: 'POST',
        url: `${url}/api/v1/update_environment_variables`,
        headers: { authorization: `Convex ${token}`, 'content-type': 'application/json' },
        body: JSON.stringify(body),
      },
    ])
  })

  test('deletes as the document has it', async () => {
    const { raw, requests } = connect()
    const body = { names: ['LOG_LEVEL'] }
    expect(await raw.POST('/delete_environment_variables', { body })).toMatchObject({
      data: undefined,
      response: { status: 200 },
    })
    expect(requests).toMatchObject([
      { method: 'POST', url: `${url}/api/v1/delete_environment_variables`, body: JSON.stringify(body) },
    ])
  })

  test('sends an empty list where it is told to: only the facade takes it for nothing', async () => {
    const { raw, requests } = connect()
    await raw.POST('/update_environment_variables', { body: { changes: [] } })
    expect(requests).toMatchObject([{ body: '{"changes":[]}' }])
  })

  test('sends headers of a single call, but the token is its own', async () => {
    const { raw, requests } = connect()
    const headers = { 'x-audit': 'me', authorization: 'Bearer other', 'convex-request-id': 'other' }
    await raw.POST('/list_environment_variables', { headers })
    expect(requests).toMatchObject([{ headers: { 'x-audit': 'me', authorization: `Convex ${token}` } }])
    expect(requests[0]?.headers['convex-request-id']).toMatch(/^[0-9a-f]{32}$/)
  })

  test('is repeated like any call', async () => {
    const busy = new Response(null, { status: 429, headers: { 'retry-after': '0' } })
    const { requests, fetch } = answering(busy, json([]))
    const { raw } = createDeploymentClient({ token, fetch })
    expect(await raw.v1Beta.POST('/list_environment_variables')).toMatchObject({ data: [] })
    expect(requests).toHaveLength(2)
  })

  test('gives up with the reason of the signal that it is given', async () => {
    const { raw, requests } = connect()
    const reason = new Error('changed my mind')
    const signal = AbortSignal.abort(reason)
    await expect(raw.POST('/list_environment_variables', { signal })).rejects.toBe(reason)
    expect(requests).toEqual([])
  })
})

test('middleware works against the document: it adds a header and reads the answer', async () => {
  const { requests, fetch } = recorder()
  const seen = vi.fn()
  const middleware: Middleware = {
    onRequest: ({ request }) => request.headers.set('x-audit', 'me'),
    onResponse: ({ schemaPath, response }) => seen(schemaPath, response.status),
  }
  const options = { url, token, fetch, middleware: [middleware], contract: 'v1-beta' as const }
  await createDeploymentClient(options).env.list()
  expect(requests).toMatchObject([{ headers: { 'x-audit': 'me', authorization: `Convex ${token}` } }])
  expect(seen.mock.calls).toEqual([['/list_environment_variables', 200]])
})
