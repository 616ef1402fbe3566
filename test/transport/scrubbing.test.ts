import { describe, expect, test } from 'vitest'
import { deployment, SECRET, TOKEN } from '../support/deployment.js'
import { answering, json, listed, recorder } from '../support/recorder.js'
import { failureOf } from '../support/settling.js'

/** What a write of the values shows of the message that the server answers it with. */
async function shown(values: Record<string, string>, message: string, code = 'SomethingNew') {
  const { fetch } = answering(json({ code, message }, { status: 400 }))
  const error = await failureOf(deployment({ fetch }).env.set(values))
  return error instanceof Error
    ? error.message.replace(/^updateEnvironmentVariables failed with 400/, '…')
    : ''
}

describe('from a message of the server is taken', () => {
  test.each<[string, Record<string, string>, string, string]>([
    ['a value', { A: 'hunter2' }, 'not hunter2 again', 'not [redacted] again.'],
    ['a value each time', { A: 'hunter2' }, 'hunter2hunter2 hunter2', '[redacted] [redacted].'],
    ['every value', { A: 'hunter2', B: 'swordfish' }, 'hunter2 or swordfish', '[redacted] or [redacted].'],
    ['a value of four characters', { A: 'abcd' }, 'not abcd', 'not [redacted].'],
    ['a value within a word', { A: 'hunter2' }, 'xhunter2y', 'x[redacted]y.'],
    ['a value with quotes as JSON writes it', { A: 'say "hi"' }, 'got say \\"hi\\"', 'got [redacted].'],
    ['a value with a line break', { A: 'one\ntwo' }, 'got one\ntwo', 'got [redacted].'],
    ['a value with a line break as JSON writes it', { A: 'one\ntwo' }, 'got one\\ntwo', 'got [redacted].'],
    [
      'a value whose spaces became line breaks',
      { A: 'correct horse' },
      'got correct\nhorse',
      'got [redacted].',
    ],
    [
      'a value whose spaces became nothing',
      { A: 'correct horse' },
      'got correct\u200bhorse',
      'got [redacted].',
    ],
    ['a value whose line breaks became spaces', { A: 'one\r\ntwo' }, 'got one two', 'got [redacted].'],
    ['a value with a line break as a form has it', { A: 'one\ntwo' }, 'got one%0D%0Atwo', 'got [redacted].'],
    [
      'a value with a line break as HTML has it',
      { A: 'one\ntwo' },
      'got one&#13;&#10;two',
      'got [redacted].',
    ],
    ['a value with a control character', { A: 'a\u0007bc' }, 'got a\u0007bc', 'got [redacted].'],
    ['a value percent-encoded', { A: 'a b/c?d' }, 'got a%20b%2Fc%3Fd', 'got [redacted].'],
    ['a value with emoji percent-encoded', { A: 'key🚀' }, 'got key%F0%9F%9A%80', 'got [redacted].'],
    ['a value with the signs of patterns', { A: '$&.*+?^()|[]' }, 'got $&.*+?^()|[]', 'got [redacted].'],
    [
      'a value that is a replacement pattern',
      { A: 'hunter2', B: "$`$'$$" },
      "hunter2 $`$'$$",
      '[redacted] [redacted].',
    ],
    ['the longest value first', { A: 'hunter2', B: 'hunter2-and-more' }, 'hunter2-and-more', '[redacted].'],
    [
      'the longest value first, in any order',
      { B: 'hunter2-and-more', A: 'hunter2' },
      'hunter2-and-more',
      '[redacted].',
    ],
    ['the token', { A: 'hunter2' }, `bad key ${TOKEN}`, 'bad key [redacted].'],
    ['the secret of the token', { A: 'hunter2' }, `bad key ${SECRET}`, 'bad key [redacted].'],
    [
      'the token percent-encoded',
      { A: 'hunter2' },
      `bad key ${encodeURIComponent(TOKEN)}`,
      'bad key [redacted].',
    ],
    ['the header', { A: 'hunter2' }, `got Convex ${TOKEN}`, 'got Convex [redacted].'],
    [
      'a value before the message is cut',
      { A: 'x'.repeat(500) },
      `${'x'.repeat(500)} is long`,
      '[redacted] is long.',
    ],
    [
      'a value that the cut would halve',
      { A: 'hunter2' },
      `${'-'.repeat(396)}hunter2`,
      `${'-'.repeat(396)}[red…`,
    ],
  ])('%s', async (_, values, message, expected) => {
    expect(await shown(values, message)).toBe(`… SomethingNew: ${expected}`)
  })

  test('a value that is as long as values can be', async () => {
    const value = 'ab"\n'.repeat(2_048)
    expect(await shown({ A: value }, `got ${JSON.stringify(value)}`)).toBe(
      '… SomethingNew: got "[redacted]".',
    )
  })

  test.each(['redacted', '[redacted]', 'acted'])(
    'a value that is %j, without leaving a trace of others',
    async value => {
      const message = await shown({ A: value, B: 'hunter2' }, `hunter2 and ${value}`)
      expect(message).toBe('… SomethingNew: [redacted] and [redacted].')
    },
  )

  test('what a path client sends, too', async () => {
    const { fetch } = answering(json({ code: 'SomethingNew', message: 'not hunter2' }, { status: 400 }))
    const body = { changes: [{ name: 'A', value: 'hunter2' }] }
    const call = deployment({ fetch }).raw.v1Beta.POST('/update_environment_variables', { body })
    expect(await failureOf(call)).toMatchObject({ message: expect.stringContaining('not [redacted].') })
  })

  test('the token of the attempt that failed', async () => {
    const tokens = ['first-token', 'second-token']
    const { fetch } = answering(
      json(null, { status: 429, headers: { 'retry-after': '0' } }),
      json({ code: 'SomethingNew', message: 'not second-token' }, { status: 401 }),
    )
    const token = () => tokens.shift() ?? ''
    const error = await failureOf(deployment({ fetch, token, name: 'happy-otter-123' }).env.list())
    expect(error).toMatchObject({ message: expect.stringContaining('not [redacted].') })
  })
})

describe('a message stays as it is', () => {
  test.each<[string, Record<string, string>]>([
    ['where no value is in it', { A: 'hunter2' }],
    ['where a name is in it, which is no secret', { LOG_LEVEL: 'hunter2' }],
    ['where a value is empty', { A: '' }],
  ])('%s', async (_, values) => {
    expect(await shown(values, 'LOG_LEVEL is bad')).toBe('… SomethingNew: LOG_LEVEL is bad.')
  })
})

describe('where a value is too short to be found, a message', () => {
  test.each(['a', 'on', '123'])('with an unknown code is left out: %j', async value => {
    expect(await shown({ A: value }, `${value} is bad`)).toBe('… SomethingNew.')
  })

  test('without a code is left out', async () => {
    const { fetch } = answering(json({ message: 'on is bad' }, { status: 400 }))
    const error = await failureOf(deployment({ fetch }).env.set({ A: 'on' }))
    expect(error).toMatchObject({ message: expect.stringMatching(/^\w+ failed with 400\.( |$)/) })
  })

  test('with a known code is shown, for what such messages hold is known', async () => {
    expect(await shown({ A: 'on' }, 'Too many variables', 'EnvVarLimitMet')).toBe(
      '… EnvVarLimitMet: Too many variables.',
    )
  })

  test('is left out where the others are long enough', async () => {
    expect(await shown({ A: 'hunter2', B: 'on' }, 'hunter2 is bad')).toBe('… SomethingNew.')
  })

  test('is left out where the secret of the token is the short one', async () => {
    const { fetch } = answering(json({ code: 'SomethingNew', message: 'abc is bad' }, { status: 401 }))
    const token = 'prod:happy-otter-123|abc'
    const error = await failureOf(deployment({ fetch, token }).env.list())
    expect(error).toMatchObject({ message: expect.not.stringContaining('abc is bad') })
  })
})

describe('a code that holds a secret is left out', () => {
  test.each<[string, string]>([
    ['a value', 'hunter2'],
    ['more than a value', 'Invalid_hunter2'],
    ['a short value', 'on'],
  ])('where it is %s', async (_, code) => {
    const { fetch } = answering(json({ code }, { status: 400 }))
    const error = await failureOf(deployment({ fetch }).env.set({ A: 'hunter2', B: 'on' }))
    expect(error).not.toHaveProperty('code')
    expect(error).toMatchObject({ message: expect.stringMatching(/^\w+ failed with 400\.( |$)/) })
  })

  test.each<[string, string, string]>([
    ['a known one stays', 'EnvVarLimitMet', 'EnvVarLimitMet'],
    ['a short value within an unknown one proves nothing', 'Connection', 'on'],
  ])('but %s', async (_, code, value) => {
    const { fetch } = answering(json({ code }, { status: 400 }))
    expect(await failureOf(deployment({ fetch }).env.set({ A: value }))).toHaveProperty('code', code)
  })

  test('and one that says that a write was rolled back is understood, though a value is the same', async () => {
    const { fetch, requests } = answering(
      json({ code: 'ExpiredInQueue' }, { status: 503, headers: { 'retry-after': '0' } }),
      json(null),
    )
    await deployment({ fetch }).env.set({ A: 'ExpiredInQueue' })
    expect(requests).toHaveLength(2)
  })
})

test('headers that are kept are redacted', async () => {
  const headers = { 'x-convex-deprecation-message': `Convex ${TOKEN} hunter2`, 'cf-ray': 'hunter2' }
  const { fetch } = answering(json(null, { status: 400, headers }))
  const error = await failureOf(deployment({ fetch }).env.set({ A: 'hunter2' }))
  expect(error).toHaveProperty('headers', {
    'cf-ray': '[redacted]',
    'content-type': 'application/json',
    'x-convex-deprecation-message': 'Convex [redacted] [redacted]',
  })
})

test('a header whose name is a value is not kept', async () => {
  const { fetch } = answering(json(null, { status: 400, headers: { 'x-convex-hunter2': 'on' } }))
  const error = await failureOf(deployment({ fetch }).env.set({ A: 'hunter2' }))
  expect(error).toHaveProperty('headers', { 'content-type': 'application/json' })
})

test.each([
  ['where it is the token', TOKEN, '/environmentVariables/[redacted] must be a string'],
  ['where it is longer than what is shown', `${TOKEN}${'x'.repeat(64)}`, '[redacted]'],
])('a name in an answer that does not fit is redacted %s', async (_, token, shownPlace) => {
  const { fetch } = answering(json({ environmentVariables: { [token]: 7 } }))
  const error = await failureOf(deployment({ fetch, token, contract: 'v1' }).env.list())
  expect(error).toMatchObject({ message: expect.stringContaining(shownPlace) })
})

test('the host that a redirect points to is redacted, though it is in lower case', async () => {
  const redirect = new Response(null, { status: 307, headers: { location: 'https://Hunter2.example/' } })
  const { fetch } = answering(redirect)
  const error = await failureOf(deployment({ fetch }).env.set({ A: 'Hunter2' }))
  expect(error).toHaveProperty('target', 'https://[redacted].example')
})

test('the name of the cause of a broken connection is redacted, and a code that holds a value left out', async () => {
  const cause = Object.assign(new Error('broken'), { code: 'E_hunter2', name: 'hunter2' })
  const { fetch } = answering(new TypeError('fetch failed', { cause }))
  const error = await failureOf(deployment({ fetch, retry: false }).env.set({ A: 'hunter2' }))
  expect(error).not.toHaveProperty('code')
  expect(error).toMatchObject({
    cause: { name: '[redacted]' },
    message: expect.stringContaining('the connection broke to https://happy-otter-123.convex.cloud. '),
  })
})

test('the cause of a broken connection is redacted, and is a copy without the request', async () => {
  const cause = Object.assign(new Error(`cannot send hunter2 with Convex ${TOKEN}`), {
    code: 'ECONNRESET',
    request: { body: 'hunter2' },
  })
  const { fetch } = answering(new TypeError('fetch failed', { cause }))
  const error = await failureOf(deployment({ fetch, retry: false }).env.set({ A: 'hunter2' }))
  expect(error).toHaveProperty('cause.message', 'cannot send [redacted] with Convex [redacted]')
  expect(error).not.toHaveProperty('cause.request')
})

describe('an error does not repeat what went through the client before', () => {
  const echo = (message: string) => json({ code: 'SomethingNew', message }, { status: 400 })

  test('a value that was set', async () => {
    const { fetch } = answering(json(null), echo('there was hunter2'))
    const { env } = deployment({ fetch })
    await env.set({ A: 'hunter2' })
    expect(await failureOf(env.list())).toMatchObject({
      message: expect.stringContaining('there was [redacted].'),
    })
  })

  test('a value that was read, and is being replaced', async () => {
    const { fetch } = answering(listed({ A: 'hunter2' }), echo('there was hunter2'))
    const { env } = deployment({ fetch })
    await env.list()
    expect(await failureOf(env.set({ A: 'swordfish' }))).toMatchObject({
      message: expect.stringContaining('there was [redacted].'),
    })
  })

  test('the token before the last, after as many values as a deployment has', async () => {
    const tokens = ['first-token', 'second-token', 'third-token']
    const values = Object.fromEntries(
      Array.from({ length: 512 }, (_, index) => [`V${index}`, `${index}`.padEnd(900, 'x')]),
    )
    const { fetch } = answering(listed(values), listed(), echo('not first-token'))
    const token = () => tokens.shift() ?? ''
    const { env } = deployment({ fetch, token, name: 'happy-otter-123', contract: 'v1' })
    await env.list()
    await env.list()
    expect(await failureOf(env.list())).toMatchObject({
      message: expect.stringContaining('not [redacted].'),
    })
  })

  test('but short values of the past leave a message as it is', async () => {
    const { fetch } = answering(json(null), echo('on is bad'))
    const { env } = deployment({ fetch })
    await env.set({ A: 'on' })
    expect(await failureOf(env.list())).toMatchObject({ message: expect.stringContaining('on is bad.') })
  })

  test('and what is remembered has an end, of which the newest are kept', async () => {
    const { fetch } = recorder(async ({ method }) =>
      method === 'POST' ? json(null) : echo('old-value new-value'),
    )
    const { env } = deployment({ fetch, contract: 'v1' })
    await env.set({ A: 'old-value' })
    for (let round = 0; round < 240; round++) {
      await env.set({ A: `${round}`.padEnd(8_000, '-'), N: 'new-value' })
    }
    const { message } = Object(await failureOf(env.list()))
    expect(message).toContain('old-value [redacted]')
  })
})

test('a header is not shown whose bytes were read as other characters than the value has', async () => {
  const read = Buffer.from('schlüssel-geheim').toString('latin1')
  const { fetch } = answering(new Response(null, { status: 400, headers: { 'cf-ray': read, allow: 'GET' } }))
  const error = await failureOf(deployment({ fetch }).env.set({ A: 'schlüssel-geheim' }))
  expect(error).toMatchObject({ headers: { 'cf-ray': '[redacted]', allow: 'GET' } })
})

test('what an answer says is a secret later, although the answer did not fit', async () => {
  const { fetch } = answering(
    json({ environmentVariables: { A: 'hunter2-of-A', B: 7 } }),
    json({ code: 'SomethingNew', message: 'A is hunter2-of-A' }, { status: 400 }),
  )
  const { env } = deployment({ fetch, retry: false })
  await failureOf(env.list())
  expect(await failureOf(env.set({ C: 'else' }))).toMatchObject({
    message: expect.stringContaining('A is [redacted].'),
  })
})

test('the cause of a broken connection is one line without secrets', async () => {
  const { fetch } = answering(new TypeError('sent correct\nhorse\u200bstaple'))
  const error = await failureOf(deployment({ fetch, retry: false }).env.set({ A: 'correct horse staple' }))
  expect(error).toMatchObject({ cause: { message: 'sent [redacted]' } })
})
