import { describe, expect, inject, test } from 'vitest'
import manifest from '../../package.json' with { type: 'json' }
import { createDeploymentClient } from '../../src/index.js'
import { recorder } from '../support/recorder.js'

const token = 'dev:happy-otter-123|secret'
const url = inject('mocks').v1Beta

/** A client of the mock that keeps what it sends. */
function connect() {
  const { requests, fetch } = recorder()
  const deployment = createDeploymentClient({ url, token, fetch, retry: false, contract: 'v1-beta' })
  return { env: deployment.env, requests }
}

/** Every header of a request without a body. */
const headers = {
  authorization: `Convex ${token}`,
  'convex-client': `convex-deployment-${manifest.version}`,
  'convex-request-id': expect.stringMatching(/^[0-9a-f]{32}$/),
}

/** A request as the document has it, with nothing beside. */
function posted(path: string, body: object) {
  return {
    method: 'POST',
    url: `${url}/api/v1${path}`,
    headers: { ...headers, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  }
}

const listed = { method: 'POST', url: `${url}/api/v1/list_environment_variables`, headers, body: '' }

describe('list', () => {
  test('posts without a body and answers the variables of the document', async () => {
    const { env, requests } = connect()
    expect(await env.list()).toEqual([{ name: 'DATABASE_URL', value: 'https://db.example.com/mydb' }])
    expect(requests).toEqual([listed])
  })
})

describe('get', () => {
  test.each([
    ['DATABASE_URL', 'https://db.example.com/mydb'],
    ['OTHER', undefined],
    ['database_url', undefined],
    ['toString', undefined],
  ])('finds %s in the list as %s', async (name, value) => {
    const { env, requests } = connect()
    expect(await env.get(name)).toBe(value)
    expect(requests).toEqual([listed])
  })
})

describe('set', () => {
  const values = { LOG_LEVEL: 'info', EMPTY: '', KEY: '{"a":"\\n\u00e9\u{1f511}"}' }
  const changes = [
    { name: 'LOG_LEVEL', value: 'info' },
    { name: 'EMPTY', value: '' },
    { name: 'KEY', value: '{"a":"\\n\u00e9\u{1f511}"}' },
  ]

  test.each([
    ['a record', values],
    ['a record without a prototype', Object.assign(Object.create(null), values)],
    ['a Map', new Map(Object.entries(values))],
    ['entries', Object.entries(values)],
    ['an iterator over entries', new Map(Object.entries(values)).entries()],
  ])('sends %s as changes in one request', async (_, given) => {
    const { env, requests } = connect()
    expect(await env.set(given)).toBeUndefined()
    expect(requests).toEqual([posted('/update_environment_variables', { changes })])
  })

  test.each([
    ['record', {}],
    ['Map', new Map()],
    ['list of entries', []],
  ])('sends nothing for an empty %s', async (_, given) => {
    const { env, requests } = connect()
    expect(await env.set(given)).toBeUndefined()
    expect(requests).toEqual([])
  })
})

describe('unset', () => {
  test('sends the names in one request', async () => {
    const { env, requests } = connect()
    expect(await env.unset(['LOG_LEVEL', 'KEY'])).toBeUndefined()
    expect(requests).toEqual([posted('/delete_environment_variables', { names: ['LOG_LEVEL', 'KEY'] })])
  })

  test('sends nothing for no names', async () => {
    const { env, requests } = connect()
    expect(await env.unset([])).toBeUndefined()
    expect(requests).toEqual([])
  })
})

describe('update', () => {
  test('sends values alone in one request', async () => {
    const { env, requests } = connect()
    const changes = [
      { name: 'B', value: '2' },
      { name: 'A', value: '' },
    ]
    expect(await env.update(changes)).toBeUndefined()
    expect(requests).toEqual([posted('/update_environment_variables', { changes })])
  })

  test('sends removals alone in one request', async () => {
    const { env, requests } = connect()
    const changes = [
      { name: 'B', value: null },
      { name: 'A', value: null },
    ]
    expect(await env.update(changes)).toBeUndefined()
    expect(requests).toEqual([posted('/delete_environment_variables', { names: ['B', 'A'] })])
  })

  test('sends values first and removals second, whatever their order', async () => {
    const { env, requests } = connect()
    const changes = [
      { name: 'OLD', value: null },
      { name: 'NEW', value: 'on' },
      { name: 'OLDER', value: null },
      { name: 'EMPTY', value: '' },
    ]
    expect(await env.update(changes)).toBeUndefined()
    expect(requests).toEqual([
      posted('/update_environment_variables', {
        changes: [
          { name: 'NEW', value: 'on' },
          { name: 'EMPTY', value: '' },
        ],
      }),
      posted('/delete_environment_variables', { names: ['OLD', 'OLDER'] }),
    ])
  })

  test('sends nothing for no changes', async () => {
    const { env, requests } = connect()
    expect(await env.update([])).toBeUndefined()
    expect(requests).toEqual([])
  })
})

test('every request has an id of its own', async () => {
  const { env, requests } = connect()
  await env.list()
  await env.list()
  await env.set({ A: '1' })
  const ids = requests.map(request => request.headers['convex-request-id'])
  expect(new Set(ids).size).toBe(3)
})
