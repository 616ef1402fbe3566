import type { Readable } from 'node:stream'
import { printable } from '../text/quote.js'
import { type Refusal, unusable } from './refusal.js'

/**
 * Decodes UTF-8. A byte order mark stays: see `withoutMark`.
 * @throws {Refusal} for other bytes: a value with replaced characters would be another value
 */
export function decodeText(bytes: Uint8Array, called: string): string {
  if (isUtf16(bytes)) {
    throw unreadable(called, "it is UTF-16, which PowerShell's `>` writes. Save it as UTF-8")
  }
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    throw unreadable(called, 'it is not UTF-8. Save it as UTF-8')
  }
}

/** Returns true for UTF-16: by its byte order mark, or if more than a third of its bytes are NUL, as in most languages. */
function isUtf16(bytes: Uint8Array): boolean {
  const [first = 0, second = 0] = bytes
  const mark = first * 256 + second
  if (mark === 0xfffe || mark === 0xfeff) return true
  return bytes.filter(byte => byte === 0).length > bytes.length / 3
}

/** Removes the byte order mark that Windows puts in front of a text. */
export function withoutMark(text: string): string {
  return text.replace(/^\ufeff/, '')
}

/** Refuses what can't be read, with the reason. */
export function unreadable(called: string, why: string): Refusal {
  return unusable(`${called} can't be read: ${why}.`)
}

const MEBIBYTE = 1024 * 1024
/** The size up to which anything is read whole, in bytes: far more than a deployment holds. A device may have no end. */
const MOST_READ = 16 * MEBIBYTE

/** Returns the limit of anything that is read whole, for `readAll`. */
export function atMost(what: string, most = MOST_READ): (size: number) => Error | undefined {
  return size =>
    size > most ? unusable(`${printable(what)} is longer than ${most / MEBIBYTE} MiB.`) : undefined
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
