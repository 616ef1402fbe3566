import { afterAll, beforeAll, expect, test } from 'vitest'
import { sampleEvent, signWebhook } from '../../src/webhooks/index.js'
import type { InstalledPackage } from '../package/installed-package.js'
import { BUNDLES, bundle } from './programs.js'
import { createRecipes, createStream, run } from './recipes.js'
import { installed } from './runtimes.js'

/** Runs the Worker in workerd, with a queue and a database, and serves what the database holds under `/sql`. */
const SERVE = `
import { createServer } from 'node:http'
import { Miniflare } from 'miniflare'
const worker = new Miniflare({
  modules: true,
  scriptPath: 'worker.js',
  compatibilityDate: '2026-01-01',
  bindings: { WEBHOOK_SECRET: process.env.WEBHOOK_SECRET },
  queueProducers: { EVENTS: 'events' },
  queueConsumers: { events: { maxBatchSize: 10, maxBatchTimeout: 1, maxRetries: 10 } },
  d1Databases: ['DB'],
})
const db = await worker.getD1Database('DB')
createServer(async (incoming, outgoing) => {
  const chunks = []
  for await (const chunk of incoming) chunks.push(chunk)
  const body = Buffer.concat(chunks)
  if (incoming.url === '/sql') {
    const { results } = await db.prepare(String(body)).all()
    return outgoing.end(JSON.stringify(results))
  }
  const { status } = await worker.dispatchFetch('http://worker', { method: 'POST', headers: incoming.headers, body })
  outgoing.writeHead(status).end()
}).listen(0, function () { console.log('listening', this.address()) })
`

let project: InstalledPackage
beforeAll(async () => {
  project = await createRecipes()
  const { text } = await bundle(project, 'cloudflare-queue.mjs', BUNDLES['a worker'])
  await project.write('worker.js', text)
  await project.write('serve-worker.mjs', SERVE)
})
afterAll(() => project?.remove())

test('a Cloudflare Worker answers once the events are in its queue, and stores each once', async () => {
  const stream = await createStream()
  const receiver = await run(
    project,
    ['serve-worker.mjs'],
    { WEBHOOK_SECRET: stream.secret },
    installed('node-24/bin/node'),
  )
  const sql = async (query: string): Promise<unknown> =>
    (await fetch(`${receiver.origin}/sql`, { method: 'POST', body: query })).json()
  await stream.sendTo(receiver.origin)

  // The queue delivers a batch again until the table is there.
  await stream.log(...Array.from({ length: 150 }, (_, i) => `line ${i}`), 'x'.repeat(30_000))
  expect(await stream.outcome()).toEqual([{ type: 'active' }, 'delivered', 'delivered', 'delivered'])
  await sql('create table lines (id text primary key, at integer, message text)')
  const count = 'select count(*) count, max(length(message)) longest from lines'
  await expect.poll(() => sql(count)).toEqual([{ count: 151, longest: 30_000 }])

  // The answer to the same delivery got lost twice. Its repetitions are in one batch with the last line.
  const body = JSON.stringify([sampleEvent('console', { message: 'again' })])
  const headers = { 'x-webhook-signature': await signWebhook(body, stream.secret) }
  for (let i = 0; i < 3; i++) await fetch(receiver.origin, { method: 'POST', body, headers })
  await stream.log('last')
  await expect
    .poll(() => sql("select count(*) count from lines where message = 'last'"))
    .toEqual([{ count: 1 }])
  expect(await sql("select count(*) count from lines where message = 'again'")).toEqual([{ count: 1 }])
  await receiver.stop()
})
