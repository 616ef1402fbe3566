import { hex } from '../../text/bytes.js'
import { isLoopback, parseUrl } from '../../text/url.js'

/** A function that takes a delivery and answers it, such as a receiver that is called directly. */
export type Deliver = (request: Request) => Promise<Response> | Response

/** The endpoint of a webhook, and how it wants its events. */
export interface Endpoint {
  readonly url: string
  readonly format: unknown
  readonly secret: string
}

/** A request to an endpoint, the same in each attempt. */
export interface Delivery {
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: Uint8Array<ArrayBuffer>
}

/** Returns why nothing is sent to a stream, or `undefined` if its events are sent. */
export function silence(kind: string, url: unknown, deliver: Deliver | undefined): string | undefined {
  if (kind !== 'webhook') return 'Only webhooks are delivered.'
  const parsed = parseUrl(String(url))
  if (parsed === undefined) return 'The URL could not be parsed.'
  if (deliver !== undefined || isLoopback(parsed.hostname)) return undefined
  return 'Only loopback is sent to. Pass `deliver` to take the deliveries to every address.'
}

/** Writes and signs a batch of events. */
export async function signedDelivery(
  { url, format, secret }: Endpoint,
  events: readonly string[],
): Promise<Delivery> {
  const text = format === 'jsonl' ? events.join('\n') : `[${events.join(',')}]`
  const body = new TextEncoder().encode(text)
  const headers = {
    'content-type': 'application/json',
    'user-agent': 'Convex/1.0',
    'x-webhook-signature': `sha256=${await signature(body, secret)}`,
  }
  const target = new URL(url)
  const { username, password } = target
  if (username + password === '') return { url, headers, body }
  // `fetch` refuses user and password in a URL. A deployment sends them as a header.
  target.username = ''
  target.password = ''
  const authorization = `Basic ${btoa(`${decoded(username)}:${decoded(password)}`)}`
  return { url: target.href, headers: { ...headers, authorization }, body }
}

/** Returns the HMAC-SHA256 of a body in hex. The key is the secret's text, not the bytes that its digits stand for. */
async function signature(body: Uint8Array<ArrayBuffer>, secret: string): Promise<string> {
  // WebCrypto has no empty key. HMAC fills keys up with zeros, so a zero signs the same.
  const bytes = new TextEncoder().encode(secret || '\0')
  const algorithm = { name: 'HMAC', hash: 'SHA-256' }
  const key = await crypto.subtle.importKey('raw', bytes, algorithm, false, ['sign'])
  return hex(new Uint8Array(await crypto.subtle.sign('HMAC', key, body)))
}

/** Decodes a part of a URL to bytes, each as one character. */
function decoded(part: string): string {
  return part.replace(/%([0-9a-f]{2})/gi, (_, digits) => String.fromCharCode(Number.parseInt(digits, 16)))
}
