import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { v1 } from '../../src/schema/contracts.js'
import type { Schema } from '../../src/schema/schema.js'
import { memberOf } from '../../src/text/member.js'
import { numRuns } from '../support/strings.js'
import { createWorkspace, workspaceOnCloud, workspaceWithFake } from './support/workspace.js'

const URL_WITH_KEY = 'https://a.example/?key=s3cret'
const AXIOM = '{ "apiKey": "s3cret", "datasetName": "d", "attributes": [] }'

/** A workspace of a fake whose webhooks are answered, and whose clock moves by half a second with each look at it. */
async function workspaceWithReceiver(status = 200) {
  const receiver = { status }
  let now = Date.now()
  const workspace = await workspaceWithFake({
    now: () => {
      now += 500
      return now
    },
    deliver: () => new Response(null, { status: receiver.status }),
  })
  const { run, host } = workspace
  const set = (kind: string, ...words: string[]) =>
    run(['log-streams', 'set', kind, '--confirm', host, ...words], AXIOM)
  return { ...workspace, receiver, set }
}

async function workspaceWithWebhook() {
  const workspace = await workspaceWithReceiver()
  const created = await workspace.set('webhook', '--to', URL_WITH_KEY, '--format', 'jsonl', '--json')
  const [stream] = workspace.fake.state.logStreams
  if (stream?.hmacSecret === undefined) throw new Error(created.stderr)
  return { ...workspace, created, stream, secret: stream.hmacSecret }
}

describe('log-streams set', () => {
  test('creates the stream of a kind, changes it where it exists, and waits until it is active', async () => {
    const { set, host, fake, stream, created } = await workspaceWithWebhook()
    expect(created).toMatchObject({ code: 0 })
    expect(created.stderr).toContain(`Created the log stream webhook to a.example on ${host}.`)
    expect(created.json()).toMatchObject({
      status: 'done',
      logStream: { logStreamType: 'webhook', status: { type: 'active' } },
    })
    const changed = await set('webhook', '--to', 'https://b.example')
    expect(changed).toMatchObject({ code: 0, stdout: expect.stringMatching(/^status +active$/m) })
    expect(changed.stderr).toContain('Set the log stream webhook to b.example on ')
    expect(stream.config).toMatchObject({ url: 'https://b.example/', format: 'jsonl' })
    const piped = await set('axiom', '--from-file', '-', '--show-values')
    expect(piped).toMatchObject({ code: 0, stdout: expect.stringMatching(/^status +active$/m) })
    expect(piped.stdout + piped.stderr).not.toContain('s3cret')
    expect(fake.state.logStreams.map(({ config }) => config.logStreamType)).toEqual(['webhook', 'axiom'])
  })

  test('takes the topics of a webhook, which stay until others or all are named', async () => {
    const { set, stream } = await workspaceWithWebhook()
    await set('webhook', '--topics', 'console,audit_log')
    expect(stream.config).toMatchObject({ topics: ['console', 'audit_log'] })
    await set('webhook', '--format', 'json')
    expect(stream.config).toMatchObject({ topics: ['console', 'audit_log'], format: 'json' })
    await set('webhook', '--topics', 'all')
    expect(stream.config).not.toHaveProperty('topics')
  })

  test('refuses an empty address also for a webhook that has one', async () => {
    const { set, stream, fake } = await workspaceWithWebhook()
    const sent = fake.requests.length
    const { code, stderr } = await set('webhook', '--to', '', '--format', 'json')
    expect(code).toBe(64)
    expect(stderr).toContain('--to takes a URL, and it is empty.')
    expect(fake.requests).toHaveLength(sent)
    expect(stream.config).toMatchObject({ url: URL_WITH_KEY, format: 'jsonl' })
  })

  test('fails with the reason of a stream that is refused', async () => {
    const { set, fake, host } = await workspaceWithReceiver(401)
    const { code, stderr, json } = await set('webhook', '--to', URL_WITH_KEY, '--json')
    expect(code).toBe(1)
    expect(stderr).toContain(
      'failed: The endpoint answered 401. Remove the cause, then call `log-streams restart`, ' +
        'or `log-streams set` with other settings.',
    )
    // Its receiver may not know the secret yet: nobody has seen it.
    expect(json()).toMatchObject({
      error: { name: 'LogStreamFailedError', written: 'some' },
      next: [
        'convex-deployment log-streams get webhook --json --show-values',
        `convex-deployment log-streams restart webhook --confirm ${host} --json`,
      ],
    })
    expect(stderr).not.toContain('may have taken effect')
    expect(fake.state.logStreams).toHaveLength(1)
  })

  test.each([
    ['no settings', ['webhook'], 'Pass its settings: --to URL, or --from-file FILE'],
    ['flags of a webhook for another kind', ['axiom', '--to', 'https://a'], 'Pass its settings: --from-file'],
    ['a new webhook without an address', ['webhook', '--format', 'json'], 'needs its address: --to URL'],
    ['an empty address', ['webhook', '--to', '', '--format', 'jsonl'], '--to takes a URL'],
    ['an address without a scheme', ['webhook', '--to', 'localhost:8091'], 'begins with https:// or http://'],
    [
      'an address of no web server',
      ['webhook', '--to', 'ftp://x.example'],
      'begins with https:// or http://',
    ],
    ['a blank address', ['webhook', '--to', ' ', '--format', 'jsonl'], '--to takes a URL'],
    ['two sources', ['webhook', '--to', 'https://a', '--from-file', '-'], 'cannot be combined'],
    [
      'a file of another kind',
      ['webhook', '--from-file', 'axiom.json'],
      'axiom.json is of the kind axiom, and not webhook',
    ],
    [
      'a kind that is none',
      ['webhok', '--from-file', 'webhok.json'],
      '"webhok" is no kind of log stream: datadog,',
    ],
    [
      'a topic that is none',
      ['webhook', '--to', 'https://a', '--topics', 'otters'],
      'must be one of console,',
    ],
  ])('refuses %s', async (_, words, message) => {
    const { set, fake, write } = await workspaceWithReceiver()
    await write('axiom.json', '{ "logStreamType": "axiom" }')
    await write('otter.json', '{}')
    const { code, stderr } = await set(...(words as [string]))
    expect(code).toBe(64)
    expect(stderr).toContain(message)
    expect(stderr).toContain('Nothing was written.')
    expect(fake.state.logStreams).toEqual([])
  })
})

test.each(['dev', 'preview', 'prod', 'custom'] as const)(
  'creating one is confirmed by name, even on a deployment that is %s: it hands data over',
  async deploymentType => {
    const { fake, run, runPrinted } = await workspaceOnCloud({
      deploymentType,
      deliver: () => new Response(),
    })
    const { code, json, stderr } = await run([
      ...['log-streams', 'set', 'webhook', '--to', 'https://a.example', '--yes', '--json'],
    ])
    expect(code).toBe(4)
    expect(stderr).toContain('--confirm happy-otter-123')
    expect(fake.state.logStreams).toEqual([])
    const { next } = json() as { next: [string] }
    expect(await runPrinted(next[0])).toMatchObject({ code: 0 })
    expect(fake.state.logStreams).toHaveLength(1)
  },
)

test('a stream is called by its kind: one that is absent is refused with those that there are', async () => {
  const { run, stream, secret } = await workspaceWithWebhook()
  expect(await run(['log-streams', 'delete', 'webhook'])).toMatchObject({ code: 4 })
  const deleted = await run(['log-streams', 'delete', 'webhook', '--yes', '--json'])
  expect(deleted.json()).toMatchObject({
    status: 'done',
    logStream: { id: stream.id, logStreamType: 'webhook' },
  })
  expect(deleted.stderr).toContain('Deleted the log stream webhook on ')
  expect(stream.status.type).toBe('deleting')
  for (const words of [
    ['get', 'webhook'],
    ['delete', 'webhook', '--yes'],
    ['restart', 'webhook', '--yes'],
    ['rotate-secret', '--show-values', '--yes'],
  ]) {
    const gone = await run(['log-streams', ...words])
    expect(gone).toMatchObject({
      code: 5,
      stderr: expect.stringContaining('has no log stream webhook. There are no log streams.'),
    })
  }
  expect(stream.hmacSecret).toBe(secret)
})

test('an absent stream is refused with the kinds that there are, and none of it is printed raw', async () => {
  const { run } = await workspaceWithWebhook()
  const { code, stderr } = await run(['log-streams', 'get', 'a\u001b[0m'])
  expect(code).toBe(5)
  expect(stderr).toContain('has no log stream "a\\u001b[0m". It has: webhook.')
})

test('a list without streams says so, and prints no data', async () => {
  const { run } = await workspaceWithFake()
  const { code, stdout, stderr } = await run(['log-streams', 'list'])
  expect({ code, stdout }).toEqual({ code: 0, stdout: '' })
  expect(stderr).toContain('There are no log streams.')
  expect((await run(['log-streams', 'list', '--json'])).json()).toMatchObject({ logStreams: [] })
})

test('secrets and the address of a webhook show on request alone; JSON leaves them out', async () => {
  const { run, created, stream, secret } = await workspaceWithWebhook()
  expect(created.json()).toMatchObject({ status: 'done', logStream: { logStreamType: 'webhook' } })
  expect(created.stdout).not.toContain('hmacSecret')
  const { stdout: listed } = await run(['log-streams', 'list'])
  expect(listed).toBe('webhook  active\n')
  for (const command of [['list'], ['list', '--json'], ['get', 'webhook'], ['get', 'webhook', '--json']]) {
    const { code, stdout } = await run(['log-streams', ...command])
    expect(code).toBe(0)
    expect(stdout).not.toContain(secret)
    expect(stdout).not.toContain('a.example')
  }
  const { stdout } = await run(['log-streams', 'get', 'webhook'])
  expect(stdout).toMatch(/^url +\(hidden string: --show-values shows it\)$/m)
  expect((await run(['log-streams', 'get', 'webhook', '--json'])).json()).toMatchObject({
    logStream: { id: stream.id, format: 'jsonl', topics: null, status: { type: 'active' } },
  })
  const shown = (await run(['log-streams', 'get', 'webhook', '--show-values'])).stdout
  expect(shown).toContain(secret)
  expect(shown).toContain('a.example')
})

test('the reason of a stream that failed shows, and it is restarted with the settings that it has', async () => {
  const { run, stream, receiver } = await workspaceWithWebhook()
  stream.status = { type: 'failed', reason: 'The endpoint answered 500.' }
  expect((await run(['log-streams', 'list'])).stdout).toBe('webhook  failed: The endpoint answered 500.\n')
  expect((await run(['log-streams', 'get', 'webhook'])).stdout).toMatch(
    /^status +failed: The endpoint answered 500\.$/m,
  )
  receiver.status = 403
  const again = await run(['log-streams', 'restart', 'webhook', '--yes'])
  expect(again).toMatchObject({ code: 1, stderr: expect.stringContaining('The endpoint answered 403.') })
  receiver.status = 200
  const restarted = await run(['log-streams', 'restart', 'webhook', '--yes'])
  expect(restarted).toMatchObject({
    code: 0,
    stderr: expect.stringContaining('Restarted the log stream webhook on '),
  })
  expect(stream).toMatchObject({ status: { type: 'active' }, config: { format: 'jsonl' } })
})

test('the reason of a failure repeats no secret of the stream', async () => {
  const { run, stream, secret } = await workspaceWithWebhook()
  stream.status = { type: 'failed', reason: `401 for ${secret} at ${URL_WITH_KEY}` }
  for (const words of [['list'], ['list', '--json'], ['get', 'webhook'], ['get', 'webhook', '--json']]) {
    const { stdout } = await run(['log-streams', ...words])
    expect(stdout).toContain('401 for [redacted]')
    expect(stdout).not.toContain(secret)
    expect(stdout).not.toContain('s3cret')
  }
})

test('a secret is replaced only where the new one is shown, as the old one is forgotten', async () => {
  const { run, runPrinted, fake, stream, secret } = await workspaceWithWebhook()
  const sent = fake.requests.length
  const quiet = await run(['log-streams', 'rotate-secret', '--yes', '--json'])
  expect(quiet.code).toBe(64)
  expect(fake.requests.length).toBe(sent)
  expect(stream.hmacSecret).toBe(secret)
  const { next } = quiet.json() as { next: [string] }
  const shown = await runPrinted(next[0])
  expect(stream.hmacSecret).not.toBe(secret)
  expect(shown.json()).toMatchObject({ logStream: { hmacSecret: stream.hmacSecret } })
})

test('without a terminal a rotation prints the command that restarts the stream', async () => {
  const { run, runPrinted, fake, stream } = await workspaceWithWebhook()
  const { stdout, stderr } = await run(['log-streams', 'rotate-secret', '--yes', '--show-values'])
  expect(stdout).toBe(`hmacSecret  ${stream.hmacSecret}\n`)
  expect(fake.requests.at(-1)).toMatchObject({ operation: 'rotateWebhookSecret' })
  const [, printed = ''] = /then run:\n +(.*)\n/.exec(stderr) ?? []
  expect(await runPrinted(printed)).toMatchObject({ code: 0 })
  const { stderr: named } = await run([
    'log-streams',
    'rotate-secret',
    '--yes',
    '--show-values',
    '--expect',
    'local',
  ])
  expect(named).toContain('convex-deployment log-streams restart webhook --expect local --yes')
  expect(fake.requests.map(({ operation }) => operation)).toContain('updateLogStream')
})

describe('settings are refused before anything is sent', () => {
  test.each([
    [
      'an address twice',
      '{"logStreamType":"webhook","url":"https://s3cret","format":"json","url":"https://b"}',
      'stdin: url is in it twice',
    ],
    [
      'a member of a member twice',
      '{"logStreamType":"axiom","attributes":[{"key":"s3cret","\\u006bey":"b"}]}',
      'stdin: key is in it twice',
    ],
    [
      'a member with an odd name twice',
      '{"logStreamType":"axiom","a\\n":"s3cret","a\\n":{}}',
      'stdin: "a\\n" is in it twice',
    ],
  ])('%s', async (_, json, message) => {
    const { run, host, fake } = await workspaceWithFake()
    const kind = JSON.parse(json).logStreamType
    const { code, stdout, stderr } = await run(
      ['log-streams', 'set', kind, '--from-file', '-', '--confirm', host],
      json,
    )
    expect(code).toBe(64)
    expect(stderr).toContain(message)
    expect(stdout + stderr).not.toContain('s3cret')
    expect(fake.requests).toEqual([])
  })

  test.each([
    [
      'a reference of a shell',
      { logStreamType: 'axiom', apiKey: `\${S3CRET}` },
      'apiKey looks like a reference',
    ],
    [
      'a reference of 1Password',
      { logStreamType: 'datadog', ddApiKey: 'op://s3cret/i/f' },
      'ddApiKey looks like a reference of 1Password',
    ],
    [
      'a mask',
      { logStreamType: 's3Export', secretAccessKey: '••••••••' },
      'secretAccessKey looks like a mask',
    ],
    ['an address', { logStreamType: 'webhook', url: `https://\${S3CRET}/` }, 'url looks like a reference'],
    [
      'a member of a list',
      { logStreamType: 'axiom', attributes: [{}, { key: 'k', value: '<s3cret-key>' }] },
      'attributes[1].value looks like a placeholder',
    ],
    [
      'an odd member',
      { logStreamType: 'sentry', tags: { 'a b\n': '[REDACTED:s3cret]' } },
      'tags."a b\\n" looks like a mask',
    ],
  ])('a value that is none: %s', async (_, config, message) => {
    const { run, write, host, fake } = await workspaceWithFake()
    await write('change.json', JSON.stringify(config))
    const set = ['log-streams', 'set', config.logStreamType, '--from-file', 'change.json', '--confirm', host]
    const { code, json, stdout, stderr } = await run([...set, '--json'])
    expect(code).toBe(4)
    expect(stderr).toContain(`change.json: ${message}`)
    expect(stderr).toContain('Pass --allow-placeholders to allow it.')
    expect((stdout + stderr).toLowerCase()).not.toContain('s3cret')
    expect(json()).toMatchObject({ next: [expect.stringContaining('--allow-placeholders')] })
    expect(fake.requests).toEqual([])
  })

  test('that are nested deeper than any stack', async () => {
    const { run, host, fake } = await workspaceWithFake()
    const deep = `{"logStreamType":"axiom","attributes":${'['.repeat(200_000)}${']'.repeat(200_000)}}`
    const { code, stderr } = await run(
      ['log-streams', 'set', 'axiom', '--from-file', '-', '--confirm', host],
      deep,
    )
    expect(code).not.toBe(0)
    expect(stderr).not.toContain('    at ')
    expect(fake.state.logStreams).toEqual([])
  })
})

test('a value that looks like a placeholder is sent if that is allowed', async () => {
  const { set, write, fake } = await workspaceWithReceiver()
  await write('axiom.json', AXIOM.replace('s3cret', '••••••••'))
  expect(await set('axiom', '--from-file', 'axiom.json', '--allow-placeholders')).toMatchObject({ code: 0 })
  expect(fake.state.logStreams).toHaveLength(1)
})

test.each([
  [
    'an address',
    { logStreamType: 'webhook', url: 'https://u:s3cret@a.example:8443/s3cret?key=s3cret' },
    'webhook to a.example:8443',
  ],
  [
    'a DSN',
    { logStreamType: 'sentry', dsn: 'https://s3cret@o1.ingest.example/2' },
    'sentry to o1.ingest.example',
  ],
  [
    'a host',
    { logStreamType: 'postHogLogs', apiKey: 's3cret', host: 'eu.example:443/s3cret' },
    'postHogLogs to eu.example',
  ],
  [
    'a bucket',
    { logStreamType: 's3Export', bucket: 'a b\u001b', secretAccessKey: 's3cret' },
    's3Export to the bucket "a b\\u001b"',
  ],
  ['a site', { logStreamType: 'datadog', ddApiKey: 's3cret', siteLocation: 'EU' }, 'datadog to the site EU'],
  ['nothing', { logStreamType: 'axiom', apiKey: 's3cret', ingestUrl: null }, 'axiom'],
  ['what is no address', { logStreamType: 'webhook', url: 'a s3cret' }, 'webhook'],
])('what is to be confirmed says where the stream goes: %s', async (_, config, place) => {
  const { run, write, fake } = await workspaceWithFake()
  await write('hook.json', JSON.stringify(config))
  const { code, stdout, stderr } = await run([
    ...['log-streams', 'set', config.logStreamType, '--from-file', 'hook.json'],
  ])
  expect(code).toBe(4)
  expect(stderr).toContain(`Create the log stream ${place} on `)
  expect(stdout + stderr).not.toContain('s3cret')
  expect(fake.state.logStreams).toEqual([])
})

const CANARY = 's3cret'
const canary = fc.string({ maxLength: 4 }).map(more => `${CANARY}${more}`)

/** Any JSON, with a canary in every string. */
const anything = fc
  .jsonValue({ maxDepth: 3 })
  .chain(value =>
    canary.map(text =>
      JSON.parse(JSON.stringify(value, (_, member) => (typeof member === 'string' ? text : member))),
    ),
  )

/** Values that fit a schema, with a canary in each string that it marks as sensitive or does not describe. */
function valueFor(schema: Schema): fc.Arbitrary<unknown> {
  if (schema.oneOf)
    return fc.oneof(...schema.oneOf.map(valueFor), ...(schema['x-open'] ? [ofUnknownKind(schema)] : []))
  if (schema.const !== undefined) return fc.constant(schema.const)
  const [type] = [schema.type].flat()
  if (type === 'array') return fc.array(valueFor(schema.items ?? {}), { maxLength: 2 })
  if (type === 'object') return objectOf(schema)
  if (type === 'null') return fc.constant(null)
  return schema['x-sensitive'] ? canary : fc.constantFrom('plain', 'text')
}

function objectOf({ properties = {}, additionalProperties }: Schema): fc.Arbitrary<unknown> {
  const known = fc.record(
    Object.fromEntries(Object.entries(properties).map(([name, one]) => [name, valueFor(one)])),
  )
  const more = fc.dictionary(
    fc.constantFrom('licenseKey', 'token', 'nested', '__proto__', 'toString'),
    additionalProperties ? valueFor(additionalProperties) : anything,
  )
  return fc.tuple(known, more).map(([own, others]) => ({ ...others, ...own }))
}

function ofUnknownKind({ discriminator = '', oneOf = [] }: Schema): fc.Arbitrary<unknown> {
  const properties = oneOf[0]?.properties ?? {}
  const common = Object.entries(properties).filter(([name]) => name === 'id' || name === 'status')
  const own = objectOf({ properties: Object.fromEntries(common) })
  return own.map(value => ({ ...Object(value), [discriminator]: 'newKind' }))
}

test('no secret and nothing that the document does not describe is shown, of any kind of stream', async () => {
  let streams: unknown[] = []
  const answer = (request: Request) => {
    if (request.url.endsWith('/deployment_info')) return Response.json({ kind: 'selfHosted' })
    return Response.json(streams)
  }
  const { run } = await createWorkspace({
    CONVEX_SELF_HOSTED_URL: 'http://127.0.0.1:1',
    CONVEX_SELF_HOSTED_ADMIN_KEY: 'otter|key',
  })
  const property = fc.asyncProperty(valueFor(v1().getLogStream.response), async stream => {
    streams = [stream]
    const kind = `${memberOf(stream, 'logStreamType')}`
    const isGone = memberOf(memberOf(stream, 'status'), 'type') === 'deleting'
    for (const words of [['list'], ['get', kind]]) {
      for (const json of [[], ['--json']]) {
        const { code, stdout, stderr } = await run(['log-streams', ...words, ...json], '', answer)
        expect(stderr).not.toMatch(/^Error: (?!\S+ has no log stream)/m)
        expect(code).toBe(isGone && words[0] === 'get' ? 5 : 0)
        expect(stdout + stderr).not.toContain(CANARY)
      }
    }
    const all = await run(['log-streams', 'list', '--json', '--show-values'], '', answer)
    expect(all.json()).toMatchObject({ logStreams: [JSON.parse(JSON.stringify(stream))] })
  })
  await fc.assert(property, { numRuns })
})
