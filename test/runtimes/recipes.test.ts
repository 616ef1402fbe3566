import { readFile } from 'node:fs/promises'
import { Agent, request as ask } from 'node:http'
import { resolve } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { createFakeDeployment } from '../../src/fake/index.js'
import { createDeploymentClient } from '../../src/index.js'
import { sampleEvent, signWebhook } from '../../src/webhooks/index.js'
import type { InstalledPackage } from '../package/installed-package.js'
import { createRecipes, createStream, type Running, run, type Stream } from './recipes.js'

let project: InstalledPackage
beforeAll(async () => {
  project = await createRecipes()
})
afterAll(() => project?.remove())

const running: Running[] = []
afterEach(async () => {
  await Promise.all(running.splice(0).map(({ stop }) => stop()))
})

async function start(args: readonly string[], environment: Record<string, string>): Promise<Running> {
  const receiver = await run(project, args, environment)
  running.push(receiver)
  return receiver
}

/** Starts a recipe that knows the secret of a stream, and lets the stream deliver to it. */
async function connect(stream: Stream, args: readonly string[], path: string, environment = {}) {
  const receiver = await start(args, { WEBHOOK_SECRET: stream.secret, ...environment })
  await stream.sendTo(receiver.origin + path)
  return receiver
}

async function sql(receiver: Running, query: string): Promise<unknown> {
  const response = await fetch(`${receiver.origin}/sql`, { method: 'POST', body: query })
  return response.json()
}

test.each([
  ['Node', ['node.mjs'], '/'],
  ['Express', ['express.mjs'], '/convex'],
  ['Next.js', ['serve.mjs', './next-route.mjs'], '/api/convex'],
])('%s: prints what functions log, a batch of 200 kB as well', async (_, args, path) => {
  const stream = await createStream()
  const receiver = await connect(stream, args, path)
  await stream.log('hello', 'x'.repeat(200_000))
  expect(receiver.printed.map(line => line.slice(0, 10))).toEqual(['INFO hello', 'INFO xxxxx'])
  expect(await stream.outcome()).toEqual([{ type: 'active' }, 'delivered', 'delivered'])
})

test.each([
  ['Node', ['node.mjs'], '/'],
  ['Express', ['express.mjs'], '/convex'],
  ['Hono', ['serve.mjs', './exactly-once.mjs'], '/convex'],
  ['Next.js', ['serve.mjs', './next-route.mjs'], '/api/convex'],
])('%s: refuses what another secret has signed, and says nothing else', async (_, args, path) => {
  const receiver = await start(args, { WEBHOOK_SECRET: 'the-secret' })
  const body = JSON.stringify([sampleEvent('console')])
  const headers = { 'x-webhook-signature': await signWebhook(body, 'another-secret') }
  const response = await fetch(receiver.origin + path, { method: 'POST', body, headers })
  expect([response.status, await response.text()]).toEqual([401, ''])
  expect(receiver.printed).toEqual(['The signature was made with none of the `secrets`.'])
})

test.each([
  ['that is announced', { 'content-length': 100_000_000 }],
  ['that is not', {}],
])('Node: answers 413 in the middle of an upload of 100 MB %s, and serves on', async (_, length) => {
  const receiver = await start(['node.mjs'], { WEBHOOK_SECRET: 'the-secret' })
  const headers = { 'x-webhook-signature': await signWebhook('[]', 'the-secret'), ...length }
  let sent = 0
  const chunks = function* () {
    for (; sent < 1000; sent++) yield new Uint8Array(100_000)
  }
  const status = await new Promise((answer, fail) => {
    // As a deployment does, it keeps the connection: a receiver may not close it before the answer is read.
    const agent = new Agent({ keepAlive: true })
    const upload = ask(receiver.origin, { method: 'POST', headers, agent })
    upload.on('response', response => {
      answer(response.statusCode)
      upload.destroy()
    })
    pipeline(chunks, upload).catch(fail)
  })
  expect(status).toBe(413)
  expect(sent).toBeLessThan(1000)
  const body = JSON.stringify([sampleEvent('console', { message: 'hello' })])
  const signature = await signWebhook(body, 'the-secret')
  const next = await fetch(receiver.origin, {
    method: 'POST',
    body,
    headers: { 'x-webhook-signature': signature },
  })
  expect(next.status).toBe(204)
  expect(receiver.printed.at(-1)).toBe('LOG hello')
})

describe('Express', () => {
  test('leaves the parser to the routes after it', async () => {
    const { origin } = await start(['express.mjs'], { WEBHOOK_SECRET: 'the-secret' })
    const init = { method: 'POST', body: '{"a":1}', headers: { 'content-type': 'application/json' } }
    expect(await (await fetch(`${origin}/echo`, init)).json()).toEqual({ a: 1 })
  })

  test('takes the bytes of `express.raw`, too', async () => {
    await writeVariant('express-raw.mjs', {
      '"/convex", ': '"/convex", express.raw({ type: "*/*", limit: "16mb" }), ',
      'body: request }': 'body: request.body }',
    })
    const stream = await createStream()
    const receiver = await connect(stream, ['express-raw.mjs'], '/convex')
    await stream.log('x'.repeat(200_000))
    expect(receiver.printed.map(({ length }) => length)).toEqual([200_005])
  })

  test('loses no delivery where a parser came first: it comes again until the order is repaired', async () => {
    await writeVariant('express-parsed.mjs', { 'express()': 'express().use(express.json())' })
    let current = ''
    const fake = createFakeDeployment({
      async deliver(request) {
        const response = await fetch(new Request(current, request))
        // The order is repaired after the first refusal.
        if (response.status === 503) current = `${right.origin}/convex`
        return response
      },
    })
    const { logStreams } = createDeploymentClient({ url: fake.url, token: fake.token, fetch: fake.fetch })
    const created = await logStreams.create({
      logStreamType: 'webhook',
      url: 'https://logs.example.com/convex',
      format: 'json',
    })
    if (created.logStreamType !== 'webhook') throw new Error('It is not a webhook.')
    const secret = { WEBHOOK_SECRET: created.hmacSecret }
    const [wrong, right] = [await start(['express-parsed.mjs'], secret), await start(['express.mjs'], secret)]
    current = `${right.origin}/convex`
    await fake.deliverAll()
    current = `${wrong.origin}/convex`
    fake.emit({
      topic: 'console',
      log_level: 'INFO',
      message: 'hello',
      function: { path: 'a:b', type: 'query' },
    })
    await fake.deliverAll()
    expect(wrong.printed[0]).toBe(
      'The body is empty, or was read or parsed before. The signature is over its raw bytes: pass those, or an unread request.',
    )
    expect(right.printed).toEqual(['INFO hello'])
    expect(fake.deliveries.slice(-2)).toMatchObject([{ outcome: 'retrying' }, { outcome: 'delivered' }])
  })
})

/** Writes the recipe for Express with some of its parts replaced. */
async function writeVariant(name: string, parts: Readonly<Record<string, string>>): Promise<void> {
  let text = await readFile(`${project.folder}/express.mjs`, 'utf8')
  for (const [part, other] of Object.entries(parts)) {
    if (!text.includes(part)) throw new Error(`The recipe has no part ${part}.`)
    text = text.replace(part, other)
  }
  await project.write(name, text)
}

test('Hono and Postgres: stores a delivery once, however often and at once it comes', async () => {
  const stream = await createStream()
  const receiver = await connect(stream, ['serve.mjs', './exactly-once.mjs'], '/convex')
  await stream.log('hello')
  const body = JSON.stringify([sampleEvent('console', { message: 'again', timestamp: 0 })])
  const headers = { 'x-webhook-signature': await signWebhook(body, stream.secret) }
  const repeat = () => fetch(`${receiver.origin}/convex`, { method: 'POST', body, headers })
  const answers = [...(await Promise.all([repeat(), repeat(), repeat()])), await repeat()]
  expect(answers.map(({ status }) => status)).toEqual([204, 204, 204, 204])
  expect(await sql(receiver, 'select message from lines order by message')).toEqual([
    { message: 'again' },
    { message: 'hello' },
  ])
  expect(await sql(receiver, "select * from lines where at = 'epoch'")).toEqual([
    { deployment: 'happy-otter-123', at: '1970-01-01T00:00:00.000Z', message: 'again' },
  ])
  await sql(receiver, "update deliveries set received = now() - interval '3 hours'")
  await stream.log('later')
  expect(await sql(receiver, 'select count(*)::int from deliveries')).toEqual([{ count: 1 }])
})

test('the recipes compile against the packages that they use', async () => {
  const files = ['node', 'express', 'exactly-once', 'metering', 'next-route', 'cloudflare-queue']
  for (const file of files) {
    const text = await readFile(`examples/webhooks/${file}.ts`, 'utf8')
    await project.write(`${file}.mts`, text)
  }
  const compilerOptions = {
    strict: true,
    exactOptionalPropertyTypes: true,
    noUncheckedIndexedAccess: true,
    noEmit: true,
    skipLibCheck: true,
    target: 'es2022',
    module: 'nodenext',
    lib: ['es2023', 'dom', 'dom.iterable'],
    types: ['node'],
    typeRoots: [resolve('node_modules/@types')],
  }
  await project.write(
    'tsconfig.json',
    JSON.stringify({ compilerOptions, files: files.map(file => `${file}.mts`) }),
  )
  expect(await project.run('node', resolve('node_modules/typescript/bin/tsc'), '-p', '.')).toBe('')
})
