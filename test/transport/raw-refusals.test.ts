import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { DeploymentClient } from '../../src/index.js'
import { deployment } from '../support/deployment.js'
import { answering, json, listed } from '../support/recorder.js'
import { expectRefused } from '../support/refused.js'
import { numRuns } from '../support/strings.js'

const word = fc.string({ unit: 'binary', minLength: 1 })

const UPDATE = '/update_environment_variables'

/** Sends a body as a caller without types does. */
const updating =
  (body: unknown) =>
  ({ raw }: DeploymentClient) =>
    raw.v1Beta.POST(UPDATE, { body: body as never })

const removing =
  (names: unknown) =>
  ({ raw }: DeploymentClient) =>
    raw.v1Beta.POST('/delete_environment_variables', { body: { names: names as never } })

const cyclic: { changes: unknown[]; secret: string } = { changes: [], secret: 's3cr3t' }
cyclic.changes.push(cyclic)

describe('the raw client refuses, before anything is sent,', () => {
  test.each([
    ['undefined, which JSON would drop', undefined, /"LOG_LEVEL": "value" is undefined/],
    ['a function, which JSON would drop', () => 's3cr3t', /"LOG_LEVEL": "value" is function/],
    ['a symbol, which JSON would drop', Symbol('s3cr3t'), /"LOG_LEVEL": "value" is symbol/],
    ['NaN, which JSON would make null', Number.NaN, /"LOG_LEVEL": "value" is NaN, which JSON cannot hold/],
    ['Infinity, which JSON would make null', Number.POSITIVE_INFINITY, /"LOG_LEVEL": "value" is Infinity/],
    ['a bigint, which JSON cannot hold', 90_210n, /"LOG_LEVEL": "value" is bigint, which JSON cannot hold/],
    ['null, which removes elsewhere', null, /LOG_LEVEL.*value.* must be a string/],
    ['a number', 90_210, /LOG_LEVEL.*value.* must be a string/],
    ['an object', { secret: 's3cr3t' }, /LOG_LEVEL.*value.* must be a string/],
    ['a list', ['s3cr3t'], /LOG_LEVEL.*value.* must be a string/],
    ['too many bytes', 's3cr3t'.padEnd(8193, '!'), /LOG_LEVEL.*value.* must be at most 8192 bytes/],
    ['a lone surrogate', 's3cr3t\ud800', /LOG_LEVEL.*value.* must be well-formed Unicode/],
  ])('a value that is %s', async (_, value, message) => {
    await expectRefused(updating({ changes: [{ name: 'LOG_LEVEL', value }] }), message)
  })

  test.each([
    ['a bad name', [{ name: 'LOG-LEVEL', value: 's3cr3t' }], /LOG-LEVEL.* must match/],
    ['a name that is too long', [{ name: 'L'.repeat(257), value: 's3cr3t' }], /at most 256 bytes/],
    ['a reserved name', [{ name: 'CONVEX_SITE_URL', value: 's3cr3t' }], /CONVEX_SITE_URL.* is reserved/],
    ['no name', [{ value: 's3cr3t' }], /0.*name.* is missing/],
    ['no value', [{ name: 'LOG_LEVEL' }], /LOG_LEVEL.*value.* is missing/],
    ['the same name twice', ['s3cr3t', '2'].map(value => ({ name: 'A', value })), /^"A" is listed twice/],
    ['a change that is null', [null], /0.* must be an object/],
    ['a change that is undefined', [undefined], /"0" is undefined/],
    ['a hole', new Array(1), /"0" is undefined/],
    ['a record in place of the list', { LOG_LEVEL: 's3cr3t' }, /changes.* must be an array/],
    ['a string in place of the list', 's3cr3t', /changes.* must be an array/],
    ['nothing in place of the list', undefined, /"changes" is undefined/],
  ])('changes with %s', async (_, changes, message) => {
    await expectRefused(updating({ changes }), message)
  })

  test.each([
    ['a bad name', ['LOG-LEVEL'], /LOG-LEVEL.* must match/],
    ['an empty name', [''], /must match/],
    ['a name that is too long', ['L'.repeat(257)], /at most 256 bytes/],
    ['the same name twice', ['A', 'B', 'A'], /^"A" is listed twice/],
    ['a name that is null', [null], /names.*0.* must be a string/],
    ['a name that is undefined', ['A', undefined], /"1" is undefined/],
    ['a name that is NaN', [Number.NaN], /"0" is NaN/],
    ['a string in place of the list', 'LOG_LEVEL', /names.* must be an array/],
    ['a Set in place of the list', new Set(['LOG_LEVEL']), /names.* must be a plain object or an array/],
  ])('names with %s', async (_, names, message) => {
    await expectRefused(removing(names), message)
  })

  test.each([
    ['that is missing', undefined, /The body must be an object/],
    ['that is null', null, /The body must be an object/],
    ['that is a list', [{ name: 'A', value: 's3cr3t' }], /The body must be an object/],
    ['that is a string', '{"changes":[{"name":"A","value":"s3cr3t"}]}', /The body must be an object/],
    ['that is a function', () => 's3cr3t', /^The body is function/],
    ['of another operation', { names: ['A'] }, /changes.* is missing/],
    ['that is a form', new FormData(), /body must be a plain object or an array/],
  ])('a body %s', async (_, body, message) => {
    await expectRefused(updating(body), message)
  })

  test('a body that holds itself', async () => {
    const error = await expectRefused(updating(cyclic), /^The body cannot be written as JSON\. See `cause`\./)
    expect(error.option).toBe('body')
  })

  test.each([
    ['a path that the document does not have', '/nowhere'],
    ['a path that is a secret', '/s3cr3t'],
    ['a path of the other contract', '/list_log_streams'],
    ['a path with a trailing slash', '/list_environment_variables/'],
    ['no path at all', undefined],
    ['a path that climbs out', '/../../list_environment_variables'],
  ])('%s', async (_, path) => {
    const call = expectRefused(
      ({ raw }) => raw.v1Beta.POST(path as never),
      'has no such path in the document',
    )
    expect((await call).option).toBe('path')
  })

  test.each(['..', '.', '%2e%2e', '.%2E', ''])(
    'a path that leaves its route by a parameter: "%s"',
    async id => {
      await expectRefused(({ raw }) => raw.v1.GET(`/get_log_stream/${id}` as never), 'has no such path')
    },
  )

  test.each(['https://evil.example', 'https://happy-otter-123.convex.cloud/api/v1'])(
    'a base of its own, whether it leads away or not: %s',
    async baseUrl => {
      const call = expectRefused(
        ({ raw }) => raw.v1.GET('/list_log_streams', { baseUrl } as never),
        '`baseUrl`',
      )
      expect((await call).option).toBe('baseUrl')
    },
  )

  const long = 'L'.repeat(64)

  test.each([
    ['of a variable', { changes: [{ name: `${long}ONG`, value: undefined }] }, `"${long}": "value" is`],
    ['of a member', { [`${long}ONG`]: undefined }, `"${long}" is undefined`],
    ['that is no text', { changes: [{ name: 7, value: undefined }] }, '"value" is undefined'],
  ])('what JSON cannot hold, and cuts or leaves out a name %s', async (_, body, where) => {
    await expectRefused(updating(body), where)
  })

  test('what holds itself, and hands on what the runtime says of it', async () => {
    expect((await expectRefused(updating(cyclic))).cause).toBeInstanceOf(TypeError)
  })

  test('half a character in a query', async () => {
    await expectRefused(
      ({ auditLog }) => auditLog.page({ from: 0, cursor: '\ud800' }),
      'The parameter "cursor" must be well-formed text',
    )
  })

  test.each([[['a', 'b']], [{ deep: 'x' }], [Symbol('x')], [new Date(0)]])(
    'a parameter of a query that no document has: %o',
    async cursor => {
      const query = { from: 0, cursor } as never
      const call = expectRefused(
        ({ raw }) => raw.v1.GET('/list_audit_log_events', { params: { query } }),
        'The parameter "cursor" must be',
      )
      expect((await call).option).toBe('params')
    },
  )

  test('a method that the document does not have', async () => {
    await expectRefused(({ raw }) => raw.v1Beta.GET('/list_environment_variables' as never))
  })

  test('an own serializer, which could drop what must not be dropped', async () => {
    const init = { body: { changes: [{ name: 'A', value: undefined }] }, bodySerializer: JSON.stringify }
    const call = expectRefused(({ raw }) => raw.v1Beta.POST(UPDATE, init as never), '`bodySerializer`')
    expect((await call).option).toBe('bodySerializer')
  })
})

describe('the raw client sends a parameter that the document does not know', () => {
  test('beside those that it knows', async () => {
    const { requests, fetch } = answering(json({ items: [], pagination: { hasMore: false } }))
    const query = { from: 0, other: 'x' }
    await deployment({ fetch }).raw.v1.GET('/list_audit_log_events', { params: { query } })
    expect(requests).toMatchObject([{ url: expect.stringMatching(/\?from=0&other=x$/) }])
  })

  test('of any name and any value, as a URL reads them', async () => {
    const property = fc.asyncProperty(word, word, async (name, value) => {
      const { requests, fetch } = answering(listed())
      const init = { params: { query: { [name]: value, absent: undefined, none: null } } } as never
      await deployment({ fetch }).raw.v1.GET('/list_environment_variables', init)
      expect([...new URL(`${requests[0]?.url}`).searchParams]).toEqual([[name, value]])
    })
    await fc.assert(property, { numRuns })
  })

  test('where it knows none', async () => {
    const { requests, fetch } = answering(listed())
    const init = { params: { query: { other: 'x' } } } as never
    await deployment({ fetch }).raw.v1.GET('/list_environment_variables', init)
    expect(requests).toMatchObject([{ url: expect.stringMatching(/variables\?other=x$/) }])
  })
})
