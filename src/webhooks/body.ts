import { WebhookError } from './error.js'

/** The raw body of a request: as it arrives, or as a framework has read it. */
export type RawBody =
  | string
  | ArrayBuffer
  | Uint8Array
  | ReadableStream<Uint8Array>
  | AsyncIterable<unknown>
  | null

/**
 * Reads a body into memory.
 * @throws {WebhookError} 413 if it is larger than `maxBytes`; 503 if it breaks off or was read before
 */
export async function readBytes(body: unknown, maxBytes: number): Promise<Uint8Array<ArrayBuffer>> {
  const { next, stop } = chunksOf(body)
  // One buffer that grows: a sender may make each byte a chunk, and a chunk takes the memory of a hundred.
  let bytes = new Uint8Array(0)
  let length = 0
  try {
    for (let chunk = await next(); chunk !== undefined; chunk = await next()) {
      const end = length + chunk.byteLength
      if (end > maxBytes) throw tooLarge(maxBytes)
      if (end > bytes.length) bytes = grown(bytes, Math.max(end, Math.min(2 * bytes.length, maxBytes)))
      bytes.set(chunk, length)
      length = end
    }
  } catch (error) {
    stop()
    throw error
  }
  // No deployment sends an empty body. A stream that has ended looks like one.
  if (length === 0) throw alreadyRead()
  return bytes.subarray(0, length)
}

function grown(bytes: Uint8Array, length: number): Uint8Array<ArrayBuffer> {
  const larger = new Uint8Array(length)
  larger.set(bytes)
  return larger
}

/** Creates the error for a body that is too large. */
export function tooLarge(maxBytes: number): WebhookError {
  return new WebhookError(413, `The body is larger than \`maxBytes\` (${maxBytes}) allows.`)
}

/** A body as chunks, after the last of which comes `undefined`. */
interface Chunks {
  readonly next: () => Promise<Uint8Array | undefined>
  readonly stop: () => void
}

function chunksOf(body: unknown): Chunks {
  if (isStream(body) && !body.locked) {
    const reader = body.getReader()
    return {
      next: async () => chunkOf(await reader.read()),
      stop: () => void reader.cancel().catch(() => {}),
    }
  }
  // A request of Node. Its iterator is left as it is: to end it would close the connection, and the answer with it.
  const iterator = isIterable(body) ? body[Symbol.asyncIterator]() : [body].values()
  return { next: async () => chunkOf(await iterator.next()), stop: () => {} }
}

function chunkOf({ done, value }: IteratorResult<unknown, unknown>): Uint8Array | undefined {
  return done ? undefined : bytesOf(value)
}

function bytesOf(value: unknown): Uint8Array {
  if (typeof value === 'string') return new TextEncoder().encode(value)
  if (ArrayBuffer.isView(value)) return new Uint8Array(value.buffer, value.byteOffset, value.byteLength)
  if (isBuffer(value)) return new Uint8Array(value)
  throw alreadyRead()
}

function alreadyRead(): WebhookError {
  const message =
    'The body is empty, or was read or parsed before. The signature is over its raw bytes: pass those, or an unread request.'
  return new WebhookError(503, message)
}

/** Knows a buffer of another realm, too, such as that of a test runner. */
function isBuffer(value: unknown): value is ArrayBuffer {
  return Object.prototype.toString.call(value) === '[object ArrayBuffer]'
}

function isStream(body: unknown): body is ReadableStream<unknown> {
  return typeof body === 'object' && body !== null && 'getReader' in body
}

function isIterable(body: unknown): body is AsyncIterable<unknown> {
  return typeof body === 'object' && body !== null && Symbol.asyncIterator in body && !('getReader' in body)
}
