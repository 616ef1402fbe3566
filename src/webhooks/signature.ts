import { hex } from '../text/bytes.js'
import { WebhookError } from './error.js'

const HMAC = { name: 'HMAC', hash: 'SHA-256' }
const SCHEME = 'sha256='

/**
 * Signs a body as a deployment does. Returns the value of the header `x-webhook-signature`. Use it to test a receiver.
 * @param body the raw text or bytes
 * @param secret the webhook's `hmacSecret`
 * @throws {WebhookError} for a secret that is empty or blank
 * @example
 * const body = JSON.stringify([sampleEvent('console')])
 * await fetch(receiver, { method: 'POST', body, headers: { 'x-webhook-signature': await signWebhook(body, secret) } })
 */
export async function signWebhook(body: string | Uint8Array, secret: string): Promise<string> {
  // A copy is never memory that threads share, which WebCrypto refuses. Its type is one that TypeScript 5.4 knows.
  const bytes = typeof body === 'string' ? new TextEncoder().encode(body) : new Uint8Array(body)
  const key = await keyOf(secret, 'sign')
  return SCHEME + hex(new Uint8Array(await crypto.subtle.sign(HMAC, key, bytes)))
}

/**
 * Reads the bytes of a signature. It has one spelling, as it is the id of a delivery: a second one would let a delivery that
 * was dealt with pass again.
 */
export function signatureBytes(header: string): Uint8Array<ArrayBuffer> | undefined {
  if (!/^sha256=[0-9a-f]{64}$/.test(header)) return undefined
  return Uint8Array.from({ length: 32 }, (_, i) =>
    Number.parseInt(header.slice(SCHEME.length + 2 * i, SCHEME.length + 2 * i + 2), 16),
  )
}

/** Returns true if one of the secrets made the signature. The comparison is WebCrypto's, which takes the same time for any signature. */
export async function isSigned(
  body: Uint8Array<ArrayBuffer>,
  signature: Uint8Array<ArrayBuffer>,
  secrets: readonly string[],
): Promise<boolean> {
  for (const secret of secrets) {
    const key = await keyOf(secret, 'verify')
    if (await crypto.subtle.verify(HMAC, key, signature, body)) return true
  }
  return false
}

/**
 * Returns true for a text that is not blank, and that neither begins nor ends with white space. A secret that was read from a
 * file often ends with a line break, and would fit no signature.
 */
export function isTrimmedText(secret: unknown): secret is string {
  return typeof secret === 'string' && secret !== '' && secret.trim() === secret
}

/** The key is the secret's text, not the bytes that its hex digits stand for. */
function keyOf(secret: string, use: 'sign' | 'verify'): Promise<CryptoKey> {
  if (!isTrimmedText(secret))
    throw new WebhookError(503, 'The secret is empty, or begins or ends with a space.')
  return crypto.subtle.importKey('raw', new TextEncoder().encode(secret), HMAC, false, [use])
}
