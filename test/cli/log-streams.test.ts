import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { v1 } from '../../src/schema/contracts.js'
import type { Schema } from '../../src/schema/schema.js'
import { numRuns } from '../support/strings.js'
import { createWorkspace, workspaceOnCloud, workspaceWithFake } from './support/workspace.js'

const WEBHOOK = '{ "logStreamType": "webhook", "url": "https://a.example/?key=s3cret", "format": "jsonl" }'
const AXIOM = '{ "logStreamType": "axiom", "apiKey": "s3cret", "datasetName": "d", "attributes": [] }'

async function workspaceWithWebhook() {
  const workspace = await workspaceWithFake()
  await workspace.write('webhook.json', WEBHOOK)
  const create = ['log-streams', 'create', '--from-file', 'webhook.json', '--confirm', workspace.host]
  const created = await workspace.run([...create, '--json'])
  const [stream] = workspace.fake.state.logStreams
  if (stream?.hmacSecret === undefined) throw new Error(created.stderr)
  return { ...workspace, created, stream, secret: stream.hmacSecret }
}

test('a log stream is created, changed and deleted', async () => {
  const { run, write, host, fake, stream } = await workspaceWithWebhook()
  const confirmed = ['--confirm', host]
  const piped = await run(['log-streams', 'create', '--from-file', '-', ...confirmed, '--show-values'], AXIOM)
  expect(piped.code).toBe(0)
  expect(piped.stdout + piped.stderr).not.toContain('s3cret')
  await write('change.json', '{ "logStreamType": "webhook", "url": "https://b.example/" }')
  const update = ['log-streams', 'update', stream.id, '--from-file', 'change.json']
  expect(await run([...update, '--yes'])).toMatchObject({ code: 4 })
  expect(await run([...update, ...confirmed])).toMatchObject({ code: 0 })
  expect(stream.config).toMatchObject({ url: 'https://b.example/', format: 'jsonl' })
  expect(fake.state.logStreams).toHaveLength(2)
  expect(await run(['log-streams', 'delete', stream.id, '--yes'])).toMatchObject({ code: 0 })
  expect(stream.status.type).toBe('deleting')
  for (const command of [
    ['get', stream.id],
    ['delete', stream.id, '--yes'],
  ]) {
    const gone = await run(['log-streams', ...command])
    expect(gone).toMatchObject({ code: 5, stderr: expect.stringContaining('Absent: ') })
  }
})

test.each(['dev', 'preview', 'prod', 'custom'] as const)(
  'creating one is confirmed by name, even on a deployment that is %s: it hands data over',
  async deploymentType => {
    const { fake, run, runPrinted, write } = await workspaceOnCloud({ deploymentType })
    await write('webhook.json', WEBHOOK)
    const { code, json, stderr } = await run([
      ...['log-streams', 'create', '--from-file', 'webhook.json', '--yes', '--json'],
    ])
    expect(code).toBe(4)
    expect(stderr).toContain('--confirm happy-otter-123')
    expect(fake.state.logStreams).toEqual([])
    const { next } = json() as { next: [string] }
    expect(await runPrinted(next[0])).toMatchObject({ code: 0 })
    expect(fake.state.logStreams).toHaveLength(1)
  },
)

test('secrets and the address of a webhook show on request alone; JSON leaves them out', async () => {
  const { run, created, stream, secret } = await workspaceWithWebhook()
  expect(created.json()).toMatchObject({ status: 'done', logStream: { logStreamType: 'webhook' } })
  expect(created.stdout).not.toContain('hmacSecret')
  const { stdout: listed } = await run(['log-streams', 'list'])
  expect(listed).toMatch(new RegExp(`^${stream.id} +webhook +\\w+\n$`))
  for (const command of [['list'], ['list', '--json'], ['get', stream.id], ['get', stream.id, '--json']]) {
    const { code, stdout } = await run(['log-streams', ...command])
    expect(code).toBe(0)
    expect(stdout).not.toContain(secret)
    expect(stdout).not.toContain('a.example')
  }
  const { stdout } = await run(['log-streams', 'get', stream.id])
  expect(stdout).toMatch(/^url +\(hidden string: --show-values shows it\)$/m)
  expect((await run(['log-streams', 'get', stream.id, '--json'])).json()).toMatchObject({
    logStream: { id: stream.id, format: 'jsonl', topics: null, status: { type: 'pending' } },
  })
  const shown = (await run(['log-streams', 'get', stream.id, '--show-values'])).stdout
  expect(shown).toContain(secret)
  expect(shown).toContain('a.example')
})

test('a secret is replaced only where the new one is shown, as the old one is forgotten', async () => {
  const { run, runPrinted, fake, stream, secret } = await workspaceWithWebhook()
  const sent = fake.requests.length
  const quiet = await run(['log-streams', 'rotate-secret', stream.id, '--yes', '--json'])
  expect(quiet.code).toBe(64)
  expect(fake.requests.length).toBe(sent)
  expect(stream.hmacSecret).toBe(secret)
  const { next } = quiet.json() as { next: [string] }
  const shown = await runPrinted(next[0])
  expect(stream.hmacSecret).not.toBe(secret)
  expect(shown.json()).toMatchObject({ logStream: { hmacSecret: stream.hmacSecret } })
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
    const { code, stdout, stderr } = await run(
      ['log-streams', 'create', '--from-file', '-', '--confirm', host],
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
    const update = ['log-streams', 'update', 'ID', '--from-file', 'change.json', '--confirm', host]
    const { code, json, stdout, stderr } = await run([...update, '--json'])
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
    const { code, stderr } = await run(['log-streams', 'create', '--from-file', '-', '--confirm', host], deep)
    expect(code).not.toBe(0)
    expect(stderr).not.toContain('    at ')
    expect(fake.state.logStreams).toEqual([])
  })
})

test('a value that looks like a placeholder is sent if that is allowed', async () => {
  const { run, write, host, fake } = await workspaceWithFake()
  await write('axiom.json', AXIOM.replace('s3cret', '••••••••'))
  const create = ['log-streams', 'create', '--from-file', 'axiom.json', '--confirm', host]
  expect(await run([...create, '--allow-placeholders'])).toMatchObject({ code: 0 })
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
  for (const [words, what] of [
    [['create'], 'Create a log stream'],
    [['update', 'ID'], 'Change the log stream ID'],
  ] as const) {
    const { code, stdout, stderr } = await run(['log-streams', ...words, '--from-file', 'hook.json'])
    expect(code).toBe(4)
    expect(stderr).toContain(`${what} (${place}) on `)
    expect(stdout + stderr).not.toContain('s3cret')
  }
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
    return Response.json(request.url.endsWith('/list_log_streams') ? streams : streams[0])
  }
  const { run } = await createWorkspace({
    CONVEX_SELF_HOSTED_URL: 'http://127.0.0.1:1',
    CONVEX_SELF_HOSTED_ADMIN_KEY: 'otter|key',
  })
  const property = fc.asyncProperty(valueFor(v1().getLogStream.response), async stream => {
    streams = [stream]
    for (const words of [['list'], ['get', 'ID']]) {
      for (const json of [[], ['--json']]) {
        const { code, stdout, stderr } = await run(['log-streams', ...words, ...json], '', answer)
        expect(stderr).not.toContain('Failed')
        expect(code).toBe(0)
        expect(stdout + stderr).not.toContain(CANARY)
      }
    }
    const all = await run(['log-streams', 'get', 'ID', '--json', '--show-values'], '', answer)
    expect(all.json()).toMatchObject({ logStream: JSON.parse(JSON.stringify(stream)) })
  })
  await fc.assert(property, { numRuns })
})
