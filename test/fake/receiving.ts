import { createHmac } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'
import { onTestFinished } from 'vitest'
import type { FakeDeploymentOptions } from '../../src/fake/index.js'
import { asking } from './asking.js'

/** A request that a receiver got. */
export interface ReceivedDelivery {
  readonly method: string | undefined
  readonly url: string | undefined
  readonly headers: NodeJS.Dict<string | string[]>
  readonly body: Buffer
}

/** The status of an answer, or nothing for no answer. */
type Answer = (request: ReceivedDelivery, number: number) => number | undefined

/** Starts a receiver on loopback. It answers 200 unless told otherwise. */
export async function receiving(answer: Answer = () => 200, host = '127.0.0.1') {
  const received: ReceivedDelivery[] = []
  const server = createServer(async (incoming, outgoing) => {
    const { method, url, headers } = incoming
    const request = { method, url, headers, body: await buffer(incoming) }
    received.push(request)
    const status = answer(request, received.length)
    if (status !== undefined) outgoing.writeHead(status).end()
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(0, host, resolve)
  })
  onTestFinished(async () => {
    server.closeAllConnections()
    await new Promise(resolve => server.close(resolve))
  })
  const { port } = server.address() as AddressInfo
  const events = () => received.flatMap(eventsOf)
  return { url: `http://127.0.0.1:${port}/`, port, received, events }
}

/** Returns an address on loopback that nobody listens at. */
export async function deadUrl(): Promise<string> {
  const server = createServer()
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise(resolve => server.close(resolve))
  return `http://127.0.0.1:${port}/`
}

/** Returns the events of a delivery in either format. */
export function eventsOf({ body }: Pick<ReceivedDelivery, 'body'>): Record<string, unknown>[] {
  const text = body.toString()
  return text.startsWith('[') ? JSON.parse(text) : text.split('\n').map(line => JSON.parse(line))
}

/** Returns the signature that a receiver expects: Node's HMAC of the bytes, by the secret's text. */
export function signatureOf({ body }: Pick<ReceivedDelivery, 'body'>, secret: string | undefined): string {
  return `sha256=${createHmac('sha256', secret ?? '')
    .update(body)
    .digest('hex')}`
}

/** Creates a fake with a webhook of a URL, and verbs for it. It is closed when the test is finished. */
export async function streaming(url: string, settings: object = {}, options: FakeDeploymentOptions = {}) {
  const { fake, ask } = asking(options)
  onTestFinished(() => fake.close())
  const create = { logStreamType: 'webhook', url, format: 'json', ...settings }
  await ask('POST /create_log_stream', create)
  const [stream] = fake.state.logStreams
  if (stream === undefined) throw new Error('The log stream was not created.')
  const { id } = stream
  return {
    fake,
    ask,
    id,
    secret: () => fake.state.logStreams[0]?.hmacSecret,
    read: async (): Promise<Record<string, unknown>> => Object((await ask(`GET /get_log_stream/${id}`)).body),
    update: (changes: object) =>
      ask(`POST /update_log_stream/${id}`, { logStreamType: 'webhook', ...changes }),
    rotate: () => ask(`POST /rotate_webhook_secret/${id}`),
    outcomes: () => fake.deliveries.map(({ attempt, status, outcome }) => [attempt, status, outcome]),
  }
}
