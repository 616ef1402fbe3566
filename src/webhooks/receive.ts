import { type RawBody, readBytes, tooLarge } from './body.js'
import { WebhookError } from './error.js'
import type { WebhookEvent } from './events.js'
import { checkOptions, type ReceiveOptions } from './options.js'
import { parseEvents } from './parse.js'
import { isSigned, signatureBytes } from './signature.js'

/** A request: a standard `Request`, one of Node's as `{ headers: request.headers, body: request }`, or what a framework has read. */
export interface WebhookRequest {
  readonly headers: Headers | Readonly<Record<string, string | readonly string[] | undefined>>
  /** The raw body. One that a framework has parsed is of no use: the signature is over its bytes. */
  readonly body: RawBody
}

/** The events of a request that a deployment has signed. */
export interface WebhookDelivery {
  /**
   * The signature. A deployment that repeats a delivery repeats it byte by byte, so it identifies the delivery: keep the ids
   * that you have dealt with for an hour at least.
   */
  readonly id: string
  /** The events, in the order in which they were sent. It is empty if `seen` knows the delivery. */
  readonly events: readonly WebhookEvent[]
}

/**
 * Receives a delivery of a log stream of the kind `webhook`: checks its signature and returns its events. Reads no clock: an
 * genuine delivery can be half an hour old.
 * @throws {WebhookError} for any other request: answer with its `status`, or return its `toResponse()`
 * @example
 * try {
 *   const { id, events } = await receiveWebhook(request, { secrets: [process.env.WEBHOOK_SECRET] })
 *   await store(id, events)
 *   return new Response(null, { status: 200 })
 * } catch (error) {
 *   if (error instanceof WebhookError) return error.toResponse()
 *   throw error
 * }
 */
export async function receiveWebhook(
  request: WebhookRequest,
  options: ReceiveOptions,
): Promise<WebhookDelivery> {
  try {
    return await receive(request, options)
  } catch (cause) {
    if (cause instanceof WebhookError) throw cause
    throw new WebhookError(503, 'The delivery could not be received: `cause` says why.', { cause })
  }
}

async function receive(request: WebhookRequest, options: ReceiveOptions): Promise<WebhookDelivery> {
  const { secrets, deployments, seen, maxBytes } = checkOptions(options)
  const id = headerOf(request, 'x-webhook-signature')
  const signature = signatureBytes(id)
  if (!signature) throw new WebhookError(401, 'The signature is missing or malformed.')
  if (Number(headerOf(request, 'content-length')) > maxBytes) throw tooLarge(maxBytes)
  const bytes = await readBytes(request.body, maxBytes)
  if (!(await isSigned(bytes, signature, secrets)))
    throw new WebhookError(401, 'The signature was made with none of the `secrets`.')
  const events = parseEvents(bytes, maxBytes)
  if (deployments && !events.every(({ convex }) => deployments.includes(convex.deployment_name)))
    throw new WebhookError(401, 'An event is of another deployment than `deployment`.')
  return { id, events: (await seen(id)) ? [] : events }
}

/** Returns a header whatever its case is. A header that comes twice is a text that no signature has. */
function headerOf({ headers }: WebhookRequest, name: string): string {
  if (isHeaders(headers)) return headers.get(name) ?? ''
  const values = Object.entries(headers).filter(([key]) => key.toLowerCase() === name)
  return values.map(([, value]) => value ?? '').join()
}

function isHeaders(headers: WebhookRequest['headers']): headers is Headers {
  return typeof headers.get === 'function'
}
