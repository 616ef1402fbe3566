import { describe, expect, test } from 'vitest'
import { createDeploymentClient, InvalidInputError } from '../../src/index.js'
import { answering, json } from '../support/recorder.js'
import { refusalOf } from '../support/refusals.js'

const token = 'dev:happy-otter-123|secret'

describe('the raw client refuses, before anything is sent,', () => {
  test.each([
    ['undefined, which JSON would drop', undefined, /"value" of "LOG_LEVEL" is undefined/],
    ['a function, which JSON would drop', () => 's3cr3t', /"value" of "LOG_LEVEL" is function/],
    ['a symbol, which JSON would drop', Symbol('s3cr3t'), /"value" of "LOG_LEVEL" is symbol/],
    ['NaN, which JSON would make null', Number.NaN, /"value" of "LOG_LEVEL" is no number that JSON can hold/],
    ['Infinity, which JSON would make null', Number.POSITIVE_INFINITY, /"value" of "LOG_LEVEL" is no number/],
    ['a bigint, which JSON cannot hold', 90_210n, /"value" of "LOG_LEVEL" is no number that JSON can hold/],
    ['null, which removes elsewhere', null, /LOG_LEVEL\/value must be a string/],
    ['a number', 90_210, /LOG_LEVEL\/value must be a string/],
    ['an object', { secret: 's3cr3t' }, /LOG_LEVEL\/value must be a string/],
    ['a list', ['s3cr3t'], /LOG_LEVEL\/value must be a string/],
    ['too many bytes', 's3cr3t'.padEnd(8193, '!'), /LOG_LEVEL\/value must be at most 8192 bytes/],
    ['a lone surrogate', 's3cr3t\ud800', /LOG_LEVEL\/value must be well-formed Unicode/],
  ])('a value that is %s', async (_, value, message) => {
    const body = { changes: [{ name: 'LOG_LEVEL', value: value as never }] }
    const { error, requests, printed } = await refusalOf('auto', ({ raw: { v1Beta: raw } }) =>
      raw.POST('/update_environment_variables', { body }),
    )
    expect(error).toBeInstanceOf(InvalidInputError)
    expect(error).toMatchObject({ outcome: 'not-sent', attempts: 0, message: expect.stringMatching(message) })
    expect(printed).not.toMatch(/s3cr3t|90210/)
    expect(requests).toEqual([])
  })

  test.each([
    ['a bad name', [{ name: 'LOG-LEVEL', value: 's3cr3t' }], /LOG-LEVEL\/name must match/],
    ['a name that is too long', [{ name: 'L'.repeat(257), value: 's3cr3t' }], /at most 256 bytes/],
    ['a reserved name', [{ name: 'CONVEX_SITE_URL', value: 's3cr3t' }], /CONVEX_SITE_URL is reserved/],
    ['no name', [{ value: 's3cr3t' }], /\/changes\/0\/name is missing/],
    ['no value', [{ name: 'LOG_LEVEL' }], /LOG_LEVEL\/value is missing/],
    [
      'the same name twice',
      [
        { name: 'A', value: 's3cr3t' },
        { name: 'A', value: '2' },
      ],
      /A must be given once/,
    ],
    ['a change that is null', [null], /\/changes\/0 must be an object/],
    ['a change that is undefined', [undefined], /"0" is undefined/],
    ['a hole', new Array(1), /"0" is undefined/],
    ['a record in place of the list', { LOG_LEVEL: 's3cr3t' }, /\/changes must be an array/],
    ['a string in place of the list', 's3cr3t', /\/changes must be an array/],
    ['nothing in place of the list', undefined, /"changes" is undefined/],
  ])('changes with %s', async (_, changes, message) => {
    const body = { changes: changes as never }
    const { error, requests, printed } = await refusalOf('auto', ({ raw: { v1Beta: raw } }) =>
      raw.POST('/update_environment_variables', { body }),
    )
    expect(error).toBeInstanceOf(InvalidInputError)
    expect(error).toMatchObject({ outcome: 'not-sent', attempts: 0, message: expect.stringMatching(message) })
    expect(printed).not.toContain('s3cr3t')
    expect(requests).toEqual([])
  })

  test.each([
    ['a bad name', ['LOG-LEVEL'], /LOG-LEVEL must match/],
    ['an empty name', [''], /must match/],
    ['a name that is too long', ['L'.repeat(257)], /at most 256 bytes/],
    ['the same name twice', ['A', 'B', 'A'], /A must be given once/],
    ['a name that is null', [null], /\/names\/0 must be a string/],
    ['a name that is undefined', ['A', undefined], /"1" is undefined/],
    ['a name that is NaN', [Number.NaN], /"0" is no number/],
    ['a string in place of the list', 'LOG_LEVEL', /\/names must be an array/],
    ['a Set in place of the list', new Set(['LOG_LEVEL']), /\/names must be an array/],
  ])('names with %s', async (_, names, message) => {
    const body = { names: names as never }
    const { error, requests } = await refusalOf('auto', ({ raw: { v1Beta: raw } }) =>
      raw.POST('/delete_environment_variables', { body }),
    )
    expect(error).toBeInstanceOf(InvalidInputError)
    expect(error).toMatchObject({ outcome: 'not-sent', attempts: 0, message: expect.stringMatching(message) })
    expect(requests).toEqual([])
  })

  const cyclic: { changes: unknown[]; secret: string } = { changes: [], secret: 's3cr3t' }
  cyclic.changes.push(cyclic)

  test.each([
    ['that is missing', undefined, /the body must be an object/],
    ['that is null', null, /the body must be an object/],
    ['that is a list', [{ name: 'A', value: 's3cr3t' }], /the body must be an object/],
    ['that is a string', '{"changes":[{"name":"A","value":"s3cr3t"}]}', /the body must be an object/],
    ['that is a function', () => 's3cr3t', /the body is function/],
    ['of another operation', { names: ['A'] }, /\/changes is missing/],
    ['that is a form', new FormData(), /\/changes is missing/],
    ['that holds itself', cyclic, /the body cannot be written as JSON/],
  ])('a body %s', async (_, body, message) => {
    const { error, requests, printed } = await refusalOf('auto', ({ raw: { v1Beta: raw } }) =>
      raw.POST('/update_environment_variables', { body: body as never }),
    )
    expect(error).toBeInstanceOf(InvalidInputError)
    expect(error).toMatchObject({ outcome: 'not-sent', attempts: 0, message: expect.stringMatching(message) })
    expect(printed).not.toContain('s3cr3t')
    expect(requests).toEqual([])
  })

  test.each([
    ['a path that the document has not', '/nowhere', {}],
    ['a path of the other contract', '/list_log_streams', {}],
    ['a path with a trailing slash', '/list_environment_variables/', {}],
    ['no path at all', undefined, {}],
    ['a path that climbs out', '/../../list_environment_variables', {}],
    ['another origin', '/list_environment_variables', { baseUrl: 'https://evil.example' }],
  ])('%s', async (_, path, init) => {
    const { error, requests } = await refusalOf('auto', ({ raw: { v1Beta: raw } }) =>
      raw.POST(path as never, init as never),
    )
    expect(error).toBeInstanceOf(InvalidInputError)
    expect(error).toMatchObject({ outcome: 'not-sent', attempts: 0 })
    expect(error).toHaveProperty(
      'message',
      expect.stringMatching(/does not go to an operation|has no such path in the document/),
    )
    expect(requests).toEqual([])
  })

  const long = 'L'.repeat(64)

  test.each([
    ['of a variable', { changes: [{ name: `${long}ONG`, value: undefined }] }, `"value" of "${long}" is`],
    ['of a member', { [`${long}ONG`]: undefined }, `"${long}" is undefined`],
    ['that is no text', { changes: [{ name: 7, value: undefined }] }, ': "value" is undefined'],
  ])('what JSON cannot hold, and cuts or leaves out a name %s', async (_, body, where) => {
    const { error } = await refusalOf('auto', ({ raw: { v1Beta: raw } }) =>
      raw.POST('/update_environment_variables', { body: body as never }),
    )
    expect(error).toHaveProperty('message', expect.stringContaining(where))
  })

  test('what holds itself, and hands on what the runtime says of it', async () => {
    const { error } = await refusalOf('auto', ({ raw: { v1Beta: raw } }) =>
      raw.POST('/update_environment_variables', { body: cyclic as never }),
    )
    expect(error).toHaveProperty('cause', expect.any(TypeError))
  })

  test('half a character in a query', async () => {
    const { requests, fetch } = answering(json(null))
    const { auditLog } = createDeploymentClient({ token, fetch, contract: 'v1' })
    const error: unknown = await auditLog
      .page({ from: 0, cursor: '\ud800' })
      .catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(InvalidInputError)
    expect(error).toHaveProperty('message', 'Nothing was sent: a parameter is not well-formed Unicode.')
    expect(requests).toEqual([])
  })

  test.each(['..', '.', '%2e%2e', '.%2E', ''])(
    'a path that leaves its route by a parameter: "%s"',
    async id => {
      const { requests, fetch } = answering(json(null))
      const { v1 } = createDeploymentClient({ token, fetch }).raw
      const error: unknown = await v1.GET(`/get_log_stream/${id}` as never).catch((thrown: unknown) => thrown)
      expect(error).toBeInstanceOf(InvalidInputError)
      expect(error).toHaveProperty('message', expect.stringContaining('has no such path in the document'))
      expect(requests).toEqual([])
    },
  )

  test('a path of which nothing is quoted', async () => {
    const { error, printed } = await refusalOf('auto', ({ raw: { v1Beta: raw } }) =>
      raw.POST('/s3cr3t' as never),
    )
    expect(error).toHaveProperty(
      'message',
      'Nothing was sent: POST has no such path in the document. Write the path as the document does, and what it is ' +
        'about as `params`.',
    )
    expect(printed).not.toContain('s3cr3t')
  })

  test.each(['get_log_stream/..?', 'get_log_stream/%2e%2e?', 'get_log_stream/.?'])(
    'a base that leaves its route by a parameter: "%s"',
    async base => {
      const { requests, fetch } = answering(json(null))
      const { raw, url } = createDeploymentClient({ token, fetch })
      const init = { baseUrl: `${url}/api/v1/${base}` }
      const error: unknown = await raw.v1
        .GET('/list_log_streams', init as never)
        .catch((thrown: unknown) => thrown)
      expect(error).toBeInstanceOf(InvalidInputError)
      expect(requests).toEqual([])
    },
  )

  test('a method that the document has not', async () => {
    const { error, requests } = await refusalOf('auto', ({ raw: { v1Beta: raw } }) =>
      raw.GET('/list_environment_variables' as never),
    )
    expect(error).toBeInstanceOf(InvalidInputError)
    expect(requests).toEqual([])
  })

  test('an own serializer, which could drop what must not be dropped', async () => {
    const init = { body: { changes: [{ name: 'A', value: undefined }] }, bodySerializer: JSON.stringify }
    const { error, requests } = await refusalOf('auto', ({ raw: { v1Beta: raw } }) =>
      raw.POST('/update_environment_variables', init as never),
    )
    expect(error).toBeInstanceOf(InvalidInputError)
    expect(requests).toEqual([])
  })
})

describe('the raw client sends a parameter that the document does not know', () => {
  test('beside those that it knows', async () => {
    const { requests, fetch } = answering(json({ items: [], pagination: { hasMore: false } }))
    const query = { from: 0, other: 'x' }
    await createDeploymentClient({ token, fetch }).raw.v1.GET('/list_audit_log_events', { params: { query } })
    expect(requests).toMatchObject([{ url: expect.stringMatching(/\?from=0&other=x$/) }])
  })

  test('where it knows none', async () => {
    const { requests, fetch } = answering(json([]))
    const init = { params: { query: { other: 'x' } } } as never
    await createDeploymentClient({ token, fetch }).raw.v1Beta.POST('/list_environment_variables', init)
    expect(requests).toMatchObject([{ url: expect.stringMatching(/variables\?other=x$/) }])
  })
})
