import { readFile } from 'node:fs/promises'
import { describe, expect, onTestFinished, test } from 'vitest'
import { parse } from 'yaml'
import { createFakeDeployment } from '../../src/fake/index.js'
import { asking } from './asking.js'

const UPDATE = 'POST /update_environment_variables'
const LIST = 'GET /list_environment_variables'

test.each([
  ['GET /nowhere', 404, null],
  ['GET /list_environment_variables/', 404, null],
  ['GET /get_log_stream/', 404, null],
  ['POST /list_environment_variables', 405, 'GET,HEAD'],
  ['DELETE /update_usage_limit/x', 405, 'POST'],
])('%s is answered %i by the framework, without a body', async (route, status, allow) => {
  const answer = await asking().ask(route, undefined, { headers: { origin: 'https://app.example' } })
  expect(answer).toMatchObject({ status, body: '' })
  expect(answer.headers.get('allow')).toBe(allow)
  expect(answer.headers.get('access-control-allow-origin')).toBe('https://app.example')
})

test('HEAD goes where GET goes, and has no body', async () => {
  const answer = await asking({ environmentVariables: { A: '1' } }).ask('HEAD /list_environment_variables')
  expect(answer).toMatchObject({ status: 200, body: '' })
  expect(answer.headers.get('content-type')).toBe('application/json')
})

test('any preflight is answered, also on unknown paths and without a key', async () => {
  const headers = {
    authorization: '(none)',
    origin: 'https://app.example',
    'access-control-request-headers': 'authorization,convex-client',
  }
  const answer = await asking().ask('OPTIONS /nowhere', undefined, { headers })
  expect(answer).toMatchObject({ status: 200, body: '' })
  expect(Object.fromEntries(answer.headers)).toMatchObject({
    'access-control-allow-origin': 'https://app.example',
    'access-control-allow-credentials': 'true',
    'access-control-allow-headers': 'authorization,convex-client',
    'access-control-max-age': '86400',
  })
})

describe('the client that asks', () => {
  test.each([
    ['convex-deployment-0.1.0', 200, undefined],
    ['some-thing-1.2.3-beta.1', 200, undefined],
    ['unversioned', 400, 'InvalidClientVersion'],
    ['npm-0.19.1', 400, 'ClientVersionUnsupported'],
    ['npm-cli-0.19.2', 200, undefined],
    ['npm-dev', 400, 'ClientVersionUnsupported'],
    ['python-convex-0.0.2', 400, 'ClientVersionUnsupported'],
    ['rust-0.1.0', 200, undefined],
  ])('%s is answered %i', async (name, status, code) => {
    const answer = await asking().ask(LIST, undefined, { headers: { 'convex-client': name } })
    expect(answer.status).toBe(status)
    if (code) expect(answer.body).toMatchObject({ code })
  })

  test('is refused before anything else, and without CORS headers', async () => {
    const headers = { 'convex-client': 'unversioned', origin: 'https://app.example' }
    const answer = await asking().ask('OPTIONS /nowhere', undefined, { headers })
    expect(answer.status).toBe(400)
    expect(answer.headers.get('access-control-allow-origin')).toBeNull()
  })
})

describe('a body is refused that', () => {
  const changes = [{ name: 'A', value: 'x' }]
  test.each([
    ['has no content type', { changes }, { 'content-type': '(none)' }],
    ['has another content type', { changes }, { 'content-type': 'text/plain' }],
    ['is empty', '', {}],
    ['is no JSON', '{"changes":[}', {}],
    ['has junk behind it', '{"changes":[]}x', {}],
    ['lacks a member', { names: ['A'] }, {}],
    ['has a member of another type', { changes: [{ name: 'A', value: 1 }] }, {}],
    ['is an array', changes, {}],
    ['has a lone surrogate', '{"changes":[{"name":"A","value":"\\ud800"}]}', {}],
    ['is larger than 2 MiB', { changes, more: 'x'.repeat(2_097_152) }, {}],
    ['begins with a byte order mark', '\ufeff{"changes":[]}', {}],
  ])('%s', async (_, body, headers) => {
    const answer = await asking().ask(UPDATE, body, { headers })
    expect(answer).toMatchObject({ status: 400, body: { code: 'BadJsonBody' } })
  })

  test.each(['application/json; charset=utf-8', 'application/vnd.api+json'])(
    'but one of type %s is taken',
    async type => {
      const init = { headers: { 'content-type': type } }
      expect(await asking().ask(UPDATE, { changes, unheard: 1 }, init)).toMatchObject({ status: 200 })
    },
  )
})

test('an id in the path that is not UTF-8 is refused', async () => {
  expect(await asking().ask('GET /get_log_stream/%ff')).toMatchObject({
    status: 400,
    body: { code: 'BadPathArgs' },
  })
})

test('its document is served without a key', async () => {
  const fake = createFakeDeployment()
  onTestFinished(() => fake.close())
  await fake.listen()
  const answer = await fetch(`${fake.url}/api/v1/openapi.json`)
  expect(answer.headers.get('content-type')).toMatch(/^text\/plain/)
  expect(answer.headers.get('vary')).toMatch(/^origin,/)
  expect(await answer.json()).toEqual(parse(await readFile('openapi/v1.yaml', 'utf8')))
})

test('its document, which is a file, is not served in the process', async () => {
  expect(await asking().ask('GET /openapi.json')).toMatchObject({ status: 404, body: '' })
})

test('the requests that it was sent are kept, without their keys', async () => {
  const { ask, fake } = asking()
  await ask(UPDATE, { changes: [] })
  const [operation, path] = ['updateEnvironmentVariables', '/api/v1/update_environment_variables']
  expect(fake.requests).toMatchObject([{ method: 'POST', path, operation, body: '{"changes":[]}' }])
  expect(JSON.stringify(fake.requests)).not.toContain(fake.token)
})

test('its state goes back to a snapshot', async () => {
  const { ask, fake } = asking({ environmentVariables: { A: '1' } })
  const before = fake.snapshot()
  await ask(UPDATE, { changes: [{ name: 'A', value: null }] })
  fake.restore(before)
  expect((await ask(LIST)).body).toEqual({ environmentVariables: { A: '1' } })
})
