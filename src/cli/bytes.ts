import type { Readable } from 'node:stream'
import { printable } from '../text/quote.js'
import { unusable } from './refusal.js'

/** Returns the text of bytes, its byte order mark included, or `undefined` if they are not UTF-8. */
export function textOfUtf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    return undefined
  }
}

/** The size up to which anything is read whole, in bytes: far more than a deployment holds. A device may have no end. */
const MOST_READ = 16 * 1024 * 1024

/** Returns the limit of anything that is read whole, for `readAll`. */
export function atMost(what: string): (size: number) => Error | undefined {
  return size => (size > MOST_READ ? unusable(`${printable(what)} is longer than 16 MiB.`) : undefined)
}

/**
 * Reads a stream to its end, or until the signal.
 * @param most throws what this returns for a size that is too large
 */
export async function readAll(
  stream: Readable,
  signal: AbortSignal,
  most: (size: number) => Error | undefined = () => undefined,
): Promise<Buffer> {
  const chunks: Buffer[] = []
  let size = 0
  const stop = () => stream.destroy()
  signal.addEventListener('abort', stop)
  // An open pipe that nobody reads would keep the process from ending, too.
  if (signal.aborted) stop()
  try {
    for await (const chunk of stream) {
      chunks.push(chunk)
      size += chunk.length
      const tooMuch = most(size)
      if (tooMuch) throw tooMuch
    }
  } catch (error) {
    signal.throwIfAborted()
    throw error
  } finally {
    signal.removeEventListener('abort', stop)
  }
  signal.throwIfAborted()
  return Buffer.concat(chunks)
}
