import { afterAll, beforeAll, expect, test } from 'vitest'
import { createDeploymentClient } from '../../src/index.js'
import { sampleEvent, signWebhook } from '../../src/webhooks/index.js'
import type { InstalledPackage } from '../package/installed-package.js'
import { createRecipes, createStream, type Running, run, type Stream } from './recipes.js'

let project: InstalledPackage
let receiver: Running
beforeAll(async () => {
  project = await createRecipes()
  await start()
})
afterAll(async () => {
  await receiver?.stop()
  await project?.remove()
})

/** Starts the receiver. Its database is in a folder, and is there again after a restart. */
async function start(): Promise<void> {
  receiver = await run(project, ['serve.mjs', './metering.mjs'], { DATABASE_FOLDER: 'database' })
}

async function sql(query: string): Promise<void> {
  const response = await fetch(`${receiver.origin}/sql`, { method: 'POST', body: query })
  expect(response.status).toBe(200)
}

async function add(customer: string, deployment: string, secret: string): Promise<void> {
  await sql(
    `insert into customers (id, deployment, secrets) values ('${customer}', '${deployment}', '{${secret}}')`,
  )
}

/** Creates a customer whose deployment delivers to a path of their own. */
async function createCustomer(
  customer: string,
  deployment: string,
  answered?: (response: Response) => unknown,
): Promise<Stream> {
  const stream = await createStream(deployment, answered)
  await add(customer, deployment, stream.secret)
  await stream.sendTo(`${receiver.origin}/convex/${customer}`)
  return stream
}

async function usageOf(customer: string): Promise<unknown> {
  return (await fetch(`${receiver.origin}/usage/${customer}`)).json()
}

/** Lets functions run, each with a GB of reads. */
async function execute({ fake }: Stream, runs: number): Promise<void> {
  const { timestamp, convex, ...event } = sampleEvent('function_execution', {
    usage: { database_io_read_bytes: 2 ** 30, database_io_write_bytes: 0 },
  })
  for (let i = 0; i < runs; i++) fake.emit(event)
  await fake.deliverAll()
}

const used = (deployment: string, calls: number) => ({
  [deployment]: expect.objectContaining({ functionCalls: calls, databaseIoGb: calls }),
})

test('each customer has a meter of their own, which goes on after a restart', async () => {
  const first = await createCustomer('first', 'first-otter-1')
  const second = await createCustomer('second', 'second-otter-2')
  await execute(first, 200)
  await execute(second, 1)
  await receiver.stop()
  await start()
  await first.sendTo(`${receiver.origin}/convex/first`)
  await execute(first, 3)
  expect(await usageOf('first')).toEqual(used('first-otter-1', 203))
  expect(await usageOf('second')).toEqual(used('second-otter-2', 1))
})

test('a delivery counts once, however often and at once it comes', async () => {
  await add('third', 'happy-otter-123', 'the-secret')
  const body = JSON.stringify([sampleEvent('function_execution')])
  const headers = { 'x-webhook-signature': await signWebhook(body, 'the-secret') }
  const deliver = () => fetch(`${receiver.origin}/convex/third`, { method: 'POST', body, headers })
  const answers = [...(await Promise.all([deliver(), deliver(), deliver()])), await deliver()]
  expect(answers.map(({ status }) => status)).toEqual([204, 204, 204, 204])
  expect(await usageOf('third')).toEqual({ 'happy-otter-123': expect.objectContaining({ functionCalls: 1 }) })
})

test('no customer can sign for another: neither on their path nor with their name', async () => {
  await add('victim', 'sad-owl-9', 'secret-of-the-victim')
  await add('thief', 'happy-otter-123', 'secret-of-the-thief')
  const body = JSON.stringify([
    sampleEvent('function_execution', { convex: { deployment_name: 'sad-owl-9' } }),
  ])
  const headers = { 'x-webhook-signature': await signWebhook(body, 'secret-of-the-thief') }
  for (const path of ['victim', 'thief']) {
    const answer = await fetch(`${receiver.origin}/convex/${path}`, { method: 'POST', body, headers })
    expect(answer.status).toBe(401)
  }
  expect([await usageOf('victim'), await usageOf('thief')]).toEqual([{}, {}])
})

test('no event is lost while a secret is replaced, though the deployment restarts before it is stored', async () => {
  let refusals = 0
  const stream = await createCustomer('rotating', 'brave-fox-456', async ({ status }) => {
    // The secret is stored after the first refusal, and before the deployment tries again.
    if (status === 503 && ++refusals === 1)
      await sql(`update customers set secrets = secrets || '{${secret}}' where id = 'rotating'`)
  })
  const { fake, id } = stream
  const { logStreams } = createDeploymentClient({ url: fake.url, token: fake.token, fetch: fake.fetch })
  await sql("update customers set rotating = true where id = 'rotating'")
  const secret = await logStreams.rotateSecret(id)
  // The stream now signs with a secret that the receiver does not have.
  fake.restore(fake.snapshot())
  await execute(stream, 2)
  expect(refusals).toBeGreaterThan(0)
  expect(await usageOf('rotating')).toEqual(used('brave-fox-456', 2))
  expect(fake.deliveries.at(-1)).toMatchObject({ outcome: 'delivered' })

  await sql("update customers set rotating = false, secrets = '{another}' where id = 'rotating'")
  await execute(stream, 1)
  expect(fake.deliveries.at(-1)).toMatchObject({ status: 401, outcome: 'dropped' })
})
