/** A body as it was read: the text as far as it is good, and why it stops where it does. */
export interface Body {
  readonly bytes: number
  readonly text: string
  readonly fault?: 'too large' | 'not UTF-8'
}

/** The largest part of an error answer that is read. */
const ERROR_BODY_LIMIT = 64 * 1024

/** Reads the body of an error answer. One that breaks off counts as none: the status has come, and says enough. */
export function readErrorBody(response: Response, signal: AbortSignal): Promise<Body> {
  return readBody(response, ERROR_BODY_LIMIT, signal).catch(() => ({ bytes: 0, text: '' }))
}

/**
 * Reads a body as UTF-8 up to `limit` bytes (after decompression) and cancels what is left.
 * Throws what the stream throws when it breaks; one that is given up ends early.
 */
export async function readBody(response: Response, limit: number, signal: AbortSignal): Promise<Body> {
  if (response.body === null) return { bytes: 0, text: '' }
  const reader = response.body.getReader()
  const cancel = () => void reader.cancel(signal.reason).catch(() => {})
  signal.addEventListener('abort', cancel)
  if (signal.aborted) cancel()
  const decoder = new TextDecoder('utf-8', { fatal: true })
  let bytes = 0
  let text = ''
  try {
    for (;;) {
      const { done, value } = await reader.read()
      if (!done && bytes + value.byteLength > limit) {
        cancel()
        return { bytes: bytes + value.byteLength, text, fault: 'too large' }
      }
      const decoded = decode(decoder, value)
      if (decoded === undefined) {
        cancel()
        return { bytes, text, fault: 'not UTF-8' }
      }
      text += decoded
      if (done) return { bytes, text }
      bytes += value.byteLength
    }
  } finally {
    signal.removeEventListener('abort', cancel)
  }
}

/** The text of one chunk, or of the end where there is none; `undefined` for bytes that are no UTF-8. */
function decode(decoder: TextDecoder, chunk: Uint8Array<ArrayBuffer> | undefined): string | undefined {
  try {
    return decoder.decode(chunk, { stream: chunk !== undefined })
  } catch {
    return undefined
  }
}
