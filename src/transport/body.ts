import type { Stoppable } from './deadline.js'

/** A body as it was read: the text as far as it is good, and why it stops where it does. */
export interface Body {
  readonly bytes: number
  readonly text: string
  readonly fault?: 'too large' | 'not UTF-8'
}

/** The largest part of an error answer that is read. */
const ERROR_BODY_LIMIT = 64 * 1024

/** Reads the body of an error answer. One that breaks off counts as none: the status has come, and says enough. */
export function readErrorBody(response: Response, work: Stoppable): Promise<Body> {
  return readBody(response, ERROR_BODY_LIMIT, work).catch(() => ({ bytes: 0, text: '' }))
}

/**
 * Reads a body as UTF-8 up to `limit` bytes (after decompression) and cancels what is left.
 * Throws what the stream throws when it breaks; one that is given up ends early.
 */
export async function readBody(response: Response, limit: number, work: Stoppable): Promise<Body> {
  if (response.body === null) return { bytes: 0, text: '' }
  const reader = response.body.getReader()
  const cancel = () => void reader.cancel(work.signal.reason).catch(() => {})
  work.onStop = cancel
  if (work.signal.aborted) cancel()
  const decoder = new TextDecoder('utf-8', { fatal: true })
  let bytes = 0
  let text = ''
  let chunk: Uint8Array<ArrayBuffer> | undefined
  for (;;) {
    const { done, value } = await reader.read()
    // A chunk waits for the next one: decoding a single one as the last of its kind is several times as fast.
    const decoded = chunk || done ? decode(decoder, chunk, !done) : ''
    if (decoded === undefined) {
      cancel()
      return { bytes, text, fault: 'not UTF-8' }
    }
    text += decoded
    if (done) return { bytes, text }
    bytes += value.byteLength
    if (bytes > limit) {
      cancel()
      return { bytes, text, fault: 'too large' }
    }
    chunk = value
  }
}

/** The text of one chunk; `undefined` for bytes that are no UTF-8. */
function decode(
  decoder: TextDecoder,
  chunk: Uint8Array<ArrayBuffer> | undefined,
  stream: boolean,
): string | undefined {
  try {
    return decoder.decode(chunk, { stream })
  } catch {
    return undefined
  }
}
